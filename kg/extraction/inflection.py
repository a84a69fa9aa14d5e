"""Inflection: the forms of the lexicon's verbs and nouns, so that a word is found whatever the lemmatiser made of it."""

from __future__ import annotations

# Past tense and participle of the irregular verbs that news of politics and conflict uses.
_IRREGULAR = {
    "arise": "arose arisen", "awake": "awoke awoken", "be": "was were been", "bear": "bore borne", "beat": "beat beaten",
    "become": "became become", "begin": "began begun", "bid": "bid", "bind": "bound", "bite": "bit bitten", "bleed": "bled",
    "blow": "blew blown", "break": "broke broken", "bring": "brought", "build": "built", "burn": "burnt burned", "burst": "burst",
    "buy": "bought", "cast": "cast", "catch": "caught", "choose": "chose chosen", "cling": "clung", "come": "came come",
    "cost": "cost", "cut": "cut", "deal": "dealt", "dig": "dug", "draw": "drew drawn", "drive": "drove driven", "eat": "ate eaten",
    "fall": "fell fallen", "feed": "fed", "feel": "felt", "fight": "fought", "find": "found", "flee": "fled", "fling": "flung",
    "fly": "flew flown", "forbid": "forbade forbidden", "forget": "forgot forgotten", "forgive": "forgave forgiven",
    "freeze": "froze frozen", "get": "got gotten", "give": "gave given", "go": "went gone", "hang": "hung hanged", "have": "had",
    "hear": "heard", "hide": "hid hidden", "hit": "hit", "hold": "held", "hurt": "hurt", "keep": "kept", "know": "knew known",
    "lay": "laid", "lead": "led", "leave": "left", "lend": "lent", "let": "let", "lie": "lay lain", "light": "lit", "lose": "lost",
    "make": "made", "mean": "meant", "meet": "met", "overcome": "overcame overcome", "overrun": "overran overrun",
    "oversee": "oversaw overseen", "overthrow": "overthrew overthrown", "overtake": "overtook overtaken", "pay": "paid", "put": "put",
    "quit": "quit", "read": "read", "rebuild": "rebuilt", "retake": "retook retaken", "ride": "rode ridden", "ring": "rang rung",
    "rise": "rose risen", "run": "ran run", "say": "said", "see": "saw seen", "seek": "sought", "sell": "sold", "send": "sent",
    "set": "set", "shake": "shook shaken", "shed": "shed", "shoot": "shot", "show": "showed shown", "shut": "shut", "sign": "signed",
    "sink": "sank sunk", "sit": "sat", "slay": "slew slain", "speak": "spoke spoken", "spend": "spent", "split": "split",
    "spread": "spread", "spring": "sprang sprung", "stand": "stood", "steal": "stole stolen", "stick": "stuck", "sting": "stung",
    "strike": "struck stricken", "swear": "swore sworn", "sweep": "swept", "swing": "swung", "take": "took taken", "teach": "taught",
    "tear": "tore torn", "tell": "told", "think": "thought", "throw": "threw thrown", "undergo": "underwent undergone",
    "undertake": "undertook undertaken", "uphold": "upheld", "wage": "waged", "withdraw": "withdrew withdrawn",
    "withhold": "withheld", "withstand": "withstood", "win": "won", "wound": "wounded", "write": "wrote written",
}  # fmt: skip
_PLURALS = {"man": "men", "woman": "women", "person": "people", "child": "children", "life": "lives", "wife": "wives"}
_VOWELS = frozenset("aeiou")
_STRESSED_LAST = frozenset(
    "commit expel compel repel propel dispel rebel control patrol refer defer confer deter permit admit submit omit transmit "
    "regret equip occur incur concur impel prefer transfer acquit abet rebut kidnap wiretap worship handicap program".split()
)


def verb_forms(lemma: str) -> set[str]:
    """All forms of a verb: "expel" → expel, expels, expelled, expelling."""
    forms = {lemma}
    if " " in lemma or not lemma:
        return forms
    prefix, stem = _prefix(lemma)
    if lemma.endswith(("s", "x", "z", "ch", "sh", "o")):
        forms.add(lemma + "es")
    elif lemma.endswith("y") and lemma[-2:-1] not in _VOWELS:
        forms.add(lemma[:-1] + "ies")
    else:
        forms.add(lemma + "s")
    if lemma.endswith("ie"):
        forms |= {lemma + "d", lemma[:-2] + "ying"}
    elif lemma.endswith("e"):
        forms |= {lemma + "d", (lemma if lemma.endswith(("ee", "oe", "ye")) else lemma[:-1]) + "ing"}
    elif lemma.endswith("y") and lemma[-2:-1] not in _VOWELS:
        forms |= {lemma[:-1] + "ied", lemma + "ing"}
    elif _doubles(lemma):
        forms |= {lemma + lemma[-1] + "ed", lemma + lemma[-1] + "ing"}
        if lemma[-1] == "l":
            forms |= {lemma + "ed", lemma + "ing"}
    else:
        forms |= {lemma + "ed", lemma + "ing"}
        if lemma.endswith("l"):
            forms |= {lemma + "led", lemma + "ling"}
        if lemma.endswith("c"):
            forms |= {lemma + "ked", lemma + "king"}
    if stem in _IRREGULAR:
        forms |= {prefix + form for form in _IRREGULAR[stem].split()}
    return forms


def plural_forms(noun: str) -> set[str]:
    """The plural of a noun (of its last word)."""
    head, space, last = noun.rpartition(" ")
    before = head + space
    for singular, plural in _PLURALS.items():
        if last.endswith(singular):
            return {before + last[: -len(singular)] + plural}
    if last.endswith(("s", "x", "z", "ch", "sh")):
        return {before + last + "es"}
    if last.endswith("y") and last[-2:-1] not in _VOWELS:
        return {before + last[:-1] + "ies"}
    return {before + last + "s"}


def _prefix(lemma: str) -> tuple[str, str]:
    for prefix in ("re", "over", "under", "out", "mis", "un"):
        if lemma.startswith(prefix) and lemma[len(prefix) :] in _IRREGULAR and lemma not in _IRREGULAR:
            return prefix, lemma[len(prefix) :]
    return "", lemma


def _doubles(lemma: str) -> bool:
    if lemma in _STRESSED_LAST:
        return True
    if len(lemma) < 3 or lemma[-1] in "wxyaeiou" or lemma[-2] not in _VOWELS or lemma[-3] in _VOWELS:
        return False
    return sum(letter in _VOWELS for letter in lemma) == 1
