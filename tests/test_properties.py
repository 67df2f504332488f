"""What holds for every article and every pair of claims, whatever they say."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck.compare import COMPARATORS
from factcheck.compare.judge import judge
from factcheck.compare.levels import Comparator, Level, Setting
from factcheck.extract import extract, load_pipeline
from factcheck.model.article import Article, article_id
from factcheck.model.claim import Attribution, Claim, Modality
from factcheck.model.finding import Finding, Verdict
from factcheck.model.values import (
    CasualtyValue,
    DateValue,
    Kind,
    OfficeHolderValue,
    OrdinalValue,
    OutcomeValue,
    QuantityValue,
    RoleValue,
    Value,
    VenueValue,
)
from factcheck.pipeline import run
from factcheck.reference.tables import load_reference
from factcheck.render import render
from factcheck.rules import load
from factcheck.text.gazetteer import gazetteer
from tests.corpus_run import CORPUS, corpus_articles, corpus_report

LONGEST_VALUE = 12
PUBLISHED = date(2024, 5, 15)

# ---- spans

SENTENCES = (
    "The third round of talks was held in Doha on May 6–7.",
    "At least 23 people were killed and about 80 wounded in the attack, officials said.",
    "“We lost nine men,” the captain said.",
    "Norwegian Foreign Minister Tove Aakre denied that the talks had collapsed.",
    "The truce – the second in a week – was mediated by Qatar and Türkiye.",
    "Roughly 80 percent of the roughly €2.5m had been spent by 17:30 (13:00 GMT).",
    "Dozens of people are missing after Saturday’s flood in Kerala, India…",
    "Five civilians, including two children, died in Khartoum on Tuesday.",
    "SEOUL — South Korea’s president left for the summit in Hanoi 🚆.",
    "No one was hurt.",
)
JOINTS = (" ", "\n\n", "\n", "  ", "\u00a0", "\r\n\r\n", " \u200b", "\t")


def _written(pieces: Sequence[tuple[str, str]]) -> str:
    return "".join(sentence + joint for sentence, joint in pieces)


TEXTS = st.one_of(
    st.lists(st.tuples(st.sampled_from(SENTENCES), st.sampled_from(JOINTS)), min_size=1, max_size=6).map(_written),
    st.text(alphabet="aA1 ,.–“”’'\n\u00a0é9:%$-", max_size=120),
)


def _article(text: str) -> Article:
    return Article(id=article_id("s", "p", text), path="p.txt", text=text, source="s", published=PUBLISHED)


def _claims(text: str) -> tuple[Claim, ...]:
    (extraction,) = extract([_article(text)], load_pipeline())
    return extraction.claims


def _check_spans(claims: Sequence[Claim], article: Article) -> None:
    for claim in claims:
        start, end = claim.span
        assert article.words(start, end) == claim.value_text
        assert claim.value_text == claim.value_text.strip() != ""
        assert len(claim.value_text.split()) <= LONGEST_VALUE
        assert article.words(claim.quote_start, claim.quote_start + len(claim.quote)) == claim.quote
        assert claim.quote_start <= start
        assert end <= claim.quote_start + len(claim.quote)
        assert 0 < claim.confidence <= 1
        assert claim.article == article.id


@given(TEXTS)
@settings(max_examples=60)
def test_spans_of_any_text_give_back_its_words(text: str) -> None:
    _check_spans(_claims(text), _article(text))


def test_spans_of_the_sample_articles_give_back_their_words() -> None:
    report = corpus_report()
    for article in report.articles:
        claims = [claim for claim in report.claims if claim.article == article.id]
        assert claims, article.path
        _check_spans(claims, article)


def test_lines_and_columns_count_in_the_file() -> None:
    report = corpus_report()
    plain = {article.id: article.path for article in report.articles if article.path.endswith((".txt", ".md"))}
    assert len(plain) > len(report.articles) / 2
    for claim in (claim for claim in report.claims if claim.article in plain):
        lines = (CORPUS / "articles" / plain[claim.article]).read_text(encoding="utf-8").split("\n")
        first = claim.value_text.split("\n")[0]
        assert lines[claim.line - 1][claim.column - 1 :].startswith(first)


# ---- page furniture

FURNITURE = (
    "Advertisement",
    "Subscribe now for $3 a week",
    "Read more: Ferry fire kills 14 off Palawan",
    "© 2024 The Test Pattern. All rights reserved.",
    "We and our 312 partners use cookies.",
    "4 min read",
    "Skip to comments (12)",
    "Sign up for our Sunday newsletter.",
    "Share this article",
    "Last updated: May 3, 2024, 14:05 GMT",
)
COPY = (
    "Nine miners were killed in an explosion near Donetsk on Tuesday, the governor said.",
    "The blast destroyed 14 houses and was heard in the next valley.",
    "Norwegian Foreign Minister Tove Aakre offered help.",
)


def _said(claims: Sequence[Claim]) -> Counter[tuple[str, str, str]]:
    return Counter((claim.kind, claim.attribute, claim.value_text) for claim in claims)


@pytest.mark.parametrize("line", FURNITURE)
@pytest.mark.parametrize("after", range(len(COPY) + 1))
def test_page_furniture_makes_no_claim(line: str, after: int) -> None:
    blocks = list(COPY)
    blocks.insert(after, line)
    assert _said(_claims("\n\n".join(blocks))) == _said(_claims("\n\n".join(COPY)))


def test_no_claim_of_the_sample_articles_stands_in_furniture() -> None:
    furniture = ("cookies", "Advertisement", "percent off", "Ferry fire", "Sign up", "Skip to comments", "Subscribe")
    assert any(word in article.text for word in furniture for article in corpus_articles())
    assert not [claim.quote for claim in corpus_report().claims if any(word in claim.quote for word in furniture)]


# ---- comparators

PLACES = ("Istanbul", "Türkiye", "Doha", "Qatar", "Kabul", "Kermanshah", "Oslo", "Norway", "Lahore")
PEOPLE = ("Tove Aakre", "Aakre", "Mohammed Yusuf", "Muhammad Yousuf", "Hassan Amiri", "Hossein Amiri", "Jonas Lind")
_numbers = st.integers(0, 3000)
_days = st.dates(date(2024, 4, 20), date(2024, 5, 20))


@st.composite
def _bounds(draw: st.DrawFn) -> dict[str, object]:
    low, high = sorted((draw(_numbers), draw(_numbers)))
    form = draw(st.sampled_from(["exact", "about", "nearly", "at least", "more than", "up to", "between"]))
    if form in ("exact", "about", "nearly"):
        high = low
    return {
        "min": None if form == "up to" else low,
        "max": None if form in ("at least", "more than") else high,
        "min_exclusive": form == "more than",
        "qualifier": form,
    }


def _date_value(day: date, form: str) -> DateValue:
    iso = day.isoformat()
    later = (day + timedelta(days=1)).isoformat()
    written = {
        "year": iso[:4], "month": iso[:7], "day": iso, "days": f"{iso}/{later}", "no year": f"-{iso[4:]}",
        "time": f"{iso}T13:00+00:00",
    }  # fmt: skip
    return DateValue(iso=written[form], precision="minute" if form == "time" else form.rstrip("s"))


def _venue(name: str, offset: str) -> VenueValue:
    place = gazetteer().lookup(name)
    assert place is not None
    return VenueValue(name=place.name, place=place.id, within=place.within, offset=offset)


VALUES: dict[Kind, st.SearchStrategy[Value]] = {
    Kind.DATE: st.builds(
        _date_value, _days, st.sampled_from(["year", "month", "day", "days", "no year", "time"])
    ),
    Kind.VENUE: st.builds(_venue, st.sampled_from(PLACES), st.sampled_from(["", "", "35 km north of"])),
    Kind.CASUALTY: st.builds(
        lambda bounds, part, more, trend: CasualtyValue(**bounds, harm="killed", part=part, more=more, trend=trend),
        _bounds(), st.booleans(), st.booleans(), st.sampled_from(["", "", "revised", "earlier"]),
    ),
    Kind.OFFICE_HOLDER: st.builds(
        lambda name, polity, word: OfficeHolderValue(name=name, office="president", polity=polity, qualifier=word),
        st.sampled_from(PEOPLE), st.sampled_from(["NO", "NO", ""]), st.sampled_from(["", "", "former", "acting"]),
    ),
    Kind.QUANTITY: st.builds(
        lambda bounds, unit, of: QuantityValue(**bounds, unit=unit, of=of),
        _bounds(), st.sampled_from(["percent", "hour", "kilometre", "mile"]), st.sampled_from(["", "forest"]),
    ),
    Kind.ORDINAL: st.builds(OrdinalValue, value=st.integers(1, 5), of=st.sampled_from(["round", "summit"])),
    Kind.OUTCOME: st.builds(OutcomeValue, term=st.sampled_from(sorted(load("outcomes")["terms"]))),
    Kind.ROLE: st.builds(RoleValue, role=st.just("host"), party=st.sampled_from(["Qatar", "Egypt"])),
}  # fmt: skip
ATTRIBUTES = {Kind.DATE: ["date", "start", "end"], Kind.ORDINAL: ["ordinal", "number of rounds"]}


@st.composite
def _claim_of(draw: st.DrawFn, kind: Kind, at: int) -> Claim:
    value = draw(VALUES[kind])
    speaker = draw(st.sampled_from([None, "the army", "the rebels", "sources"]))
    words = "23 people"
    return Claim(
        id=f"c{at}",
        article=f"a{at}",
        kind=kind,
        event="e",
        attribute=draw(st.sampled_from(ATTRIBUTES.get(kind, ["x"]))),
        value=value,
        value_text=words,
        span=(at, at + len(words)),
        line=1,
        column=1,
        quote=words,
        quote_start=at,
        attribution=None if speaker is None else Attribution(speaker, "said", speaker != "sources"),
        modality=draw(st.sampled_from(Modality)),
        place=draw(st.sampled_from(["body", "body", "headline", "caption"])),
    )


@st.composite
def _setting(draw: st.DrawFn) -> Setting:
    days = st.one_of(st.none(), _days)
    return Setting(
        published_a=draw(days),
        published_b=draw(days),
        event_day=draw(days),
        family=draw(st.sampled_from(["diplomacy", "violence", "earthquake"])),
        extended=draw(st.booleans()),
        several_sites=draw(st.booleans()),
        same_article=draw(st.booleans()),
    )


def _turned(setting: Setting) -> Setting:
    return Setting(
        published_a=setting.published_b,
        published_b=setting.published_a,
        event_day=setting.event_day,
        family=setting.family,
        extended=setting.extended,
        several_sites=setting.several_sites,
        same_article=setting.same_article,
    )


@pytest.mark.parametrize("comparator", COMPARATORS, ids=lambda c: c.name)
@given(data=st.data())
def test_comparison_does_not_depend_on_the_side(comparator: Comparator, data: st.DataObject) -> None:
    a, b = data.draw(_claim_of(comparator.kind, 0)), data.draw(_claim_of(comparator.kind, 100))
    setting = data.draw(_setting())
    there, back = comparator(a, b, setting), comparator(b, a, _turned(setting))
    assert there.level == back.level
    assert (there.a, there.b) == (back.b, back.a)
    assert there.confidence == back.confidence
    assert judge(a, b, there).verdict == judge(b, a, back).verdict


@pytest.mark.parametrize("comparator", COMPARATORS, ids=lambda c: c.name)
@given(data=st.data())
def test_a_claim_agrees_with_itself(comparator: Comparator, data: st.DataObject) -> None:
    claim = data.draw(_claim_of(comparator.kind, 0))
    comparison = comparator(claim, claim, data.draw(_setting()))
    assert comparison.level in (Level.SAME, Level.COMPATIBLE)
    assert judge(claim, claim, comparison).verdict in (Verdict.AGREEMENT, None)


def test_every_kind_has_a_comparator_and_generated_values() -> None:
    assert {comparator.kind for comparator in COMPARATORS} == set(Kind) == set(VALUES)


# ---- ids and order


def test_ids_are_told_apart() -> None:
    report = corpus_report()
    for things in (report.articles, report.events, report.claims, report.questions, report.findings):
        ids = [thing.id for thing in things]
        assert ids
        assert len(ids) == len(set(ids))


def test_ids_of_claims_stay_when_other_articles_are_added() -> None:
    report = corpus_report()
    for article in corpus_articles()[:3]:
        (alone,) = extract([article], load_pipeline())
        known = {claim.id for claim in report.claims if claim.article == article.id}
        assert {claim.id for claim in alone.claims} == known


def test_ids_of_findings_stay_when_other_articles_are_added() -> None:
    """A finding that both runs have keeps its id, so that what somebody noted on it stays with it."""
    fewer = run(corpus_articles()[1:], load_pipeline(), load_reference())

    def by_sides(findings: Sequence[Finding]) -> dict[object, str]:
        return {(f.code, f.verdict, f.a.claims, f.b.claims): f.id for f in findings}

    before, after = by_sides(fewer.findings), by_sides(corpus_report().findings)
    common = before.keys() & after.keys()
    assert common
    assert {sides: before[sides] for sides in common} == {sides: after[sides] for sides in common}


@pytest.mark.parametrize("seed", [1, 2])
def test_the_order_of_articles_is_irrelevant(seed: int) -> None:
    shuffled = list(corpus_articles())
    random.Random(seed).shuffle(shuffled)  # noqa: S311
    assert [a.id for a in shuffled] != [a.id for a in corpus_articles()]
    again = run(shuffled, load_pipeline(), load_reference())
    assert render(again, "json") == render(corpus_report(), "json")


# ---- findings


def test_sides_of_a_finding_share_no_claim() -> None:
    for finding in corpus_report().findings:
        assert finding.a.claims
        assert not set(finding.a.claims) & set(finding.b.claims)
        assert finding.b.claims or finding.b.reference is not None or finding.code.startswith("FC9")


def test_the_claims_of_one_side_agree_with_each_other() -> None:
    claims = {claim.id: claim for claim in corpus_report().claims}
    comparators = {comparator.kind: comparator for comparator in COMPARATORS}
    for finding in corpus_report().findings:
        for side in (finding.a, finding.b):
            for first, second in combinations([claims[i] for i in side.claims], 2):
                comparison = comparators[first.kind](first, second, Setting())
                assert comparison.level in (Level.SAME, Level.COMPATIBLE), (first.value_text, second.value_text)


def test_a_finding_answers_one_question() -> None:
    report = corpus_report()
    questions = {question.id: question for question in report.questions}
    for finding in report.findings:
        answered = {i for answer in questions[finding.question].answers for i in answer.claims}
        if not finding.code.startswith("FC9"):
            assert {*finding.a.claims, *finding.b.claims} <= answered
