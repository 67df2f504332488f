"""`factcheck ingest`: adds articles and their claims to an archive."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import click

from factcheck.cli.archives import jobs_option, known_model, opened, store_option
from factcheck.cli.inputs import UNREADABLE, input_options, load_settings, read_input
from factcheck.cli.messages import Failure, say, say_first
from factcheck.cli.output import print_out

if TYPE_CHECKING:
    from factcheck.model.article import Article
    from factcheck.store import Added

STEPS = 20


@click.command(short_help="Adds articles and their claims to an archive.")
@input_options
@store_option
@jobs_option
def ingest(
    paths: tuple[Path, ...],
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
        reading = read_input(paths, source or settings.source, published or settings.published)
        say_first("warning", _shared_places(reading.articles))
        from factcheck.extract import ModelMissing, WorkerDied
        from factcheck.pipeline import ingest as ingest_all
        from factcheck.store import Added

        total = Added()
        try:
            with _progress(len(reading.articles)) as progress:
                for count, added in ingest_all(reading.articles, model, archive):
                    total += added
                    progress(count)
        except (ModelMissing, WorkerDied) as error:
            raise Failure(str(error)) from error
    print_out(_summary(total))
    return UNREADABLE if reading.unreadable else 0


def _shared_places(articles: Sequence[Article]) -> list[str]:
    """Articles of one run that the archive takes for versions of one, since source and path are the same."""
    places = Counter((article.source, article.external_id or article.path) for article in articles)
    return [
        f"{count} articles are called {place!r}{f' and come from {source}' if source else ''}: they are taken for "
        "versions of one; give the folder above, or a source for each"
        for (source, place), count in sorted(places.items())
        if count > 1
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


class _Progress(Protocol):
    def __call__(self, count: int) -> None: ...


@contextmanager
def _progress(total: int) -> Iterator[_Progress]:
    """Tells how many articles are kept: a bar on a terminal, else a line now and then."""
    if sys.stderr.isatty():
        from rich.console import Console
        from rich.progress import Progress

        with Progress(console=Console(stderr=True), transient=True) as bar:
            task = bar.add_task("Adding articles", total=total)
            yield lambda count: bar.advance(task, count)
        return
    kept = told = 0

    def line(count: int) -> None:
        nonlocal kept, told
        kept += count
        if kept - told >= total / STEPS or kept == total:
            told = kept
            say("kept", f"{kept} of {total} articles")

    yield line
