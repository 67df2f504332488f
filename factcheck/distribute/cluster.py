"""The connection to a scheduler, and tasks on its workers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import TYPE_CHECKING, Any

from msgspec import Struct

if TYPE_CHECKING:
    from distributed import Client

SCHEME = "dask://"
# Tasks handed out ahead: enough for some hundred cores, and a bound on what waits with the scheduler.
AHEAD = 512
# How many workers may be lost under a task before the run is given up.
RETRIES = 5

Task = tuple[Any, ...]
"""The arguments of one task."""


class Engine(Struct, frozen=True):
    """A cluster: `dask://host:port` of its scheduler, and the URL of a folder that all of its machines see.

    Without a folder a temporary one of this machine is tried, which the workers of this machine see.
    """

    url: str
    scratch: str = ""


class EngineError(RuntimeError):
    """The cluster can't be used; the message says why and what to do."""


class EngineExtraMissing(EngineError):
    """The libraries of the extra `scale` are not installed."""

    def __init__(self) -> None:
        super().__init__("a cluster needs the extra scale: pip install 'factcheck-desk[scale]'")


@contextmanager
def cluster(url: str) -> Iterator[Client]:
    """A connection to the scheduler at `dask://host:port`. Raises EngineError."""
    if not url.startswith(SCHEME) or not url.removeprefix(SCHEME):
        raise EngineError(f"the engine {url!r} is not known: local, or dask://host:port")
    try:
        import pyarrow  # noqa: F401
        from distributed import Client
    except ImportError as error:
        raise EngineExtraMissing from error
    try:
        client = Client(f"tcp://{url.removeprefix(SCHEME)}", timeout="10s", set_as_default=False)  # type: ignore[no-untyped-call]
    except (OSError, ValueError) as error:
        raise EngineError(f"no Dask scheduler answers at {url}: {error}") from error
    with client:
        yield client


def workers(client: Client) -> int:
    """Tasks that the cluster can do at a time. Raises EngineError where it has no worker."""
    count = sum(client.nthreads().values())  # type: ignore[no-untyped-call]
    if not count:
        raise EngineError("the Dask scheduler has no worker: start one with dask worker tcp://host:port --nthreads 1")
    return count


def each(
    client: Client, function: Callable[..., Any], tasks: Sequence[Task], told: Callable[[int, Any], None] | None = None
) -> list[Any]:
    """What `function` gives for each task, in the order of the tasks. Raises EngineError.

    Results are fetched as soon as they are there, and `told` is called with each and the number of its task, so that
    a worker which is lost afterwards takes nothing with it.
    """
    from distributed import KilledWorker, as_completed

    waiting = iter(enumerate(tasks))
    numbers: dict[Any, int] = {}

    def submit(number: int, task: Task) -> Any:
        future = client.submit(function, *task, retries=RETRIES, pure=False)
        numbers[future.key] = number
        return future

    found: list[Any] = [None] * len(tasks)
    running = as_completed([submit(*task) for task in islice(waiting, AHEAD)], loop=client.loop)  # type: ignore[no-untyped-call]
    for future in running:
        number = numbers.pop(future.key)
        try:
            found[number] = future.result()
        except KilledWorker as error:
            raise EngineError(f"workers died again and again over one task: {error}") from error
        if told is not None:
            told(number, found[number])
        for task in islice(waiting, 1):
            running.add(submit(*task))  # type: ignore[no-untyped-call]
    return found
