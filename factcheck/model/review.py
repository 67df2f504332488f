"""What people make of findings."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct


class Ruling(StrEnum):
    """A reviewer's word on a finding."""

    CONFIRM = "confirm"
    DISMISS = "dismiss"
    UNSURE = "unsure"


class Review(Struct, frozen=True, kw_only=True):
    """A reviewer's word on a finding, and why. `verdict` is a `Ruling`, `at` an ISO 8601 time in UTC."""

    finding: str
    reviewer: str
    verdict: str
    note: str
    at: str
