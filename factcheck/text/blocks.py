"""What on a page is copy and what is furniture.

A block is a line of the text; a date stamp glued to a line's end is a block of its own. Everything is
decided by the words of `rules/furniture.yml`, by how a line looks and by where it stands; no language
model is asked. In doubt a line is body: copy thrown away is lost for good, furniture kept costs a
false claim at worst.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any, Literal

from msgspec import Struct
from rapidfuzz import fuzz

from factcheck.rules import load
from factcheck.text.date_lines import date_line, stamp_start

BlockKind = Literal["headline", "body", "caption", "furniture", "teaser"]

_FEWEST_REPEATED_WORDS = 8
_MOST_HEADLINE_WORDS = 25
_FEWEST_HEADLINE_WORDS = 3
_FEWEST_TITLE_LETTERS = 12
_FEWEST_PARAGRAPH_WORDS = 15
_FEWEST_OPENING_WORDS = 12
_MOST_NOTICE_WORDS = 90
_MOST_POINTER_WORDS = 40
_FEWEST_STRAY_WORDS = 3
_MOST_STRAY_WORDS = 14
_STRAY_SHARE = 0.34
_RUN_SHARE = 0.55
_FEWEST_TEASERS = 3
_MOST_TEASER_WORDS = 20
_TITLE_LIKENESS = 92.0
_MOST_RULE_LENGTH = 600
_LINES = re.compile(r"[^\n]+")
_STOP = re.compile(r"[.!?…](?:[\"'”’)\]*]|\s)*$")
_FULL_STOP = re.compile(r"[.…](?:[\"'”’)\]*]|\s)*$")
_BULLET = re.compile(r"(?:[-–—•*·▪●○■]|\d{1,2}[.)])\s")
_LIST_ENTRY = re.compile(r",\s*\d{1,3}\b|^\d+[.)]|\d$|[:;,–—-]$|\.\.\.")
_REPORTS = re.compile(r"\b(?:said|says|told|tells|added|according)\b|^updated?\b", re.IGNORECASE)
_WORD = re.compile(r"\w+")
_HEADING = re.compile(r"[ ]{0,3}#{1,6}[ \t]+")  # Markdown's mark is no part of what a heading says
_SENTENCES = re.compile(r"(?<=[a-z0-9)\]”\"][.!?])\s+(?=[A-Z])")
# What is escaped or stands in a set of characters is no group.
_GROUP = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\((?!\?)")
_QUOTED = re.compile(r"[\"“”‘']")
_EDGES = " \t\u00a0#.,:;!?|•·-–—>»<«()[]*\"'“”‘’×"


class Block(Struct, frozen=True):
    """A line of the text without the white space around it: `text[start:end]`, and what it is."""

    start: int
    end: int
    kind: BlockKind


class _Far(Struct, frozen=True):
    """A pattern that may begin with anything, tried only where the text has one of some words."""

    has: tuple[str, ...]
    pattern: re.Pattern[str]


class _Patterns(Struct, frozen=True):
    """Patterns of lines or sentences: those that tell by the beginning, in one, and others."""

    near: re.Pattern[str]
    far: tuple[_Far, ...]

    def match(self, text: str) -> bool:
        """Whether a pattern matches from the beginning."""
        if self.near.match(text) is not None:
            return True
        lower = text.lower()
        for far in self.far:
            for word in far.has:
                if word in lower:
                    if far.pattern.match(text) is not None:
                        return True
                    break
        return False


class _Rules(Struct, frozen=True):
    lines: frozenset[str]
    furniture: _Patterns
    caption: _Patterns
    teaser: _Patterns
    sentence: _Patterns


class _Line(Struct, frozen=True):
    """A line with what the rules ask of it: its words folded, and how many."""

    start: int
    end: int
    text: str
    count: int


def blocks(text: str, title: str = "") -> list[Block]:
    """The lines of `text` that hold anything, in order, each with its kind.

    `title` is the article's title where it is known; a line (nearly) equal to it is the headline.
    Pure; spans lie inside the text and do not overlap.
    """
    lines = list(_lines(text))
    kinds = _by_words(lines, title)
    paragraphs = [n for n, line in enumerate(lines) if kinds[n] == "body" and _is_paragraph(line)]
    _mark_bare_dates(lines, kinds, paragraphs)
    _mark_headline(lines, kinds)
    if paragraphs:
        _mark_teasers(lines, kinds, paragraphs[0])
    return [Block(line.start, line.end, kind) for line, kind in zip(lines, kinds, strict=True)]


def is_furniture_sentence(sentence: str) -> bool:
    """Whether a sentence of running copy is a notice or an invitation: "All rights reserved.", "Click here to ..."."""
    folded = " ".join(sentence.split())[:_MOST_RULE_LENGTH]
    rules = _rules()
    return folded.strip(_EDGES).casefold() in rules.lines or rules.sentence.match(folded)


@cache
def _rules() -> _Rules:
    read = load("furniture")
    patterns = {name: _patterns(read[name]) for name in read if name != "lines"}
    return _Rules(lines=frozenset(line.strip(_EDGES).casefold() for line in read["lines"]), **patterns)


def _patterns(listed: Sequence[str | Mapping[str, Any]]) -> _Patterns:
    near = "|".join(f"(?:{_uncaptured(entry)})" for entry in listed if isinstance(entry, str))
    far = [entry for entry in listed if not isinstance(entry, str)]
    return _Patterns(
        re.compile(near, re.IGNORECASE),
        tuple(_Far(tuple(one["has"]), re.compile(_uncaptured(one["line"]), re.IGNORECASE)) for one in far),
    )


def _uncaptured(pattern: str) -> str:
    """A pattern whose groups keep nothing: with a hundred that do, it takes three times as long."""
    return _GROUP.sub(lambda found: "(?:" if found[0] == "(" else found[0], pattern)


def _lines(text: str) -> Iterator[_Line]:
    for match in _LINES.finditer(text):
        stamp = stamp_start(match.group())
        cut = match.end() if stamp is None else match.start() + stamp
        for start, end in ((match.start(), cut), (cut, match.end())):
            heading = _HEADING.match(text, start, end)
            start = heading.end() if heading is not None else start
            inner = text[start:end].strip()
            if inner:
                start = text.index(inner[0], start)
                folded = " ".join(inner.split())
                yield _Line(start, start + len(inner), folded, folded.count(" ") + 1)


def _by_words(lines: Sequence[_Line], title: str) -> list[BlockKind]:
    """The kind of each line by its own words, and whether it stood there before."""
    kinds: list[BlockKind] = []
    seen: set[str] = set()
    for line in lines:
        key = line.text.casefold()
        repeated = line.count >= _FEWEST_REPEATED_WORDS and key in seen
        kinds.append("furniture" if repeated else _alone(line, title))
        seen.add(key)
    return kinds


def _alone(line: _Line, title: str) -> BlockKind:
    if title and _same_as_title(line.text, title):
        return "headline"
    rules = _rules()
    if line.text.strip(_EDGES).casefold() in rules.lines or ((stated := date_line(line.text)) and stated.label):
        return "furniture"
    head = line.text[:_MOST_RULE_LENGTH]
    if line.count <= _MOST_NOTICE_WORDS and rules.caption.match(head):
        return "caption"
    if line.count <= _MOST_POINTER_WORDS and rules.teaser.match(head):
        return "teaser"
    if line.count <= _MOST_NOTICE_WORDS and rules.furniture.match(head):
        return "body" if _carries_copy(line) else "furniture"
    return "body"


def _carries_copy(line: _Line) -> bool:
    """Whether a sentence of copy follows a notice on the same line."""
    later = _SENTENCES.split(line.text)[1:]
    return any(
        sentence.count(" ") >= _FEWEST_REPEATED_WORDS
        and sentence.endswith(".")
        and not is_furniture_sentence(sentence)
        and not _rules().furniture.match(sentence)
        for sentence in later
    )


def _same_as_title(text: str, title: str) -> bool:
    """Equal or nearly so; a title may carry the outlet's name after a bar or dash."""
    line = text.strip(_EDGES).casefold()
    whole = " ".join(title.split()).strip(_EDGES).casefold()
    if min(len(line), len(whole)) < _FEWEST_TITLE_LETTERS or len(line) > 2 * len(whole):
        return line == whole
    cut = re.split(r"\s[|–—-]\s", whole)[0].strip(_EDGES)
    return any(fuzz.ratio(line, wording) >= _TITLE_LIKENESS for wording in (whole, cut) if wording)


