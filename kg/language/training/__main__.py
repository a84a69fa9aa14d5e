"""Train the shipped language model again: ``python -m kg.language.training CORPORA [-o MODEL]``.

CORPORA is a folder with the treebanks (`ewt-*.conllu.gz`, `gum-*.conllu.gz`, `silver-news-train.conllu.gz`) and the
entity corpora (`ner-*.jsonl`). The two parts, syntax and entities, are trained one after the other, or each in a
process of its own with `--part`; seeds and settings stand in `syntax.cfg` and `entities.cfg` beside this file.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

for _variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ.setdefault(_variable, "1")  # before numpy: one BLAS thread is fastest for matrices this small

import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin
from spacy.training.initialize import init_nlp
from spacy.training.loop import train
from spacy.util import load_config
from thinc.api import NumpyOps, set_current_ops

from kg.language.tokenizer import blank, set_rules
from kg.language.training.corpora import entity_docs, treebank_docs

HERE = Path(__file__).parent
MODEL = HERE.parent / "model"
META = {
    "name": "geopolitics_news",
    "lang": "en",
    "version": "1.0.0",
    "description": "English news: UD v2 syntax, sentences, lemmas and entities (PERSON ORG GPE LOC NORP DATE).",
    "license": "CC BY-SA 4.0",
}


def prepare(corpora: Path, part: str, work: Path) -> dict[str, Path]:
    """Write the training and development documents of a part as `.spacy` files; returns their paths."""
    nlp = blank()
    splits: dict[str, list[Doc]] = {"train": [], "dev": []}
    if part == "syntax":
        for name in ("ewt", "gum"):
            path = corpora / f"{name}-train.conllu.gz"
            splits["train"] += treebank_docs(nlp, path, seed=0, curly=0.2)
            splits["train"] += treebank_docs(nlp, path, seed=1, curly=0.7)
            splits["dev"] += treebank_docs(nlp, corpora / f"{name}-dev.conllu.gz", curly=0.3)
        # Machine-parsed news has no document breaks, so it comes in short runs: it teaches syntax, little of breaks.
        splits["train"] += treebank_docs(nlp, corpora / "silver-news-train.conllu.gz", curly=0.5, silver=True, longest=4)
    else:
        for path in sorted(corpora.glob("ner-*.jsonl")):
            if path.stem.endswith("-train") or path.stem == "ner-crossner-politics-dev":
                splits["train"] += entity_docs(nlp, path)
            elif path.stem.endswith("-dev"):
                splits["dev"] += entity_docs(nlp, path)
    work.mkdir(parents=True, exist_ok=True)
    paths = {}
    for split, docs in splits.items():
        paths[split] = work / f"{part}-{split}.spacy"
        DocBin(docs=docs, store_user_data=False).to_disk(paths[split])
        print(f"{part} {split}: {len(docs)} documents, {sum(map(len, docs))} words", file=sys.stderr)
    return paths


def train_part(corpora: Path, part: str, work: Path) -> Path:
    """Train one part and return the folder of its best model."""
    set_current_ops(NumpyOps(use_blis=False))  # the BLIS wheel is slow on newer AMD processors
    paths = prepare(corpora, part, work)
    config = load_config(HERE / f"{part}.cfg", overrides={f"paths.{k}": str(v) for k, v in paths.items()})
    nlp = init_nlp(config)
    set_rules(nlp)
    (work / part).mkdir(parents=True, exist_ok=True)
    train(nlp, work / part, stdout=sys.stderr)
    return work / part / "model-best"


def assemble(syntax: Path, entities: Path, target: Path) -> Language:
    """Join the two parts into one pipeline and write it to `target`."""
    nlp = spacy.load(syntax)
    ner = spacy.load(entities)
    ner.replace_listeners("tok2vec", "ner", ["model.tok2vec"])  # entities keep an encoder of their own
    nlp.add_pipe("ner", source=ner)
    nlp.meta.update(META)
    nlp.config["paths"] = {name: None for name in ("train", "dev", "vectors", "init_tok2vec")}
    nlp.to_disk(target)
    return nlp


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m kg.language.training", description=(__doc__ or "").split("\n\n")[0])
    parser.add_argument("corpora", type=Path, help="folder of the treebanks and entity corpora")
    parser.add_argument("-o", "--output", type=Path, default=MODEL, help="folder of the model (default: the shipped one)")
    parser.add_argument("-w", "--work", type=Path, default=Path("build/training"), help="folder for intermediate files")
    parser.add_argument("--part", choices=("syntax", "entities", "assemble"), help="only this step")
    args = parser.parse_args()
    for part in ("syntax", "entities"):
        if args.part in (None, part):
            train_part(args.corpora, part, args.work)
    if args.part in (None, "assemble"):
        best = {part: args.work / part / "model-best" for part in ("syntax", "entities")}
        assemble(best["syntax"], best["entities"], args.output)
        print(f"model written to {args.output}", file=sys.stderr)


if __name__ == "__main__":
    main()
