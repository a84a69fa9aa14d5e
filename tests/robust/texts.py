"""Nasty texts, by what is nasty about them. What they say of the world is in one plain sentence."""

from __future__ import annotations

import json
from itertools import cycle, islice

SAID = "The United States bombed Kata'ib Hezbollah near Baghdad on Sunday, killing 25 fighters."
_WORDS = SAID.split()
_STATES = "Iran Israel Russia Ukraine Syria Turkey France China Egypt Yemen Sudan".split()


def _states(number: int) -> list[str]:
    return list(islice(cycle(_STATES), number))


TEXTS: dict[str, str] = {
    "control characters": SAID.replace(" ", "\x00 \x07", 3) + "\x1b[31m " + SAID,
    "every byte": bytes(range(256)).decode("latin-1") * 20 + SAID,
    "NUL between words": "\0".join(_WORDS),
    "halves of surrogate pairs": SAID[:20] + "\ud800" + SAID[20:] + "\udfff\ud83d",
    "private and unassigned": "\ue000\uffff\ufffe\U0010ffff" + SAID,
    "bidirectional marks": "\u202e" + SAID + "\u2066 " + SAID + "\u2069",
    "spaces without width": "\u200b".join(SAID),
    "spaces that do not break": SAID.replace(" ", "\N{NO-BREAK SPACE}"),
    "other line breaks": SAID.replace(" ", "\u2028", 2) + "\u2029\x85" + SAID + "\r\n\r" + SAID,
    "emoji": SAID.replace("United", "🇺🇸 United").replace("bombed", "💥bombed💥") + " 👩‍👩‍👧‍👦 " + SAID,
    "combining marks": "Iran" + "\u0301" * 5000 + " struck Israel. " + "".join(c + "\u0300\u0323" * 5 for c in SAID),
    "a million spaces": SAID + " " * 990_000 + SAID,
    "a million line breaks": SAID + "\n" * 990_000 + SAID,
    "a line of ten megabytes": SAID * 115_000,
    "a word of 900,000 letters": "a" * 900_000,
    "digits": "1" * 300_000 + " " + SAID,
    "commas": "," * 100_000 + SAID,
    "brackets in brackets": "(" * 20_000 + SAID + ")" * 20_000,
    "quotations in quotations": '"“' * 5000 + SAID + '”"' * 5000,
    "parted brackets": "( " * 3000 + SAID + " )" * 3000,
    "hyphens": "a-" * 50_000 + SAID + " -" * 2000,
    "apostrophes": "'" * 50_000 + SAID + " '" * 2000,
    "addresses": "http://a.example/" * 20_000 + " " + SAID,
    "5,000 names": ", ".join(_states(5000)) + ".",
    "5,000 words of clauses": " and ".join(f"{a} struck {b}" for a, b in zip(_states(1250), _states(1251)[1:], strict=True)),
    "clauses in clauses": SAID[:-1] + " which said that Iran" * 400 + " left.",
    "pronouns": "He said that he told him that " * 400 + "he left.",
    "dates": "January " * 2000 + SAID,
    "numbers": "twenty-" * 3000 + "one were killed. " + SAID,
    "capitals": SAID.upper(),
    "markup": "<script>alert(1)</script>" + SAID + "<!-- <![CDATA[",
    "JSON": json.dumps({"a": [SAID] * 50}),
    "a table": "\n".join(",".join(_WORDS) for _ in range(200)),
    "RDF": "<a> <b> <c> . } ; DROP ALL ; INSERT DATA { " + SAID + " } # \" ' \\",
    "Arabic": "قصفت الولايات المتحدة كتائب حزب الله قرب بغداد يوم الأحد. " * 40,
    "Chinese": "美国周日轰炸了巴格达附近的真主党旅。" * 200,
    "Thai": "สหรัฐอเมริกาทิ้งระเบิดใกล้แบกแดด" * 200,
    "Russian": "США нанесли удар по «Катаиб Хезболла» под Багдадом. " * 40,
    "German": "Die USA bombardierten am Sonntag Kataib Hisbollah bei Bagdad. " * 40,
    "lines that patterns could stumble over": "By " + "A " * 140 + "!\n" + "READ ALSO: " * 50 + "\n" + SAID,
    "nothing": "",
    "one letter": "a",
}  # fmt: skip
