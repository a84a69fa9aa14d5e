"""Train the teacher on all corpora together; every few minutes it is saved, and a broken run goes on from there."""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import torch
from torch import Tensor
from torch.nn.functional import cross_entropy

from kg.language.tokenizer import blank
from kg.language.training.corpora import entity_docs, read_conllu
from kg.language.training.teacher.examples import Example, add_entities, from_doc, from_sentence
from kg.language.training.teacher.model import UNKNOWN, Batch, Labels, Pieces, Teacher, encoder_folder

LONGEST = 160  # word pieces of a training example; the few longer ones are left out
BATCH = 900  # word pieces
RATES = {"encoder": 1.2e-4, "heads": 1e-3}
WEIGHTS = {"tags": 0.5, "pos": 0.25, "feats": 0.25, "arcs": 1.0, "deps": 0.7, "entities": 1.0}


def examples(corpora: Path) -> list[Example]:
    """Treebank sentences, with the entities known for them, and the entity corpora over other text."""
    found: list[Example] = []
    for treebank, entities in (("ewt", "uner-ewt"), ("gum", "gum")):
        sentences = [from_sentence(sentence) for sentence in read_conllu(corpora / f"{treebank}-train.conllu.gz")]
        given = add_entities(sentences, corpora / f"ner-{entities}-train.jsonl")
        print(f"{treebank}: {len(sentences)} sentences, {given} with entities", file=sys.stderr)
        found += sentences
    nlp = blank()
    for name in ("gmb-news-train", "crossner-politics-train", "crossner-politics-dev", "re3d-train"):
        found += map(from_doc, entity_docs(nlp, corpora / f"ner-{name}.jsonl"))
    return found


def batches(found: Sequence[Example], pieces: Pieces, rng: random.Random, size: int = BATCH) -> list[list[Example]]:
    """Examples of like length together, about `size` word pieces a batch with the padding, in random order."""
    lengths = [pieces.count(example.words) + 2 for example in found]
    order = sorted(range(len(found)), key=lambda i: lengths[i] + rng.uniform(0, 4))
    grouped: list[list[Example]] = []
    current: list[Example] = []
    for i in order:
        if lengths[i] > LONGEST:
            continue
        if current and lengths[i] * (len(current) + 1) > size:
            grouped.append(current)
            current = []
        current.append(found[i])
    if current:
        grouped.append(current)
    rng.shuffle(grouped)
    return grouped


def targets(batch: Sequence[Example], labels: Labels, width: int) -> dict[str, Tensor]:
    """What each score should have said, [sentence, word]; UNKNOWN where nothing is known."""
    result = {name: torch.full((len(batch), width), UNKNOWN) for name in WEIGHTS}
    for name in ("tags", "pos", "feats", "deps", "entities"):
        index = {label: number for number, label in enumerate(getattr(labels, name))}
        for row, example in enumerate(batch):
            known = getattr(example, name)
            if known is not None:
                result[name][row, : len(known)] = torch.tensor([index[label] for label in known])
    for row, example in enumerate(batch):
        if example.heads is not None:
            heads = [0 if head == word else head + 1 for word, head in enumerate(example.heads)]
            result["arcs"][row, : len(heads)] = torch.tensor(heads)
    return result


def loss(teacher: Teacher, batch: Sequence[Example], pieces: Pieces) -> tuple[Tensor, dict[str, float]]:
    """The weighted sum of the losses for each word, and each by its name."""
    given = Batch.of([example.words for example in batch], pieces)
    wanted = targets(batch, teacher.labels, given.words.shape[1])
    with torch.autocast("cpu", torch.bfloat16):
        scores = teacher(given)
        if (wanted["arcs"] != UNKNOWN).any():
            scores["deps"] = teacher.deps(scores, wanted["arcs"])
    total = torch.zeros(())
    parts = {}
    for name, weight in WEIGHTS.items():
        known = wanted[name] != UNKNOWN
        if known.any():
            part = cross_entropy(scores[name][known].float(), wanted[name][known])
            total = total + weight * part
            parts[name] = float(part.detach())
    return total, parts


def train(corpora: Path, output: Path, *, epochs: int, minutes: float = 5.0) -> None:
    """Train for `epochs` and write the teacher to `output`; saved every `minutes`, goes on from what is there."""
    torch.manual_seed(1)
    folder = encoder_folder()
    pieces = Pieces(folder)
    found = examples(corpora)
    plan = [batch for epoch in range(epochs) for batch in batches(found, pieces, random.Random(epoch))]
    teacher = Teacher.start(Labels.of(found), folder)
    encoder = set(teacher.encoder.parameters())
    optimizer = torch.optim.AdamW(
        [
            {"params": list(encoder), "lr": RATES["encoder"]},
            {"params": [p for p in teacher.parameters() if p not in encoder], "lr": RATES["heads"]},
        ],
        betas=(0.9, 0.98),
        weight_decay=0.01,
        fused=True,
    )
    warm = len(plan) // 20
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / warm, (len(plan) - step) / (len(plan) - warm))
    )
    state = output / "training.pt"
    begin = 0
    if state.exists():
        saved = torch.load(state, weights_only=True)
        teacher.load_state_dict(saved["teacher"])
        optimizer.load_state_dict(saved["optimizer"])
        schedule.load_state_dict(saved["schedule"])
        begin = saved["step"]
        print(f"goes on from step {begin}", file=sys.stderr)
    teacher.train()
    started = last = time.monotonic()
    words = 0
    seen: dict[str, float] = {}
    for step in range(begin, len(plan)):
        value, parts = loss(teacher, plan[step], pieces)
        value.backward()
        torch.nn.utils.clip_grad_norm_(teacher.parameters(), 5.0)
        optimizer.step()
        optimizer.zero_grad(set_to_none=True)
        schedule.step()
        words += sum(len(example.words) for example in plan[step])
        for name, part in parts.items():
            seen[name] = 0.98 * seen.get(name, part) + 0.02 * part
        if (step + 1) % 100 == 0 or step + 1 == len(plan):
            speed = words / (time.monotonic() - started)
            figures = "  ".join(f"{name} {part:.3f}" for name, part in sorted(seen.items()))
            print(f"step {step + 1}/{len(plan)}  {speed:.0f} words/s  {figures}", file=sys.stderr, flush=True)
        if time.monotonic() - last > 60 * minutes:
            save_state(state, teacher, optimizer, schedule, step + 1)
            last = time.monotonic()
    teacher.save(output)
    state.unlink(missing_ok=True)


def save_state(
    path: Path,
    teacher: Teacher,
    optimizer: torch.optim.Optimizer,
    schedule: torch.optim.lr_scheduler.LRScheduler,
    step: int,
) -> None:
    """Everything that going on needs, written whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_suffix(".partial")
    parts = {"teacher": teacher, "optimizer": optimizer, "schedule": schedule}
    torch.save({"step": step, **{name: part.state_dict() for name, part in parts.items()}}, partial)
    partial.replace(path)
