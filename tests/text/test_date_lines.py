"""Dates that a page states about itself."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from factcheck.text.date_lines import DateLine, date_line, parse_date, stamp_start

CASES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parents[1] / "cases" / "date_lines.yml").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["line"]))
def test_date_line(case: dict[str, Any]) -> None:
    expected = DateLine(case["date"], case.get("label", "")) if case["date"] else None
    assert date_line(str(case["line"])) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2025-11-09", date(2025, 11, 9)),
        ("2025-11-09 23:30:00 -0500", date(2025, 11, 9)),
        ("9 November 2025", date(2025, 11, 9)),
        ("Sun, 09 Nov 2025 10:00:00 +0000", date(2025, 11, 9)),
        ("11/25/2025", date(2025, 11, 25)),
        ("2025-11", None),
        ("yesterday", None),
        ("2025-13-40", None),
        ("", None),
        ("2025-11-09 or 2025-11-10", None),
    ],
)
def test_parse_date(value: str, expected: date | None) -> None:
    assert parse_date(value) == expected


def test_a_stamp_is_found_only_where_it_ends_the_line() -> None:
    assert stamp_start("Bridge closed Posted: May 3, 2013 4:30 PM") == len("Bridge closed ")
    assert stamp_start("Bridge closed Posted: May 3, 2013 by the river authority in a note.") is None
    assert stamp_start("Bridge closed on May 3, 2013") is None
