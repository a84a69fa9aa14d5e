"""The evidence behind a result: statements by id, as rows."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from kg.graph import Graph

COLUMNS = [
    "subject", "relation", "object", "status", "document", "published", "date", "evidence", "confidence", "id",
]  # fmt: skip


def statements_of(graph: Graph, ids: Sequence[str]) -> pd.DataFrame:
    """A row for each id, in their order, with the columns of `graph.statements()` that tell what is said and where."""
    return graph.statements().set_index("id", drop=False).loc[list(ids), COLUMNS].reset_index(drop=True)
