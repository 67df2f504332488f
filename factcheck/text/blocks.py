"""What on a page is copy and what is furniture.

A block is a line of the text. Everything is decided by the words of `rules/furniture.yml`, by how a
line looks and by where it stands; no language model is asked. In doubt a line is body: copy thrown
away is lost for good, furniture kept costs a false claim at worst.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from typing import Literal

import yaml
from msgspec import Struct
from msgspec.structs import replace
from rapidfuzz import fuzz

from factcheck.text.date_lines import date_line

BlockKind = Literal["headline", "body", "caption", "furniture", "teaser"]

_FEWEST_REPEATED_WORDS = 8
_MOST_HEADLINE_WORDS = 25
_FEWEST_HEADLINE_WORDS = 3
_FEWEST_TITLE_LETTERS = 12
_FEWEST_PARAGRAPH_WORDS = 25
_FEWEST_TEASERS = 3
_MOST_TEASER_WORDS = 20
_TITLE_LIKENESS = 92.0
_MOST_RULE_LENGTH = 600
_LINES = re.compile(r"[^\n]+")
_STOP = re.compile(r"[.!?…](?:[\"'”’)\]*]|\s)*$")
_FULL_STOP = re.compile(r"[.…](?:[\"'”’)\]*]|\s)*$")
_BULLET = re.compile(r"(?:[-–—•*·▪●○■]|\d{1,2}[.)])\s")
_LIST_ENTRY = re.compile(r",\s*\d{1,3}\b|^\d|\d$|:$|;$|,$")
_QUOTED = re.compile(r"[\"“”‘']")
_EDGES = " \t\u00a0.,:;!?|•·-–—>»<«()[]*\"'“”‘’×"


class Block(Struct, frozen=True):
    """A line of the text without the white space around it: `text[start:end]`, and what it is."""

    start: int
    end: int
    kind: BlockKind


class _Rules(Struct, frozen=True):
    lines: frozenset[str]
    furniture: re.Pattern[str]
    caption: re.Pattern[str]
    teaser: re.Pattern[str]
    sentence: re.Pattern[str]


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
    seen: set[str] = set()
    kinds: list[BlockKind] = []
    for line in lines:
        key = line.text.casefold()
        if line.count >= _FEWEST_REPEATED_WORDS and key in seen:
            kinds.append("furniture")
        else:
            kinds.append(_alone(line, title))
        seen.add(key)
    found = [Block(line.start, line.end, kind) for line, kind in zip(lines, kinds, strict=True)]
    return _teasers(lines, _headline(lines, found))


def is_furniture_sentence(sentence: str) -> bool:
    """Whether a sentence of running copy is a notice or an invitation: "All rights reserved.", "Click here to ..."."""
    folded = " ".join(sentence.split())[:_MOST_RULE_LENGTH]
    rules = _rules()
    return folded.strip(_EDGES).casefold() in rules.lines or rules.sentence.match(folded) is not None


@cache
def _rules() -> _Rules:
    read = yaml.safe_load(files("factcheck.rules").joinpath("furniture.yml").read_text(encoding="utf-8"))
    joined = {name: "|".join(f"(?:{pattern})" for pattern in read[name]) for name in read if name != "lines"}
    compiled = {name: re.compile(pattern, re.IGNORECASE) for name, pattern in joined.items()}
    return _Rules(lines=frozenset(line.strip(_EDGES).casefold() for line in read["lines"]), **compiled)


def _lines(text: str) -> Iterator[_Line]:
    for match in _LINES.finditer(text):
        inner = match.group().strip()
        if inner:
            start = match.start() + match.group().index(inner[0])
            folded = " ".join(inner.split())
            yield _Line(start, start + len(inner), folded, folded.count(" ") + 1)


def _alone(line: _Line, title: str) -> BlockKind:
    """The kind of a line by its own words."""
    if title and _same_as_title(line.text, title):
        return "headline"
    rules = _rules()
    if line.text.strip(_EDGES).casefold() in rules.lines or date_line(line.text):
        return "furniture"
    head = line.text[:_MOST_RULE_LENGTH]
    if line.count <= 90 and rules.caption.match(head):
        return "caption"
    if line.count <= 40 and rules.teaser.match(head):
        return "teaser"
    return "furniture" if line.count <= 90 and rules.furniture.match(head) else "body"


def _same_as_title(text: str, title: str) -> bool:
    """Equal or nearly so; a title may carry the outlet's name after a bar or dash."""
    line = text.strip(_EDGES).casefold()
    whole = " ".join(title.split()).strip(_EDGES).casefold()
    if min(len(line), len(whole)) < _FEWEST_TITLE_LETTERS or len(line) > 2 * len(whole):
        return line == whole
    cut = re.split(r"\s[|–—-]\s", whole)[0].strip(_EDGES)
    return any(fuzz.ratio(line, wording) >= _TITLE_LIKENESS for wording in (whole, cut) if wording)


def _headline(lines: Sequence[_Line], found: list[Block]) -> list[Block]:
    """Marks the headline where the title did not: the last short line without a stop above the first paragraph."""
    if any(block.kind == "headline" for block in found):
        return found
    for at, block in enumerate(found):
        if block.kind != "body":
            continue
        line, follows = lines[at], _next_body(lines, found, at)
        if _looks_like_headline(line) and follows is not None and follows.count >= _FEWEST_PARAGRAPH_WORDS // 2:
            return [*found[:at], replace(block, kind="headline"), *found[at + 1 :]]
        return found
    return found


def _next_body(lines: Sequence[_Line], found: Sequence[Block], at: int) -> _Line | None:
    return next((lines[n] for n in range(at + 1, len(found)) if found[n].kind == "body"), None)


def _looks_like_headline(line: _Line) -> bool:
    return (
        _FEWEST_HEADLINE_WORDS <= line.count <= _MOST_HEADLINE_WORDS
        and not _FULL_STOP.search(line.text)
        and not _BULLET.match(line.text)
        and not line.text.endswith((",", ";", ":"))
    )


def _teasers(lines: Sequence[_Line], found: list[Block]) -> list[Block]:
    """Marks runs of headline-like lines below the first paragraph as pointers to other stories."""
    first = next(
        (n for n, (line, block) in enumerate(zip(lines, found, strict=True)) if _is_paragraph(line, block)), None
    )
    if first is None:
        return found
    result = list(found)
    run: list[int] = []
    for at in range(first + 1, len(found) + 1):
        if at < len(found) and found[at].kind == "body" and _looks_like_teaser(lines[at]):
            run.append(at)
            continue
        if at < len(found) and run and found[at].kind in ("furniture", "teaser"):
            continue
        if len(run) >= _FEWEST_TEASERS and not lines[run[0] - 1].text.endswith(":"):
            for n in run:
                result[n] = replace(found[n], kind="teaser")
        run = []
    return result


def _is_paragraph(line: _Line, block: Block) -> bool:
    return block.kind == "body" and line.count >= _FEWEST_PARAGRAPH_WORDS and _STOP.search(line.text) is not None


def _looks_like_teaser(line: _Line) -> bool:
    return (
        _FEWEST_HEADLINE_WORDS < line.count <= _MOST_TEASER_WORDS
        and not _STOP.search(line.text)
        and not _BULLET.match(line.text)
        and not _LIST_ENTRY.search(line.text)
        and not _QUOTED.match(line.text)
        and line.text[:1].isupper()
    )
