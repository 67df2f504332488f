"""Reading on a cluster of separate processes over TCP: the same bytes, also when a worker is killed in the middle."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator

import pytest

from factcheck.distribute import EngineError, cluster, extract_on, run_on
from factcheck.extract import extract, find_pipeline
from factcheck.model.article import Article, article_id
from factcheck.pipeline import report_on
from factcheck.reference.tables import load_reference
from factcheck.render import render

distributed = pytest.importorskip("distributed")

TEXTS = (
    "At least {n} people were killed when a ferry sank off Mombasa on 3 May 2021, the coast guard said.",
    "The second round of the talks ended in deadlock on Tuesday after {n} hours, the mediators said.",
    "Foreign Minister Ana Petrov counted {n} vehicles at the crossing near Tartu.",
)


def articles(count: int) -> list[Article]:
    found = []
    for number in range(count):
        text = TEXTS[number % len(TEXTS)].format(n=number + 2)
        path, source = f"{number:03}.txt", f"Paper {number % 5}"
        found.append(Article(id=article_id(source, path, text), path=path, text=text, source=source))
    return found


@pytest.fixture(scope="module")
def engine() -> Iterator[str]:
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, host="127.0.0.1", dashboard_address=None
    ) as workers:
        yield workers.scheduler_address.replace("tcp://", "dask://")


def test_a_killed_worker_changes_nothing(engine: str) -> None:
    given = articles(320)
    pipeline, table = find_pipeline(), load_reference()
    alone = list(extract(given, pipeline))
    with cluster(engine) as client:
        found = extract_on(client, given, pipeline)
        read = [next(found)]
        victim = next(iter(client.run(os.getpid).values()))
        os.kill(victim, signal.SIGKILL)
        read += found
        assert victim not in client.run(os.getpid).values()
    assert read == alone
    report = render(report_on(alone, pipeline, table), "json")
    assert render(run_on(engine, given, (pipeline, table)), "json") == report


def test_an_unknown_engine_is_told() -> None:
    with pytest.raises(EngineError, match="dask://host:port"), cluster("spark://nowhere"):
        pass


def test_a_scheduler_that_does_not_answer_is_told() -> None:
    with pytest.raises(EngineError, match="no Dask scheduler answers"), cluster("dask://127.0.0.1:9"):
        pass
