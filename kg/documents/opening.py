"""Files, compressed files, and files in archives: each opened and given to the reader for its kind.

Nothing is written to disk, so that a member's name is no more than a name; still it is hostile, and so are sizes.
"""

from __future__ import annotations

import gzip
import io
import lzma
import os
import re
import stat
import struct
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, cast

from kg.documents.decoding import beginning
from kg.documents.limits import MEMBERS, Counted, Unpacked, check_ratio, seekable
from kg.documents.model import Document
from kg.documents.problems import Problem, Unreadable
from kg.documents.readers import READERS, Context, Reader, read_unknown
from kg.documents.readers.base import name as cleaned
from kg.documents.readers.feed import looks_like_feed

KNOWN = ", ".join(sorted({*READERS, ".zip"}))
"""The endings of files that are read in folders and archives."""

_DEPTH = 1  # archives in archives
_MAGIC = {b"%PDF-": ".pdf", b"PK\x03\x04": ".zip", b"PAR1": ".parquet"}
_DAMAGED = (
    zipfile.BadZipFile, gzip.BadGzipFile, zlib.error, lzma.LZMAError, EOFError, struct.error, NotImplementedError,
    RuntimeError, ValueError,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Kind:
    """What a file is by its name: `ending` without a .gz (one that is read, or empty), `stem` the name without it."""

    stem: str
    ending: str
    gzip: bool = False

    @property
    def known(self) -> bool:
        return bool(self.ending)

    @property
    def reader(self) -> Reader:
        return READERS.get(self.ending, read_unknown)


def kind_of(name: str) -> Kind:
    """The kind of a file of this name."""
    compressed = name.lower().endswith(".gz")
    plain = name[:-3] if compressed else name
    stem, ending = os.path.splitext(plain)
    if ending.lower() in READERS or ending.lower() == ".zip":
        return Kind(cleaned(stem), ending.lower(), compressed)
    return Kind(cleaned(plain), "", compressed)


def read(file: BinaryIO, kind: Kind, context: Context) -> Iterator[Document]:
    """The documents in a file. Raises Unreadable."""
    head = beginning(file)
    if kind.gzip or (not kind.known and head.startswith(b"\x1f\x8b")):
        yield from _gzip(file, kind, context)
        return
    ending = kind.ending or _by_beginning(head)
    if ending == ".zip":
        yield from _zip(file, context)
    else:
        yield from READERS.get(ending, read_unknown)(file, context)


def _by_beginning(head: bytes) -> str:
    if looks_like_feed(head):
        return ".xml"
    return next((ending for magic, ending in _MAGIC.items() if head.startswith(magic)), "")


def _gzip(file: BinaryIO, kind: Kind, context: Context) -> Iterator[Document]:
    packed = Counted(file)
    try:
        with gzip.GzipFile(fileobj=io.BufferedReader(packed), mode="rb") as inner:
            unpacked = io.BufferedReader(Unpacked(cast(BinaryIO, inner), packed, context.where))
            yield from read(cast(BinaryIO, unpacked), Kind(kind.stem, kind.ending), context)
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        raise Unreadable(context.where, f"damaged gzip file ({error})", "make it anew") from None


def _zip(file: BinaryIO, context: Context) -> Iterator[Document]:
    """The documents in the members of an archive, by name; a bad member does not lose the others."""
    if context.depth > _DEPTH:
        raise Unreadable(context.where, "an archive in an archive in an archive", "unpack it")
    try:
        with seekable(file, context.where) as random, zipfile.ZipFile(random) as archive:
            yield from _members(archive, context)
    except _DAMAGED as error:
        raise Unreadable(context.where, f"damaged zip archive ({error})", "make it anew") from None


def _members(archive: zipfile.ZipFile, context: Context) -> Iterator[Document]:
    infos = sorted((info for info in archive.infolist() if not info.is_dir()), key=lambda info: info.filename)
    if len(infos) > MEMBERS:
        raise Unreadable(context.where, f"{len(infos):,} files in one archive", f"at most {MEMBERS:,} are read")
    compressed = sum(info.compress_size for info in infos)
    size = archive.fp.seek(0, os.SEEK_END) if archive.fp else 0
    if compressed > size:
        raise Unreadable(context.where, "its members overlap, as in an archive made to do harm", "make it anew")
    check_ratio(sum(info.file_size for info in infos), size, context.where)
    skipped: Counter[str] = Counter()
    for info in infos:
        parts = _parts(info.filename)
        if not parts or any(part.startswith((".", "__MACOSX")) for part in parts):
            continue
        kind = kind_of(parts[-1])
        if kind.stem.lower() == "readme":
            continue
        if not kind.known:
            skipped[os.path.splitext(parts[-1])[1].lower() or "no ending"] += 1
            continue
        here = context.member(info.filename, "/".join((context.id, *map(cleaned, parts[:-1]), kind.stem)))
        try:
            yield from _member(archive, info, kind, here)
        except Unreadable as error:
            context.report(error.problem)
        except _DAMAGED as error:
            context.report(Problem(here.where, f"cannot be unpacked ({error})", "make the archive anew"))
    if skipped:
        others = ", ".join(f"{number} × {ending}" for ending, number in sorted(skipped.items()))
        context.report(Problem(context.where, f"files skipped: {others}", f"texts end in {KNOWN}", "note"))


def _member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, kind: Kind, context: Context) -> Iterator[Document]:
    if info.flag_bits & 1:
        raise Unreadable(context.where, "is encrypted", "unpack it with its password")
    if stat.S_ISLNK(info.external_attr >> 16):
        raise Unreadable(context.where, "is a link, not a file", "put the file itself into the archive")
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise Unreadable(context.where, "is compressed in an unusual way", "make the archive anew, with deflate")
    check_ratio(info.file_size, info.compress_size, context.where)
    with archive.open(info) as file:
        yield from read(cast(BinaryIO, file), kind, context)


def _parts(name: str) -> list[str]:
    """The folders and the name of a member, without what leads out of the archive."""
    parts = re.sub(r"^[A-Za-z]:", "", name.replace("\\", "/")).split("/")
    return [part for part in parts if part not in ("", ".", "..")]
