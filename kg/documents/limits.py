"""How much is read: beyond these limits a file is refused, as it is damaged, made to do harm, or better parted."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO, cast

from kg.documents.problems import Unreadable

WHOLE = 256 << 20
"""Bytes of a file that must be read as a whole (text, HTML, JSON, PDF, a feed)."""
LINE = 64 << 20
"""Bytes of a line of JSON Lines or of a table."""
MEMBERS = 100_000
"""Files in an archive."""
RATIO = 200
"""How many times larger than its compressed form a file may be; news text is 3 to 10 times as large."""
FREE = 64 << 20
"""Bytes up to which the ratio does not matter."""

_IN_MEMORY = 16 << 20


def read_whole(file: BinaryIO, where: str) -> bytes:
    """All bytes of a file. Raises Unreadable where there are too many."""
    data = file.read(WHOLE + 1)
    if len(data) > WHOLE:
        raise Unreadable(where, f"has more than {WHOLE >> 20} MiB", "part it into files of an article each")
    return data


def check_ratio(size: int, compressed: int, where: str) -> None:
    """Raises Unreadable where something is so much larger than its compressed form that it must be a trap."""
    if size > max(FREE, RATIO * compressed):
        what = f"more than {size >> 20:,} MiB come out of {compressed:,} bytes, over {RATIO} times as much"
        raise Unreadable(where, what, "unpack it yourself if it is no trap")


@contextmanager
def seekable(file: BinaryIO, where: str) -> Iterator[BinaryIO]:
    """The file where any part of it can be read, else a copy that goes with the context. Raises Unreadable."""
    try:
        file.fileno()
        there = file.seekable()
    except OSError:
        there = False
    if there:
        yield file
        return
    with tempfile.SpooledTemporaryFile(_IN_MEMORY) as copy:
        while block := file.read(1 << 20):
            copy.write(block)
            if copy.tell() > WHOLE:
                raise Unreadable(where, f"has more than {WHOLE >> 20} MiB, and is no file by itself", "unpack it")
        copy.seek(0)
        yield cast(BinaryIO, copy)


class Counted(io.RawIOBase):
    """A stream that counts what was read of it."""

    def __init__(self, file: BinaryIO) -> None:
        self.file = file
        self.count = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        data = self.file.read(len(buffer))
        buffer[: len(data)] = data
        self.count += len(data)
        return len(data)


class Unpacked(Counted):
    """What comes out of a compressed stream, as long as it is not too much. Raises Unreadable."""

    def __init__(self, file: BinaryIO, packed: Counted, where: str) -> None:
        super().__init__(file)
        self.packed = packed
        self.where = where

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        length = super().readinto(buffer)
        check_ratio(self.count, self.packed.count, self.where)
        return length
