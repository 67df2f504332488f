"""Text → atoms: the smallest phrases that speak of a date or a time, without overlap, in order.

An atom is words that have the form of a date and stand in the context of one; what they mean is for
`resolve` to say. At each word the longest pattern that its guard lets through wins.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from msgspec import Struct

from factcheck.text.dates.patterns import ARTICLES, DIGITS, Rule, rules_by_trigger
from factcheck.text.dates.words import month_numbers, weekday_numbers, words

_TOKEN = re.compile(r"[^\W\d_]+|\d+")
_NEXT_WORD = re.compile(r"[\s-]{0,3}([^\W\d_]+|%)")
_LAST_WORD = re.compile(r"([^\W\d_]+|['’]s|s['’])[\s,-]{0,3}$")
_YEAR_LIST = re.compile(r"(?:19|20)\d\d(?:,? (?:and|or)|,) $")
_AMOUNT_OF = re.compile(r"([^\W\d_]+) (?:of|to|by) $")
_CAR = re.compile(r"[\s-]{0,2}(?:[\w-]{1,15} ){0,1}([^\W\d_]+)")
_ADDRESS = re.compile(r" (?:[NSEW]\.? |[NS][EW] )?(?:[A-Z0-9][\w']{0,20}\.? ){0,2}([A-Z][a-z]{1,11})\b")
_END_OF_CLAUSE = re.compile(
    r"\s*(?:$|[.,;:!?)\]”\"’'–—\n-]|(?:and|but|when|as|at|in|on|that|said|after|with|while|because|near|by|for)\b)"
)
_NOT_DIGITS_BEFORE = re.compile(r"[\d$£€¥₹#@&=_]$|\d[-–/.,:]$|[-/.]$|\w['’]$")
_NOT_YEAR_BEFORE = re.compile(r"[\d$£€¥₹#@&=_+]$|\d[-–/.,:−]$|[/.]$|[A-Za-z]-$|(?:Rs|No|US|AU|PKR)\.? ?$")
_CONTEXT = 40
LONGEST_ARTICLE = max(map(len, ARTICLES))


class Atom(Struct, frozen=True):
    """A phrase of one kind, `text[start:end]`, with the named parts of its pattern.

    `cut` is where the word or dash stands that separates the two ends of a range.
    """

    kind: str
    start: int
    end: int
    parts: dict[str, str]
    cut: tuple[int, int] = (0, 0)

    def get(self, name: str) -> str:
        """The part of that name, "" where it is missing."""
        return self.parts.get(name, "")


def scan(text: str) -> list[Atom]:
    """The atoms of `text`, in order, without overlap. Linear in its length; never raises."""
    atoms: list[Atom] = []
    done = 0
    for token in _TOKEN.finditer(text):
        rules = _rules_for(word := token[0])
        if not rules and len(word) <= LONGEST_ARTICLE and word.lower() in ARTICLES:
            following = _TOKEN.search(text, token.end())
            rules = _rules_after(word, following[0]) if following is not None else ()
        if not rules or (start := token.start()) < done:
            continue
        best = _longest(text, start, rules)
        if best is not None:
            found = _split(best)
            atoms += found
            done = found[-1].end
    return atoms


@lru_cache(maxsize=4096)
def _rules_for(word: str) -> tuple[Rule, ...]:
    """The rules that a word or number may begin; of every text the most words are the same few."""
    if len(word) > 12:
        return ()
    return rules_by_trigger().get(DIGITS if word[0].isdecimal() else word.lower(), ())


def _rules_after(article: str, word: str) -> tuple[Rule, ...]:
    """The rules that an article may begin with the next word or number."""
    return rules_by_trigger().get(f"{article} {DIGITS if word[0].isdecimal() else word}".lower(), ())


def _longest(text: str, start: int, rules: tuple[Rule, ...]) -> Atom | None:
    if start and (
        text[start - 1] == "_" or text[start - 1].isalnum() and text[start].isalnum() and not text[start].isdecimal()
    ):
        return None
    best: Atom | None = None
    for rule in rules:
        match = rule.pattern.match(text, start)
        if match is None or (best is not None and match.end() <= best.end):
            continue
        parts = {name: part for name, part in match.groupdict().items() if part is not None}
        atom = Atom(rule.kind, start, match.end(), parts, _separator(match))
        guard = _GUARDS.get(rule.kind)
        if guard is None or guard(text, atom):
            best = atom
    return best


def _split(atom: Atom) -> list[Atom]:
    """Two atoms or one: "October 11 and 17" is two days, "October 11 and 12" an interval."""
    separator = atom.get("sep").strip().lower().removesuffix("the").strip()
    if (
        atom.kind == "month_days"
        and separator in ("and", "or", "&")
        and int(atom.parts["d2"]) != int(atom.parts["d"]) + 1
    ):
        first = {name: part for name, part in atom.parts.items() if name in ("m", "d", "y", "ry")}
        second = {**first, "d": atom.parts["d2"]}
        return [Atom("month_day", atom.start, atom.cut[0], first), Atom("month_day", atom.cut[1], atom.end, second)]
    return [atom]


def _separator(match: re.Match[str]) -> tuple[int, int]:
    return match.span("sep") if match.groupdict().get("sep") else (0, 0)


# Context


def _before(text: str, atom: Atom) -> str:
    return text[max(0, atom.start - _CONTEXT) : atom.start]


def _word_before(text: str, atom: Atom) -> str:
    match = _LAST_WORD.search(_before(text, atom))
    return match[1].lower() if match else ""


def _word_after(text: str, atom: Atom) -> str:
    match = _NEXT_WORD.match(text, atom.end)
    return match[1].lower() if match else ""


def _clean_start(text: str, atom: Atom) -> bool:
    """Not the tail of a number, an amount, a code or a telephone number."""
    return (
        not text[atom.start].isdecimal() or _NOT_DIGITS_BEFORE.search(text[max(0, atom.start - 4) : atom.start]) is None
    )


def _counts(text: str, atom: Atom) -> bool:
    """Whether the number at the end of the atom counts the noun after it."""
    return _word_after(text, atom) in words().counted


# Guards: does the phrase stand where a date stands?


def _month_day(text: str, atom: Atom) -> bool:
    if not _clean_start(text, atom):
        return False
    ends_in_day = text[atom.end - 1].isdecimal() and not atom.get("y")
    return not (ends_in_day and _counts(text, atom))


def _month(text: str, atom: Atom) -> bool:
    lexicon = words()
    name = atom.parts["m"].capitalize()
    unsafe = name in lexicon.months_also_words or name not in lexicon.months
    after = _word_after(text, atom)
    if unsafe and after in lexicon.not_month_before:
        return False
    possessive = text[atom.end : atom.end + 2] in ("'s", "’s")
    if atom.get("rel"):
        return not (unsafe and possessive)
    before = _word_before(text, atom)
    if before in lexicon.month_after_strong:
        return not (unsafe and possessive)
    if unsafe:
        return before == "by" and not possessive and _END_OF_CLAUSE.match(text, atom.end) is not None
    return before in lexicon.month_after_weak or possessive


def _months(text: str, atom: Atom) -> bool:
    return bool(atom.get("y") or atom.get("ry")) or _word_before(text, atom) in ("from", "in", "during", "of")


def _year(text: str, atom: Atom) -> bool:
    lexicon = words()
    before = _before(text, atom)
    if _NOT_YEAR_BEFORE.search(before) or _counts(text, atom) or _is_address(text, atom):
        return False
    if _YEAR_LIST.search(before):
        return True
    word = _word_before(text, atom)
    amount = _AMOUNT_OF.search(before)
    if amount is not None and amount[1].lower() in lexicon.amounts:
        return False
    if word in lexicon.year_after:
        return not (word in ("to", "from", "of", "by", "around", "between", "before", "after") and _is_car(text, atom))
    return is_bare_year(text, atom)


def is_bare_year(text: str, atom: Atom) -> bool:
    """A year straight before a noun: "the 2015 operation"; no model year, no house number."""
    if _word_before(text, atom) not in words().bare_year_after:
        return False
    follows = re.match(r" ['\"“‘]?[^\W\d_]{2,}", text[atom.end : atom.end + 24])
    return follows is not None and _word_after(text, atom) != "or" and not _is_car(text, atom)


def _is_car(text: str, atom: Atom) -> bool:
    match = _CAR.match(text, atom.end)
    return _word_after(text, atom) in words().car_makes or (match is not None and match[1].lower() in words().car_makes)


def _is_address(text: str, atom: Atom) -> bool:
    match = _ADDRESS.match(text, atom.end)
    return match is not None and match[1].lower() in words().street_words


def _years(text: str, atom: Atom) -> bool:
    if _NOT_YEAR_BEFORE.search(_before(text, atom)) or _counts(text, atom):
        return False
    first, second = int(atom.parts["y"]), atom.parts["y2"]
    if len(second) == 2:
        return int(second) == (first + 1) % 100
    in_order = first < int(second) <= 2100
    word, separator = _word_before(text, atom), atom.get("sep").lower()
    return in_order and (
        not separator or word in ("from", "between") or (separator == "through" and word in words().year_after)
    )


def _part(text: str, atom: Atom) -> bool:
    year_last = bool(atom.get("y")) and text[atom.end - 1].isdecimal()
    return not (year_last and (_counts(text, atom) or _is_car(text, atom)))


def _weekday(text: str, atom: Atom) -> bool:
    lexicon = words()
    follows = text[atom.end : atom.end + 24].lower().lstrip("'’s").lstrip()
    if text[atom.end : atom.end + 1] == "-" and text[atom.end + 1 : atom.end + 3].islower():
        return False
    if re.match(r"of (?:every|each|the month|the year)", follows):
        return False
    if any(follows.startswith(name) and not follows[len(name) :][:1].isalpha() for name in lexicon.not_weekday_before):
        return False
    return _word_before(text, atom) not in lexicon.not_weekday_after


def _today(text: str, atom: Atom) -> bool:
    if atom.get("word").lower() == "today" and text[atom.start] == "T":
        return _word_before(text, atom) not in words().not_today_after
    return True


def _overnight(text: str, atom: Atom) -> bool:
    after, before = _word_after(text, atom), _word_before(text, atom)
    if after in weekday_numbers() or before in weekday_numbers():
        # "Overnight Monday": the weekday says which night.
        return False
    return after not in words().not_overnight_before and before not in words().not_overnight_after


def _offset(text: str, atom: Atom) -> bool:
    if not _clean_start(text, atom) or _word_after(text, atom) == "than":
        return False
    return _word_before(text, atom) not in ("every", "each", "per", "once", "twice")


def _anaphor(text: str, atom: Atom) -> bool:
    if atom.get("rel").lower() in ("before", "after", "prior", "earlier"):
        return _END_OF_CLAUSE.match(text, atom.end) is not None
    if atom.get("unit").lower() in ("week", "month", "year", "day"):
        return _word_after(text, atom) not in ("of", "few", "two")
    return True


def _period(text: str, atom: Atom) -> bool:
    """No stretch of time: "during the last week" is a stretch of time up to now, "last week" a week."""
    return atom.parts["rel"].lower() not in ("last", "next") or _word_before(text, atom) != "the"


def _clock(text: str, atom: Atom) -> bool:
    return _clean_start(text, atom)


def _clock24(text: str, atom: Atom) -> bool:
    """Four figures are a time where a zone, "hours" or the way they are written says so."""
    if not _clean_start(text, atom) or re.match(r"[.:,]\d|\w|-\d", text[atom.end : atom.end + 2]):
        return False
    if atom.get("z") or atom.get("zp") or atom.get("off"):
        return bool(atom.get("z") or atom.get("off") or atom.get("colon") or len(atom.get("h")) == 2)
    if atom.get("hrs"):
        return len(atom.get("h")) == 2
    if atom.get("colon") != ":" or len(atom.get("h")) != 2:
        return False
    hour = int(atom.parts["h"])
    in_words = _word_before(text, atom) in ("at", "by", "until", "till", "from", "since", "to", "around", "about") or (
        not text[atom.start].isdecimal()
    )
    return in_words and (hour >= 13 or hour == 0 or atom.parts["h"][0] == "0") and not _counts(text, atom)


def _day_only(text: str, atom: Atom) -> bool:
    return (
        _word_before(text, atom)
        in ("on", "by", "until", "to", "from", "and", "since", "or", "through", *weekday_numbers())
        and _END_OF_CLAUSE.match(text, atom.end) is not None
    )


_GUARDS: dict[str, Callable[[str, Atom], bool]] = {
    "month_day": _month_day,
    "month_days": _month_day,
    "between_days": _month_day,
    "month_year": _clean_start,
    "month": _month,
    "months": _months,
    "iso": _clean_start,
    "numeric": _clean_start,
    "named": _clean_start,
    "decade": _clean_start,
    "year": _year,
    "years": _years,
    "part": _part,
    "weekday": _weekday,
    "today": _today,
    "overnight": _overnight,
    "offset": _offset,
    "anaphor": _anaphor,
    "period": _period,
    "clock": _clock,
    "clocks": _clock,
    "clock24": _clock24,
    "day_only": _day_only,
}


def month_of(atom: Atom, name: str = "m") -> int:
    """The number of the month that the atom names."""
    return month_numbers()[atom.parts[name].rstrip(".").lower()]
