"""RDF files from elsewhere: what a parser would run out of memory or stack on is refused before it is parsed."""

from __future__ import annotations

import json
from typing import BinaryIO

import pyoxigraph as ox


def checked(file: BinaryIO, syntax: ox.RdfFormat) -> BinaryIO | bytes:
    """The content of an RDF file, to be parsed. Raises SyntaxError for entities in XML and for JSON nested too deep."""
    if syntax == ox.RdfFormat.RDF_XML:
        data = file.read()
        if b"<!ENTITY" in data.replace(b"\0", b""):  # a few of them can stand for more text than any memory holds
            raise SyntaxError("it declares entities, which are not read")
        return data
    if syntax == ox.RdfFormat.JSON_LD:
        data = file.read()
        try:
            json.loads(data)
        except RecursionError:
            raise SyntaxError("it is nested too deep") from None
        except ValueError:
            pass  # Oxigraph tells the line
        return data
    return file
