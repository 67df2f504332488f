"""The numbers of a text as intervals, with their hedges and with what they are numbers of.

"At least 23" is 23 or more, "between 30 and 40" an interval, "about 80" the number 80 with its
qualifier (hedges.py says how wide that is). A number that is no plain count (an age, a date, a sum of
money, a street address) is found too and says so in its `role`.
"""

from __future__ import annotations

from typing import NamedTuple

from factcheck.model.values import Bounds, Number
from factcheck.rules import load
from factcheck.text.number_chains import chain_at
from factcheck.text.number_mention import NumberMention
from factcheck.text.number_place import Place, Role, is_people
from factcheck.text.number_roles import currency_before, is_partitive, role_of, unit_after, vague_role
from factcheck.text.numerals import (
    DASHES,
    NUMERAL_STARTERS,
    Numeral,
    Token,
    is_joined,
    lower,
    numeral_at,
    scales_at,
    tokens,
    whole,
)
from factcheck.text.ordinals import find_ordinals
from factcheck.text.phrases import PhraseTable

__all__ = ["NumberMention", "find_numbers", "find_ordinals"]

_HEDGES = load("hedges")
_WORDS = load("number_contexts")
_BEFORE = PhraseTable(_HEDGES["before"])
_AFTER = PhraseTable(_HEDGES["after"])
_MORE_BEFORE = PhraseTable({"more": _HEDGES["more_before"]})
_MORE_AFTER = frozenset(_HEDGES["more_after"])
_VAGUE = PhraseTable({phrase: [phrase] for phrase in _HEDGES["vague"]})
_VAGUE_NEEDS = {phrase: frozenset(words) for phrase, words in _HEDGES["vague_needs"].items()}
_NONE = PhraseTable({"none": ["no one", "no-one", "nobody", "none", "not one", "not a single"]})
# What a number in words, or a word for none, some or another, begins with.
_OPENERS = NUMERAL_STARTERS | _NONE.first | _VAGUE.first | {"no", "another"}
_NO_AFTER = frozenset(_WORDS["no_phrase_after"])
_SCALABLE = frozenset(["several", "a few", "quite a few", "a couple of", "a couple", "a handful of"])
_APPROX = ("approx", "approx_below", "approx_above")
_LETTERS = {"m": 10**6, "b": 10**9, "t": 10**12}
_TIME = frozenset(["second", "minute", "hour", "day", "week", "month", "year", "decade"])
_LOOSE_AFTER = frozenset(["or more", "or so", "or fewer", "or less", "at least", "at most", "and counting"])


class _Core(NamedTuple):
    """What stands at a place without its hedge: tokens `first` to `end`, the interval, how it is written."""

    first: int
    end: int
    low: Number
    high: Number | None
    kind: str = "cardinal"
    qualifier: str = "exact"
    figures: bool = False
    unread: str = ""
    role: str = ""
    start: int = -1


class _Lead(NamedTuple):
    """What leads up to a number: the first token of it, the hedge, its class, the currency."""

    start: int
    hedge: str = ""
    kind: str = ""
    currency: str = ""
    more: bool = False
    negative: bool = False


def find_numbers(text: str) -> list[NumberMention]:
    """The numbers of a text in order, without overlap; ordinals are left to `find_ordinals`."""
    toks = tokens(text)
    found: list[NumberMention] = []
    done = floor = 0
    for i in [i for i, token in enumerate(toks) if token.kind == "num" or token.lower in _OPENERS]:
        core = _core_at(toks, i) if i >= done else None
        if core is None:
            continue
        mention = _mention(toks, core, floor)
        done = core.end
        if mention is not None:
            found.append(mention)
            while done < len(toks) and toks[done].start < mention.end:
                done += 1
        floor = done
    return found


