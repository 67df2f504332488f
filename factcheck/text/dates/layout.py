"""Where the paragraphs and sentences of a text end, for questions asked in constant time."""

from __future__ import annotations

import re
from bisect import bisect_left

_PARAGRAPH = re.compile(r"\n")
# It begins with what it is found by, and looks behind from there: that is many times faster.
_SENTENCE = re.compile(
    r"[.!?\n](?:(?<=\n)|(?<![ .(][A-Za-z].)(?<!\b[A-Z][a-z].)(?<!\b[A-Z][a-z][a-z].)(?<!Sept.)"
    r"[\"”’']?\s+(?=[\"“‘']?[A-Z]))"
)


class Layout:
    """Paragraph and sentence breaks of one text."""

    def __init__(self, text: str) -> None:
        self._paragraphs = [match.start() for match in _PARAGRAPH.finditer(text)]
        self._sentences = [match.start() for match in _SENTENCE.finditer(text)]

    def same_paragraph(self, first: int, second: int) -> bool:
        """Whether no line ends between two places of the text, the first before the second."""
        return bisect_left(self._paragraphs, first) == bisect_left(self._paragraphs, second)

    def same_sentence(self, first: int, second: int) -> bool:
        """Whether no sentence ends between them. Abbreviations of up to three letters end none."""
        return bisect_left(self._sentences, first) == bisect_left(self._sentences, second)
