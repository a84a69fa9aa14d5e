"""The teacher itself, tiny and untrained (needs the extra `teacher`)."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

torch = pytest.importorskip("torch")
transformers = pytest.importorskip("transformers")
tokenizers = pytest.importorskip("tokenizers")

from kg.language.training.teacher.examples import Example, biluo
from kg.language.training.teacher.model import Batch, Labels, Pieces, Teacher, shape
from kg.language.training.teacher.predict import Parser
from kg.language.training.teacher.train import batches, loss

EXAMPLES = [
    Example(
        "Norland shelled Port Ost .".split(),
        tags="NNP VBD NNP NNP .".split(),
        pos="PROPN VERB PROPN PROPN PUNCT".split(),
        feats=["Number=Sing", "Tense=Past", "Number=Sing", "Number=Sing", ""],
        heads=[1, 1, 1, 2, 1],
        deps="nsubj root obj flat punct".split(),
        entities=biluo(5, [(0, 1, "GPE"), (2, 4, "GPE")]),
    ),
    Example(
        "Rebels fled".split(),
        tags="NNS VBD".split(),
        pos="NOUN VERB".split(),
        feats=["Number=Plur", "Tense=Past"],
        heads=[1, 1],
        deps="nsubj root".split(),
    ),
    Example("the Dawn Brigade of Norland".split(), entities=biluo(5, [(1, 3, "ORG"), (4, 5, "GPE")])),
]


@pytest.fixture(scope="module")
def pieces(tmp_path_factory: pytest.TempPathFactory) -> Pieces:
    folder = tmp_path_factory.mktemp("encoder")
    marks = ["[PAD]", "[UNK]", "[CLS]", "[SEP]"]
    vocabulary = [*marks, "nor", "##land", "shelled", "port", "ost", ".", "rebels", "fled", "the", "dawn", "brigade", "of"]  # fmt: skip
    model = tokenizers.models.WordPiece({word: i for i, word in enumerate(vocabulary)}, unk_token="[UNK]")
    tokenizer = tokenizers.Tokenizer(model)
    tokenizer.normalizer = tokenizers.normalizers.BertNormalizer(lowercase=True)
    tokenizer.pre_tokenizer = tokenizers.pre_tokenizers.BertPreTokenizer()
    tokenizer.save(str(folder / "tokenizer.json"))
    return Pieces(folder)


@pytest.fixture(scope="module")
def teacher(pieces: Pieces) -> Teacher:
    """A tiny teacher that has learned three sentences by heart."""
    torch.manual_seed(0)
    config = transformers.BertConfig(
        vocab_size=16, hidden_size=32, num_hidden_layers=2, num_attention_heads=2, intermediate_size=64,
        hidden_dropout_prob=0.0,
    )  # fmt: skip
    teacher = Teacher(config, Labels.of(EXAMPLES))
    optimizer = torch.optim.AdamW(teacher.parameters(), lr=2e-3)
    for _ in range(150):
        optimizer.zero_grad()
        loss(teacher, EXAMPLES, pieces)[0].backward()
        optimizer.step()
    teacher.eval()
    return teacher


def test_it_learns_what_it_is_shown(teacher: Teacher, pieces: Pieces) -> None:
    first, second, third = Parser(teacher, pieces)([example.words for example in EXAMPLES])
    for parse, example in ((first, EXAMPLES[0]), (second, EXAMPLES[1])):
        for name in ("tags", "pos", "feats", "heads", "deps"):
            assert getattr(parse, name) == getattr(example, name), name
        assert min(parse.sure) > 0.5
    assert first.entities == EXAMPLES[0].entities
    assert third.entities == EXAMPLES[2].entities


def test_a_batch_gives_what_each_sentence_gives_alone(teacher: Teacher, pieces: Pieces) -> None:
    with torch.inference_mode():
        together = teacher(Batch.of([example.words for example in EXAMPLES], pieces))
        for row, example in enumerate(EXAMPLES):
            size = len(example.words)
            alone = teacher(Batch.of([example.words], pieces))
            torch.testing.assert_close(together["tags"][row, :size], alone["tags"][0], atol=1e-4, rtol=1e-3)
            torch.testing.assert_close(together["arcs"][row, :size, : size + 1], alone["arcs"][0], atol=1e-4, rtol=1e-3)


def test_it_is_read_back_as_it_was_saved(teacher: Teacher, pieces: Pieces, tmp_path: Path) -> None:
    teacher.save(tmp_path)
    sentences = [example.words for example in EXAMPLES]
    assert Parser(Teacher.load(tmp_path), pieces)(sentences) == Parser(teacher, pieces)(sentences)


def test_a_sentence_too_long_is_refused(teacher: Teacher, pieces: Pieces) -> None:
    with pytest.raises(ValueError, match="600 words"):
        Parser(teacher, pieces)([["the"] * 600])


def test_a_word_is_known_by_its_pieces_and_its_shape(pieces: Pieces) -> None:
    assert len(pieces("Norland")) == 2
    assert pieces("\u200b") == [pieces.unknown]
    words = [".", "fled", "Port", "UNSC", "U", "McKay", "G20"]
    assert [shape(word) for word in words] == list(range(7))


def test_every_example_is_in_one_batch(pieces: Pieces) -> None:
    grouped = batches(EXAMPLES * 5, pieces, random.Random(1), size=16)
    assert sorted(id(example) for batch in grouped for example in batch) == sorted(map(id, EXAMPLES * 5))
    assert all(len(batch) == 1 or max(len(e.words) for e in batch) * len(batch) <= 16 for batch in grouped)
