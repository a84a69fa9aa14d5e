"""What the parser is given of a text: the text itself, of the same length, without what is no prose.

Broken lines are joined, boilerplate is blanked (see `wrapping` and `boilerplate`), white space of all kinds becomes a
space or a line break (a soft break, which parts no paragraphs, a space), and "words" of hundreds of characters are
blanked: encoded data, long addresses, rulers, writing without spaces. The tokenizer takes a time that grows with the
square of a word's length, and no sentence of English has such words.
"""

from __future__ import annotations

import re

from kg.documents.boilerplate import blank
from kg.documents.wrapping import unwrap

_ENDLESS = re.compile(r"\S{400,}")
_SPACES = dict.fromkeys(
    map(
        ord,
        "\t\x0b\u2028\N{NO-BREAK SPACE}\u202f\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u3000",
    ),
    " ",
)
_BREAKS = dict.fromkeys(map(ord, "\r\x0c\x1c\x1d\x1e\x85\u2029"), "\n")
_TABLE = str.maketrans(_SPACES | _BREAKS)


def legible(text: str) -> str:
    """The text as the parser reads it; each character that is kept stands where it stood."""
    spaced = text.translate(_TABLE)
    return blank(unwrap(_ENDLESS.sub(lambda found: " " * len(found[0]), spaced)))
