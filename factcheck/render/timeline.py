"""The dated claims of a report, day by day."""

from __future__ import annotations

from collections import defaultdict

from msgspec import Struct

from factcheck.model.claim import Claim, Modality
from factcheck.model.report import Report
from factcheck.model.values import DateValue
from factcheck.render.digest import Index, Voice
from factcheck.render.words import iso_words, plain


class Entry(Struct, frozen=True, kw_only=True):
    """What is said to fall on a day: of which event, in which words, by whom."""

    event: str
    attribute: str
    when: str
    firmness: str
    voices: tuple[Voice, ...]


class Day(Struct, frozen=True, kw_only=True):
    """A day, month or year with its entries; `iso` is "" where the copy gives no year."""

    iso: str
    label: str
    entries: tuple[Entry, ...]


def timeline(report: Report, index: Index) -> tuple[Day, ...]:
    """The days in order, those without a year last; within a day by event, then by time."""
    days: dict[str, dict[tuple[str, str, str, str], list[Claim]]] = defaultdict(lambda: defaultdict(list))
    for claim in report.claims:
        if isinstance(claim.value, DateValue):
            event = index.events.get(claim.event or "")
            firmness = "" if claim.modality is Modality.ASSERTED else claim.modality.value
            key = (plain(event.label) if event else "", claim.value.iso, claim.attribute, firmness)
            days[_day_of(claim.value.iso)][key].append(claim)
    return tuple(_day(index, day, days[day]) for day in sorted(days, key=lambda day: (day.startswith("-"), day)))


def _day_of(iso: str) -> str:
    return iso.partition("/")[0].partition("T")[0]


def _day(index: Index, day: str, entries: dict[tuple[str, str, str, str], list[Claim]]) -> Day:
    made = [
        Entry(
            event=event,
            attribute=attribute,
            when=iso_words(iso),
            firmness=firmness,
            voices=index.voices(claim.id for claim in claims),
        )
        for (event, iso, attribute, firmness), claims in sorted(entries.items())
    ]
    return Day(iso="" if day.startswith("-") else day, label=iso_words(day), entries=tuple(made))
