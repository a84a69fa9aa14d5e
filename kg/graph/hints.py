"""Why an answer may be empty: names that a query has and the ontology has not."""

from __future__ import annotations

import re

from kg import ontology
from kg.graph.sparql import bare
from kg.wording import did_you_mean

_TERM = re.compile(r"(?<![\w:])kg:([A-Za-z]\w*)")
_QUANTITY = re.compile(r"[a-z]+Count")  # documents may tell any


def unknown_terms(query: str) -> str:
    """A sentence about the first name in a `query` that our ontology does not have; empty where there is none."""
    for name in _TERM.findall(bare(query)):
        if name not in ontology.terms() and not _QUANTITY.fullmatch(name):
            return f"the ontology has no kg:{name}{did_you_mean(name, ontology.terms())}"
    return ""
