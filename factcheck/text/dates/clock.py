"""Clock times: the words of a time atom → "18:08" and the offset of its zone."""

from __future__ import annotations

import re

from factcheck.text.dates.grammar import Atom
from factcheck.text.dates.words import words

_OFFSET = re.compile(r"([+\-−–])\s?(\d{1,2})(?::?(\d\d))?$")


def clock_iso(atom: Atom) -> str | None:
    """The time of a `clock`, `clock24` or `clocks` atom as ISO 8601 without its T: "18:08", "17:30+04:30".

    A range gives "18:00/19:00". None for an hour that no clock has.
    """
    zone = _offset(atom)
    if atom.kind == "clocks":
        first_half = atom.get("ap") or atom.get("ap2")
        first = _time(atom.parts["h"], atom.get("mi"), _half(first_half))
        last = _time(atom.parts["h2"], atom.get("mi2"), _half(atom.get("ap2")))
        if not atom.get("ap") and first > last:
            first = _time(atom.parts["h"], atom.get("mi"), "am" if atom.get("ap2").lower() == "p" else "pm")
        return f"{first}{zone}/{last}{zone}"
    word = atom.get("word").lower()
    if word:
        return ("00:00" if word == "midnight" else "12:00") + zone
    hour = atom.get("h") or str(words().number_words[atom.parts["hw"].lower()])
    if atom.kind == "clock24":
        return f"{int(hour):02}:{atom.parts['mi']}{_seconds(atom)}{zone}"
    half = _half(atom.get("ap")) or _half_of_part(int(hour), (atom.get("part") or atom.get("part2")).lower())
    return _time(hour, atom.get("mi"), half) + _seconds(atom) + zone


def _seconds(atom: Atom) -> str:
    return f":{atom.get('s')}" if atom.get("s") else ""


def _half(letter: str) -> str:
    return f"{letter.lower()}m" if letter else ""


def _half_of_part(hour: int, part: str) -> str:
    if part == "night":
        return "pm" if 6 <= hour <= 11 else "am"
    return "am" if part == "morning" else "pm"


def _time(hour: str, minute: str, half: str) -> str:
    number = int(hour) % 12 + (12 if half == "pm" else 0)
    return f"{number:02}:{minute or '00'}"


def _offset(atom: Atom) -> str:
    """The offset ("+04:30") of a zone that is stated and stays put, else ""."""
    stated = atom.get("off")
    if stated:
        match = _OFFSET.search(stated)
        if match is None or int(match[2]) > 14:
            return ""
        return f"{'+' if match[1] == '+' else '-'}{int(match[2]):02}:{match[3] or '00'}"
    zone = atom.get("z")
    if zone:
        return words().zones.get(zone, "")
    place = " ".join(atom.get("zp").lower().split())
    return words().zone_places.get(place, "")
