"""The gate before a SPARQL server: what others may ask of it, and how much.

Oxigraph's server answers whoever reaches it. A page open in a browser on this machine reaches it too: it could send
updates, and read answers once its name points here (DNS rebinding). The gate lets through what comes from no page, or
from a page of its own; methods that change something only if the server may be written; queries that name no other
server; and only so much at a time.
"""

from __future__ import annotations

import http.client
import re
import socket
import threading
from collections.abc import Callable, Collection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

from kg.graph.sparql import bare

QUERY = 256 << 10
"""Bytes of a query: as deep as such a one can be nested, the server's stack is."""
UPDATE = 256 << 20
"""Bytes of an update or upload."""
AT_ONCE = 8
"""Requests that are worked on at a time; others are told to come again."""

_PATIENCE = 30.0  # seconds for a client to say what it wants
_GRACE = 10.0  # seconds over its limit after which a query is given up with the server
_BLOCK = 1 << 16
_ASSET = re.compile(r"/(?:[\w-][\w.-]*/)*(?:[\w-][\w.-]*)?")
_ELSEWHERE = re.compile(r"\b(?:SERVICE|LOAD)\b", re.IGNORECASE)
_CODEPOINT = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_PASSED_ON = ("Accept", "Content-Type", "User-Agent")
_PASSED_BACK = ("Content-Type", "Cache-Control", "Last-Modified", "ETag", "Location", "Allow")
_GUARDS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
}


