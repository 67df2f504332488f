"""Articles read by several processes at once: each loads the model once, takes articles and gives back claims.

Small things travel: an article there, its claims and mentions back, never a parse. Results come in the order of
the articles, and are what one process would give.
"""

from __future__ import annotations

import signal
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import batched
from multiprocessing import get_context
from typing import TYPE_CHECKING

from factcheck.model.article import Article
from factcheck.model.claim import Claim
from factcheck.model.event import EventMention
from factcheck.model.extraction import Extraction, Passed

if TYPE_CHECKING:
    from factcheck.extract.nlp import Pipeline

CHUNK = 8
# Chunks handed out ahead for each process, so that none waits; what is read and not yet taken is no more than that.
AHEAD = 2

Found = list[tuple[tuple[Claim, ...], tuple[EventMention, ...]]]

_pipelines: list[Pipeline] = []


class WorkerDied(RuntimeError):
    """A reading process ended before its work did, as one that runs out of memory does."""


def start_pool(pipeline: Pipeline, jobs: int) -> ProcessPoolExecutor:
    """Processes that have a model of their own; they end with this one."""
    # Not forked: a fork copies the locks of threads that it does not copy.
    return ProcessPoolExecutor(jobs, get_context("spawn"), _begin, (pipeline.name, pipeline.place))


def read_in_pool(items: Iterable[Article | Passed], pool: ProcessPoolExecutor, jobs: int) -> Iterator[Passed]:
    """Extractions of articles, in order, which are taken as the processes get to them. Raises WorkerDied.

    What is no article is passed through in its place.
    """
    waiting: deque[tuple[tuple[Article | Passed, ...], Future[Found] | None]] = deque()
    try:
        for chunk in batched(items, CHUNK):
            unread = tuple(item for item in chunk if isinstance(item, Article))
            waiting.append((chunk, pool.submit(_read, unread) if unread else None))
            if len(waiting) >= AHEAD * jobs:
                yield from _given(*waiting.popleft())
        while waiting:
            yield from _given(*waiting.popleft())
    except BrokenProcessPool as error:
        raise WorkerDied("a reading process died, as one that runs out of memory does; try fewer --jobs") from error
    finally:
        for _, future in waiting:
            if future is not None:
                future.cancel()


def _given(chunk: tuple[Article | Passed, ...], future: Future[Found] | None) -> Iterator[Passed]:
    found = iter(future.result() if future is not None else ())
    for item in chunk:
        yield Extraction(item, *next(found)) if isinstance(item, Article) else item


def _begin(name: str, place: str) -> None:
    """What a process does first. An interrupt is the parent's to handle."""
    from factcheck.extract.nlp import Pipeline

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _pipelines.append(Pipeline(name, place))


def _read(chunk: tuple[Article, ...]) -> Found:
    from factcheck.extract import extract_some

    return [(extraction.claims, extraction.mentions) for extraction in extract_some(chunk, _pipelines[0])]
