"""Numbers of time: clock times, dates, years and ages."""

from __future__ import annotations

from factcheck.text.number_place import HYPHENS, WORD_SETS, Place, Role, counts_follow, is_people, linked
from factcheck.text.numerals import Token, lower


def decade_role(toks: list[Token], place: Place) -> Role:
    """ "30s": an age after "his" or "her", else a decade."""
    near = {lower(toks, i) for i in range(place.first - 4, place.first)}
    if place.value < 110 and near & WORD_SETS["possessives"]:
        return Role("age")
    return Role("date")


def clock_role(toks: list[Token], place: Place) -> Role | None:
    """Clock, for a number before "p.m.", "o'clock" or a zone, None else."""
    end, before = place.end, lower(toks, place.first - 1)
    following = lower(toks, end)
    if place.value <= 24:
        if following in ("am", "pm") or (following in ("a", "p") and lower(toks, end + 2) == "m"):
            return Role("clock")
        if following == "o" and lower(toks, end + 2) == "clock":
            return Role("clock")
    four = place.figures and following in WORD_SETS["hours_after"] and len(toks[place.first].text) == 4
    if four and (toks[place.first].text[0] == "0" or before in ("at", "by", "from", "around", "until", "about")):
        return Role("clock")
    if place.figures and following in ("gmt", "utc"):
        return Role("clock")
    return None


def date_role(toks: list[Token], place: Place) -> Role | None:
    """Date, for a day or year beside a month, None else."""
    months = WORD_SETS["months"]
    if place.value > 2200 or place.value != int(place.value):
        return None
    before = place.first - 1
    if lower(toks, before) == "." and lower(toks, before - 1) in months:
        before -= 1
    after = place.end + 1 if lower(toks, place.end) == "of" else place.end
    if _is_month(toks, after) and (place.value <= 31) and (place.figures or after > place.end):
        return Role("date")
    if _is_month(toks, before) and (place.value <= 31 or place.value >= 1000) and place.figures and not place.hedged:
        return Role("date")
    if place.figures and place.value <= 31 and lower(toks, place.end) in ("and", "to", "or", "-", "–", ","):
        # "6 and 7 November": the month stands after the second day.
        second = place.end + 1
        if second < len(toks) and toks[second].kind == "num" and _is_month(toks, second + 1):
            return Role("date")
    first = place.first
    days = place.figures and place.value <= 31 and lower(toks, first - 1) in ("and", "to") and first >= 3
    if days and toks[first - 2].kind == "num" and _is_month(toks, first - 3):
        # "November 6 and 7": nothing countable may follow the second day.
        return Role("date") if not counts_follow(toks, place.end) else None
    return None


def _is_month(toks: list[Token], i: int) -> bool:
    return 0 <= i < len(toks) and toks[i].lower in WORD_SETS["months"] and toks[i].text[0].isupper()


def year_role(toks: list[Token], place: Place) -> Role | None:
    """Date, for four figures that read as a year where they stand, None else."""
    if not place.figures or place.end != place.first + 1 or not 1800 <= place.value <= 2100:
        return None
    if len(toks[place.first].text) != 4 or place.hedged:
        return None
    before = lower(toks, place.first - 1)
    if before in ("", ".", ";", ":", "—", "?", "!") and not is_people(toks, place.end):
        return Role("date")
    if before in WORD_SETS["determiners"] or before in WORD_SETS["date_before"] or not counts_follow(toks, place.end):
        return Role("date")
    return None


def age_role(toks: list[Token], place: Place) -> Role | None:
    """Age, for a number that says how old somebody is, None else."""
    at = linked(toks, place.end)
    if lower(toks, at) in HYPHENS and lower(toks, at + 1) in ("and", "or", "to"):
        at = linked(toks, at + 3)  # "20- and 18-year-old men"
    is_time = lower(toks, at).rstrip("s") in ("year", "month", "week", "day")
    if is_time and lower(toks, linked(toks, at + 1)) in ("old", "olds"):
        return Role("age")
    if place.value > 120:
        return None
    start = place.start
    if lower(toks, start - 1) in WORD_SETS["age_before"] or [lower(toks, start - n) for n in (2, 1)] == ["ages", "of"]:
        return Role("age")
    if [lower(toks, start - n) for n in (3, 2, 1)] == ["the", "age", "of"] or _is_age_of(toks, place):
        return Role("age")
    if _is_in_age_list(toks, place):
        return Role("age")
    return Role("age") if _is_name_age(toks, place) or _is_age_limit(toks, place) else None


def _is_in_age_list(toks: list[Token], place: Place) -> bool:
    """ "Ages 25, 27 and 29"."""
    at = place.first - 1
    if not place.figures or lower(toks, at) not in (",", "and") or counts_follow(toks, place.end):
        return False
    for _ in range(12):
        if at < 0 or not (toks[at].lower in (",", "and") or toks[at].kind == "num"):
            break
        at -= 1
    return lower(toks, at) in WORD_SETS["age_before"]


def _is_age_of(toks: list[Token], place: Place) -> bool:
    words = [lower(toks, place.start - n) for n in (2, 1)]
    return words[0] in ("age", "boy", "girl", "man", "woman") and words[1] == "of" and place.figures


def _is_name_age(toks: list[Token], place: Place) -> bool:
    """ "Ann Smith, 34," or "Ann Smith (34)": a capitalised word before, a stop after."""
    before, after = lower(toks, place.first - 1), lower(toks, place.end)
    if not place.figures or place.hedged or place.first < 2 or place.value < 1 or place.end != place.first + 1:
        return False
    name = toks[place.first - 2]
    if name.kind != "word" or not name.text[0].isupper() or name.lower in WORD_SETS["months"]:
        return False
    return (before == "," and after in (",", ";", ".", ")", ":", "")) or (before == "(" and after == ")")


def _is_age_limit(toks: list[Token], place: Place) -> bool:
    """ "Children under five", "women over 60", "under-18s", "65 and older"."""
    if lower(toks, place.end) in ("and", "or") and lower(toks, place.end + 1) in ("older", "younger"):
        return True
    hedge = place.first - 1
    if lower(toks, hedge) in HYPHENS and lower(toks, hedge - 1) in ("under", "over"):
        return True
    if lower(toks, hedge) not in ("under", "over", "above", "below") and lower(toks, hedge - 1) not in (
        "younger",
        "older",
    ):
        return False
    noun = lower(toks, place.start - 1)
    after = toks[place.end] if place.end < len(toks) else None
    ends = after is None or after.kind == "punct" or after.lower in WORD_SETS["function_words"]
    return noun in WORD_SETS["age_people"] and ends
