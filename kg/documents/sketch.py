"""The sketch of a text: a few hashes by which copies of it are found among many texts.

Broder's super-shingles ("Identifying and filtering near-duplicate documents", 2000): the text's runs of five words are
hashed; the least hashes under 48 permutations are taken three by three, and each three are hashed to one element of
the sketch. If two texts share the part J of their runs (Jaccard), an element is the same with probability J³. Case,
punctuation and line breaks do not matter. The hashes are the same on every machine.
"""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

COMMON = 3
"""Copies have at least so many elements in common: of pairs with J = 0.8, 0.6, 0.4 and 0.3 these are 99.8 %, 71 %, 8 %
and 0.8 %."""

_SIZE = 16  # elements
_GROUP = 3  # hashes in an element
_RUN = 5  # words: fewer make common phrases, more are lost to every edit
_SHORTEST = 20  # words of a text: below, likeness is chance
_WORD = re.compile(r"\w+")


def sketch(text: str) -> tuple[str, ...]:
    """The elements, 12 hexadecimal digits each, sorted; none for a text that is too short to tell."""
    import numpy as np

    words = _WORD.findall(text.casefold())
    if len(words) < _SHORTEST:
        return ()
    known = {word: _hash(word) for word in dict.fromkeys(words)}
    hashes = np.fromiter((known[word] for word in words), np.uint64, len(words))
    count = len(words) - _RUN + 1
    runs = np.zeros(count, np.uint64)
    for place in range(_RUN):
        runs = _mix(runs + hashes[place : place + count])
    seeds = _mix(np.arange(_SIZE * _GROUP, dtype=np.uint64))
    least = [int(_mix(runs ^ seed).min()) for seed in seeds]
    groups = (least[start : start + _GROUP] for start in range(0, len(least), _GROUP))
    return tuple(sorted(f"{_hash(repr((number, group))) >> 16:012x}" for number, group in enumerate(groups)))


def _hash(text: str) -> int:
    return int.from_bytes(hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")


def _mix(numbers: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """A permutation of the 64-bit numbers that scatters them (the finaliser of SplitMix64)."""
    import numpy as np

    numbers = numbers + np.uint64(0x9E3779B97F4A7C15)
    numbers = (numbers ^ (numbers >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    numbers = (numbers ^ (numbers >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return numbers ^ (numbers >> np.uint64(31))
