"""How firmly a claim belongs to its event."""

from __future__ import annotations

from datetime import date

from factcheck.extract import load_pipeline
from factcheck.extract.belonging import Belonging
from factcheck.extract.casualty import extract_casualties
from factcheck.extract.document import analyse
from factcheck.extract.draft import Draft
from factcheck.extract.events import Events
from factcheck.extract.quantity import extract_quantities
from factcheck.extract.venue import extract_venues
from factcheck.model.article import Article, article_id

DAY = date(2024, 5, 14)
LEAD = "Two men were killed in a shooting in Duluth on Monday night, police said."


def _belonging(text: str) -> tuple[Belonging, list[Draft]]:
    key = article_id("The Test Pattern", "belonging", text)
    article = Article(id=key, path="belonging.txt", text=text, source="The Test Pattern", title="", published=DAY)
    (document,) = analyse([article], load_pipeline())
    events = Events(document)
    extractors = (extract_casualties, extract_quantities, extract_venues)
    return Belonging(document, events), [draft for find in extractors for draft in find(document, events)]


def _evidence(text: str, words: str) -> list[str]:
    belonging, drafts = _belonging(text)
    return list(belonging.evidence(_draft(drafts, text, words)))


def _draft(drafts: list[Draft], text: str, words: str) -> Draft:
    return next(draft for draft in drafts if text[draft.start : draft.end].startswith(words))


def test_what_the_lead_tells_of_the_one_event_is_sure() -> None:
    belonging, drafts = _belonging(LEAD)
    draft = _draft(drafts, LEAD, "Two men")
    assert list(belonging.evidence(draft)) == []
    assert belonging.probability(draft) > 0.8


def test_statistics_of_a_year_are_aside() -> None:
    text = f"{LEAD}\n\nLast year the city had 31 burglaries."
    assert "told aside" in _evidence(text, "31 burglaries")


def test_words_of_a_span_are_no_evidence_against_it() -> None:
    text = "Two men were killed in a shooting in Duluth on Monday night. Officers had been to the house on three days."
    assert "told aside" not in _evidence(text, "Two men")


def test_a_day_weeks_before_the_event_speaks_against_it() -> None:
    text = f"{LEAD}\n\nOn April 2 the fire brigade counted 12 cars in the yard."
    assert "earlier day" in _evidence(text, "12 cars")


def test_a_sentence_without_a_word_of_the_event_is_not_beside_it() -> None:
    text = f"{LEAD}\n\nNeighbours counted 12 cars."
    assert "not beside" in _evidence(text, "12 cars")


def test_a_digest_is_less_sure_than_copy_with_one_event() -> None:
    items = [
        "A clerk was injured in a robbery in Superior on Monday.",
        "Police arrested 3 men in Hibbing on Sunday over stolen cars.",
        "Four people were hurt in a crash in Cloquet on Friday.",
        "A barn burned in a fire near Ely on Thursday.",
    ]
    digest = "\n\n".join([LEAD, *items])
    alone, drafts = _belonging(LEAD)
    among, more = _belonging(digest)
    assert among.probability(_draft(more, digest, "Two men")) < alone.probability(_draft(drafts, LEAD, "Two men"))


def test_what_is_less_likely_than_not_is_left_out() -> None:
    text = f"{LEAD}\n\nThe county had 40 shootings a year; in 2019, 55 people were charged with robbery."
    belonging, drafts = _belonging(text)
    doubtful = [text[d.start : d.end] for d in drafts if belonging.is_doubtful(d)]
    assert "Two men" not in doubtful
    assert any(words.startswith("55 people") for words in doubtful)


def test_rounds_of_talks_are_told_apart_by_number() -> None:
    text = "The third round of talks opened in Geneva on Monday. The first round was held in Oslo a month ago."
    belonging, drafts = _belonging(text)
    assert belonging.probability(_draft(drafts, text, "Oslo")) == 1.0
