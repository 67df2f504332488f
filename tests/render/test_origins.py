"""Copies of one text count once, wherever a reader is told who says something."""

from __future__ import annotations

import csv
import io
import json

from lxml import html
from msgspec.structs import replace

from factcheck.model.finding import Finding
from factcheck.model.report import Origin
from factcheck.render import explain, render
from factcheck.render.digest import groups
from factcheck.render.origins import Origins
from tests.render.sample import COPY, copied_report, sample_report
from tests.render.sample_articles import ARTICLES

REPORT = copied_report()
ORIGINS = Origins(REPORT)
WIRE, SUMMIT, RADIO = (ARTICLES[key].id for key in ("wire-fire", "wire-summit", "radio"))
TWO_VERSIONS = "These are two versions of one agency text (Northern Wire)."


def finding(code: str, value: str) -> Finding:
    return next(one for one in REPORT.findings if one.code == code and one.b.value == value)


def test_outlets_and_origins_are_counted_apart() -> None:
    assert ORIGINS.reach([]) == ""
    assert ORIGINS.reach([WIRE]) == "1 outlet"
    assert ORIGINS.reach([WIRE, COPY.id]) == "2 outlets, 1 origin (Northern Wire)"
    assert ORIGINS.reach([WIRE, RADIO]) == "2 outlets, 2 origins"
    assert ORIGINS.reach([WIRE, COPY.id, RADIO]) == "3 outlets, 2 origins (2 with Northern Wire copy)"


def test_two_articles_of_one_outlet_are_one_origin_unless_one_is_a_copy() -> None:
    assert Origins(sample_report()).reach([WIRE, SUMMIT]) == "1 outlet"
    assert ORIGINS.reach([WIRE, SUMMIT]) == "1 outlet, 2 origins"
    again = Origins(replace(REPORT, origins=(Origin(id="o1", agency="", articles=(SUMMIT, WIRE)),)))
    assert again.reach([WIRE, SUMMIT]) == "1 outlet"


def test_a_text_without_a_credit_is_shared_copy() -> None:
    (origin,) = REPORT.origins
    origins = Origins(replace(REPORT, origins=(replace(origin, agency=""),)))
    assert origins.reach([WIRE, COPY.id]) == "2 outlets, 1 origin (shared copy)"
    assert origins.label(COPY.id) == "shared copy"
    assert origins.versions([WIRE], [COPY.id]) == "These are two versions of one shared text."


def test_two_versions_are_said_only_between_copies() -> None:
    assert ORIGINS.versions([WIRE], [COPY.id]) == TWO_VERSIONS
    assert ORIGINS.versions([WIRE], [WIRE]) == ""
    assert ORIGINS.versions([WIRE], [RADIO]) == ""
    assert ORIGINS.versions([WIRE], [COPY.id, RADIO]) == ""
    assert ORIGINS.versions([WIRE], []) == ""


def test_every_format_says_that_both_sides_are_one_text() -> None:
    for name in ("text", "concise", "json", "jsonl", "csv", "html"):
        assert TWO_VERSIONS in " ".join(render(REPORT, name).split()), name
        assert "two versions" not in render(sample_report(), name)
    assert "two versions of one agency text (Northern Wire)" in render(REPORT, "markdown")
    assert TWO_VERSIONS in " ".join(explain(REPORT, finding("FC301", "at least 8").id).split())


def test_the_text_gathers_copies_and_quotes_them_once() -> None:
    text = render(REPORT, "text")
    assert "6 articles from 5 sources (5 independent origins)" in text
    group = next(one for one in groups(REPORT) if one.question and one.question.attribute == "in hospital")
    four = next(rival for rival in group.rivals if rival.value == "4")
    assert [[voice.source for voice in block] for block in four.blocks] == [["Brackwell Evening", "Northern Wire"]]
    assert render(REPORT, "markdown").count("**Four people** are in hospital.") == 1
    assert "**4** – 2 outlets, 1 origin (Northern Wire)" in render(REPORT, "markdown")


def test_of_equal_verdicts_the_one_with_more_origins_comes_first() -> None:
    venue = next(one for one in REPORT.findings if one.code == "FC201" and one.scope == "cross-source")
    dead = finding("FC301", "at least 8")
    more = replace(dead, a=replace(dead.a, claims=(*dead.a.claims, *venue.a.claims)), confidence=0.1)
    wide = replace(more, b=replace(more.b, claims=(*more.b.claims, *venue.b.claims)))
    order = [group.findings[0].id for group in groups(replace(REPORT, findings=(venue, wide)))]
    assert order == [wide.id, venue.id]
    # As many on the weaker side: then the event that more origins report comes first, however sure the finding.
    assert [group.findings[0].id for group in groups(replace(REPORT, findings=(venue, more)))] == [more.id, venue.id]


def test_the_page_labels_copies_and_counts_outlets() -> None:
    tree = html.document_fromstring(render(REPORT, "html"))
    assert "2 outlets, 1 origin (Northern Wire)" in tree.xpath('//p[@class="reach"]/text()')
    labels = [" ".join(label.text_content().split()) for label in tree.xpath('//*[@class="origin"]')]
    assert set(labels) == {"≡ Northern Wire copy", "≡ agency original"}
    assert tree.xpath(f'//article[@id="a-{COPY.id}"]//*[@class="origin"]')
    assert not tree.xpath(f'//article[@id="a-{RADIO}"]//*[@class="origin"]')
    assert len(tree.xpath('//*[@id="matrix"]//td//*[@class="origin"]')) > 1


def test_agreement_of_copies_is_no_agreement() -> None:
    quiet = html.document_fromstring(render(replace(REPORT, findings=()), "html"))
    (row,) = quiet.xpath('//tbody/tr[contains(th, "in hospital")]')
    states = [cell.get("class") for cell in row.xpath("td/span") if "cell" in cell.get("class")]
    assert sorted(states) == ["cell alone", "cell copied", "cell copied"]


def test_a_side_that_no_article_gives_is_told_in_every_format() -> None:
    calendar = finding("FC901", "Friday")
    assert "  Friday\n    by the calendar\n" in render(REPORT, "text")
    assert "against Friday (by the calendar). 13 March 2026 was a Friday." in render(REPORT, "concise")
    assert "**Friday**\n\n- by the calendar\n" in render(REPORT, "markdown")
    assert "By the calendar" in render(REPORT, "html")
    assert "By the calendar." in explain(REPORT, calendar.id)
    row = next(one for one in csv.DictReader(io.StringIO(render(REPORT, "csv"))) if one["id"] == calendar.id)
    assert (row["sources"], row["origins"]) == ("Orrin Radio | by the calendar", "1 | 0")
    record = next(one for one in map(json.loads, render(REPORT, "jsonl").splitlines()) if one["id"] == calendar.id)
    assert record["b"] == {"value": "Friday", "claims": [], "quotes": []}


def test_a_line_a_finding_names_the_origin_of_each_quote() -> None:
    dead = finding("FC301", "at least 8")
    record = next(one for one in map(json.loads, render(REPORT, "jsonl").splitlines()) if one["id"] == dead.id)
    assert {quote["origin"] for side in ("a", "b") for quote in record[side]["quotes"]} == {REPORT.origins[0].id}
