from __future__ import annotations

import re

import pytest
from lxml import html
from lxml.html import HtmlElement
from msgspec.structs import replace

from factcheck.model.values import CasualtyValue
from factcheck.render import render
from factcheck.render.coverage import coverage
from factcheck.render.digest import Index, groups
from factcheck.render.questions_view import alike
from factcheck.render.tolls import BOTTOM, HEIGHT, TOP, chart
from tests.render.sample import copied_report, quiet_report, sample_report
from tests.render.sample_claims import CLAIMS

REPORT = sample_report()
INDEX = Index(REPORT)
TREE: HtmlElement = html.document_fromstring(render(REPORT, "html"))


def test_a_question_that_several_answer_alike_is_listed_with_all_who_do() -> None:
    found = coverage(quiet_report(), quiet_report(), Index(quiet_report()))
    told = {one.question: one for event in found.events for one in event.agreed}
    town = told["Where was the cannery fire?"]
    assert town.value == "Brackwell"
    assert [voice.source for voice in town.voices] == ["Northern Wire", "The Daily Lantern"]
    assert found.agreed + found.alone == found.questions == len(REPORT.questions)


def test_a_contested_question_is_not_listed_as_agreed() -> None:
    judged = {finding.question for finding in REPORT.findings}
    contested = {question.label for question in REPORT.questions if question.id in judged}
    agreed = {one.question for event in coverage(REPORT, REPORT, INDEX).events for one in event.agreed}
    assert agreed
    assert not agreed & contested


def test_what_could_not_be_judged_is_told_with_its_reason() -> None:
    section = TREE.xpath('//section[@id="open"]')[0]
    assert "The reference table knows who was foreign minister of Orrinland until 31 January 2026 only." in (
        section.text_content()
    )
    assert section.xpath(f'.//a[@href="#c-{CLAIMS["g-office"].id}"]')
    yearless = section.xpath(f'.//a[@href="#c-{CLAIMS["r-time"].id}"]')
    assert yearless
    assert "Articles without a date" in section.text_content()


def test_reviews_stand_with_their_finding_and_are_counted() -> None:
    (kept,) = TREE.xpath(f'//*[@id="f-{REPORT.reviews[0].finding}"]//p[@class="review confirmed"]')
    assert kept.text_content() == "Confirmed by Ines Moll, 14 March 2026: The host's own minutes say <Velmora>."
    assert f"Reviewed by people: confirmed 1, dismissed 1 of {len(REPORT.findings)} findings." in TREE.text_content()


def test_findings_of_the_same_values_and_verdict_are_gathered() -> None:
    venue = next(group for group in groups(REPORT) if group.question and group.question.attribute == "venue")
    assert [len(members) for members in alike(venue.findings)] == [2]
    (card,) = TREE.xpath(f'//*[@id="q-{venue.question.id if venue.question else ""}"]')
    assert len(card.xpath('.//ol[@class="verdicts"]/li')) == 1
    assert len(card.xpath('.//div[@class="finding"]')) == 2


def test_the_steps_of_a_finding_are_those_of_explain() -> None:
    text = " ".join(TREE.xpath(f'//*[@id="f-{REPORT.findings[0].id}"]//ol[@class="steps"]')[0].text_content().split())
    assert "The quotes a: roughly 80 percent Harbour Gazette, 11 March 2026" in text
    verdict = "The verdict Discrepancy. Rounding reconciles them: 78.6 percent is roughly 80 percent."
    assert text.endswith(f"{verdict} Severity warning, confidence 0.75.")


def test_the_chart_has_a_mark_for_each_toll_and_a_table_behind_it() -> None:
    dead = next(group for group in groups(REPORT) if group.question and group.question.attribute == "killed: all")
    drawn = chart(INDEX, dead)
    assert drawn is not None
    assert [(mark.value, mark.open, mark.exact) for mark in drawn.marks] == [
        ("at least 7 killed", "up", False),
        ("12 killed", "", True),
    ]
    low, exact = drawn.marks
    assert low.top == TOP
    assert TOP < exact.top < low.bottom < HEIGHT - BOTTOM
    assert low.x < exact.x
    assert {mark.value for mark in drawn.undated} == {"19 killed"}
    (figure,) = TREE.xpath('//figure[@class="tolls"][.//desc[contains(., "7")]]')
    assert len(figure.xpath(".//tbody/tr")) == len(drawn.marks) + len(drawn.undated)
    assert figure.xpath("string(.//svg/@role)") == "img"
    assert "between 7 and 12" in figure.xpath("string(.//desc)")


def test_a_chart_of_great_numbers_keeps_a_few_round_lines() -> None:
    dead = next(group for group in groups(REPORT) if group.question and group.question.attribute == "killed: all")
    claim = CLAIMS["l-dead"]
    assert isinstance(claim.value, CasualtyValue)
    great = replace(claim, value=replace(claim.value, min=41_700, max=41_700))
    report = replace(REPORT, claims=tuple(great if one.id == claim.id else one for one in REPORT.claims))
    drawn = chart(Index(report), dead)
    assert drawn is not None
    labels = [tick.label for tick in drawn.numbers]
    assert labels[0] == "0"
    assert labels[-1] == "50,000"
    assert 3 <= len(labels) <= 7


def test_the_matrix_of_an_event_names_only_the_sources_that_speak_of_it() -> None:
    heads = [
        [cell.text_content() for cell in table.xpath("./thead//th")] for table in TREE.xpath('//table[@class="matrix"]')
    ]
    assert ["Question", "Harbour Gazette", "Northern Wire"] in heads
    assert ["Question", "Northern Wire", "Orrin Radio", "The Daily Lantern"] in heads


def test_the_gravest_question_is_linked_from_the_first_paragraph() -> None:
    (link,) = TREE.xpath('//p[@class="lead"]//a')
    first = groups(REPORT)[0]
    assert first.question is not None
    assert link.get("href") == f"#q-{first.question.id}"
    assert re.search(r"The gravest: .+ or .+\.", TREE.xpath('string(//p[@class="lead"])'))


def test_two_versions_of_one_text_count_as_one_origin_in_the_chart_too() -> None:
    tree = html.document_fromstring(render(copied_report(), "html"))
    assert "3 figures from 3 sources" in tree.xpath('string(//figure[@class="tolls"]//desc)')


def test_a_long_report_tells_the_rest_in_a_line_each(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("factcheck.render.view.FULL", 2)
    tree = html.document_fromstring(render(REPORT, "html"))
    judged = {finding.question for finding in REPORT.findings}
    assert len(tree.xpath('//article[starts-with(@class, "question")]')) == 2
    assert len(tree.xpath('//li[@class="line"]')) == len(judged) - 2
    ids = set(tree.xpath("//@id"))
    assert {f"f-{finding.id}" for finding in REPORT.findings} <= ids
    assert {href[1:] for href in tree.xpath("//@href") if href.startswith("#")} <= ids
