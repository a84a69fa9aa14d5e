"""The stages of extraction as spaCy components: together, and each by itself."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
import spacy
from spacy.language import Language

import kg.pipeline  # registers the factories where the package is not installed
from kg import language
from kg.documents import Document

ROOT = Path(__file__).parents[2]
TEXT = "Kenya condemned the raid on Mandera. It blamed Al-Shabaab, a militia that Eritrea once armed."


def pipeline(*components: str) -> Language:
    nlp = language.load()
    for component in components:
        nlp.add_pipe(component)
    return nlp


def told(doc: spacy.tokens.Doc) -> list[tuple[str, str, str]]:
    return [(s.subject.label, s.relation, s.object.label) for s in doc._.statements]


def test_the_stages_together_are_the_whole() -> None:
    whole = pipeline("geokg")(TEXT)._.statements
    staged = pipeline("geokg_mentions", "geokg_coreference", "geokg_statements")(TEXT)._.statements
    assert staged == whole
    assert ("Kenya", "accused", "Al-Shabaab") in told(pipeline("geokg")(TEXT))


def test_mentions_alone() -> None:
    doc = pipeline("geokg_mentions")(TEXT)
    found = {span.text: span.label_ for span in doc.spans["mentions"]}
    assert found["Kenya"] == "State"
    assert found["Al-Shabaab"] == "ArmedGroup"
    assert found["Mandera"] == "Place"
    assert all(mention.entity is None for mention in doc._.mentions if mention.kind == "pronoun")
    assert doc._.statements == []


def test_coreference_alone() -> None:
    doc = pipeline("geokg_coreference")(TEXT)
    actors = {(span.text, span.kb_id_.rpartition("/")[2]) for span in doc.spans["actors"]}
    assert {("Kenya", "kenya"), ("It", "kenya"), ("Al-Shabaab", "al-shabaab")} <= actors
    assert {"Kenya", "Eritrea"} <= {entity.label for entity in doc._.entities}


def test_statements_alone_with_a_date() -> None:
    nlp = pipeline("geokg_statements")
    doc = nlp.make_doc("Chad's army shelled a camp near Bardai on Sunday.")
    doc._.document = Document("d", doc.text, published="2019-12-31")
    (struck,) = [s for s in nlp(doc)._.statements if s.relation == "struck"][:1]
    assert (struck.document, struck.date) == ("d", "2019-12-29")


@pytest.mark.parametrize("name", ["geokg", "geokg_mentions", "geokg_coreference", "geokg_statements"])
def test_factories_are_registered_and_said_in_the_package(name: str) -> None:
    assert Language.has_factory(name)
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    assert name in project["project"]["entry-points"]["spacy_factories"]
    assert kg.pipeline.NAME == "geokg"
