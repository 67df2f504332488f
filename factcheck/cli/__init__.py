"""The command line: parse, call, print. Heavy libraries are imported by the commands that need them."""

from __future__ import annotations

import gc
import sys

import click

from factcheck.cli.archive import archive
from factcheck.cli.audit import audit
from factcheck.cli.baseline import baseline
from factcheck.cli.check import check
from factcheck.cli.compare import compare
from factcheck.cli.diff import diff
from factcheck.cli.explain import explain
from factcheck.cli.extract import extract
from factcheck.cli.ingest import ingest
from factcheck.cli.inputs import EXIT_CODES
from factcheck.cli.rule import rule
from factcheck.cli.serve import serve
from factcheck.version import __version__

INTERRUPTED = 130


@click.group(epilog=EXIT_CODES, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="factcheck", message="%(prog)s %(version)s")
def app() -> None:
    """Reads news articles that cover the same events and shows where their facts disagree."""


for command in (compare, check, diff, extract, audit, ingest, archive, baseline, serve, explain, rule):
    app.add_command(command)


def main() -> None:
    """Runs the command line and exits; see inputs.EXIT_CODES."""
    # What a command loads stays until it ends: looking there for garbage every 700 objects takes a tenth of its start.
    gc.set_threshold(50_000, 20, 50)
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """Runs the command line `arguments` and returns the exit code."""
    try:
        return int(app.main(arguments, prog_name="factcheck", standalone_mode=False) or 0)
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except click.Abort:
        click.echo("Interrupted.", err=True)
        return INTERRUPTED
