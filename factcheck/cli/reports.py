"""The report of files and archives, as compare prints it and audit goes on from."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from itertools import chain
from typing import TYPE_CHECKING, Protocol

from factcheck.cli.archives import opened_if, reviews, standing_report, stored
from factcheck.cli.inputs import read_input
from factcheck.cli.messages import Failure, progress_bar, say_in_part, say_skipped

if TYPE_CHECKING:
    from factcheck.extract import Pipeline
    from factcheck.model.article import Article
    from factcheck.model.report import Report
    from factcheck.reference.tables import ReferenceTable
    from factcheck.settings import Settings


LOCAL = "local"


class Inputs(Protocol):
    """What the command line says of the input: files, folders and archives, a cache, metadata of every article."""

    @property
    def paths(self) -> Sequence[str]: ...  # noqa: D102
    @property
    def cache(self) -> str | None: ...  # noqa: D102
    @property
    def source(self) -> str | None: ...  # noqa: D102
    @property
    def published(self) -> datetime | None: ...  # noqa: D102


def report_of(
    inputs: Inputs, settings: Settings, model: Pipeline, table: ReferenceTable, place: tuple[str, str] = (LOCAL, "")
) -> tuple[Report, bool]:
    """The report, and whether all input could be read; says what was not compared.

    `place` is where it is made: an engine, and the folder through which a cluster's workers pass things on.
    """
    from msgspec.structs import replace

    from factcheck.model.review import latest
    from factcheck.store import is_archive

    files = [path for path in inputs.paths if not is_archive(path)]
    archives = [path for path in inputs.paths if is_archive(path)]
    reading = None
    if files:
        reading = read_input(files, inputs.source or settings.source, inputs.published or settings.published)
    if place[0] == LOCAL and not files and len(archives) == 1:
        report = standing_report(archives[0], model, table)
    else:
        report = _report(reading.articles if reading else (), archives, inputs.cache, (model, table), place)
    say_skipped(report.skipped_blocks)
    say_in_part([q.label for q in report.questions if q.id in report.in_part])
    told = frozenset(finding.id for finding in report.findings)
    words = latest(word for url in archives for word in reviews(url) if word.finding in told)
    return replace(report, reviews=words), not (reading and reading.unreadable)


def _report(
    articles: Sequence[Article],
    archives: Sequence[str],
    cached: str | None,
    tools: tuple[Pipeline, ReferenceTable],
    place: tuple[str, str],
) -> Report:
    """The report on articles and archives, all linked and compared with one another."""
    from factcheck.distribute.cluster import Engine, EngineError
    from factcheck.extract import ModelMissing, WorkerDied
    from factcheck.pipeline import run

    engine, scratch = place
    with opened_if(cached) as cache, progress_bar(len(articles)) as progress:
        held = chain.from_iterable(stored(url, tools[0]) for url in archives)
        try:
            if engine == LOCAL:
                return run(articles, *tools, progress, cache, held)
            from factcheck.distribute import run_on

            return run_on(Engine(engine, scratch), articles, tools, progress, cache, held)
        except (ModelMissing, WorkerDied, EngineError) as error:
            raise Failure(str(error)) from error
