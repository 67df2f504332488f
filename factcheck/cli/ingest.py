"""`factcheck ingest`: adds articles and their claims to an archive."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING

import click

from factcheck.cli.archives import jobs_option, known_model, opened, store_option
from factcheck.cli.inputs import UNREADABLE, Incoming, input_options, load_settings
from factcheck.cli.messages import Failure, bar, say, say_first
from factcheck.cli.output import print_out

if TYPE_CHECKING:
    from factcheck.store import Added

STEPS = 20
# Where it is not known how many there will be, a line comes for every twentieth of so many.
UNTOLD = 20_000


@click.command(short_help="Adds articles and their claims to an archive.")
@input_options
@store_option
@jobs_option
def ingest(
    paths: tuple[str, ...],
    published: datetime | None,
    source: str | None,
    pipeline: str | None,
    store: str | None,
    jobs: int | None,
) -> int:
    """Reads articles and adds them with their claims to the archive, which is made if need be.

    PATH is a file or a folder with everything in it. What is in the archive already is not read again; an article
    whose text has changed becomes a new version, and the old one is kept. Articles are kept batch by batch: what
    has been reported as kept stays, whatever happens afterwards.
    """
    settings = load_settings()
    model = known_model(pipeline or settings.pipeline, jobs or settings.jobs)
    with opened(store, create=True) as archive:
        from factcheck.extract import ModelMissing, WorkerDied
        from factcheck.ingest import count
        from factcheck.pipeline import ingest as ingest_all
        from factcheck.store import Added

        incoming = Incoming(paths, source or settings.source, published or settings.published)
        begun, total = archive.mark(), Added()
        try:
            with _progress(count(paths)) as progress:
                for number, added in ingest_all(incoming, model, archive):
                    total += added
                    progress(number)
        except (ModelMissing, WorkerDied) as error:
            raise Failure(str(error)) from error
        shared = archive.places_of_several(begun)
    incoming.say_rest()
    say_first("warning", _taken_for_versions(shared))
    print_out(_summary(total))
    return 0 if incoming.all_read else UNREADABLE


def _taken_for_versions(shared: Iterable[tuple[str, str, int]]) -> list[str]:
    """What is said of places that articles of one run share."""
    return [
        f"{count} articles are called {place!r}{f' and come from {source}' if source else ''}: they are taken "
        "for versions of one; give the folder above, or a source for each"
        for source, place, count in shared
    ]


def _summary(total: Added) -> str:
    counts = {
        "added": total.new,
        "changed, with the old version kept": total.changed,
        "read anew": total.reread,
        "unchanged": total.unchanged,
        "left out, since they were forgotten for good": total.forgotten,
    }
    lines = [f"{count:>7} {words}" for words, count in counts.items() if count or words == "added"]
    return "\n".join(["Articles:", *lines, f"Claims of articles added, changed or read anew: {total.claims}", ""])


@contextmanager
def _progress(total: int | None) -> Iterator[Callable[[int], None]]:
    """Tells how many articles are kept: a bar on a terminal, else a line now and then."""
    if sys.stderr.isatty():
        with bar("Adding articles", total) as advance:
            yield advance
        return
    kept = told = 0

    def line(count: int) -> None:
        nonlocal kept, told
        kept += count
        if kept - told >= (total or UNTOLD) / STEPS or kept == total:
            told = kept
            say("kept", f"{kept} of {total or '?'} articles")

    yield line
    if kept > told:
        say("kept", f"{kept} of {total or kept} articles")
