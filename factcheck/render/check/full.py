"""The findings with the passages on both sides, then what was waived, corrected and not compared."""

from __future__ import annotations

from collections.abc import Iterator

from factcheck.model.check import Check, Result
from factcheck.render.check.told import Teller, Told, coverage, totals
from factcheck.render.words import count, plain
from factcheck.render.written import wrapped

_PASSAGES = 4  # rival passages that are quoted for one finding


def render_full(check: Check) -> str:
    """Text for a terminal, wrapped; a finding's first line is that of the concise format without the rest."""
    teller = Teller(check)
    lines = [line for told in teller.tell(check.told()) for line in (*_finding(told), "")]
    for title, part in (
        ("Suppressed", _suppressed(teller, check)),
        ("Corrections in the archive", teller.corrections()),
    ):
        if part:
            lines += [title, *(line for item in part for line in wrapped(item, "  - ", "    ")), ""]
    lines += [line for notice in teller.notices() for line in wrapped(notice, "", "  ")]
    return "\n".join([*lines, totals(check), coverage(check)]) + "\n"


def _finding(told: Told) -> Iterator[str]:
    yield f"{told.place}: {told.title}: {told.value}, against {told.rival_value}"
    if told.question:
        yield from wrapped(told.question, "  ", "    ")
    yield from wrapped(f"Draft: {told.own.quoted}", "  ", "    ")
    for rival in told.rivals[:_PASSAGES]:
        yield from wrapped(f"{rival.who} ({rival.place}):", "  ", "    ")
        yield from wrapped(rival.quote, "    ", "    ")
    if len(told.rivals) > _PASSAGES:
        yield f"  and {count(len(told.rivals) - _PASSAGES, 'more passage')}"
    if told.standing:
        yield from wrapped(f"Against: {told.rival_value}, {told.standing}", "  ", "    ")
    finding = told.result.finding
    yield from wrapped(f"{told.why} ({finding.severity.value}, {finding.id})", "  ", "    ")


def _suppressed(teller: Teller, check: Check) -> list[str]:
    kept = [result for result in check.results if result.suppression is not None]
    return [f"{told.place}: {told.title}, {_by(told.result)}" for told in teller.tell(kept)]


def _by(result: Result) -> str:
    why = result.suppression
    assert why is not None
    until = f" until {why.until}" if why.until else ""
    return f"{'waived' if why.by == 'waiver' else 'in the baseline'}{until}: {plain(why.reason) or 'no reason given'}"
