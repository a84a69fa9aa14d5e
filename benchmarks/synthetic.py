"""Synthetic news of any size: ``python -m benchmarks.synthetic N -o FILE.jsonl [--seed S] [--copies PART]``.

Articles of a few hundred words about actors of the actor base, made of templates by chance, with dates and invented
papers. They mean nothing and are no measure of how well news is read; they serve to measure speed and memory. Article n
is the same whatever N is. A part of them are copies of earlier ones under another paper's name.
"""

from __future__ import annotations

import argparse
import gzip
import random
import sys
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from kg.actors.base import ActorBase
from kg.documents import Document

PAPERS = (
    "Harbour Courier", "Inland Gazette", "The Morning Ledger", "Delta Observer", "Northern Dispatch", "Capital Review",
    "The Evening Signal", "Crossroads Weekly", "Plateau Times", "The Lighthouse", "Border Chronicle", "Wire Service 9",
)  # fmt: skip
FIRST = "Adel Benno Carla Dario Elsa Farid Gita Hanno Ilse Jovan Karim Lena Marek Nadia Oskar Pia Rashid Sonja".split()
LAST = (
    "Abendroth Balkoni Cerdat Dolmari Erlinsky Faroudi Gessler Halvani Ivorin Jaspari Kolvane Lorimund Maradi Nestrov "
    "Ondari Petrusk Quellin Rostami Savelin Tarkoun Ulmari Vestergo Wernani Yarrovic Zemlinov"
).split()
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
HEADLINES = (
    "{state} weighs its answer to {other}", "Fighters of {group} pull back near {place}", "{person} in talks on {place}",
    "{state} and {other} trade blame", "Calm does not last in {place}", "What {group} wants from {state}",
)  # fmt: skip
SENTENCES = (
    "{state} carried out air strikes on positions of {group} near {place} on {day}, killing at least {n} fighters.",
    "{group} said on {day} that its men had shot down a drone that {state} had sent over {place}.",
    "The foreign ministry of {state} condemned the attack and summoned the ambassador of {other}.",
    "{person} accused {other} of arming {group}, a charge that {other} has denied.",
    "Talks between {state} and {other} in {place} ended without an agreement, two diplomats said.",
    "{state} imposed sanctions on {m} companies that it says move money for {group}.",
    "Soldiers of {state} took control of the road to {place} after {m} days of fighting with {group}.",
    "“We will not negotiate while {group} holds {place},” {person} told reporters.",
    "{other} urged both sides to hold their fire and offered to host a meeting in {place}.",
    "At least {n} people were wounded when a rocket hit a market in {place}, according to local officials.",
    "{state} has backed {group} with weapons and training for years, analysts say.",
    "{person} met the president of {other} on {day} and thanked him for his help.",
    "Members of {group} were detained in {place} by the police of {state}, who found {n} rifles in a warehouse.",
    "{state} threatened to close its border with {other} unless {group} leaves {place}.",
    "{group} and {rival} agreed to exchange {n} prisoners under a deal brokered by {other}.",
    "The United Nations warned that {n} thousand people could flee {place} if the shelling goes on.",
    "{rival} denied that it had anything to do with the bombing, which {group} blamed on it.",
    "{other} will send {n} observers to {place}, its defence minister announced on {day}.",
    "Protesters in {place} demanded that {state} withdraw its troops.",
    "It was not clear who had fired first, and neither {state} nor {group} would comment.",
    "Shops in {place} stayed closed for the rest of the week, and the power failed twice.",
    "{person} did not rule out that {state} would recall its envoy from {other}.",
    "A spokesman for {group} claimed responsibility for the ambush in which {n} soldiers of {state} died.",
    "The parliament of {state} voted to extend its mission in {place} by {m} months.",
    "Prices of bread and fuel have risen by a third since the road between {place} and the coast was cut.",
    "{state} released the captain of a tanker that it had seized off the coast of {other} in the spring.",
)


class Newsroom:
    """Makes articles of a seed: call it with a number."""

    def __init__(self, seed: int = 0, copies: float = 0.05) -> None:
        self._seed = seed
        self._copies = copies
        labels: defaultdict[str, list[str]] = defaultdict(list)
        for actor in ActorBase.default():
            labels[actor.type].append(actor.label)
        self._actors = {kind: sorted(found) for kind, found in labels.items()}

    def __call__(self, number: int) -> Document:
        """The article of a number."""
        chance = random.Random(f"{self._seed} {number}")
        if number and chance.random() < self._copies:
            first = self(max(0, number - chance.randint(1, 50)))
            day = date.fromisoformat(first.published or "") + timedelta(days=chance.randint(0, 2))
            return Document(f"n{number}", first.text, first.title, day.isoformat(), chance.choice(PAPERS))
        story = self._story(chance)
        day = date(2015, 1, 1) + timedelta(days=chance.randrange(3650))
        said = [self._filled(template, story, chance) for template in chance.sample(SENTENCES, chance.randint(6, 22))]
        paragraphs = [" ".join(said[start : start + 3]) for start in range(0, len(said), 3)]
        title = self._filled(chance.choice(HEADLINES), story, chance)
        return Document(f"n{number}", "\n\n".join(paragraphs), title, day.isoformat(), chance.choice(PAPERS))

    def _story(self, chance: random.Random) -> dict[str, str]:
        """Who the article is about. A few actors are in most of the news."""

        def some(kind: str, number: int) -> list[str]:
            every = self._actors[kind]
            return [every[int(len(every) * chance.random() ** 2)] for _ in range(number)]

        state, other = some("State", 2)
        group, rival = some("ArmedGroup", 2)
        person = f"{chance.choice(FIRST)} {chance.choice(LAST)}"  # nobody: what is told here did not happen
        place = some("Place", 1)[0]
        return {"state": state, "other": other, "group": group, "rival": rival, "person": person, "place": place}

    def _filled(self, template: str, story: dict[str, str], chance: random.Random) -> str:
        filled = template.format(**story, day=chance.choice(DAYS), n=chance.randint(2, 60), m=chance.randint(2, 9))
        return filled[0].upper() + filled[1:]


def articles(number: int, seed: int = 0, copies: float = 0.05) -> Iterator[Document]:
    """The first articles of a seed."""
    return map(Newsroom(seed, copies), range(number))


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n")[0])
    parser.add_argument("number", type=int, metavar="N")
    parser.add_argument("-o", "--out", type=Path, help="a .jsonl or .jsonl.gz file; standard output unless given")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--copies", type=float, default=0.05, metavar="PART", help="the part that are copies")
    options = parser.parse_args()
    lines = (document.to_json() + "\n" for document in articles(options.number, options.seed, options.copies))
    if options.out is None:
        sys.stdout.writelines(lines)
        return
    opened = gzip.open if options.out.suffix == ".gz" else open
    with opened(options.out, "wt", encoding="utf-8", newline="\n") as file:
        file.writelines(lines)


if __name__ == "__main__":
    main()
