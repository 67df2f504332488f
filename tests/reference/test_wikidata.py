"""Exports of the Wikidata query service. The examples are our own, in the shapes the service writes."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from factcheck.reference.readers import ReferenceError, read_reference  # noqa: A004
from factcheck.reference.tables import load_reference
from factcheck.reference.tenure import Tenure

ENTITY = "http://www.wikidata.org/entity/"
CSV = f"""person,personLabel,positionLabel,start,end
{ENTITY}Q1,Ada Example,Minister of Foreign Affairs of Iran,2021-08-25T00:00:00Z,2024-05-19T00:00:00Z
{ENTITY}Q2,Bo Example,Minister of Foreign Affairs of Iran,2024-08-21T00:00:00Z,
"""
# One row of simple JSON, and how the same variables are spelt by others.
ROW = {"personLabel": "Ada Example", "positionLabel": "Prime Minister of Pakistan", "start": "2024-03-04T00:00:00Z"}
SPELLINGS = [
    ("personLabel", "positionLabel", "start", "end"),
    ("itemLabel", "officeLabel", "startDate", "endDate"),
    ("holderLabel", "positionLabel", "startTime", "endTime"),
    ("holder", "office", "start_time", "end_time"),
    ("politicianLabel", "position", "Start", "until"),
]


def save(folder: Path, content: object, name: str = "query.json") -> Path:
    path = folder / name
    text = content if isinstance(content, str) else json.dumps(content, ensure_ascii=False)
    path.write_text(text, encoding="utf-8")
    return path


def one(folder: Path, **changes: str | None) -> Tenure:
    row = {key: value for key, value in {**ROW, **changes}.items() if value is not None}
    (tenure,) = read_reference(save(folder, [row])).tenures
    return tenure


def bindings(rows: list[dict[str, Any]]) -> dict[str, Any]:
    """Rows of simple JSON as SPARQL JSON."""

    def term(value: Any) -> dict[str, str]:
        if isinstance(value, dict):
            return value
        return {"type": "uri" if value.startswith("http") else "literal", "value": value}

    names = sorted({name for row in rows for name in row})
    filled = [{name: term(value) for name, value in row.items()} for row in rows]
    return {"head": {"vars": names}, "results": {"bindings": filled}}


def test_csv(tmp_path: Path) -> None:
    found = read_reference(save(tmp_path, CSV, "export-2025-10-31.csv"))
    assert [(row.person, row.office, row.polity) for row in found.tenures] == [
        ("Ada Example", "foreign minister", "IR"),
        ("Bo Example", "foreign minister", "IR"),
    ]
    assert [(row.start, row.end) for row in found.tenures] == [
        (date(2021, 8, 25), date(2024, 5, 19)),
        (date(2024, 8, 21), None),
    ]
    assert {row.as_of for row in found.tenures} == {date(2025, 10, 31)}
    assert found.tenures[0].source == "Wikidata, export-2025-10-31.csv"
    assert found.tenures[0].row == "IR/foreign minister/2021-08-25/Ada Example"
    assert found.warnings == ()


def test_both_sorts_of_json_give_what_csv_gives(tmp_path: Path) -> None:
    rows = [
        {
            "person": f"{ENTITY}Q1",
            "personLabel": "Ada Example",
            "positionLabel": "Minister of Foreign Affairs of Iran",
            "start": "2021-08-25T00:00:00Z",
            "end": "2024-05-19T00:00:00Z",
        },
        {
            "person": f"{ENTITY}Q2",
            "personLabel": "Bo Example",
            "positionLabel": "Minister of Foreign Affairs of Iran",
            "start": "2024-08-21T00:00:00Z",
        },
    ]
    expected = read_reference(save(tmp_path, CSV, "query.csv")).tenures
    for content in (rows, bindings(rows)):
        tenures = read_reference(save(tmp_path, content, "query.csv")).tenures  # the layout is told from the content
        assert tenures == expected


@pytest.mark.parametrize("names", SPELLINGS, ids=" ".join)
def test_variables_in_their_usual_spellings(tmp_path: Path, names: tuple[str, str, str, str]) -> None:
    values = ("Ada Example", "Prime Minister of Pakistan", "+2022-04-11T00:00:00Z", "2023-08-14T00:00:00Z")
    (row,) = read_reference(save(tmp_path, [dict(zip(names, values, strict=True))])).tenures
    assert (row.person, row.office, row.polity) == ("Ada Example", "prime minister", "PK")
    assert (row.start, row.end) == (date(2022, 4, 11), date(2023, 8, 14))


def test_the_country_may_stand_beside_the_position(tmp_path: Path) -> None:
    row = one(tmp_path, positionLabel="Minister of Foreign Affairs", country=f"{ENTITY}Q794", countryLabel="Iran")
    assert (row.office, row.polity) == ("foreign minister", "IR")
    row = one(tmp_path, positionLabel="Minister of Foreign Affairs", jurisdictionLabel="United Kingdom")
    assert (row.office, row.polity) == ("foreign minister", "GB")


@pytest.mark.parametrize(
    ("changes", "qualifier"),
    [
        ({}, ""),
        ({"natureLabel": "acting"}, "acting"),
        ({"natureOfStatementLabel": "interim"}, "acting"),
        ({"natureLabel": "elected"}, ""),
        ({"positionLabel": "Acting Prime Minister of Pakistan"}, "acting"),
    ],
)
def test_acting(tmp_path: Path, changes: dict[str, str], qualifier: str) -> None:
    assert one(tmp_path, **changes).qualifier == qualifier


def test_aliases(tmp_path: Path) -> None:
    assert one(tmp_path, personAltLabel="A. Example, Ada Exemple").aliases == ("A. Example", "Ada Exemple")


@pytest.mark.parametrize(
    ("changes", "start", "end", "slack"),
    [
        ({"start": "+2024-03-00T00:00:00Z"}, "2024-03-01", None, 30),
        ({"start": "2024-03-01T00:00:00Z", "startPrecision": "10"}, "2024-03-01", None, 30),
        ({"start": "2024-01-01T00:00:00Z", "startPrecision": "9"}, "2024-01-01", None, 365),
        ({"start": "2024-01-01T00:00:00Z", "startPrecision": "11"}, "2024-01-01", None, 0),
        ({"end": "2025-02-01T00:00:00Z", "endPrecision": "10"}, "2024-03-04", "2025-02-28", 27),
    ],
)
def test_precision(tmp_path: Path, changes: dict[str, str], start: str, end: str | None, slack: int) -> None:
    row = one(tmp_path, **changes)
    assert row.start == date.fromisoformat(start)
    assert row.end == (date.fromisoformat(end) if end else None)
    assert row.slack == slack


@pytest.mark.parametrize("end", ["t1234567", "_:b0", "http://www.wikidata.org/.well-known/genid/0f3c"])
def test_an_end_at_an_unknown_time_rules_nobody_out(tmp_path: Path, end: str) -> None:
    path = save(tmp_path, [{**ROW, "end": end}], "export-2025-10-31.json")
    (row,) = read_reference(path).tenures
    assert row.end == date(2025, 10, 31)
    assert row.slack == (date(2025, 10, 31) - date(2024, 3, 4)).days


def test_a_blank_node_of_sparql_json_is_an_unknown_value(tmp_path: Path) -> None:
    content = bindings([{**ROW, "end": {"type": "bnode", "value": "b12"}}])
    (row,) = read_reference(save(tmp_path, content, "export-2025-10-31.json")).tenures
    assert row.end == date(2025, 10, 31)


@pytest.mark.parametrize(
    ("changes", "word"),
    [
        ({"positionLabel": "Deputy Minister of Foreign Affairs of Iran"}, "Deputy Minister of Foreign Affairs of Iran"),
        ({"positionLabel": "Minister of Foreign Affairs"}, "country is not clear"),
        ({"positionLabel": f"{ENTITY}Q11696"}, "position ''"),
        ({"personLabel": "Q4711"}, "no name in English"),
        ({"personLabel": "_:b1"}, "no name in English"),
        ({"start": "t99"}, "start is not known"),
        ({"start": None}, "start is not known"),
        ({"start": "-0044-03-15T00:00:00Z"}, "-0044-03-15"),
        ({"end": "2020-01-01T00:00:00Z"}, "before the start"),
    ],
)
def test_what_cannot_be_used_is_told(tmp_path: Path, changes: dict[str, str | None], word: str) -> None:
    bad = {key: value for key, value in {**ROW, **changes}.items() if value is not None}
    found = read_reference(save(tmp_path, [ROW, bad]))
    assert [row.person for row in found.tenures] == ["Ada Example"]
    (warning,) = found.warnings
    assert warning.startswith("query.json, row 2: ")
    assert warning.endswith("; left out")
    assert word in warning


def test_the_line_of_a_csv_is_named(tmp_path: Path) -> None:
    path = save(tmp_path, CSV + f"{ENTITY}Q3,Cy Example,King of the Road,2020-01-02T00:00:00Z,\n", "query.csv")
    (warning,) = read_reference(path).warnings
    assert warning.startswith("query.csv, line 4: Cy Example")


def test_a_statement_that_a_join_multiplied_counts_once(tmp_path: Path) -> None:
    found = read_reference(save(tmp_path, [ROW, dict(ROW)]))
    assert len(found.tenures) == 1
    assert found.warnings == ()


def test_the_same_start_with_another_end_is_told(tmp_path: Path) -> None:
    found = read_reference(save(tmp_path, [ROW, {**ROW, "end": "2025-01-05T00:00:00Z"}]))
    assert [row.end for row in found.tenures] == [None]
    assert "another end" in found.warnings[0]


def test_several_open_tenures_of_an_office_are_told(tmp_path: Path) -> None:
    found = read_reference(save(tmp_path, [ROW, {**ROW, "personLabel": "Bo Example", "start": "2025-03-04"}]))
    assert len(found.tenures) == 2
    assert "PK prime minister has 2 tenures without an end" in found.warnings[0]


def test_new_year_without_a_precision_is_told(tmp_path: Path) -> None:
    found = read_reference(save(tmp_path, [{**ROW, "start": "2024-01-01T00:00:00Z"}]))
    assert found.tenures[0].slack == 0
    assert "1 January" in found.warnings[0]


def test_the_day_up_to_which_an_export_is_known(tmp_path: Path) -> None:
    later = {
        **ROW,
        "personLabel": "Bo Example",
        "positionLabel": "President of the United States",
        "start": "2025-01-20",
    }
    by_latest_start = read_reference(save(tmp_path, [ROW, later])).tenures
    assert {row.as_of for row in by_latest_start} == {date(2025, 1, 20)}
    by_name = read_reference(save(tmp_path, [ROW, later], "ministers 2025-06-30.json")).tenures
    assert {row.as_of for row in by_name} == {date(2025, 6, 30)}
    named_for_something_else = read_reference(save(tmp_path, [ROW, later], "since-2018-01-01.json")).tenures
    assert {row.as_of for row in named_for_something_else} == {date(2025, 1, 20)}
    by_variable = read_reference(save(tmp_path, [{**ROW, "asOf": "2025-09-01"}], "x-2025-06-30.json")).tenures
    assert {row.as_of for row in by_variable} == {date(2025, 9, 1)}


def test_an_export_without_a_variable_that_is_needed_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ReferenceError, match="no variable for start in personLabel, positionLabel"):
        read_reference(save(tmp_path, [{"personLabel": "Ada", "positionLabel": "Prime Minister of Pakistan"}]))
    with pytest.raises(ReferenceError, match="no variable for position"):
        read_reference(save(tmp_path, bindings([{"personLabel": "Ada", "start": "2020-01-02"}])))


def test_an_export_without_rows_gives_none(tmp_path: Path) -> None:
    assert read_reference(save(tmp_path, bindings([]))).tenures == ()


def test_an_export_takes_the_place_of_the_built_in_rows(tmp_path: Path) -> None:
    path = save(tmp_path, CSV + f"{ENTITY}Q3,Cy Example,King of the Road,2020-01-02T00:00:00Z,\n", "x-2025-10-31.csv")
    table = load_reference([path])
    assert [row.person for row in table.holders("foreign minister", "IR", date(2025, 1, 1))] == ["Bo Example"]
    assert table.covers("foreign minister", "IR", date(2024, 7, 1))
    assert table.holders("foreign minister", "IR", date(2024, 7, 1)) == ()
    assert len(table.warnings) == 1
    assert "King of the Road" in table.warnings[0]
