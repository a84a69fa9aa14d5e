"""PDF by pypdf (`pip install 'geokg[pdf]'`): the text of its pages as one running text."""

from __future__ import annotations

import io
import logging
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, BinaryIO

from kg.documents.limits import read_whole
from kg.documents.model import Document
from kg.documents.problems import Problem, Unreadable
from kg.documents.readers.base import Context
from kg.documents.readers.reflow import reflow

if TYPE_CHECKING:
    from pypdf import PdfReader

_MOST_PAGES = 5_000
_EDGE = 2  # lines at the top and bottom of a page among which running heads are looked for
_OFTEN = 0.4  # part of the pages on which a running head stands (they may differ on left and right pages)
_NUMBER = re.compile(r"(?:page )?[-–—|· ]*(?:\d{1,4}|[ivxlc]{1,6})(?: ?(?:of|/) ?\d{1,4})?[-–—|· ]*", re.IGNORECASE)
_OF_A_PROGRAM = re.compile(r"^(?:microsoft (?:word|powerpoint) - |untitled$|document\d*$)", re.IGNORECASE)
_FILE_NAME = re.compile(r"\S+\.(?:docx?|pdf|rtf|odt|indd|qxd|pages|tex|dvi)$", re.IGNORECASE)
_DATE = re.compile(r"(?:D:)?(\d{4})(\d{2})(\d{2})")


def read_pdf(file: BinaryIO, context: Context) -> Iterator[Document]:
    """A PDF is a document; title, author and date are those that it gives of itself."""
    try:
        from pypdf import PdfReader
        from pypdf.errors import DependencyError, PyPdfError
    except ImportError:
        raise Unreadable(context.where, "reading PDF needs pypdf", "pip install 'geokg[pdf]'") from None
    data = read_whole(file, context.where)
    try:
        with _quiet():
            reader = PdfReader(io.BytesIO(data))
            if reader.is_encrypted and not reader.decrypt(""):
                raise Unreadable(context.where, "is encrypted", "save it without its password")
            pages = _pages(reader, context)
            title, author, published = _metadata(reader)
    except DependencyError:
        raise Unreadable(context.where, "is encrypted by AES", "pip install cryptography, or save it anew") from None
    except (PyPdfError, ValueError, KeyError, TypeError, IndexError, AttributeError, OSError, RecursionError) as error:
        raise Unreadable(context.where, f"damaged PDF ({error})", "save it anew, or print it to PDF") from None
    empty = sum(not any(line.strip() for line in page) for page in pages)
    if empty == len(pages):
        what = "a PDF without text: pictures of pages, such as a scan" if pages else "a PDF without pages"
        raise Unreadable(context.where, what, "make its text readable first, for instance with ocrmypdf")
    if empty:
        context.report(Problem(context.where, f"{empty} of {len(pages)} pages have no text", "are they scans?", "note"))
    text = reflow([_without_heads(page, heads) for heads in [_heads(pages)] for page in pages])
    yield context.document(text, title=title, author=author, published=published)


@contextmanager
def _quiet() -> Iterator[None]:
    """pypdf logs each small fault of a file; what matters is told as a problem."""
    logger = logging.getLogger("pypdf")
    before = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        logger.setLevel(before)


def _pages(reader: PdfReader, context: Context) -> list[list[str]]:
    """The lines of each page."""
    number = len(reader.pages)
    if number > _MOST_PAGES:
        raise Unreadable(context.where, f"has {number:,} pages", f"at most {_MOST_PAGES:,} are read; part it")
    return [page.extract_text().split("\n") for page in reader.pages]


def _metadata(reader: PdfReader) -> tuple[str, str, str | None]:
    given = reader.metadata
    title, author = (str((given and given.get(key)) or "").strip() for key in ("/Title", "/Author"))
    if _OF_A_PROGRAM.match(title) or _FILE_NAME.fullmatch(title):
        title = ""
    found = _DATE.match(str((given and given.get("/CreationDate")) or ""))
    return title, author, "-".join(found.groups()) if found else None


def _edges(page: list[str]) -> list[int]:
    """The places of the lines at the top and bottom of a page."""
    filled = [place for place, line in enumerate(page) if line.strip()]
    return sorted({*filled[:_EDGE], *filled[-_EDGE:]})


def _folded(line: str) -> str:
    """A line as it may stand on every page: whatever the numbers in it."""
    return re.sub(r"\d+", "#", " ".join(line.split())).casefold()


def _heads(pages: list[list[str]]) -> set[str]:
    """The running heads and feet: lines that stand at the edge of many pages."""
    counts = Counter(line for page in pages for line in {_folded(page[place]) for place in _edges(page)})
    return {line for line, number in counts.items() if number >= max(2, _OFTEN * len(pages))}


def _without_heads(page: list[str], heads: set[str]) -> list[str]:
    dropped = {
        place for place in _edges(page) if _folded(page[place]) in heads or _NUMBER.fullmatch(page[place].strip())
    }
    return [line for place, line in enumerate(page) if place not in dropped]
