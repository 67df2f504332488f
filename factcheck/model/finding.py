"""A finding: two answers that do not sit together, or one that something else rules out."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct


class Verdict(StrEnum):
    """What a pair of answers comes to."""

    CONTRADICTION = "contradiction"
    DISPUTE = "dispute"
    DISCREPANCY = "discrepancy"
    UPDATE = "update"
    AGREEMENT = "agreement"


class Severity(StrEnum):
    """How loudly a verdict is told."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


SEVERITY: dict[Verdict, Severity] = {
    Verdict.CONTRADICTION: Severity.ERROR,
    Verdict.DISPUTE: Severity.WARNING,
    Verdict.DISCREPANCY: Severity.WARNING,
    Verdict.UPDATE: Severity.NOTE,
}


class Scope(StrEnum):
    """Between whom."""

    CROSS_SOURCE = "cross-source"
    SAME_SOURCE = "same-source"
    SAME_ARTICLE = "same-article"
    REFERENCE = "reference"


class ReferenceRow(Struct, frozen=True):
    """A row of a reference table."""

    table: str
    row: str


class Side(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One side of a finding; a reference side names a row instead of claims."""

    value: str
    claims: tuple[str, ...]
    reference: ReferenceRow | None = None


class Reason(Struct, frozen=True):
    """One step from the quotes to the verdict."""

    code: str
    text: str


class Finding(Struct, frozen=True, kw_only=True):
    """Two answers to one question that do not sit together. The sides share no claim."""

    id: str
    code: str
    verdict: Verdict
    severity: Severity
    scope: Scope
    question: str
    confidence: float
    a: Side
    b: Side
    reasons: tuple[Reason, ...]
    explanation: str
