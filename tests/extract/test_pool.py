"""Reading by several processes gives what one gives, in the same order, and says when a process is lost."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from itertools import islice

import pytest

from factcheck.extract import Pipeline, WorkerDied, extract, find_pipeline
from factcheck.model.article import Article, article_id

TEXTS = (
    "At least 12 people were killed when a ferry sank off Mombasa on 3 May 2021.",
    "Foreign Minister Ana Petrov met her counterpart in Quito on Tuesday.",
    "The second round of the talks ended in deadlock, the mediators said.",
    "",
)


def articles(count: int) -> Iterator[Article]:
    for number in range(count):
        text = TEXTS[number % len(TEXTS)]
        path = f"{number:03}.txt"
        yield Article(id=article_id("The Wharf", path, text), path=path, text=text, source="The Wharf")


@pytest.fixture(scope="module")
def two() -> Iterator[Pipeline]:
    known = find_pipeline()
    pipeline = Pipeline(known.name, known.place, jobs=2)
    yield pipeline
    pipeline.pool.shutdown(cancel_futures=True)


def test_two_processes_give_what_one_gives(two: Pipeline) -> None:
    alone = list(extract(articles(30), find_pipeline()))
    assert list(extract(articles(30), two)) == alone
    assert any(extraction.claims for extraction in alone)


def test_articles_are_taken_as_they_are_read(two: Pipeline) -> None:
    taken: list[str] = []

    def watched() -> Iterator[Article]:
        for article in articles(1000):
            taken.append(article.path)
            yield article

    found = extract(watched(), two)
    assert [e.article.path for e in islice(found, 5)] == [f"{n:03}.txt" for n in range(5)]
    assert len(taken) < 100


def test_a_lost_process_is_told() -> None:
    known = find_pipeline()
    pipeline = Pipeline(known.name, known.place, jobs=2)
    found = extract(articles(400), pipeline)
    next(found)
    for process in list(pipeline.pool._processes.values()):
        os.kill(process.pid or 0, signal.SIGKILL)
    with pytest.raises(WorkerDied, match="--jobs"):
        list(found)