def _mark_bare_dates(lines: Sequence[_Line], kinds: list[BlockKind], paragraphs: Sequence[int]) -> None:
    """A bare date above or below the copy is the page's; between paragraphs it heads an entry of a timeline."""
    for n, line in enumerate(lines):
        outside = not paragraphs or n < paragraphs[0] or n > paragraphs[-1]
        if kinds[n] == "body" and outside and date_line(line.text):
            kinds[n] = "furniture"


def _mark_headline(lines: Sequence[_Line], kinds: list[BlockKind]) -> None:
    """Finds the headline where the title did not: a short line without a stop that opens the copy."""
    if "headline" in kinds or "body" not in kinds:
        return
    at = kinds.index("body")
    body = [n for n in range(at + 1, len(lines)) if kinds[n] == "body"]
    follows = next((n for n in body if lines[n].text != lines[at].text), None)
    if follows is not None and _looks_like_headline(lines[at]) and lines[follows].count >= _FEWEST_OPENING_WORDS:
        kinds[at] = "headline"
        for n in body[: body.index(follows)]:
            kinds[n] = "furniture"


def _looks_like_headline(line: _Line) -> bool:
    return (
        _FEWEST_HEADLINE_WORDS <= line.count <= _MOST_HEADLINE_WORDS
        and not _FULL_STOP.search(line.text)
        and not _BULLET.match(line.text)
        and not line.text.endswith((",", ";", ":", "-", "–", "—"))
    )


