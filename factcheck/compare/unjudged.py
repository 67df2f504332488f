"""What the reference table could not judge, and why: a reader has to know what silence means."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from factcheck.compare.findings import Corpus
from factcheck.compare.reference import UNJUDGED
from factcheck.model.claim import Claim
from factcheck.model.question import Question
from factcheck.model.report import Unjudged
from factcheck.model.values import Kind, OfficeHolderValue
from factcheck.reference.tables import ReferenceTable
from factcheck.text.gazetteer import gazetteer


def unjudged(questions: Iterable[Question], corpus: Corpus, table: ReferenceTable) -> Iterator[Unjudged]:
    """The claims on offices that the table says nothing of, in the questions' order."""
    for question in questions:
        if question.kind is Kind.OFFICE_HOLDER:
            for answer in question.answers:
                for claim in (corpus.claims[i] for i in answer.claims):
                    found = _why_not(claim, corpus, table)
                    if found is not None:
                        yield Unjudged(claim=claim.id, reason=found[0], text=found[1])


def _why_not(claim: Claim, corpus: Corpus, table: ReferenceTable) -> tuple[str, str] | None:
    """The reason and the words for it; None where the table can judge the claim, or is not asked."""
    value = claim.value
    assert isinstance(value, OfficeHolderValue)
    if value.qualifier in UNJUDGED or not value.polity:
        return None
    place = gazetteer().get(value.polity)
    office = f"{value.office} of {place.name if place is not None else value.polity}"
    last = table.last_known(value.office, value.polity)
    published = corpus.articles[claim.article].published
    if last is None:
        return "unlisted", f"the reference table does not know the office {office}"
    if published is None:
        return "undated", f"the article has no date, so the table cannot say who was {office} then"
    if published > last:
        return "stale", f"the reference table knows who was {office} until {last} only"
    if not table.covers(value.office, value.polity, published):
        return "stale", f"the reference table knows who was {office} from a later day only"
    return None
