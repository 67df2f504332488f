"""What was read once is not read again: a model that cannot be loaded shows whether it was needed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace

from factcheck.extract import ModelMissing, Pipeline, extract, find_pipeline, rules_hash, text_key
from factcheck.model.article import Article, article_id
from factcheck.pipeline import extract_cached, ingest, tool_version
from factcheck.store import Added, open_archive
from factcheck.store.archive import Archive

TEXT = "A landslide near Cusco killed nine people on 3 May 2019, officials said."
ARTICLE = Article(
    id=article_id("The Larch", "a.txt", TEXT),
    path="a.txt",
    text=TEXT,
    source="The Larch",
    title="Landslide kills nine",
    published=date(2019, 5, 4),
)


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    """An empty archive."""
    with open_archive(str(tmp_path / "desk.db"), create=True) as made:
        yield made


@pytest.fixture
def unloadable(nlp: Pipeline) -> Pipeline:
    """A model of the same name and version that cannot be loaded."""
    return Pipeline(nlp.name, "no such place")


def test_ingest_reads_an_article_once(archive: Archive, nlp: Pipeline, unloadable: Pipeline) -> None:
    with pytest.raises(ModelMissing):
        list(ingest([ARTICLE], unloadable, archive))
    ((count, added),) = ingest([ARTICLE], nlp, archive)
    assert (count, added.new) == (1, 1)
    assert added.claims > 1
    assert list(ingest([ARTICLE], unloadable, archive)) == [(1, Added(unchanged=1))]
    assert list(archive.extractions()) == list(extract([ARTICLE], nlp))
    assert archive.verify() == []


def test_a_draft_is_read_once(archive: Archive, nlp: Pipeline, unloadable: Pipeline) -> None:
    read = list(extract_cached([ARTICLE], nlp, archive))
    assert list(extract_cached([ARTICLE], unloadable, archive)) == read == list(extract([ARTICLE], nlp))
    assert (archive.stats().cached, archive.stats().articles) == (1, 0)


def test_a_check_keeps_nothing_in_the_archive(archive: Archive, nlp: Pipeline) -> None:
    list(extract_cached([ARTICLE], nlp, archive, keep=False))
    assert archive.stats().cached == 0


def test_what_does_not_matter_to_the_claims_is_taken_from_the_article_at_hand(
    archive: Archive, nlp: Pipeline, unloadable: Pipeline
) -> None:
    list(extract_cached([ARTICLE], nlp, archive))
    moved = replace(ARTICLE, url="https://larch.example/1", author="Ada Berg")
    (found,) = extract_cached([moved], unloadable, archive)
    assert found.article == moved


@pytest.mark.parametrize(
    "changed",
    [
        replace(ARTICLE, published=date(2019, 5, 5)),
        replace(ARTICLE, title="Nine die"),
        replace(ARTICLE, line_base=4),
        replace(ARTICLE, id="a1", text=TEXT + " It rained."),
    ],
    ids=["date", "title", "line", "text"],
)
def test_what_matters_to_the_claims_is_part_of_the_key(changed: Article) -> None:
    assert text_key(changed, "model") != text_key(ARTICLE, "model")
    assert text_key(ARTICLE, "model") == text_key(replace(ARTICLE), "model")
    assert text_key(ARTICLE, "other") != text_key(ARTICLE, "model")


def test_the_model_is_named_without_being_loaded(nlp: Pipeline) -> None:
    assert find_pipeline().name == nlp.name
    assert nlp.name.split()[1] == str(nlp.language.meta["version"])
    with pytest.raises(ModelMissing, match="no_such_model"):
        find_pipeline("no_such_model")
    assert tool_version(nlp).rules == rules_hash()
