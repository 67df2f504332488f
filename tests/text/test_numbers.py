"""Numbers, ordinals and hedges in text."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from factcheck.model.values import Bounds
from factcheck.text.hedges import interval, is_rounding, overlaps, width
from factcheck.text.numbers import NumberMention, find_numbers, find_ordinals
from tests.steps import steps

_CASES = yaml.safe_load((Path(__file__).parent.parent / "cases" / "numbers.yml").read_text(encoding="utf-8"))
_PLAIN = {"count", "money", "percent", "measure", "age"}


def _value(bounds: Bounds) -> str:
    if bounds.max is None:
        return f">{bounds.min}" if bounds.min_exclusive else f"{bounds.min}.."
    if bounds.min is None:
        return f"<{bounds.max}" if bounds.max_exclusive else f"..{bounds.max}"
    return f"{bounds.min}" if bounds.min == bounds.max else f"{bounds.min}..{bounds.max}"


def _row(text: str, mention: NumberMention) -> tuple[str, ...]:
    flags = [mention.kind] if mention.kind != "cardinal" else []
    flags += ["more"] * mention.more + ["part"] * mention.partitive
    value = _value(mention.bounds) if mention.role in _PLAIN else "-"
    role = f"{mention.role} {mention.unit}".strip()
    return (text[mention.start : mention.end], value, mention.bounds.qualifier, role, " ".join(flags))


def _wanted(line: str) -> tuple[str, ...]:
    given_parts = [part.strip() for part in line.split(" | ")]
    parts = given_parts + ["", "", "exact", "count", ""][len(given_parts) :]
    return tuple(parts)


@pytest.mark.parametrize(
    "case", [pytest.param(case, id=case["text"][:50]) for group in _CASES.values() for case in group]
)
def test_case(case: dict[str, Any]) -> None:
    text = case["text"]
    assert [_row(text, mention) for mention in find_numbers(text)] == [_wanted(line) for line in case["find"]]


def test_the_table_is_large_enough() -> None:
    assert sum(len(group) for group in _CASES.values()) >= 160
    others = [name for name in _CASES if name not in ("hedges", "words", "ranges", "parts")]
    assert sum(len(_CASES[name]) for name in others) >= 60


def test_the_unit_has_its_own_span() -> None:
    text = "It lies 35 square kilometres off and weighs 9kg."
    spans = [mention.unit_span for mention in find_numbers(text)]
    assert [text[span[0] : span[1]] for span in spans if span] == ["square kilometres", "kg"]


def test_the_core_leaves_out_hedge_and_sign() -> None:
    text = "It cost more than $3 billion."
    (mention,) = find_numbers(text)
    assert text[mention.core[0] : mention.core[1]] == "3 billion"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The third round and the 3rd day.", [("third", 3, "count"), ("3rd", 3, "count")]),
        ("A second attempt.", [("second", 2, "count")]),
        ("The twenty-first session.", [("twenty-first", 21, "count")]),
        ("A second later, 60 seconds per second, a split second.", []),
        ("Two-thirds, one third, a third of them.", []),
        ("The 6th of November, July 4th.", [("6th", 6, "date"), ("4th", 4, "date")]),
        ("The 21st century.", [("21st", 21, "date")]),
        ("On 5th Avenue.", [("5th", 5, "address")]),
        ("The first lady and a third party.", [("first", 1, "identifier"), ("third", 3, "identifier")]),
    ],
)
def test_ordinals(text: str, found: list[tuple[str, int, str]]) -> None:
    rows = [(text[m.start : m.end], m.bounds.min, m.role) for m in find_ordinals(text)]
    assert rows == found
    assert all(mention.kind == "ordinal" for mention in find_ordinals(text))


_PIECES = st.sampled_from(
    "at least|about|more than|$|Rs|12|3.5|1,000|1|twenty|-|three|hundred|and|a|half|million|%|km|of|the|,|.|between|to"
    "|no|one|another|more|November|2021|+|or so|year|old|dozens|couple|:|/|(|)|th|m|bn|s".split("|")
)


@given(st.one_of(st.text(), st.lists(_PIECES).map(" ".join), st.lists(_PIECES).map("".join)))
def test_spans_hold_and_do_not_overlap(text: str) -> None:
    at = 0
    for mention in find_numbers(text):
        assert at <= mention.start <= mention.core[0] < mention.core[1] <= mention.end <= len(text)
        assert text[mention.core[0] : mention.core[1]].strip() == text[mention.core[0] : mention.core[1]]
        assert mention.unit_span is None or text[mention.unit_span[0] : mention.unit_span[1]]
        low, high = interval(mention.bounds)
        assert low <= high
        at = mention.end
    for ordinal in find_ordinals(text):
        assert text[ordinal.start : ordinal.end]


@pytest.mark.parametrize(
    "piece",
    ["1", "1,", "11,22,", "1.", "1-", "one ", "at least ", "hundreds of ", "10 000 ", "half a ", "- ", "$", "x"],
)
def test_junk_takes_linear_time(piece: str) -> None:
    def work(size: int) -> int:
        text = piece * (size // len(piece))
        return steps(lambda: (find_numbers(text), find_ordinals(text)))

    work(1_000)
    # Ten times the text is ten times the work; the square would be a hundred times.
    assert work(50_000) < 15 * work(5_000)


@pytest.mark.parametrize(
    ("qualifier", "kind"),
    [
        ("exact", "exact"),
        ("another", "exact"),
        ("between", "exact"),
        ("at least", "lower"),
        ("more than", "lower"),
        ("dozens", "lower"),
        ("+", "lower"),
        ("or more", "lower"),
        ("up to", "upper"),
        ("Fewer  than", "upper"),
        ("about", "approx"),
        ("or so", "approx"),
        ("nearly", "approx_below"),
        ("just under", "approx_below"),
        ("just over", "approx_above"),
        ("a couple", "approx_above"),
    ],
)
def test_width(qualifier: str, kind: str) -> None:
    assert width(qualifier) == kind


@pytest.mark.parametrize(
    ("bounds", "limits"),
    [
        (Bounds(23, 23), (23, 23)),
        (Bounds(23, None, qualifier="at least"), (23, math.inf)),
        (Bounds(200, None, min_exclusive=True, qualifier="more than"), (201, math.inf)),
        (Bounds(None, 60, qualifier="as many as"), (0, 60)),
        (Bounds(None, 10, max_exclusive=True, qualifier="fewer than"), (0, 9)),
        (Bounds(80, 80, qualifier="about"), (72, 88)),
        (Bounds(5, 5, qualifier="about"), (4, 6)),
        (Bounds(2000, 2000, qualifier="about"), (1700, 2300)),
        (Bounds(2750, 2750, qualifier="about"), (2475, 3025)),
        (Bounds(80, 80, qualifier="nearly"), (68, 80)),
        (Bounds(60, 60, qualifier="just over"), (60, 69)),
        (Bounds(2, 2, qualifier="a couple"), (2, 3)),
        (Bounds(30, 40, qualifier="between"), (30, 40)),
        (Bounds(30, 40, qualifier="about"), (27, 44)),
        (Bounds(None, None), (0, math.inf)),
    ],
)
def test_interval(bounds: Bounds, limits: tuple[float, float]) -> None:
    assert interval(bounds, integral=True) == limits


def test_more_than_is_open_for_what_can_be_divided() -> None:
    low, _ = interval(Bounds(13, None, min_exclusive=True, qualifier="more than"))
    assert 13 < low < 13.001


@pytest.mark.parametrize(
    ("a", "b", "together"),
    [
        (Bounds(10, None, qualifier="at least"), Bounds(17, 17), True),
        (Bounds(10, None, qualifier="at least"), Bounds(9, 9), False),
        (Bounds(200, None, min_exclusive=True, qualifier="over"), Bounds(200, 200), False),
        (Bounds(80, 80, qualifier="nearly"), Bounds(83, 83), False),
        (Bounds(80, 80, qualifier="about"), Bounds(83, 83), True),
        (Bounds(None, 60, qualifier="up to"), Bounds(61, None, qualifier="at least"), False),
        (Bounds(24, None, qualifier="dozens"), Bounds(31, 31), True),
        (Bounds(23, 23), Bounds(24, 24), False),
    ],
)
def test_overlaps(a: Bounds, b: Bounds, together: bool) -> None:
    assert overlaps(a, b) is together


@pytest.mark.parametrize(
    ("a", "b", "rounded"),
    [
        (Bounds(5000, 5000), Bounds(4987, 4987), True),
        (Bounds(130, None, min_exclusive=True, qualifier="over"), Bounds(135, 135), True),
        (Bounds(130, None, min_exclusive=True, qualifier="over"), Bounds(127, 127), False),
        (Bounds(2700, 2700), Bounds(2750, 2750), True),
        (Bounds(2700, 2700), Bounds(2800, 2800), False),
        (Bounds(80, 80, qualifier="nearly"), Bounds(78, 78), True),
        (Bounds(80, 80, qualifier="nearly"), Bounds(82, 82), False),
        (Bounds(23, 23), Bounds(24, 24), False),
        (Bounds(58, 58), Bounds(60, 60), False),
        (Bounds(197, 197), Bounds(200, 200), True),
        (Bounds(23, 23), Bounds(58, 58), False),
        (Bounds(200, 200), Bounds(23, 23), False),
        (Bounds(23, 23), Bounds(23, 23), False),
        (Bounds(10, 10), Bounds(9, 9), False),
    ],
)
def test_rounding(a: Bounds, b: Bounds, rounded: bool) -> None:
    assert is_rounding(a, b) is rounded


_NUMBERS = st.one_of(st.integers(0, 10**7), st.floats(0, 1000, allow_nan=False))
_BOUNDS = st.builds(
    lambda ends, low, high, word: Bounds(
        None if ends == "high" else min(low, high), None if ends == "low" else max(low, high), qualifier=word
    ),
    st.sampled_from(["low", "high", "both"]),
    _NUMBERS,
    _NUMBERS,
    st.sampled_from(["exact", "about", "nearly", "just over", "at least", "up to", "dozens"]),
)


@given(_BOUNDS, _BOUNDS)
def test_overlap_and_rounding_are_symmetric(a: Bounds, b: Bounds) -> None:
    assert overlaps(a, b) == overlaps(b, a)
    assert is_rounding(a, b) == is_rounding(b, a)
    assert overlaps(a, a)