def _core_at(toks: list[Token], i: int) -> _Core | None:
    token = toks[i]
    if token.kind == "word":
        if token.lower not in _OPENERS:
            return None
        found = _none_at(toks, i) or _vague_at(toks, i) or _another_at(toks, i)
        if found is not None:
            return found
        if i > 1 and toks[i - 1].text in DASHES and is_joined(toks, i - 1) and is_joined(toks, i - 2):
            return None
    elif token.kind == "num":
        chain = chain_at(toks, i)
        if chain is not None:
            return _Core(i, chain.end, 0, 0, figures=True, role=chain.role)
        if i and is_joined(toks, i - 1) and toks[i - 1].kind == "word":
            return None
    else:
        return None
    numeral = numeral_at(toks, i)
    if numeral is None or _is_side(toks, numeral):
        return None
    if numeral.unread in ("st", "nd", "rd", "th"):
        return None
    return (
        _range_at(toks, numeral)
        or _share_at(toks, numeral)
        or _Core(
            i,
            numeral.end,
            numeral.value,
            numeral.value,
            kind=numeral.kind,
            figures=numeral.figures,
            unread=numeral.unread,
        )
    )


def _is_side(toks: list[Token], numeral: Numeral) -> bool:
    """ "The second half", "half-brother", "an hour and a half" speak of no number of their own."""
    if numeral.kind != "fraction" or toks[numeral.end - 1].lower != "half":
        return False
    behind = numeral.end + 1 if lower(toks, numeral.end) in DASHES else numeral.end
    if lower(toks, behind) in _WORDS["half_not_before"]:
        return True
    before = lower(toks, numeral.first - 1)
    return before in _WORDS["half_not_after"] or (before == "a" and lower(toks, numeral.first - 2) == "and")


def _none_at(toks: list[Token], i: int) -> _Core | None:
    found = _NONE.after(toks, i)
    if found is not None:
        return _Core(i, found[1], 0, 0, kind="none")
    if toks[i].lower != "no" or i + 1 >= len(toks) or toks[i + 1].kind != "word":
        return None
    if toks[i + 1].lower in _NO_AFTER or lower(toks, i + 2) == "than":
        return None
    return _Core(i, i + 1, 0, 0, kind="none")


def _vague_at(toks: list[Token], i: int) -> _Core | None:
    found = _VAGUE.after(toks, i)
    if found is None:
        return None
    phrase, end = found
    low, high = _HEDGES["vague"][phrase]
    if phrase in _SCALABLE:
        scale, after = scales_at(toks, end)
        if scale > 1:
            return _Core(i, after, low * scale, high and high * scale, qualifier=phrase)
    needed = _VAGUE_NEEDS.get(phrase)
    if needed is not None and lower(toks, end) not in needed:
        return None
    last = end - 1 if phrase.endswith(" of") else end
    return _Core(i, last, low, high, qualifier=phrase.removesuffix(" of"))


def _another_at(toks: list[Token], i: int) -> _Core | None:
    """ "Another soldier": one more. Before a number it is part of that number's lead."""
    if toks[i].lower != "another" or i + 1 >= len(toks) or toks[i + 1].kind != "word":
        return None
    if lower(toks, i - 1) in _WORDS["another_not_after"] or lower(toks, i + 1) in _WORDS["another_not_before"]:
        return None
    if _BEFORE.after(toks, i + 1) is not None or numeral_at(toks, i + 1) is not None or _VAGUE.after(toks, i + 1):
        return None
    return _Core(i, i + 1, 1, 1, qualifier="another")


def _range_at(toks: list[Token], head: Numeral) -> _Core | None:
    """ "Between 30 and 40", "30 to 40", "10-15", "two or three", "2 to 3 million"."""
    if head.unread or head.kind != "cardinal":
        return None
    at = head.end
    unit = unit_after(toks, at)
    joint = unit[1] if unit is not None else at
    word = lower(toks, joint)
    tied = word in ("-", "–", "‐", "‑") and is_joined(toks, joint) and is_joined(toks, joint - 1)
    if not tied and word not in ("to", "and", "or"):
        return None
    nxt = joint + 1
    currency = nxt + 1 if lower(toks, nxt) in ("$", "€", "£", "₹") else nxt
    tail = numeral_at(toks, currency) if currency < len(toks) else None
    if tail is None or tail.kind != "cardinal":
        return None
    low: Number = head.value
    if head.scale == 1 and tail.scale > 1 and low < tail.value / tail.scale:
        low = int(low * tail.scale) if float(low * tail.scale).is_integer() else low * tail.scale
    start = _between(toks, head.first)
    if not low < tail.value or not _is_range(toks, head.first, word, low, tail, start):
        return None
    qualifier = "between" if start >= 0 else "exact"
    return _Core(head.first, tail.end, low, tail.value, "cardinal", qualifier, head.figures, tail.unread, "", start)


