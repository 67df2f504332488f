"""JUnit XML: a suite a draft, a case a claim, so that a reader sees what was not compared as skipped."""

from __future__ import annotations

from collections import defaultdict

from junitparser import Failure, JUnitXml, Skipped, TestCase, TestSuite

from factcheck.model.check import Check
from factcheck.model.claim import Claim
from factcheck.model.finding import Severity
from factcheck.render.check.told import Teller, Told
from factcheck.render.words import KIND_NAMES, visible

_GRAVITY = (Severity.NOTE, Severity.WARNING, Severity.ERROR)


def render_junit(check: Check) -> str:
    """Claims with a finding at the threshold fail, those that were compared pass, the rest are skipped."""
    teller = Teller(check)
    found: dict[str, list[Told]] = defaultdict(list)
    for told in teller.tell(check.results):
        found[told.result.claim].append(told)
    compared = frozenset(check.compared)
    cases: dict[str, list[TestCase]] = defaultdict(list)
    for claim in check.claims():
        cases[claim.article].append(_case(claim, teller, found[claim.id], check.threshold, claim.id in compared))
    document = JUnitXml("factcheck")
    for draft in check.drafts:
        suite = TestSuite(_clean(check.files[draft]))
        suite.add_testcases(cases[draft])
        document.add_testsuite(suite)
    written: bytes = document.tostring()  # type: ignore[no-untyped-call]
    return written.decode("utf-8").rstrip("\n") + "\n"


def _case(claim: Claim, teller: Teller, found: list[Told], threshold: str, compared: bool) -> TestCase:
    place = teller.place(claim)
    name = f"{place.line}:{place.column} {KIND_NAMES[claim.kind]}: {claim.value_text}"
    case = TestCase(_clean(name), classname=_clean(place.file))
    grave = [told for told in found if told.result.suppression is None and _fails(told, threshold)]
    waived = [f"{told.title}, suppressed: {why.reason}" for told in found if (why := told.result.suppression)]
    case.result = [_failure(told) for told in grave]
    if grave:
        return case
    if waived:
        case.result = [Skipped(message=_clean(waived[0]))]
    elif not compared and not found:
        case.result = [Skipped(message="not comparable: nothing to hold it against")]
    if rest := [told for told in found if told.result.suppression is None]:
        case.system_out = _clean("\n".join(f"{told.title}: {told.message}" for told in rest))
    return case


def _fails(told: Told, threshold: str) -> bool:
    if threshold == "never":
        return False
    return _GRAVITY.index(told.result.finding.severity) >= _GRAVITY.index(Severity(threshold))


def _failure(told: Told) -> Failure:
    failure = Failure(message=_clean(f"{told.title}: {told.value}, against {told.rival_value}"), type_=told.title)
    passages = [f"{rival.who} ({rival.place}): {rival.quote}" for rival in told.rivals] or [told.standing]
    failure.text = _clean("\n".join([f"{told.place}: {told.question}", *passages, told.why]))
    return failure


def _clean(text: str) -> str:
    """Text without the characters that XML 1.0 has no form for."""
    return "".join(char for char in visible(text) if char in "\n\t" or char >= " " and char not in "\ufffe\uffff")
