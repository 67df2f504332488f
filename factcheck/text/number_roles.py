"""What a number is when it is no plain count: an age, a date, money, a measure, an address, a name.

The words that decide stand in rules/units.yml and rules/number_contexts.yml.
"""

from __future__ import annotations

from typing import NamedTuple

from factcheck.rules import load
from factcheck.text.numerals import DASHES, Token, is_joined, lower
from factcheck.text.phrases import PhraseTable

_UNITS = load("units")
_WORDS = load("number_contexts")
_SET = {name: frozenset(map(str, words)) for name, words in _WORDS.items() if isinstance(words, list)}
_MEASURES = PhraseTable(_UNITS["measures"])
_GLUED = {form: unit for unit, forms in _UNITS["glued"].items() for form in forms}
_PERCENT = PhraseTable(_UNITS["percent"])
_MONEY_BEFORE = PhraseTable(_UNITS["money_before"])
_MONEY_AFTER = PhraseTable(_UNITS["money_after"])
_BEFORE = PhraseTable(_UNITS["before"])
_QUAKES = frozenset(_UNITS["quakes"])
_ONE_PHRASES = PhraseTable({"pronoun": _WORDS["one_phrases"]})
_HYPHENS = DASHES - {"—", "−"}


class Place(NamedTuple):
    """A number in a text: its tokens from `first` to `end`, its value, and how it was written.

    `currency` is the code of a sign or word before it, `hedged` whether a hedge that counts stands there,
    `start` the token where hedge and sign begin.
    """

    first: int
    end: int
    value: float
    start: int
    figures: bool = False
    unread: str = ""
    currency: str = ""
    hedged: bool = False


class Role(NamedTuple):
    """The role, the unit of a measure and the token after the unit (0 where there is none)."""

    role: str
    unit: str = ""
    end: int = 0


def currency_before(toks: list[Token], i: int) -> tuple[str, int] | None:
    """The code of a currency sign or word that ends just before token `i`, and its first token."""
    found = _MONEY_BEFORE.before(toks, i)
    if found is None:
        return None
    word = toks[found[1]].text
    if len(word) == 3 and word.isalpha() and not word.isupper():
        return None
    return found


def unit_after(toks: list[Token], i: int) -> tuple[str, int] | None:
    """The unit, currency or percent sign that begins at token `i`, and the token after it."""
    return _PERCENT.after(toks, i) or _MONEY_AFTER.after(toks, i) or _MEASURES.after(toks, i)


def role_of(toks: list[Token], place: Place) -> Role | None:
    """The role of a number, or None where figures and letters run together into no number ("4x4")."""
    if place.unread:
        glued = _glued(toks, place)
        if glued is None or glued.role != "":
            return glued
    for test in (_money, _percent, _clock, _date, _age, _magnitude, _name, _address, _score, _measure, _year, _one):
        found = test(toks, place)
        if found is not None:
            return found
    written = toks[place.first].text
    is_long = place.end == place.first + 1 and len(written.split(".")[0]) > 7 and "," not in written
    return Role("identifier" if place.figures and is_long and written.isdigit() else "count")


def _glued(toks: list[Token], place: Place) -> Role | None:
    """Letters written against the figures; an empty role where another test has to say."""
    letters = place.unread
    if letters == "s":
        return _decade(toks, place)
    if letters in ("am", "pm", "h") and place.value <= 24:
        return Role("clock" if letters != "h" else "measure", "" if letters != "h" else "hour", place.end)
    if letters in _GLUED:
        return Role("measure", _GLUED[letters], place.end)
    return None


def _decade(toks: list[Token], place: Place) -> Role:
    near = {lower(toks, i) for i in range(place.first - 4, place.first)}
    if place.value < 110 and near & _SET["possessives"]:
        return Role("age")
    return Role("date")


def _money(toks: list[Token], place: Place) -> Role | None:
    if place.currency:
        return Role("money", place.currency)
    found = _MONEY_AFTER.after(toks, _linked(toks, place.end))
    if found is not None:
        return Role("money", found[0], found[1])
    if lower(toks, place.end) == "pounds" and place.value >= 10**6:
        return Role("money", "GBP", place.end + 1)
    return None


