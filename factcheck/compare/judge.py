"""Level, attribution and scope to a verdict: the table of CONTRACT's "who speaks decides"."""

from __future__ import annotations

from functools import lru_cache

from msgspec import Struct

from factcheck.compare.levels import Comparison, Level
from factcheck.model.claim import Attribution, Claim, Modality
from factcheck.model.finding import Scope, Verdict
from factcheck.text.folding import fold, same_name
from factcheck.text.names import same_person
from factcheck.text.polities import polity_of

SAME_SPEAKER = 0.8
NO_ASSERTION = frozenset({Modality.DENIED, Modality.PLANNED, Modality.HYPOTHETICAL})


class Judgement(Struct, frozen=True):
    """A verdict with the rule that gave it; None where there is nothing to report."""

    verdict: Verdict | None
    rule: str
    text: str


def judge(a: Claim, b: Claim, comparison: Comparison) -> Judgement:
    """The verdict on a pair of claims."""
    level = comparison.level
    if Modality.DENIED in (a.modality, b.modality):
        return _denied(a, b, level)
    if level in (Level.SAME, Level.COMPATIBLE):
        return Judgement(Verdict.AGREEMENT, "agree", "the answers agree")
    if level is Level.UNKNOWN:
        return Judgement(None, "unknown", "the answers can't be compared")
    if a.modality in NO_ASSERTION or b.modality in NO_ASSERTION:
        return Judgement(None, "no-assertion", "a plan or a hypothesis contradicts nothing")
    if level is Level.RECONCILABLE:
        return Judgement(Verdict.DISCREPANCY, "reconcilable", "they differ, but a precise reading may reconcile them")
    if level is Level.SUPERSEDED:
        return Judgement(Verdict.UPDATE, "superseded", "a later report supersedes the earlier one")
    return _apart(a.attribution, b.attribution)


def _denied(a: Claim, b: Claim, level: Level) -> Judgement:
    """A denial disputes what others say, and contradicts nothing else."""
    denial, other = (a, b) if a.modality is Modality.DENIED else (b, a)
    if denial.attribution is None or not denial.attribution.named:
        return Judgement(None, "negation", "a negated sentence is nobody's denial")
    if other.modality in NO_ASSERTION or level not in (Level.SAME, Level.COMPATIBLE):
        return Judgement(None, "denial", "a denial contradicts nothing but what it denies")
    return Judgement(Verdict.DISPUTE, "denied", "one side denies what the other says")


def _apart(first: Attribution | None, second: Attribution | None) -> Judgement:
    if first is None or second is None or not first.named or not second.named:
        return Judgement(
            Verdict.CONTRADICTION, "own-assertion", "at least one of the two is the outlet's own assertion"
        )
    if same_speaker(first, second):
        return Judgement(Verdict.CONTRADICTION, "same-speaker", f"{first.speaker} is quoted in two ways")
    return Judgement(
        Verdict.DISPUTE,
        "two-speakers",
        f"{first.speaker} and {second.speaker} say different things; the outlets report them",
    )


def same_speaker(a: Attribution, b: Attribution) -> bool:
    """Whether two attributions name one speaker: the same person, or the same body under like names."""
    return _same_speaker(a.speaker, b.speaker)


@lru_cache(maxsize=65536)
def _same_speaker(first: str, second: str) -> bool:
    left, right = fold(first), fold(second)
    if left == right or left in right or right in left:
        return True
    polities = polity_of(first), polity_of(second)
    if polities[0] is not None and polities[1] is not None:
        return polities[0].code == polities[1].code
    if same_name(first, second) >= SAME_SPEAKER:
        return True
    return same_person(first, second).level == "same"


def scope_of(a: Claim, b: Claim, sources: tuple[str, str]) -> Scope:
    """Between whom a finding lies."""
    if a.article == b.article:
        return Scope.SAME_ARTICLE
    return Scope.SAME_SOURCE if sources[0] and sources[0] == sources[1] else Scope.CROSS_SOURCE
