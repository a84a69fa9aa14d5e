"""Names as they are compared: case, accents, apostrophes, stops, articles and al-/el- folded."""

from __future__ import annotations

import csv
import functools
import re
import unicodedata

from anyascii import anyascii

from kg.resources import ontology

_APOSTROPHES = re.compile(r"[’‘`´ʼʿʾ'′]")
_PIECES = re.compile(r"[^\s\-‐‑–/,()]+")
_ARTICLES = {
    "el": "al",
    "ul": "al",
    "ad": "al",
    "ar": "al",
    "as": "al",
    "ash": "al",
    "at": "al",
    "az": "al",
    "an": "al",
}


@functools.lru_cache(maxsize=50_000)
def fold(word: str) -> str:
    """One word folded: ``fold("Kata’ib") == fold("Kataib")``, ``fold("U.S.") == fold("US")``."""
    if word.isascii() and word.isalpha():
        return word.lower()
    text = _APOSTROPHES.sub("", word).replace(".", "")
    if not text.isascii():
        text = anyascii(unicodedata.normalize("NFKC", text)).replace("'", "").replace("`", "")
    return text.lower()


def pieces(name: str) -> list[str]:
    """The words of a name as the tokeniser would part them: at spaces, hyphens and a possessive ('s)."""
    out: list[str] = []
    for piece in _PIECES.findall(name):
        stem = re.sub(r"['’]s$", "", piece)
        out.append(stem)
        if stem != piece:
            out.append(piece[len(stem) :])
    return out


def key(name: str) -> str:
    """The whole name folded, for equality: articles in front are dropped, Arabic articles made one."""
    words = [fold(piece) for piece in pieces(name)]
    words = [word for word in words if word]
    if len(words) > 1 and words[0] in ("the", "a", "an"):
        words = words[1:]
    return " ".join(words)


def is_name(text: str) -> bool:
    """Whether a text has the form of a name ("Isis", "33rd Front"), not of a description ("Iraqi troops", "President").

    Every longer word of a name begins with a capital, a digit or a letter that has no case; a bare post is no name.
    """
    words = [word for word in _PIECES.findall(text) if len(word) > 3]
    return not text.islower() and not any(word[0].islower() for word in words) and key(text) not in _posts()


@functools.cache
def _posts() -> frozenset[str]:
    """The nouns for posts of `ontology/lexicon/roles.csv`, folded."""
    with ontology("lexicon", "roles.csv").open(encoding="utf-8", newline="") as file:
        return frozenset(key(row["noun"]) for row in csv.DictReader(line for line in file if not line.startswith("#")))


def fold_article(word: str, before_hyphen: bool) -> str:
    """The Arabic article in its spellings ("el-", "ash-", …) as "al", where a hyphen follows."""
    return _ARTICLES.get(word, word) if before_hyphen else word


def slug(name: str) -> str:
    """A readable identifier of ASCII letters, digits and hyphens; "" where nothing readable is left."""
    text = anyascii(unicodedata.normalize("NFKC", _APOSTROPHES.sub("", name))).lower()
    return re.sub(r"[^a-z0-9]+", "-", text).strip("-")[:80].strip("-")
