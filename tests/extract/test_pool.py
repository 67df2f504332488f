"""Articles read by several processes: in order, few ahead of what is taken, what need not be read passed through."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from factcheck.extract import Pipeline, WorkerDied, extract, extract_among, pool
from factcheck.model.article import Article, article_id


def articles(count: int) -> Iterator[Article]:
    for number in range(count):
        text = f"A landslide near Cusco killed {number + 2} people on 3 May 2019, officials said."
        yield Article(id=article_id("The Larch", f"{number}.txt", text), path=f"{number}.txt", text=text)


@pytest.fixture(scope="module")
def two(nlp: Pipeline) -> Iterator[Pipeline]:
    """The model in two processes."""
    made = Pipeline(nlp.name, nlp.place, jobs=2)
    yield made
    made.pool.shutdown()


def test_two_processes_give_what_one_gives_in_order(nlp: Pipeline, two: Pipeline) -> None:
    assert list(extract(articles(23), two)) == list(extract(articles(23), nlp))


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_is_no_article_is_passed_through_in_its_place(nlp: Pipeline, two: Pipeline, jobs: int) -> None:
    given = [item for article in articles(9) for item in (article, article.path)]
    found = list(extract_among(["first", *given], nlp if jobs == 1 else two))
    assert found[0] == "first"
    assert [item if isinstance(item, str) else item.article.path for item in found[1:]] == [
        article.path for article in articles(9) for _ in (1, 2)
    ]


def test_articles_are_taken_as_the_processes_get_to_them(two: Pipeline) -> None:
    taken: list[str] = []

    def watched() -> Iterator[Article]:
        for article in articles(500):
            taken.append(article.path)
            yield article

    found = extract(watched(), two)
    next(found)
    assert len(taken) <= 2 * pool.AHEAD * pool.CHUNK + pool.CHUNK


def test_a_process_that_dies_is_told(nlp: Pipeline) -> None:
    made = Pipeline(nlp.name, nlp.place, jobs=2)
    found = extract(articles(200), made)
    next(found)
    for process in list(made.pool._processes.values()):
        process.kill()
    with pytest.raises(WorkerDied, match="fewer --jobs"):
        list(found)
