"""Columns of the tables: the same types in every table, also of an empty graph. pandas is imported when one is made."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from typing import Any

from kg import ontology


def text_column(values: Iterable[str | None]) -> Any:
    import pandas as pd

    return pd.array(list(values), dtype="string")


def count_column(values: Iterable[int | None]) -> Any:
    import pandas as pd

    return pd.array(list(values), dtype="Int64")


def category_column(values: Iterable[str], categories: Sequence[str]) -> Any:
    import pandas as pd

    return pd.Categorical(list(values), categories=list(categories))


def type_names(found: Iterable[str]) -> list[str]:
    """The ontology's types, the same in every table so that they compare, and any others that occur."""
    known = sorted(ontology.types())
    return known + sorted(set(found).difference(known))


def day_column(dates: Iterable[str | None]) -> Any:
    """Dates of days as such, in a resolution that any year fits into; NaT for months, years and what is no date."""
    import numpy as np
    import pandas as pd

    return pd.Series(np.array([_day(text) for text in dates], dtype="datetime64[D]").astype("datetime64[s]"))


def _day(text: str | None) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(text) if text and len(text) == 10 else None
    except ValueError:
        return None
