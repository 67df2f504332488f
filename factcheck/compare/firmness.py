"""Which claims speak for their article: what it puts at its top, counts in words, and says of the event itself.

An article about an event tells of much besides: earlier ones, stages of the investigation, single victims,
the hurt who are still in hospital. Set against another article, only what it announces counts.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from enum import IntEnum
from functools import lru_cache
from itertools import combinations

from factcheck.model.claim import Claim
from factcheck.model.values import CasualtyValue, DateValue, Kind
from factcheck.text.dates.intervals import relation
from factcheck.text.numbers import find_numbers

# Events that happen at one place and time: reports of them announce day and toll at the top.
POINTED = frozenset({"violence", "crash", "fire", "collapse", "crime", "earthquake"})
LEAD = 800
FULL = len("2025-11-09")
# Below this an extractor was not sure that a date or a toll belongs to the event.
SURE = {Kind.DATE: 0.38, Kind.CASUALTY: 0.5}
# A date below this is said in passing: the day somebody died, was arrested or was pictured stands near the deed.
FIRM_DATE, FIRM_IN_FULL = 0.85, 0.7
# Of events that last, what is tied to them is theirs.
FIRM_STAGE = 0.5
# How close to an article's best answer another has to come to speak beside it.
SAME_CONFIDENCE = {Kind.DATE: 0.2, Kind.CASUALTY: 0.001}
# "The two victims", "all five": people told of before, or a part of them.
ANAPHOR = re.compile(r"\b(?:the|these|those|all|both|his|her|their|its|other|of the|remaining)\s+$", re.I)
# How the hurt are doing is told of some of them.
CONDITION = re.compile(
    r"\b(?:remain\w*|condition|recover\w*|released|treated|survive\w*|surgery|listed|discharged)\b", re.I
)


class Voice(IntEnum):
    """How firmly a claim speaks for its article: said in passing, or put forward as its answer."""

    PASSING = 1
    FIRM = 2


def speaking_for_articles(claims: Sequence[Claim], starts: Mapping[str, int], family: str) -> dict[str, Voice]:
    """The claims of one question that stand for their articles, by id; of most kinds all do, firmly.

    `starts` gives where the copy of each article begins, in characters of its text. Of tolls each speaker
    that an article names has a voice, of dates the article alone.
    """
    voices = {c.id: voice for c in claims if (voice := voice_of(c, starts, family)) is not None}
    speaking = [c for c in claims if c.id in voices]
    best: dict[tuple[str, str], tuple[Voice, float]] = {}
    for claim in speaking:
        best[_speaker(claim)] = max(
            best.get(_speaker(claim), (Voice.PASSING, 0.0)), (voices[claim.id], claim.confidence)
        )
    # Stages of what lasts have days of their own: of those every date speaks.
    many = family not in POINTED
    chosen = [
        c
        for c in speaking
        if c.kind not in SURE or (many and c.kind is Kind.DATE) or _is_best(c, voices[c.id], best[_speaker(c)])
    ]
    undecided = _undecided(chosen)
    spoken = {c.id: voices[c.id] for c in chosen if c.article not in undecided}
    return spoken | _repeated(claims, spoken)


def _repeated(claims: Sequence[Claim], spoken: Mapping[str, Voice]) -> dict[str, Voice]:
    """What only says again what its article puts forward ("the nine were hurt", "that Friday"): it speaks with it."""
    told = {key: spoken[c.id] for c in claims if c.id in spoken and (key := _again(c)) is not None}
    return {c.id: told[key] for c in claims if c.id not in spoken and (key := _again(c)) is not None and key in told}


def _again(claim: Claim) -> tuple[object, ...] | None:
    """What makes two answers of an article one: the numbers of a toll, the day of a date."""
    value = claim.value
    if isinstance(value, CasualtyValue):
        return None if value.part else (claim.article, value.min, value.max)
    if isinstance(value, DateValue) and claim.place != "caption":
        return (claim.article, value.iso[:FULL]) if "/" not in value.iso and len(value.iso) >= FULL else None
    return None


def _is_best(claim: Claim, voice: Voice, best: tuple[Voice, float]) -> bool:
    return voice is best[0] and claim.confidence >= best[1] - SAME_CONFIDENCE[claim.kind]


def voice_of(claim: Claim, starts: Mapping[str, int], family: str) -> Voice | None:
    """How firmly an article puts a claim forward; None where it is no answer of the article's at all."""
    floor = SURE.get(claim.kind)
    if floor is None:
        return Voice.FIRM
    if claim.confidence < floor or claim.place == "caption":
        return None
    if claim.kind is Kind.DATE and claim.confidence < _firm_from(claim, family):
        return Voice.PASSING
    if isinstance(claim.value, CasualtyValue) and not _announces(claim, claim.value):
        return None
    by_side = isinstance(claim.value, CasualtyValue) and claim.value.group != "all"
    if family not in POINTED or by_side or claim.announced:
        return Voice.FIRM
    return Voice.FIRM if claim.quote_start - starts.get(claim.article, 0) < LEAD else Voice.PASSING


def _firm_from(claim: Claim, family: str) -> float:
    """From which confidence on a date is put forward: lower where the copy gives it with its year."""
    if family not in POINTED:
        return FIRM_STAGE
    in_full = isinstance(claim.value, DateValue) and claim.value.iso[:4] in claim.value_text
    return FIRM_IN_FULL if in_full else FIRM_DATE


def counts_people(claim: Claim) -> bool:
    """Whether the words give a number; "a man" and "his sister" tell of people and leave others untold."""
    return _counts(claim.value_text)


@lru_cache(maxsize=65536)
def _counts(words: str) -> bool:
    return any(n.role == "count" for n in find_numbers(words))


def _announces(claim: Claim, value: CasualtyValue) -> bool:
    if value.part or not counts_people(claim) or value.max == 0:
        return False
    before = claim.quote[: claim.span[0] - claim.quote_start]
    if ANAPHOR.search(before) or ANAPHOR.match(claim.value_text.split()[0] + " "):
        return False
    return value.harm == "killed" or CONDITION.search(claim.quote) is None


def _speaker(claim: Claim) -> tuple[str, str]:
    """Article and speaker; a date is the article's whoever tells it."""
    named = claim.kind is not Kind.DATE and claim.attribution is not None and claim.attribution.named
    return claim.article, claim.attribution.speaker if named and claim.attribution is not None else ""


def _undecided(firm: Iterable[Claim]) -> frozenset[str]:
    """Articles that date the event twice, equally firmly and apart: it is not clear which is its day."""
    dates: dict[str, set[tuple[str, int]]] = defaultdict(set)
    for claim in firm:
        if isinstance(claim.value, DateValue):
            dates[claim.article].add((claim.value.iso, claim.value.tolerance))
    return frozenset(
        article
        for article, known in dates.items()
        if any(
            relation(x[0], y[0], tolerance_days=max(x[1], y[1], 1)) == "apart"
            for x, y in combinations(sorted(known), 2)
        )
    )
