"""The patterns of the date grammar, each with the words that may begin it.

A pattern is tried only where a word of the text can begin it, and every repetition in it is bounded:
scanning is linear in the length of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from msgspec import Struct

from factcheck.text.dates.words import (
    SPACE,
    any_of,
    month_forms,
    month_numbers,
    short_weekday_forms,
    weekday_forms,
    weekday_numbers,
    words,
)

DIGITS = "#"
"""The trigger of patterns that begin with a number in figures."""

ARTICLES = frozenset({"the", "a", "an"})
"""Words that begin patterns but mostly no date: what follows them is looked at too."""

_DASH = r"[-–—‒−]"
_DAY = r"(?:[12]\d|3[01]|0?[1-9])"
_ORDINAL = r"(?i:st|nd|rd|th)"
_NOT_YEAR = rf"(?!\d|,\d|[:.]\d|{SPACE}?(?:GMT|UTC|hrs|hours|local)\b)"
_YEAR = rf"(?:1[0-9]|20)\d\d{_NOT_YEAR}"
_THE = rf"(?i:the{SPACE})?"
_RANGE_WORD = r"(?i:to|through|thru|until|till)"
_PAIR_WORD = r"(?i:and|or|&)"
# "6–7", "6 to 7", "6 and 7"
_SEP = rf"(?P<sep>{SPACE}?{_DASH}{SPACE}?|{SPACE}(?:{_RANGE_WORD}|{_PAIR_WORD}){SPACE}{_THE})"
# What may follow a day or a month: ", 2025", " of last year"
_TAIL = (
    rf"(?:(?:,{SPACE}?|{SPACE}(?i:(?:of|in){SPACE})?)(?P<y>{_YEAR})"
    rf"|,?{SPACE}(?i:(?:of{SPACE})?(?P<ry>this|last|next|that|the{SPACE}same){SPACE}year\b))?"
)


class Rule(Struct, frozen=True):
    """A pattern, its kind of phrase, and the words (lower case) that may begin it, of articles with the next word."""

    kind: str
    pattern: re.Pattern[str]
    triggers: frozenset[str]


def _rule(kind: str, pattern: str, triggers: Iterable[str]) -> Rule:
    return Rule(kind, re.compile(pattern), frozenset(triggers))


def _first_words(phrases: Iterable[str]) -> set[str]:
    """The words that phrases begin with, as triggers."""
    words_of = (re.findall(r"[^\W\d_]+", phrase.lower()) for phrase in phrases)
    return {" ".join(found[:2]) if found[0] in ARTICLES else found[0] for found in words_of if found}


def _the(following: Iterable[str]) -> set[str]:
    return {f"the {word}" for word in following}


def _month(name: str = "m") -> str:
    return rf"(?P<{name}>{any_of(month_forms())})(?![^\W\d_])"


def _calendar_rules() -> list[Rule]:
    months = frozenset(month_numbers())
    digits = (DIGITS,)
    day_month = rf"{_ORDINAL}?(?:{SPACE}(?i:of))?{SPACE}{_month()}{_TAIL}"
    after_day = r"(?![\d%/]|[.,:]\d)"
    day = rf"(?P<d>{_DAY}){_ORDINAL}?{after_day}"
    day2 = rf"(?P<d2>{_DAY}){_ORDINAL}?{after_day}(?!{SPACE}?(?i:[ap]\.?m\b))"
    between = rf"(?i:between){SPACE}{_THE}"
    return [
        # Before the plain date, which matches as much.
        _rule(
            "named",
            rf"(?P<sept>(?:September|Sept\.?|Sep\.?){SPACE}11(?:th)?)(?={SPACE}(?i:(?:terror(?:ist)?{SPACE})?attacks|hijack))",
            ["september", "sept", "sep"],
        ),
        _rule("month_day", rf"{_month()}{SPACE}{_THE}{day}{_TAIL}", months),
        _rule("month_days", rf"{_month()}{SPACE}{_THE}{day}{_SEP}{day2}{_TAIL}", months),
        _rule(
            "between_days",
            rf"{between}{_month()}{SPACE}{_THE}{day}{SPACE}(?i:and){SPACE}{_THE}{day2}{_TAIL}",
            ["between"],
        ),
        _rule("between_days", rf"{between}{day}{SPACE}(?i:and){SPACE}{_THE}(?P<d2>{_DAY}){day_month}", ["between"]),
        _rule("month_day", rf"(?P<d>{_DAY}){day_month}", digits),
        _rule("month_days", rf"(?P<d>{_DAY}){_ORDINAL}?{_SEP}(?P<d2>{_DAY}){day_month}", digits),
        _rule("month_year", rf"{_month()}(?:,?{SPACE}|{SPACE}(?i:of){SPACE})(?P<y>{_YEAR})", months),
        _rule(
            "month_year",
            rf"{_month()}(?:,?{SPACE}|{SPACE}(?i:of){SPACE})(?P<ry>this|last|next|that|the{SPACE}same){SPACE}year\b",
            months,
        ),
        _rule("months", rf"{_month()}{_SEP}{_month('m2')}{_TAIL}", months),
        _rule("between_months", rf"{between}{_month()}{SPACE}(?i:and){SPACE}{_month('m2')}{_TAIL}", ["between"]),
        _rule(
            "month",
            rf"(?:(?P<rel>[Ll]ast|[Nn]ext|[Tt]his(?:{SPACE}(?:past|coming))?){SPACE})?{_month()}",
            months | {"last", "next", "this"},
        ),
        _rule(
            "iso",
            r"(?P<y>\d{4})[-/](?P<m>\d\d)[-/](?P<d>\d\d)(?![\d/]|-\d)"
            r"(?:[T ](?P<h>[01]\d|2[0-3]):(?P<mi>[0-5]\d)(?::(?P<s>[0-5]\d))?(?:[.,]\d{1,9})?"
            r"(?P<z>Z|[+-]\d\d:?\d\d)?)?(?![\d:])",
            digits,
        ),
        _rule(
            "numeric", r"(?P<a>\d{1,2})(?P<mark>[/.-])(?P<b>\d{1,2})(?P=mark)(?P<y>\d{4}|\d\d)(?![\d/]|[.-]\d)", digits
        ),
        _rule("day_only", rf"(?i:the){SPACE}(?P<d>{_DAY}){_ORDINAL}(?![^\W\d_]|-)", _the([DIGITS])),
    ]


def _year_rules() -> list[Rule]:
    digits = (DIGITS,)
    part = r"(?P<part>early|mid|late|Early|Mid|Late)"
    stretch = rf"(?:first|second){SPACE}half|(?:first|second|third|last){SPACE}week"
    edge_word = rf"(?P<edge>beginning|start|middle|end|close|{stretch})"
    edge = rf"(?i:(?:the{SPACE})?{edge_word}{SPACE}of){SPACE}{_THE}"
    parts = ("early", "mid", "late")
    edge_words = ("beginning", "start", "middle", "end", "close", "first", "second", "third", "last")
    quarters = ("first", "second", "third", "fourth", "final", "last")
    period = rf"(?i:(?P<rel>last|this|next){SPACE}(?P<unit>month|year)\b)"
    quarter = rf"(?i:(?:the{SPACE})?(?P<q>first|second|third|fourth|final|last){SPACE}quarter{SPACE}of){SPACE}"
    no_day = rf"(?!{SPACE}\d{{1,2}}(?!\d))"
    rules = [
        _rule("year", rf"(?P<y>(?:19|20)\d\d){_NOT_YEAR}(?![-–/]\d|%|[^\W\d_])", digits),
        _rule("years", rf"(?P<y>(?:19|20)\d\d)(?:{_DASH}|/)(?P<y2>\d{{4}}|\d\d)(?![\d%]|[-–/.,:]\d|[^\W\d_])", digits),
        _rule(
            "years",
            rf"(?P<y>(?:19|20)\d\d){SPACE}(?P<sep>to|until|through|and){SPACE}(?P<y2>(?:19|20)\d\d){_NOT_YEAR}",
            digits,
        ),
        _rule("decade", rf"(?:{part}(?:-|{SPACE}))?(?P<y>(?:1[5-9]|20)\d0)['’]?s\b", (DIGITS, *parts)),
        _rule(
            "season",
            rf"(?:(?i:the){SPACE})?(?P<season>(?i:{any_of(words().seasons)}))(?:{SPACE}of)?{SPACE}(?P<y>{_YEAR})",
            {*words().seasons, *_the(words().seasons)},
        ),
        _rule("quarter", rf"[Qq](?P<q>[1-4])(?:{SPACE}(?:of{SPACE})?|,{SPACE})(?P<y>{_YEAR})", ("q",)),
        _rule("quarter", rf"{quarter}(?P<y>{_YEAR})", {*quarters, *_the(quarters)}),
    ]
    edges = {*edge_words, *_the(edge_words)}
    for prefix, triggers in ((rf"{part}(?:-|{SPACE}(?i:in{SPACE})?)(?:(?i:the){SPACE})?", set(parts)), (edge, edges)):
        rules += [
            _rule("part", rf"{prefix}{_month()}{no_day}{_TAIL}", triggers),
            _rule("part", rf"{prefix}(?P<y>(?:19|20)\d\d){_NOT_YEAR}(?![-–/]\d|s\b)", triggers),
            _rule("part", rf"{prefix}{period}", triggers),
        ]
    return rules


def _weekday_rules() -> list[Rule]:
    full, short = any_of(weekday_forms()), any_of(short_weekday_forms())
    this = rf"this(?:{SPACE}(?:past|coming))?"
    relation = rf"(?i:(?P<rel>last|next|{this}|the{SPACE}(?:following|previous|next)|previous){SPACE})"
    after = (
        rf"(?P<after>{SPACE}(?i:(?:of{SPACE})?(?:last{SPACE}week|next{SPACE}week|this{SPACE}week|before{SPACE}last)\b))"
    )
    triggers = {*weekday_numbers(), "last", "next", "this", "previous", *_the(["following", "previous", "next"])}
    return [
        _rule("weekday", rf"{relation}?(?P<w>{full}){after}?(?![^\W\d_])", triggers),
        _rule("short_weekday", rf"(?P<w>{short})(?![^\W\d_])", weekday_numbers()),
    ]


def _day_word_rules() -> list[Rule]:
    """Words and names for days: "yesterday", "Christmas Day", and the prefixes of a date."""
    return [
        _rule(
            "today", rf"(?i:the{SPACE}day{SPACE}(?P<far>before{SPACE}yesterday|after{SPACE}tomorrow))\b", _the(["day"])
        ),
        _rule(
            "today",
            rf"(?i:(?:(?:earlier|later){SPACE})?(?P<word>today|yesterday|tomorrow|tonight))(?![^\W\d_]|-\w)",
            ["today", "yesterday", "tomorrow", "tonight", "earlier", "later"],
        ),
        _rule(
            "today",
            rf"(?i:(?P<word>last{SPACE}(?:night|evening)|this{SPACE}(?:morning|afternoon|evening)))\b",
            ["last", "this"],
        ),
        _rule("overnight", r"(?i:overnight)\b", ["overnight"]),
        _rule(
            "fixed",
            rf"(?i:(?P<name>{any_of(words().fixed_days)}))(?![^\W\d_]){_TAIL}",
            _first_words(words().fixed_days),
        ),
        _rule("named", rf"(?P<name>{any_of(words().named_dates)})(?![\d/]|\.\d)", (DIGITS,)),
        _rule(
            "of_day",
            rf"(?i:the{SPACE}(?P<part>night|evening|morning|afternoon|early{SPACE}hours|eve){SPACE}(?:of|between|from){SPACE})"
            rf"{_THE}(?=\w)",
            _the(["night", "evening", "morning", "afternoon", "early", "eve"]),
        ),
        _rule("between", rf"(?i:between){SPACE}(?=\w)", ["between"]),
    ]


def _relative_rules() -> list[Rule]:
    part = r"(?:morning|afternoon|evening|night)"
    units = ("day", "week", "weekend", "fortnight", "month", "year", "decade")
    unit = rf"(?P<unit>{'|'.join(units)})"
    vague = any_of(words().vague_numbers)
    count = rf"(?P<n>\d{{1,3}}|{vague}|{any_of(words().number_words)})"
    hedge = rf"(?:(?P<hedge>{any_of(words().hedges)}){SPACE})?"
    one = {f"{article} {word}{ending}" for article in ("a", "an") for word in units for ending in ("", "s")}
    phrases = (*words().vague_numbers, *words().hedges)
    counts = set(words().number_words) - ARTICLES | _first_words(phrases) | one | {DIGITS}
    direction = rf"(?P<dir>ago|earlier|previously|before|prior|later|afterwards?|after|from{SPACE}now|hence)"
    return [
        _rule("offset", rf"(?i:{hedge}{count}{SPACE}{unit}s?{SPACE}{direction})\b", counts),
        _rule(
            "anaphor",
            rf"(?i:(?:the|that){SPACE}(?:very{SPACE}|same{SPACE})?(?P<rel>next|following|previous|preceding|prior|same)"
            rf"{SPACE}(?P<unit>day|week|month|year|{part}))\b",
            {"that", *_the(["very", "same", "next", "following", "previous", "preceding", "prior"])},
        ),
        _rule("anaphor", rf"(?i:(?P<rel>that){SPACE}(?:very{SPACE}|same{SPACE})?(?P<unit>day|{part}))\b", ["that"]),
        _rule(
            "anaphor",
            rf"(?i:the{SPACE}(?P<unit>day|week|month|year|{part}){SPACE}(?P<rel>before|after|prior|earlier))\b",
            _the(["day", "week", "month", "year", "morning", "afternoon", "evening", "night"]),
        ),
        _rule("anaphor", rf"(?i:on{SPACE}the{SPACE}(?P<rel>eve))\b(?!{SPACE}of\b)", ["on"]),
        _rule(
            "period",
            rf"(?i:(?:(?P<part>early|earlier|late|later|mid)(?:-|{SPACE}(?:in{SPACE})?))?"
            rf"(?P<rel>last|this(?:{SPACE}(?:past|coming))?|next|the{SPACE}past|the{SPACE}coming){SPACE}{unit})\b(?!{SPACE}(?i:of)\b)",
            {"last", "this", "next", "early", "earlier", "late", "later", "mid", *_the(["past", "coming"])},
        ),
        _rule(
            "period",
            rf"(?i:(?P<part>earlier|early|later|late){SPACE}in{SPACE}(?P<rel>the){SPACE}(?P<unit>week|month|year))\b",
            ["earlier", "later", "early", "late"],
        ),
        _rule(
            "period", rf"(?i:(?:over|at|during){SPACE}(?P<rel>the){SPACE}(?P<unit>weekend))\b", ["over", "at", "during"]
        ),
    ]


def _clock_rules() -> list[Rule]:
    zones = any_of([*words().zones, *words().floating_zones])
    zone = (
        rf"(?:{SPACE}?(?P<open>\()?(?:(?P<off>(?:GMT|UTC){SPACE}?[+-−–]{SPACE}?\d{{1,2}}(?::?\d\d)?)|(?P<z>{zones})\b(?:{SPACE}(?i:time)\b)?"
        rf"|(?P<zp>[A-Z]\w{{1,20}}(?:{SPACE}[A-Z]\w{{1,20}})?){SPACE}(?:[Ss]tandard{SPACE}|[Ss]ummer{SPACE})?[Tt]ime\b)(?(open)\)))"
    )
    half = rf"(?:{SPACE}?(?i:(?P<ap>[ap])(?:\.{SPACE}?m\.|\.?m\b)))"
    part = rf"(?:{SPACE}(?i:in{SPACE}the{SPACE}(?P<part>morning|afternoon|evening)|at{SPACE}(?P<part2>night))\b)"
    hedge = rf"(?:(?i:{any_of(words().clock_hedges)}){SPACE})?"
    hour12 = r"(?:1[0-2]|0?[1-9])"
    minute = r"(?:[:.](?P<mi>[0-5]\d)(?::(?P<s>[0-5]\d))?)"
    hours = [name for name, number in words().number_words.items() if number <= 12 and len(name) > 2]
    triggers = {DIGITS, *_first_words(words().clock_hedges)}
    between = rf"(?i:(?:between){SPACE})?"
    ranged = (
        rf"(?P<h>{hour12})(?:[:.](?P<mi>[0-5]\d))?(?:{SPACE}?(?i:(?P<ap>[ap])(?:\.{SPACE}?m\.|\.?m\b)))?"
        rf"(?:{SPACE}?{_DASH}{SPACE}?|{SPACE}(?:{_RANGE_WORD}|(?i:and)){SPACE})"
        rf"(?P<h2>{hour12})(?:[:.](?P<mi2>[0-5]\d))?{SPACE}?(?i:(?P<ap2>[ap])(?:\.{SPACE}?m\.|\.?m\b)){zone}?"
    )
    return [
        _rule("clock", rf"{hedge}(?P<h>{hour12}){minute}?{half}{zone}?", triggers),
        _rule("clock", rf"{hedge}(?P<h>{hour12}){minute}?(?:{SPACE}o['’]clock)?{part}", triggers),
        _rule(
            "clock",
            rf"{hedge}(?P<hw>(?i:{any_of(hours)}))(?:{SPACE}o['’]clock)?(?:{half}|{part})",
            triggers | set(hours),
        ),
        _rule(
            "clock24",
            rf"{hedge}(?P<h>[01]?\d|2[0-3])(?P<colon>[:.]|h)?(?P<mi>[0-5]\d)(?::(?P<s>[0-5]\d))?(?![\d%])"
            rf"(?:{SPACE}?(?P<hrs>hours|hrs)\b)?{zone}?",
            triggers,
        ),
        _rule(
            "clock",
            rf"{hedge}(?i:(?P<word>noon|midday|midnight))\b(?!-){zone}?",
            triggers | {"noon", "midday", "midnight"},
        ),
        _rule("clocks", between + ranged, {DIGITS, "between"}),
    ]


@cache
def rules_by_trigger() -> dict[str, tuple[Rule, ...]]:
    """The rules that a word may begin, by the word in lower case; `DIGITS` stands for any figures."""
    by_trigger: dict[str, list[Rule]] = {}
    for rule in (
        *_calendar_rules(),
        *_year_rules(),
        *_weekday_rules(),
        *_day_word_rules(),
        *_relative_rules(),
        *_clock_rules(),
    ):
        for trigger in sorted(rule.triggers):
            by_trigger.setdefault(trigger, []).append(rule)
    return {trigger: tuple(rules) for trigger, rules in by_trigger.items()}
