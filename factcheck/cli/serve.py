"""`factcheck serve`: the desk in a browser."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from factcheck.cli.archives import known_model, opened, say_outdated, store_option
from factcheck.cli.inputs import load_settings, load_table
from factcheck.cli.messages import Failure, say

HERE = "127.0.0.1"


@dataclass(frozen=True)
class Options:
    """The options as given on the command line; None where they were not."""

    store: str | None
    host: str
    port: int
    allow_host: tuple[str, ...]
    token: str
    max_upload: int
    reference: tuple[Path, ...]
    pipeline: str | None


@click.command(short_help="The desk in a browser.")
@store_option
@click.option("--host", default=HERE, show_default=True, help="The address to listen on; any other asks for a token.")
@click.option("--port", type=click.IntRange(0, 65535), default=8480, show_default=True, help="0 takes a free one.")
@click.option(
    "--allow-host", metavar="NAME", multiple=True, help="A further host name of this desk, without a port. Repeatable."
)
@click.option("--token", envvar="FACTCHECK_TOKEN", default="", help="The token to ask for.  [default: a new one]")
@click.option(
    "--max-upload", type=click.IntRange(min=1), default=2, show_default=True, help="Largest request, in megabytes."
)
@click.option(
    "--reference",
    metavar="FILE",
    multiple=True,
    type=click.Path(path_type=Path),
    help="A table of office-holders beside the built-in one. May be repeated.",
)
@click.option("--pipeline", metavar="NAME", help="Another spaCy model for English, by name or path.")
def serve(**given: Any) -> None:
    """Serves the archive to a browser: findings to judge, drafts to check, reports to take away.

    On 127.0.0.1, the default, anyone at this machine may use it. On any other address it asks for a token, which
    is part of the address that is printed.
    """
    options, settings = Options(**given), load_settings()
    try:
        from factcheck.desk.security import Access
        from factcheck.desk.serve import serve as run
    except ImportError as error:
        raise Failure(f"the desk needs the extra [desk]: pip install 'factcheck-desk[desk]' ({error})") from error
    from factcheck.desk.holdings import Reader, desk_tools
    from factcheck.pipeline import tool_version

    table = load_table((*settings.reference, *options.reference))
    model = known_model(options.pipeline or settings.pipeline)
    access = Access.new(
        options.host, hosts=options.allow_host, token=options.token, most=options.max_upload * 1_000_000
    )
    with opened(options.store) as archive:
        say_outdated(archive, tool_version(model))
        try:
            run(
                Reader(archive, desk_tools(model, table)),
                access,
                options.host,
                options.port,
                lambda at: say("desk", at),
            )
        except OSError as error:
            raise Failure(f"cannot listen on {options.host}:{options.port}: {error.strerror or error}") from error
