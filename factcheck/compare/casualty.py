"""FC301: tolls. A later toll may rise; one that falls unmarked, or two at once, can't both hold."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import cache

from msgspec import Struct

from factcheck.compare.bounds import above, equal, meets, miscopied, rounds
from factcheck.compare.firmness import counts_people
from factcheck.compare.levels import Comparison, Level, Setting
from factcheck.model.claim import Claim
from factcheck.model.values import Bounds, CasualtyValue, Kind, bounds_of
from factcheck.rules import load
from factcheck.text.hedges import width
from factcheck.text.phrasing import show

CODE = "FC301"
# A toll moves for weeks after an event, fast on the first day; the same speaker's moves within a week.
MOVING = timedelta(days=30)
FAST = timedelta(days=1)
CLOSE = 0.05
# As many as this of the hurt may have died between two counts, where the copy tells of a later death.
LATER_DEATHS = 2
SAME_SPEAKER_MOVING = timedelta(days=7)


class CompareCasualties:
    """Compares two tolls of one event, harm and group."""

    kind = Kind.CASUALTY
    code = CODE
    name = "toll"

    def __call__(self, a: Claim, b: Claim, setting: Setting) -> Comparison:
        """Level of two tolls. `setting.event_day` decides whether the toll still moved."""
        assert isinstance(a.value, CasualtyValue)
        assert isinstance(b.value, CasualtyValue)
        pair = _Pair(a, b, a.value, b.value, bounds_of(a.value), bounds_of(b.value), setting)
        level, reason, confidence = _level(pair)
        return Comparison(
            level=level, code=CODE, a=show(a.value), b=show(b.value), reason=reason, confidence=confidence
        )


# Whose losses are counted by friend and foe.
ARMED = frozenset({"soldiers", "militants"})
VAGUE = frozenset({"several", "dozens", "scores", "hundreds", "thousands", "a few", "a handful", "a couple", "many"})
Judged = tuple[Level, str, float]


class _Pair(Struct, frozen=True):
    """Two tolls with all that the rules look at."""

    a: Claim
    b: Claim
    left: CasualtyValue
    right: CasualtyValue
    first: Bounds
    second: Bounds
    setting: Setting


def _level(pair: _Pair) -> Judged:
    """The first rule that holds, else what time and place make of the difference."""
    for holds, level, reason, confidence in RULES:
        if holds(pair):
            return level, reason, confidence
    if pair.setting.same_article:
        return _in_one_article(pair.a, pair.b, pair.left, pair.right, roundup=pair.setting.roundup)
    return _over_time(pair.first, pair.second, pair.left, pair.right, pair.setting)


def _bounds_far_apart(pair: _Pair) -> bool:
    """Whether one article goes on from one lower bound to another, neither of them an earlier one, twice as high."""
    if not pair.setting.same_article or pair.first.max is not None or pair.second.max is not None:
        return False
    if VAGUE & {pair.first.qualifier, pair.second.qualifier}:
        return False
    told = sorted(((pair.a.span, pair.first.min), (pair.b.span, pair.second.min)))
    lead, later = (number or 0 for _, number in told)
    return "earlier" not in (pair.left.trend, pair.right.trend) and later >= 2 * lead > 0


def _one_number(pair: _Pair) -> bool:
    """Whether a number is a bound in one report and a count in the other: "over 5,000" and "5,000"."""
    return pair.first.min is not None and pair.first.min == pair.second.min and not _opposed(pair)


def _nearly(pair: _Pair) -> bool:
    """Whether an approximate number lies within a few percent of the other."""
    if not any(width(bounds.qualifier).startswith("approx") for bounds in (pair.first, pair.second)):
        return False
    low, high = sorted((pair.first.min or pair.first.max or 0, pair.second.min or pair.second.max or 0))
    return high > 0 and (high - low) / high <= CLOSE


def _subset(a: Claim, b: Claim, first: Bounds, second: Bounds) -> bool:
    """Whether the smaller number is of a group such as children, which leaves others uncounted."""
    smaller = b if above(first, second) else a
    return any(word.lower() in _demographic() for word in smaller.value_text.split())


@cache
def _demographic() -> frozenset[str]:
    groups = load("casualties")["groups"]
    return frozenset(word for name in ("men", "women", "children", "teenagers", "adults") for word in groups[name])


def _rival_sides(pair: _Pair) -> bool:
    """Whether two named speakers count the fallen of a side: no later word of one supersedes the other's."""
    if pair.setting.same_speaker or not (pair.left.side or pair.right.side or pair.left.group in ARMED):
        return False
    speakers = pair.a.attribution, pair.b.attribution
    return all(speaker is not None and speaker.named for speaker in speakers)


