"""Pictures without a screen; every figure is closed after its test."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

matplotlib = pytest.importorskip("matplotlib", reason="matplotlib is not installed: pip install 'geokg[pictures]'")
matplotlib.use("Agg")

from tests.graph.conftest import graph  # noqa: E402

__all__ = ["graph"]


@pytest.fixture(autouse=True)
def _closed() -> Iterator[None]:
    from matplotlib import pyplot

    yield
    pyplot.close("all")
