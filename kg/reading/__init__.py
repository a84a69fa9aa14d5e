"""From documents to statements: in one process, in several, or on a cluster."""

from kg.reading.reader import MIN_CONFIDENCE, Reading, extractor, extractor_over

__all__ = ["MIN_CONFIDENCE", "Reading", "extractor", "extractor_over"]
