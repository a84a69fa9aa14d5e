"""Reflow: lines as they stand on pages to paragraphs, words broken at a line's end made whole again."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

_BROKEN = re.compile(r"(\w+)[-\N{HYPHEN}\N{SOFT HYPHEN}]$")
_BEGINNING = re.compile(r"\w+")
_STOP = re.compile(r"[.!?:;][\"'”’»)\]]*$")
_MARK = re.compile(r"\s*(?:[•▪◦‣■●*]|\(?\d{1,2}[.)]|\(?[a-z]\))\s")
_SHORT = 0.75  # part of the usual width below which a line with a full stop ends its paragraph
_HEADING = 0.6  # … and below which any line stands by itself
_NAMED = frozenset("aligned allied backed based born brokered controlled dominated held imposed led made majority run "
                   "sponsored style trained".split())  # fmt: skip


def reflow(pages: Sequence[Sequence[str]]) -> str:
    """The text of some pages of lines, with a blank line between paragraphs; one may go on over the page's end."""
    words = frozenset(re.findall(r"\w+(?:-\w+)*", "\n".join(line for page in pages for line in page)))
    paragraphs: list[str] = []
    going_on = False
    for lines in _paragraphs(pages):
        text = _joined(lines, words)
        if going_on and paragraphs:
            paragraphs[-1] = _joined([paragraphs[-1], text], words)
        else:
            paragraphs.append(text)
        going_on = lines.goes_on
    return "\n\n".join(paragraphs)


class _Lines(list[str]):
    """The lines of a paragraph on one page; `goes_on` if it may do so on the next."""

    goes_on = False


def _paragraphs(pages: Sequence[Sequence[str]]) -> Iterator[_Lines]:
    lengths = sorted(len(line.strip()) for page in pages for line in page if line.strip())
    width = lengths[len(lengths) * 9 // 10] if lengths else 0
    for page in pages:
        found: list[_Lines] = []
        current = _Lines()
        for line in "\n".join(page).rstrip().split("\n"):
            line = line.strip()
            if (not line or _MARK.match(line)) and current:
                found.append(current)
                current = _Lines()
            if not line:
                continue
            current.append(line)
            if len(line) < (_SHORT if _STOP.search(line) else _HEADING) * width:
                found.append(current)
                current = _Lines()
        if current:
            current.goes_on = not _STOP.search(current[-1])
            found.append(current)
        yield from found


def _joined(lines: Sequence[str], words: frozenset[str]) -> str:
    """Lines as one. `words` are those of the whole text: they tell whether a hyphen is one of spelling."""
    text = lines[0]
    for line in lines[1:]:
        broken, following = _BROKEN.search(text), _BEGINNING.match(line)
        if broken and following:
            text = text[:-1] + ("" if _is_break(text[-1], broken[1], following[0], words) else "-") + line
        else:
            text = f"{text} {line}"
    return text.replace("\N{SOFT HYPHEN}", "")


def _is_break(hyphen: str, left: str, right: str, words: frozenset[str]) -> bool:
    """Whether a word was broken there, and has no hyphen of its own."""
    if hyphen == "\N{SOFT HYPHEN}" or left + right in words:
        return True
    if f"{left}-{right}" in words:
        return False
    return right[0].islower() and left.isalpha() and not (left[0].isupper() and right in _NAMED)
