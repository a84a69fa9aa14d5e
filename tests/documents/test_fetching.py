"""--fetch: only what was named, only from the public internet, within bounds. The servers are on loopback, which one
test hook (`is_public`) permits."""

from __future__ import annotations

import gzip
import socket
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from kg.documents import Document, Problem, Sources, fetching
from kg.documents.fetching import fetch, is_public, shown
from kg.documents.problems import Unreadable
from tests.serving import serving

PAGE = b"<html><head><title>T</title></head><body><p>Norland bombed Tarn.</p></body></html>"
Answer = tuple[int, dict[str, str], bytes]


class Site(ThreadingHTTPServer):
    """A server whose pages are in `pages`: path → status, headers and body, or what else it does with the handler."""

    daemon_threads = True

    def __init__(self) -> None:
        self.pages: dict[str, Answer | Callable[[BaseHTTPRequestHandler], None]] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                site.asked.append((self.path, dict(self.headers)))
                page = site.pages.get(self.path, (404, {}, b""))
                if callable(page):
                    page(self)
                    return
                status, headers, body = page
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, format: str, *args: object) -> None: ...

        super().__init__(("127.0.0.1", 0), Handler)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"


@pytest.fixture
def site() -> Iterator[Site]:
    with serving(Site()) as server:
        yield server


@pytest.fixture
def loopback(monkeypatch: pytest.MonkeyPatch) -> None:
    """Loopback stands for the public internet."""
    monkeypatch.setattr(fetching, "is_public", lambda address: address.startswith("127."))


def html(body: bytes = PAGE, kind: str = "text/html") -> Answer:
    return 200, {"Content-Type": kind}, body


def fails(address: str) -> str:
    with pytest.raises(Unreadable) as caught:
        fetch(address)
    return str(caught.value)


@pytest.mark.usefixtures("loopback")
def test_a_page(site: Site) -> None:
    site.pages["/a?b=c"] = html()
    problems: list[Problem] = []
    address = f"{site.address}/a?b=c"
    assert list(Sources([], problems.append, fetch=[address])) == [
        Document(address, "Norland bombed Tarn.", "T", None, "127.0.0.1")
    ]
    assert problems == []
    ((path, headers),) = site.asked
    assert path == "/a?b=c"
    assert headers["Host"] == site.address.removeprefix("http://")
    assert not {"Cookie", "Authorization", "Referer"} & headers.keys()


@pytest.mark.usefixtures("loopback")
@pytest.mark.parametrize(
    ("kind", "body", "texts"),
    [
        ("text/plain; charset=utf-16-le", "Text – one.".encode("utf-16-le"), ["Text – one."]),
        ("application/json", b'[{"text": "One."}, {"text": "Two."}]', ["One.", "Two."]),
        ("application/x-ndjson", b'{"text": "One."}\n{"text": "Two."}', ["One.", "Two."]),
        ("text/csv", b"text\nOne.\n", ["One."]),
    ],
)
def test_other_kinds(site: Site, kind: str, body: bytes, texts: list[str]) -> None:
    site.pages["/x"] = html(body, kind)
    assert [d.text for d in Sources([], print, fetch=[f"{site.address}/x"])] == texts


@pytest.mark.usefixtures("loopback")
def test_redirects(site: Site) -> None:
    site.pages["/a"] = (302, {"Location": "/b#c"}, b"")
    site.pages["/b"] = (301, {"Location": f"{site.address}/c"}, b"")
    site.pages["/c"] = html()
    assert fetch(f"{site.address}/a").data == PAGE
    site.pages["/loop"] = (302, {"Location": "/loop"}, b"")
    assert "more than 5 redirects" in fails(f"{site.address}/loop")


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "127.8.9.1", "0.0.0.0", "10.0.0.1", "172.16.5.5", "192.168.1.1", "169.254.169.254", "100.64.0.1",
        "224.0.0.1", "255.255.255.255", "192.0.2.1", "198.18.0.1", "::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1",
        "ff02::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "2001:db8::1", "fec0::1",
    ],
)  # fmt: skip
def test_private_addresses(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["1.1.1.1", "93.184.216.34", "2606:4700::1111", "::ffff:1.1.1.1"])
def test_public_addresses(address: str) -> None:
    assert is_public(address)


def test_nothing_is_asked_of_this_machine(site: Site) -> None:
    for name in ("127.0.0.1", "localhost", "2130706433", "0x7f.1", "[::1]", "[::ffff:127.0.0.1]"):
        port = site.server_address[1]
        assert "is no address of the public internet" in fails(f"http://{name}:{port}/")
    assert site.asked == []


def test_a_redirect_to_this_machine_is_not_followed(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "is_public", lambda address: address == "127.0.0.1")
    with serving(Site()) as inner:
        site.pages["/a"] = (302, {"Location": f"http://127.0.0.2:{inner.server_address[1]}/secret"}, b"")
        assert "127.0.0.2, which is no address of the public internet" in fails(f"{site.address}/a")
        assert inner.asked == []


