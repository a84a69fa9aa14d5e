"""The relation lexicon (`ontology/lexicon/`): which words express a relation, and where their arguments stand."""

from __future__ import annotations

import csv
import functools
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.extraction.inflection import plural_forms, verb_forms
from kg.ontology import of_quad_class
from kg.resources import ontology

RELATION_FILES = (
    "assault", "coerce", "mobilize", "verbal-conflict", "verbal-cooperation", "material-cooperation", "yield", "structure",
)  # fmt: skip

# Relations of a state of affairs, not of an event.
STRUCTURE = frozenset({"memberOf", "leads", "officialOf", "citizenOf", "basedIn", "locatedIn", "borders"})


class LexiconError(ValueError):
    """A lexicon file is not as ontology/README.md says; the message names file, line and mend."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of the lexicon; see ontology/README.md for the columns."""

    kind: str
    lemma: str
    particle: str
    nouns: frozenset[str]
    noun_slots: tuple[str, ...]
    relation: str
    subject: tuple[str, ...]
    object: tuple[str, ...]
    exclude: frozenset[str]
    only: frozenset[str]
    status: str
    weight: float

    @property
    def name(self) -> str:
        """How an explanation calls the entry."""
        words = [self.lemma, self.particle, "+" + "/".join(sorted(self.nouns)[:3]) if self.nouns else ""]
        return f"{self.kind} “{' '.join(filter(None, words))}” → {self.relation}"


@dataclass(frozen=True, slots=True)
class Role:
    """A post ("president"): the relation that its holder has to what it is a post of."""

    noun: str
    relation: str
    of: frozenset[str]
    gender: str


def rows(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """Line numbers and rows of a CSV file of the ontology, comments left out."""
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.reader(line if not line.startswith("#") else "\n" for line in file)
        header: list[str] | None = None
        for row in reader:
            if not row:
                continue
            if header is None:
                header = row
                continue
            if len(row) != len(header):
                raise LexiconError(
                    f"{path}: line {reader.line_num}: {len(row)} cells where the header has {len(header)}"
                )
            yield reader.line_num, dict(zip(header, row, strict=True))


def _several(cell: str) -> tuple[str, ...]:
    return tuple(item.strip() for item in cell.split("|") if item.strip()) if cell else ()


class Lexicon:
    """Entries by the kind and lemma of their head word, the most specific first."""

    def __init__(self, folder: Path) -> None:
        self.bodies: dict[str, str] = {row["noun"].lower(): row["kind"] for _, row in rows(folder / "bodies.csv")}
        self.entries: dict[tuple[str, str], list[Entry]] = {}
        for name in RELATION_FILES:
            for number, row in rows(folder / f"{name}.csv"):
                try:
                    weight = float(row["weight"] or 1)
                except ValueError as error:
                    raise LexiconError(
                        f"{folder / name}.csv: line {number}: weight {row['weight']!r} is no number"
                    ) from error
                entry = Entry(
                    row["kind"], row["lemma"], row["particle"], self._with_plurals(row["noun"]),
                    _several(row["noun_slot"]) or (("obj",) if row["noun"] else ()), row["relation"], _several(row["subject"]),
                    _several(row["object"]), frozenset(_several(row["exclude"])), frozenset(_several(row["only"])),
                    row["status"], weight,
                )  # fmt: skip
                self.entries.setdefault((entry.kind, entry.lemma), []).append(entry)
        for entries in self.entries.values():
            entries.sort(key=lambda e: (not e.nouns, not e.particle, -e.weight, not e.only))
        self.roles: dict[str, Role] = {}
        for _, row in rows(folder / "roles.csv"):
            self.roles.setdefault(
                row["noun"].lower(), Role(row["noun"], row["relation"], frozenset(_several(row["of"])), row["gender"])
            )
        self.descriptions: dict[str, tuple[str, str]] = {
            row["noun"]: (row["type"], row["plural"] or row["type"]) for _, row in rows(folder / "descriptions.csv")
        }
        self.modality: dict[tuple[str, str], list[tuple[tuple[str, ...], str]]] = {}
        for _, row in rows(folder / "modality.csv"):
            self.modality.setdefault((row["kind"], row["lemma"]), []).append((_several(row["slot"]), row["status"]))

    def _with_plurals(self, cell: str) -> frozenset[str]:
        """The nouns of a cell, and such plurals as are lemmas of their own ("commandos")."""
        nouns = _several(cell)
        return frozenset(nouns) | {form for noun in nouns for form in plural_forms(noun) if form in self.bodies}

    @classmethod
    @functools.cache
    def default(cls) -> Lexicon:
        """The lexicon that ships with the package (read once a process)."""
        return cls(ontology("lexicon"))

    @functools.cached_property
    def _verbs(self) -> dict[str, str]:
        lemmas = {lemma for kind, lemma in self.entries if kind == "verb"}
        lemmas |= {lemma.split(" ")[0] for kind, lemma in self.modality if kind == "verb"}
        return _forms(lemmas, verb_forms)

    @functools.cached_property
    def _nouns(self) -> dict[str, str]:
        lemmas = {lemma for kind, lemma in self.entries if kind == "noun"}
        lemmas |= {name.split(" ")[-1] for name in (*self.descriptions, *self.roles, *self.bodies)}
        return _forms(lemmas, lambda noun: {noun} | plural_forms(noun))

    def lemma(self, pos: str, form: str, lemma: str) -> str:
        """The lemma of a word: the lemmatiser's, unless the word is a form of a known one that it missed."""
        if pos in ("VERB", "AUX"):
            known = self._verbs
        elif pos in ("NOUN", "PROPN"):
            known = self._nouns
        else:
            return lemma
        return lemma if known.get(lemma) == lemma else known.get(form, lemma)

    @functools.cached_property
    def hidden_verbs(self) -> frozenset[str]:
        """Present forms of the verbs of the lexicon, which the tagger may take for nouns or adverbs ("back", "arms")."""
        lemmas = {lemma for kind, lemma in self.entries if kind == "verb"}
        return frozenset(lemmas | {lemma + "s" for lemma in lemmas})

    @functools.cached_property
    def event_nouns(self) -> frozenset[str]:
        """Nouns that name an event of some relation ("strike", "condemnation")."""
        return frozenset(
            lemma
            for (kind, lemma), entries in self.entries.items()
            if kind == "noun" and any(entry.relation not in STRUCTURE for entry in entries)
        )

    @functools.cached_property
    def deeds(self) -> frozenset[str]:
        """Nouns that name an act of material conflict and no actor ("raid", but not "force")."""
        force = of_quad_class(4)
        return frozenset(
            lemma
            for (kind, lemma), entries in self.entries.items()
            if kind == "noun" and not self.known(lemma) and any(entry.relation in force for entry in entries)
        )

    def of(self, kind: str, lemma: str) -> Sequence[Entry]:
        """The entries of a word; none where it has none."""
        return self.entries.get((kind, lemma), ())

    def known(self, phrase: str) -> bool:
        """Whether a phrase is a role, a body or a description."""
        return phrase in self.roles or phrase in self.bodies or phrase in self.descriptions


def _forms(lemmas: set[str], inflect: Callable[[str], set[str]]) -> dict[str, str]:
    """Forms to lemmas; a form that is itself a lemma keeps itself, one of two lemmas goes to the shorter."""
    out: dict[str, str] = {}
    for lemma in sorted(lemmas, key=lambda word: (-len(word), word)):
        for form in sorted(inflect(lemma)):
            out[form] = lemma
    out.update({lemma: lemma for lemma in lemmas if out.get(lemma, lemma) == lemma or lemma not in out})
    return out
