"""Measure the teacher as `kg.language.training.evaluate` measures a pipeline.

Words are the corpora's. Sentences are the corpora's too, or, as for the small pipeline and for silver text, those that
the shipped pipeline finds.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from kg.language.tokenizer import blank
from kg.language.training.corpora import TREEBANKS, entity_docs, treebank_docs
from kg.language.training.evaluate import ENTITY_CORPORA, f_score
from kg.language.training.teacher.examples import spans
from kg.language.training.teacher.predict import Parser, sentences


def syntax_figures(parser: Parser, gold: Sequence[Doc], divided: Sequence[Doc]) -> dict[str, float]:
    """UAS, LAS and the accuracy of tags, universal tags and features; sentences as in `divided`."""
    counts: Counter[str] = Counter()
    where = [(right, indices) for right, doc in zip(gold, divided, strict=True) for indices in sentences(doc)]
    parses = parser([[right[i].text for i in indices] for right, indices in where])
    for (right, indices), parse in zip(where, parses, strict=True):
        for place, index in enumerate(indices):
            wanted = right[index]
            label = "ROOT" if parse.deps[place] == "root" else parse.deps[place]
            attached = indices[parse.heads[place]] == wanted.head.i
            counts["words"] += 1
            counts["uas"] += attached
            counts["las"] += attached and label == wanted.dep_
            counts["tag"] += parse.tags[place] == wanted.tag_
            counts["pos"] += parse.pos[place] == wanted.pos_
            counts["feats"] += parse.feats[place] == str(wanted.morph)
    return {name: 100 * counts[name] / counts["words"] for name in ("uas", "las", "tag", "pos", "feats")}


def entity_counts(parser: Parser, gold: Sequence[Doc], divided: Sequence[Doc]) -> Counter[str]:
    """Hits, found and wanted entities, over all and by label; sentences as in `divided`."""
    counts: Counter[str] = Counter()
    where = [(number, indices) for number, doc in enumerate(divided) for indices in sentences(doc)]
    parses = parser([[divided[number][i].text for i in indices] for number, indices in where])
    found: list[set[tuple[int, int, str]]] = [set() for _ in gold]
    for (number, indices), parse in zip(where, parses, strict=True):
        doc = gold[number]
        for start, end, label in spans(parse.entities):
            first, last = doc[indices[start]], doc[indices[end - 1]]
            found[number].add((first.idx, last.idx + len(last), label))
    for right, mine in zip(gold, found, strict=True):
        wanted = {(ent.start_char, ent.end_char, ent.label_) for ent in right.ents}
        for name, entities in (("hits", mine & wanted), ("found", mine), ("wanted", wanted)):
            counts[name] += len(entities)
            for _, _, label in entities:
                counts[f"{name} {label}"] += 1
    return counts


def evaluate(parser: Parser, corpora: Path, pipeline: Language, split: str = "test") -> None:
    """Print the figures of a split; `pipeline` divides into sentences."""
    nlp = blank()
    for name in TREEBANKS:
        path = corpora / f"{name}-{split}.conllu.gz"
        gold = treebank_docs(nlp, path, longest=10**6)
        given = [Doc(pipeline.vocab, [t.text for t in doc], [bool(t.whitespace_) for t in doc]) for doc in gold]
        for title, divided in (("own sentences", gold), ("found sentences", list(pipeline.pipe(given)))):
            figures = syntax_figures(parser, gold, divided)
            print(f"{path.stem:18} {title:16}", "  ".join(f"{key} {value:.2f}" for key, value in figures.items()))
    total: Counter[str] = Counter()
    for name in ENTITY_CORPORA:
        path = corpora / f"ner-{name}-{split}.jsonl"
        gold = entity_docs(nlp, path)
        counts = entity_counts(parser, gold, list(pipeline.pipe(doc.text for doc in gold)))
        total += counts
        print(f"{path.stem:28} entity F {f_score(counts['hits'], counts['found'], counts['wanted']):.2f}")
    for label in ("", " PERSON", " ORG", " GPE", " LOC", " NORP", " DATE"):
        score = f_score(total["hits" + label], total["found" + label], total["wanted" + label])
        print(f"{'joint' + label:28} entity F {score:.2f}")
