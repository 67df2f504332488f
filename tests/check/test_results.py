"""Findings as a desk is told of them: whose side comes first, who is asked about, what was compared."""

from __future__ import annotations

from datetime import date

from factcheck.extract import load_pipeline
from factcheck.model.check import Check
from factcheck.model.finding import Scope
from factcheck.pipeline import run
from factcheck.reference.tables import load_reference
from tests.drafts_run import LIMA, MONTEVIDEO, article, checked, rivals, wire

MINISTER = "Turkish Foreign Minister Mevlut Cavusoglu arrived in Lisbon."


def compared(check: Check) -> set[str]:
    words = {claim.id: claim.value_text for claim in check.claims()}
    return {words[i] for i in check.compared}


def test_the_side_of_the_draft_comes_first() -> None:
    (result,) = rivals().results
    assert (result.finding.a.value, result.finding.b.value) == ("Lima", "Montevideo")
    turned = checked(article(MONTEVIDEO), against=(wire(LIMA),))
    (result,) = turned.results
    assert (result.finding.a.value, result.finding.b.value) == ("Montevideo", "Lima")
    read = {reason.code: reason.text for reason in result.finding.reasons}
    assert "Montevideo" in read["value-a"]
    assert "Lima" in read["value-b"]


def test_what_others_say_against_each_other_is_not_told() -> None:
    draft = article("The second round of talks between Chile and Bolivia was held on 4 June 2024.")
    check = checked(draft, against=(wire(LIMA, "a.txt"), article(MONTEVIDEO, "b.txt", "The Kelp")))
    assert check.results == ()


def test_who_agrees_with_the_draft_is_not_on_its_side() -> None:
    check = checked(article(LIMA), against=(wire(), article(LIMA, "kelp.txt", "The Kelp")))
    (result,) = check.results
    of = {claim.id: claim.article for claim in check.report.claims}
    assert {of[i] for i in result.finding.a.claims} == set(check.drafts)


def test_two_drafts_are_held_against_each_other_and_told_at_the_first() -> None:
    first, second = article(LIMA, "a.md"), article(MONTEVIDEO, "b.md")
    for check in (checked(first, second), checked(second, first)):
        assert [(r.draft, r.finding.scope) for r in check.told()] == [(first.id, Scope.SAME_SOURCE)]


def test_a_check_finds_what_a_comparison_of_all_finds_on_the_draft() -> None:
    draft, others = article(LIMA), (wire(), article(LIMA, "kelp.txt", "The Kelp"))
    whole = run([draft, *others], load_pipeline(), load_reference())
    values = {(f.code, f.verdict, frozenset((f.a.value, f.b.value))) for f in whole.findings}
    check = checked(draft, against=others)
    assert {(f.code, f.verdict, frozenset((f.a.value, f.b.value))) for f in check.report.findings} == values


def test_agreement_counts_as_compared_and_saying_it_twice_does_not() -> None:
    assert "Lima" in compared(checked(article(LIMA), against=(wire(LIMA),)))
    twice = f"{LIMA}\n\nThe second round of talks was held in Lima."
    assert "Lima" not in compared(checked(article(twice)))
    assert compared(checked(article(LIMA))) == set()


def test_office_holders_of_a_dated_draft_are_compared_with_the_table() -> None:
    dated = checked(article(MINISTER, published=date(2025, 6, 1)))
    assert [r.finding.code for r in dated.told()] == ["FC402"]
    assert compared(dated) == {"Mevlut Cavusoglu"}
    undated = checked(article(MINISTER, published=None))
    assert undated.told() == ()
    assert compared(undated) == set()
    assert [notice.code for notice in undated.notices] == ["undated"]


def test_a_weekday_beside_its_date_is_compared_with_the_calendar() -> None:
    right = checked(article("The talks between Chile and Bolivia were held in Lima on Tuesday, 4 June 2024."))
    assert compared(right) == {"Tuesday, 4 June 2024"}
    assert right.told() == ()


def test_the_report_of_a_check_holds_what_it_names_and_no_more() -> None:
    bystander = article("Police in Bergen said 12 people were killed in the fire on 3 March 2024.", "c.txt", "The Kelp")
    check = checked(article(LIMA), against=(wire(), bystander))
    assert {a.path for a in check.report.articles} == {"draft.md", "wire.txt"}
    claims = {claim.id for claim in check.report.claims}
    assert {i for q in check.report.questions for a in q.answers for i in a.claims} <= claims
    assert {claim.event for claim in check.report.claims if claim.event} == {e.id for e in check.report.events}
