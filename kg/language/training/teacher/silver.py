"""Label open news with the teacher ("silver" text), in shards of `.spacy` (`kg.language.training.silver` reads them).

The shipped pipeline tokenises and finds the sentences, document by document and paragraph by paragraph; the teacher
gives each sentence its tags, heads, labels and, with the actor base, its entities. Lemmas stay empty.
"""

from __future__ import annotations

import gzip
import json
import random
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import mean

from spacy.language import Language
from spacy.tokens import Doc, DocBin, Span
from spacy.vocab import Vocab

from kg.actors import ActorBase
from kg.actors.matcher import Matcher
from kg.language.training.corpora import PARAGRAPH
from kg.language.training.silver import CONFIDENCE
from kg.language.training.teacher.examples import spans
from kg.language.training.teacher.names import merge
from kg.language.training.teacher.predict import Parse, Parser, sentences

SOURCES = ("Wikipedia, Portal:Current events", "Wikinews", "White House briefing room", "US Department of State")
SHARD = 400  # texts


def texts(path: Path, seed: int = 1) -> list[str]:
    """Runs of 1 to 4 paragraphs of a document, shuffled over all documents of SOURCES."""
    rng = random.Random(seed)
    runs = []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            if not record["source"].startswith(SOURCES):
                continue
            paragraphs = record["text"].split(PARAGRAPH)
            while paragraphs:
                size = rng.randint(1, 4)
                runs.append(PARAGRAPH.join(paragraphs[:size]))
                paragraphs = paragraphs[size:]
    rng.shuffle(runs)
    return runs


def label(parser: Parser, pipeline: Language, raw: Path, output: Path, words: int) -> None:
    """Write shards until there are `words`; those that are there already are kept and counted."""
    output.mkdir(parents=True, exist_ok=True)
    matcher = Matcher(ActorBase.default())
    runs = texts(raw)
    total = 0
    started = time.monotonic()
    for number in range(-(-len(runs) // SHARD)):
        if total >= words:
            break
        path = output / f"silver-{number:04}.spacy"
        if path.exists():
            total += sum(map(len, DocBin().from_disk(path).get_docs(Vocab())))
            continue
        docs = list(pipeline.pipe(runs[number * SHARD : (number + 1) * SHARD]))
        labelled = list(annotate(parser, docs, matcher))
        partial = path.with_suffix(".partial")
        DocBin(docs=labelled, store_user_data=True).to_disk(partial)
        partial.replace(path)
        total += sum(map(len, labelled))
        print(f"{path.name}: {total} words, {time.monotonic() - started:.0f} s", file=sys.stderr, flush=True)


def annotate(parser: Parser, docs: list[Doc], matcher: Matcher) -> Iterator[Doc]:
    """The documents as the teacher reads them; a document with a sentence too long for it is left out."""
    fitting = [doc for doc in docs if all(parser.fits([doc[i].text for i in sent]) for sent in sentences(doc))]
    where = [(number, sent) for number, doc in enumerate(fitting) for sent in sentences(doc)]
    parses = parser([[fitting[number][i].text for i in sent] for number, sent in where])
    found: list[list[tuple[list[int], Parse]]] = [[] for _ in fitting]
    for (number, sent), parse in zip(where, parses, strict=True):
        found[number].append((sent, parse))
    for doc, parsed in zip(fitting, found, strict=True):
        yield to_doc(doc, parsed, matcher)


def to_doc(doc: Doc, parsed: list[tuple[list[int], Parse]], matcher: Matcher) -> Doc:
    """A training document; white space hangs on the word before it, as in the treebanks' documents."""
    size = len(doc)
    tags, pos, morphs = ["_SP"] * size, ["SPACE"] * size, [""] * size
    heads, deps = [max(i - 1, 0) for i in range(size)], ["dep"] * size
    named: list[tuple[int, int, str]] = []
    for sent, parse in parsed:
        for place, i in enumerate(sent):
            tags[i], pos[i], morphs[i] = parse.tags[place], parse.pos[place], parse.feats[place]
            heads[i] = sent[parse.heads[place]]
            deps[i] = "ROOT" if parse.deps[place] == "root" else parse.deps[place]
        merged = merge([doc[i].text for i in sent], parse.pos, spans(parse.entities), matcher)
        named += [(sent[start], sent[end - 1] + 1, label) for start, end, label in merged]
    if parsed and parsed[0][0][0] > 0:  # white space before the first word hangs on that word
        heads[: parsed[0][0][0]] = [parsed[0][0][0]] * parsed[0][0][0]
    new = Doc(doc.vocab, [t.text for t in doc], [bool(t.whitespace_) for t in doc],
              tags=tags, pos=pos, morphs=morphs, heads=heads, deps=deps)  # fmt: skip
    new.set_ents([Span(new, start, end, label) for start, end, label in named])
    new.user_data[CONFIDENCE] = [(mean(parse.sure), min(parse.sure)) for _, parse in parsed]
    return new
