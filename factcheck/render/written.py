"""How documents become text, the same for all that is written."""

from __future__ import annotations

import json
import textwrap

import msgspec

WIDTH = 88


def as_json(content: object) -> str:
    """Plain dicts and lists as JSON text, indented by one, with a newline at its end."""
    text = json.dumps(content, ensure_ascii=False, allow_nan=False)
    try:
        # The standard library indents by Python code; this comes to the same text in a third of the time.
        return str(msgspec.json.format(text, indent=1)) + "\n"
    except UnicodeEncodeError:  # half of a surrogate pair
        return json.dumps(content, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def as_json_line(record: object) -> str:
    """A record as one line of JSON Lines."""
    # U+2028 and U+2029 end a line for some readers, though not in JSON.
    text = json.dumps(record, ensure_ascii=False, allow_nan=False)
    return text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029").replace("\u0085", "\\u0085") + "\n"


def encodable(text: str) -> str:
    """`text` as UTF-8 can hold it: half of a surrogate pair, as broken JSON input may have, becomes one "?"."""
    return text.encode("utf-8", "replace").decode("utf-8")


def wrapped(text: str, first: str, rest: str) -> list[str]:
    """Lines of `text` for a terminal, the first one after `first` and the others after `rest`."""
    return textwrap.wrap(text, WIDTH, initial_indent=first, subsequent_indent=rest, break_on_hyphens=False)
