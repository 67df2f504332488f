"""Whether a mention looks back or ahead, by the words around it: cheap, for when no parser is at hand."""

from __future__ import annotations

import re

from factcheck.text.dates.words import SPACE, any_of, words

_REACH = 140
# The dot of "9 a.m." ends no clause.
_CLAUSE_START = re.compile(r"[!?;\n]|(?<!\b[ap]\.m)(?<!\b[AP]\.M)\.\s|:\s|,\s(?:and|but|while|who|which|when)\b")
_CUE = re.compile(
    rf"(?P<future>(?<![^\W\d_])(?:{any_of(words().future_before)})\b(?:{SPACE}(?:also|not|now|only))?(?:{SPACE}to)?"
    rf"(?:{SPACE}(?:have{SPACE})?be(?:en)?{SPACE}\w{{2,20}}|{SPACE}have\b|{SPACE}\w{{2,20}}ed\b)?)"
    rf"|(?P<later>\b(?:{any_of(words().followed)})\b)"
    rf"|(?P<spoken>\b(?:{any_of(words().speech)})\b)"
    rf"|(?P<past>\b(?:{any_of(words().past_before)}|[a-z]{{2,20}}ed)\b)",
    re.I,
)
_PART = r"(?:\s(?:morning|afternoon|evening|night))?"
_AHEAD = re.compile(rf"\s(?:(?:morning|afternoon|evening|night|\w+)\s)?(?:{any_of(words().future_after)})\b", re.I)
_LATER = re.compile(rf"{_PART}\s(?:{any_of((*words().followed, *words().speech))})\b", re.I)
# What follows is the day of something else: "charged in a shooting on Friday", "Friday's shooting".
_OF_ELSE = re.compile(r"\b(?:in|of|for|after|since|following|from|over)\s(?:the|an?|his|her|their|its)\b", re.I)
_OWNING = re.compile(rf"{_PART}['’]s\b", re.I)
# A weekly log gives the minute of each arrest; news of the day after does not.
_CLOCK = re.compile(r"\d ?[ap]\.?m\.?,? (?:on )?$", re.I)
# Characters between a word of speaking and its day: "said in a statement late Monday".
_SPOKEN_REACH = 24


def tense_of(text: str, start: int, end: int) -> str:
    """The tense of the mention `text[start:end]` by the nearest cue before it, or right behind.

    "future", "past", "later" for a step that follows on what is in the news (an arrest, a statement), or "unknown".
    """
    if _AHEAD.match(text, end):
        return "future"
    before = text[max(0, start - _REACH) : start]
    clause = before
    for boundary in _CLAUSE_START.finditer(before):
        clause = before[boundary.end() :]
    found, at = "unknown", 0
    for cue in _CUE.finditer(clause):
        found, at = cue.lastgroup or "unknown", cue.end()
    if found == "spoken":
        found = "later" if len(clause) - at <= _SPOKEN_REACH else "past"
    if found in ("unknown", "past") and _LATER.match(text, end):
        found = "later"
    if found == "later" and (_OWNING.match(text, end) or _OF_ELSE.search(clause, at) or _CLOCK.search(before)):
        return "past"
    return found
