"""Levels of agreement, and what a comparator returns: level, both values and a reason in words."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Protocol

from msgspec import Struct

from factcheck.compare.dead import Dead
from factcheck.model.claim import Claim
from factcheck.model.event import Event
from factcheck.model.values import Kind


class Level(StrEnum):
    """How two answers to one question stand to each other."""

    SAME = "same"
    COMPATIBLE = "compatible"
    RECONCILABLE = "reconcilable"
    SUPERSEDED = "superseded"
    APART = "apart"
    UNKNOWN = "unknown"


class Setting(Struct, frozen=True, kw_only=True):
    """What a comparator may know beyond the two values.

    `published_a` and `published_b` are None where they are not known, or not to be trusted. `looks_back` is
    True where both articles are of a time when the event was long past: by their dates, or by giving the
    event's day with its year. `event_day` is the first day of the event where it is known. `same_speaker`
    is True where both sides are attributed to one named speaker. `dead` is what the two articles tell of the dead of the event, and
    `roundup` is True where one article gives so many tolls that it must be quoting several reports.
    """

    published_a: date | None = None
    published_b: date | None = None
    looks_back: bool = False
    event: Event | None = None
    event_day: date | None = None
    family: str = ""
    extended: bool = False
    several_sites: bool = False
    same_article: bool = False
    same_speaker: bool = False
    dead: Dead = Dead()
    roundup: bool = False


class Comparison(Struct, frozen=True, kw_only=True):
    """A level with what was compared and why. `code` is the comparator's."""

    level: Level
    code: str
    a: str
    b: str
    reason: str
    confidence: float = 0.8


class Comparator(Protocol):
    """One kind's comparator."""

    kind: Kind
    code: str
    name: str

    def __call__(self, a: Claim, b: Claim, setting: Setting) -> Comparison:
        """Compares two claims of one question. Symmetric but for the order of `a` and `b` in the words."""
        ...
