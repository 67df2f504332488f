"""A baseline: findings that a desk knows of and has accepted, by fingerprint, with a reason and a last day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from factcheck.model.article import content_id
from factcheck.model.claim import Claim
from factcheck.model.finding import Finding

VERSION = 1


class Entry(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One accepted finding. Only `fingerprint` is compared; the rest is for whoever reads the file."""

    fingerprint: str
    code: str
    path: str
    value: str
    rival: str
    quote: str
    reason: str = ""
    until: date | None = None


class Baseline(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The accepted findings, in the order of the file."""

    version: int = VERSION
    entries: tuple[Entry, ...] = ()

    def find(self, fingerprint: str) -> Entry | None:
        """The entry of a fingerprint."""
        return next((entry for entry in self.entries if entry.fingerprint == fingerprint), None)


class BadBaseline(ValueError):
    """A file that is no baseline; the message names it."""


def fingerprint(finding: Finding, claim: Claim) -> str:
    """What a finding on a draft is known by: its rule, both values, and the sentence without case, marks and spaces.

    Neither the line nor the file counts, so that it stays when copy moves; nor does who else says so, so that it
    stays when the archive grows.
    """
    sentence = "".join(char for char in claim.quote.casefold() if char.isalnum())
    return content_id("p", finding.code, finding.a.value, finding.b.value, sentence)


def read_baseline(file: Path) -> Baseline:
    """The baseline in a file. Raises BadBaseline."""
    try:
        found = msgspec.json.decode(file.read_bytes(), type=Baseline)
    except OSError as error:
        raise BadBaseline(f"{file}: cannot be read: {error.strerror}") from error
    except (ValueError, RecursionError) as error:
        raise BadBaseline(f"{file}: is no baseline ({error}); make one with: factcheck baseline create") from error
    if found.version != VERSION:
        raise BadBaseline(f"{file}: is a baseline of version {found.version}; this factcheck reads version {VERSION}")
    return found


def written(baseline: Baseline) -> str:
    """The file's content, an entry's keys on lines of their own, so that a change is easily read."""
    return msgspec.json.format(msgspec.json.encode(baseline), indent=1).decode() + "\n"


def merged(old: Baseline, found: Iterable[Entry]) -> Baseline:
    """The old entries as they stand, and behind them those that are new, by path and fingerprint."""
    known = {entry.fingerprint for entry in old.entries}
    fresh = {entry.fingerprint: entry for entry in found if entry.fingerprint not in known}
    return replace(old, entries=(*old.entries, *sorted(fresh.values(), key=lambda e: (e.path, e.fingerprint))))


class Audit(Struct, frozen=True):
    """What an audit found: entries past their last day, without a reason, and without a finding any more."""

    expired: tuple[Entry, ...]
    unreasoned: tuple[Entry, ...]
    stale: tuple[Entry, ...]


def audit(baseline: Baseline, found: Iterable[str], as_of: date | None) -> Audit:
    """An audit against the fingerprints `found` in a run over all drafts, on the day `as_of` (None: none expires)."""
    there = frozenset(found)
    return Audit(
        tuple(e for e in baseline.entries if _expired(e, as_of)),
        tuple(e for e in baseline.entries if not e.reason.strip()),
        tuple(e for e in baseline.entries if e.fingerprint not in there),
    )


def pruned(baseline: Baseline, gone: Sequence[Entry]) -> Baseline:
    """The baseline without some of its entries."""
    left_out = {entry.fingerprint for entry in gone}
    return replace(baseline, entries=tuple(e for e in baseline.entries if e.fingerprint not in left_out))


def accepted(baseline: Baseline, mark: str, today: date | None) -> tuple[Entry | None, bool]:
    """The entry of a fingerprint, and whether it holds on `today`; an unknown day lets none expire."""
    entry = baseline.find(mark)
    return entry, entry is not None and not _expired(entry, today)


def _expired(entry: Entry, today: date | None) -> bool:
    return entry.until is not None and today is not None and entry.until < today
