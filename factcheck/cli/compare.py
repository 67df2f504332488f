"""`factcheck compare`: sets the sources against each other."""

from __future__ import annotations

import os
import shutil
import sys
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from factcheck.cli.archives import cache_option, jobs_option, known_model
from factcheck.cli.inputs import (
    EXIT_CODES,
    UNREADABLE,
    input_or_archive_options,
    load_settings,
    load_table,
)
from factcheck.cli.messages import Failure, say
from factcheck.cli.output import FORMATS, OUTPUT_HELP, Destination, Wanted, deliver, destinations
from factcheck.cli.reports import report_of

if TYPE_CHECKING:
    from factcheck.model.audit import Audit
    from factcheck.model.report import Report
    from factcheck.settings import Settings

FOUND = 1
SEVERITIES = ("note", "warning", "error")
REPORTS = Path("reports")
WIDEST = 100


@dataclass(frozen=True)
class Options:
    """The options as given on the command line; None where they were not."""

    paths: tuple[str, ...]
    cache: str | None
    jobs: int | None
    engine: str | None
    scratch: str | None
    format: str | None
    output: tuple[str, ...]
    reference: tuple[Path, ...]
    published: datetime | None
    source: str | None
    pipeline: str | None
    fail_on: str | None
    colour: bool | None
    width: int | None


@click.command(short_help="Sets the sources against each other.", epilog=EXIT_CODES)
@input_or_archive_options
@cache_option
@jobs_option
@click.option(
    "--engine",
    metavar="URL",
    help="Where the work is done: local, or dask://host:port for a cluster (extra scale).  [default: local]",
)
@click.option(
    "--scratch",
    metavar="URL",
    help="Folder that all machines of the cluster see, such as file:///mnt/shared or s3://bucket/scratch; "
    "what passes between them is kept there during the run.  [default: a temporary folder of this machine]",
)
@click.option("--format", type=click.Choice(FORMATS), help="Format of the report; text is the same as full.")
@click.option("-o", "--output", metavar="[FORMAT:]FILE", multiple=True, help=OUTPUT_HELP)
@click.option(
    "--reference",
    metavar="FILE",
    multiple=True,
    type=click.Path(path_type=Path),
    help="A table of office-holders beside the built-in one: CSV, or an export from Wikidata. May be repeated.",
)
@click.option(
    "--fail-on",
    type=click.Choice([*reversed(SEVERITIES), "never"]),
    help="Exit with 1 when there are findings of this severity or a graver one.  [default: never]",
)
@click.option("--colour/--no-colour", "--color/--no-color", default=None, help="Colours in text, or none.")
@click.option("--width", type=click.IntRange(min=40), help="Columns of text.")
def compare(**given: Any) -> int:
    """Reads articles, sets the sources against each other, and against the reference table.

    PATH is a file, a folder with everything in it, or an archive (desk.db, postgresql://host/name). Without
    --format and -o, a summary goes to standard output, and the report to reports/NAME.html, where NAME is that of
    the first PATH.
    """
    options, settings = Options(**given), load_settings()
    places = _places(options, settings)
    table = load_table((*settings.reference, *options.reference))
    model = known_model(options.pipeline or settings.pipeline, options.jobs or settings.jobs)
    where = (options.engine or settings.engine, options.scratch or settings.scratch)
    report, all_read = report_of(options, settings, model, table, where)
    audit = _audit(report) if any(place.format == "html" for place in places) else None
    deliver(places, lambda place: _text(report, place, options, settings, audit))
    for place in places:
        if place.file is not None:
            say("report", str(place.file))
    if not all_read:
        return UNREADABLE
    return FOUND if _reaches(report, options.fail_on or settings.fail_on or "never") else 0


def _places(options: Options, settings: Settings) -> list[Destination]:
    output = options.output or (settings.output if options.format is None else ())
    if not output and options.format is None and settings.format not in FORMATS:
        return [Destination("html", _default_file(_named(options.paths[0]))), Destination("text", None)]
    return destinations(
        Wanted(
            output=output,
            format=options.format,
            fallback=settings.format if settings.format in FORMATS else None,
            known=FORMATS,
            default="text",
        )
    )


def _named(path: str) -> Path:
    """The path that a report is named for; an archive's URL may hold a password, its last part does not."""
    return Path(path.partition("?")[0].rpartition("/")[2]) if "://" in path else Path(path)


def _default_file(path: Path) -> Path:
    """The file in `reports` that is named for a path; makes the folder."""
    whole = path.resolve()
    name = whole.name if whole.is_dir() else whole.stem
    try:
        REPORTS.mkdir(exist_ok=True)
    except OSError as error:
        raise Failure(f"cannot make the folder {REPORTS}: {error.strerror}; name a file with -o") from error
    return REPORTS / f"{name or 'report'}.html"


def _audit(report: Report) -> Audit | None:
    """How the sources compare, which a page shows; None, and a word about it, where the extra is missing."""
    from factcheck.reliability import AuditExtraMissing, audit_report

    try:
        return audit_report(report, by_kind=False)
    except AuditExtraMissing as error:
        say("note", f"the page does not compare the sources: {error}")
        return None


def _text(report: Report, place: Destination, options: Options, settings: Settings, audit: Audit | None) -> str:
    from factcheck.render import render, render_text

    if place.file is not None or place.format not in ("text", "full"):
        return render(report, place.format, audit)
    wanted = options.colour if options.colour is not None else settings.colour
    colour = wanted if wanted is not None else sys.stdout.isatty() and "NO_COLOR" not in os.environ
    width = options.width or settings.width or _terminal_width()
    return render_text(report, colour=colour, width=width)


def _terminal_width() -> int:
    from factcheck.render.text import WIDTH

    return min(shutil.get_terminal_size().columns, WIDEST) if sys.stdout.isatty() else WIDTH


def _reaches(report: Report, threshold: str) -> bool:
    """Whether a finding is as grave as `threshold`, or graver."""
    if threshold == "never":
        return False
    return any(SEVERITIES.index(f.severity) >= SEVERITIES.index(threshold) for f in report.findings)
