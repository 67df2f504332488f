"""Dates of reference tables."""

from __future__ import annotations

from datetime import date

import pytest

from factcheck.reference.dates import MONTH, YEAR, parse_span


@pytest.mark.parametrize(
    ("text", "precision", "first", "last"),
    [
        ("2021-08-25", 11, "2021-08-25", "2021-08-25"),
        ("2021-08-25T00:00:00Z", 11, "2021-08-25", "2021-08-25"),
        ("+2021-08-25T00:00:00Z", 11, "2021-08-25", "2021-08-25"),
        (" 2021-08-25T00:00:00+00:00 ", 11, "2021-08-25", "2021-08-25"),
        ("2020-02", 11, "2020-02-01", "2020-02-29"),
        ("+2021-08-00T00:00:00Z", 11, "2021-08-01", "2021-08-31"),
        ("+2021-00-00T00:00:00Z", 11, "2021-01-01", "2021-12-31"),
        ("2021", 11, "2021-01-01", "2021-12-31"),
        ("2021-08-01T00:00:00Z", MONTH, "2021-08-01", "2021-08-31"),
        ("2021-01-01T00:00:00Z", YEAR, "2021-01-01", "2021-12-31"),
    ],
)
def test_a_date_is_as_wide_as_it_is_precise(text: str, precision: int, first: str, last: str) -> None:
    span = parse_span(text, precision)
    assert (span.first, span.last) == (date.fromisoformat(first), date.fromisoformat(last))
    assert span.slack == (span.last - span.first).days


@pytest.mark.parametrize(
    "text", ["", "25.08.2021", "2021-13-01", "2021-02-30", "-0044-03-15", "2021-8-5", "t123456", "soon"]
)
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"date|month|day"):
        parse_span(text)
