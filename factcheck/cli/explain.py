"""`factcheck explain`: how a verdict was reached, step by step."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from factcheck.cli.messages import Failure
from factcheck.cli.output import print_out

SHOWN = 5


@click.command(short_help="How a verdict was reached, step by step.")
@click.argument("finding", metavar="FINDING")
@click.option(
    "--report",
    metavar="FILE_OR_STORE",
    required=True,
    help="A report that compare wrote as json, or an archive.",
)
def explain(finding: str, report: str) -> None:
    """Replays how the verdict on FINDING was reached: the quotes, values, event, question and reasons.

    FINDING is an id as reports show it, such as fc02aedce25c7, or the first characters of one.
    """
    from factcheck.render import explain_document
    from factcheck.store import is_archive

    document = _of_archive(report) if is_archive(report) else _document(Path(report))
    whole = _whole_id(finding, [str(found["id"]) for found in document["findings"]])
    try:
        text = explain_document(document, whole)
    except (KeyError, TypeError, ValueError) as error:
        raise Failure(f"{report}: is damaged ({error})") from error
    print_out(text)


def _of_archive(url: str) -> dict[str, Any]:
    """The report on an archive, as compare would write it."""
    from factcheck.cli.archives import known_model, standing_report
    from factcheck.cli.inputs import load_settings, load_table
    from factcheck.render.json_report import document

    settings = load_settings()
    return document(standing_report(url, known_model(settings.pipeline), load_table(settings.reference)))


def _document(file: Path) -> dict[str, Any]:
    if not file.is_file():
        raise click.BadParameter(f"File {str(file)!r} does not exist.", param_hint="'--report'")
    try:
        document = json.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise Failure(f"{file}: cannot be read: {error.strerror}") from error
    except (ValueError, RecursionError) as error:
        raise Failure(f"{file}: is no JSON report; make one with: factcheck compare PATH -o json:FILE") from error
    findings = document.get("findings") if isinstance(document, dict) else None
    if not isinstance(findings, list) or not all(isinstance(f, dict) and "id" in f for f in findings):
        raise Failure(f"{file}: has no findings; make a report with: factcheck compare PATH -o json:FILE")
    return dict(document)


def _whole_id(given: str, ids: list[str]) -> str:
    """The only id that begins with what was given."""
    found = [known for known in ids if known.startswith(given)]
    if given in found or len(found) == 1:
        return given if given in found else found[0]
    if not found:
        raise Failure(f"no finding has an id that begins with {given!r}")
    listed = ", ".join(found[:SHOWN]) + (" …" if len(found) > SHOWN else "")
    raise Failure(f"{len(found)} findings have an id that begins with {given!r}: {listed}")
