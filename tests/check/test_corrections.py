"""Corrections in an archive: what they replace, and that they are told of."""

from __future__ import annotations

import json
from datetime import date

from factcheck.model.article import Article
from factcheck.model.check import Check
from factcheck.render.check import render_check
from factcheck.render.check.told import Teller
from tests.drafts_run import article, checked, wire

FERRY = "The ferry Solvei sank off Bergen on 4 June 2024 and {toll} people were killed, police said."
DRAFT = article(FERRY.format(toll="nine"), published=date(2024, 6, 20))
URL = "https://lantern.example/2024/solvei"
WRONG = wire(FERRY.format(toll=19), "first.txt", url=URL, title="The ferry Solvei sinks off Bergen")


def rival_values(check: Check) -> set[str]:
    return {result.finding.b.value for result in check.told()}


def kinds(check: Check) -> set[tuple[str, str, str]]:
    return {(c.kind, c.article, c.corrects) for c in check.corrections}


def test_without_a_correction_the_wrong_toll_stands_against_the_draft() -> None:
    check = checked(DRAFT, against=(WRONG,))
    assert rival_values(check) == {"19 killed"}
    assert check.corrections == ()


def test_a_later_version_of_the_page_replaces_the_earlier_one() -> None:
    text = FERRY.format(toll="nine") + "\n\nAn earlier version of this article said 19 people were killed."
    later = wire(text, "second.txt", url=URL, published=date(2024, 6, 12))
    check = checked(DRAFT, against=(WRONG, later))
    assert check.told() == ()
    assert kinds(check) >= {("correction", later.id, WRONG.id)}
    (line,) = [
        line for line in Teller(check).corrections() if "corrects Paper Lantern, 8 June 2024 (first.txt)" in line
    ]
    notes = json.loads(render_check(check, "sarif"))["runs"][0]["invocations"][0]["toolExecutionNotifications"]
    assert {"level": "note", "message": {"text": line}, "descriptor": {"id": "correction"}} in notes
    assert line in " ".join(render_check(check, "full").split())


def test_a_notice_on_the_page_itself_says_nothing_twice() -> None:
    """Of one page that carries its own correction, the wrong toll is no claim of the paper's any more."""
    text = FERRY.format(toll="nine") + "\n\nAn earlier version of this article said 19 people were killed on the ferry."
    page = wire(text, "page.txt")
    check = checked(DRAFT, against=(page,))
    assert check.told() == ()


def test_a_piece_that_corrects_another_is_found_by_its_title() -> None:
    text = (
        'Correction: In our article "The ferry Solvei sinks off Bergen" we wrongly reported 19 dead. '
        "Nine people were killed when the ferry Solvei sank off Bergen on 4 June 2024."
    )
    correction = wire(text, "correction.txt", published=date(2024, 6, 12))
    check = checked(DRAFT, against=(WRONG, correction))
    assert "19 killed" not in rival_values(check)
    assert kinds(check) == {("correction", correction.id, WRONG.id)}


def test_a_correction_is_told_as_one_where_it_stands_against_the_draft() -> None:
    text = (
        "Correction: The ferry Solvei sank off Bergen on 4 June 2024 and nine people were killed, police said, not 19. "
        f"See {URL}"
    )
    correction = wire(text, "correction.txt", published=date(2024, 6, 12))
    draft = article(FERRY.format(toll=19), published=date(2024, 6, 20))
    check = checked(draft, against=(WRONG, correction))
    assert rival_values(check) == {"9 killed"}
    assert any("the figure" in line or "corrects" in line for line in Teller(check).corrections())


def test_another_source_corrects_nothing() -> None:
    text = FERRY.format(toll="nine") + "\n\nAn earlier version of this article said 19 people were killed."
    other = article(text, "other.txt", "The Kelp", url=URL, published=date(2024, 6, 12))
    assert rival_values(checked(DRAFT, against=(WRONG, other))) == {"19 killed"}


def test_a_retraction_takes_back_everything() -> None:
    retracted = wire(
        "This article has been retracted.\n\n" + FERRY.format(toll=19),
        "first.txt",
        url=URL,
        published=date(2024, 6, 12),
    )
    check = checked(DRAFT, against=(retracted,))
    assert check.told() == ()
    assert kinds(check) == {("retraction", retracted.id, retracted.id)}


def test_a_later_draft_of_a_published_page_is_not_held_against_it() -> None:
    draft: Article = article(FERRY.format(toll="nine"), source="Paper Lantern", url=URL, published=date(2024, 6, 20))
    check = checked(draft, against=(WRONG,))
    assert check.told() == ()
    assert kinds(check) == {("version", draft.id, WRONG.id)}
