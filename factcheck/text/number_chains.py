"""Figures joined by marks that are one thing together: clock times, dates, telephone numbers, scores."""

from __future__ import annotations

from typing import NamedTuple

from factcheck.text.numerals import Token, is_joined

_MARKS = frozenset("-‐‑–./:")


class Chain(NamedTuple):
    """The role of a chain of figures and the token after it."""

    role: str
    end: int


def chain_at(toks: list[Token], i: int) -> Chain | None:
    """The chain that begins at token `i`, None where it is a plain number or the start of a range."""
    parts, marks, end = [toks[i].text], [], i + 1
    while (
        end + 1 < len(toks)
        and toks[end].text in _MARKS
        and toks[end + 1].kind == "num"
        and is_joined(toks, end - 1)
        and is_joined(toks, end)
    ):
        marks.append(toks[end].text)
        parts.append(toks[end + 1].text)
        end += 2
    if not marks:
        return None
    if len(marks) > 1:
        return Chain(_long(parts, marks), end)
    role = _pair(parts[0], marks[0], parts[1])
    if role == "score" and end < len(toks) and toks[end].text in _MARKS - {".", ":"} and is_joined(toks, end - 1):
        role = "identifier"  # "800-577-HELP"
    return Chain(role, end) if role else None


def _long(parts: list[str], marks: list[str]) -> str:
    if marks[0] == ":":
        return "clock"
    if len(parts) == 3 and _is_day(parts[1]) and (_is_day(parts[0]) or _is_day(parts[2])):
        return "date" if {len(parts[0]), len(parts[2])} <= {1, 2, 4} else "identifier"
    return "identifier"


def _is_day(part: str) -> bool:
    return part.isdigit() and len(part) <= 2 and int(part) <= 31


def _pair(left: str, mark: str, right: str) -> str:
    """The role of two figures with a mark between them, "" for a range."""
    if mark == ":":
        return "clock" if len(right) == 2 else "score"
    if mark == "/":
        return "identifier"
    if mark == ".":
        day, _, month = left.partition(".")
        return "date" if len(right) == 4 and _is_day(day) and _is_day(month) else "identifier"
    if not (left.isdigit() and right.isdigit()):
        return ""
    if len(left) == 3 and len(right) == 4:
        return "identifier"
    if len(left) == 4 and 1500 <= int(left) <= 2200 and len(right) in (2, 4):
        return "date" if len(right) == 2 or int(right) > int(left) and int(right) <= 2200 else "identifier"
    if int(left) >= int(right):
        return "score" if int(left) < 1000 else "identifier"
    return ""
