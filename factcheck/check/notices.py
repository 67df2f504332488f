"""Notices in copy that take back what was published: corrections and retractions, by the patterns of a table."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from msgspec import Struct

from factcheck.rules import load
from factcheck.text.comments import without_comments

_PARAGRAPH = re.compile(r"[^\n]+")
_SENTENCE_END = re.compile(r"[.!?][\"”’)]*(?:\s+(?=[\"“‘(]?[A-Z0-9])|\s*$)")


class TakenBack(Struct, frozen=True, kw_only=True):
    """A notice: `text[start:end]`, and inside it the spans of what is said to have been wrong.

    `kind` is "correction" or "retraction"; `own` says that it speaks of the page on which it stands.
    """

    kind: str
    own: bool
    start: int
    end: int
    wrong: tuple[tuple[int, int], ...] = ()

    def takes_back(self, span: tuple[int, int]) -> bool:
        """Whether words of the text lie in what was wrong."""
        return any(start <= span[0] < end for start, end in self.wrong)


def find_notices(text: str, title: str = "") -> tuple[TakenBack, ...]:
    """The notices of an article, in order. Under a title such as "Correction: ..." the whole text is one."""
    copy = without_comments(text)
    titled = _kind(title) if title else None
    if titled is not None:
        return (_notice(copy, titled, 0, len(copy)),)
    found: list[TakenBack] = []
    for paragraph in _PARAGRAPH.finditer(copy):
        for start, end in _sentences(copy, paragraph.start(), paragraph.end()):
            kind = _kind(copy[start:end])
            if kind is not None:
                found.append(_notice(copy, kind, start, paragraph.end()))
                break
    return tuple(found)


_Kind = tuple[str, bool]


def _kind(sentence: str) -> _Kind | None:
    """What a sentence announces: (kind, whether of its own page), or None."""
    own = _pattern("own").search(sentence) is not None
    if _pattern("retraction").search(sentence):
        return "retraction", own or re.search(r"\b(?:this|the above)\b", sentence, re.I) is not None
    if own or _pattern("other").search(sentence):
        return "correction", own
    return None


def _notice(text: str, kind: _Kind, start: int, end: int) -> TakenBack:
    wrong = tuple(span for sentence in _sentences(text, start, end) for span in _wrong(text, *sentence))
    return TakenBack(kind=kind[0], own=kind[1], start=start, end=end, wrong=wrong)


def _sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Spans of sentences, by their stops alone: a notice is short, and no parse is at hand."""
    at = start
    for stop in _SENTENCE_END.finditer(text, start, end):
        yield at, stop.end()
        at = stop.end()
    if at < end:
        yield at, end


def _wrong(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The stretches of a sentence that tell what was wrong."""
    opened: int | None = None
    until_comma = False
    for mark in _marks().finditer(text, start, end):
        name = mark.lastgroup
        if name in ("wrong", "instead"):
            opened, until_comma = (mark.end(), name == "instead") if opened is None else (opened, until_comma)
        elif opened is not None and (name != "comma" or until_comma):
            yield opened, mark.start()
            opened = None
    if opened is not None:
        yield opened, end


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{_spaced(one)})" for one in load("corrections")[name]), re.I)


@cache
def _marks() -> re.Pattern[str]:
    groups = [
        rf"(?P<{name}>\b(?:{'|'.join(f'(?:{_spaced(one)})' for one in load('corrections')[name])}))"
        for name in ("right", "wrong", "instead")
    ]
    return re.compile("|".join([*groups, r"(?P<stop>;)", r"(?P<comma>,(?!\d))"]), re.I)


def _spaced(pattern: str) -> str:
    """A pattern of the table whose single spaces stand for any white space, outside of character classes."""
    return re.sub(r"(?<!\[)(?<!\[\^) (?![?*+]?\])(?![?*+])", r"\\s+", pattern)
