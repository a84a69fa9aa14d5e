"""The network."""

from __future__ import annotations

import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kg.documents.fetching import fetch
from kg.documents.problems import Unreadable

SEEDS = Path(__file__).parents[2] / "seeds"


def test_nothing_is_fetched_unasked(kg: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*given: object, **__: object) -> None:
        raise AssertionError(f"the network was used: {given}")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    page = '<html><head><link rel="stylesheet" href="http://evil.example/a.css"></head><body><article><p>Iran backs Hezbollah.'
    (tmp_path / "a.html").write_text(page + '</p><img src="http://evil.example/a.png"></article></body></html>')
    (tmp_path / "b.txt").write_text("http://evil.example/ Israel bombed Hezbollah.")
    out = tmp_path / "out"
    for command in (
        ("build", SEEDS / "2020-01-04-soleimani-killed.md", tmp_path / "a.html", tmp_path / "b.txt", "-o", out),
        ("query", out, "--name", "actors"),
        ("view", out, "-o", out / "v.html"),
        ("export", out, "-f", "json-ld", "-o", out / "g.jsonld"),
        ("validate", out),
        ("actors", "Iran"),
    ):
        assert kg(*command).status == 0
    assert "evil.example" not in (out / "graph.html").read_text("utf-8").replace("http://evil.example/ Israel", "")


@pytest.mark.parametrize(
    "address",
    ["http://127.0.0.1/", "http://localhost:631/", "http://169.254.169.254/latest/meta-data/", "http://10.0.0.1/",
     "http://[::1]/", "http://[::ffff:192.168.0.1]/", "http://0/", "http://2130706433/", "https://192.168.1.1/"],
)  # fmt: skip
def test_private_addresses_are_refused(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*given: object, **__: object) -> None:
        raise AssertionError(f"asked {given}")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    with pytest.raises(Unreadable, match="no address of the public internet"):
        fetch(address)
