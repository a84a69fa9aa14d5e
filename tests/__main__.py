"""All tests: `python -m tests`. Brings Chromium from Debian's packages for the browser tests, if it is missing and we may.

Arguments go to pytest.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

import pytest


def bring_chromium() -> None:
    """Install Debian's Chromium if there is none, as root and with apt-get; say so if that fails."""
    if os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser"):
        return
    if shutil.which("apt-get") is None or os.geteuid() != 0:
        print("Chromium is missing, so the view is NOT TESTED IN A BROWSER; `apt-get install chromium` brings it")
        return
    print("Bringing Chromium from Debian's packages for the browser tests …", flush=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["update"], ["install", "-y", "--no-install-recommends", "chromium"]):
        ran = subprocess.run(
            ["apt-get", "-qq", *command],
            env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip
        if ran.returncode:
            print(f"Chromium cannot be had, so the view is NOT TESTED IN A BROWSER: {ran.stderr.strip()[-300:]}")
            return


if __name__ == "__main__":
    bring_chromium()
    sys.exit(pytest.main(sys.argv[1:]))
