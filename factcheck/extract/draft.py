"""What an extractor yields: a value with its span, and the event it is thought to belong to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from factcheck.extract.document import Document, Sentence
from factcheck.extract.events import Cluster, Events
from factcheck.model.values import Kind, Value


@dataclass(frozen=True, eq=False)
class Draft:
    """A claim before context is read. `confidence` is the extractor's, in (0, 1], for the span alone."""

    kind: Kind
    sentence: Sentence
    start: int
    end: int
    value: Value
    attribute: str
    cluster: Cluster | None
    confidence: float


class Extractor(Protocol):
    """One kind's extractor."""

    def __call__(self, document: Document, events: Events) -> Iterable[Draft]:
        """The drafts of one article, in any order."""
        ...
