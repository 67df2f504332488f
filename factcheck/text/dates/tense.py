"""Whether a mention looks back or ahead, by the words around it: cheap, for when no parser is at hand."""

from __future__ import annotations

import re

from factcheck.text.dates.words import SPACE, any_of, words

_REACH = 140
_CLAUSE_START = re.compile(r"[!?;\n]|\.\s|:\s|,\s(?:and|but|while|who|which|when)\b")
_CUE = re.compile(
    rf"(?P<future>(?<![^\W\d_])(?:{any_of(words().future_before)})\b(?:{SPACE}(?:also|not|now|only))?(?:{SPACE}to)?"
    rf"(?:{SPACE}(?:have{SPACE})?be(?:en)?{SPACE}\w{{2,20}}|{SPACE}have\b|{SPACE}\w{{2,20}}ed\b)?)"
    rf"|(?P<past>\b(?:{any_of(words().past_before)}|[a-z]{{2,20}}ed)\b)",
    re.I,
)
_AHEAD = re.compile(rf"\s(?:(?:morning|afternoon|evening|night|\w+)\s)?(?:{any_of(words().future_after)})\b", re.I)


def tense_of(text: str, start: int, end: int) -> str:
    """The tense of the mention `text[start:end]` by the nearest cue before it: "future", "past" or "unknown"."""
    if _AHEAD.match(text, end):
        return "future"
    before = text[max(0, start - _REACH) : start]
    clause = before
    for boundary in _CLAUSE_START.finditer(before):
        clause = before[boundary.end() :]
    found = "unknown"
    for cue in _CUE.finditer(clause):
        found = "future" if cue["future"] else "past"
    return found
