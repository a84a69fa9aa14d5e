"""Colours that stand for something are told apart by the colour-blind, and from their ground."""

from __future__ import annotations

import itertools

import pytest

from kg.ontology import relations, types
from kg.views.style import OTHER_TYPE, QUADS, STATUSES, TYPES, relation

# Machado, Oliveira and Fernandes 2009, full severity, on linear RGB.
VISION = {
    "usual": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}


def linear(colour: str) -> list[float]:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    return [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]


def lab(colour: str, vision: str) -> tuple[float, float, float]:
    rgb = linear(colour)
    r, g, b = (max(0.0, min(1.0, sum(w * v for w, v in zip(row, rgb, strict=True)))) for row in VISION[vision])
    x, y, z = (
        0.4124 * r + 0.3576 * g + 0.1805 * b, 0.2126 * r + 0.7152 * g + 0.0722 * b, 0.0193 * r + 0.1192 * g + 0.9505 * b
    )  # fmt: skip
    fx, fy, fz = (t ** (1 / 3) if t > 0.008856 else 7.787 * t + 16 / 116 for t in (x / 0.95047, y, z / 1.08883))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


def distance(a: str, b: str, vision: str) -> float:
    return sum((p - q) ** 2 for p, q in zip(lab(a, vision), lab(b, vision), strict=True)) ** 0.5


@pytest.mark.parametrize("vision", VISION)
@pytest.mark.parametrize("ground", ["light", "dark"])
def test_quad_classes_are_told_apart(vision: str, ground: str) -> None:
    for a, b in itertools.combinations(QUADS, 2):
        assert distance(getattr(a, ground), getattr(b, ground), vision) > 22, (a.id, b.id)


def contrast(a: str, b: str) -> float:
    light, dark = sorted(
        (sum(w * v for w, v in zip((0.2126, 0.7152, 0.0722), linear(c), strict=True)) for c in (a, b)), reverse=True
    )
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("style", [*TYPES, OTHER_TYPE, *QUADS], ids=lambda style: style.id)
def test_contrast_to_the_ground(style: object) -> None:
    """WCAG 2.2 asks 3 to 1 of what is not text."""
    assert contrast(style.light, "#fcfcfb") >= 3  # type: ignore[attr-defined]
    assert contrast(style.dark, "#14171b") >= 3  # type: ignore[attr-defined]


def test_types_differ_in_shape_and_statuses_in_dashes() -> None:
    assert len({style.shape for style in TYPES}) == len(TYPES)
    assert len({style.dash for style in STATUSES}) == len(STATUSES)


def test_every_type_and_relation_of_the_ontology_has_a_style() -> None:
    assert {style.id: style.label for style in TYPES} == {name: type_.label for name, type_ in types().items()}
    for name, known in relations().items():
        assert relation(name).quad in {quad.id for quad in QUADS}
        assert relation(name).symmetric == known.symmetric


def test_a_relation_unknown_to_the_ontology_is_shown_in_words() -> None:
    assert relation("builtShipsFor").label == "built ships for"
    assert relation("builtShipsFor").quad == "other"
