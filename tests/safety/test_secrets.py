"""Secrets, and the packages that are trusted with them."""

from __future__ import annotations

import logging
import re
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
SECRET = "s3cret-pa55"


def test_secrets_are_written_nowhere(
    kg: Callable[..., Any],
    endpoint: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    monkeypatch.setenv("KG_ENDPOINT_PASSWORD", SECRET)
    monkeypatch.setenv("KG_ENDPOINT_USER", "ann")
    monkeypatch.setenv("KG_ENDPOINT_HEADERS", f"X-Token: {SECRET}")
    (tmp_path / "a.txt").write_text("Iran backs Hezbollah.")
    given = endpoint.replace("http://", f"http://bob:{SECRET}@")
    said = [
        kg("build", tmp_path / "a.txt", "--store", given, "-o", tmp_path / "out"),
        kg("build", tmp_path / "a.txt", "-o", tmp_path / "own"),
        kg("export", given, "-f", "trig", "-o", tmp_path / "g.trig"),
        kg("extract", "--fetch", f"https://ann:{SECRET}@news.example/a"),
        kg("query", given, "SELEC"),
    ]
    assert (tmp_path / "g.trig").stat().st_size > 0
    told = "".join(ran.out + ran.err for ran in said) + caplog.text
    assert SECRET not in told
    for path in tmp_path.rglob("*"):
        if path.is_file():
            assert SECRET.encode() not in path.read_bytes(), path


def test_the_audit_covers_what_is_installed() -> None:
    audit = ROOT / ".ci" / "audit"
    if not audit.exists():
        pytest.skip("not in a checkout")
    assert audit.stat().st_mode & 0o111
    assert "pip-audit" in audit.read_text()
    assert "requirements-ci.txt" in audit.read_text()
    locked = {
        re.sub(r"[-_.]+", "-", line.partition("==")[0]).lower()
        for line in (ROOT / "requirements-ci.txt").read_text().splitlines()
        if "==" in line
    }
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    needed, waiting = list(project["dependencies"]), ["test"]
    while waiting:  # what `pip install 'geokg[test]'` brings
        for item in project["optional-dependencies"][waiting.pop()]:
            own = re.fullmatch(r"geokg\[(.*)\]", item)
            waiting += own[1].split(",") if own else []
            needed += [] if own else [item]
    names = {re.sub(r"[-_.]+", "-", re.split(r"[\[<>=~!; ]", item)[0]).lower() for item in needed}
    assert names <= locked, f"not in requirements-ci.txt: {sorted(names - locked)}"
