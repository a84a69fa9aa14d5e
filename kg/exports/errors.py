"""What can go wrong with an export."""

from __future__ import annotations


class ExportError(ValueError):
    """A graph cannot be exported like this; the message says what to do instead."""


class ExportWarning(UserWarning):
    """A file was written, but not everything fits into it."""
