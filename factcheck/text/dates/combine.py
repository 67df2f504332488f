"""Atoms → phrases: a clock time beside its day, a weekday beside its date, the two ends of a range."""

from __future__ import annotations

import re

from msgspec import Struct

from factcheck.text.dates.grammar import Atom
from factcheck.text.dates.words import any_of, words

DAY_KINDS = frozenset(
    (
        "month_day",
        "month_days",
        "between_days",
        "numeric",
        "iso",
        "day_only",
        "weekday",
        "today",
        "overnight",
        "offset",
        "anaphor",
        "fixed",
    )
)
_WITH_WEEKDAY = frozenset(("month_day", "month_days", "numeric", "iso", "day_only"))
_RANGE_ENDS = frozenset(("month_day", "numeric", "iso", "weekday", "fixed", "month_year", "day_only"))
_PART = r"(?:\s(?:morning|afternoon|evening|night))?"
_CLOCK_DATE = re.compile(r",?\s(?:(?:late|early)\s)?(?:on\s)?(?:(?:late|early)\s)?(?:the\s)?|\s(?:of|for)\s|\s?\(")
_DATE_CLOCK = re.compile(rf"{_PART}(?:,?\s(?:at\s|by\s|from\s|@\s?)?|\s?\()")
_WEEKDAY_DATE = re.compile(rf"{_PART}(?:,?\s(?:on\s)?(?:the\s)?|,|\s?\()")
_DATE_WEEKDAY = re.compile(r",?\s(?:which\s(?:was|is|fell\son)\s)?a\s|\s\(")
_DATE_WEEKDAY_BARE = re.compile(r",\s")
_RANGE = re.compile(r"\s?[-–—‒]\s?|\s(?:to|through|thru|until|till)\s(?:the\s)?", re.I)
_AND = re.compile(r"\sand\s(?:the\s)?", re.I)
_WEEKDAY_AGO = re.compile(r",?\s(?:on\s)?(?:last\s)?")
_FROM_DATE = re.compile(r"\s(?:to\s)?(?:the\s)?")
_CLAUSE_END = re.compile(
    r"\s*(?:$|[.,;:!?)\]”\"\n–—]|(?:and|but|when|as|at|in|on|said|with|while|because|near|by|for)\b)"
)
_MOVING = re.compile(rf"\b(?:{any_of(words().moving)})\b[^.\n]{{0,60}}$", re.I)


class Phrase(Struct, frozen=True):
    """What becomes one mention: a date atom, with what stands beside it.

    `until` is the other end of a range, `weekday` the weekday stated with the date, `offset` a distance
    from it ("two days after"), `of_day` the part of a day named before it ("the night of", "the eve of").
    """

    start: int
    end: int
    date: Atom | None = None
    until: Atom | None = None
    weekday: Atom | None = None
    clock: Atom | None = None
    offset: Atom | None = None
    of_day: str = ""


class _Reader:
    """Reads phrases off a list of atoms, from left to right."""

    def __init__(self, text: str, atoms: list[Atom]) -> None:
        self.text = text
        self.atoms = atoms
        self.at = 0

    def peek(self, ahead: int = 0) -> Atom | None:
        index = self.at + ahead
        return self.atoms[index] if index < len(self.atoms) else None

    def joined(self, end: int, pattern: re.Pattern[str]) -> Atom | None:
        """The next atom, where `pattern` matches all that stands between `end` and it."""
        atom = self.peek()
        if atom is None or atom.start - end > _WIDEST_GAP or pattern.fullmatch(self.text, end, atom.start) is None:
            return None
        return atom

    def closed(self, end: int, before: int) -> int:
        """`end`, past the bracket that was opened right before `before`."""
        opened = self.text[before - 1 : before] == "("
        return end + 1 if opened and self.text[end : end + 1] == ")" else end


_WIDEST_GAP = 30


def combine(text: str, atoms: list[Atom]) -> list[Phrase]:
    """The phrases that `atoms` of `text` make, in order. Atoms that mean nothing alone are left out."""
    reader = _Reader(text, atoms)
    phrases: list[Phrase] = []
    while (atom := reader.peek()) is not None:
        phrase = _clock_first(reader) if atom.kind in _CLOCKS else _date_first(reader)
        if phrase is not None:
            phrases.append(phrase)
    return phrases


_CLOCKS = frozenset(("clock", "clock24", "clocks"))


def _clock_first(reader: _Reader) -> Phrase:
    clock = reader.atoms[reader.at]
    reader.at += 1
    alone = Phrase(clock.start, clock.end, clock=clock)
    following = reader.joined(clock.end, _CLOCK_DATE)
    if following is None or following.kind not in DAY_KINDS | {"of_day", "short_weekday"}:
        return alone
    mark = reader.at
    phrase = _date_first(reader)
    if phrase is None or phrase.clock is not None or phrase.until is not None:
        reader.at = mark
        return alone
    end = reader.closed(phrase.end, phrase.start)
    return Phrase(clock.start, end, phrase.date, None, phrase.weekday, clock, phrase.offset, phrase.of_day)


