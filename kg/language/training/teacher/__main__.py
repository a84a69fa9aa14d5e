"""``python -m kg.language.training.teacher train|evaluate|label|vectors``: the teacher, and what the student learns from.

    python -m kg.language.training.teacher train    CORPORA TEACHER
    python -m kg.language.training.teacher evaluate CORPORA TEACHER
    python -m kg.language.training.teacher label    CORPORA TEACHER SILVER --words 1000000
    python -m kg.language.training.teacher vectors  CORPORA TEACHER VECTORS
    python -m kg.language.training CORPORA SILVER VECTORS

CORPORA is the folder that `python -m kg.language.training` trains on. One thread is used; `train` and `label` may be
stopped at any time and go on where they were.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch

from kg.language import load
from kg.language.training.teacher.evaluate import evaluate
from kg.language.training.teacher.model import Pieces, Teacher, encoder_folder
from kg.language.training.teacher.predict import Parser
from kg.language.training.teacher.silver import label
from kg.language.training.teacher.train import train
from kg.language.training.teacher.vectors import write


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m kg.language.training.teacher",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("command", choices=("train", "evaluate", "label", "vectors"))
    parser.add_argument("corpora", type=Path, help="folder of the treebanks, entity corpora and unlabelled news")
    parser.add_argument("teacher", type=Path, help="folder of the teacher")
    parser.add_argument("output", type=Path, nargs="?", help="folder for the labelled text, or for the vectors")
    parser.add_argument("--epochs", type=int, default=6, help="passes over the corpora (train; default 6)")
    parser.add_argument("--words", type=int, default=1_000_000, help="how much to label (label; default a million)")
    parser.add_argument("--split", choices=("dev", "test"), default="test", help="which part to measure (evaluate)")
    args = parser.parse_args()
    if args.command in ("label", "vectors") and args.output is None:
        parser.error(f"{args.command} needs a folder to write to")
    torch.set_num_threads(1)
    if args.command == "train":
        train(args.corpora, args.teacher, epochs=args.epochs)
        return
    teacher, pieces = Teacher.load(args.teacher), Pieces(encoder_folder())
    if args.command == "vectors":
        write(teacher, pieces, args.corpora, args.output)
        return
    reader = Parser(teacher, pieces)
    if args.command == "evaluate":
        evaluate(reader, args.corpora, load(), args.split)
    else:
        label(reader, load(), args.corpora / "raw-news.jsonl.gz", args.output, args.words)


if __name__ == "__main__":
    main()
