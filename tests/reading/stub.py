"""A recipe that reads without a language pipeline, so that processes start at once; the text may ask it to misbehave."""

from __future__ import annotations

import hashlib
import json
import os
import time
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from pathlib import Path

from kg.documents import Document, Problem
from kg.documents.problems import Report
from kg.reading.recipe import Pair, Read
from kg.statements import Statement
from tests.graph.factory import statement

SIDES = ("norland", "sudria", "river-brigade", "hill-guard", "marsh-league", "delta-union")
RELATIONS = ("struck", "accused", "backs", "metWith")


@dataclass(frozen=True)
class Stub:
    """`version` stands for everything that decides what is read."""

    version: str = "1"

    def prepare(self) -> AbstractContextManager[Read]:
        return nullcontext(read)

    def fingerprint(self) -> str:
        return self.version

    def mark(self, document: Document) -> str:
        return hashlib.md5(f"{self.version} {document.to_json()}".encode()).hexdigest()


@dataclass(frozen=True)
class Unlike(Stub):
    """A recipe that comes out otherwise on another machine, or in another process."""

    process: int = 0

    def fingerprint(self) -> str:
        return f"{self.process} {os.getpid()}"


def read(documents: Iterable[Document], report: Report) -> Iterator[Pair]:
    for document in documents:
        order, _, rest = document.text.partition(" ")
        if order == "die":
            os._exit(1)
        elif order == "die-once" and not Path(rest).exists():
            Path(rest).touch()
            os._exit(1)
        elif order == "wait":
            time.sleep(float(rest.split()[0]))
        elif order == "bad":
            report(Problem(f"document {document.id}", "cannot be read"))
            continue
        yield document, statements(document)


def statements(document: Document) -> list[Statement]:
    """Some statements that depend on the document's id."""
    number = int(hashlib.sha256(document.id.encode()).hexdigest()[:8], 16)
    subject, target = SIDES[number % 6], SIDES[(number + 1 + number // 6 % 5) % 6]
    more = RELATIONS[number % 4], RELATIONS[number // 7 % 4]
    return [
        statement(document.id, subject, more[0], target, start=0),
        statement(document.id, target, more[1], subject, "alleged", by="norland", start=100),
    ]


def documents(number: int, text: str = "text") -> list[Document]:
    return [
        Document(f"d{n}", f"{text} {n}", f"Title {n}", f"2031-05-{n % 28 + 1:02}", "Gazette") for n in range(number)
    ]


def write(path: Path, given: Iterable[Document]) -> Path:
    path.write_text("".join(json.dumps(json.loads(document.to_json())) + "\n" for document in given), "utf-8")
    return path
