"""Which claims of one article belong to one event."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from factcheck.extract import Extraction, extract, load_pipeline
from factcheck.model.article import Article, article_id

TABLE = Path(__file__).parent.parent / "cases" / "scenes.yml"
DAY = date(2024, 5, 14)

Row = Mapping[str, Any]


def _rows() -> list[Row]:
    rows: list[Row] = yaml.safe_load(TABLE.read_text(encoding="utf-8"))
    return rows


def _article(text: str, published: date) -> Article:
    source = "The Test Pattern"
    key = article_id(source, "scenes", text)
    return Article(id=key, path="scenes.txt", text=text, source=source, title="", published=published)


@cache
def _extracted() -> dict[str, Extraction]:
    articles = [_article(row["text"], row.get("published", DAY)) for row in _rows()]
    return {found.article.text: found for found in extract(articles, load_pipeline())}


@pytest.mark.parametrize("row", _rows(), ids=lambda row: row["text"][:70])
def test_claims_belong_together(row: Row) -> None:
    events: dict[str, set[str | None]] = {}
    for claim in _extracted()[row["text"]].claims:
        events.setdefault(claim.value_text, set()).add(claim.event)
    homes = []
    for words in row["events"]:
        assert set(words) <= set(events), f"no claim {set(words) - set(events)} among {sorted(events)}"
        shared = set.intersection(*(events[text] for text in words))
        assert len(shared) == 1, f"{words} are on {[events[text] for text in words]}"
        homes.append(shared.pop())
    assert len(set(homes)) == len(homes), f"two events of the table are one: {row['events']}"
    assert not set(row.get("never", ())) & set(events)
    for text in row.get("apart", ()):
        assert not events.get(text, set()) & set(homes)


def _confidence(text: str, day: str) -> float:
    (extraction,) = extract([_article(text, DAY)], load_pipeline())
    return next(claim.confidence for claim in extraction.claims if claim.value_text == day)


def test_a_rival_day_of_one_event_takes_from_its_likelihood() -> None:
    alone = "A grocer was shot in Lagos on Sunday."
    rivals = f"{alone} Neighbours heard the shooting of the grocer on Thursday."
    assert _confidence(rivals, "Thursday") < _confidence(rivals, "Sunday") <= _confidence(alone, "Sunday")
