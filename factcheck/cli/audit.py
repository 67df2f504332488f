"""`factcheck audit`: how reliable each source is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from factcheck.cli.inputs import UNREADABLE, input_options, load_model, load_settings, read_input
from factcheck.cli.messages import Failure, progress_bar, say
from factcheck.cli.output import AUDIT_FORMATS, Wanted, deliver, destinations

if TYPE_CHECKING:
    from factcheck.model.audit import Audit


@dataclass(frozen=True)
class Options:
    """The options as given on the command line; None where they were not."""

    paths: tuple[Path, ...]
    format: str | None
    output: tuple[str, ...]
    hierarchy: Path | None
    published: datetime | None
    source: str | None
    pipeline: str | None


@click.command(short_help="How reliable each source is.")
@input_options
@click.option("--format", type=click.Choice(AUDIT_FORMATS), help="Format of the audit.  [default: text]")
@click.option(
    "-o",
    "--output",
    metavar="[FORMAT:]FILE",
    multiple=True,
    help="Write to FILE, whole or not at all; - is standard output. May be repeated.",
)
@click.option(
    "--hierarchy",
    metavar="FILE",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="For a table: a CSV of values that contain each other, with the columns ID, name and parentID.",
)
def audit(**given: Any) -> int:
    """Judges the sources of articles, or of a table of claims, and gives the best supported answers.

    PATH is a file or a folder with articles, or one CSV table with the columns object, source and value; its
    columns kind (number, toll or any name), time and origin are used where they are there. The settings'
    format and output are those of compare and are not used here.
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

    if options.hierarchy is not None or (len(options.paths) == 1 and is_claim_table(options.paths[0])):
        if len(options.paths) != 1:
            raise click.UsageError("--hierarchy goes with one table of claims")
        return audit_table(read_table(options.paths[0], options.hierarchy)), 0
    settings = load_settings()
    model = load_model(options.pipeline or settings.pipeline)
    reading = read_input(options.paths, options.source or settings.source, options.published or settings.published)
    from factcheck.pipeline import run
    from factcheck.reference.tables import load_reference

    with progress_bar(len(reading.articles)) as progress:
        report = run(reading.articles, model, load_reference(settings.reference), progress)
    return audit_report(report), UNREADABLE if reading.unreadable else 0
