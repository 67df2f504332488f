"""Scores by column are those of the anchors, pair by pair, whatever the mentions hold."""

from __future__ import annotations

from datetime import date
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck.link import pairs
from factcheck.link.anchors import agreement, score, weights
from factcheck.link.events import context
from factcheck.link.pairs import Blocks
from factcheck.link.score import find_links
from factcheck.model.article import Article
from factcheck.model.event import EventMention

NAMES = [f"{kind}:{name}" for kind in ("person", "victim", "title", "street", "official", "odd") for name in "abcd"]
PUBLISHED = (None, date(2021, 5, 1), date(2021, 5, 4), date(2021, 5, 20), date(2021, 9, 1))
DATES = (
    "2021-05-03",
    "2021-05-03T22:00",
    "2021-05-03T09:30",
    "2021-05-01/2021-05-31",
    "2021-05-04T02:00",
    "2021-05",
    "2021",
    "--05-03",
    "T18:08",
    "2021-05-02/2021-05-06",
)
ARTICLES = {f"a{n}": Article(id=f"a{n}", path=f"{n}.txt", text="", published=day) for n, day in enumerate(PUBLISHED)}

anything = st.builds(
    EventMention,
    id=st.just(""),
    article=st.sampled_from(sorted(ARTICLES)),
    type=st.sampled_from(["explosion", "shooting", "earthquake", "arrest", "talks", "talks series", "summit", "flood"]),
    label=st.just("it"),
    ordinal=st.sampled_from([None, 1, 2]),
    participants=st.frozensets(st.sampled_from(["FR", "DE", "IR", "TR"]), max_size=3),
    places=st.lists(
        st.sampled_from(["FR", "TR", "TR-34", "gn:745044", "gn:2988507", "gn:5812944", "nowhere"]), max_size=2
    ).map(tuple),
    dates=st.lists(st.sampled_from(DATES), max_size=2).map(tuple),
    names=st.frozensets(st.sampled_from(NAMES), max_size=6),
    salience=st.sampled_from([0.4, 1.0]),
    tolls=st.lists(st.sampled_from([3, 50, 54, 60, 100, 5000]), max_size=2).map(tuple),
)


def numbered(mentions: list[EventMention]) -> list[EventMention]:
    return [
        EventMention(**{f: getattr(m, f) for f in m.__struct_fields__} | {"id": f"m{n:02}"})
        for n, m in enumerate(mentions)
    ]


@settings(max_examples=150, deadline=None)
@given(st.lists(anything, min_size=2, max_size=9), st.sampled_from([1, 5, 1 << 20]))
def test_a_link_scores_what_its_anchors_come_to(mentions: list[EventMention], portion: int) -> None:
    told = numbered(mentions)
    known = context(told, ARTICLES)
    blocks = Blocks.of([0] * len(told), range(len(told)), len(told))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pairs, "PORTION", portion)
        links = find_links(told, known, blocks)
    wanted = {
        (a.id, b.id): total
        for a, b in combinations(told, 2)
        if a.article != b.article and (total := score(agreement(a, b, known))) >= weights()["threshold"]
    }
    found = zip(links.first.tolist(), links.second.tolist(), links.totals.tolist(), strict=True)
    assert {(told[i].id, told[j].id): total for i, j, total in found} == wanted


def test_only_what_shares_a_block_is_scored() -> None:
    one = EventMention(id="", article="a1", type="talks", label="", dates=("2021-05-03",), ordinal=2)
    told = numbered([one, EventMention(**{f: getattr(one, f) for f in one.__struct_fields__} | {"article": "a2"})])
    known = context(told, ARTICLES)
    assert len(find_links(told, known, Blocks.of([0, 0], [0, 1], 2)).first) == 1
    assert len(find_links(told, known, Blocks.of([0, 1], [0, 1], 2)).first) == 0
    assert len(find_links([], known, Blocks.of([], [], 0)).first) == 0


@given(
    st.lists(st.tuples(st.integers(0, 6), st.integers(0, 11)), max_size=40, unique=True), st.sampled_from([1, 4, 100])
)
def test_pairs_are_those_of_every_block(entries: list[tuple[int, int]], portion: int) -> None:
    blocks = Blocks.of([k for k, _ in entries], [m for _, m in entries], 12)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pairs, "PORTION", portion)
        spans = list(blocks.portions())
    assert [low for low, _ in spans] == [0, *(high for _, high in spans[:-1])]
    assert spans[-1][1] == 12
    found = [pair for span in spans for pair in zip(*(column.tolist() for column in blocks.pairs(*span)), strict=True)]
    wanted = [(x, y, k) for k, x in entries for other, y in entries if k == other and x < y]
    assert sorted(found) == sorted(wanted)
