"""Annotations of a GitHub Actions job: workflow commands on standard output.

Source: GitHub Docs, "Workflow commands for GitHub Actions". GitHub shows ten errors and ten warnings of a step, so
the worst come first.
"""

from __future__ import annotations

from factcheck.model.check import Check
from factcheck.model.finding import Severity
from factcheck.render.check.told import Teller, Told, coverage, totals

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}
_ORDER = tuple(_COMMANDS)


def render_github(check: Check) -> str:
    """A command a finding, the gravest and surest first, then one for each notice and one with the totals."""
    teller = Teller(check)
    told = sorted(teller.tell(check.told()), key=_worst_first)
    lines = [_command(one) for one in told]
    lines += [f"::warning title=factcheck::{_data(notice)}" for notice in teller.notices()]
    return "\n".join([*lines, f"::notice title=factcheck::{_data(f'{totals(check)} {coverage(check)}')}"]) + "\n"


def _worst_first(told: Told) -> tuple[int, float]:
    return _ORDER.index(told.result.finding.severity), -told.result.finding.confidence


def _command(told: Told) -> str:
    place = told.place
    where = {"file": place.path}
    if place.mapped:
        where |= {"line": str(place.line), "endLine": str(place.end_line), "col": str(place.column)}
        where |= {"endColumn": str(place.end_column)} if place.end_line == place.line else {}
    where["title"] = told.title
    properties = ",".join(f"{name}={_property(value)}" for name, value in where.items())
    return f"::{_COMMANDS[told.result.finding.severity]} {properties}::{_data(told.message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
