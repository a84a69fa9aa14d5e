"""From documents to statements: one after the other."""

from kg.reading.reader import MIN_CONFIDENCE, Reading, extractor, extractor_over

__all__ = ["MIN_CONFIDENCE", "Reading", "extractor", "extractor_over"]