def test_the_address_that_was_checked_is_the_one_asked(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that means another address the second time it is looked up gains nothing: it is looked up once."""
    looked_up = []

    def lookup(host: str, port: int, **_: object) -> list[tuple[object, ...]]:
        looked_up.append(host)
        address = "127.0.0.1" if len(looked_up) == 1 else "10.0.0.1"
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))]

    monkeypatch.setattr(fetching.socket, "getaddrinfo", lookup)
    monkeypatch.setattr(fetching, "is_public", lambda address: address == "127.0.0.1")
    made: list[object] = []
    monkeypatch.setattr(
        fetching.socket, "create_connection", lambda at, timeout: (made.append(at), _connect(at, timeout))[1]
    )
    site.pages["/"] = html()
    port = site.server_address[1]
    assert fetch(f"http://news.example:{port}/").data == PAGE
    assert looked_up == ["news.example"]
    assert made == [("127.0.0.1", port)]
    assert site.asked[0][1]["Host"] == f"news.example:{port}"


def _connect(at: tuple[str, int], timeout: float) -> socket.socket:
    made = socket.socket()
    made.settimeout(timeout)
    made.connect(at)
    return made


def test_one_private_address_among_several_is_one_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    entries = [(2, 1, 6, "", ("1.1.1.1", 80)), (2, 1, 6, "", ("10.0.0.1", 80))]
    monkeypatch.setattr(fetching.socket, "getaddrinfo", lambda *_, **__: entries)
    assert "news.example is 10.0.0.1" in fails("http://news.example/")


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("ftp://a.example/x", "no address of the web"),
        ("file:///etc/passwd", "no address of the web"),
        ("gopher://a.example", "no address of the web"),
        ("https://", "no address of the web"),
        ("https://a.example:99999/", "is no address"),
        ("https://[::1/", "is no address"),
        ("https://me:secret@a.example/", "has a user or password in it"),
    ],
)
def test_what_is_no_address(address: str, told: str) -> None:
    with pytest.raises(Unreadable, match=told) as caught:
        fetch(address)
    assert caught.value.problem.kind == "use"
    assert "secret" not in str(caught.value)


def test_secrets_are_not_shown() -> None:
    assert shown("https://me:secret@a.example/x@y") == "https://a.example/x@y"


@pytest.mark.usefixtures("loopback")
@pytest.mark.parametrize(
    ("answer", "told"),
    [
        ((404, {}, b""), "answered 404 Not Found"),
        ((302, {}, b""), "answered 302"),
        ((302, {"Location": "file:///etc/passwd"}, b""), "no address of the web"),
        ((302, {"Location": "http://[bad"}, b""), "is no"),
        (html(b"\x89PNG", "image/png"), "answered with image/png, which is no text"),
        ((200, {}, b"x"), "application/octet-stream"),
        ((200, {"Content-Type": "text/plain", "Content-Encoding": "br"}, b"x"), "which was not asked for"),
        ((200, {"Content-Type": "text/plain", "Content-Encoding": "gzip"}, b"no gzip"), "no valid HTTP"),
        ((200, {"Content-Type": "text/plain", "Content-Length": "99"}, b"half"), "broke off, 95 bytes before the end"),
        (html(b"x" * 3_000_000, "text/plain"), "has more than 1 MiB"),
        (
            (200, {"Content-Type": "text/plain", "Content-Encoding": "gzip"}, gzip.compress(b"0" * 3_000_000)),
            "has more than 1 MiB",
        ),
        (lambda handler: handler.wfile.write(b"220 ftp ready\r\n"), "no valid HTTP"),
        (lambda handler: handler.connection.close(), ""),
    ],
)
def test_what_is_refused(site: Site, answer: Answer, told: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "SIZE", 1 << 20)
    site.pages["/x"] = answer
    assert told in fails(f"{site.address}/x")


@pytest.mark.usefixtures("loopback")
@pytest.mark.parametrize("what", ["headers", "body"])
def test_a_server_that_drips(site: Site, what: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def drip(handler: BaseHTTPRequestHandler) -> None:
        if what == "body":
            handler.wfile.write(b"HTTP/1.0 200 OK\r\nContent-Type: text/plain\r\n\r\n")
        else:
            handler.wfile.write(b"HTTP/1.0 200 OK\r\nX: ")
        for _ in range(600):
            try:
                handler.wfile.write(b"x")
            except OSError:
                return
            time.sleep(0.05)

    monkeypatch.setattr(fetching, "SECONDS", 0.5)
    site.pages["/x"] = drip
    assert "took longer than 0.5 s" in fails(f"{site.address}/x")


def test_the_line_cannot_be_broken() -> None:
    from urllib.parse import urlsplit

    target = fetching._target(urlsplit("http://a.example/a b\x7f\u2028?x=1&y=é"))
    assert target == "/a%20b%7F%E2%80%A8?x=1&y=%C3%A9"


def test_addresses_among_sources_are_not_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("the network was used")

    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    problems: list[Problem] = []
    assert list(Sources(["https://a.example/"], problems.append)) == []
    assert "is an address, and nothing is fetched; have it fetched by --fetch" in str(problems[0])
