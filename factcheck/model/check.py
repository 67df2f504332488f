"""What a check of drafts comes to: findings on their claims, what was waived, and what was not compared."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from msgspec import Struct

from factcheck.model.article import Article
from factcheck.model.claim import Claim
from factcheck.model.finding import Finding
from factcheck.model.report import Report


class SuppressedBy(StrEnum):
    """Where it stands that a finding need not be told."""

    WAIVER = "waiver"
    BASELINE = "baseline"


class Suppression(Struct, frozen=True, kw_only=True):
    """Why a finding is not told; `line` is that of a waiver in the draft's file."""

    by: SuppressedBy
    reason: str
    until: date | None = None
    line: int | None = None


class Result(Struct, frozen=True, kw_only=True):
    """A finding on a draft.

    Its side `a` is the draft's; `claim` is the claim of that side at which it is told. `fingerprint` stays
    the same when lines move. `known` says whether the baseline has it; None where none was given.
    """

    finding: Finding
    draft: str
    claim: str
    fingerprint: str
    suppression: Suppression | None = None
    known: bool | None = None


class Notice(Struct, frozen=True, kw_only=True):
    """Something to know about a draft that is no finding: a waiver that has expired, a date that is missing.

    `code` names its kind in a word; `line` and `column` are None where it is about the whole draft.
    """

    draft: str
    code: str
    text: str
    line: int | None = None
    column: int | None = None


class Correction(Struct, frozen=True, kw_only=True):
    """An article of the archive that takes back what another, or an earlier version, said.

    `kind` is "correction", "retraction" or "version". `corrects` is the article that is corrected, "" where it
    is not in the archive. `quote` is the notice; `replaced` are the claims that no longer count.
    """

    kind: str
    article: str
    corrects: str
    quote: str
    replaced: tuple[str, ...]


class Check(Struct, frozen=True, kw_only=True):
    """One run over drafts.

    `report` holds the drafts with all their claims, and of the archive what the findings need. `files` gives, by
    article, the path from where the command was run. `compared` are the draft claims that were compared with
    something. `threshold` is the severity that fails the run, or "never".
    """

    report: Report
    drafts: tuple[str, ...]
    files: dict[str, str]
    results: tuple[Result, ...]
    compared: tuple[str, ...]
    notices: tuple[Notice, ...] = ()
    corrections: tuple[Correction, ...] = ()
    threshold: str = "error"

    def claims(self) -> tuple[Claim, ...]:
        """The claims of the drafts."""
        wanted = frozenset(self.drafts)
        return tuple(claim for claim in self.report.claims if claim.article in wanted)

    def told(self) -> tuple[Result, ...]:
        """The results that nothing suppresses."""
        return tuple(result for result in self.results if result.suppression is None)

    def file(self, article: Article) -> str:
        """The article's path from where the command was run, without the number of a record."""
        return self.files.get(article.id, article.path)
