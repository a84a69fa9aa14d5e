"""The tokeniser: spaCy's English rules, with every hyphen between words split and news abbreviations kept whole.

The treebanks split most hyphens but not all ("US-led" is three words, "pro-Iranian" one). Splitting always lets
"Iranian" be an entity and "led" a word of its own, whatever stands before it. All rules are saved inside the
trained model's tokenizer, so loading the model needs no code of ours.
"""

from __future__ import annotations

import spacy
from spacy.language import Language
from spacy.symbols import ORTH
from spacy.util import compile_infix_regex, compile_suffix_regex

# Titles and names that end in a stop which is no sentence end.
ABBREVIATIONS = (
    "Lt. Col. Maj. Brig. Sgt. Capt. Cpl. Gens. Cmdr. Adm. Gen. Gov. Sen. Sens. Rep. Reps. Hon. Amb. Min. Pres. "
    "Rev. Fr. Sr. Jr. St. Mt. Dr. Mr. Mrs. Ms. Prof. Messrs. Supt. Insp. Dep. Sec. Mgr. Msgr. Mme. Mlle. "
    "U.S. U.N. U.K. E.U. U.A.E. U.S.A. U.S.S.R. D.C. D.R.C. D.R. N.K. P.L.O. I.R.A. "
    "Jan. Feb. Mar. Apr. Jun. Jul. Aug. Sept. Sep. Oct. Nov. Dec. No. Nos. vs. Inc. Ltd. Corp. Co. Bros. approx."
).split()

_HYPHEN = r"[-‐‑]"
_INFIXES = (
    rf"(?<=[.)\]”\"0-9]){_HYPHEN}(?=[A-Za-z])",  # U.S.-led, (HTS)-led, 25-year
    rf"(?<=[A-Za-z]){_HYPHEN}(?=[(\[“\"])",
    rf"(?<=[A-Za-z0-9])[)\]](?={_HYPHEN})",
    r"(?<=[A-Za-z)])[—–](?=[A-Za-z“\"(])",  # a dash without spaces
    r"(?<=[a-z)])/(?=[A-Z(])",
    r"(?<=[A-Za-z])[(\[](?=[A-Z])",  # a bracket without a space: "the Front(Arabic: …)"
    r"(?<=[A-Za-z])[.,;](?=\[[a-z])",
    r"(?<=[A-Za-z.,;])\[(?=[a-z])",  # "denied this.[citation needed]"
)
_SUFFIXES = (
    rf"(?<=[A-Za-z)]){_HYPHEN}",  # "pre-" in "pre- and post-war"
    r"(?:\[[0-9]{1,3}\])+",  # marks of notes: "in Goma.[3][4]"
)


def set_rules(nlp: Language) -> Language:
    """Give an English pipeline our tokenisation (in place); returns it."""
    tokenizer = nlp.tokenizer
    defaults = nlp.Defaults
    tokenizer.infix_finditer = compile_infix_regex([*(defaults.infixes or ()), *_INFIXES]).finditer  # type: ignore[union-attr]
    tokenizer.suffix_search = compile_suffix_regex([*(defaults.suffixes or ()), *_SUFFIXES]).search  # type: ignore[union-attr]
    for form in ABBREVIATIONS:
        tokenizer.add_special_case(form, [{ORTH: form}])  # type: ignore[union-attr]
    return nlp


def blank() -> Language:
    """An empty English pipeline with our tokenisation."""
    return set_rules(spacy.blank("en"))