class Refused(Exception):
    """A request that is not let through, with the status that says so."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status = status


class Gate(ThreadingHTTPServer):
    """Listens on `host` and `port` and asks the server at `inner`.

    `names` are the hosts by which it may be called; None admits all, as a public server does not know its names.
    `page` is served at /graph.html. `timeout` is the server's own limit on a query, in seconds; one that outlasts it
    by far is answered for, and `stuck` called.
    """

    daemon_threads = True
    allow_reuse_address = True
    request_queue_size = 64

    def __init__(
        self,
        host: str,
        port: int,
        inner: tuple[str, int],
        *,
        names: Collection[str] | None,
        writable: bool = False,
        page: bytes | None = None,
        timeout: float | None = None,
        stuck: Callable[[], None] = lambda: None,
    ) -> None:
        self.address_family = socket.AF_INET6 if ":" in host else socket.AF_INET
        self.inner = inner
        self.names = names
        self.writable = writable
        self.page = page
        self.limit = None if timeout is None else timeout + _GRACE
        self.stuck = stuck
        self.slots = threading.BoundedSemaphore(AT_ONCE)
        super().__init__((host, port), _Handler)

    def handle_error(self, request: object, client_address: object) -> None:
        """Quiet: a client that hangs up is no error of ours."""


class _Handler(BaseHTTPRequestHandler):
    server: Gate
    protocol_version = "HTTP/1.1"
    timeout = _PATIENCE

    def do_GET(self) -> None:
        self._answer()

    do_HEAD = do_POST = do_PUT = do_DELETE = do_PATCH = do_OPTIONS = do_GET

    def version_string(self) -> str:
        return "geokg"

    def log_message(self, format: str, *args: object) -> None:
        """Quiet: who asks what is nobody's business."""

    def _answer(self) -> None:
        try:
            parts = urlsplit(self.path)
            self._check_origin()
            self._check_method(parts.path)
            if parts.path in ("/graph.html", "/graph") and self.server.page is not None:
                self._say(200, self.server.page, "text/html; charset=utf-8")
                return
            body = self._body(parts.path)
            self._check_query(parts.path, parts.query, body)
            target = f"{parts.path}?{parts.query}" if parts.query else parts.path
            if not self.server.slots.acquire(blocking=False):
                raise Refused(503, "too many requests at once; try again")
            try:
                self._pass(target, body)
            finally:
                self.server.slots.release()
        except Refused as error:
            self.close_connection = True  # what is left of the request is not read
            self._say(error.status, f"{error}\n".encode(), "text/plain; charset=utf-8")

    def _check_origin(self) -> None:
        """Raises Refused for what a page from elsewhere sends, or a page under a name that is not ours."""
        host = self.headers.get("Host", "")
        try:
            called = urlsplit(f"//{host}").hostname
        except ValueError:
            called = None
        if self.server.names is not None and called not in self.server.names:
            raise Refused(421, f"this server is not called {host[:100]!r}")
        origin = self.headers.get("Origin", f"http://{host}")
        site = self.headers.get("Sec-Fetch-Site", "none")
        if origin.partition("://")[2] != host or site not in ("none", "same-origin"):
            raise Refused(403, "pages from elsewhere may not ask this server")

    def _check_method(self, path: str) -> None:
        writes = path == "/update" or self.command not in ("GET", "HEAD", "POST")
        writes = writes or (self.command == "POST" and path != "/query")
        if writes and not self.server.writable:
            raise Refused(403, "this server is for reading only")
        if not _ASSET.fullmatch(path):
            raise Refused(404, "there is nothing of this name")

    def _body(self, path: str) -> bytes:
        if self.headers.get("Transfer-Encoding"):
            raise Refused(411, "say how long the request is")
        try:
            length = int(self.headers.get("Content-Length") or 0)
        except ValueError:
            length = -1
        if length < 0:
            raise Refused(400, "the length of the request is no number")
        if length > (QUERY if path == "/query" else UPDATE):
            raise Refused(413, "the request is too large")
        body = self.rfile.read(length)
        if len(body) < length:
            raise Refused(400, "the request broke off")
        return body

    def _check_query(self, path: str, query: str, body: bytes) -> None:
        """Raises Refused for queries and updates that make the server ask others, for its own answer is not theirs."""
        if path not in ("/query", "/update"):
            return
        kind = self.headers.get_content_type() if self.headers.get("Content-Type") else ""
        texts = [text for name in ("query", "update") for text in parse_qs(query).get(name, ())]
        if kind == "application/x-www-form-urlencoded":
            form = parse_qs(body.decode("utf-8", "replace"))
            texts += [text for name in ("query", "update") for text in form.get(name, ())]
        else:
            texts.append(body.decode("utf-8", "replace"))
        for text in texts:
            # With escapes resolved and not, as it is not for us to know when the server does it.
            if any(_ELSEWHERE.search(bare(said)) for said in (text, _CODEPOINT.sub(_character, text))):
                raise Refused(403, "this server asks no other one: neither SERVICE nor LOAD is let through")

    def _pass(self, target: str, body: bytes) -> None:
        connection = http.client.HTTPConnection(*self.server.inner, timeout=self.server.limit)
        try:
            headers = {name: value for name in _PASSED_ON if (value := self.headers.get(name))}
            connection.request(self.command, target, body=body or None, headers=headers)
            answer = connection.getresponse()
            first = answer.read(_BLOCK)
        except TimeoutError:
            self.server.stuck()
            raise Refused(504, "the query took too long") from None
        except (OSError, http.client.HTTPException):
            raise Refused(502, "the server did not answer") from None
        else:
            self._say_on(answer, first)
        finally:
            connection.close()

    def _say_on(self, answer: http.client.HTTPResponse, block: bytes) -> None:
        """The server's answer, piece by piece, from the first block on."""
        length = answer.getheader("Content-Length")
        headers = {name: value for name in _PASSED_BACK if (value := answer.getheader(name))}
        self._head(answer.status, headers, None if length is None else int(length))
        if self.command == "HEAD":
            return
        while block:
            self.wfile.write(block if length is not None else b"%x\r\n%s\r\n" % (len(block), block))
            try:
                block = answer.read(_BLOCK)
            except (OSError, http.client.HTTPException):
                self.close_connection = True  # that it is half an answer is told by its missing end
                return
        if length is None:
            self.wfile.write(b"0\r\n\r\n")

    def _say(self, status: int, body: bytes, kind: str) -> None:
        self._head(status, {"Content-Type": kind}, len(body))
        if self.command != "HEAD":
            self.wfile.write(body)

    def _head(self, status: int, headers: dict[str, str], length: int | None) -> None:
        self.send_response(status)
        for name, value in {**headers, **_GUARDS}.items():
            self.send_header(name, value)
        if length is None:
            self.send_header("Transfer-Encoding", "chunked")
        else:
            self.send_header("Content-Length", str(length))
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()


def _character(found: re.Match[str]) -> str:
    """The character that an escape means, as SPARQL reads it before anything else."""
    number = int(found[1] or found[2], 16)
    return chr(number) if number < 0x110000 else "?"
