"""Problem: something wrong with an input; what, where, and the mend."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

Kind = Literal["use", "data", "note"]


@dataclass(frozen=True, slots=True)
class Problem:
    """One line to tell: `where` names a file (and line), `what` the fault, `mend` what to do about it.

    `kind` is "use" where the caller named something that is not there, "data" where an input is bad, and "note"
    where it could be read, but not quite as it is.
    """

    where: str
    what: str
    mend: str = ""
    kind: Kind = "data"

    def __str__(self) -> str:
        line = f"{self.where}: {self.what}{f'; {self.mend}' if self.mend else ''}"
        # One line, whatever is in a file's name.
        return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in line)


Report = Callable[[Problem], None]


class Unreadable(Exception):
    """An input cannot be read; carries the problem that says why."""

    def __init__(self, where: str, what: str, mend: str = "", kind: Kind = "data") -> None:
        self.problem = Problem(where, what, mend, kind)
        super().__init__(str(self.problem))
