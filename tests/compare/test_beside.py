"""A figure of something more, in copy whose title agrees with the other report, and who speaks for a body."""

from __future__ import annotations

from datetime import date

from factcheck import api
from factcheck.model.article import Article, article_id
from factcheck.model.finding import Verdict

DAY = date(2025, 6, 3)


def _verdicts(*copy: tuple[str, str]) -> set[Verdict]:
    """Verdicts on findings between articles, each of a title and a text."""
    articles = []
    for number, (title, text) in enumerate(copy):
        source = f"Outlet {number}"
        key = article_id(source, title, text)
        path = f"{number}.txt"
        articles.append(Article(id=key, path=path, text=text, source=source, title=title, published=DAY))
    report = api.compare(articles)
    claims = {claim.id: claim for claim in report.claims}
    return {
        finding.verdict
        for finding in report.findings
        if len({claims[i].article for i in (*finding.a.claims, *finding.b.claims)}) > 1
    }


def _shooting(number: str) -> str:
    return f"{number} people were wounded in a shooting on Harbour Street in Mombasa on June 2, 2024, police said."


def test_two_settled_counts_contradict_each_other() -> None:
    assert Verdict.CONTRADICTION in _verdicts(("", _shooting("Five")), ("", _shooting("Fourteen")))


def test_a_figure_beside_the_one_of_the_title_contradicts_nothing() -> None:
    beside = (
        "Suspect in wounding of five people in Mombasa shooting is held",
        f"In all, 14 people were wounded in Mombasa that night, officers believe. {_shooting('Five')}",
    )
    assert Verdict.CONTRADICTION not in _verdicts(("", _shooting("Five")), beside)


def test_an_official_of_a_ministry_speaks_for_it() -> None:
    one = "An interior ministry official said 70 people were killed in the blast in Mombasa on June 2, 2024."
    other = "The Red Cross said 30 people were killed in the blast in Mombasa on June 2, 2024."
    assert Verdict.CONTRADICTION not in _verdicts(("", one), ("", other))
