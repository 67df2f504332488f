"""Two versions of one article: which claims changed, appeared and vanished."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from factcheck.model.article import Article
from factcheck.model.claim import Claim


class ChangeKind(StrEnum):
    """What became of a claim from one version to the next."""

    CHANGED = "changed"
    APPEARED = "appeared"
    VANISHED = "vanished"


class Change(Struct, frozen=True, kw_only=True):
    """One claim that is not as it was; `question` is what it answers, in words, "" where that is not known."""

    change: ChangeKind
    question: str
    old: Claim | None
    new: Claim | None


class Diff(Struct, frozen=True, kw_only=True):
    """What a later version does otherwise. `notices` are its own notices of correction, in its words."""

    old: Article
    new: Article
    changes: tuple[Change, ...]
    unchanged: int
    notices: tuple[str, ...]
