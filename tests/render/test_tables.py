from __future__ import annotations

import csv
import io
import json

import pytest
from msgspec.structs import replace

from factcheck.render import render, render_extract
from factcheck.render.table import CLAIM_COLUMNS, FINDING_COLUMNS, guard
from tests.render.sample import empty_report, sample_report


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_a_row_a_finding() -> None:
    found = rows(render(sample_report(), "csv"))
    assert [row["id"] for row in found] == [finding.id for finding in sample_report().findings]
    venue = next(row for row in found if row["code"] == "FC201")
    assert venue["values"] == "Velmora | Tarsk"
    assert venue["sources"] == "Harbour Gazette | Northern Wire"
    assert venue["dates"] == "2026-03-11 | 2026-03-12"
    reference = next(row for row in found if row["scope"] == "reference")
    assert reference["sources"] == "Northern Wire | reference offices, row oz/foreign-minister/3"


def test_a_row_a_claim() -> None:
    found = rows(render_extract(sample_report(), "csv"))
    assert len(found) == len(sample_report().claims)
    share = next(row for row in found if row["value_text"] == "roughly 80 percent")
    assert (share["value"], share["speaker"]) == ("roughly 80 percent (shoreline)", "Ada Renn")
    assert json.loads(share["value_json"])["min"] == 80


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", " =1", "\r=1"])
def test_no_cell_is_a_formula(cell: str) -> None:
    assert guard(cell) == f"'{cell}"


def test_other_cells_stay_as_they_are() -> None:
    assert [guard(cell) for cell in ("a=b", "", -1, 0.5)] == ["a=b", "", -1, 0.5]


def test_a_source_named_like_a_formula_is_guarded_in_the_file() -> None:
    report = sample_report()
    sly = tuple(replace(article, source="=HYPERLINK(1)") for article in report.articles)
    found = rows(render_extract(replace(report, articles=sly), "csv"))
    assert {row["source"] for row in found} == {"'=HYPERLINK(1)"}


def test_without_rows_the_columns_still_stand() -> None:
    assert render(empty_report(), "csv").strip().split(",") == list(FINDING_COLUMNS)
    assert render_extract(empty_report(), "csv").strip().split(",") == list(CLAIM_COLUMNS)


def test_a_line_a_finding_with_its_quotes() -> None:
    found = [json.loads(line) for line in render(sample_report(), "jsonl").splitlines()]
    assert [record["id"] for record in found] == [finding.id for finding in sample_report().findings]
    venue = next(record for record in found if record["code"] == "FC201")
    assert venue["question_label"] == "Where was the second summit of the Lake Orrin states held?"
    assert venue["event_label"] == "second summit of the Lake Orrin states"
    (quote,) = venue["b"]["quotes"]
    assert (quote["source"], quote["value_text"], quote["line"]) == ("Northern Wire", "held in Tarsk", 1)


def test_a_line_a_claim_with_its_article() -> None:
    found = [json.loads(line) for line in render_extract(sample_report(), "jsonl").splitlines()]
    assert len(found) == len(sample_report().claims)
    assert found[0]["source"] == "Harbour Gazette"
    assert found[0]["published"] == "2026-03-11"


def test_a_line_separator_in_the_copy_starts_no_new_line() -> None:
    report = sample_report()
    odd = tuple(replace(article, title="one\u2028two\u0085three\nfour") for article in report.articles)
    text = render_extract(replace(report, articles=odd), "jsonl")
    assert len(text.splitlines()) == len(report.claims)
    assert json.loads(text.splitlines()[0])["title"] == "one\u2028two\u0085three\nfour"
