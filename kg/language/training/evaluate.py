"""Measure a pipeline on the corpora: ``python -m kg.language.training.evaluate CORPORA [--model DIR] [--split test]``.

Prints, as a table: UAS and LAS on gold tokens (punctuation counted, labels with their subtypes), tag and lemma
accuracy, sentence F on raw text, and entity F by corpus and over all of them (exact span and label).
"""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from kg.language import load
from kg.language.training.corpora import TREEBANKS, entity_docs, treebank_docs

ENTITY_CORPORA = ("uner-ewt", "gmb-news", "gum", "crossner-politics")


def f_score(hits: int, predicted: int, gold: int) -> float:
    """F1 in percent."""
    return 200 * hits / (predicted + gold) if predicted + gold else 0.0


def syntax_figures(nlp: Language, gold: list[Doc]) -> dict[str, float]:
    """UAS, LAS, tags and lemmas on gold tokens; sentence F on raw text."""
    counts: Counter[str] = Counter()
    given = [Doc(nlp.vocab, words=[t.text for t in doc], spaces=[bool(t.whitespace_) for t in doc]) for doc in gold]
    for doc, right in zip(nlp.pipe(given), gold, strict=True):
        for mine, wanted in zip(doc, right, strict=True):
            if wanted.is_space:
                continue
            counts["words"] += 1
            counts["tag"] += mine.tag_ == wanted.tag_
            counts["lemma"] += mine.lemma_ == wanted.lemma_
            if mine.head.i == wanted.head.i:
                counts["uas"] += 1
                counts["las"] += mine.dep_ == wanted.dep_
    for doc, right in zip(nlp.pipe([doc.text for doc in gold]), gold, strict=True):
        mine_starts = {_first(sent) for sent in doc.sents}
        wanted_starts = {_first(sent) for sent in right.sents}
        counts["sentence hits"] += len(mine_starts & wanted_starts)
        counts["sentences found"] += len(mine_starts)
        counts["sentences"] += len(wanted_starts)
    figures = {name: 100 * counts[name] / counts["words"] for name in ("uas", "las", "tag", "lemma")}
    figures["sentence F"] = f_score(counts["sentence hits"], counts["sentences found"], counts["sentences"])
    return figures


def _first(sent: object) -> int:
    """Character at which a sentence begins, white space aside."""
    return next((token.idx for token in sent if not token.is_space), -1)  # type: ignore[attr-defined]


def entity_counts(nlp: Language, gold: list[Doc]) -> Counter[str]:
    """Hits, found and wanted entities, over all and by label."""
    counts: Counter[str] = Counter()
    for doc, right in zip(nlp.pipe([doc.text for doc in gold]), gold, strict=True):
        mine = {(ent.start_char, ent.end_char, ent.label_) for ent in doc.ents}
        wanted = {(ent.start_char, ent.end_char, ent.label_) for ent in right.ents}
        for name, spans in (("hits", mine & wanted), ("found", mine), ("wanted", wanted)):
            counts[name] += len(spans)
            for _, _, label in spans:
                counts[f"{name} {label}"] += 1
    return counts


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n")[0])
    parser.add_argument("corpora", type=Path)
    parser.add_argument("--model", help="folder of a model, or the name of an installed one (default: the shipped one)")
    parser.add_argument("--split", choices=("dev", "test"), default="test")
    args = parser.parse_args()
    nlp = load(args.model) if args.model else load()
    with nlp.select_pipes(disable=[name for name in nlp.pipe_names if name == "ner" or name.startswith("kg_")]):
        for name in TREEBANKS:
            path = args.corpora / f"{name}-{args.split}.conllu.gz"
            if path.exists():
                # groups as long as documents are: sentence splitting is measured on running text
                figures = syntax_figures(nlp, treebank_docs(nlp, path, longest=10**6))
                print(f"{path.stem:24}", "  ".join(f"{key} {value:.2f}" for key, value in figures.items()))
    total: Counter[str] = Counter()
    if "ner" not in nlp.pipe_names:
        return
    with nlp.select_pipes(enable=["ner"]):
        for name in ENTITY_CORPORA:
            path = args.corpora / f"ner-{name}-{args.split}.jsonl"
            if path.exists():
                counts = entity_counts(nlp, entity_docs(nlp, path))
                total += counts
                print(f"{path.stem:28} entity F {f_score(counts['hits'], counts['found'], counts['wanted']):.2f}")
    for label in ("", " PERSON", " ORG", " GPE", " LOC", " NORP", " DATE"):
        score = f_score(total["hits" + label], total["found" + label], total["wanted" + label])
        print(f"{'joint' + label:28} entity F {score:.2f}")


if __name__ == "__main__":
    main()
