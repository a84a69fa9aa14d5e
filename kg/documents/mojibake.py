"""Mojibake: text that was decoded by the wrong table ("Ð\\x9aÐ¸Ñ\\x97Ð²", "donâ€™t"), mended by ftfy.

Only that is mended; what is right stays as it is, typographic quotes and rare letters included. ftfy takes a line for
mojibake only where it looks like nothing else; its rules are measured on web text (https://ftfy.readthedocs.io).
"""

from __future__ import annotations


def mend(text: str) -> str:
    """The text with lines of mojibake mended; line ends stay."""
    if text.isascii():
        return text
    from ftfy import fix_encoding
    from ftfy.badness import is_bad

    lines = text.split("\n")
    mended = [fix_encoding(line) if is_bad(line) else line for line in lines]
    return text if mended == lines else "\n".join(mended)
