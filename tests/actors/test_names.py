"""Spelling: what folding makes equal, and that transliterations of one name lead to one actor."""

from __future__ import annotations

import pytest

from kg.actors.base import ActorBase
from kg.actors.linking import Linker
from kg.actors.names import is_name, key, slug

VARIANTS = {
    # Arabic
    "muammar-gaddafi": "Muammar Gaddafi|Muammar Qaddafi|Moammar Gadhafi|Muammar al-Gaddafi",
    "bashar-al-assad": "Bashar al-Assad|Bashar el-Assad|Bashar Assad|Bashar Al Assad",
    "abdel-fattah-el-sisi": "Abdel Fattah el-Sisi|Abdel-Fattah al-Sissi|Abdul Fattah al-Sisi",
    "hassan-nasrallah": "Hassan Nasrallah|Hasan Nasrallah",
    "muqtada-al-sadr": "Muqtada al-Sadr|Moqtada al-Sadr|Moqtada Sadr",
    "kataib-hezbollah": "Kata'ib Hezbollah|Kataib Hizbollah|Kataeb Hezbollah|Kata’ib Hizballah|Kataib Hizbullah",
    "houthis": "Houthis|Huthis|Ansar Allah|Ansarallah",
    "deir-ez-zor": "Deir ez-Zor|Deir Ezzor|Deir al-Zor|Dayr az-Zawr",
    # Persian
    "qassem-soleimani": "Qassem Soleimani|Qasem Soleimani|Ghassem Soleimani|Qasim Sulaimani",
    "hassan-rouhani": "Hassan Rouhani|Hasan Rouhani|Hassan Rohani|Hasan Ruhani",
    "mahmoud-ahmadinejad": "Mahmoud Ahmadinejad|Mahmud Ahmadinejad|Mahmoud Ahmadi-Nejad",
    # Russian
    "sergei-lavrov": "Sergei Lavrov|Sergey Lavrov",
    "sergei-shoigu": "Sergei Shoigu|Sergey Shoigu|Sergei Shoygu",
    "yevgeny-prigozhin": "Yevgeny Prigozhin|Evgeny Prigozhin|Yevgeniy Prigozhin|Yevgeni Prigozhin",
    # Ukrainian
    "volodymyr-zelensky": "Volodymyr Zelensky|Volodymyr Zelenskyy|Volodymyr Zelenskiy|Vladimir Zelensky",
    "viktor-yanukovych": "Viktor Yanukovych|Viktor Yanukovich|Victor Yanukovych",
    "kyiv": "Kyiv|Kiev",
    # Chinese
    "xi-jinping": "Xi Jinping|Xi Jin-ping|Xi Jin Ping",
    "hu-jintao": "Hu Jintao|Hu Jin-tao",
    "mao-zedong": "Mao Zedong|Mao Tse-tung|Mao Tse-Tung",
    # Korean
    "kim-jong-un": "Kim Jong-un|Kim Jong Un|Kim Jong-Un|Kim Jongun",
    "roh-moo-hyun": "Roh Moo-hyun|Roh Moo Hyun|Roh Moohyun",
    "yoon-suk-yeol": "Yoon Suk Yeol|Yoon Suk-yeol|Yoon Seok-youl",
}


@pytest.fixture(scope="module")
def linker() -> Linker:
    return Linker(ActorBase.default())


@pytest.mark.parametrize(
    ("expected", "name"), [(expected, name) for expected, names in VARIANTS.items() for name in names.split("|")]
)
def test_transliterations_are_one_actor(linker: Linker, expected: str, name: str) -> None:
    actor = linker.base.get(expected)
    assert actor is not None
    candidates = linker.matcher.lookup(name)
    found = (
        linker.link(candidates, context=linker.context([]), locative=actor.type == "Place")
        if candidates
        else linker.close(name, frozenset({actor.type}))
    )
    assert found is not None
    assert found.actor.id == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Kata'ib Hezbollah", "Kata’ib Hezbollah"),
        ("Kata'ib", "kataib"),
        ("U.S.", "US"),
        ("the United Nations", "United Nations"),
        ("Nicolás Maduro", "Nicolas Maduro"),
        ("Recep Tayyip Erdoğan", "Recep Tayyip Erdogan"),
        ("Côte d’Ivoire", "Cote d'Ivoire"),
        ("Guinea-Bissau", "Guinea Bissau"),
    ],
)
def test_folded_alike(one: str, other: str) -> None:
    assert key(one) == key(other)


@pytest.mark.parametrize(("one", "other"), [("Niger", "Nigeria"), ("Iran", "Iraq"), ("Kim Jong Un", "Kim Jong Il")])
def test_near_names_stay_apart(linker: Linker, one: str, other: str) -> None:
    assert key(one) != key(other)
    for name in (one, other):
        found = linker.close(name, frozenset({"State", "Person"}))
        assert found is None or key(found.actor.label) == key(name)


@pytest.mark.parametrize(
    ("name", "expected"),
    [("Kata’ib Hezbollah", "kataib-hezbollah"), ("São Tomé", "sao-tome"), ("  ", ""), ("Братство", "bratstvo")],
)
def test_slug(name: str, expected: str) -> None:
    assert slug(name) == expected


@pytest.mark.parametrize(
    "name",
    ["Isis", "Kata'ib Hizbollah", "33rd Front", "Ursula von der Leyen", "al-Shabaab", "US", "M23", "حزب الله", "Americans",
     "University of the Congo", "President Trump", "Office of the President"],
)  # fmt: skip
def test_names_are_told_from_descriptions(name: str) -> None:
    assert is_name(name)


@pytest.mark.parametrize(
    "text",
    ["commander", "leaders", "Iraqi troops", "Iran's leaders", "President", "the President", "Prime Minister", "a",
     "former head", "Armenia's formal ally", "US defence secretary", "own forces"],
)  # fmt: skip
def test_descriptions_are_no_names(text: str) -> None:
    assert not is_name(text)


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("Let us go", []),
        ("LeT attacked", ["LeT"]),
        ("who is it", []),
        ("the al Qaeda cell", ["al Qaeda"]),
        ("a guinea pig ran", []),
        ("in Washington , D.C. on Monday", ["Washington , D.C."]),
        ("Real Madrid won", []),
        ("Papua New Guinea signed", ["Papua New Guinea"]),
    ],
)
def test_matching(linker: Linker, text: str, spans: list[str]) -> None:
    words = text.split()
    assert [" ".join(words[m.start : m.end]) for m in linker.matcher.find(words)] == spans
