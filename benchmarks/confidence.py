"""Fit and check the confidence of statements: ``python -m benchmarks.confidence GOLD_DIR [PLOVER.jsonl] [--write]``.

Every statement found in the gold documents, in `tests/tables/` and in the PLOVER sentences is judged right or wrong by
the annotation; a logistic regression (ridge penalty, Newton steps) of that on the features of
`kg/extraction/confidence.py` gives the weights. Prints the calibration by cross-validation over documents: of the
statements in each band of confidence, how many were right. `--write` puts the weights into the package.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import sys
from pathlib import Path
from types import ModuleType

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from kg.documents import Document
from kg.extraction import Extractor, confidence, read
from kg.language import load
from kg.statements import Statement
from tests.extraction.table import FOLDER, read_table

RECORDED: list[dict[str, float]] = []


def recording(found: dict[str, float]) -> float:
    """Stands in for `estimate` while fitting: the number of the recorded features, as a confidence."""
    RECORDED.append(dict(found))
    return float(len(RECORDED) - 1)


def module(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None
    assert spec.loader is not None
    loaded = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(loaded)
    return loaded


def gold_examples(folder: Path, extractor: Extractor, nlp: object) -> list[tuple[str, int, bool, float]]:
    """(group, number of features, right?, weight) of each statement found in the gold documents."""
    scorer = module(folder.parent / "score.py")
    examples = []
    for path in sorted(folder.glob("*.json")):
        record = json.loads(path.read_text(encoding="utf-8"))
        document = Document(record["id"], record["text"], "", record.get("published"), record.get("source") or "")
        for _, statements in read(nlp, extractor, [document]):  # type: ignore[arg-type]
            gold = scorer.Document(record)
            rows = [statement.to_dict() for statement in statements]
            for index, row in gold.score(rows)["strict"]:
                examples.append((path.stem, int(row["confidence"]), index is not None, 2.0))
    return examples


def table_examples(extractor: Extractor, nlp: object) -> list[tuple[str, int, bool, float]]:
    examples = []
    for path in sorted(FOLDER.glob("*.txt")):
        cases = read_table(path)
        for case, (_, statements) in zip(cases, read(nlp, extractor, [c.document for c in cases]), strict=True):  # type: ignore[arg-type]
            for statement in statements:
                right = any(line.sign in "+?" and line.matches(statement) for line in case.lines)
                wrong = (
                    case.none or case.only or any(line.sign == "-" and line.matches(statement) for line in case.lines)
                )
                if right or wrong:
                    examples.append((case.where, int(statement.confidence), right, 0.4))
                elif case.lines:
                    examples.append((case.where, int(statement.confidence), False, 0.1))  # not spoken of: perhaps wrong
    return examples


def plover_examples(path: Path, extractor: Extractor, nlp: object) -> list[tuple[str, int, bool, float]]:
    scorer = module(path.parent / "score_plover.py")
    cases = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    examples = []
    documents = [Document(case["id"], case["text"]) for case in cases]
    for case, (_, statements) in zip(cases, read(nlp, extractor, documents), strict=True):  # type: ignore[arg-type]
        for statement in statements:
            root = dyad_root(scorer, case, statement)
            if root is not None:
                examples.append((case["id"], int(statement.confidence), root == case["root"], 0.5))
    return examples


def dyad_root(scorer: ModuleType, case: dict[str, object], statement: Statement) -> str | None:
    root: str | None = scorer.prediction(case, [{**statement.to_dict(), "confidence": 0}])
    return root


def fit(rows: list[dict[str, float]], right: np.ndarray, weight: np.ndarray, ridge: float = 3.0) -> dict[str, float]:
    """Ridge logistic regression by Newton's method."""
    names = sorted({name for row in rows for name in row})
    column = {name: i for i, name in enumerate(names)}
    matrix = np.zeros((len(rows), len(names)))
    for i, row in enumerate(rows):
        for name, value in row.items():
            matrix[i, column[name]] = value
    theta = np.zeros(len(names))
    penalty = np.full(len(names), ridge)
    penalty[column["bias"]] = 0.01
    for _ in range(25):
        p = 1 / (1 + np.exp(-matrix @ theta))
        gradient = matrix.T @ (weight * (right - p)) - penalty * theta
        hessian = (matrix * (weight * p * (1 - p))[:, None]).T @ matrix + np.diag(penalty)
        step = np.linalg.solve(hessian, gradient)
        theta += step
        if np.abs(step).max() < 1e-6:
            break
    return {name: round(float(theta[i]), 4) for name, i in column.items() if abs(theta[i]) > 0.005}


def predict(weights: dict[str, float], row: dict[str, float]) -> float:
    return float(1 / (1 + np.exp(-sum(weights.get(name, 0.0) * value for name, value in row.items()))))


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n")[0])
    parser.add_argument("gold", type=Path)
    parser.add_argument("plover", type=Path, nargs="?")
    parser.add_argument("--model")
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    from kg.extraction import learned

    learned.weights = dict  # type: ignore[assignment]  # the learned part has its own probability
    confidence.estimate = recording  # type: ignore[assignment]
    nlp, extractor = load(args.model), Extractor()
    sets = {"gold": gold_examples(args.gold, extractor, nlp), "tables": table_examples(extractor, nlp)}
    if args.plover:
        sets["plover"] = plover_examples(args.plover, extractor, nlp)
    everything = [example for examples in sets.values() for example in examples]
    rows = [RECORDED[number] for _, number, _, _ in everything]
    right = np.array([float(ok) for _, _, ok, _ in everything])
    weight = np.array([w for _, _, _, w in everything])
    groups = sorted({group for group, _, _, _ in everything})
    fold = {group: i % 10 for i, group in enumerate(groups)}
    crossed = np.zeros(len(rows))
    for k in range(10):
        inside = np.array([fold[e[0]] == k for e in everything])
        weights = fit([r for r, i in zip(rows, inside, strict=True) if not i], right[~inside], weight[~inside])
        for i in np.flatnonzero(inside):
            crossed[i] = predict(weights, rows[i])
    start = 0
    for name, examples in sets.items():
        span = slice(start, start + len(examples))
        start += len(examples)
        sure = np.array([w >= 0.35 for _, _, _, w in examples])
        scores, ok = crossed[span][sure], right[span][sure]
        print(f"{name}: {sure.sum()} judged statements, {ok.mean():.3f} right")
        for low, high in (
            (0, 0.2),
            (0.2, 0.3),
            (0.3, 0.4),
            (0.4, 0.5),
            (0.5, 0.6),
            (0.6, 0.7),
            (0.7, 0.8),
            (0.8, 1.01),
        ):
            band = (scores >= low) & (scores < high)
            if band.any():
                print(
                    f"   {low:.1f}–{min(high, 1):.1f}  {band.sum():5} statements  {ok[band].mean():.3f} right   (at {low:.1f} and above: {ok[scores >= low].mean():.3f})"
                )
    if args.write:
        weights = fit(rows, right, weight)
        confidence.WEIGHTS.write_text(json.dumps(weights, indent=0, sort_keys=True) + "\n", encoding="utf-8")
        print(f"{len(weights)} weights written to {confidence.WEIGHTS.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
