"""Speed of the language pipeline: ``python -m benchmarks.language [TEXTS.jsonl[.gz]] [--model NAME]``.

White-space words a second of processor time on one core, over documents spread evenly through a file of news (or
synthetic ones), beside the time of spaCy's bare tokeniser on the same texts (so that two machines can be compared).
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.rows import Row, Setting
from benchmarks.texts import arguments, spread
from kg.language import load
from kg.language.tokenizer import blank


def rows(setting: Setting) -> Iterator[Row]:
    figures = measure(setting.texts, 30 if setting.quick else 150)
    size = f"{figures['documents']:.0f} documents, {figures['words']:,.0f} words"
    yield Row("words a second of one core", size, figures["words/s"], at_least=10_000)
    yield Row("pipeline / bare tokeniser, time", size, figures["to tokeniser"])


def measure(texts: Path | None, number: int, model: str | None = None) -> dict[str, float]:
    documents = [document.text for document in spread(texts, number)]
    words = sum(len(text.split()) for text in documents)
    nlp, tokenizer = load(model), blank()
    list(nlp.pipe(documents[:5]))
    begin = time.process_time()
    for text in documents:
        tokenizer.make_doc(text)
    bare = time.process_time() - begin
    begin = time.process_time()
    for _ in nlp.pipe(documents, batch_size=16):
        pass
    spent = time.process_time() - begin
    return {"documents": len(documents), "words": words, "words/s": words / spent, "to tokeniser": spent / bare}


def main() -> None:
    args = arguments(__doc__)
    figures = measure(args.texts, args.documents, args.model)
    print(
        f"{figures['documents']:.0f} documents, {figures['words']:.0f} words: {figures['words/s']:.0f} words/s, "
        f"{figures['to tokeniser']:.1f} times the tokeniser"
    )


if __name__ == "__main__":
    main()
