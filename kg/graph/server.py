"""Serving a graph: the Oxigraph server from PyPI as a SPARQL 1.1 endpoint, and the HTML view beside it.

The address has the server's query page at `/`, SPARQL at `/query` and the view at `/graph.html`. What listens there is
our gate (`kg.graph.gate`), on loopback unless told otherwise; the server itself is behind it, on an address of loopback
that nobody can guess where the system has many (Linux), so that no page in a browser finds the way around the gate.
"""

from __future__ import annotations

import contextlib
import ipaddress
import os
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request
from pathlib import Path
from types import TracebackType
from typing import IO

import pyoxigraph as ox

from kg.graph.errors import StoreError
from kg.graph.gate import Gate
from kg.graph.stores.disk import DiskStore
from kg.graph.stores.locks import FolderLock
from kg.graph.stores.opening import open_store

_START = 20.0  # seconds to wait for the server
_PAUSE = 0.2  # seconds between looks whether it still runs
_STOP = 10.0  # seconds that it gets to end by itself
_STACK = 1 << 30  # bytes of address space for each thread of the server: a deeply nested query would end it
_DIRECT = urllib.request.build_opener(urllib.request.ProxyHandler({}))  # a proxy does not see our loopback


class Server:
    """A served graph. A context manager: entering starts it, leaving stops it.

    `address` is that of the endpoint's query page, `endpoint` takes queries, `view` is the page given, or None.
    Raises StoreError where the server is missing or does not start, or the store cannot be served.
    """

    def __init__(
        self,
        where: str | Path,
        *,
        host: str = "127.0.0.1",
        port: int = 7878,
        writable: bool = False,
        page: bytes | None = None,
        timeout: float | None = 60.0,
    ) -> None:
        self._where = where
        self._host = host
        self._port = port or _free_port(host)
        self._writable = writable
        self._page = page
        self._timeout = timeout
        self._process: subprocess.Popen[bytes] | None = None
        self._gate: Gate | None = None
        self._stopping = threading.Lock()
        self._since = 0.0  # when the server was started last
        self._cleanup = contextlib.ExitStack()
        shown = f"[{host}]" if ":" in host else host
        self.address = f"http://{shown}:{self._port}/"
        self.endpoint = f"{self.address}query"
        self.view: str | None = None if page is None else f"{self.address}graph.html"

    @property
    def public(self) -> bool:
        """Whether other machines can reach it."""
        if self._host == "localhost":
            return False
        try:
            return not ipaddress.ip_address(self._host).is_loopback
        except ValueError:
            return True

    def __enter__(self) -> Server:
        try:
            self.start()
        except BaseException:
            self.stop()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def start(self) -> None:
        """Start and wait until queries are answered."""
        program = server_program()
        _check_free(self._host, self._port)
        folder, lock = self._folder()
        inner = _hidden_address()
        command = [program, "serve" if self._writable else "serve-read-only"]
        command += ["--location", str(folder), "--bind", f"{inner[0]}:{inner[1]}"]
        if self._timeout is not None:
            command += ["--timeout-s", str(max(1, round(self._timeout)))]
        self._start_server(command, lock, inner)
        self._gate = Gate(
            self._host,
            self._port,
            inner,
            names=None if self.public else {"localhost", "127.0.0.1", "::1", self._host},
            writable=self._writable,
            page=self._page,
            timeout=self._timeout,
            stuck=lambda: self._start_again(command, lock, inner),
        )
        threading.Thread(target=self._gate.serve_forever, daemon=True, name="kg-gate").start()

    def _start_server(self, command: list[str], lock: FolderLock, inner: tuple[str, int]) -> None:
        log = self._cleanup.enter_context(tempfile.TemporaryFile())  # noqa: SIM115 - closed by the stack
        # A session of its own, so that Ctrl-C reaches us alone and the server is stopped in order.
        # It inherits the folder's lock, which so holds as long as it runs, even if we are killed.
        self._process = subprocess.Popen(
            command,
            stdout=subprocess.DEVNULL,
            stderr=log,
            start_new_session=True,
            pass_fds=lock.descriptors,
            env={**os.environ, "RUST_MIN_STACK": str(_STACK)},
        )
        self._wait_until_up(log, inner)
        self._since = time.monotonic()

    def _start_again(self, command: list[str], lock: FolderLock, inner: tuple[str, int]) -> None:
        """Give up a query that the server's own limit does not end, with the server; what it had written stays."""
        with self._stopping:
            # Several may be told of at once; the server that was started for the first of them is not at fault.
            if self._process is not None and time.monotonic() - self._since > (self._timeout or 0):
                self._process.kill()
                self._process.wait()
                self._start_server(command, lock, inner)

    def wait(self) -> int:
        """Wait until the server ends; its exit status."""
        assert self._process is not None, "start it first"
        # Not one long wait: a signal that comes just before it would be seen only after it.
        while (status := self._status()) is None:
            time.sleep(_PAUSE)
        return status

    def _status(self) -> int | None:
        """The exit status of the server; None while it runs, or is being started again."""
        with self._stopping:
            return 0 if self._process is None else self._process.poll()

    def stop(self) -> None:
        """Stop; harmless when done twice."""
        if self._gate is not None:
            self._gate.shutdown()
            self._gate.server_close()
            self._gate = None
        with self._stopping:
            if self._process is not None:
                self._process.terminate()
                try:
                    self._process.wait(timeout=_STOP)
                except subprocess.TimeoutExpired:
                    self._process.kill()
                    self._process.wait()
                self._process = None
            self._cleanup.close()

    def _folder(self) -> tuple[Path, FolderLock]:
        """The Oxigraph folder to serve: the store's own, or a copy of a file's quads that goes with the server."""
        with contextlib.closing(open_store(self._where, writable=self._writable)) as store:
            if isinstance(store, DiskStore):
                path = store.path
            elif self._writable:
                raise StoreError(f"{store.name} cannot be served for writing; build an on-disk store (`--store DIR`)")
            else:
                path = Path(self._cleanup.enter_context(tempfile.TemporaryDirectory(prefix="kg-serve-")))
                copy = ox.Store(path)
                copy.bulk_extend(store.quads())
                copy.flush()
                del copy
        lock = FolderLock(path, exclusive=self._writable)
        self._cleanup.callback(lock.release)
        return path, lock

    def _wait_until_up(self, log: IO[bytes], inner: tuple[str, int]) -> None:
        process = self._process
        assert process is not None
        end = time.monotonic() + _START
        while time.monotonic() < end:
            if process.poll() is not None:
                log.seek(0)
                said = log.read().decode("utf-8", "replace").strip()
                raise StoreError(f"the server did not start: {said[-500:] or 'no reason given'}")
            try:
                _DIRECT.open(f"http://{inner[0]}:{inner[1]}/query?query=ASK%7B%7D", timeout=2).close()
                return
            except urllib.error.HTTPError:
                return  # it answers, if only with an error
            except OSError:
                time.sleep(0.05)
        raise StoreError(f"the server did not answer within {_START:g} s")


def server_program() -> str:
    """The Oxigraph server beside this Python, or on the path. Raises StoreError, which says how to install it."""
    for name in ("oxigraph", "oxigraph.exe"):
        beside = Path(sys.executable).parent / name
        if beside.is_file():
            return str(beside)
    found = shutil.which("oxigraph")
    if found is None:
        raise StoreError("serving needs the Oxigraph server: pip install 'geokg[serve]'")
    return found


def _check_free(host: str, port: int) -> None:
    """Raises StoreError where another program listens: its answers would be taken for ours."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise StoreError(
                f"{host} port {port} cannot be used: {error.strerror}; choose another port or address"
            ) from None


def _free_port(host: str) -> int:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.bind((host, 0))
        return int(probe.getsockname()[1])


def _hidden_address() -> tuple[str, int]:
    """A free port on loopback, on one of its sixteen million addresses if the system knows them."""
    for host in (
        f"127.{secrets.randbelow(254) + 1}.{secrets.randbelow(256)}.{secrets.randbelow(254) + 1}",
        "127.0.0.1",
    ):
        with contextlib.suppress(OSError):
            return host, _free_port(host)
    raise StoreError("there is no free port on loopback")
