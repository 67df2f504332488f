"""`factcheck check`: incoming copy against an archive, the reference table and itself."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from factcheck.cli.drafts import DraftOptions, draft_options, run_check
from factcheck.cli.inputs import EXIT_CODES, UNREADABLE, load_settings
from factcheck.cli.messages import say
from factcheck.cli.output import CHECK_FORMATS, OUTPUT_HELP, Destination, Wanted, deliver, destinations

if TYPE_CHECKING:
    from factcheck.model.check import Check
    from factcheck.settings import Settings

FOUND = 1
SEVERITIES = ("note", "warning", "error")
THRESHOLD = "error"


@click.command(short_help="Incoming copy against an archive and the reference table.", epilog=EXIT_CODES)
@draft_options
@click.option("--format", type=click.Choice(CHECK_FORMATS), help="Format of the findings.  [default: concise]")
@click.option("-o", "--output", metavar="[FORMAT:]FILE", multiple=True, help=OUTPUT_HELP)
@click.option(
    "--baseline",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Findings that are known and accepted; see factcheck baseline.",
)
@click.option(
    "--fail-on",
    type=click.Choice([*reversed(SEVERITIES), "never"]),
    help="Exit with 1 when there are findings of this severity or a graver one.  [default: error]",
)
@click.option("--exit-zero", is_flag=True, help="Exit with 0 whatever is found; unreadable input still gives 3.")
def check(
    format: str | None,
    output: tuple[str, ...],
    baseline: Path | None,
    fail_on: str | None,
    exit_zero: bool,
    **given: Any,
) -> int:
    """Checks incoming copy against an archive, the reference table and itself.

    DRAFT is a file or a folder with everything in it. Only what concerns a draft's claims is told, a line a finding:
    path:line:column: CODE verdict: message. How much was compared is said on standard error.
    """
    options, settings = DraftOptions(**given), load_settings()
    places = _places(format, output, settings)
    threshold = fail_on or settings.fail_on or THRESHOLD
    ran = run_check(options, settings, baseline or settings.baseline, threshold)
    from factcheck.render.check import render_check

    deliver(places, lambda place: render_check(ran.check, place.format))
    _say(ran.check, places)
    if not ran.all_read:
        return UNREADABLE
    return FOUND if not exit_zero and reaches(ran.check, threshold) else 0


def _places(format: str | None, output: tuple[str, ...], settings: Settings) -> list[Destination]:
    known = settings.format if settings.format in CHECK_FORMATS else None
    return destinations(
        Wanted(
            output=output or (settings.output if format is None else ()),
            format=format,
            fallback=known,
            known=CHECK_FORMATS,
            default="concise",
        )
    )


def _say(check: Check, places: list[Destination]) -> None:
    """What was written where, and what the run came to; the full text on standard output says the latter itself."""
    from factcheck.render.check.told import Teller, coverage, totals

    for place in places:
        if place.file is not None:
            say("report", str(place.file))
    if any(place.file is None and place.format in ("full", "text") for place in places):
        return
    teller = Teller(check)
    for notice in teller.notices():
        say("warning", notice)
    for correction in teller.corrections():
        say("note", correction)
    say("checked", f"{totals(check)} {coverage(check)}")


def reaches(check: Check, threshold: str) -> bool:
    """Whether a finding that nothing suppresses is as grave as `threshold`, or graver."""
    if threshold == "never":
        return False
    return any(SEVERITIES.index(r.finding.severity) >= SEVERITIES.index(threshold) for r in check.told())
