"""Pictures for notebooks and papers, with matplotlib.

    kg.pictures.timeline(graph, "Iran")
    kg.pictures.save(kg.pictures.network(graph), "network.pdf")

Each takes a graph and returns matplotlib's Axes, on which one can go on drawing; `ax` puts it into a figure of one's
own, `statuses` are those of what is drawn. Nothing is shown or written unless asked for. The colours are those of the
interactive view; every difference that a colour makes is there in grey too. matplotlib is the extra `pictures`: journals
take what it makes (PDF, SVG), every notebook shows it, and it needs neither network nor browser.
"""

try:
    import matplotlib as _needed  # noqa: F401
except ImportError as _error:
    raise ImportError("pictures need matplotlib: pip install 'geokg[pictures]'") from _error

from kg.pictures.canvas import save
from kg.pictures.dyads import dyads
from kg.pictures.events import events
from kg.pictures.network import network
from kg.pictures.timeline import timeline

__all__ = ["dyads", "events", "network", "save", "timeline"]
