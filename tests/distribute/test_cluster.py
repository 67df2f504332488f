"""A cluster of separate processes over TCP: the same bytes, also when a worker is killed in the middle."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from factcheck.distribute import Engine, EngineError, run_on
from factcheck.distribute.cluster import cluster
from factcheck.distribute.scratch import scratch_for
from factcheck.extract import extract, find_pipeline
from factcheck.model.article import Article, article_id
from factcheck.pipeline import report_on
from factcheck.reference.tables import load_reference
from factcheck.render import render
from factcheck.store import open_archive

distributed = pytest.importorskip("distributed")

TEXTS = (
    "At least {n} people were killed when a ferry sank off Mombasa on 3 May 2021, the coast guard said.",
    "The second round of the talks ended in deadlock on Tuesday after {n} hours, the mediators said.",
    "Foreign Minister Ana Petrov counted {n} vehicles at the crossing near Tartu.",
)
COUNT = 160


def articles(count: int) -> list[Article]:
    found = []
    for number in range(count):
        text = TEXTS[number % len(TEXTS)].format(n=number + 2)
        path, source = f"{number:03}.txt", f"Paper {number % 5}"
        found.append(Article(id=article_id(source, path, text), path=path, text=text, source=source))
    return found


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, host="127.0.0.1", dashboard_address=None
    ) as workers:
        yield workers.scheduler_address.replace("tcp://", "dask://")


def test_a_killed_worker_changes_nothing_and_costs_what_it_was_at(url: str, tmp_path: Path) -> None:
    given = articles(COUNT)
    tools = find_pipeline(), load_reference()
    alone = render(report_on(list(extract(given, tools[0])), *tools), "json")
    told: list[str] = []
    attempts: list[int] = []
    with cluster(url) as client:
        victim = next(iter(client.run(os.getpid).values()))

        def progress(article: Article) -> None:
            if not told:
                os.kill(victim, signal.SIGKILL)
            told.append(article.id)
            attempts.append(len(list(tmp_path.glob("*/read-*.parquet"))))

        with open_archive(str(tmp_path / "cache.db"), create=True) as cache:
            report = run_on(Engine(url, tmp_path.as_uri()), given, tools, progress, cache)
            assert victim not in client.run(os.getpid).values()
            assert render(report, "json") == alone
            assert sorted(told) == sorted(a.id for a in given)
            # Ten partitions; what the victim had handed in is not read again.
            assert 10 <= attempts[-1] <= 12
            again: list[str] = []
            report = run_on(Engine(url), given, tools, lambda a: again.append(a.id), cache)
    assert render(report, "json") == alone
    assert not again, "what the cache had was read anew"
    assert not list(tmp_path.glob("factcheck-*"))


def test_a_folder_that_workers_do_not_see_is_told(url: str) -> None:
    with (
        cluster(url) as client,
        pytest.raises(EngineError, match="does not see memory://.*--scratch"),
        scratch_for(client, "memory://unshared"),
    ):
        pass


def test_an_unknown_engine_is_told() -> None:
    with pytest.raises(EngineError, match="dask://host:port"), cluster("spark://nowhere"):
        pass


def test_a_scheduler_that_does_not_answer_is_told() -> None:
    with pytest.raises(EngineError, match="no Dask scheduler answers"), cluster("dask://127.0.0.1:9"):
        pass


def test_a_cluster_without_workers_is_told() -> None:
    with (
        distributed.LocalCluster(n_workers=0, host="127.0.0.1", dashboard_address=None) as empty,
        pytest.raises(EngineError, match="no worker"),
    ):
        run_on(Engine(empty.scheduler_address.replace("tcp://", "dask://")), [], (find_pipeline(), load_reference()))
