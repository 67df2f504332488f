"""FC9xx: an article against itself, beyond its rival answers: the calendar, sums, and the map."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from datetime import date

from factcheck.compare.findings import Corpus
from factcheck.model.article import content_id
from factcheck.model.claim import Claim
from factcheck.model.finding import SEVERITY, Finding, Reason, Scope, Side, Verdict
from factcheck.model.question import Question
from factcheck.model.values import CasualtyValue, DateValue, Kind, VenueValue
from factcheck.text.gazetteer import gazetteer
from factcheck.text.polities import polity_of

CALENDAR = "FC901"
SUM = "FC902"
RECENT_DAYS = 40
GEOGRAPHY = "FC904"
# "Lima, Norway," or "Lima, Norway." but not the list "Lima, Norway and Oman".
HOLDER = re.compile(r",\s+((?:[A-Z][\w’'-]+)(?: [A-Z][\w’'-]+){0,2})(?=[,.;:)]|$)")
WEEKDAYS = tuple(calendar.day_name)
WEEKDAY = re.compile(rf"\b({'|'.join(WEEKDAYS)})\b", re.I)
DAY_OF_MONTH = re.compile(r"\b\d{1,2}(?:st|nd|rd|th)?\b")


def against_itself(question: Question, corpus: Corpus) -> Iterator[Finding]:
    """Findings inside single articles on one question."""
    claims = [corpus.claims[i] for answer in question.answers for i in answer.claims]
    if question.kind is Kind.DATE:
        for claim in claims:
            yield from _calendar(question, claim, corpus)
    if question.kind is Kind.VENUE:
        for claim in claims:
            yield from _geography(question, claim)
    if question.kind is Kind.CASUALTY and question.attribute.startswith("casualties: all"):
        yield from _sums(question, claims, corpus)


def _recent(value: DateValue, published: date | None) -> bool:
    """Whether a date lies close enough to publication for its year to be sure."""
    return published is not None and abs((published - date.fromisoformat(value.iso[:10])).days) <= RECENT_DAYS


def weekday_of(claim: Claim, published: date | None) -> str | None:
    """The weekday of a claimed date that names one; None where the calendar has nothing to say."""
    value = claim.value
    if not isinstance(value, DateValue) or not re.fullmatch(r"\d{4}-\d\d-\d\d(?:T.*)?", value.iso):
        return None
    if WEEKDAY.search(claim.value_text) is None or DAY_OF_MONTH.search(claim.value_text) is None:
        return None
    if value.iso[:4] not in claim.value_text and not _recent(value, published):
        return None  # the year is the grammar's, not the copy's
    return WEEKDAYS[date.fromisoformat(value.iso[:10]).weekday()]


def _calendar(question: Question, claim: Claim, corpus: Corpus) -> Iterator[Finding]:
    """A weekday beside a date that falls on another."""
    value = claim.value
    right = weekday_of(claim, corpus.articles[claim.article].published)
    said = WEEKDAY.search(claim.value_text)
    if not isinstance(value, DateValue) or right is None or said is None or right.lower() == said[1].lower():
        return
    why = f"{value.iso[:10]} was a {right}, not a {said[1]}"
    yield _finding(CALENDAR, question, (claim,), (), right, why)


def _geography(question: Question, claim: Claim) -> Iterator[Finding]:
    """A city put in a country that has none of that name: "Lima, Norway"."""
    value = claim.value
    stated = HOLDER.match(claim.quote[claim.span[1] - claim.quote_start :])
    if not isinstance(value, VenueValue) or stated is None:
        return
    polity = polity_of(stated[1])
    place = gazetteer().get(value.place)
    if polity is None or polity.via != "name" or place is None or place.kind not in ("city", "district", "region"):
        return
    if any(polity.code in p.within or p.id == polity.code for p in gazetteer().candidates(place.name)):
        return
    if gazetteer().relation(value.place, polity.code) != "apart":
        return
    country = gazetteer().get(place.country)
    where = country.name if country is not None else place.country
    why = f"{place.name} lies in {where}; no place of that name is known in {stated[1]}"
    yield _finding(GEOGRAPHY, question, (claim,), (), f"{place.name}, {where}", why)


def _sums(question: Question, claims: list[Claim], corpus: Corpus) -> Iterator[Finding]:
    """A total of dead and wounded that is not their sum, in the sentence that gives all three."""
    for total in claims:
        value = total.value
        here = corpus.tolls.get((total.article, total.quote_start, total.event or ""), {})
        killed, injured = here.get("killed"), here.get("injured")
        if (
            killed is None
            or injured is None
            or not isinstance(value, CasualtyValue)
            or value.min is None
            or value.min != value.max
        ):
            continue
        addends = [v.min for c in (killed, injured) if isinstance(v := c.value, CasualtyValue) and v.min is not None]
        if len(addends) == 2 and sum(addends) != value.min and value.qualifier == "exact":
            why = f"{addends[0]} and {addends[1]} make {sum(addends)}, not {value.min}"
            yield _finding(SUM, question, (total,), (killed,), str(sum(addends)), why)


def _finding(
    code: str, question: Question, a: tuple[Claim, ...], b: tuple[Claim, ...], value: str, why: str
) -> Finding:
    return Finding(
        id=content_id("f", code, *(c.id for c in a)),
        code=code,
        verdict=Verdict.CONTRADICTION,
        severity=SEVERITY[Verdict.CONTRADICTION],
        scope=Scope.SAME_ARTICLE,
        question=question.id,
        confidence=0.85,
        a=Side(value=a[0].value_text, claims=tuple(c.id for c in a)),
        b=Side(value=value, claims=tuple(c.id for c in b)),
        reasons=(
            Reason("value-a", f"“{a[0].value_text}”"),
            Reason("compare", why),
            Reason("judge-itself", "the article does not agree with itself"),
        ),
        explanation=f"{why}.",
    )
