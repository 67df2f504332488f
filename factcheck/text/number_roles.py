"""What a number is when it is no plain count: an age, a date, money, a measure, an address, a name.

The words that decide stand in rules/units.yml and rules/number_contexts.yml.
"""

from __future__ import annotations

from factcheck.rules import load
from factcheck.text.number_place import HYPHENS, MEASURES, WORD_SETS, WORDS, Place, Role, counts_follow, linked
from factcheck.text.number_times import age_role, clock_role, date_role, decade_role, year_role
from factcheck.text.numerals import Token, is_joined, lower
from factcheck.text.phrases import PhraseTable

_UNITS = load("units")
_GLUED = {form: unit for unit, forms in _UNITS["glued"].items() for form in forms}
_PERCENT = PhraseTable(_UNITS["percent"])
_MONEY_BEFORE = PhraseTable(_UNITS["money_before"])
_MONEY_AFTER = PhraseTable(_UNITS["money_after"])
_BEFORE = PhraseTable(_UNITS["before"])
_QUAKES = frozenset(_UNITS["quakes"])
_PRIMES = frozenset("'’′\"”″")
_ONE_PHRASES = PhraseTable({"pronoun": WORDS["one_phrases"]})


def currency_before(toks: list[Token], i: int) -> tuple[str, int] | None:
    """The code of a currency sign or word that ends just before token `i`, and its first token."""
    found = _MONEY_BEFORE.before(toks, i)
    if found is None:
        return None
    word = toks[found[1]].text
    if i - found[1] > 1 and toks[i - 1].text == "$" and not (word.isupper() and is_joined(toks, found[1])):
        return "USD", i - 1
    if len(word) == 3 and word.isalpha() and not word.isupper():
        return None
    return found


def unit_after(toks: list[Token], i: int) -> tuple[str, int] | None:
    """The unit, currency or percent sign that begins at token `i`, and the token after it."""
    return _PERCENT.after(toks, i) or _MONEY_AFTER.after(toks, i) or MEASURES.after(toks, i)


def role_of(toks: list[Token], place: Place) -> Role | None:
    """The role of a number, or None where figures and letters run together into no number ("4x4")."""
    if place.unread:
        glued = _glued(toks, place)
        if glued is None or glued.role != "":
            return glued
    for test in _TESTS:
        found = test(toks, place)
        if found is not None:
            return found
    written = toks[place.first].text
    is_long = place.end == place.first + 1 and len(written.split(".")[0]) > 7 and "," not in written
    return Role("identifier" if place.figures and is_long and written.isdigit() else "count")


def vague_role(toks: list[Token], end: int) -> Role:
    """The role of "several", "dozens" and the like that end before token `end`: "a few hours" is a measure."""
    at = end + 1 if lower(toks, end) in ("of", "more") else end
    money = _MONEY_AFTER.after(toks, at)
    if money is not None:
        return Role("money", *money)
    found = MEASURES.after(toks, at)
    return Role("measure", *found) if found is not None else Role("count")


def _glued(toks: list[Token], place: Place) -> Role | None:
    """Letters written against the figures; an empty role where another test has to say."""
    letters = place.unread
    if letters == "s":
        return decade_role(toks, place)
    if letters in ("am", "pm", "h") and place.value <= 24:
        return Role("clock" if letters != "h" else "measure", "" if letters != "h" else "hour", place.end)
    if letters in _GLUED:
        return Role("measure", _GLUED[letters], place.end)
    return None


def _money(toks: list[Token], place: Place) -> Role | None:
    if place.currency:
        return Role("money", place.currency)
    found = _MONEY_AFTER.after(toks, linked(toks, place.end))
    if found is not None:
        return Role("money", found[0], found[1])
    if lower(toks, place.end) == "pounds" and place.value >= 10**6:
        return Role("money", "GBP", place.end + 1)
    return None


