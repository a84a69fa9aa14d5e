"""Sources: what the user names (files, folders, standard input, addresses), opened one after the other as documents.

The order in which they are named does not matter: files are read in the order of their paths, then addresses, standard
input last.
"""

from __future__ import annotations

import hashlib
import io
import os
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

from kg.deadline import OutOfTime, time_limit
from kg.documents.columns import Columns
from kg.documents.model import Document
from kg.documents.opening import KNOWN, Kind, kind_of, read
from kg.documents.problems import Problem, Report, Unreadable
from kg.documents.readers import Context, read_json_lines
from kg.documents.readers.base import name as cleaned
from kg.ledger import Seen

STDIN = "-"
SECONDS = 120.0
"""Time that a file may take for each of its documents."""
_MANY = frozenset((".jsonl", ".ndjson", ".csv", ".tsv", ".parquet", ".rss", ".atom", ".xml", ".zip"))


@dataclass(frozen=True, slots=True)
class Source:
    """A file to read, or an address to fetch (or standard input, without either)."""

    path: Path | None
    shown: str
    kind: Kind
    id: str
    address: str = ""

    @contextmanager
    def open(self) -> Iterator[BinaryIO]:
        if self.path is None:
            yield sys.stdin.buffer
        else:
            with self.path.open("rb") as file:
                yield file

    def read(self, context: Context) -> Iterator[Document]:
        """The documents in it. Raises Unreadable and OSError."""
        if self.address:
            from kg.documents.fetching import fetch

            fetched = fetch(self.address)
            context = replace(context, publisher=fetched.host)
            yield from read(io.BytesIO(fetched.data), Kind(self.id, fetched.ending), context)
            return
        with self.open() as file:
            yield from read(file, self.kind, context)

    def count(self) -> int | None:
        """How many documents it holds at most, where that can be told without reading it in full."""
        if self.path is None or (
            self.kind.ending in _MANY and (self.kind.gzip or self.kind.reader is not read_json_lines)
        ):
            return None
        if self.kind.ending not in _MANY:
            return 1
        with self.open() as file:
            return sum(block.count(b"\n") for block in iter(lambda: file.read(1 << 20), b""))


class Sources:
    """`sources` are files, folders (with the folders in them) and "-", to iterate over as documents.

    Whatever cannot be read is given to `report`, and the rest is read all the same. A file's id is its name without
    ending; files of one name get as much of their folders' names as tells them apart, documents that claim the same
    id get a part of their text's hash. `columns` says where tables and JSON have a document's fields. `fetch` are
    addresses of the web; nothing is fetched but these.
    """

    def __init__(
        self,
        sources: str | os.PathLike[str] | Iterable[str | os.PathLike[str]],
        report: Report,
        *,
        columns: Columns | None = None,
        fetch: Iterable[str] = (),
    ) -> None:
        if isinstance(sources, str | os.PathLike):
            sources = [sources]
        self._report = report
        self._columns = columns or Columns()
        named = [*_expand([os.fspath(source) for source in sources], report), *map(_address, fetch)]
        self.sources = _name(_sorted(named), report)

    def count(self) -> int | None:
        """How many documents there are at most; None where that is not known beforehand."""
        total = 0
        for source in self.sources:
            try:
                number = source.count()
            except OSError:
                continue  # told when it is read
            if number is None:
                return None
            total += number
        return total

    def __iter__(self) -> Iterator[Document]:
        seen = Seen()
        for source in self.sources:
            for document in self._read(source):
                known = seen.get(document.id)
                if known == document.sha256:
                    what = f"has the document {document.id!r} again; it is read once"
                    self._report(Problem(source.shown, what, kind="note"))
                    continue
                if known is not None:
                    other = replace(document, id=f"{document.id}-{document.sha256[:8]}")
                    if other.id in seen:
                        continue
                    what = f"another text has the id {document.id!r} already; this one is called {other.id!r}"
                    self._report(Problem(source.shown, what, kind="note"))
                    document = other
                seen[document.id] = document.sha256
                yield document

    def _read(self, source: Source) -> Iterator[Document]:
        """The documents of a source; something is told of each that has none."""
        silent = True

        def report(problem: Problem) -> None:
            nonlocal silent
            silent = False
            self._report(problem)

        try:
            documents = source.read(Context(source.shown, source.id, report, self._columns))
            # What comes through a pipe may be long in coming.
            for document in _timed(documents) if source.path is not None and source.path.is_file() else documents:
                silent = False
                yield document
        except Unreadable as error:
            report(error.problem)
        except OutOfTime:
            what = f"reading a document of it took longer than {SECONDS:g} s"
            report(Problem(source.shown, what, "leave it out, or give its text"))
        except OSError as error:
            report(Problem(source.shown, f"cannot be read: {error.strerror or error}", _mend(error)))
        except Exception as error:
            # A library that stumbles over a file never loses the others.
            what = f"reading it failed ({type(error).__name__}: {error})"
            report(Problem(source.shown, what, "please report this, with the file"))
        if silent:
            report(Problem(source.shown, "holds no documents", kind="note"))


