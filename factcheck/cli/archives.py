"""What the commands that use an archive have in common: opening it, its ids, the time of a removal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from factcheck.cli.messages import Failure, say

if TYPE_CHECKING:
    from factcheck.extract import Pipeline
    from factcheck.model.extraction import Extraction
    from factcheck.model.report import Report
    from factcheck.model.review import Review
    from factcheck.reference.tables import ReferenceTable
    from factcheck.store import ToolVersion
    from factcheck.store.archive import Archive

SHOWN = 5

store_option = click.option(
    "--store",
    metavar="URL",
    help="The archive: a path, sqlite:///desk.db, or postgresql://host/name.  [default: the settings' store]",
)


cache_option = click.option(
    "--cache",
    metavar="URL",
    help="An archive to keep what is read in, and to take from it what was read before.",
)


jobs_option = click.option(
    "--jobs",
    metavar="N",
    type=click.IntRange(min=1),
    help="Processes that read side by side; each takes some 400 MB. What comes out is the same.  [default: 1]",
)


@contextmanager
def opened(given: str | None, *, create: bool = False) -> Iterator[Archive]:
    """The archive named on the command line or in the settings; its errors end the command."""
    from factcheck.cli.inputs import load_settings
    from factcheck.store import ArchiveError, open_archive

    url = given or load_settings().store
    if not url:
        raise click.UsageError("name the archive: --store desk.db, or store in the settings")
    try:
        with open_archive(url, create=create) as archive:
            yield archive
    except ArchiveError as error:
        raise Failure(str(error)) from error


@contextmanager
def opened_if(url: str | None) -> Iterator[Archive | None]:
    """A cache, made if need be, where one is asked for."""
    if not url:
        yield None
        return
    with opened(url, create=True) as archive:
        yield archive


def stored(url: str, model: Pipeline) -> Iterator[Extraction]:
    """The articles of an archive with their claims; says so where they were read by other rules than today's."""
    from factcheck.pipeline import tool_version

    with opened(url) as archive:
        say_outdated(archive, tool_version(model))
        yield from archive.extractions()


def standing_report(url: str, model: Pipeline, table: ReferenceTable) -> Report:
    """The report on an archive, worked out only as far as its articles have changed; warns as `stored` does."""
    from factcheck.pipeline import tool_version
    from factcheck.standing import Standing

    with opened(url) as archive:
        say_outdated(archive, tool_version(model))
        return Standing(archive, model, table).report()


def reviews(url: str) -> list[Review]:
    """What reviewers said of the findings on an archive."""
    with opened(url) as archive:
        return archive.reviews()


def say_outdated(archive: Archive, tool: ToolVersion) -> None:
    """Warns where articles of the archive were read by another model or other rules."""
    old = sum(count for known, count in archive.tools() if known != tool)
    if old:
        say("warning", f"{archive.shown}: {old} versions of articles were read by other rules; ingest them again")


def known_model(name: str, jobs: int = 1) -> Pipeline:
    """The language model by its name and version; it is loaded when something has to be read, by `jobs` processes."""
    from factcheck.extract import ModelMissing, find_pipeline

    try:
        return find_pipeline(name, jobs)
    except ModelMissing as error:
        raise Failure(str(error)) from error


def whole_ids(archive: Archive, given: Sequence[str]) -> list[str]:
    """Whole ids of articles for ids or their first characters."""
    return [_whole_id(archive, beginning) for beginning in given]


def _whole_id(archive: Archive, beginning: str) -> str:
    found = archive.ids_like(beginning, SHOWN + 1) if beginning else []
    if beginning in found or len(found) == 1:
        return beginning if beginning in found else found[0]
    if not found:
        raise Failure(f"{archive.shown}: no article has an id that begins with {beginning!r}")
    listed = ", ".join(found[:SHOWN]) + (" …" if len(found) > SHOWN else "")
    raise Failure(f"{archive.shown}: several articles have an id that begins with {beginning!r}: {listed}")


def now() -> str:
    """The time, for the record of a removal."""
    return datetime.now(UTC).isoformat(timespec="seconds")