def _percent(toks: list[Token], place: Place) -> Role | None:
    found = _PERCENT.after(toks, linked(toks, place.end))
    return Role("percent", *found) if found is not None else None


def _magnitude(toks: list[Token], place: Place) -> Role | None:
    if place.value >= 11 or place.value <= 0:
        return None
    start = place.first - 1 if lower(toks, place.first - 1) in HYPHENS else place.first
    if _BEFORE.before(toks, start) is not None or _BEFORE.before(toks, place.start) is not None:
        return Role("measure", "magnitude")
    if place.value != int(place.value) and lower(toks, place.end) in _QUAKES:
        return Role("measure", "magnitude")
    if place.value != int(place.value) and lower(toks, place.first - 1) == "measuring":
        return Role("measure", "magnitude") if MEASURES.after(toks, place.end) is None else None
    return None


def _name(toks: list[Token], place: Place) -> Role | None:
    """A number that is part of a name: "Flight 752", "F-16", "No. 3", "911 calls"."""
    before = place.first - 1
    if place.hedged or before < 0:
        return _emergency(toks, place) if before < 0 else None
    if toks[before].text in HYPHENS and is_joined(toks, before) and is_joined(toks, before - 1) and before:
        return _hyphenated(toks, place)
    if not place.figures and not toks[place.first].text[0].isupper():
        return Role("identifier") if lower(toks, before) in WORD_SETS["identifier_before"] - {"no", "nos"} else None
    if toks[before].text in "+/=@&\\_" and is_joined(toks, before):
        return Role("identifier")
    if lower(toks, before) == "(" and lower(toks, place.end) == ")" and _is_figure(toks, place.end + 1):
        return Role("identifier")  # "(205) 555-0100"
    if lower(toks, before) == "." and lower(toks, before - 1) in ("no", "nos", "art", "sec", "vol", "ch", "fig", "ext"):
        return Role("identifier")
    written = toks[place.first].text
    if place.figures and len(written) > 1 and written[0] == "0" and written[1] != ".":
        return Role("identifier")
    if toks[before].lower in WORD_SETS["identifier_before"] or toks[before].text in WORD_SETS["identifier_capital"]:
        return Role("identifier")
    return _emergency(toks, place)


def _is_figure(toks: list[Token], i: int) -> bool:
    return i < len(toks) and toks[i].kind == "num"


def _hyphenated(toks: list[Token], place: Place) -> Role | None:
    head = lower(toks, place.first - 2)
    if head in ("mid", "pre", "post", "early", "late") and place.value > 31:
        return Role("date")
    if head in ("under", "over") and place.value <= 120:
        return Role("age")
    return Role("identifier") if toks[place.first - 2].kind == "word" else None


def _kin(toks: list[Token], place: Place) -> Role | None:
    """ "A father of three was shot": his children, and nobody the copy tells of."""
    near = lower(toks, place.first - 2), lower(toks, place.first - 1)
    return Role("kin") if place.first > 1 and near[1] == "of" and near[0] in WORD_SETS["parents"] else None


def _emergency(toks: list[Token], place: Place) -> Role | None:
    if not place.figures or str(place.value) not in WORD_SETS["emergency"]:
        return None
    if place.value == 911 and not counts_follow(toks, place.end):
        return Role("identifier")
    if (
        lower(toks, place.end) in WORD_SETS["emergency_after"]
        or lower(toks, place.first - 1) in WORD_SETS["emergency_before"]
    ):
        return Role("identifier")
    return None


