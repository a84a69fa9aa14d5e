"""The scale between conflict and cooperation against the published CAMEO scale from which it was derived."""

from __future__ import annotations

from statistics import mean

import pyoxigraph as ox

from kg.ontology import NAMESPACE, plover_roots, relations
from kg.resources import ontology

CAMEO = {
    "02": 3.0, "03": 4.0, "04": 1.0, "05": 3.5, "06": 6.0, "07": 7.0, "08": 5.0, "09": -2.0, "10": -5.0, "11": -2.0,
    "12": -4.0, "13": -6.0, "14": -6.5, "15": -7.2, "16": -4.0, "17": -7.0, "18": -9.0, "19": -10.0, "20": -10.0,
}  # fmt: skip
"""What the CAMEO scale gives to whole roots (CAMEO.SCALE.txt of the event data project at Kansas and Penn State)."""


def cameo_roots() -> dict[str, list[str]]:
    """PLOVER root → the CAMEO roots that it took over."""
    found: dict[str, list[str]] = {}
    for quad in ox.parse(path=str(ontology("schema", "plover.ttl")), format=ox.RdfFormat.TURTLE):
        code = quad.object
        if isinstance(code, ox.Literal) and code.datatype.value == NAMESPACE + "CameoRoot":
            assert isinstance(quad.subject, ox.NamedNode)
            found.setdefault(quad.subject.value.removeprefix(NAMESPACE), []).append(code.value)
    return found


def test_values_are_means_of_the_published_scale() -> None:
    assert {code for codes in cameo_roots().values() for code in codes} == set(CAMEO)
    assert {name: root.goldstein for name, root in plover_roots().items()} == {
        name: round(mean(CAMEO[code] for code in codes), 1) for name, codes in cameo_roots().items()
    }


def test_cooperation_is_positive_and_conflict_negative() -> None:
    for root in plover_roots().values():
        assert -10 <= root.goldstein <= 10
        assert (root.goldstein > 0) == (root.quad_class in (1, 2)), root.name


def test_relations_have_the_quad_class_of_their_root() -> None:
    used = {relation.plover_root for relation in relations().values() if relation.plover_root}
    assert used == set(plover_roots())
    for relation in relations().values():
        if relation.plover_root:
            assert relation.quad_class == plover_roots()[relation.plover_root].quad_class


def test_the_source_is_named() -> None:
    text = ontology("schema", "goldstein.ttl").read_text("utf-8")
    assert "Goldstein, Joshua S. (1992)" in text
    assert all(f"{code} {value}" in text for code, value in CAMEO.items())