def _share_at(toks: list[Token], head: Numeral) -> _Core | None:
    """ "One in five" as a share; after a verb ("killed one in two raids") it is a count."""
    before = lower(toks, head.first - 1)
    if lower(toks, head.first) != "one" or lower(toks, head.end) != "in" or before not in _WORDS["share_after"]:
        return None
    at = head.end + 2 if lower(toks, head.end + 1) == "every" else head.end + 1
    tail = numeral_at(toks, at) if at < len(toks) else None
    if tail is None or tail.kind != "cardinal" or tail.unread or not 1 < tail.value <= 1000:
        return None
    if unit_after(toks, tail.end) is not None:
        return None
    share = round(1 / tail.value, 6)
    return _Core(head.first, tail.end, share, share, kind="fraction")


def _between(toks: list[Token], first: int) -> int:
    """The token "between" before a number or its currency, -1 where there is none."""
    money = currency_before(toks, first)
    at = (money[1] if money else first) - 1
    return at if lower(toks, at) == "between" else -1


def _is_range(toks: list[Token], first: int, joint: str, low: Number, tail: Numeral, between: int) -> bool:
    if joint == "and":
        return between >= 0
    if joint == "or":
        return tail.value <= low + 2 or (low >= 10 and tail.value <= 1.5 * low)
    if joint == "to" and any(lower(toks, i) in _HEDGES["change_verbs"] for i in range(first - 6, first)):
        return False
    return tail.value <= 1000 * max(low, 1)


def _mention(toks: list[Token], core: _Core, floor: int) -> NumberMention | None:
    lead = _lead(toks, core, floor)
    hedged = bool(lead.kind) and lead.hedge != "some"
    place = Place(core.first, core.end, core.low, lead.start, core.figures, core.unread, lead.currency, hedged)
    core = _scaled_by_letter(toks, core, bool(lead.currency))
    place = place._replace(unread=core.unread, value=core.low)
    role = _role(toks, core, place)
    if role is None:
        return None
    if role.role in ("date", "clock", "address", "identifier", "score", "pronoun", "age"):
        lead = _unhedged(core, lead)
    if lead.hedge == "past" and role.unit in _TIME:
        lead = _Lead(core.first)
    return _assemble(toks, core, lead, role)


def _role(toks: list[Token], core: _Core, place: Place) -> Role | None:
    if core.role:
        return Role(core.role)
    if core.kind == "none":
        return Role("count")
    if core.qualifier not in ("exact", "between", "another"):
        return vague_role(toks, core.end)
    return role_of(toks, place)


def _scaled_by_letter(toks: list[Token], core: _Core, money: bool) -> _Core:
    """ "€20m" and "20m people" are millions, "20m" alone is metres."""
    if core.unread not in _LETTERS or not (money or (core.unread == "m" and is_people(toks, core.end))):
        return core
    scale = _LETTERS[core.unread]
    high = None if core.high is None else whole(core.high * scale)
    spread = 1 if isinstance(core.low, int) and core.low != core.high and core.low > scale else scale
    return core._replace(low=whole(core.low * spread), high=high, unread="")


def _unhedged(core: _Core, lead: _Lead) -> _Lead:
    """A date or a name takes no hedge but "about"."""
    if lead.kind.startswith("approx") and lead.hedge != "some":
        return lead
    return _Lead(core.first, currency=lead.currency)


def _lead(toks: list[Token], core: _Core, floor: int) -> _Lead:
    """The hedges before a number. The one that sets a bound is named, the nearest of the others if none does."""
    at, currency, more, negative = core.first, "", False, False
    money = currency_before(toks, at)
    if money is not None and money[1] >= floor:
        currency, at = money
    if at - 1 >= floor and lower(toks, at - 1) in ("minus", "−", "-"):
        negative = lower(toks, at - 1) == "minus" or not is_joined(toks, at - 2)
    if core.start >= floor:
        at = core.start
    hedge = kind = ""
    for _ in range(4):
        extra = _MORE_BEFORE.before(toks, at)
        if extra is not None and extra[1] >= floor:
            more, at = True, extra[1]
            continue
        found = _BEFORE.before(toks, at)
        if found is None or found[1] < floor or not _is_hedge(toks, found[1], at):
            break
        if not kind or (kind in _APPROX and found[0] not in _APPROX):
            hedge, kind = " ".join(token.lower for token in toks[found[1] : at]).replace(" .", "."), found[0]
        at = found[1]
    return _Lead(at, hedge, kind, currency, more, negative)


