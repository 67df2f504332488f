"""What a page says about itself in its own words: date, headline, outlet. Nothing is guessed."""

from __future__ import annotations

import re
from datetime import date

from factcheck.text.blocks import blocks
from factcheck.text.date_lines import DateLine, date_line

_FIRST_LINES = 12
_LAST_LINES = 8
_FEWEST_COPY_WORDS = 40
_MOST_TITLE_WORDS = 25
_FEWEST_TITLE_WORDS = 3
_OUTLET = re.compile(
    r"by\s+((?:the\s+)?(?:[A-Z][\w&'’.-]*\s+){1,5}"
    r"(?:Times|Post|News|Tribune|Herald|Journal|Gazette|Chronicle|Observer|Mail|Telegraph|Courier|Mirror|Express"
    r"|Monitor|Dispatch|Examiner|Inquirer|Broadcasting|News Agency|Press Agency))\s*$",
    re.IGNORECASE,
)


def stated_date(text: str) -> date | None:
    """The publication date from a date line among the first or the last lines of `text`.

    A bare date counts only above the copy; below it a line has to say "published" or "updated". A
    publication date wins over a bare date, that over an update; differing dates of the same rank give None.
    """
    lines = [line for line in text.split("\n") if line.strip()]
    first = lines[:_FIRST_LINES]
    above = next((n for n, line in enumerate(first) if len(line.split()) >= _FEWEST_COPY_WORDS), len(first))
    top = [found for line in first[: above + 1] if (found := date_line(line))]
    rest = lines[above + 1 :]
    bottom = [found for line in rest[-_LAST_LINES:] if (found := date_line(line)) and found.label]
    return _agreed(top) or _agreed(bottom)


def stated_title(text: str) -> str:
    """The headline that stands above the copy, or ""."""
    for block in blocks(text):
        if block.kind == "headline":
            line = text[block.start : block.end].lstrip("# \u00d7").strip()
            return line if _FEWEST_TITLE_WORDS <= len(line.split()) <= _MOST_TITLE_WORDS else ""
        if block.kind == "body":
            return ""
    return ""


def stated_source(text: str) -> str:
    """The outlet, from a line of its own such as "By The Kabul Times" among the first lines, or ""."""
    for line in [line.strip() for line in text.split("\n") if line.strip()][:_FIRST_LINES]:
        match = _OUTLET.fullmatch(line)
        if match and match.group(1)[:1].isupper():
            return match.group(1)
    return ""


def _agreed(stated: list[DateLine]) -> date | None:
    for label in ("published", "", "updated"):
        dates = {found.date for found in stated if found.label == label}
        if dates:
            return dates.pop() if len(dates) == 1 else None
    return None
