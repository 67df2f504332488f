"""All claims of a question are compared, or, of a great one, those near in time; and that is told."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from factcheck.cli.messages import say_in_part
from factcheck.compare import Corpus, compare, in_part
from factcheck.compare.rivals import REACH, WHOLE, rival_claims
from factcheck.link.questions import link_questions
from factcheck.model.article import Article
from factcheck.model.claim import Claim
from factcheck.model.finding import Verdict
from factcheck.model.question import Question
from factcheck.model.values import Kind, OfficeHolderValue
from factcheck.reference.tables import load_reference

HOLDERS = ("Mila Dovan", "Ivo Karel")


def reports(count: int) -> tuple[Question, dict[str, Claim], dict[str, Article]]:
    """One question: an office whose holder half of the reports name otherwise, a report a day."""
    articles = {
        f"a{n:04}": Article(
            id=f"a{n:04}", path=f"{n}.txt", text="", source=f"s{n}", published=date(2020, 1, 1) + timedelta(n)
        )
        for n in range(count)
    }
    claims = {
        f"c{n:04}": Claim(
            id=f"c{n:04}",
            article=f"a{n:04}",
            kind=Kind.OFFICE_HOLDER,
            event=None,
            attribute="president of ZZ",
            value=OfficeHolderValue(name=HOLDERS[n % 2], office="president", polity="ZZ"),
            value_text=HOLDERS[n % 2],
            span=(0, 10),
            line=1,
            column=1,
            quote=f"President {HOLDERS[n % 2]}",
            quote_start=0,
        )
        for n in range(count)
    }
    (question,) = link_questions(list(claims.values()), {})
    return question, claims, articles


def pairs(count: int, only: frozenset[str] | None = None) -> set[tuple[int, int]]:
    question, claims, articles = reports(count)
    return {
        (min(int(a.id[1:]), int(b.id[1:])), max(int(a.id[1:]), int(b.id[1:])))
        for _, _, rivals in rival_claims(question, claims, articles, only)
        for a, b in rivals
    }


def test_all_claims_are_compared_up_to_the_cap() -> None:
    question, _, _ = reports(WHOLE)
    assert not in_part(question)
    assert pairs(WHOLE) == {(x, y) for y in range(WHOLE) for x in range(y) if x % 2 != y % 2}


def test_beyond_it_those_that_came_out_close_to_each_other() -> None:
    count = WHOLE + 1
    question, _, _ = reports(count)
    assert in_part(question)
    assert pairs(count) == {(x, y) for y in range(count) for x in range(y) if x % 2 != y % 2 and y - x <= REACH}


def test_what_is_asked_about_is_compared_with_everything() -> None:
    count = WHOLE + 1
    assert pairs(count, frozenset({"a0000"})) == {(0, y) for y in range(1, count, 2)}


def test_pairs_grow_with_the_claims_then() -> None:
    small, great = (len(pairs(count)) for count in (2 * WHOLE, 4 * WHOLE))
    assert great < 2.2 * small


def test_neighbours_still_contradict_each_other() -> None:
    question, claims, articles = reports(WHOLE + 1)
    found = compare([question], Corpus.of(claims.values(), articles, ()), load_reference())
    assert {f.verdict for f in found} == {Verdict.CONTRADICTION}
    assert {i for f in found for side in (f.a, f.b) for i in side.claims} == set(claims)


def test_it_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    say_in_part(["Who is president of Ruritania?"])
    assert "president of Ruritania" in capsys.readouterr().err
    say_in_part([])
    assert capsys.readouterr().err == ""
