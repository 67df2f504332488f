"""Which reports meet in one event: a table of pairs, and what holds of any mentions."""

from __future__ import annotations

from datetime import date
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from factcheck.extract import Pipeline, extract
from factcheck.link.events import LinkedEvents, link_events
from factcheck.model.article import Article, article_id
from factcheck.model.event import EventMention

TABLE = Path(__file__).parents[1] / "cases" / "linking.yml"
LEAST = 40


@cache
def _cases() -> tuple[dict[str, Any], ...]:
    return tuple(yaml.safe_load(TABLE.read_text(encoding="utf-8")))


def _article(side: dict[str, Any], number: int) -> Article:
    source = f"Outlet {number}"
    return Article(
        id=article_id(source, f"{number}.txt", side["text"]),
        path=f"{number}.txt",
        text=side["text"],
        source=source,
        title=side["title"],
        published=side["published"],
    )


@pytest.mark.parametrize("case", _cases(), ids=lambda case: case["name"])
def test_reports_meet(case: dict[str, Any], nlp: Pipeline) -> None:
    articles = [_article(case["a"], 1), _article(case["b"], 2)]
    extractions = list(extract(articles, nlp))
    mentions = [mention for extraction in extractions for mention in extraction.mentions]
    linked = link_events(mentions, {article.id: article for article in articles})
    shared = [event.label for event in linked.events if len(event.articles) == 2]
    assert bool(shared) is case["meet"], f"shared {shared}, told {mentions}"


def test_the_table_is_large_enough_on_both_sides() -> None:
    cases = _cases()
    apart = sum(not case["meet"] for case in cases)
    assert len(cases) >= LEAST
    assert LEAST / 3 <= apart <= len(cases) - LEAST / 3


DAYS = ("2016-03-01", "2016-03-02", "2016-03", "2016", "2016-07-09", "2016-03-01/2016-03-02")
PLACES = ("gn:2950159", "gn:2988507", "DE", "FR", "DE-BE")
NAMES = ("person:ada berg", "person:ivo lang", "street:elm street", "site:ravenna lounge", "age:6", "setting:bar")


@st.composite
def _corpora(draw: st.DrawFn) -> tuple[list[EventMention], dict[str, Article]]:
    """A few articles with a few mentions each, out of a small stock of anchors so that they clash."""
    articles: dict[str, Article] = {}
    mentions: list[EventMention] = []
    for number in range(draw(st.integers(1, 6))):
        published = draw(st.none() | st.dates(date(2016, 2, 1), date(2016, 8, 1)))
        article = Article(id=f"a{number}", path=f"{number}.txt", text=str(number), published=published)
        articles[article.id] = article
        for count in range(draw(st.integers(1, 3))):
            mentions.append(
                EventMention(
                    id=f"m{number}{count}",
                    article=article.id,
                    type=draw(st.sampled_from(["shooting", "attack", "talks", "talks series", "earthquake"])),
                    label="event",
                    ordinal=draw(st.none() | st.integers(1, 3)),
                    participants=draw(st.frozensets(st.sampled_from(["DE", "FR", "IT"]), max_size=3)),
                    places=tuple(draw(st.lists(st.sampled_from(PLACES), max_size=2, unique=True))),
                    dates=tuple(draw(st.lists(st.sampled_from(DAYS), max_size=2, unique=True))),
                    names=draw(st.frozensets(st.sampled_from(NAMES), max_size=4)),
                    salience=1.0 if count == 0 else 0.4,
                )
            )
    return mentions, articles


def _groups(linked: LinkedEvents) -> set[frozenset[str]]:
    return {frozenset(event.mentions) for event in linked.events}


@given(_corpora(), st.randoms(use_true_random=False))
def test_the_order_of_mentions_changes_nothing(
    corpus: tuple[list[EventMention], dict[str, Article]], random: Any
) -> None:
    mentions, articles = corpus
    shuffled = list(mentions)
    random.shuffle(shuffled)
    turned = dict(sorted(articles.items(), reverse=True))
    assert link_events(shuffled, turned) == link_events(mentions, articles)


@given(_corpora())
def test_each_mention_has_one_event(corpus: tuple[list[EventMention], dict[str, Article]]) -> None:
    mentions, articles = corpus
    linked = link_events(mentions, articles)
    assert sorted(i for event in linked.events for i in event.mentions) == sorted(m.id for m in mentions)
    assert all(linked.event_of[i] == event.id for event in linked.events for i in event.mentions)
    assert len({event.id for event in linked.events}) == len(linked.events)


@given(_corpora())
def test_every_event_tells_which_links_made_it(corpus: tuple[list[EventMention], dict[str, Article]]) -> None:
    mentions, articles = corpus
    article_of = {m.id: m.article for m in mentions}
    for event in link_events(mentions, articles).events:
        assert len(event.joins) == len(event.mentions) - 1
        reached = {event.mentions[0]}
        for _ in event.joins:
            reached |= {i for join in event.joins if reached & set(join.mentions) for i in join.mentions}
        assert reached == set(event.mentions)
        for join in event.joins:
            assert join.articles == tuple(article_of[i] for i in join.mentions)
            assert join.articles[0] != join.articles[1]
            assert join.score == pytest.approx(sum(anchor.points for anchor in join.anchors))
            assert join.score >= join.threshold


@given(_corpora())
def test_numbers_of_a_series_are_never_mixed(corpus: tuple[list[EventMention], dict[str, Article]]) -> None:
    mentions, articles = corpus
    by_id = {m.id: m for m in mentions}
    for event in link_events(mentions, articles).events:
        for a, b in combinations((by_id[i] for i in event.mentions), 2):
            if a.type == b.type == "talks" and a.ordinal is not None and b.ordinal is not None:
                assert a.ordinal == b.ordinal


@given(_corpora())
def test_an_event_keeps_its_id_when_a_later_report_joins(corpus: tuple[list[EventMention], dict[str, Article]]) -> None:
    mentions, articles = corpus
    dated = {i: a for i, a in articles.items() if a.published is not None}
    kept = [m for m in mentions if m.article in dated]
    before = link_events(kept, dated)
    for first in kept[:1]:
        event = next(e for e in before.events if first.id in e.mentions)
        copy = Article(id="later", path="later.txt", text="later", published=date(2016, 12, 1))
        late = EventMention(
            id="zz", article="later", type="protest", label="march", places=("gn:2988507",), dates=("2016-11-30",)
        )
        after = link_events([*kept, late], {**dated, "later": copy})
        assert after.event_of[first.id] == event.id
