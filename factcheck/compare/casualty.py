"""FC301: tolls. A later toll may rise; one that falls unmarked, or two at once, can't both hold."""

from __future__ import annotations

from datetime import timedelta
from functools import cache

from factcheck.compare.bounds import above, bounds_of, equal, meets, miscopied, rounds
from factcheck.compare.firmness import counts_people
from factcheck.compare.levels import Comparison, Level, Setting
from factcheck.model.claim import Claim
from factcheck.model.values import Bounds, CasualtyValue, Kind
from factcheck.rules import load
from factcheck.text.phrasing import show

CODE = "FC301"
# A toll moves for weeks after an event, fast on the first day; the same speaker's moves within a week.
MOVING = timedelta(days=30)
FAST = timedelta(days=1)
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
        level, reason, confidence = _level(a, b, a.value, b.value, setting)
        return Comparison(
            level=level, code=CODE, a=show(a.value), b=show(b.value), reason=reason, confidence=confidence
        )


VAGUE = frozenset({"several", "dozens", "scores", "hundreds", "thousands", "a few", "a handful", "a couple", "many"})
Judged = tuple[Level, str, float]


def _level(a: Claim, b: Claim, left: CasualtyValue, right: CasualtyValue, setting: Setting) -> Judged:
    first, second = bounds_of(left), bounds_of(right)
    if left.part != right.part:
        return Level.UNKNOWN, "one counts a part, the other may count the whole", 0.5
    if equal(first, second):
        return Level.SAME, "both give the same number", 0.95
    if left.part or right.part:
        return Level.UNKNOWN, "both count parts, which need not be the same", 0.5
    if not (counts_people(a) and counts_people(b)):
        return Level.UNKNOWN, "one tells of persons without counting them: there may have been others", 0.5
    if meets(first, second):
        return Level.COMPATIBLE, "the numbers allow for each other", 0.9
    if rounds(first, second):
        return Level.RECONCILABLE, "one is the other rounded", 0.8
    if _subset(a, b, first, second):
        return Level.UNKNOWN, "one counts only some of the people, such as the children", 0.5
    if _reconciled(first, second, left, setting):
        return Level.RECONCILABLE, "the difference is that of the dead among the hurt, or of a dead attacker", 0.6
    if VAGUE & {first.qualifier, second.qualifier}:
        return Level.RECONCILABLE, "one of the numbers is vague", 0.5
    if miscopied(first, second):
        return Level.APART, "two exact numbers that differ by one digit: one of them is likely miscopied", 0.85
    if setting.same_article:
        return _in_one_article(a, b, left, right)
    return _over_time(first, second, left, right, setting)


def _subset(a: Claim, b: Claim, first: Bounds, second: Bounds) -> bool:
    """Whether the smaller number is of a group such as children, which leaves others uncounted."""
    smaller = b if above(first, second) else a
    return any(word.lower() in _demographic() for word in smaller.value_text.split())


@cache
def _demographic() -> frozenset[str]:
    groups = load("casualties")["groups"]
    return frozenset(word for name in ("men", "women", "children", "teenagers", "adults") for word in groups[name])


def _reconciled(first: Bounds, second: Bounds, value: CasualtyValue, setting: Setting) -> bool:
    """Whether counting the dead among the hurt, or a dead attacker among the dead, makes two tolls one."""
    left, right = first.min, second.min
    if left is None or right is None:
        return False
    apart = abs(left - right)
    if value.harm == "killed":
        return setting.attacker_counted and apart == 1
    if value.harm in ("injured", "casualties"):
        return apart != 0 and apart in {setting.dead_a, setting.dead_b, abs(setting.dead_a - setting.dead_b)}
    return False


def _in_one_article(a: Claim, b: Claim, left: CasualtyValue, right: CasualtyValue) -> Judged:
    if "earlier" in (left.trend, right.trend) or "revised" in (left.trend, right.trend):
        return Level.SUPERSEDED, "the article marks one as an earlier or revised count", 0.7
    if "caption" in (a.place, b.place):
        return Level.UNKNOWN, "one stands in a caption, which may be of another day", 0.5
    (lead, lead_at), (later, later_at) = sorted(((left, a.span), (right, b.span)), key=lambda pair: pair[1])
    if not above(bounds_of(later), bounds_of(lead)) and "headline" not in (a.place, b.place):
        return Level.UNKNOWN, "the smaller number, further down, may count a part of the larger", 0.5
    return Level.APART, "one article gives two tolls", 0.75


def _over_time(first: Bounds, second: Bounds, left: CasualtyValue, right: CasualtyValue, setting: Setting) -> Judged:
    when_a, when_b = setting.published_a, setting.published_b
    if when_a is None or when_b is None:
        return _undated(first, second, setting)
    if when_a == when_b:
        return _same_day(setting)
    (early, late), earlier = ((first, second), when_a) if when_a < when_b else ((second, first), when_b)
    later_value = right if when_a < when_b else left
    if above(late, early):
        start = setting.event_day
        if start is None or earlier - start <= MOVING:
            return Level.SUPERSEDED, "the later report gives a higher toll: it rose", 0.85
        return Level.APART, "the toll had settled before the first of the two was published", 0.8
    if later_value.trend == "revised":
        return Level.SUPERSEDED, "the later report marks its lower number as a revision", 0.8
    return Level.APART, "the later report gives a lower toll and does not mark it as a revision", 0.8


def _same_day(setting: Setting) -> Judged:
    start, day = setting.event_day, setting.published_a
    since = None if start is None or day is None else day - start
    if since is None or since <= FAST:
        return Level.SUPERSEDED, "both were published within a day of the event, while the toll moved", 0.6
    if setting.same_speaker and since <= SAME_SPEAKER_MOVING:
        return Level.SUPERSEDED, "one speaker's successive counts of one day", 0.6
    return Level.APART, "two tolls of the same day that can't both hold", 0.8


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
