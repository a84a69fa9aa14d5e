"""Train the shipped language model again: ``python -m kg.language.training CORPORA [-o MODEL]``.

CORPORA is a folder with the treebanks (`ewt-*.conllu.gz`, `gum-*.conllu.gz`, `silver-news-train.conllu.gz`), the
entity corpora (`ner-*.jsonl`) and unlabelled news (`raw-news.jsonl.gz`). Three parts are trained, one after the other
or each by itself with `--part`: syntax, an encoder on unlabelled text, and entities that start from that encoder
(syntax gained nothing from it). Seeds and settings stand in the `.cfg` files beside this one.

With `--silver FOLDER`, syntax and entities also learn from news that the teacher labelled (`kg.language.training.teacher`).
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import random
import sys
from pathlib import Path

for _variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ.setdefault(_variable, "1")  # before numpy: one BLAS thread is fastest for matrices this small

import spacy
from confection import Config
from spacy.language import Language
from spacy.tokens import Doc, DocBin
from spacy.training.initialize import init_nlp
from spacy.training.loop import train
from spacy.training.pretrain import pretrain
from spacy.util import load_config, load_model_from_config
from thinc.api import NumpyOps, set_current_ops

from kg.language.tokenizer import blank, set_rules
from kg.language.training.corpora import entity_docs, treebank_docs
from kg.language.training.silver import silver_docs

HERE = Path(__file__).parent
MODEL = HERE.parent / "model"
META = {
    "name": "geopolitics_news",
    "lang": "en",
    "version": "1.0.0",
    "description": "English news: UD v2 syntax, sentences, lemmas and entities (PERSON ORG GPE LOC NORP DATE).",
    "license": "CC BY-SA 4.0",
}
EPOCHS = 2  # of the encoder on unlabelled text


def encoder(corpora: Path, work: Path) -> Path:
    """Train the encoder on unlabelled news; returns its weights."""
    rng = random.Random(1)
    texts = []
    with gzip.open(corpora / "raw-news.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            paragraphs = json.loads(line)["text"].split("\n\n")
            while paragraphs:
                size = rng.randint(1, 4)
                texts.append("\n\n".join(paragraphs[:size]))
                paragraphs = paragraphs[size:]
    rng.shuffle(texts)
    raw = work / "raw.jsonl"
    raw.write_text("\n".join(json.dumps({"text": text}) for text in texts), encoding="utf-8")
    config = load_config(HERE / "pretraining.cfg", overrides={"paths.raw": str(raw), "pretraining.max_epochs": EPOCHS})
    filled = load_model_from_config(config, auto_fill=True).config
    defaults = load_config(Path(spacy.__file__).parent / "default_config_pretraining.cfg")
    output = work / "encoder"
    output.mkdir(exist_ok=True)
    pretrain(defaults.merge(filled).merge(config).interpolate(), output, None, use_gpu=-1)
    return output / f"model{EPOCHS - 1}.bin"


def prepare(corpora: Path, part: str, work: Path, silver: Path | None = None, words: int = 0) -> dict[str, Path]:
    """Write the training and development documents of a part as `.spacy` files; returns their paths.

    `silver` is a folder of news labelled by the teacher, of which `words` are taken.
    """
    nlp = blank()
    splits: dict[str, list[Doc]] = {"train": [], "dev": []}
    if part == "syntax":
        for name in ("ewt", "gum"):
            path = corpora / f"{name}-train.conllu.gz"
            splits["train"] += treebank_docs(nlp, path, seed=0, curly=0.2)
            splits["train"] += treebank_docs(nlp, path, seed=1, curly=0.7)
            splits["dev"] += treebank_docs(nlp, corpora / f"{name}-dev.conllu.gz", curly=0.3)
        if silver is None:
            # Machine-parsed news without document breaks comes in short runs: it teaches syntax, little of breaks.
            splits["train"] += treebank_docs(
                nlp, corpora / "silver-news-train.conllu.gz", curly=0.5, silver=True, longest=4
            )
    else:
        # The number of steps is fixed, nothing is selected: the development parts are trained on as well.
        for path in sorted(corpora.glob("ner-*.jsonl")):
            if path.stem.endswith(("-train", "-dev")):
                splits["train"] += entity_docs(nlp, path)
            if path.stem.endswith("-dev"):
                splits["dev"] += entity_docs(nlp, path)
        if silver is not None:
            splits["train"] *= 2  # as syntax has it: the labels of the corpora weigh as much as the teacher's
    if silver is not None:
        splits["train"] += silver_docs(nlp.vocab, silver, words)
    paths = {}
    for split, docs in splits.items():
        paths[split] = work / f"{part}-{split}.spacy"
        DocBin(docs=docs, store_user_data=False).to_disk(paths[split])
        print(f"{part} {split}: {len(docs)} documents, {sum(map(len, docs))} words", file=sys.stderr)
    return paths


def train_part(corpora: Path, part: str, work: Path, silver: Path | None = None, words: int = 0) -> Path:
    """Train syntax (the best model on the development parts) or entities (the model after the last step)."""
    overrides = {f"paths.{name}": str(path) for name, path in prepare(corpora, part, work, silver, words).items()}
    if part == "entities":
        overrides["paths.init_tok2vec"] = str(work / "encoder" / f"model{EPOCHS - 1}.bin")
    config = load_config(HERE / f"{part}.cfg", overrides=overrides)
    if part == "entities":  # says which component the encoder's weights are for
        config["pretraining"] = Config(load_config(HERE / "pretraining.cfg")["pretraining"])
    nlp = init_nlp(config)
    set_rules(nlp)
    (work / part).mkdir(parents=True, exist_ok=True)
    train(nlp, work / part, stdout=sys.stderr)
    return work / part / ("model-last" if part == "entities" else "model-best")


def assemble(syntax: Path, entities: Path, target: Path) -> Language:
    """Join the two parts into one pipeline and write it to `target`."""
    nlp = spacy.load(syntax)
    ner = spacy.load(entities)
    ner.replace_listeners("tok2vec", "ner", ["model.tok2vec"])  # entities keep an encoder of their own
    nlp.add_pipe("ner", source=ner)
    nlp.meta.update(META)
    nlp.config["paths"] = dict.fromkeys(("train", "dev", "vectors", "init_tok2vec"))
    nlp.to_disk(target)
    return nlp


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m kg.language.training", description=(__doc__ or "").split("\n\n")[0]
    )
    parser.add_argument("corpora", type=Path, help="folder of the treebanks, entity corpora and unlabelled news")
    parser.add_argument(
        "-o", "--output", type=Path, default=MODEL, help="folder of the model (default: the shipped one)"
    )
    parser.add_argument("-w", "--work", type=Path, default=Path("build/training"), help="folder for intermediate files")
    parser.add_argument("--part", choices=("encoder", "syntax", "entities", "assemble"), help="only this step")
    parser.add_argument("--silver", type=Path, help="folder of news labelled by the teacher")
    parser.add_argument("--silver-words", type=int, default=1_000_000, help="words of it to take (default: a million)")
    args = parser.parse_args()
    args.work.mkdir(parents=True, exist_ok=True)
    set_current_ops(NumpyOps(use_blis=False))  # the BLIS wheel is slow on newer AMD processors
    for part in ("syntax", "encoder", "entities"):
        if args.part in (None, part):
            if part == "encoder":
                encoder(args.corpora, args.work)
            else:
                train_part(args.corpora, part, args.work, args.silver, args.silver_words)
    if args.part in (None, "assemble"):
        assemble(args.work / "syntax" / "model-best", args.work / "entities" / "model-last", args.output)
        print(f"model written to {args.output}", file=sys.stderr)


if __name__ == "__main__":
    main()
