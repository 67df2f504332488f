"""`factcheck extract`: claims only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import click

from factcheck.cli.archives import jobs_option, known_model
from factcheck.cli.inputs import UNREADABLE, input_options, load_settings, read_input
from factcheck.cli.messages import Failure, progress_bar
from factcheck.cli.output import EXTRACT_FORMATS, OUTPUT_HELP, Wanted, deliver, destinations


@dataclass(frozen=True)
class Options:
    """The options as given on the command line; None where they were not."""

    paths: tuple[str, ...]
    format: str | None
    output: tuple[str, ...]
    published: datetime | None
    source: str | None
    pipeline: str | None
    jobs: int | None


@click.command(short_help="Claims only, nothing compared.")
@input_options
@jobs_option
@click.option("--format", type=click.Choice(EXTRACT_FORMATS), help="Format of the claims.  [default: jsonl]")
@click.option("-o", "--output", metavar="[FORMAT:]FILE", multiple=True, help=OUTPUT_HELP)
def extract(**given: Any) -> int:
    """Reads articles and writes their claims; nothing is compared.

    PATH is a file or a folder with everything in it. The settings' format and output are those of compare
    and are not used here.
    """
    options, settings = Options(**given), load_settings()
    places = destinations(
        Wanted(output=options.output, format=options.format, fallback=None, known=EXTRACT_FORMATS, default="jsonl")
    )
    model = known_model(options.pipeline or settings.pipeline, options.jobs or settings.jobs)
    reading = read_input(options.paths, options.source or settings.source, options.published or settings.published)
    from factcheck.extract import ModelMissing, WorkerDied
    from factcheck.pipeline import extract_only
    from factcheck.render import render_extract

    with progress_bar(len(reading.articles)) as progress:
        try:
            report = extract_only(reading.articles, model, progress)
        except (ModelMissing, WorkerDied) as error:
            raise Failure(str(error)) from error
    deliver(places, lambda place: render_extract(report, place.format))
    return UNREADABLE if reading.unreadable else 0
