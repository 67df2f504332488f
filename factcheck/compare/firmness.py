"""Which claims speak for their article: what it puts at its top, counts in words, and says of the event itself.

An article about an event tells of much besides: earlier ones, stages of the investigation, single victims,
the hurt who are still in hospital. Set against another article, only what it announces counts.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

from factcheck.model.claim import Claim
from factcheck.model.values import CasualtyValue, DateValue, Kind
from factcheck.text.dates.intervals import relation
from factcheck.text.numbers import find_numbers

# Events that happen at one place and time: reports of them announce day and toll at the top.
POINTED = frozenset({"violence", "crash", "fire", "collapse", "crime", "earthquake"})
LEAD = 800
# Below this an extractor was not sure that a date or a toll belongs to the event.
SURE = {Kind.DATE: 0.53, Kind.CASUALTY: 0.5}
SAME_CONFIDENCE = 0.001
# "The two victims", "all five": people told of before, or a part of them.
ANAPHOR = re.compile(r"\b(?:the|these|those|all|both|his|her|their|its|other|of the|remaining)\s+$", re.I)
# How the hurt are doing is told of some of them.
CONDITION = re.compile(
    r"\b(?:remain\w*|condition|recover\w*|released|treated|survive\w*|surgery|listed|discharged)\b", re.I
)


def speaking_for_articles(claims: Sequence[Claim], starts: Mapping[str, int], family: str) -> frozenset[str]:
    """Ids of the claims of one question that stand for their articles; of other kinds all do.

    `starts` gives where the copy of each article begins, in characters of its text. Of tolls each speaker
    that an article names has a voice, of dates the article alone.
    """
    firm = [c for c in claims if is_firm(c, starts, family)]
    best: dict[tuple[str, str], float] = {}
    for claim in firm:
        best[_voice(claim)] = max(best.get(_voice(claim), 0.0), claim.confidence)
    chosen = [c for c in firm if c.kind not in SURE or c.confidence >= best[_voice(c)] - SAME_CONFIDENCE]
    undecided = _undecided(chosen)
    return frozenset(c.id for c in chosen if c.article not in undecided)


def is_firm(claim: Claim, starts: Mapping[str, int], family: str) -> bool:
    """Whether an article puts a claim forward as its answer."""
    floor = SURE.get(claim.kind)
    if floor is None:
        return True
    if claim.confidence < floor or claim.place == "caption":
        return False
    if isinstance(claim.value, CasualtyValue) and not _announces(claim, claim.value):
        return False
    by_side = isinstance(claim.value, CasualtyValue) and claim.value.group != "all"
    if family not in POINTED or by_side or claim.place == "headline":
        return True
    return claim.quote_start - starts.get(claim.article, 0) < LEAD


def counts_people(claim: Claim) -> bool:
    """Whether the words give a number; "a man" and "his sister" tell of people and leave others untold."""
    return any(n.role == "count" for n in find_numbers(claim.value_text))


def _announces(claim: Claim, value: CasualtyValue) -> bool:
    if value.part or not counts_people(claim) or value.max == 0:
        return False
    before = claim.quote[: claim.span[0] - claim.quote_start]
    if ANAPHOR.search(before) or ANAPHOR.match(claim.value_text.split()[0] + " "):
        return False
    return value.harm == "killed" or CONDITION.search(claim.quote) is None


def _voice(claim: Claim) -> tuple[str, str]:
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