def _date_first(reader: _Reader) -> Phrase | None:
    atom = reader.atoms[reader.at]
    reader.at += 1
    if atom.kind in ("of_day", "between"):
        return _prefixed(reader, atom)
    if atom.kind == "offset" and atom.get("dir").lower() in ("before", "after", "prior"):
        return _offset_of(reader, atom)
    phrase = _weeks_ago(reader, atom) or _dated(reader, atom)
    if phrase is None:
        return None
    until = reader.joined(phrase.end, _RANGE)
    if until is not None and _is_range(reader, phrase, until):
        return _ranged(reader, phrase)
    return _with_clock(reader, phrase)


def _weeks_ago(reader: _Reader, offset: Atom) -> Phrase | None:
    """A weekday counted back in weeks: "a week ago Saturday"."""
    if offset.kind != "offset" or offset.get("unit").lower() != "week" or offset.get("dir").lower() != "ago":
        return None
    weekday = reader.joined(offset.end, _WEEKDAY_AGO)
    if weekday is None or weekday.kind != "weekday" or weekday.get("rel") or weekday.get("after"):
        return None
    reader.at += 1
    return Phrase(offset.start, weekday.end, weekday, offset=offset)


def _dated(reader: _Reader, atom: Atom) -> Phrase | None:
    """A date with the weekday before or after it."""
    if atom.kind in ("weekday", "short_weekday"):
        date = reader.joined(atom.end, _WEEKDAY_DATE)
        if date is not None and date.kind in _WITH_WEEKDAY:
            reader.at += 1
            return Phrase(atom.start, reader.closed(date.end, date.start), date, weekday=atom)
        return None if atom.kind == "short_weekday" else Phrase(atom.start, atom.end, atom)
    weekday = reader.joined(atom.end, _DATE_WEEKDAY)
    if weekday is None:
        weekday = reader.joined(atom.end, _DATE_WEEKDAY_BARE)
        if weekday is not None and reader.text[weekday.end : weekday.end + 1] not in (",", ".", ")", ";"):
            weekday = None
    if atom.kind in _WITH_WEEKDAY and weekday is not None and weekday.kind == "weekday" and not weekday.get("rel"):
        reader.at += 1
        return Phrase(atom.start, reader.closed(weekday.end, weekday.start), atom, weekday=weekday)
    return Phrase(atom.start, atom.end, atom)


def _is_range(reader: _Reader, phrase: Phrase, until: Atom) -> bool:
    if phrase.date is None or phrase.date.kind not in _RANGE_ENDS or until.kind not in _RANGE_ENDS | {"short_weekday"}:
        return False
    return _MOVING.search(reader.text[max(0, phrase.start - 80) : phrase.start]) is None


def _ranged(reader: _Reader, phrase: Phrase) -> Phrase:
    atom = reader.atoms[reader.at]
    reader.at += 1
    last = _dated(reader, atom)
    if last is None or last.date is None:
        return phrase
    return Phrase(phrase.start, last.end, phrase.date, last.date, phrase.weekday)


def _with_clock(reader: _Reader, phrase: Phrase) -> Phrase:
    clock = reader.joined(phrase.end, _DATE_CLOCK)
    if clock is None or clock.kind not in _CLOCKS or phrase.date is None or phrase.date.kind not in DAY_KINDS:
        return phrase
    if phrase.date.get("h"):
        return phrase
    reader.at += 1
    own_day = reader.joined(clock.end, _CLOCK_DATE)
    if own_day is not None and own_day.kind in DAY_KINDS and phrase.date.kind != own_day.kind:
        reader.at -= 1
        return phrase
    end = reader.closed(clock.end, clock.start)
    return Phrase(phrase.start, end, phrase.date, None, phrase.weekday, clock, phrase.offset, phrase.of_day)


def _prefixed(reader: _Reader, prefix: Atom) -> Phrase | None:
    """Reads "the night of" or "between" with the date that follows; nothing without one."""
    atom = reader.peek()
    if atom is None or atom.start != prefix.end or atom.kind not in DAY_KINDS | {"short_weekday", "month_year"}:
        return None
    reader.at += 1
    phrase = _dated(reader, atom)
    if phrase is None:
        return None
    joined = reader.joined(phrase.end, _AND) or reader.joined(phrase.end, _RANGE)
    if joined is not None and phrase.date is not None and phrase.date.kind in _RANGE_ENDS:
        until = reader.atoms[reader.at]
        if until.kind in _RANGE_ENDS:
            ranged = _ranged(reader, phrase)
            return Phrase(prefix.start, ranged.end, ranged.date, ranged.until, ranged.weekday)
    if prefix.kind == "between":
        return phrase
    return Phrase(prefix.start, phrase.end, phrase.date, None, phrase.weekday, None, None, prefix.parts["part"].lower())


def _offset_of(reader: _Reader, offset: Atom) -> Phrase | None:
    """Reads "two days after November 6", or "two days before" at the end of a clause; nothing before another noun."""
    date = reader.joined(offset.end, _FROM_DATE)
    if date is not None and date.kind in DAY_KINDS and date.kind not in ("offset", "anaphor"):
        reader.at += 1
        phrase = _dated(reader, date)
        if phrase is not None:
            return Phrase(offset.start, phrase.end, phrase.date, None, phrase.weekday, None, offset)
    if _CLAUSE_END.match(reader.text, offset.end) is None:
        return None
    return _with_clock(reader, Phrase(offset.start, offset.end, offset))