def _percent(toks: list[Token], place: Place) -> Role | None:
    found = _PERCENT.after(toks, _linked(toks, place.end))
    return Role("percent", *found) if found is not None else None


def _linked(toks: list[Token], i: int) -> int:
    """The token after a hyphen at `i`, else `i`."""
    if i + 1 < len(toks) and toks[i].text in _HYPHENS and is_joined(toks, i - 1) and is_joined(toks, i):
        return i + 1
    return i


def _clock(toks: list[Token], place: Place) -> Role | None:
    end, before = place.end, lower(toks, place.first - 1)
    following = lower(toks, end)
    if place.value <= 24:
        if following in ("am", "pm") or (following in ("a", "p") and lower(toks, end + 2) == "m"):
            return Role("clock")
        if following == "o" and lower(toks, end + 2) == "clock":
            return Role("clock")
    four = place.figures and following in _SET["hours_after"] and len(toks[place.first].text) == 4
    if four and (toks[place.first].text[0] == "0" or before in ("at", "by", "from", "around", "until", "about")):
        return Role("clock")
    if place.figures and following in ("gmt", "utc"):
        return Role("clock")
    return None


def _date(toks: list[Token], place: Place) -> Role | None:
    months = _SET["months"]
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
        return Role("date") if not _counts_follow(toks, place.end) else None
    return None


def _is_month(toks: list[Token], i: int) -> bool:
    return 0 <= i < len(toks) and toks[i].lower in _SET["months"] and toks[i].text[0].isupper()


def _counts_follow(toks: list[Token], i: int) -> bool:
    """Whether a noun that can be counted stands at `i`."""
    word = lower(toks, i)
    if word in _SET["people"] or _MEASURES.after(toks, i) is not None:
        return True
    return word.endswith("s") and len(word) > 3 and word not in _SET["function_words"] and toks[i].text[0].islower()


def _age(toks: list[Token], place: Place) -> Role | None:
    at = _linked(toks, place.end)
    is_time = lower(toks, at).rstrip("s") in ("year", "month", "week", "day")
    if is_time and lower(toks, _linked(toks, at + 1)) in ("old", "olds"):
        return Role("age")
    if place.value > 120:
        return None
    start = place.start
    if lower(toks, start - 1) in _SET["age_before"] or [lower(toks, start - n) for n in (2, 1)] == ["ages", "of"]:
        return Role("age")
    if [lower(toks, start - n) for n in (3, 2, 1)] == ["the", "age", "of"] or _is_age_of(toks, place):
        return Role("age")
    return Role("age") if _is_name_age(toks, place) or _is_age_limit(toks, place) else None


def _is_age_of(toks: list[Token], place: Place) -> bool:
    words = [lower(toks, place.start - n) for n in (2, 1)]
    return words[0] in ("age", "boy", "girl", "man", "woman") and words[1] == "of" and place.figures


def _is_name_age(toks: list[Token], place: Place) -> bool:
    """ "Ann Smith, 34," or "Ann Smith (34)": a capitalised word before, a stop after."""
    before, after = lower(toks, place.first - 1), lower(toks, place.end)
    if not place.figures or place.hedged or place.first < 2 or place.value < 1 or place.end != place.first + 1:
        return False
    name = toks[place.first - 2]
    if name.kind != "word" or not name.text[0].isupper() or name.lower in _SET["months"]:
        return False
    return (before == "," and after in (",", ";", ".", ")", ":", "")) or (before == "(" and after == ")")


def _is_age_limit(toks: list[Token], place: Place) -> bool:
    """ "Children under five", "women over 60", "under-18s", "65 and older"."""
    if lower(toks, place.end) in ("and", "or") and lower(toks, place.end + 1) in ("older", "younger"):
        return True
    hedge = place.first - 1
    if lower(toks, hedge) in _HYPHENS and lower(toks, hedge - 1) in ("under", "over"):
        return True
    if lower(toks, hedge) not in ("under", "over", "above", "below") and lower(toks, hedge - 1) not in (
        "younger",
        "older",
    ):
        return False
    noun = lower(toks, place.start - 1)
    after = toks[place.end] if place.end < len(toks) else None
    ends = after is None or after.kind == "punct" or after.lower in _SET["function_words"]
    return noun in _SET["age_people"] and ends


