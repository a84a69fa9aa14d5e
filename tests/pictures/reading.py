"""What stands in a picture."""

from __future__ import annotations

from matplotlib.axes import Axes
from matplotlib.text import Text


def texts(ax: Axes) -> list[str]:
    """The texts drawn on the axes themselves, in the order in which they were drawn."""
    return [text.get_text() for text in ax.texts if text.get_text()]


def subtitle(ax: Axes) -> str:
    return next(text for text in texts(ax) if "event" in text or "actors" in text)


def overlapping(found: list[Text], slack: float = 1.0) -> list[tuple[str, str]]:
    """Pairs of texts that cover each other by more than some pixels both ways."""
    boxes = [(text.get_text(), text.get_window_extent()) for text in found]
    return [
        (one, other)
        for index, (one, a) in enumerate(boxes)
        for other, b in boxes[index + 1 :]
        if min(a.x1, b.x1) - max(a.x0, b.x0) > slack and min(a.y1, b.y1) - max(a.y0, b.y0) > slack
    ]
