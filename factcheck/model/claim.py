"""A claim: one checkable statement of one kind in one article."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from factcheck.model.values import Kind, Value


class Modality(StrEnum):
    """How firmly a claim is put."""

    ASSERTED = "asserted"
    HEDGED = "hedged"
    DENIED = "denied"
    PLANNED = "planned"
    HYPOTHETICAL = "hypothetical"


class Attribution(Struct, frozen=True):
    """Who says so, and the words that tell. `named` is False for "sources", "officials", "reportedly"."""

    speaker: str
    cue: str
    named: bool = True


class Claim(Struct, frozen=True, kw_only=True):
    """One checkable statement.

    `event` is the id of the event mention it speaks of, and of the linked event once linked; None for
    an office. `attribute` says what of the event it gives: "venue", "killed: all". `span` counts
    characters of the article's text, `line` and `column` in the file from 1, `quote` is the sentence.
    `place` tells where in the page it stands: title, headline, body, caption; a claim of a title that stands
    apart from the text has negative offsets (see `Article`).
    """

    id: str
    article: str
    kind: Kind
    event: str | None
    attribute: str
    value: Value
    value_text: str
    span: tuple[int, int]
    line: int
    column: int
    quote: str
    quote_start: int
    attribution: Attribution | None = None
    modality: Modality = Modality.ASSERTED
    confidence: float = 0.5
    place: str = "body"

    @property
    def announced(self) -> bool:
        """Whether it stands above the copy, where stale and shortened figures live."""
        return self.place in ("title", "headline")