def _magnitude(toks: list[Token], place: Place) -> Role | None:
    if place.value >= 11 or place.value <= 0:
        return None
    start = place.first - 1 if lower(toks, place.first - 1) in _HYPHENS else place.first
    if _BEFORE.before(toks, start) is not None or _BEFORE.before(toks, place.start) is not None:
        return Role("measure", "magnitude")
    if place.value != int(place.value) and lower(toks, place.end) in _QUAKES:
        return Role("measure", "magnitude")
    if place.value != int(place.value) and lower(toks, place.first - 1) == "measuring":
        return Role("measure", "magnitude") if _MEASURES.after(toks, place.end) is None else None
    return None


def _name(toks: list[Token], place: Place) -> Role | None:
    """A number that is part of a name: "Flight 752", "F-16", "No. 3", "911 calls"."""
    before = place.first - 1
    if place.hedged or before < 0:
        return _emergency(toks, place) if before < 0 else None
    if toks[before].text in _HYPHENS and is_joined(toks, before) and is_joined(toks, before - 1) and before:
        return _hyphenated(toks, place)
    if not place.figures and not toks[place.first].text[0].isupper():
        return Role("identifier") if lower(toks, before) in _SET["identifier_before"] - {"no", "nos"} else None
    if toks[before].text in "+/=@&\\_" and is_joined(toks, before):
        return Role("identifier")
    if lower(toks, before) == "." and lower(toks, before - 1) in ("no", "nos", "art", "sec", "vol", "ch", "fig"):
        return Role("identifier")
    written = toks[place.first].text
    if place.figures and len(written) > 1 and written[0] == "0" and written[1] != ".":
        return Role("identifier")
    if toks[before].lower in _SET["identifier_before"] or toks[before].text in _SET["identifier_capital"]:
        return Role("identifier")
    return _emergency(toks, place)


def _hyphenated(toks: list[Token], place: Place) -> Role | None:
    head = lower(toks, place.first - 2)
    if head in ("mid", "pre", "post", "early", "late") and place.value > 31:
        return Role("date")
    if head in ("under", "over"):
        return Role("age")
    return Role("identifier") if toks[place.first - 2].kind == "word" else None


def _emergency(toks: list[Token], place: Place) -> Role | None:
    if not place.figures or str(place.value) not in _SET["emergency"]:
        return None
    if lower(toks, place.end) in _SET["emergency_after"] or lower(toks, place.first - 1) in _SET["emergency_before"]:
        return Role("identifier")
    return None


def _address(toks: list[Token], place: Place) -> Role | None:
    if place.hedged or not place.figures:
        return None
    before = lower(toks, place.first - 1)
    if before in _SET["address_before"] or (before == "." and _is_us_route(toks, place.first)):
        return Role("address")
    if lower(toks, place.end) == "block" and place.value >= 100:
        return Role("address")
    at = place.end
    for _ in range(4):
        if at >= len(toks) or not (toks[at].text[0].isupper() or toks[at].kind == "num"):
            break
        if toks[at].lower in _SET["streets"] and at > place.end:
            return Role("address")
        at += 1
        if lower(toks, at) in ("st", "nd", "rd", "th") and is_joined(toks, at - 1):
            at += 1
        if lower(toks, at) == "." and is_joined(toks, at - 1):
            at += 1
    return None


def _is_us_route(toks: list[Token], first: int) -> bool:
    """ "U.S. 80" """
    return [lower(toks, first - n) for n in (4, 3, 2, 1)] == ["u", ".", "s", "."] and first < len(toks)


