"""The example sentence of each relation says its own triple, and the extractor finds it."""

from __future__ import annotations

import pytest
from spacy.language import Language

from kg.documents import Document
from kg.extraction import Extractor
from kg.ontology import Relation, relations
from tests.extraction.table import names

# Relations whose example the extractor does not read yet; the list is to become shorter.
NOT_YET = {}


@pytest.mark.parametrize(
    "relation",
    [
        pytest.param(r, id=r.name, marks=pytest.mark.xfail(reason=NOT_YET[r.name]) if r.name in NOT_YET else ())
        for r in relations().values()
    ],
)
def test_example_yields_its_triple(nlp: Language, extractor: Extractor, relation: Relation) -> None:
    example = relation.example
    statements = extractor(nlp(example.sentence), Document("example", example.sentence, published="2024-05-01"))
    wanted = {relation.name, relation.parent or relation.name}
    assert any(
        s.relation in wanted
        and s.status == "asserted"
        and names(s.subject, (example.subject,))
        and names(s.object, (example.object,))
        for s in statements
    ), f"{example.sentence} gave {[(s.subject.label, s.relation, s.object.label) for s in statements]}"
