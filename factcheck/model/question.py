"""A question: what a cluster of claims answers."""

from __future__ import annotations

from msgspec import Struct

from factcheck.model.values import Kind


class Answer(Struct, frozen=True):
    """The claims of a question that give the same value; `value` is what a reader is shown."""

    value: str
    claims: tuple[str, ...]


class Question(Struct, frozen=True, kw_only=True):
    """What a cluster of claims answers. `event` is None for an office."""

    id: str
    kind: Kind
    label: str
    event: str | None
    attribute: str
    answers: tuple[Answer, ...]
