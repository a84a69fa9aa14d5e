"""Fit the classifier of `kg/extraction/learned.py`: ``python -m benchmarks.learned PLOVER.jsonl GOLD_DIR [--write]``.

Examples are the marked dyads of the PLOVER sentences, the pairs of `tests/tables/` and the pairs of the gold documents
(pairs that no triple connects are "none"). Prints accuracy and macro-F1 by ten-fold cross-validation over texts.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from kg.documents import Document
from kg.extraction import Extractor
from kg.extraction.assembly import participant
from kg.extraction.learned import NONE, WEIGHTS, classify, features, pairs
from kg.extraction.repair import repair
from kg.extraction.tree import Tree
from kg.extraction.view import View
from kg.language import load
from kg.ontology import relations
from tests.extraction.table import FOLDER, names, normal, read_table

Example = tuple[str, dict[str, float], str, float]  # text, features, class, weight


def views(extractor: Extractor, nlp: object, documents: list[Document]):  # type: ignore[no-untyped-def]
    for doc, document in zip(nlp.pipe([d.text for d in documents]), documents, strict=True):  # type: ignore[attr-defined]
        tree = Tree(doc, extractor.lexicon.lemma)
        repair(tree, extractor.lexicon.hidden_verbs)
        mentions = extractor.finder.find(tree, document.published)
        extractor.resolver.resolve(tree, mentions, document.id, document.published)
        yield document, tree, View(extractor.lexicon, tree, mentions, document.id)


def plover_examples(path: Path, extractor: Extractor, nlp: object) -> list[Example]:
    cases = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    found: list[Example] = []
    for case, (_, tree, view) in zip(
        cases, views(extractor, nlp, [Document(c["id"], c["text"]) for c in cases]), strict=True
    ):
        for verb, subject, target, way in pairs(tree, view):

            def within(mention, spans, tree=tree) -> bool:  # type: ignore[no-untyped-def]
                return any(tree.idx[mention.start] < b and a < tree.end_of(mention.end - 1) for a, b in spans)

            if within(subject, case["source"]) and within(target, case["target"]):
                found.append((case["id"], features(tree, view, verb, subject, target, way), case["root"], 1.0))
    return found


def table_examples(extractor: Extractor, nlp: object) -> list[Example]:
    found: list[Example] = []
    for path in sorted(FOLDER.glob("*.txt")):
        cases = read_table(path)
        for case, (_, tree, view) in zip(cases, views(extractor, nlp, [c.document for c in cases]), strict=True):
            for verb, subject, target, way in pairs(tree, view):
                left, right = participant(tree, subject), participant(tree, target)
                roots = {
                    relations()[r].plover_root or NONE
                    for line in case.lines if line.sign in "+?" and names(left, line.subject) and names(right, line.object) and line.subject
                    for r in line.relation[:1]
                }  # fmt: skip
                found.append(
                    (case.where, features(tree, view, verb, subject, target, way), min(roots) if roots else NONE, 0.7)
                )
    return found


def gold_examples(folder: Path, extractor: Extractor, nlp: object) -> list[Example]:
    found: list[Example] = []
    records = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.json"))]
    for record, (_, tree, view) in zip(
        records,
        views(
            extractor,
            nlp,
            [Document(r["id"], r["text"], "", r.get("published"), r.get("source") or "") for r in records],
        ),
        strict=True,
    ):
        forms = {e["id"]: {normal(n) for n in e["names"]} for e in record["entities"]}
        for verb, subject, target, way in pairs(tree, view):
            left, right = (
                {normal(n) for n in (*p.names, p.label, p.mention)}
                for p in (participant(tree, subject), participant(tree, target))
            )
            roots = set()
            for triple in record["triples"]:
                s, o = ([x] if isinstance(x, str) else x for x in (triple["s"], triple["o"]))
                if any(forms[i] & left for i in s) and any(forms[i] & right for i in o):
                    first = triple["r"] if isinstance(triple["r"], str) else triple["r"][0]
                    roots.add(relations()[first].plover_root or NONE)
            found.append(
                (record["id"], features(tree, view, verb, subject, target, way), min(roots) if roots else NONE, 1.0)
            )
    return found


def fit(examples: list[Example], ridge: float = 1.0, steps: int = 400) -> dict[str, dict[str, float]]:
    """Multinomial logistic regression by gradient descent with momentum; features seen once are left out."""
    counts = Counter(name for _, row, _, _ in examples for name in row)
    column = {name: i for i, name in enumerate(sorted(n for n, c in counts.items() if c > 1))}
    classes = sorted({label for _, _, label, _ in examples})
    matrix = np.zeros((len(examples), len(column)))
    wanted = np.zeros((len(examples), len(classes)))
    weight = np.array([w for _, _, _, w in examples])
    for i, (_, row, label, _) in enumerate(examples):
        wanted[i, classes.index(label)] = 1
        for name, value in row.items():
            if name in column:
                matrix[i, column[name]] = value
    theta = np.zeros((len(column), len(classes)))
    speed = np.zeros_like(theta)
    for _ in range(steps):
        scores = matrix @ theta
        scores -= scores.max(axis=1, keepdims=True)
        p = np.exp(scores)
        p /= p.sum(axis=1, keepdims=True)
        gradient = matrix.T @ ((p - wanted) * weight[:, None]) + ridge * theta
        speed = 0.9 * speed - 0.01 * gradient
        theta += speed
    return {
        label: {name: round(float(theta[i, k]), 3) for name, i in column.items() if abs(theta[i, k]) >= 0.02}
        for k, label in enumerate(classes)
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n")[0])
    parser.add_argument("plover", type=Path)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--model")
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    nlp, extractor = load(args.model), Extractor()
    examples = (
        plover_examples(args.plover, extractor, nlp)
        + table_examples(extractor, nlp)
        + gold_examples(args.gold, extractor, nlp)
    )
    print(len(examples), "pairs", dict(Counter(label for _, _, label, _ in examples).most_common()))
    groups = sorted({group for group, _, _, _ in examples})
    fold = {group: i % 10 for i, group in enumerate(groups)}
    outcome: list[tuple[str, str, float]] = []
    for k in range(10):
        fitted = fit([e for e in examples if fold[e[0]] != k])
        outcome += [(label, *classify(row, fitted)) for group, row, label, _ in examples if fold[group] == k]
    for least in (0.0, 0.3, 0.4, 0.5, 0.6, 0.7):
        said = [(gold, mine) for gold, mine, p in outcome if mine != NONE and p >= least]
        right = sum(gold == mine for gold, mine in said)
        events = sum(gold != NONE for gold, _, _ in outcome)
        print(
            f"   at {least:.1f}: {len(said)} said, {right / max(1, len(said)):.3f} right, {right / events:.3f} of the events found"
        )
    if args.write:
        WEIGHTS.write_text(json.dumps(fit(examples), sort_keys=True, separators=(",", ":")) + "\n", encoding="utf-8")
        print(f"written to {WEIGHTS.relative_to(ROOT)}, {WEIGHTS.stat().st_size // 1024} KB")


if __name__ == "__main__":
    main()
