"""What an event is called, and what only looks like one."""

from __future__ import annotations

from datetime import date

import pytest

from factcheck.extract import extract, load_pipeline
from factcheck.model.article import Article, article_id

LABELS = (
    ("Three people were hurt in a quadruple drive-by shooting in Accra.", "quadruple drive-by shooting"),
    ("Police counted more than 1,300 shootings in Accra.", "1,300 shootings"),
    ("It was the second shooting. The Sunday shooting hurt two people.", "Sunday shooting"),
    ("The subsequent attack on the market in Accra killed two people.", "attack"),
)
SEEMING = (
    "She drove a Honda Accord to the market.",
    "He lost his cancer battle in hospice care.",
    "Police found two rifles and a stolen pistol in the house.",
    "Callers can earn a reward for information that leads to an arrest.",
)


def _labels(text: str) -> set[str]:
    key = article_id("The Test Pattern", "labels", text)
    article = Article(
        id=key, path="labels.txt", text=text, source="The Test Pattern", title="", published=date(2024, 5, 14)
    )
    (extraction,) = extract([article], load_pipeline())
    return {mention.label for mention in extraction.mentions}


@pytest.mark.parametrize(("text", "label"), LABELS)
def test_labels_are_whole_words_that_tell(text: str, label: str) -> None:
    assert label in _labels(text)


@pytest.mark.parametrize("text", SEEMING)
def test_words_that_only_look_like_an_event_are_none(text: str) -> None:
    assert _labels(text) == set()


def test_a_count_of_a_year_does_not_lead_an_article() -> None:
    text = (
        "Accra had 90 shootings last year. A baker was shot on Monday. The shooting of the baker was the first in May."
    )
    key = article_id("The Test Pattern", "labels", text)
    article = Article(
        id=key, path="labels.txt", text=text, source="The Test Pattern", title="", published=date(2024, 5, 14)
    )
    (extraction,) = extract([article], load_pipeline())
    leading = max(extraction.mentions, key=lambda mention: mention.salience)
    assert leading.label != "90 shootings"
