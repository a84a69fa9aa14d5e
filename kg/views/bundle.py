"""The page's own scripts and styles, and vis-network from the installed pyvis: read, joined and hashed."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from functools import cache
from importlib.resources import files
from typing import Any

_ASSETS = files("kg.views").joinpath("assets")
# Joined in this order into one strict-mode function: each file may use those above at load, all when run.
MODULES = (
    "dom", "data", "state", "select", "layout", "draw", "labels", "overlay", "graph", "keys", "search", "legend",
    "filters", "timeline", "evidence", "panel", "actor", "path", "table", "export", "url", "main",
)  # fmt: skip


@cache
def template() -> str:
    return _ASSETS.joinpath("template.html.j2").read_text("utf-8")


@cache
def style() -> str:
    return _ASSETS.joinpath("view.css").read_text("utf-8")


@cache
def script() -> str:
    parts = [f"// {name}.js\n{_ASSETS.joinpath('js', name + '.js').read_text('utf-8')}" for name in MODULES]
    return '(() => {\n"use strict";\n' + "\n".join(parts) + "})();\n"


@cache
def vis_network() -> str:
    """vis-network of the installed pyvis, the newest that it brings, without its reference to a source map."""
    folder = files("pyvis").joinpath("lib")
    versions = sorted(
        (tuple(map(int, found[1].split("."))), entry)
        for entry in folder.iterdir()
        if (found := re.fullmatch(r"vis-([\d.]+)", entry.name)) and entry.joinpath("vis-network.min.js").is_file()
    )
    if not versions:
        raise RuntimeError("the installed pyvis has no vis-network.min.js: reinstall it (pip install pyvis==0.3.2)")
    text = versions[-1][1].joinpath("vis-network.min.js").read_text("utf-8")
    return re.sub(r"//# sourceMappingURL=\S*\s*$", "", text)


def source_hash(text: str) -> str:
    """What a Content-Security-Policy calls an inline script or style of this text."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


_UNSAFE = re.compile("[<>&\u2028\u2029\ud800-\udfff]")


def json_block(data: Any) -> str:
    """JSON that may stand in a script element: no character of markup, and no half of a surrogate pair."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
