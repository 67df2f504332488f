"""`factcheck baseline`: findings that a desk knows of and has accepted."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from factcheck.cli.drafts import DraftOptions, Ran, draft_options, run_check
from factcheck.cli.inputs import EXIT_CODES, UNREADABLE, load_settings
from factcheck.cli.messages import Failure, say
from factcheck.cli.output import print_out

if TYPE_CHECKING:
    from factcheck.check.baseline import Audit, Baseline, Entry
    from factcheck.model.check import Check

WRONG = 1


@click.group(short_help="Findings that are known and accepted.")
def baseline() -> None:
    """Keeps a file of findings that a desk knows of and has accepted, each with a reason and, if wanted, a last day.

    `factcheck check --baseline FILE` does not tell of them.
    """


def _file_option(command: Any) -> Any:
    return click.option(
        "--baseline",
        "file",
        metavar="FILE",
        type=click.Path(path_type=Path),
        help="The baseline; else the one that the settings name.",
    )(command)


@baseline.command(epilog=EXIT_CODES)
@draft_options
@_file_option
@click.option("--reason", required=True, help="Why the findings are accepted.")
@click.option("--until", metavar="DATE", type=click.DateTime(["%Y-%m-%d"]), help="The last day on which they are.")
def create(file: Path | None, reason: str, until: datetime | None, **given: Any) -> int:
    """Accepts all findings on the drafts as they stand.

    Entries that FILE has already keep their reason and last day.
    """
    from msgspec.structs import replace

    from factcheck.check.baseline import Baseline, merged

    path = _path(file)
    if not reason.strip():
        raise click.UsageError("--reason is empty: say why the findings are accepted")
    old = _read(path) if path.exists() else Baseline()
    ran = _run(given, None)
    last = until.date() if until else None
    new = merged(old, (replace(entry, reason=reason.strip(), until=last) for entry in _entries(ran.check)))
    _write(path, new)
    print_out(f"{path}: {len(new.entries) - len(old.entries)} added, {len(new.entries)} in all\n")
    return 0 if ran.all_read else UNREADABLE


@baseline.command(epilog=EXIT_CODES)
@draft_options
@_file_option
def audit(file: Path | None, **given: Any) -> int:
    """Lists entries that have expired, that give no reason, and whose finding is gone; exits with 1 if there are any.

    Whether an entry has expired is judged on the day of --as-of alone.
    """
    _, found, ran = _audited(file, given)
    for title, entries in (("expired", found.expired), ("no reason", found.unreasoned), ("gone", found.stale)):
        for entry in entries:
            print_out(f"{title}: {_shown(entry)}\n")
    if not ran.all_read:
        return UNREADABLE
    return WRONG if any((found.expired, found.unreasoned, found.stale)) else 0


@baseline.command(epilog=EXIT_CODES)
@draft_options
@_file_option
def prune(file: Path | None, **given: Any) -> int:
    """Removes entries that have expired and entries whose finding is gone.

    Give all drafts that the baseline is for: what is found in none of them is taken to be gone. Nothing is removed
    when some input cannot be read.
    """
    from factcheck.check.baseline import pruned

    known, found, ran = _audited(file, given)
    if not ran.all_read:
        say("warning", "nothing was removed, since not all of the input could be read")
        return UNREADABLE
    gone = list(dict.fromkeys((*found.expired, *found.stale)))
    if gone:
        _write(_path(file), pruned(known, gone))
    for entry in gone:
        print_out(f"removed: {_shown(entry)}\n")
    return 0


def _audited(file: Path | None, given: dict[str, Any]) -> tuple[Baseline, Audit, Ran]:
    from factcheck.check.baseline import audit

    known = _read(_path(file))
    ran = _run(given, None)
    return known, audit(known, (result.fingerprint for result in ran.check.results), DraftOptions(**given).day), ran


def _run(given: dict[str, Any], baseline: Path | None) -> Ran:
    return run_check(DraftOptions(**given), load_settings(), baseline, "never")


def _path(file: Path | None) -> Path:
    path = file or load_settings().baseline
    if path is None:
        raise click.UsageError("no baseline: give --baseline FILE, or set it in the settings")
    if not path.resolve().parent.is_dir():
        raise click.UsageError(f"--baseline {path}: there is no folder {str(path.parent)!r}")
    return path


def _read(file: Path) -> Baseline:
    from factcheck.check.baseline import BadBaseline, read_baseline

    try:
        return read_baseline(file)
    except BadBaseline as error:
        raise Failure(str(error)) from error


def _write(file: Path, baseline: Baseline) -> None:
    from factcheck.check.baseline import written
    from factcheck.render.write import write

    try:
        write(written(baseline), file)
    except OSError as error:
        raise Failure(f"cannot write {file}: {error.strerror or error}") from error


def _entries(check: Check) -> list[Entry]:
    """An entry for each finding that no waiver suppresses."""
    from factcheck.check.baseline import Entry

    claims = {claim.id: claim for claim in check.report.claims}
    return [
        Entry(
            fingerprint=result.fingerprint,
            code=result.finding.code,
            path=check.files[result.draft],
            value=result.finding.a.value,
            rival=result.finding.b.value,
            quote=claims[result.claim].quote,
        )
        for result in check.told()
    ]


def _shown(entry: Entry) -> str:
    until = f", until {entry.until}" if entry.until else ""
    values = f"{entry.code} {entry.value}, against {entry.rival}"
    return f"{entry.path}: {values} ({entry.reason or '-'}{until}) [{entry.fingerprint}]"
