"""The built-in table and the questions one may ask it."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml

from factcheck.reference.tables import ReferenceTable, Tenure, load_reference
from factcheck.reference.tenure import row_name

CASES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parents[1] / "cases" / "reference.yml").read_text(encoding="utf-8")
)
# Offices that several people hold at a time.
SHARED = {("deputy prime minister", "AF")}
# Countries whose foreign ministers the table promises.
NAMED = ["AE", "AF", "AU", "CA", "CN", "DE", "EG", "ES", "FR", "GB", "IL", "IN", "IQ", "IR", "IT", "JO", "JP", "LB"]
NAMED += ["PK", "PL", "QA", "RU", "SA", "SY", "TR", "UA", "US"]
TABLE = load_reference()
ROWS = [row for rows in TABLE.by_office.values() for row in rows]


def tenure(person: str, start: str, end: str | None, as_of: str = "2025-10-31", polity: str = "ZZ") -> Tenure:
    first = date.fromisoformat(start)
    return Tenure(
        person=person,
        aliases=(),
        office="mayor",
        polity=polity,
        qualifier="",
        start=first,
        end=date.fromisoformat(end) if end else None,
        as_of=date.fromisoformat(as_of),
        source="a list",
        table="own.csv",
        row=row_name(polity, "mayor", first, person),
    )


def label(row: Tenure) -> str:
    return f"{row.person} ({row.qualifier})" if row.qualifier else row.person


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['of']} {case['office']} {case['day']}")
def test_who_held_the_office(case: dict[str, Any]) -> None:
    office, polity, on = case["office"], case["of"], case["day"]
    assert TABLE.covers(office, polity, on) is case.get("known", True), case["why"]
    assert [label(row) for row in TABLE.holders(office, polity, on)] == case.get("holders", []), case["why"]


def test_there_are_enough_cases_of_each_sort() -> None:
    assert len(CASES) >= 40
    assert sum(case.get("holders") == [] for case in CASES) >= 5
    assert sum(not case.get("known", True) for case in CASES) >= 5
    assert sum(any("(acting)" in name for name in case.get("holders", [])) for case in CASES) >= 5


def test_every_row_is_complete() -> None:
    assert len(ROWS) > 400
    for row in ROWS:
        assert row.source, row.row
        assert row.start <= row.last_day <= row.as_of, row.row
        assert len(set(row.names)) == len(row.names), f"{row.row} has an alias twice"
        assert row.table == "office_holders.csv"
        assert row.row == row_name(row.polity, row.office, row.start, row.person)


def test_no_two_hold_one_office_but_on_a_handover() -> None:
    for key in TABLE.by_office.keys() - SHARED:
        confirmed = [row for row in TABLE.tenures(*key) if not row.qualifier]
        for earlier, later in pairwise(confirmed):
            slack = timedelta(days=earlier.slack + later.slack)
            assert earlier.last_day - slack <= later.start, f"{earlier.row} and {later.row} overlap"


def test_an_open_row_speaks_for_as_long_as_its_office() -> None:
    """Else the office would look vacant between the day of the row and the last day known."""
    for key, rows in TABLE.by_office.items():
        assert {row.as_of for row in rows if row.end is None} <= {TABLE.last_known(*key)}, key


def test_a_spelling_means_one_person_within_an_office() -> None:
    for key, rows in TABLE.by_office.items():
        people: dict[str, str] = {}
        for row in rows:
            for name in row.names:
                assert people.setdefault(name, row.person) == row.person, f"{name} is two people as {key}"


def test_a_person_has_the_same_spellings_in_every_row_of_an_office() -> None:
    for rows in TABLE.by_office.values():
        for row in rows:
            assert {other.aliases for other in rows if other.person == row.person} == {row.aliases}, row.row


@pytest.mark.parametrize("polity", NAMED)
def test_a_country_has_a_foreign_minister_on_every_new_year(polity: str) -> None:
    for year in range(2022, 2026):
        assert TABLE.holders("foreign minister", polity, date(year, 1, 1)), f"{polity} {year}"


def test_a_gap_is_covered_and_empty() -> None:
    table = ReferenceTable.of([tenure("A", "2020-01-01", "2020-06-30"), tenure("B", "2021-01-01", None)])
    assert table.covers("mayor", "ZZ", date(2020, 9, 1))
    assert table.holders("mayor", "ZZ", date(2020, 9, 1)) == ()
    assert table.last_known("mayor", "ZZ") == date(2025, 10, 31)


def test_an_open_tenure_ends_for_the_table_at_its_as_of() -> None:
    table = ReferenceTable.of([tenure("A", "2020-01-01", None, as_of="2025-10-31")])
    assert [row.person for row in table.holders("mayor", "ZZ", date(2025, 10, 31))] == ["A"]
    assert table.holders("mayor", "ZZ", date(2025, 11, 1)) == ()
    assert not table.covers("mayor", "ZZ", date(2025, 11, 1))


def test_the_first_day_is_covered_and_the_day_before_is_not() -> None:
    table = ReferenceTable.of([tenure("A", "2020-01-01", None)])
    assert table.covers("mayor", "ZZ", date(2020, 1, 1))
    assert not table.covers("mayor", "ZZ", date(2019, 12, 31))


def test_an_unknown_office_is_not_covered() -> None:
    table = ReferenceTable.of([])
    assert table.tenures("mayor", "ZZ") == table.holders("mayor", "ZZ", date(2020, 1, 1)) == ()
    assert not table.covers("mayor", "ZZ", date(2020, 1, 1))
    assert table.last_known("mayor", "ZZ") is None
    assert table.version.startswith("empty+")


def test_order_and_version_do_not_depend_on_the_order_of_the_rows() -> None:
    rows = [
        tenure("B", "2021-01-01", None),
        tenure("A", "2020-01-01", "2021-01-01"),
        tenure("C", "2020-01-01", None, polity="YY"),
    ]
    one, other = ReferenceTable.of(rows), ReferenceTable.of(reversed(rows))
    assert one == other
    assert [row.person for row in one.tenures("mayor", "ZZ")] == ["A", "B"]


def test_the_version_changes_with_the_content_and_names_the_latest_day() -> None:
    one = ReferenceTable.of([tenure("A", "2020-01-01", None)]).version
    other = ReferenceTable.of([tenure("A.", "2020-01-01", None)]).version
    assert one != other
    day, _, digest = one.partition("+")
    assert day == "2025-10-31"
    assert len(digest) == 8
    assert int(digest, 16) >= 0


def test_the_built_in_table_has_no_warnings_and_a_stable_version() -> None:
    assert TABLE.warnings == ()
    assert load_reference().version == TABLE.version
