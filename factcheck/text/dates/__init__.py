"""The date grammar: `find_dates` finds and resolves the dates of news copy, `intervals` compares them.

Layers, each a pure step: `scan` (patterns and their guards) → `combine` (clock and day, weekday and date,
ranges) → `resolve` (what a phrase means, by anchor, tense and the mentions before it). Word lists are in
`rules/dates.yml`.
"""

from factcheck.text.dates.find import find_dates
from factcheck.text.dates.mention import DateMention
from factcheck.text.dates.words import is_date_word

__all__ = ["DateMention", "find_dates", "is_date_word"]
