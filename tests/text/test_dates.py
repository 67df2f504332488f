"""The date grammar and the comparison of dates."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from factcheck.model.values import DateValue
from factcheck.text.dates import DateMention, find_dates
from factcheck.text.dates.intervals import bounds, hours_apart, relation
from tests.steps import steps

CASES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parents[1] / "cases" / "dates.yml").read_text(encoding="utf-8")
)
ANCHOR = date(2025, 11, 9)
FIELDS = {"precision": "precision", "tolerance": "tolerance", "conflict": "weekday_conflict",
          "relative": "relative", "clock": "clock", "bare": "bare"}  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:60])
def test_cases(case: dict[str, Any]) -> None:
    text = case["text"]
    mentions = find_dates(text, case["anchor"])
    assert [(text[m.start : m.end], m.iso) for m in mentions] == [(e["text"], e["iso"]) for e in case["expect"]]
    for mention, expected in zip(mentions, case["expect"], strict=True):
        for name, field in FIELDS.items():
            if name in expected:
                assert getattr(mention, field) == expected[name], (expected["text"], name)


def test_the_table_is_large_enough_on_both_sides() -> None:
    assert len(CASES) >= 150
    assert sum(not case["expect"] for case in CASES) >= 50


def test_tenses_from_outside_decide() -> None:
    text = "The cabinet and the Monday meeting"
    assert find_dates(text, ANCHOR, lambda *_: "past")[0].iso == "2025-11-03"
    assert find_dates(text, ANCHOR, lambda *_: "future")[0].iso == "2025-11-10"


def test_tenses_get_the_place_of_the_mention() -> None:
    text = "The cabinet meets on Monday"
    asked: list[str] = []

    def tenses(start: int, end: int) -> str:
        asked.append(text[start:end])
        return "unknown"

    find_dates(text, ANCHOR, tenses)
    assert asked == ["Monday"]


def test_a_mention_gives_the_value_of_a_claim() -> None:
    (mention,) = find_dates("It was two weeks ago.", ANCHOR)
    assert mention.value == DateValue(iso="2025-10-26", precision="day", tolerance=3)


WORDS = (
    "October|Nov.|6|7–8|2015|Saturday|May|the|next|day|last|night|a|week|earlier|ago|at|6:08|p.m.|GMT|between|and|to|late|of"
    "|in|1990s|(|)|,|.|\n|'s|0530|overnight|on|that|31|Feb|two|years|before|9999-12-31|0001-01-01|500|noon"
).split("|")
NEWSLIKE = st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join)
ANCHORS = st.none() | st.dates()


@settings(max_examples=300, deadline=None)
@given(text=NEWSLIKE | st.text(max_size=200), anchor=ANCHORS)
@example(text="999 years ago", anchor=date(1, 1, 1))
@example(text="next month, next year, tomorrow and on Saturday", anchor=date(9999, 12, 31))
@example(text="the 31st last February, a day earlier, last week", anchor=date(1, 1, 1))
def test_any_text_gives_ordered_spans_with_readable_values(text: str, anchor: date | None) -> None:
    mentions = find_dates(text, anchor)
    end = 0
    for mention in mentions:
        assert end <= mention.start < mention.end <= len(text)
        assert text[mention.start : mention.end].strip() == text[mention.start : mention.end]
        assert relation(mention.iso, mention.iso) == "same", mention
        end = mention.end


def test_a_phrase_has_one_value_wherever_it_stands() -> None:
    alone = find_dates("on November 6–7", ANCHOR)[0]
    for before in ("Talks ended ", "“", "The (first) round, "):
        moved = find_dates(f"{before}on November 6–7 in Geneva", ANCHOR)[-1]
        assert (moved.iso, moved.end - moved.start) == (alone.iso, alone.end - alone.start)


JUNK = [
    "the ",
    "1 ",
    "May ",
    " ",
    "x",
    "9",
    "12:",
    "(",
    "between ",
    "2015-",
    "\n",
    ". A",
    "just after ",
    "will Friday ",
]


@pytest.mark.parametrize("junk", [*JUNK, "October 11 and ", "from 1 to ", "at 5 pm on "])
def test_junk_takes_linear_time(junk: str) -> None:
    def work(length: int) -> int:
        return steps(lambda: find_dates(junk * (length // len(junk)), ANCHOR))

    work(1_000)
    # Ten times the text is ten times the work; the square would be a hundred times.
    assert work(50_000) < 15 * work(5_000)


# Comparing

RELATIONS = [
    ("2025-10-19", "2025-10-19", "same"),
    ("2025-10-19", "2025-10", "within"),
    ("2021-08", "2021", "within"),
    ("2025-11-07", "2025-11-06/2025-11-07", "within"),
    ("2025-11-06/2025-11-08", "2025-11-07/2025-11-10", "overlap"),
    ("2025-11-06", "2025-11-07", "adjacent"),
    ("2025-11-06", "2025-11-08", "apart"),
    ("2025-10", "2025-11", "apart"),
    ("2021", "2022", "apart"),
    ("2025-12-31", "2026-01-01", "adjacent"),
    ("--10-19", "--10-19", "same"),
    ("--10-19", "2025-10-19", "within"),
    ("--10-19", "2025-10", "within"),
    ("--10-19", "2025", "within"),
    ("--10-19", "2025-10-20", "adjacent"),
    ("--10-19", "2025-11", "apart"),
    ("--10-19", "--10", "within"),
    ("--12-31", "--01-01", "adjacent"),
    ("--12-31/--01-02", "2026-01-01", "within"),
    ("--02-29", "2024-02-29", "within"),
    ("2025-11-06T17:30+04:30", "2025-11-06T13:00+00:00", "same"),
    ("2025-11-07T01:30+04:30", "2025-11-06T21:00+00:00", "same"),
    ("2025-11-06T17:30", "2025-11-06T17:40", "adjacent"),
    ("2025-11-06T17:30", "2025-11-06T13:00", "apart"),
    ("2025-11-06T17:30+04:30", "2025-11-06T17:30", "same"),
    ("2025-11-06T17:30+04:30", "2025-11-06T13:00", "unknown"),
    ("2025-11-06T17:30", "2025-11-06", "within"),
    ("2025-11-06T17:30", "2025-11", "within"),
    ("T18:08", "T18:08", "same"),
    ("T23:50", "T00:00", "adjacent"),
    ("T18:08", "T09:00", "apart"),
    ("T17:30+04:30", "T13:00+00:00", "same"),
    ("T18:08", "2025-11-06", "unknown"),
    ("soon", "2025-11-06", "unknown"),
    ("2025-02-30", "2025-02-28", "unknown"),
]


@pytest.mark.parametrize(("a", "b", "expected"), RELATIONS)
def test_relation(a: str, b: str, expected: str) -> None:
    assert relation(a, b) == expected


@pytest.mark.parametrize(
    ("a", "b", "apart"),
    [
        ("2019-03-05T07:30", "2019-03-05T21:00", True),
        ("2019-03-05T07:30", "2019-03-05T09:15", False),
        ("2019-03-05T07:30", "2019-03-06T21:00", False),
        ("2019-03-05T07:30", "2019-03-05", False),
        ("2019-03-05T07:30Z", "2019-03-05T21:00", False),
        ("T07:30", "T21:00", False),
        ("soon", "2019-03-05T21:00", False),
    ],
)
def test_hours_of_one_day_lie_apart(a: str, b: str, apart: bool) -> None:
    assert hours_apart(a, b) is apart
    assert hours_apart(b, a) is apart


def test_tolerance_brings_neighbours_together() -> None:
    assert relation("2025-10-18", "2025-10-21") == "apart"
    assert relation("2025-10-18", "2025-10-21", tolerance_days=3) == "overlap"
    assert relation("2025-10-18", "2025-10-22", tolerance_days=3) == "apart"


@pytest.mark.parametrize(
    ("iso", "expected"),
    [
        ("2024-02", (date(2024, 2, 1), date(2024, 2, 29))),
        ("2021", (date(2021, 1, 1), date(2021, 12, 31))),
        ("1990/1999", (date(1990, 1, 1), date(1999, 12, 31))),
        ("2025-11-06T17:30+04:30", (date(2025, 11, 6), date(2025, 11, 6))),
        ("--10-19", None),
        ("T18:08", None),
        ("2025-13-01", None),
        ("2025-11-07/2025-11-06", None),
        ("", None),
    ],
)
def test_bounds(iso: str, expected: tuple[date, date] | None) -> None:
    assert bounds(iso) == expected


DAYS = st.dates(min_value=date(1990, 1, 1), max_value=date(2030, 12, 31)).map(date.isoformat)
CLOCKS = st.sampled_from(["T00:10", "T18:08", "T18:08:30", "T17:30+04:30", "T13:00+00:00", "T23:59-11:00"])
FULL = DAYS | DAYS.map(lambda day: day[:7]) | DAYS.map(lambda day: day[:4]) | st.tuples(DAYS, CLOCKS).map("".join)
PARTIAL = DAYS.map(lambda day: f"-{day[4:]}") | DAYS.map(lambda day: f"-{day[4:7]}")
VALUES = st.one_of(FULL, PARTIAL, CLOCKS, *(st.tuples(ends, ends).map("/".join) for ends in (FULL, PARTIAL, CLOCKS)))


@settings(max_examples=500, deadline=None)
@given(a=VALUES, b=VALUES, tolerance=st.integers(0, 10))
def test_relation_is_symmetric_and_reflexive(a: str, b: str, tolerance: int) -> None:
    assert relation(a, b, tolerance) == relation(b, a, tolerance)
    assert relation(a, a, tolerance) == "same"


@given(a=DAYS, b=DAYS)
def test_a_day_lies_within_its_month_and_no_other(a: str, b: str) -> None:
    assert (relation(a, b[:7]) == "within") == (a[:7] == b[:7])


@given(text=st.text(max_size=30))
def test_comparing_never_raises(text: str) -> None:
    assert relation(text, "2025-11-06") in ("same", "within", "overlap", "adjacent", "apart", "unknown")
    assert relation("2025-11-06", text) == relation(text, "2025-11-06")


def test_mentions_are_immutable() -> None:
    mention = DateMention(start=0, end=1, iso="2025", precision="year")
    with pytest.raises(AttributeError):
        mention.iso = "2024"  # type: ignore[misc]
