"""Fetching: one page or file from an address that the user named, and from no other.

Addresses and what they answer are hostile: only http and https; no address of this machine or of a private network,
wherever a redirect or a name leads (the connection goes to the very address that was checked, so that a name cannot
mean another one meanwhile); bounds on size, time and redirects. Proxies, cookies and credentials are not used.
"""

from __future__ import annotations

import codecs
import gzip
import http.client
import io
import ipaddress
import socket
import ssl
import threading
import time
import zlib
from contextlib import suppress
from dataclasses import dataclass
from email.message import Message
from typing import BinaryIO, cast
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from kg.documents.limits import Counted, Unpacked
from kg.documents.problems import Kind, Unreadable

SIZE = 32 << 20
"""Bytes that an answer may have, also when unpacked."""
SECONDS = 60.0
"""How long fetching may take, with all redirects."""
REDIRECTS = 5

_ENDINGS = {
    "text/html": ".html", "application/xhtml+xml": ".xhtml", "text/plain": ".txt", "text/markdown": ".md",
    "application/pdf": ".pdf", "application/json": ".json", "application/jsonl": ".jsonl",
    "application/x-ndjson": ".jsonl", "application/x-jsonlines": ".jsonl", "text/csv": ".csv",
    "text/tab-separated-values": ".tsv", "application/rss+xml": ".rss", "application/atom+xml": ".atom",
    "application/xml": ".xml", "text/xml": ".xml", "application/zip": ".zip",
    "application/vnd.apache.parquet": ".parquet",
}  # fmt: skip
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_HEADERS = {"User-Agent": "geokg", "Accept": ", ".join(_ENDINGS), "Accept-Encoding": "identity"}


@dataclass(frozen=True, slots=True)
class Fetched:
    """An answer: its bytes (text in UTF-8), and the ending of files of its kind."""

    data: bytes
    ending: str
    host: str


def fetch(address: str) -> Fetched:
    """What an address answers, in the end. Raises Unreadable, and OSError where it cannot be reached."""
    end = time.monotonic() + SECONDS
    where = shown(address)
    at = _split(address, where, "use")
    for _ in range(REDIRECTS + 1):
        answer = _get(at, end, where)
        if isinstance(answer, Fetched):
            return answer
        following = _split(answer, where, "data", at.geturl())
        if at.scheme == "https" and following.scheme != "https":
            raise Unreadable(where, "leads from https to http", "fetch the address that it leads to, if you trust it")
        at = following
    raise Unreadable(where, f"more than {REDIRECTS} redirects")


def shown(address: str) -> str:
    """An address as it may be shown: without user and password."""
    scheme, slashes, rest = address.partition("://")
    host, slash, path = rest.partition("/")
    return f"{scheme}{slashes}{host.rpartition('@')[2]}{slash}{path}"


def is_public(address: str) -> bool:
    """Whether a numeric address is one of the public internet, and none that leads back by way of a gateway."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    inner: list[ipaddress.IPv4Address | None] = []
    if isinstance(ip, ipaddress.IPv6Address):
        inner = [ip.sixtofour, *(ip.teredo or ())]
        if ip in _NAT64:
            inner.append(ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF))
        if ip.ipv4_mapped is not None:
            return is_public(str(ip.ipv4_mapped))
        if ip.is_site_local:
            return False
    special = ip.is_multicast or ip.is_private or ip.is_reserved or ip.is_loopback or ip.is_link_local
    return ip.is_global and not special and all(is_public(str(one)) for one in inner if one is not None)


def _split(address: str, where: str, kind: Kind, base: str = "") -> SplitResult:
    try:
        parts = urlsplit(urljoin(base, address))
        port, host = parts.port, parts.hostname
    except ValueError:
        raise Unreadable(where, "is no address", kind=kind) from None
    if parts.scheme not in ("http", "https") or not host:
        raise Unreadable(where, "is no address of the web", "it begins with https:// or http://", kind=kind)
    if parts.username is not None or parts.password is not None:
        raise Unreadable(where, "has a user or password in it, and neither is sent", "leave them out", kind=kind)
    if port == 0:
        raise Unreadable(where, "has no port that can be reached", kind=kind)
    return parts._replace(fragment="")


def _addresses(host: str, port: int, where: str) -> list[tuple[str, int]]:
    """The addresses of a host. All of them must be public: one that is not may be tried by a second answer."""
    try:
        name = host.encode("ascii").decode() if host.isascii() else host.encode("idna").decode()
        found = socket.getaddrinfo(name, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise Unreadable(where, f"no host of the name {host}", "check the address") from None
    addresses = [(str(entry[4][0]), port) for entry in found]
    for address, _ in addresses:
        if not is_public(address):
            what = f"{host} is {address}, which is no address of the public internet"
            raise Unreadable(where, what, "save the page and give its file")
    return list(dict.fromkeys(addresses))


class _Connection(http.client.HTTPConnection):
    """A connection to an address that was checked; the host's name is only said to the other side."""

    def __init__(self, parts: SplitResult, addresses: list[tuple[str, int]], end: float) -> None:
        self.secure = parts.scheme == "https"
        super().__init__(cast(str, parts.hostname), addresses[0][1])
        self.addresses = addresses
        self.end = end
        self.line: socket.socket | None = None  # the socket, also when the answer has taken it over

    def connect(self) -> None:
        failed: OSError | None = None
        for address in self.addresses:
            try:
                self.line = self.sock = socket.create_connection(address, timeout=max(0.1, self.end - time.monotonic()))
                break
            except OSError as error:
                failed = error
        else:
            raise failed or OSError("no address")
        if self.secure:
            self.line = self.sock = ssl.create_default_context().wrap_socket(self.sock, server_hostname=self.host)


