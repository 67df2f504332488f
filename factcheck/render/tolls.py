"""Tolls of one question over the time of publication, laid out for a drawing in the page."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from factcheck.model.claim import Claim, Modality
from factcheck.model.finding import Verdict
from factcheck.model.values import CasualtyValue, Kind
from factcheck.render.digest import Group, Index, Voice
from factcheck.render.words import VERDICT_ORDER, count, day, describe, plain

WIDTH, HEIGHT = 400, 210
LEFT, RIGHT, TOP, BOTTOM = 46, 16, 14, 34
_STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)
_SPREAD = 9  # pixels between two marks of one day
_LEAST_BAR = 4


class Mark(Struct, frozen=True, kw_only=True):
    """One toll: a dot where low and high are one number, else a bar from `bottom` to `top`.

    Coordinates are pixels of the drawing, from its upper left. `open` is "up", "down" or "": where the
    bound is open the bar ends in an arrow at the edge. `state` is the gravest verdict it takes part in.
    """

    x: float
    top: float
    bottom: float
    open: str
    exact: bool
    state: str
    voice: Voice
    value: str


class Tick(Struct, frozen=True):
    """A place on an axis, and what is written there; `anchor` is SVG's text-anchor."""

    at: float
    label: str
    anchor: str = "middle"


class Chart(Struct, frozen=True, kw_only=True):
    """The drawing of one question's tolls; `told` says in words what it shows."""

    id: str
    told: str
    marks: tuple[Mark, ...]
    days: tuple[Tick, ...]
    numbers: tuple[Tick, ...]
    undated: tuple[Mark, ...]


def chart(index: Index, group: Group) -> Chart | None:
    """The tolls of a question, where two or more reports with a date give one; else None."""
    question = group.question
    if question is None or question.kind is not Kind.CASUALTY:
        return None
    claims = [index.claims[one] for answer in question.answers for one in answer.claims if one in index.claims]
    tolls = [claim for claim in claims if _bounds(claim) != (None, None) and claim.modality is not Modality.DENIED]
    voices = index.voices(claim.id for claim in tolls)
    dated = [voice for voice in voices if voice.article.published is not None]
    if len(dated) < 2 or len({voice.article.id for voice in dated}) < 2:
        return None
    scale = _Scale(dated)
    states = _states(group)
    undated = [voice for voice in voices if voice.article.published is None]
    return Chart(
        id=question.id,
        told=_told(dated),
        marks=tuple(scale.mark(voice, states.get(voice.claim.id, "")) for voice in dated),
        days=scale.days(),
        numbers=scale.numbers(),
        undated=tuple(scale.mark(voice, states.get(voice.claim.id, "")) for voice in undated),
    )


def _bounds(claim: Claim) -> tuple[float | None, float | None]:
    assert isinstance(claim.value, CasualtyValue)
    return claim.value.min, claim.value.max


def _states(group: Group) -> dict[str, str]:
    """The gravest verdict that each claim takes part in."""
    states: dict[str, Verdict] = {}
    for finding in sorted(group.findings, key=lambda finding: VERDICT_ORDER.index(finding.verdict)):
        for claim in (*finding.a.claims, *finding.b.claims):
            states.setdefault(claim, finding.verdict)
    return {claim: verdict.value for claim, verdict in states.items()}


def _told(voices: list[Voice]) -> str:
    """The drawing's text alternative."""
    first, last = voices[0], voices[-1]
    ends = [number for voice in voices for number in _bounds(voice.claim) if number is not None]
    return (
        f"{count(len(voices), 'figure')} from {count(len({voice.source for voice in voices}), 'source')}, "
        f"published from {day(first.article.published)} to {day(last.article.published)}, "
        f"between {min(ends):g} and {max(ends):g}; the first says {plain(describe(first.claim.value))} "
        f"({first.source}), the last {plain(describe(last.claim.value))} ({last.source})."
    )


class _Scale:
    """Days to the right, numbers upwards from nought."""

    def __init__(self, voices: list[Voice]) -> None:
        days = [voice.article.published for voice in voices if voice.article.published is not None]
        self._first, self._last = min(days), max(days)
        highest = max(number for voice in voices for number in _bounds(voice.claim) if number is not None)
        self._step = _step(highest)
        self._most = self._step * -(-highest // self._step) or 1.0
        self._taken: dict[date | None, int] = {}

    def mark(self, voice: Voice, state: str) -> Mark:
        """A toll; a further one of the same day stands a little to the right."""
        low, high = _bounds(voice.claim)
        opened = "up" if high is None else "down" if low is None else ""
        top = TOP if high is None else self._y(high)
        bottom = HEIGHT - BOTTOM if low is None else self._y(low)
        assert isinstance(voice.claim.value, CasualtyValue)
        return Mark(
            x=self._x(voice.article.published),
            top=top,
            bottom=max(bottom, top + _LEAST_BAR) if low != high else bottom,
            open=opened,
            exact=low == high,
            state=state,
            voice=voice,
            value=plain(describe(voice.claim.value)),
        )

    def _x(self, when: date | None) -> float:
        if when is None:
            return 0.0
        beside = self._taken.get(when, 0)
        self._taken[when] = beside + 1
        # Room is kept at both ends, so that several marks of the last day stay inside.
        span = WIDTH - LEFT - RIGHT - 6 * _SPREAD
        through = (when - self._first).days / max((self._last - self._first).days, 1)
        return round(LEFT + _SPREAD + span * through + _SPREAD * min(beside, 4), 1)

    def _y(self, number: float) -> float:
        return round(TOP + (HEIGHT - TOP - BOTTOM) * (1 - number / self._most), 1)

    def days(self) -> tuple[Tick, ...]:
        """The first and the last day."""
        last = round(WIDTH - RIGHT, 1)
        if self._first == self._last:
            return (Tick(LEFT, day(self._first), "start"),)
        return Tick(LEFT, day(self._first), "start"), Tick(last, day(self._last), "end")

    def numbers(self) -> tuple[Tick, ...]:
        """Round numbers from nought to above the highest."""
        steps = int(self._most / self._step + 0.5)
        return tuple(Tick(self._y(self._step * at), f"{self._step * at:,g}", "end") for at in range(steps + 1))


def _step(highest: float) -> float:
    """A round step that divides nought to `highest` into two to five."""
    power = 1.0
    while highest / (power * 10) > 2:
        power *= 10
    return max(1.0, next(power * step for step in _STEPS if highest / (power * step) <= 5 or step == _STEPS[-1]))
