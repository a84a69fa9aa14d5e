"""Ledgers: what was met in an archive so far, which grows with the archive and must not stay in memory."""

from __future__ import annotations

import errno
import sqlite3
import weakref
from collections.abc import Iterable

Value = int | bytes


class Ledger:
    """Tables in a private database of SQLite: in memory while they are small (2 MiB), then in a temporary file.

    https://www.sqlite.org/inmemorydb.html#temp_db. Texts are kept as bytes (`kept`, `text`), since they may hold what
    SQLite refuses, and in that form they sort as Python sorts them.
    """

    def __init__(self, *tables: str) -> None:
        """`tables` are the statements that make them."""
        # Nothing is ever rolled back: the database goes with the process.
        self._database = sqlite3.connect("", isolation_level=None, check_same_thread=False)
        weakref.finalize(self, self._database.close)
        for statement in ("PRAGMA journal_mode = OFF", *tables):
            self._database.execute(statement)

    def ask(self, sql: str, *values: Value) -> list[tuple[Value, ...]]:
        """The rows of a query. Raises OSError if the temporary file cannot be written."""
        try:
            return self._database.execute(sql, values).fetchall()
        except sqlite3.OperationalError as error:
            raise _full(error) from error

    def note(self, sql: str, rows: Iterable[tuple[Value, ...]]) -> None:
        """Write many rows. Raises OSError as `ask` does."""
        try:
            self._database.executemany(sql, rows)
        except sqlite3.OperationalError as error:
            raise _full(error) from error


class Seen:
    """Which keys were met, each with a value. Raises OSError if the temporary file cannot be written."""

    def __init__(self) -> None:
        self._ledger = Ledger("CREATE TABLE seen (key BLOB PRIMARY KEY, value BLOB) WITHOUT ROWID")

    def get(self, key: str) -> str | None:
        found = self._ledger.ask("SELECT value FROM seen WHERE key = ?", kept(key))
        return text(found[0][0]) if found else None

    def __contains__(self, key: str) -> bool:
        return self.get(key) is not None

    def __setitem__(self, key: str, value: str) -> None:
        self._ledger.note("INSERT OR REPLACE INTO seen VALUES (?, ?)", [(kept(key), kept(value))])


def kept(text: str) -> bytes:
    """A text as a ledger keeps it."""
    return text.encode("utf-8", "surrogatepass")


def text(kept: Value) -> str:
    """A text that a ledger kept."""
    assert isinstance(kept, bytes)
    return kept.decode("utf-8", "surrogatepass")


def _full(error: sqlite3.OperationalError) -> OSError:
    return OSError(errno.ENOSPC, f"{error}; TMPDIR names another folder for temporary files", "temporary file")