def _address(toks: list[Token], place: Place) -> Role | None:
    if place.hedged or not place.figures:
        return None
    before = lower(toks, place.first - 1)
    if before in WORD_SETS["address_before"] or (before == "." and _is_us_route(toks, place.first)):
        return Role("address")
    if lower(toks, place.end) == "block" and place.value >= 100:
        return Role("address")
    at = place.end
    for _ in range(4):
        if at >= len(toks) or not (toks[at].text[0].isupper() or toks[at].kind == "num"):
            break
        if toks[at].lower in WORD_SETS["streets"] and at > place.end:
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
    if place.figures and place.end == place.first + 3 and toks[place.first + 1].text in HYPHENS:
        behind = lower(toks, place.end)
        return (
            Role("score") if WORD_SETS["score_words"] & {*near, behind} and not counts_follow(toks, place.end) else None
        )
    first, end, words = place.first, place.end, WORD_SETS["score_words"]
    if not place.figures:
        return None
    if lower(toks, end) == "to" and end + 1 < len(toks) and toks[end + 1].kind == "num" and words & set(near):
        return Role("score")
    behind_to = near[-1] == "to" and first >= 2 and toks[first - 2].kind == "num"
    if behind_to and words & {lower(toks, i) for i in range(first - 5, first - 2)}:
        return Role("score")
    return None


def _measure(toks: list[Token], place: Place) -> Role | None:
    at = linked(toks, place.end)
    if at == place.end and lower(toks, at) in ("a", "an") and not place.figures and place.value < 1:
        at += 1
    if lower(toks, at) == "°":
        return Role("measure", "degree", at + 2 if lower(toks, at + 1) in ("c", "f") else at + 1)
    if place.figures and lower(toks, at) in _PRIMES and is_joined(toks, at - 1):
        return _height(toks, place, at)
    found = MEASURES.after(toks, at)
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


def _height(toks: list[Token], place: Place, at: int) -> Role | None:
    """ "5'10"" in feet and inches."""
    if lower(toks, place.first - 1) in _PRIMES and is_joined(toks, place.first - 1):
        return Role("measure", "inch", at + 1)
    return Role("measure", "foot", at + 1) if _is_figure(toks, at + 1) and is_joined(toks, at) else None


def _unless_pronoun(toks: list[Token], place: Place, measure: Role) -> Role:
    """ "One day", "one night" as an adverb measures nothing."""
    if lower(toks, place.first) != "one" or lower(toks, place.end) != "day" or measure.end != place.end + 1:
        return measure
    after, before = lower(toks, place.end + 1), lower(toks, place.first - 1)
    if after in WORD_SETS["one_day_counts_after"] or before in WORD_SETS["one_day_counts_before"] or place.hedged:
        return measure
    return Role("pronoun")


def _one(toks: list[Token], place: Place) -> Role | None:
    """ "One" that stands for a person or thing, and is no count."""
    if lower(toks, place.first) != "one" or place.end != place.first + 1 or place.hedged:
        return None
    before, after = lower(toks, place.first - 1), lower(toks, place.end)
    if after in WORD_SETS["one_after"] or (after != "of" and before in WORD_SETS["one_before"]):
        return Role("pronoun")
    alone = place.end >= len(toks) or toks[place.end].kind != "word" or after in WORD_SETS["function_words"] - {"of"}
    if alone and before in WORD_SETS["one_before_alone"]:
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
    if lower(toks, i) not in WORD_SETS["partitive_after"]:
        words = [lower(toks, i), *words[:2]]
    return any(word in WORD_SETS["superlatives"] or (word.endswith("est") and len(word) > 5) for word in words[:2])


def is_partitive(toks: list[Token], i: int) -> bool:
    """Whether "of the", "of them" or "of 12" follows at token `i`: the number is a part of a known group."""
    if lower(toks, i) == "out" and lower(toks, i + 1) == "of":
        return True
    if lower(toks, i) != "of" or i + 1 >= len(toks):
        return False
    return lower(toks, i + 1) in WORD_SETS["partitive_after"] or toks[i + 1].kind == "num"


# In this order: the first that knows the number decides.
_TESTS = (
    _money,
    _percent,
    clock_role,
    date_role,
    age_role,
    _magnitude,
    _name,
    _kin,
    _address,
    _score,
    _measure,
    year_role,
    _one,
)
