"""Rows of actors as a DataFrame with the types of columns that the graph's tables have."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import networkx as nx
import pandas as pd

from kg.graph.columns import category_column, text_column, type_names

DIGITS = 6  # to which measures are rounded: the last bits of a float differ between processors


def actor_frame(network: nx.Graph, nodes: Iterable[str], columns: Mapping[str, Any]) -> pd.DataFrame:
    """One row a node: `label`, `type`, then these columns, then `id`, by which it joins with `graph.actors()`."""
    nodes = list(nodes)
    types = [network.nodes[node]["type"] for node in nodes]
    return pd.DataFrame(
        {
            "label": text_column(network.nodes[node]["label"] for node in nodes),
            "type": category_column(types, type_names(types)),
            **columns,
            "id": text_column(nodes),
        }
    )


def integers(values: Iterable[int]) -> Any:
    """A column of whole numbers, also when it is empty."""
    return pd.array(list(values), dtype="int64")


def floats(values: Iterable[float]) -> Any:
    """A column of measures, also when it is empty."""
    return pd.array([round(value, DIGITS) for value in values], dtype="float64")


def ranked(frame: pd.DataFrame, by: list[str], ascending: list[bool]) -> pd.DataFrame:
    """Sorted by some columns; rows that are equal in them stay in their order."""
    # mergesort is stable, also over several columns, where pandas sorts by codes.
    return frame.sort_values(by, ascending=ascending, kind="mergesort", ignore_index=True)
