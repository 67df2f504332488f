"""The block before the copy: YAML front matter, or lines `key: value` up to a blank line."""

from __future__ import annotations

import re
from collections.abc import Mapping

import yaml
from frontmatter.default_handlers import YAMLHandler
from msgspec import Struct

from factcheck.ingest.records import HEADER_FIELDS, field_name

_PAIR = re.compile(r"([A-Za-z][\w -]{0,30}?)[ \t]*:(?:[ \t]+(.*)|[ \t]*)$")
_LOWER_KEY = re.compile(r"[a-z][a-z0-9_-]*$")
_NO_BLANK_LINE = "the first lines look like a header, but no blank line ends it: read as copy"


class Header(Struct, frozen=True):
    """Fields under our names, where the copy begins, and warnings."""

    fields: dict[str, str]
    end: int
    warnings: tuple[str, ...] = ()


def split_header(text: str) -> Header:
    """The header of `text`; without one the copy begins at 0.

    A block counts as a header when every line of it is a pair and at least one key is ours. Keys that
    are not ours are let through only in small letters without spaces, so that the first paragraph of a
    copy ("KABUL: Fighting ...") is never taken for one.
    """
    start = len(text) - len(text.lstrip("\n \t"))
    if re.match(r"---[ \t]*\n", text[start:]):
        found = _front_matter(text, start)
        if found is not None:
            return found
    blank = re.search(r"\n[ \t]*\n", text[start:])
    end = start + blank.start() if blank else len(text.rstrip())
    lines = text[start:end].split("\n")
    pairs = _pairs(lines)
    if pairs is None:
        return Header({}, 0, (_NO_BLANK_LINE,) if _begins_like_header(lines) else ())
    return Header(pairs, _skip_blank(text, end))


def _front_matter(text: str, start: int) -> Header | None:
    """Front matter fenced by `---`; values that are no valid YAML are read as plain pairs."""
    try:
        block, copy = YAMLHandler().split(text[start:])
    except ValueError:
        return None
    warnings: tuple[str, ...] = ()
    try:
        loaded = yaml.load(block, Loader=yaml.BaseLoader)  # noqa: S506 - it builds strings only
    except yaml.YAMLError:
        loaded, warnings = None, ("the front matter is not valid YAML: read as plain lines",)
    if isinstance(loaded, Mapping):
        fields = {name: _flat(value) for key, value in loaded.items() if (name := _known(str(key)))}
    else:
        read = _pairs([line for line in block.split("\n") if line.strip()])
        if read is None:
            return None
        fields = {key: value.strip("\"'") for key, value in read.items()}
    return Header(fields, _skip_blank(text, len(text) - len(copy)), warnings)


def _pairs(lines: list[str]) -> dict[str, str] | None:
    """The known pairs of `lines`; None when a line is no pair or no key is known."""
    fields: dict[str, str] = {}
    for line in lines:
        match = _PAIR.match(line.rstrip())
        if match is None:
            return None
        key, value = match.group(1), match.group(2) or ""
        name = _known(key)
        if name:
            fields.setdefault(name, value.strip())
        elif not _LOWER_KEY.match(key):
            return None
    return fields or None


def _begins_like_header(lines: list[str]) -> bool:
    """Whether two known pairs in small letters come first, as nobody's copy would have it."""
    return len(lines) > 2 and _pairs(lines[:2]) is not None and all(line[:1].islower() for line in lines[:2])


def _known(key: str) -> str:
    name = field_name(key)
    return name if name in HEADER_FIELDS else ""


def _flat(value: object) -> str:
    return ", ".join(str(item) for item in value) if isinstance(value, list) else str(value)


def _skip_blank(text: str, at: int) -> int:
    """Where the first line with something on it begins, at or after `at`."""
    blank = re.compile(r"(?:[ \t]*\n)*").match(text, at)
    return blank.end() if blank else at