def _reconciled(first: Bounds, second: Bounds, value: CasualtyValue, setting: Setting) -> bool:
    """Whether counting the dead among the hurt, a dead attacker, or one who died later makes two tolls one."""
    left, right = first.min, second.min
    if left is None or right is None:
        return False
    apart = abs(left - right)
    few = setting.dead.later and apart <= LATER_DEATHS
    if value.harm == "killed":
        return (setting.dead.attacker and apart == 1) or few
    return value.harm in ("injured", "casualties") and (setting.dead.explains(apart) or few)


def _accounted_for(pair: _Pair) -> bool:
    """Whether the dead, or the dead attacker, that an article tells of make up the whole of a difference."""
    if pair.first.min is None or pair.second.min is None:
        return False
    apart = abs(pair.first.min - pair.second.min)
    if pair.left.harm == "killed":
        return pair.setting.dead.attacker and apart == 1
    return pair.left.harm in ("injured", "casualties") and pair.setting.dead.explains(apart)


def _in_one_article(a: Claim, b: Claim, left: CasualtyValue, right: CasualtyValue, *, roundup: bool) -> Judged:
    if a.span[0] < b.span[1] and b.span[0] < a.span[1]:
        return Level.UNKNOWN, "one number stands in the words of the other", 0.5
    if "earlier" in (left.trend, right.trend) or "revised" in (left.trend, right.trend):
        return Level.SUPERSEDED, "the article marks one as an earlier or revised count", 0.7
    if roundup:
        return Level.UNKNOWN, "the page gathers several reports", 0.5
    if "caption" in (a.place, b.place):
        return Level.UNKNOWN, "one stands in a caption, which may be of another day", 0.5
    (lead, lead_at), (later, later_at) = sorted(((left, a.span), (right, b.span)), key=lambda pair: pair[1])
    if not above(bounds_of(later), bounds_of(lead)) and not (a.announced or b.announced):
        return Level.UNKNOWN, "the smaller number, further down, may count a part of the larger", 0.5
    return Level.APART, "one article gives two tolls", 0.75


def _over_time(first: Bounds, second: Bounds, left: CasualtyValue, right: CasualtyValue, setting: Setting) -> Judged:
    when_a, when_b = setting.published_a, setting.published_b
    if when_a is None or when_b is None:
        if setting.looks_back and left.harm != "missing":
            return Level.APART, "both look back on an event whose toll had long been settled", 0.7
        return _undated(first, second, setting)
    if when_a == when_b:
        return _same_day(first, second, setting)
    (early, late), earlier = ((first, second), when_a) if when_a < when_b else ((second, first), when_b)
    later_value = right if when_a < when_b else left
    if above(late, early):
        start = setting.event_day
        if start is None or earlier - start <= MOVING:
            return Level.SUPERSEDED, "the later report gives a higher toll: it rose", 0.85
        return Level.APART, "the toll had settled before the first of the two was published", 0.8
    if left.harm == "missing":
        return Level.SUPERSEDED, "fewer are missing as people are found", 0.7
    if later_value.trend == "earlier":
        return Level.SUPERSEDED, "the later report tells of the lower number as an earlier one", 0.7
    if later_value.trend == "revised":
        return Level.SUPERSEDED, "the later report marks its lower number as a revision", 0.8
    return Level.APART, "the later report gives a lower toll and does not mark it as a revision", 0.8