def _get(at: SplitResult, end: float, where: str) -> Fetched | str:
    """The answer to one request, or the address to which it leads."""
    host = cast(str, at.hostname)
    port = at.port or (443 if at.scheme == "https" else 80)
    connection = _Connection(at, _addresses(host, port, where), end)
    late = Unreadable(where, f"took longer than {SECONDS:g} s", "try again, or save the page")
    # Closing the socket ends it, however slowly the other side sends.
    watch = threading.Timer(max(0.1, end - time.monotonic()), _hang_up, [connection])
    watch.daemon = True
    watch.start()
    try:
        connection.request("GET", _target(at), headers={**_HEADERS, "Host": _host(at)})
        answer = connection.getresponse()
        location = answer.getheader("Location")
        if answer.status in (301, 302, 303, 307, 308) and location:
            return location
        if answer.status != 200:
            raise Unreadable(where, f"answered {answer.status} {answer.reason}"[:200])
        fetched = _read(answer, at, where)
        if time.monotonic() < end:
            return fetched
        raise late
    except (http.client.HTTPException, Unreadable, ValueError, EOFError, zlib.error, OSError) as error:
        if time.monotonic() >= end:
            raise late from None
        if isinstance(error, Unreadable):
            raise
        if isinstance(error, OSError) and not isinstance(error, gzip.BadGzipFile):
            raise Unreadable(where, f"cannot be reached ({error.strerror or error})", "check the address") from None
        raise Unreadable(where, f"answered something that is no valid HTTP ({type(error).__name__})") from None
    finally:
        watch.cancel()
        connection.close()


def _hang_up(connection: _Connection) -> None:
    if connection.line is not None:
        with suppress(OSError):
            connection.line.shutdown(socket.SHUT_RDWR)


def _host(at: SplitResult) -> str:
    return at.netloc if at.netloc.isascii() else at.netloc.encode("idna").decode()


def _target(at: SplitResult) -> str:
    """Path and query, with nothing in it that could end the line."""
    return quote(f"{at.path or '/'}?{at.query}" if at.query else at.path or "/", safe="/%:@!$&'()*+,;=~-._?")


def _read(answer: http.client.HTTPResponse, at: SplitResult, where: str) -> Fetched:
    said = Message()
    said["Content-Type"] = answer.getheader("Content-Type") or "application/octet-stream"
    kind = said.get_content_type()
    ending = _ENDINGS.get(kind)
    if ending is None:
        raise Unreadable(where, f"answered with {kind}, which is no text", "fetch pages, feeds, PDF, JSON or tables")
    body = cast(BinaryIO, answer)
    encoding = (answer.getheader("Content-Encoding") or "identity").strip().lower()
    if encoding == "gzip":
        packed = Counted(body)
        inner = gzip.GzipFile(fileobj=io.BufferedReader(packed), mode="rb")
        body = cast(BinaryIO, io.BufferedReader(Unpacked(cast(BinaryIO, inner), packed, where)))
    elif encoding != "identity":
        raise Unreadable(where, f"answered in the encoding {encoding[:40]}, which was not asked for")
    data = body.read(SIZE + 1)
    if len(data) > SIZE:
        raise Unreadable(where, f"has more than {SIZE >> 20} MiB", "save it and give its file")
    if answer.length:
        raise Unreadable(where, f"broke off, {answer.length:,} bytes before the end", "try again")
    return Fetched(_in_utf8(data, said.get_content_charset()), ending, cast(str, at.hostname))


def _in_utf8(data: bytes, charset: str | None) -> bytes:
    """Text whose encoding the server tells, in UTF-8; other bytes as they are."""
    if not charset:
        return data
    try:
        if codecs.lookup(charset).name == "utf-8":
            return data
        return data.decode(charset).encode("utf-8", "replace")
    except (LookupError, UnicodeError, ValueError):
        return data
