"""The report: everything one run found, in the order in which it is written."""

from __future__ import annotations

from msgspec import Struct

from factcheck.model.article import Article
from factcheck.model.claim import Claim
from factcheck.model.event import Event
from factcheck.model.finding import Finding
from factcheck.model.question import Question
from factcheck.model.review import Review


class Tool(Struct, frozen=True):
    """What made the report: version of factcheck, language model, reference tables."""

    factcheck: str
    pipeline: str
    reference: str


class SourceSummary(Struct, frozen=True, kw_only=True):
    """What one source contributed."""

    source: str
    articles: int
    claims: int
    findings: int


class Origin(Struct, frozen=True, kw_only=True):
    """One piece of copy that several articles carry; `agency` is "" where none is credited."""

    id: str
    agency: str
    articles: tuple[str, ...]


class Unjudged(Struct, frozen=True, kw_only=True):
    """A claim that could not be set against what would have judged it, and why.

    `reason` is undated (the article gives no date), stale (the reference table does not reach so far) or
    unlisted (the reference table does not know the office).
    """

    claim: str
    reason: str
    text: str


class Report(Struct, frozen=True, kw_only=True):
    """One run's result. Claims carry the ids of linked events; everything is in a stable order.

    `skipped_blocks` are blocking keys that too many mentions share for their pairs to be compared,
    `in_part` ids of questions that so many claims answer that only those near in time were compared. `reviews`
    are what people made of findings, as far as an archive kept it; of each reviewer the latest.
    """

    tool: Tool
    articles: tuple[Article, ...]
    events: tuple[Event, ...]
    claims: tuple[Claim, ...]
    questions: tuple[Question, ...]
    findings: tuple[Finding, ...]
    sources: tuple[SourceSummary, ...]
    origins: tuple[Origin, ...] = ()
    skipped_blocks: tuple[str, ...] = ()
    in_part: tuple[str, ...] = ()
    unjudged: tuple[Unjudged, ...] = ()
    reviews: tuple[Review, ...] = ()
