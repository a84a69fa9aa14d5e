"""Train the shipped language model again: ``python -m kg.language.training CORPORA SILVER VECTORS [-o MODEL]``.

CORPORA is a folder with the treebanks (`ewt-*.conllu.gz`, `gum-*.conllu.gz`) and the entity corpora (`ner-*.jsonl`);
SILVER is news that the teacher labelled, VECTORS are its word vectors (`kg.language.training.teacher`). Two parts are
trained, one after the other or each by itself with `--part`: syntax and entities. Seeds and settings stand in the
`.cfg` files beside this one.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import cast

for _variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ.setdefault(_variable, "1")  # before numpy: one BLAS thread is fastest for matrices this small

import spacy
from spacy.pipeline import EditTreeLemmatizer
from spacy.tokens import Doc, DocBin
from spacy.training.initialize import init_nlp
from spacy.training.loop import train
from spacy.util import load_config
from thinc.api import NumpyOps, set_current_ops

from kg.language.tokenizer import blank, set_rules
from kg.language.training.corpora import TREEBANKS, entity_docs, treebank_docs
from kg.language.training.pruning import drop_rare_trees, drop_strings
from kg.language.training.silver import silver_docs

HERE = Path(__file__).parent
MODEL = HERE.parent / "model"
META = {
    "name": "geopolitics_news",
    "lang": "en",
    "version": "1.1.0",
    "description": "English news: UD v2 syntax, sentences, lemmas and entities (PERSON ORG GPE LOC NORP DATE).",
    "license": "CC BY-SA 4.0",
}
LEAST_OF_A_TREE = 4  # how often the treebanks must ask for an edit of a word to its lemma


def prepare(corpora: Path, part: str, work: Path, silver: Path, words: int) -> dict[str, Path]:
    """Write the training and development documents of a part as `.spacy` files; returns their paths.

    Of `silver` that many `words` are taken. The corpora are repeated, so that they are not drowned in it.
    """
    nlp = blank()
    splits: dict[str, list[Doc]] = {"train": [], "dev": []}
    if part == "syntax":
        for name in TREEBANKS:
            for seed, curly in enumerate((0.2, 0.7, 0.4)):
                splits["train"] += treebank_docs(nlp, corpora / f"{name}-train.conllu.gz", seed=seed, curly=curly)
            splits["dev"] += treebank_docs(nlp, corpora / f"{name}-dev.conllu.gz", curly=0.3)
    else:
        # The number of steps is fixed, nothing is selected: the development parts are trained on as well.
        for path in sorted(corpora.glob("ner-*.jsonl")):
            if path.stem.endswith(("-train", "-dev")):
                splits["train"] += entity_docs(nlp, path) * 4
            if path.stem.endswith("-dev"):
                splits["dev"] += entity_docs(nlp, path)
    splits["train"] += silver_docs(nlp.vocab, silver, words)
    paths = {}
    for split, docs in splits.items():
        paths[split] = work / f"{part}-{split}.spacy"
        DocBin(docs=docs, store_user_data=False).to_disk(paths[split])
        print(f"{part} {split}: {len(docs)} documents, {sum(map(len, docs))} words", file=sys.stderr)
    return paths


def train_part(corpora: Path, part: str, work: Path, silver: Path, words: int, vectors: Path) -> None:
    """Train syntax (the best model on the development parts counts) or entities (the model after the last step)."""
    overrides = {f"paths.{name}": str(path) for name, path in prepare(corpora, part, work, silver, words).items()}
    config = load_config(HERE / f"{part}.cfg", overrides={**overrides, "paths.vectors": str(vectors)})
    nlp = init_nlp(config)
    set_rules(nlp)
    (work / part).mkdir(parents=True, exist_ok=True)
    train(nlp, work / part, stdout=sys.stderr)


def assemble(syntax: Path, entities: Path, corpora: Path, target: Path) -> None:
    """Join the two parts into one pipeline, drop what it does not need, and write it to `target`."""
    nlp = spacy.load(syntax)
    ner = spacy.load(entities)
    ner.replace_listeners("tok2vec", "ner", ["model.tok2vec"])  # entities keep an encoder of their own
    nlp.add_pipe("ner", source=ner)
    docs = [doc for name in TREEBANKS for doc in treebank_docs(nlp, corpora / f"{name}-train.conllu.gz", curly=0.2)]
    drop_rare_trees(cast(EditTreeLemmatizer, nlp.get_pipe("trainable_lemmatizer")), docs, LEAST_OF_A_TREE)
    nlp.meta.update(META)
    nlp.config["paths"] = dict.fromkeys(("train", "dev", "vectors", "init_tok2vec"))
    nlp.to_disk(target)
    drop_strings(target, nlp)


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m kg.language.training", description=(__doc__ or "").split("\n\n")[0]
    )
    parser.add_argument("corpora", type=Path, help="folder of the treebanks and entity corpora")
    parser.add_argument("silver", type=Path, help="folder of news labelled by the teacher")
    parser.add_argument("vectors", type=Path, help="folder of the teacher's word vectors")
    parser.add_argument(
        "-o", "--output", type=Path, default=MODEL, help="folder of the model (default: the shipped one)"
    )
    parser.add_argument("-w", "--work", type=Path, default=Path("build/training"), help="folder for intermediate files")
    parser.add_argument("--part", choices=("syntax", "entities", "assemble"), help="only this step")
    parser.add_argument(
        "--words", type=int, default=3_000_000, help="words of silver text to take (default: 3 million)"
    )
    args = parser.parse_args()
    args.work.mkdir(parents=True, exist_ok=True)
    set_current_ops(NumpyOps(use_blis=False))  # the BLIS wheel is slow on newer AMD processors
    for part in ("syntax", "entities"):
        if args.part in (None, part):
            train_part(args.corpora, part, args.work, args.silver, args.words, args.vectors)
    if args.part in (None, "assemble"):
        syntax, entities = args.work / "syntax" / "model-best", args.work / "entities" / "model-last"
        assemble(syntax, entities, args.corpora, args.output)
        print(f"model written to {args.output}", file=sys.stderr)


if __name__ == "__main__":
    main()
