"""Waivers: what they cover, when they expire, and what is said of those that do nothing."""

from __future__ import annotations

from datetime import date

import pytest

from factcheck.check.waivers import find_waivers
from factcheck.model.check import Check, SuppressedBy
from tests.drafts_run import CODES, LIMA, article, checked, wire

WAIVER = "<!-- factcheck: ignore FC201 until {until}: the host confirmed Lima -->"
PLAIN = "<!-- factcheck: ignore FC201: the host confirmed Lima -->"


def check_of(text: str, as_of: date | None = None) -> Check:
    return checked(article(text), against=(wire(),), as_of=as_of)


def codes(check: Check) -> list[str]:
    return [notice.code for notice in check.notices]


@pytest.mark.parametrize(
    "text",
    [
        f"{LIMA} {PLAIN}",
        f"{PLAIN}\n{LIMA}",
        f"{PLAIN}\n\n{LIMA}",
        f"  {PLAIN}  \n\n\n{LIMA}\n",
        f"{PLAIN.replace('FC201', 'FC7, fc2')}\n\n{LIMA}",
        f"<!-- factcheck:\nignore FC201:\nthe host confirmed Lima\n-->\n\n{LIMA}",
    ],
)
def test_a_waiver_covers_its_line_or_the_paragraph_after_it(text: str) -> None:
    check = check_of(text)
    assert check.told() == ()
    (result,) = check.results
    assert result.suppression is not None
    assert (result.suppression.by, result.suppression.reason) == (SuppressedBy.WAIVER, "the host confirmed Lima")
    assert codes(check) == []


@pytest.mark.parametrize(
    "text",
    [
        f"{PLAIN}\n\nThe quay was painted green.\n\n{LIMA}",
        f"The quay was painted green. {PLAIN}\n\n{LIMA}",
        f"{LIMA}\n\n{PLAIN}",
        f"{PLAIN.replace('FC201', 'FC3')}\n\n{LIMA}",
    ],
)
def test_a_waiver_that_covers_something_else_waives_nothing_and_is_told_of(text: str) -> None:
    check = check_of(text)
    assert [result.finding.code for result in check.told()] == ["FC201"]
    assert codes(check) == ["waiver-unused"]


def test_a_comment_is_no_copy_and_moves_no_offset() -> None:
    text = f"<!-- 41 people were killed in Lima on 5 May 2020 -->\n\n{LIMA} {PLAIN}"
    check = check_of(text)
    draft = next(a for a in check.report.articles if a.id in check.drafts)
    assert not any(claim.value_text.startswith("41") for claim in check.claims())
    assert all(draft.words(*claim.span) == claim.value_text for claim in check.claims())
    assert {claim.line for claim in check.claims()} == {3}


@pytest.mark.parametrize(
    ("until", "as_of", "published", "holds"),
    [
        ("2024-06-09", None, date(2024, 6, 9), True),
        ("2024-06-08", None, date(2024, 6, 9), False),
        ("2024-06-08", date(2024, 6, 8), date(2024, 6, 9), True),
        ("2024-12-31", date(2025, 1, 1), date(2024, 6, 9), False),
        ("2024-06-08", None, None, True),
    ],
)
def test_expiry_is_held_against_as_of_else_the_day_of_publication(
    until: str, as_of: date | None, published: date | None, holds: bool
) -> None:
    draft = article(f"{WAIVER.format(until=until)}\n\n{LIMA}", published=published)
    found = find_waivers(draft, CODES, as_of)
    assert bool(found.valid) is holds
    assert bool(found.expired) is not holds
    expected = [] if holds and published else ["waiver-undated"] if holds else ["waiver-expired"]
    assert [notice.code for notice in found.notices] == expected


def test_an_expired_waiver_is_told_of_and_waives_nothing() -> None:
    check = check_of(f"{WAIVER.format(until='2024-06-01')}\n\n{LIMA}")
    assert [result.finding.code for result in check.told()] == ["FC201"]
    (notice,) = check.notices
    assert (notice.code, notice.line, notice.column) == ("waiver-expired", 1, 1)
    assert "2024-06-01: the host confirmed Lima" in notice.text


@pytest.mark.parametrize(
    ("comment", "says"),
    [
        ("<!-- factcheck: ignore FC201 -->", "no waiver that can be read"),
        ("<!-- factcheck: ignore FC201: -->", "no waiver that can be read"),
        ("<!-- factcheck: ignore: reason -->", "no waiver that can be read"),
        ("<!-- factcheck: ignore FC999: reason -->", "names FC999"),
        ("<!-- factcheck: ignore FC201 until Friday: reason -->", "'Friday', which is no date"),
        ("<!-- factcheck: ignore FC201 until 2024-02-30: reason -->", "'2024-02-30', which is no date"),
    ],
)
def test_a_waiver_that_cannot_be_read_waives_nothing_and_is_told_of(comment: str, says: str) -> None:
    found = find_waivers(article(f"{comment}\n\n{LIMA}"), CODES, None)
    assert (found.valid, found.expired) == ((), ())
    (notice,) = found.notices
    assert notice.code == "waiver-invalid"
    assert says in notice.text


def test_of_two_claims_the_one_that_is_not_waived_is_told() -> None:
    check = check_of(f"{LIMA} {PLAIN}\n\nThe second round of talks was held in Lima, the hosts said.")
    lines = {claim.id: claim.line for claim in check.claims()}
    assert [(result.finding.code, lines[result.claim]) for result in check.told()] == [("FC201", 3)]
    assert codes(check) == []


def test_a_finding_of_a_draft_against_itself_is_waived_at_either_end() -> None:
    text = "Police in Bergen said 12 people were killed and 30 wounded in the fire on Friday, a total of 45 casualties."
    plain = checked(article(text))
    assert [result.finding.code for result in plain.told()] == ["FC902"]
    waived = checked(article(f"{text} <!-- factcheck: ignore FC9: as the register has it -->"))
    assert waived.told() == ()
    assert codes(waived) == []
