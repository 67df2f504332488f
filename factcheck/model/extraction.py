"""What one article gives: its claims and the events it speaks of."""

from __future__ import annotations

from msgspec import Struct

from factcheck.model.article import Article
from factcheck.model.claim import Claim
from factcheck.model.event import EventMention


class Extraction(Struct, frozen=True):
    """One article with its claims and event mentions, each in the order of the text."""

    article: Article
    claims: tuple[Claim, ...]
    mentions: tuple[EventMention, ...]


Passed = Extraction | str
"""What stands among articles and is not read: what has been read before, or a word for why one is left out."""