def _mark_teasers(lines: Sequence[_Line], kinds: list[BlockKind], first: int) -> None:
    """Marks headline-like lines below the first paragraph as pointers to other stories.

    Three or more of them in a row, unless a colon announces them, or a lone one; never where their words
    are those of the page's own copy, for subheadings and summaries speak of the story they stand in.
    """
    run: list[int] = []
    for at in range(first + 1, len(lines) + 1):
        if at < len(lines) and kinds[at] == "body" and _looks_like_teaser(lines[at]):
            run.append(at)
        elif at == len(lines) or kinds[at] not in ("furniture", "teaser"):
            if run and not lines[run[0] - 1].text.endswith(":"):
                _mark_run(run, lines, kinds)
            run = []


def _mark_run(run: Sequence[int], lines: Sequence[_Line], kinds: list[BlockKind]) -> None:
    copy = {
        word
        for n, line in enumerate(lines)
        if n not in run and kinds[n] in ("body", "headline")
        for word in _content_words(line.text)
    }
    if len(run) >= _FEWEST_TEASERS:
        words = [word for n in run for word in _content_words(lines[n].text)]
        if sum(word in copy for word in words) <= _RUN_SHARE * len(words):
            for n in run:
                kinds[n] = "teaser"
        return
    for n in run:
        words = list(_content_words(lines[n].text))
        few = lines[n].count <= _MOST_STRAY_WORDS and len(words) >= _FEWEST_STRAY_WORDS
        if few and not _REPORTS.search(lines[n].text) and sum(w in copy for w in words) <= _STRAY_SHARE * len(words):
            kinds[n] = "teaser"


def _content_words(text: str) -> set[str]:
    return {word for word in _WORD.findall(text.casefold()) if len(word) > 3 or word.isdigit()}


def _is_paragraph(line: _Line) -> bool:
    return line.count >= _FEWEST_PARAGRAPH_WORDS and _STOP.search(line.text) is not None


def _looks_like_teaser(line: _Line) -> bool:
    return (
        _FEWEST_HEADLINE_WORDS < line.count <= _MOST_TEASER_WORDS
        and not _STOP.search(line.text)
        and not _BULLET.match(line.text)
        and not _LIST_ENTRY.search(line.text)
        and not _QUOTED.match(line.text)
        and not line.text[:1].islower()
    )
