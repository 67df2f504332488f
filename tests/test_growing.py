"""Adding articles bit by bit gives the findings of a full run, whatever becomes too common on the way."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import batched, islice
from pathlib import Path

import pytest

from benchmarks.growing import full
from benchmarks.synthetic import extractions
from factcheck.api import read
from factcheck.extract import Pipeline, extract
from factcheck.growing import Growing
from factcheck.link.anchors import weights
from factcheck.model.extraction import Extraction
from factcheck.reference.tables import load_reference

ARTICLES = Path(__file__).parents[1] / "corpus" / "articles"
SEED = 5


def grown(extractions: Sequence[Extraction], step: int) -> int:
    """Adds articles in an order of its own; how many findings were seen to go."""
    mixed = sorted(extractions, key=lambda e: e.article.id)  # hashes: as good as shuffled
    growing, gone = Growing(load_reference()), 0
    held: list[Extraction] = []
    for batch in batched(mixed, step):
        before = {f.id for f in growing.findings}
        change = growing.add(batch)
        held += batch
        assert growing.findings == full(held)
        assert {f.id for f in growing.findings} == before - change.gone | {f.id for f in change.found}
        gone += len(change.gone)
    return gone


@pytest.mark.parametrize(("block_cap", "common_name"), [(400, 40), (12, 4)])
def test_an_archive_that_grows(monkeypatch: pytest.MonkeyPatch, block_cap: int, common_name: int) -> None:
    monkeypatch.setitem(weights(), "block_cap", block_cap)
    monkeypatch.setitem(weights(), "common_name", common_name)
    assert grown([e for _, e in islice(extractions(SEED), 75)], 15) > 0


def test_articles_on_talks_whose_hosts_come_to_light(nlp: Pipeline) -> None:
    grown(list(extract(read(ARTICLES).articles, nlp)), 1)


def test_new_articles_touch_only_the_blocks_they_fall_in() -> None:
    archive = [e for _, e in islice(extractions(SEED), 0, 1500, 5)]
    growing = Growing(load_reference())
    growing.add(archive[:-3])
    change = growing.add(archive[-3:])
    mentions = sum(len(e.mentions) for e in archive)
    assert 0 < change.linked < mentions / 10
    assert change.linked <= change.looked_at < mentions / 4
    assert growing.findings == full(archive)


def test_what_is_there_is_not_added_again() -> None:
    archive = [e for _, e in islice(extractions(SEED), 40)]
    growing = Growing(load_reference())
    growing.add(archive)
    again = growing.add(archive)
    assert (again.found, again.gone, again.linked) == ((), frozenset(), 0)