def _score(toks: list[Token], place: Place) -> Role | None:
    near = [lower(toks, i) for i in range(place.first - 3, place.first)]
    if place.figures and place.end == place.first + 3 and toks[place.first + 1].text in _HYPHENS:
        behind = lower(toks, place.end)
        return Role("score") if _SET["score_words"] & {*near, behind} and not _counts_follow(toks, place.end) else None
    first, end, words = place.first, place.end, _SET["score_words"]
    if not place.figures:
        return None
    if lower(toks, end) == "to" and end + 1 < len(toks) and toks[end + 1].kind == "num" and words & set(near):
        return Role("score")
    behind_to = near[-1] == "to" and first >= 2 and toks[first - 2].kind == "num"
    if behind_to and words & {lower(toks, i) for i in range(first - 5, first - 2)}:
        return Role("score")
    return None


def _measure(toks: list[Token], place: Place) -> Role | None:
    at = _linked(toks, place.end)
    if at == place.end and lower(toks, at) in ("a", "an") and not place.figures and place.value < 1:
        at += 1
    if lower(toks, at) == "°":
        return Role("measure", "degree", at + 2 if lower(toks, at + 1) in ("c", "f") else at + 1)
    found = _MEASURES.after(toks, at)
    if found is not None:
        return _unless_pronoun(toks, place, Role("measure", *found))
    if place.figures and toks[place.first].text[0] == "." and not place.unread:
        return Role("measure", "calibre")
    if at > place.end and at < len(toks) and toks[at].kind == "word":
        if toks[at].lower in ("strong", "odd", "some", "plus"):
            return None
        if place.value == 1 and not place.figures:
            return Role("pronoun")
        return Role("measure", toks[at].lower, at + 1)
    return None


def _unless_pronoun(toks: list[Token], place: Place, measure: Role) -> Role:
    """ "One day", "one night" as an adverb measures nothing."""
    if lower(toks, place.first) != "one" or lower(toks, place.end) != "day" or measure.end != place.end + 1:
        return measure
    after, before = lower(toks, place.end + 1), lower(toks, place.first - 1)
    if after in _SET["one_day_counts_after"] or before in _SET["one_day_counts_before"] or place.hedged:
        return measure
    return Role("pronoun")


def _year(toks: list[Token], place: Place) -> Role | None:
    if not place.figures or place.end != place.first + 1 or not 1800 <= place.value <= 2100:
        return None
    if len(toks[place.first].text) != 4 or place.hedged:
        return None
    before = lower(toks, place.first - 1)
    if before in ("", ".", ";", ":", "—", "?", "!") and not is_people(toks, place.end):
        return Role("date")
    if before in _SET["determiners"] or before in _SET["date_before"] or not _counts_follow(toks, place.end):
        return Role("date")
    return None


def _one(toks: list[Token], place: Place) -> Role | None:
    """ "One" that stands for a person or thing, and is no count."""
    if lower(toks, place.first) != "one" or place.end != place.first + 1 or place.hedged:
        return None
    before, after = lower(toks, place.first - 1), lower(toks, place.end)
    if before in _SET["one_before"] or after in _SET["one_after"]:
        return Role("pronoun")
    start = place.first - 1 if before in ("at", "on", "from") else place.first
    if _ONE_PHRASES.after(toks, start) is not None or _ONE_PHRASES.after(toks, place.first) is not None:
        return Role("pronoun")
    if after == "of" and _is_superlative(toks, place.end + 1):
        return Role("pronoun")
    return None


def _is_superlative(toks: list[Token], i: int) -> bool:
    """ "One of the deadliest" speaks of a rank, not of a number."""
    words = [lower(toks, n) for n in range(i + 1, i + 4)]
    if lower(toks, i) not in _SET["partitive_after"]:
        words = [lower(toks, i), *words[:2]]
    return any(word in _SET["superlatives"] or (word.endswith("est") and len(word) > 5) for word in words[:2])


def is_people(toks: list[Token], i: int) -> bool:
    """Whether a word for people, or for what else is counted after a disaster, stands at token `i`."""
    return lower(toks, i) in _SET["people"]


def is_partitive(toks: list[Token], i: int) -> bool:
    """Whether "of the", "of them" or "of 12" follows at token `i`: the number is a part of a known group."""
    if lower(toks, i) != "of" or i + 1 >= len(toks):
        return False
    return lower(toks, i + 1) in _SET["partitive_after"] or toks[i + 1].kind == "num"
