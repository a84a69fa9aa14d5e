"""The lexicon: every row has the form that ontology/README.md tells, and no two rows contradict each other."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from kg.ontology import relations, types
from kg.resources import ontology
from kg.statements import STATUSES

COLUMNS = [
    "kind", "lemma", "particle", "noun", "noun_slot", "relation",
    "subject", "object", "exclude", "only", "status", "weight",
]  # fmt: skip
FOLDER = ontology("lexicon")
OTHERS = {"roles.csv", "bodies.csv", "descriptions.csv", "modality.csv"}
RELATION_FILES = sorted(path for path in FOLDER.glob("*.csv") if path.name not in OTHERS)

WORD = r"[a-zà-ÿ0-9][a-zà-ÿ0-9.'’-]*"
LEMMA = rf"{WORD}( {WORD})*"
TERM = LEMMA.replace("a-z", "A-Za-z")  # roles and bodies may be abbreviations: "PM", "IDF"
PREP = r"[a-z]+(_[a-z]+)*"
NOUN_SLOT = rf"obj|obl:{PREP}|xcomp|xcomp:obj|ccomp|nsubj|head"
XCOMP = rf"xcomp:(obj|iobj|obl:{PREP})"
ACL = rf"acl:(obj|obl:{PREP})"
OF_NOUN = rf"noun(:({PREP}|poss|amod|compound|{XCOMP}|{ACL}))?"
SLOTS = {
    "verb": rf"nsubj|obj|iobj|obl:{PREP}|{OF_NOUN}|{XCOMP}|ccomp:(nsubj|obj)|conj|{ACL}",
    "noun": rf"poss|amod|compound|nmod:{PREP}|between|support|{ACL}|head|nsubj|ccomp:nsubj",
    "adjective": rf"nsubj|obl:{PREP}|{XCOMP}|{OF_NOUN}",
    "compound": "left|right|head",
    "prefix": "left|right|head",
}


BOTH = {
    ("backs", "aided"): {"accept", "get", "obtain", "receive"},
    ("deployedTo", "basedIn"): {"build", "establish", "have", "keep", "maintain", "retain"},
    ("aided", "endorsed"): {"lend"},
    ("cooperatesWith", "aided"): {"ship", "supply"},
    ("aided", "concededTo"): {"release"},
    ("armed", "deployedTo"): {"transfer"},
    ("backs", "leads"): {"control"},
    ("citizenOf", "basedIn"): {"opposition"},
    ("memberOf", "officialOf"): {"work"},
}
"""Words of which two readings are equally right where they meet ("has a presence in"): the guide allows either."""


@dataclass(frozen=True)
class Row:
    file: str
    line: int
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells[column]

    def several(self, column: str) -> list[str]:
        return self.cells[column].split("|") if self.cells[column] else []

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {','.join(self.cells.values())}"


def read(path: Path) -> Iterator[Row]:
    """The rows of a file with their line numbers, comments left out."""
    with path.open(encoding="utf-8", newline="") as file:
        lines = [(number, line) for number, line in enumerate(file, start=1) if not line.startswith("#")]
    header = next(csv.reader([lines[0][1]]))
    for number, line in lines[1:]:
        if line.strip():
            cells = next(csv.reader([line]))
            assert len(cells) == len(header), f"{path.name}:{number}: {len(cells)} cells, {len(header)} columns"
            yield Row(path.name, number, dict(zip(header, cells, strict=True)))


def all_rows() -> list[Row]:
    return [row for path in RELATION_FILES for row in read(path)]


def faults_of_form(row: Row) -> Iterator[str]:
    """What is wrong with a row of a relation file, by itself."""
    kind = row["kind"]
    if kind not in SLOTS:
        yield f"kind {kind!r}"
        return
    for cell in row.cells.values():
        if cell != cell.strip() or "  " in cell or (cell and any(not item for item in cell.split("|"))):
            yield f"stray blank or | in {cell!r}"
    if not re.fullmatch(LEMMA, row["lemma"]):
        yield f"lemma {row['lemma']!r}"
    if row["particle"] and (kind not in {"verb", "adjective"} or not re.fullmatch(LEMMA, row["particle"])):
        yield f"particle {row['particle']!r}"
    for column in ("noun", "exclude"):
        items = row.several(column)
        if any(not re.fullmatch(LEMMA, item) for item in items):
            yield f"{column} {row[column]!r}"
        if len(set(items)) != len(items):
            yield f"{column} says something twice: {row[column]!r}"
    if row["noun_slot"] not in ("", "xcomp", "obj") and not row["noun"]:
        yield "a noun_slot without a noun"
    if any(not re.fullmatch(NOUN_SLOT, slot) for slot in row.several("noun_slot")):
        yield f"noun_slot {row['noun_slot']!r}"
    for column in ("subject", "object"):
        slots = row.several(column)
        if not slots:
            yield f"no {column}"
        if len(set(slots)) != len(slots):
            yield f"{column} says a slot twice: {row[column]!r}"
        for slot in slots:
            if not re.fullmatch(SLOTS[kind], slot):
                yield f"{column} slot {slot!r}"
            if slot.startswith("noun") and not row["noun"]:
                yield f"{column} slot {slot!r} without a noun"
    relation = relations().get(row["relation"])
    if relation is None:
        yield f"relation {row['relation']!r}"
    elif unknown := set(row.several("only")) - set(types()):
        yield f"only {unknown}"
    elif row["only"] and not relation.range & set(row.several("only")):
        yield f"only {row['only']!r} is outside the range of {relation.name}"
    if row["status"] and row["status"] not in set(STATUSES) - {"asserted"}:
        yield f"status {row['status']!r}"
    if row["weight"] not in {"1", "0.8", "0.6"}:
        yield f"weight {row['weight']!r}"


@pytest.mark.parametrize("path", RELATION_FILES, ids=lambda path: path.stem)
def test_form(path: Path) -> None:
    rows = list(read(path))
    assert list(rows[0].cells) == COLUMNS
    faults = [f"{row}\n    {fault}" for row in rows for fault in faults_of_form(row)]
    assert not faults, "\n".join(faults[:40])


def test_no_row_stands_twice() -> None:
    seen: dict[tuple[str, ...], Row] = {}
    doubles = []
    for row in all_rows():
        key = tuple(row.cells.values())
        if key in seen:
            doubles.append(f"{seen[key]}\n{row}")
        seen[key] = row
    assert not doubles, "\n".join(doubles)


def test_no_pattern_means_two_things() -> None:
    """The same word with the same arguments cannot surely mean two relations.

    Two readings are told apart by their slots, by the types of the object, by an excluded noun or by their weight;
    `BOTH` lists the words for which nothing does.
    """
    by_word: dict[tuple[str, str, str], list[Row]] = defaultdict(list)
    for row in all_rows():
        by_word[row["kind"], row["lemma"], row["particle"]].append(row)
    conflicts = [
        f"{one}\n{other}"
        for rows in by_word.values()
        for index, one in enumerate(rows)
        for other in rows[index + 1 :]
        if contradict(one, other) and one["lemma"] not in BOTH.get((one["relation"], other["relation"]), ())
    ]
    assert not conflicts, f"{len(conflicts)} conflicts\n" + "\n\n".join(conflicts[:20])


def contradict(one: Row, other: Row) -> bool:
    """Whether both rows fit one text equally well and give different relations that are not parent and child."""
    first, second = relations()[one["relation"]], relations()[other["relation"]]
    if first.name == second.name or second.name == first.parent or first.name == second.parent:
        return False
    if one["weight"] != other["weight"]:
        return False
    nouns, others = set(one.several("noun")), set(other.several("noun"))
    if bool(nouns) != bool(others) or (nouns and not nouns & others):
        return False
    if (one["noun_slot"] or "obj") != (other["noun_slot"] or "obj"):
        return False
    if one["subject"].split("|")[0] != other["subject"].split("|")[0]:
        return False
    if one["object"].split("|")[0] != other["object"].split("|")[0]:
        return False
    types_one = set(one.several("only")) & first.range if one["only"] else first.range
    types_other = set(other.several("only")) & second.range if other["only"] else second.range
    if not types_one & types_other or bool(one["only"]) != bool(other["only"]):
        return False
    return not (set(one.several("exclude")) ^ set(other.several("exclude")))


def test_it_is_broad() -> None:
    rows = all_rows()
    assert len(rows) >= 1200
    per_relation: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        per_relation[row["relation"]].add(f"{row['kind']} {row['lemma']} {row['particle']} {row['noun']}")
    assert set(per_relation) == set(relations()), "every relation has words"
    scarce = {name: len(words) for name, words in per_relation.items() if len(words) < 8}
    assert not scarce
    assert {row["kind"] for row in rows} == set(SLOTS)


def test_roles() -> None:
    rows = list(read(FOLDER / "roles.csv"))
    assert list(rows[0].cells) == ["noun", "relation", "of", "gender", "note"]
    for row in rows:
        assert re.fullmatch(TERM, row["noun"]), row
        assert row["relation"] in {"leads", "officialOf", "memberOf"}, row
        assert set(row.several("of")) <= set(types()), row
        assert row["gender"] in {"", "m", "f"}, row
    assert len({row["noun"] for row in rows}) == len(rows)


def test_bodies() -> None:
    rows = list(read(FOLDER / "bodies.csv"))
    assert list(rows[0].cells) == ["noun", "kind", "note"]
    kinds = {"forces", "ministry", "government", "agency", "court", "parliament", "embassy"}
    assert {row["kind"] for row in rows} == kinds
    assert len({row["noun"] for row in rows}) == len(rows)
    assert all(re.fullmatch(TERM, row["noun"]) for row in rows)


def test_descriptions() -> None:
    rows = list(read(FOLDER / "descriptions.csv"))
    assert list(rows[0].cells) == ["noun", "type", "plural"]
    for row in rows:
        assert re.fullmatch(TERM, row["noun"]), row
        assert row["type"] in types(), row
        assert row["plural"] in {"", *types()}, row
    assert len({row["noun"] for row in rows}) == len(rows)


def test_modality() -> None:
    rows = list(read(FOLDER / "modality.csv"))
    assert list(rows[0].cells) == ["kind", "lemma", "slot", "status", "note"]
    slot = rf"xcomp|ccomp|csubj|nsubj|parataxis|obj|acl|advcl|amod|advmod|mark|aux|det|case|(obl|nmod|advcl):{PREP}"
    for row in rows:
        assert row["kind"] in {"verb", "noun", "adjective", "adverb", "aux", "marker"}, row
        assert re.fullmatch(LEMMA, row["lemma"]), row
        assert row.several("slot"), row
        assert all(re.fullmatch(slot, item) for item in row.several("slot")), row
        assert row["status"] in {*STATUSES, "presupposed"}, row
    seen: dict[tuple[str, str, str], Row] = {}
    for row in rows:
        for item in row.several("slot"):
            key = (row["kind"], row["lemma"], item)
            assert key not in seen, f"{seen[key]}\n{row}"
            seen[key] = row


def test_files_are_sound_text() -> None:
    for path in FOLDER.glob("*.csv"):
        text = path.read_text(encoding="utf-8")
        assert "\r" not in text, path
        assert "\ufeff" not in text, path
        assert text.endswith("\n"), path
