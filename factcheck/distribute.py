"""Reading on a Dask cluster: articles in partitions, each read by a worker that loads the model once.

A worker that is lost costs the partitions that it held: the scheduler gives them to another. Results come in the
order of the articles and are what one process would give, so reports are the same byte for byte.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import batched
from typing import TYPE_CHECKING

from factcheck.extract import Pipeline, extract, find_pipeline
from factcheck.model.article import Article
from factcheck.model.claim import Claim
from factcheck.model.event import EventMention
from factcheck.model.extraction import Extraction
from factcheck.model.report import Report
from factcheck.pipeline import Progress, report_on
from factcheck.reference.tables import ReferenceTable

if TYPE_CHECKING:
    from distributed import Client, Future

SCHEME = "dask://"
PARTITION = 16
# Partitions handed out ahead: enough for some hundred cores, and a bound on what waits in memory.
AHEAD = 512
# How many workers may be lost under a partition before the run is given up.
RETRIES = 5

Found = list[tuple[tuple[Claim, ...], tuple[EventMention, ...]]]


class EngineError(RuntimeError):
    """The cluster can't be used; the message says why and what to do."""


def run_on(
    engine: str,
    articles: Sequence[Article],
    tools: tuple[Pipeline, ReferenceTable],
    progress: Progress | None = None,
    stored: Iterable[Extraction] = (),
) -> Report:
    """The report of `pipeline.run`, its articles read by the cluster at `engine`. Raises EngineError."""
    pipeline, table = tools
    with cluster(engine) as client:
        read = {e.article.id: e for e in stored}
        for extraction in extract_on(client, articles, pipeline):
            read[extraction.article.id] = extraction
            if progress is not None:
                progress(extraction.article)
    return report_on(list(read.values()), pipeline, table)


@contextmanager
def cluster(engine: str) -> Iterator[Client]:
    """A connection to the scheduler at `dask://host:port`. Raises EngineError."""
    if not engine.startswith(SCHEME) or not engine.removeprefix(SCHEME):
        raise EngineError(f"the engine {engine!r} is not known: local, or dask://host:port")
    try:
        from distributed import Client
    except ImportError as error:
        raise EngineError("a cluster needs the extra scale: pip install 'factcheck-desk[scale]'") from error
    try:
        client = Client(f"tcp://{engine.removeprefix(SCHEME)}", timeout="10s", set_as_default=False)  # type: ignore[no-untyped-call]
    except (OSError, ValueError) as error:
        raise EngineError(f"no Dask scheduler answers at {engine}: {error}") from error
    with client:
        yield client


def extract_on(client: Client, articles: Iterable[Article], pipeline: Pipeline) -> Iterator[Extraction]:
    """Extractions in the order of the articles, which are taken as the workers get to them. Raises EngineError."""
    waiting: deque[tuple[tuple[Article, ...], Future[Found]]] = deque()
    for number, chunk in enumerate(batched(articles, PARTITION)):
        key = f"factcheck-{number}-{chunk[0].id}"
        future = client.submit(read_partition, chunk, pipeline.name, key=key, retries=RETRIES, pure=False)
        waiting.append((chunk, future))
        if len(waiting) >= AHEAD:
            yield from _given(*waiting.popleft())
    while waiting:
        yield from _given(*waiting.popleft())


def _given(chunk: tuple[Article, ...], future: Future[Found]) -> Iterator[Extraction]:
    from distributed import KilledWorker

    try:
        found = future.result()
    except KilledWorker as error:
        raise EngineError(f"workers died again and again over {chunk[0].path} and what follows it: {error}") from error
    for article, (claims, mentions) in zip(chunk, found, strict=True):
        yield Extraction(article, claims, mentions)


def read_partition(chunk: tuple[Article, ...], model: str) -> Found:
    """What a worker does with a partition. Its model has to be the one that the report will name."""
    pipeline = find_pipeline()
    if pipeline.name != model:
        pipeline = find_pipeline(model.rpartition(" ")[0])
    if pipeline.name != model:
        raise EngineError(f"this worker has the model {pipeline.name}, not {model}")
    return [(found.claims, found.mentions) for found in extract(chunk, pipeline)]
