"""`factcheck audit`: how reliable each source is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from factcheck.cli.archives import cache_option, jobs_option, known_model
from factcheck.cli.inputs import UNREADABLE, input_or_archive_options, load_settings, load_table
from factcheck.cli.messages import Failure, say
from factcheck.cli.output import AUDIT_FORMATS, OUTPUT_HELP, Wanted, deliver, destinations
from factcheck.cli.reports import report_of

if TYPE_CHECKING:
    from factcheck.model.audit import Audit


@dataclass(frozen=True)
class Options:
    """The options as given on the command line; None where they were not."""

    paths: tuple[str, ...]
    cache: str | None
    jobs: int | None
    format: str | None
    output: tuple[str, ...]
    hierarchy: Path | None
    published: datetime | None
    source: str | None
    pipeline: str | None


@click.command(short_help="How reliable each source is.")
@input_or_archive_options
@cache_option
@jobs_option
@click.option("--format", type=click.Choice(AUDIT_FORMATS), help="Format of the audit.  [default: text]")
@click.option("-o", "--output", metavar="[FORMAT:]FILE", multiple=True, help=OUTPUT_HELP)
@click.option(
    "--hierarchy",
    metavar="FILE",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="For a table: a CSV of values that contain each other, with the columns ID, name and parentID.",
)
def audit(**given: Any) -> int:
    """Judges the sources of articles, or of a table of claims, and gives the best supported answers.

    PATH is a file, a folder or an archive with articles, or one CSV table with the columns object, source and
    value; its columns kind (number, toll or any name), time and origin are used where they are there. The
    settings' format and output are those of compare and are not used here.
    """
    options = Options(**given)
    places = destinations(
        Wanted(output=options.output, format=options.format, fallback=None, known=AUDIT_FORMATS, default="text")
    )
    from factcheck.reliability import AuditExtraMissing, BadTable

    try:
        found, code = _audit(options)
    except (AuditExtraMissing, BadTable) as error:
        raise Failure(str(error)) from error
    from factcheck.render.audit import render_audit

    deliver(places, lambda place: render_audit(found, place.format))
    for place in places:
        if place.file is not None:
            say("audit", str(place.file))
    return code


def _audit(options: Options) -> tuple[Audit, int]:
    """The audit of a table or of articles, and the exit code. Raises BadTable and AuditExtraMissing."""
    from factcheck.reliability import audit_report, audit_table, is_claim_table, read_table

    first = Path(options.paths[0])
    if options.hierarchy is not None or (len(options.paths) == 1 and is_claim_table(first)):
        if len(options.paths) != 1:
            raise click.UsageError("--hierarchy goes with one table of claims")
        return audit_table(read_table(first, options.hierarchy)), 0
    settings = load_settings()
    model = known_model(options.pipeline or settings.pipeline, options.jobs or settings.jobs)
    report, all_read = report_of(options, settings, model, load_table(settings.reference))
    return audit_report(report), 0 if all_read else UNREADABLE
