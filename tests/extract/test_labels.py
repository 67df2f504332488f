"""What an event is called, and what only looks like one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest

from factcheck.extract import extract, load_pipeline
from factcheck.model.article import Article, article_id
from factcheck.model.event import EventMention

LABELS = (
    ("Three people were hurt in a quadruple drive-by shooting in Accra.", "quadruple drive-by shooting"),
    ("Police counted more than 1,300 shootings in Accra.", "1,300 shootings"),
    ("It was the second shooting. The Sunday shooting hurt two people.", "Sunday shooting"),
    ("The subsequent attack on the market in Accra killed two people.", "attack"),
)
SEEMING = (
    "She drove a Honda Accord to the market.",
    "He lost his cancer battle in hospice care.",
    "Officers seized a laptop and a stolen bicycle in the flat.",
    "The council offers money for tips that lead to a conviction.",
)


def _mentions(text: str) -> Sequence[EventMention]:
    key = article_id("The Test Pattern", "labels", text)
    published = date(2024, 5, 14)
    article = Article(id=key, path="labels.txt", text=text, source="The Test Pattern", title="", published=published)
    (extraction,) = extract([article], load_pipeline())
    return extraction.mentions


def _labels(text: str) -> set[str]:
    return {mention.label for mention in _mentions(text)}


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
    leading = max(_mentions(text), key=lambda mention: mention.salience)
    assert leading.label != "90 shootings"