def _is_hedge(toks: list[Token], first: int, end: int) -> bool:
    """Whether a preposition is a hedge here: not "talks about 12", not "the past 12"."""
    word, before = toks[first].lower, lower(toks, first - 1)
    if end - first == 1 and word == "about":
        return before not in _HEDGES["about_after"]
    if end - first == 1 and word in ("past", "above", "below", "over", "estimated"):
        return before not in _HEDGES["past_after"] or word == "estimated"
    return True


def _assemble(toks: list[Token], core: _Core, lead: _Lead, role: Role) -> NumberMention:
    tail_end, hedge, kind = core.end, lead.hedge, lead.kind
    if not core.role and role.role in ("count", "money", "percent", "measure"):
        behind = _behind(toks, core.end, role.end)
        if behind is not None:
            tail_end = behind[2]
            if not kind or (kind in _APPROX and behind[0] not in _APPROX):
                hedge, kind = behind[1], behind[0]
    last = core.end - 1 if core.unread else core.end
    start = min(toks[lead.start].start, toks[core.first].start)
    end = max(toks[last - 1].end, toks[tail_end - 1].end if tail_end != core.end else 0)
    return NumberMention(
        start=start,
        end=end,
        bounds=_bounds(core, hedge, kind, lead.negative and role.role in ("measure", "percent")),
        kind=core.kind,
        core=(toks[core.first].start, toks[last - 1].end),
        role=role.role,
        unit=role.unit,
        unit_span=_unit_span(toks, core, role, last),
        partitive=role.role == "count" and is_partitive(toks, core.end),
        more=lead.more or core.qualifier == "another" or _more_after(toks, core.end),
    )


def _unit_span(toks: list[Token], core: _Core, role: Role, last: int) -> tuple[int, int] | None:
    if not role.end:
        return None
    first = last if core.unread else core.end
    if toks[first].text in DASHES or toks[first].lower in ("of", "more", "a", "an"):
        first += 1
    return toks[first].start, toks[role.end - 1].end


def _behind(toks: list[Token], end: int, unit_end: int) -> tuple[str, str, int] | None:
    """A hedge after the number, its unit or one noun: its class, its words and the token after it."""
    for at in sorted({end, unit_end or end, (unit_end or end) + 1}):
        start = at
        if lower(toks, at) == "+" and is_joined(toks, at - 1) and at == end:
            return "lower", "+", at + 1
        if lower(toks, at) in DASHES and at == end:
            start = at + 1
        found = _AFTER.after(toks, start)
        if found is None or at + 1 > len(toks):
            continue
        words = " ".join(token.lower for token in toks[start : found[1]])
        if at not in (end, unit_end) and (words not in _LOOSE_AFTER or toks[at - 1].kind != "word"):
            continue
        if found[1] < len(toks) and (numeral_at(toks, found[1]) or currency_follows(toks, found[1])):
            continue
        return found[0], words, found[1]
    return None


def currency_follows(toks: list[Token], i: int) -> bool:
    """Whether a currency sign stands at token `i`, so that the words before it belong to that sum."""
    return toks[i].text in "$€£₹¥"


def _bounds(core: _Core, hedge: str, kind: str, negative: bool) -> Bounds:
    low, high = core.low, core.high
    if negative and high is not None:
        low, high = -high, -low
    if kind.startswith("lower"):
        return Bounds(low, None, min_exclusive=kind == "lower_open", qualifier=hedge)
    if kind.startswith("upper"):
        return Bounds(None, high, max_exclusive=kind == "upper_open", qualifier=hedge)
    if kind and core.qualifier in ("exact", "between"):
        return Bounds(low, high, qualifier=hedge)
    return Bounds(low, high, qualifier=core.qualifier)


def _more_after(toks: list[Token], end: int) -> bool:
    if lower(toks, end) in _MORE_AFTER:
        return lower(toks, end + 1) != "than"
    return lower(toks, end) == "of" and lower(toks, end + 1) in ("others", "more")
