"""From a character of an article's text to the line and column of its file."""

from __future__ import annotations

import json
import re

from factcheck.model.article import Article

_JSON_PATH = re.compile(r"\.jsonl?(?:#|$)", re.IGNORECASE)


def line_column(article: Article, offset: int) -> tuple[int, int]:
    """Line and column in the file, both from 1, of the character at `offset` of the article's text.

    In a JSON file a text stands on one line, its line breaks written as escapes, so there the line is
    the record's and the column counts the escapes. An HTML page has no such mapping: line and column
    count in the extracted text. Raises ValueError when `offset` lies outside title and text (the end is inside).
    """
    if article.title and article.title_start <= offset < 0:
        line, column = article.title_at
        return line, column + offset - article.title_start
    if not 0 <= offset <= len(article.text):
        raise ValueError(f"offset {offset} is outside the text of {article.path} ({len(article.text)} characters)")
    before = article.text[:offset]
    if _JSON_PATH.search(article.path):
        return article.line_base, article.column_base + len(json.dumps(before, ensure_ascii=False)) - 2
    breaks = before.count("\n")
    if breaks == 0:
        return article.line_base, article.column_base + offset
    return article.line_base + breaks, offset - before.rfind("\n")
