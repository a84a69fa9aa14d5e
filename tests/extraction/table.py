"""Reads the tables of `tests/tables/` and holds statements against them (the format is in the README there)."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path

from kg.documents import Document
from kg.ontology import relations
from kg.statements import STATUSES, Participant, Statement

FOLDER = Path(__file__).parent.parent / "tables"
QUANTITIES = ("killed", "wounded", "detained", "released", "displaced", "deployed")


@dataclass(frozen=True)
class Line:
    """One expectation: `+` must, `?` may, `-` must not be found. Each field holds its alternatives; empty: anything."""

    sign: str
    subject: tuple[str, ...]
    relation: tuple[str, ...]
    object: tuple[str, ...]
    status: str = ""
    by: tuple[str, ...] = ()
    date: str | None = None
    place: tuple[str, ...] = ()
    quantities: tuple[tuple[str, int], ...] = ()
    source: str = ""

    def matches(self, statement: Statement) -> bool:
        """Whether a statement is the one the line speaks of, details (by, date, place, counts) aside."""
        if self.relation and statement.relation not in self.relation:
            return False
        if self.status and statement.status != self.status:
            return False
        straight = names(statement.subject, self.subject) and names(statement.object, self.object)
        crossed = (
            relations()[statement.relation].symmetric
            and names(statement.object, self.subject)
            and names(statement.subject, self.object)
        )
        return straight or crossed

    def details_fit(self, statement: Statement) -> bool:
        """Whether speaker, date, place and counts are as the line says, where it says something."""
        if self.by and (statement.by is None or not names(statement.by, self.by)):
            return False
        if self.date is not None and statement.date != self.date:
            return False
        if self.place and (statement.place is None or not names(statement.place, self.place)):
            return False
        return all(statement.quantities.get(name) == count for name, count in self.quantities)


@dataclass
class Case:
    """A text with its expectations."""

    text: str
    published: str | None
    lines: list[Line] = field(default_factory=list)
    none: bool = False
    only: bool = False
    known_failure: str = ""
    where: str = ""

    @property
    def document(self) -> Document:
        return Document(id=self.where, text=self.text, published=self.published)

    def problems(self, statements: list[Statement]) -> list[str]:
        """What is wrong with the statements found; empty where all is as expected."""
        found = [f"{s.subject.label} –{s.relation}[{s.status}]– {s.object.label}" for s in statements]
        out: list[str] = []
        if self.none and statements:
            return [f"found {f} where nothing is said" for f in found]
        for line in self.lines:
            if line.sign == "+":
                hits = [s for s in statements if line.matches(s)]
                if not hits:
                    out.append(f"missing {line.source}")
                elif not any(line.details_fit(s) for s in hits):
                    seen = [
                        (s.by.label if s.by else None, s.date, s.place.label if s.place else None, dict(s.quantities))
                        for s in hits
                    ]
                    out.append(f"details of {line.source}: got {seen}")
            elif line.sign == "-":
                out += [
                    f"forbidden {f}"
                    for f, s in zip(found, statements, strict=True)
                    if line.matches(s) and not self._allowed(s)
                ]
        if self.only:
            out += [f"beyond what is said: {f}" for f, s in zip(found, statements, strict=True) if not self._allowed(s)]
        return out

    def _allowed(self, statement: Statement) -> bool:
        return any(line.sign in "+?" and line.matches(statement) for line in self.lines)


def normal(name: str) -> str:
    """The form under which names are compared: case, quotes, articles, punctuation and a final 's aside."""
    text = unicodedata.normalize("NFKC", name).casefold()
    text = re.sub(r"[’‘`´ʼ]", "'", text)
    text = re.sub(r"'s?$", "", text.strip())
    text = re.sub(r"\b([a-z])\.(?=[a-z]\b)", r"\1", text)
    text = re.sub(r"[^\w\s]", "", text.replace("-", " ").replace("/", " "))
    return re.sub(r"^(the|a|an) ", "", " ".join(text.split()))


def names(participant: Participant, wanted: tuple[str, ...]) -> bool:
    """Whether one of the wanted names is a name of the participant, or the end of one (or the other way round)."""
    if not wanted:
        return True
    mine = {normal(name) for name in (participant.label, participant.mention, *participant.names)}
    for name in map(normal, wanted):
        for own in mine:
            if own == name or own.endswith(" " + name) or name.endswith(" " + own):
                return True
    return False


def read_table(path: Path) -> list[Case]:
    """The cases of one file. Raises ValueError with file and line where the format is broken."""
    cases: list[Case] = []
    case: Case | None = None
    for number, raw in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        line = raw.strip()
        where = f"{path.stem}:{number}"
        if not line:
            case = None
        elif line.startswith("#"):
            continue
        elif case is None:
            dated = re.match(r"\[(\d{4}(?:-\d\d(?:-\d\d)?)?)\]\s*(.*)", line)
            published, text = dated.groups() if dated else (None, line)
            case = Case(text.replace("\\n\\n", "\n\n"), published, where=where)
            cases.append(case)
        elif line[0] in "+?-":
            case.lines.append(_line(line, where))
        elif line.startswith("="):
            word = line[1:].strip()
            if word not in ("none", "only"):
                raise ValueError(f"{where}: “= none” or “= only”, not {line!r}")
            case.none, case.only = case.none or word == "none", case.only or word == "only"
        elif line.startswith("!"):
            case.known_failure = line[1:].strip() or "not mastered yet"
        else:
            raise ValueError(f"{where}: a line begins with + ? - = or !, not {line!r}")
    return cases


def _line(line: str, where: str) -> Line:
    fields = [cell.strip() for cell in line[1:].split("|")]
    if len(fields) < 3:
        raise ValueError(f"{where}: subject | relation | object are needed: {line!r}")

    def several(cell: str) -> tuple[str, ...]:
        return () if cell == "*" else tuple(item.strip() for item in cell.split(" / "))

    status, by, date, place = "", (), None, ()
    quantities: list[tuple[str, int]] = []
    for extra in filter(None, fields[3:]):
        name, equals, value = extra.partition("=")
        if extra in STATUSES:
            status = extra
        elif name == "by":
            by = several(value)
        elif name == "date":
            date = value
        elif name == "place":
            place = several(value)
        elif name in QUANTITIES and equals:
            quantities.append((name, int(value)))
        else:
            raise ValueError(f"{where}: unknown field {extra!r}")
    named = several(fields[1])
    unknown = set(named) - set(relations())
    if unknown:
        raise ValueError(f"{where}: unknown relation {', '.join(sorted(unknown))}")
    if line[0] == "+" and not status:
        status = "asserted"
    return Line(
        line[0], several(fields[0]), named, several(fields[2]), status, by, date, place, tuple(quantities), line
    )
