"""HTML comments in copy: notes to the desk, never part of what is said."""

from __future__ import annotations

import re

_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_VISIBLE = re.compile(r"\S")


def without_comments(text: str) -> str:
    """The text with its comments blanked out, so that every offset stays as it is."""
    return _COMMENT.sub(lambda found: _VISIBLE.sub(" ", found.group()), text)
