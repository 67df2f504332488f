"""Waivers: comments in a draft that say why a finding need not be told there.

`<!-- factcheck: ignore FC301 until 2026-12-31: the ministry corrected its count -->` holds for its line, or, where it
stands alone, for the paragraph after it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from msgspec import Struct

from factcheck.model.article import Article
from factcheck.model.check import Notice
from factcheck.text.comments import without_comments
from factcheck.text.offsets import line_column

_MARK = re.compile(r"<!--\s*factcheck:(?P<body>.*?)-->", re.DOTALL | re.IGNORECASE)
_BODY = re.compile(
    r"\s*ignore\s+(?P<codes>FC\d*(?:\s*,\s*FC\d*)*)(?:\s+until\s+(?P<until>[^\s:]+))?\s*:\s*(?P<reason>\S.*?)\s*",
    re.DOTALL | re.IGNORECASE,
)
FORM = "<!-- factcheck: ignore FC301 until 2026-12-31: reason -->"


class Waiver(Struct, frozen=True, kw_only=True):
    """One comment: the codes or prefixes that it waives, over `start` to `end` of the article's text."""

    line: int
    column: int
    codes: tuple[str, ...]
    until: date | None
    reason: str
    start: int
    end: int

    def covers(self, code: str, span: tuple[int, int]) -> bool:
        """Whether it waives a finding of this code on words at `span`."""
        return self.start <= span[0] < self.end and any(code.startswith(prefix) for prefix in self.codes)


class Waivers(Struct, frozen=True):
    """The waivers of a draft that hold, those that have expired, and what is wrong with others."""

    valid: tuple[Waiver, ...]
    expired: tuple[Waiver, ...]
    notices: tuple[Notice, ...]


def find_waivers(article: Article, known: Sequence[str], as_of: date | None) -> Waivers:
    """The waivers in an article's text.

    `known` are the codes of all rules. A waiver has expired when its last day lies before `as_of`, else before the
    day of publication; where neither is known it holds, with a notice.
    """
    today = as_of or article.published
    valid: list[Waiver] = []
    expired: list[Waiver] = []
    notices: list[Notice] = []
    for found in _MARK.finditer(article.text):
        read = _read(found, article, known)
        if isinstance(read, Notice):
            notices.append(read)
        elif read.until is not None and today is not None and read.until < today:
            expired.append(read)
            why = f"the waiver expired on {read.until}: {read.reason}"
            notices.append(_notice(article, read, "waiver-expired", why))
        else:
            valid.append(read)
            if read.until is not None and today is None:
                why = "the draft has no date, so it was not judged whether the waiver has expired: give --as-of"
                notices.append(_notice(article, read, "waiver-undated", why))
    return Waivers(tuple(valid), tuple(expired), tuple(notices))


def unused(article: Article, waivers: Waivers, used: Iterable[Waiver]) -> Iterator[Notice]:
    """A notice for each waiver that waives nothing."""
    helpful = set(used)
    for waiver in waivers.valid:
        if waiver not in helpful:
            text = f"the waiver of {', '.join(waiver.codes)} waives nothing: remove it"
            yield _notice(article, waiver, "waiver-unused", text)


def _read(found: re.Match[str], article: Article, known: Sequence[str]) -> Waiver | Notice:
    line, column = line_column(article, found.start())
    body = _BODY.fullmatch(found["body"])
    problem = f"is no waiver that can be read; the form is {FORM}"
    if body is not None:
        codes = tuple(code.strip().upper() for code in body["codes"].split(","))
        strange = next((code for code in codes if not any(one.startswith(code) for one in known)), None)
        until = _date(body["until"])
        if strange is not None:
            problem = f"names {strange}, and no rule's code begins so"
        elif body["until"] and until is None:
            problem = f"names the day {body['until']!r}, which is no date like 2026-12-31"
        else:
            start, end = _scope(article.text, found)
            return Waiver(
                line=line,
                column=column,
                codes=codes,
                until=until,
                reason=" ".join(body["reason"].split()),
                start=start,
                end=end,
            )
    return Notice(draft=article.id, code="waiver-invalid", text=f"the comment {problem}", line=line, column=column)


def _scope(text: str, found: re.Match[str]) -> tuple[int, int]:
    """What a comment waives: the lines that it stands on, or the paragraph after it where it stands alone on them."""
    start = text.rfind("\n", 0, found.start()) + 1
    end = _line_end(text, found.end())
    copy = without_comments(text)
    if copy[start:end].strip():
        return start, end
    rest = re.compile(r"\s*").match(copy, end)
    start = rest.end() if rest is not None else end
    gap = re.compile(r"\n[ \t]*\n").search(copy, start)
    return start, gap.start() if gap is not None else len(text)


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end


def _date(written: str | None) -> date | None:
    if not written:
        return None
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None


def _notice(article: Article, waiver: Waiver, code: str, text: str) -> Notice:
    return Notice(draft=article.id, code=code, text=text, line=waiver.line, column=waiver.column)