def _timed(documents: Iterator[Document]) -> Iterator[Document]:
    """The documents, each in time. Raises OutOfTime."""
    while True:
        with time_limit(SECONDS):
            document = next(documents, None)
        if document is None:
            return
        yield document


def _mend(error: OSError) -> str:
    return "ask for the right to read it" if isinstance(error, PermissionError) else ""


def _expand(names: Iterable[str], report: Report) -> Iterator[Source]:
    for name in names:
        path = Path(name).expanduser()
        if name == STDIN:
            yield Source(None, "standard input", Kind("stdin", ""), "stdin")
        elif path.is_dir():
            yield from _folder(path, report)
        elif path.is_file() or path.is_fifo() or path.is_char_device():
            yield _file(path)
        elif os.path.lexists(path):
            report(Problem(name, "is neither a file nor a folder", kind="use"))
        elif name.startswith(("http://", "https://")):
            report(
                Problem(
                    name,
                    "is an address, and nothing is fetched",
                    "have it fetched by --fetch, or give it as a file",
                    "use",
                )
            )
        else:
            report(Problem(name, "does not exist", "check the path", "use"))


def _address(address: str) -> Source:
    from kg.documents.fetching import shown

    where = shown(address)
    return Source(None, where, Kind(where, ""), cleaned(where), address)


def _folder(folder: Path, report: Report) -> Iterator[Source]:
    """The texts in a folder and the folders in it; hidden ones and READMEs aside."""
    skipped: Counter[str] = Counter()
    found = False
    inside = folder.resolve()
    refusals: list[str] = []

    def refused(error: OSError) -> None:
        report(Problem(str(error.filename or folder), f"cannot be read: {error.strerror or error}", _mend(error)))
        nonlocal found
        found = True

    for root, folders, names in os.walk(folder, onerror=refused):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = Path(root, name)
            source = _file(path)
            if name.startswith(".") or source.id.lower() == "readme":
                continue
            if not path.is_file() or not path.resolve().is_relative_to(inside):
                # A folder from elsewhere could so have any file of this machine read, or wait for a pipe for ever.
                refusals.append(str(path))
                continue
            if not source.kind.known:
                skipped[Path(name).suffix.lower() or "no ending"] += 1
                continue
            found = True
            yield source
    if refusals:
        what = f"skipped, as they lead out of the folder or are no files: {', '.join(refusals[:3])}"
        report(Problem(str(folder), what + (" …" if len(refusals) > 3 else ""), "name what shall be read", "note"))
    others = ", ".join(f"{number} × {ending}" for ending, number in sorted(skipped.items()))
    if not found:
        what = f"holds no texts ({others} skipped)" if skipped else "holds no texts"
        report(Problem(str(folder), what, f"put texts there; their names end in {KNOWN}"))
    elif skipped:
        report(Problem(str(folder), f"files skipped: {others}", f"texts end in {KNOWN}", "note"))


def _file(path: Path) -> Source:
    kind = kind_of(os.fsencode(path.name).decode("utf-8", "replace"))
    return Source(path, str(path), kind, kind.stem)


def _sorted(sources: Iterable[Source]) -> list[Source]:
    """By path, whatever the order in which they were named; each file once."""
    by_path: dict[str, Source] = {}
    for source in sources:
        key = source.address if source.path is None else str(source.path.resolve())
        if key not in by_path or source.shown < by_path[key].shown:
            by_path[key] = source
    ordered = sorted(by_path.items(), key=lambda item: (item[0] == "", item[1].address, item[0].split(os.sep)))
    return [source for _, source in ordered]


def _name(sources: list[Source], report: Report) -> list[Source]:
    """Give files of one name ids that differ, by as much of their paths as is needed."""
    groups: defaultdict[str, list[Source]] = defaultdict(list)
    for source in sources:
        if source.path is not None:
            groups[source.id].append(source)
    named: dict[Source, Source] = {}
    for identifier, group in groups.items():
        if len(group) == 1:
            named[group[0]] = group[0]
            continue
        ids = _apart([source.path.resolve() for source in group if source.path], identifier)
        for source, other in zip(group, ids, strict=True):
            named[source] = replace(source, id=other)
        first = ", ".join(f"{source.shown} is {other!r}" for source, other in list(zip(group, ids, strict=True))[:3])
        more = " …" if len(group) > 3 else ""
        report(Problem(group[0].shown, f"{len(group)} files are called {identifier!r}: {first}{more}", kind="note"))
    return [named.get(source, source) for source in sources]


def _apart(paths: list[Path], stem: str) -> list[str]:
    """Ids that differ: the file's name, then with its folder, and so on; a hash of the path at the last."""
    for depth in range(len(max(paths, key=lambda path: len(path.parts)).parts)):
        ids = ["/".join((*path.parts[:-1][len(path.parts) - 1 - depth :], _stem(path, stem))) for path in paths]
        if len(set(ids)) == len(ids):
            return ids
        full = ["/".join(path.parts[-1 - depth :]) for path in paths]
        if len(set(full)) == len(full):
            return full
    return [f"{stem}-{hashlib.sha256(str(path).encode()).hexdigest()[:8]}" for path in paths]


def _stem(path: Path, stem: str) -> str:
    return stem if path.name.startswith(stem) else path.name
