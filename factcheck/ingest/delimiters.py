"""What separates the cells of a table: spreadsheets write semicolons in half of the world."""

from __future__ import annotations

import csv
from collections.abc import Callable

DELIMITERS = (",", ";", "\t")


def delimiter_naming(text: str, wanted: Callable[[str], bool]) -> str:
    """The separator under which the first row of `text` has a column whose name is `wanted`, or ""."""
    first = text.split("\n", 1)[0]
    for delimiter in DELIMITERS:
        if any(wanted(name) for name in next(csv.reader([first], delimiter=delimiter), [])):
            return delimiter
    return ""
