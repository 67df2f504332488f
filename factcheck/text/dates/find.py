"""Dates and times in news copy."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from factcheck.text.dates.combine import Phrase, combine
from factcheck.text.dates.context import Context
from factcheck.text.dates.grammar import Atom, scan
from factcheck.text.dates.mention import DateMention
from factcheck.text.dates.resolve import resolve

_HEAD = 600
_DATELINE_BEFORE = re.compile(r"(?:^|\n)\W{0,3}[A-Z]{3}[\w .,'’/&()-]{0,60}?[,:(]?\s?$")
_DATELINE_AFTER = re.compile(r"\s?(?:[(/][^)\n]{2,40}[)/]\s?)?\)?\s?(?:[-–—:]|--)")


def find_dates(text: str, anchor: date | None, tenses: Callable[[int, int], str] | None = None) -> list[DateMention]:
    """The dates and times of `text`, in order, without overlap; linear in its length, never raises.

    `anchor` is the day of publication; a dateline in the text ("KABUL, Oct 9 (Reuters) -") replaces it.
    Without either, phrases that need one are left out and days without a year stay partial.
    `tenses(start, end)` tells "past", "future" or "unknown" for a mention; words around it decide where it
    cannot. What is ambiguous (11/06/2025) is left out.
    """
    atoms = scan(text)
    if not atoms:
        return []
    phrases = combine(text, atoms)
    context = Context(text, anchor, tenses)
    context.numeric_order = _numeric_order(atoms)
    dateline = _dateline(text, phrases)
    if dateline is not None:
        context.dateline_start = dateline.start
        stated = resolve([dateline], Context(text, anchor, _all_past))
        if stated and len(stated[0].iso) == len("2025-11-09"):
            context.anchor = date.fromisoformat(stated[0].iso)
    return resolve(phrases, context)


def _dateline(text: str, phrases: list[Phrase]) -> Phrase | None:
    for phrase in phrases:
        if phrase.start > _HEAD:
            break
        if phrase.date is None or phrase.date.kind != "month_day" or phrase.clock is not None:
            continue
        line = text[max(0, phrase.start - 80) : phrase.start]
        if _DATELINE_BEFORE.search(line) is not None and _DATELINE_AFTER.match(text, phrase.end) is not None:
            return phrase
    return None


def _all_past(_start: int, _end: int) -> str:
    return "past"


def _numeric_order(atoms: list[Atom]) -> str:
    """What comes first, "day" or "month", where the dates in figures that read one way only agree on it."""
    orders = set()
    for atom in atoms:
        if atom.kind == "numeric" and atom.parts["mark"] == "/":
            first, second = int(atom.parts["a"]), int(atom.parts["b"])
            if first > 12 >= second:
                orders.add("day")
            elif second > 12 >= first:
                orders.add("month")
    return orders.pop() if len(orders) == 1 else ""