def _same_day(first: Bounds, second: Bounds, setting: Setting) -> Judged:
    start, day = setting.event_day, setting.published_a
    since = None if start is None or day is None else day - start
    if since is None or since <= FAST:
        return Level.SUPERSEDED, "both were published within a day of the event, while the toll moved", 0.6
    if since <= SAME_SPEAKER_MOVING and _close(first, second):
        return Level.SUPERSEDED, "counts of one day that lie close together: one is some hours older", 0.6
    if setting.same_speaker and since <= SAME_SPEAKER_MOVING:
        return Level.SUPERSEDED, "one speaker's successive counts of one day", 0.6
    return Level.APART, "two tolls of the same day that can't both hold", 0.8


def _close(first: Bounds, second: Bounds) -> bool:
    low, high = sorted((first.min or 0, second.min or 0))
    return high > 0 and (high - low) / high <= CLOSE


def _undated(first: Bounds, second: Bounds, setting: Setting) -> Judged:
    """One report's day is unknown: it contradicts a settled toll only from above."""
    dated, other, when = (
        (first, second, setting.published_a)
        if setting.published_a is not None
        else (second, first, setting.published_b)
    )
    if when is not None and setting.event_day is not None and when - setting.event_day > MOVING and above(other, dated):
        return Level.APART, "an undated report's toll lies above the one that had settled", 0.75
    return Level.RECONCILABLE, "a report has no date, so that it can't be told which toll came first", 0.5


def _opposed(pair: _Pair) -> bool:
    """Whether one says more than a number and the other not quite as many: "over 900", "almost nine hundred"."""
    for more, fewer in ((pair.first, pair.second), (pair.second, pair.first)):
        if more.max is None and more.min is not None and width(fewer.qualifier) == "approx_below":
            return fewer.max is not None and fewer.max <= more.min
    return False


Rule = tuple[Callable[[_Pair], bool], Level, str, float]
# In this order: what can't be compared, what agrees, what reconciles, what is a slip.
RULES: tuple[Rule, ...] = (
    (
        lambda p: p.left.part != p.right.part,
        Level.UNKNOWN,
        "one counts a part, the other may count the whole",
        0.5,
    ),
    (lambda p: equal(p.first, p.second), Level.SAME, "both give the same number", 0.95),
    (lambda p: p.left.part, Level.UNKNOWN, "both count parts, which need not be the same", 0.5),
    (
        lambda p: not (counts_people(p.a) and counts_people(p.b)),
        Level.UNKNOWN,
        "one tells of persons without counting them: there may have been others",
        0.5,
    ),
    (
        _bounds_far_apart,
        Level.APART,
        "nobody who knows of the larger number would give so low a bound",
        0.6,
    ),
    (
        lambda p: p.setting.same_article and _opposed(p),
        Level.APART,
        "one says more than the number, the other not quite as many",
        0.6,
    ),
    (lambda p: meets(p.first, p.second), Level.COMPATIBLE, "the numbers allow for each other", 0.9),
    (lambda p: rounds(p.first, p.second), Level.RECONCILABLE, "one is the other rounded", 0.8),
    (_one_number, Level.COMPATIBLE, "the same number, once as a bound", 0.8),
    (_nearly, Level.RECONCILABLE, "one is approximate, and close to the other", 0.7),
    (
        lambda p: _subset(p.a, p.b, p.first, p.second),
        Level.UNKNOWN,
        "one counts only some of the people, such as the children",
        0.5,
    ),
    (
        lambda p: p.setting.same_article and _accounted_for(p),
        Level.COMPATIBLE,
        "the article itself tells of the dead, or of the attacker, that make the difference",
        0.7,
    ),
    (
        lambda p: _reconciled(p.first, p.second, p.left, p.setting),
        Level.RECONCILABLE,
        "the difference is that of the dead among the hurt, or of a dead attacker",
        0.6,
    ),
    (
        lambda p: bool(VAGUE & {p.first.qualifier, p.second.qualifier}),
        Level.RECONCILABLE,
        "one of the numbers is vague",
        0.5,
    ),
    (
        _rival_sides,
        Level.APART,
        "the losses of a side, as two speakers count them",
        0.8,
    ),
    (
        lambda p: miscopied(p.first, p.second),
        Level.APART,
        "two exact numbers that differ by one digit: one of them is likely miscopied",
        0.85,
    ),
)
