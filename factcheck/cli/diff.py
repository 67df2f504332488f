"""`factcheck diff`: two versions of one article."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from factcheck.cli.archives import known_model
from factcheck.cli.inputs import UNREADABLE, load_settings
from factcheck.cli.messages import Failure, article_warnings, say_all, say_unreadable
from factcheck.cli.output import DIFF_FORMATS, OUTPUT_HELP, Wanted, deliver, destinations

if TYPE_CHECKING:
    from factcheck.model.article import Article

CHANGED = 1

_EXIT_CODES = """\b
Exit codes:
    0  both versions were read; with --exit-code: and no claim is otherwise
    1  with --exit-code: claims changed, appeared or vanished
    2  wrong usage or settings, such as a path that does not exist
    3  a version could not be read
  130  interrupted
"""

_VERSION = click.Path(exists=True, dir_okay=False, readable=False, path_type=Path)


@click.command(short_help="Two versions of one article: which claims changed.", epilog=_EXIT_CODES)
@click.argument("old", metavar="OLD", type=_VERSION)
@click.argument("new", metavar="NEW", type=_VERSION)
@click.option("--format", type=click.Choice(DIFF_FORMATS), help="Format of the changes.  [default: text]")
@click.option("-o", "--output", metavar="[FORMAT:]FILE", multiple=True, help=OUTPUT_HELP)
@click.option("--exit-code", is_flag=True, help="Exit with 1 when claims changed, appeared or vanished.")
@click.option("--pipeline", metavar="NAME", help="Another spaCy model for English, by name or path.")
def diff(
    old: Path, new: Path, format: str | None, output: tuple[str, ...], exit_code: bool, pipeline: str | None
) -> int:
    """Shows which claims changed, appeared and vanished from OLD to NEW, and whether NEW says so itself.

    Each is a file with one article.
    """
    places = destinations(Wanted(output=output, format=format, fallback=None, known=DIFF_FORMATS, default="text"))
    model = known_model(pipeline or load_settings().pipeline)
    from factcheck.api import read
    from factcheck.extract import ModelMissing
    from factcheck.pipeline import diff as compare_versions
    from factcheck.render.check.versions import DIFF_FORMATS as WRITERS

    articles: list[Article] = []
    for path in (old, new):
        reading = read([path])
        say_unreadable((str(path), problem.message) for problem in reading.unreadable)
        if reading.unreadable:
            return UNREADABLE
        say_all("warning", article_warnings(reading.articles))
        if len(reading.articles) != 1:
            raise click.UsageError(f"{path}: holds {len(reading.articles)} articles; a version is one")
        articles += reading.articles
    try:
        found = compare_versions(articles[0], articles[1], model)
    except ModelMissing as error:
        raise Failure(str(error)) from error
    deliver(places, lambda place: WRITERS[place.format](found))
    return CHANGED if exit_code and found.changes else 0
