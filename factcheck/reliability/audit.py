"""The whole audit: cases resolved, sources judged, agreement and spread; of a report or of a table."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from importlib import metadata

from msgspec import Struct

from factcheck.model.audit import Audit, Method, Rate, SourceAudit, Statement, Timing
from factcheck.model.claim import Claim, Modality
from factcheck.model.finding import Finding, Scope, Verdict
from factcheck.model.report import Report, Tool
from factcheck.model.review import Ruling
from factcheck.model.values import CasualtyValue, Kind
from factcheck.reliability import dependence, intervals, truth
from factcheck.reliability.agreement import agreement
from factcheck.reliability.answers import truths
from factcheck.reliability.cases import Case
from factcheck.reliability.dependence import resolve
from factcheck.reliability.rates import COMPARABLE, compared_rates, named_rates, reliability, standings
from factcheck.reliability.reviewed import Reviewed, reviewed_rates
from factcheck.reliability.spread import chains, copyings, corrections, timings
from factcheck.reliability.statements import Witnesses, coarse_value, question_case
from factcheck.reliability.table import ClaimTable, table_cases
from factcheck.reliability.tolls import Tolls, toll_question
from factcheck.text.phrasing import show
from factcheck.version import __version__

TOLL_RULE = "the best supported total; minimum and maximum are the lowest and the highest that a source gives"
NAME = "truth discovery with hierarchies, bounds, later totals and copying"


class _Material(Struct, frozen=True, kw_only=True):
    """All that an audit is made of. `marks` are rates by name: claim ids under each mark, and of which claims."""

    tool: Tool
    cases: tuple[Case, ...]
    weights: Mapping[str, float]
    asides: frozenset[str]
    rules: Mapping[str, str]
    articles: Mapping[str, int]
    origins: Mapping[str, int]
    claims: Mapping[str, Sequence[str]]
    marks: Mapping[str, Collection[str]]
    checked: Mapping[str, Rate]
    revised: Mapping[str, bool]
    by_kind: bool = True
    others: tuple[Statement, ...] = ()
    reviewed: Reviewed | None = None
    by_source: Mapping[str, Sequence[Claim]] = {}


def audit_table(table: ClaimTable) -> Audit:
    """Audits a table of claims. Raises AuditExtraMissing where the libraries of the extra are not installed."""
    cases = table_cases(table)
    claims: dict[str, list[str]] = defaultdict(list)
    origins: dict[str, set[str]] = defaultdict(set)
    for s in table.statements:
        claims[s.source].append(s.id)
        origins[s.source].add(s.origin or s.id)
    coarse = {s.id for case in cases for s, is_coarse in zip(case.statements, case.coarse, strict=True) if is_coarse}
    return _audit(
        _Material(
            tool=Tool(__version__, "", ""),
            cases=cases,
            weights={},
            asides=frozenset(),
            rules={},
            articles={},
            origins={source: len(found) for source, found in origins.items()},
            claims=claims,
            marks={"precise": {s.id for s in table.statements} - coarse},
            checked={},
            revised={},
        )
    )


def audit_report(report: Report, *, by_kind: bool = True) -> Audit:
    """Audits the sources of a comparison. Raises AuditExtraMissing like audit_table.

    Without `by_kind` it leaves out the agreement by kind of claim, which no report shows.
    """
    reviewed = Reviewed.of(report)
    witnesses = Witnesses.of(report, reviewed)
    tolls = Tolls(witnesses)
    cases: list[Case] = []
    weights: dict[str, float] = {}
    asides: set[str] = set()
    rules: dict[str, str] = {}
    for question in report.questions:
        toll = tolls.toll(question) if toll_question(question) else None
        case = toll.case if toll is not None else question_case(question, witnesses)
        if case is None or len({s.source for s in case.statements}) < 2:
            continue
        if toll is not None:
            weights.update(toll.weights)
            asides |= toll.asides
            rules[case.id] = TOLL_RULE
        cases.append(case)
    by_source: dict[str, list[Claim]] = defaultdict(list)
    for claim in report.claims:
        by_source[witnesses.source(claim)].append(claim)
    return _audit(
        _Material(
            tool=report.tool,
            cases=tuple(cases),
            weights=weights,
            asides=frozenset(asides),
            rules=rules,
            articles=_count((a.source or a.path, a.id) for a in report.articles),
            origins=_count((a.source or a.path, witnesses.origins.get(a.id, a.id)) for a in report.articles),
            claims={source: [c.id for c in claims] for source, claims in by_source.items()},
            marks=_marks(report.claims, reviewed.standing, witnesses),
            checked=_checked(reviewed.standing, by_source),
            reviewed=reviewed,
            by_kind=by_kind,
            by_source=by_source,
            others=tuple(witnesses.statement(c, c.attribute, show(c.value)) for c in report.claims),
            revised={c.id: isinstance(c.value, CasualtyValue) and c.value.trend == "revised" for c in report.claims},
        )
    )


def _count(pairs: Iterable[tuple[str, str]]) -> dict[str, int]:
    """How many different second parts each first part has."""
    found: dict[str, set[str]] = defaultdict(set)
    for first, second in pairs:
        found[first].add(second)
    return {first: len(seconds) for first, seconds in found.items()}


def _marks(claims: Sequence[Claim], findings: Sequence[Finding], witnesses: Witnesses) -> dict[str, set[str]]:
    return {
        "contradicts itself": _sides(
            f for f in findings
            if f.scope in (Scope.SAME_ARTICLE, Scope.SAME_SOURCE) and f.verdict is Verdict.CONTRADICTION
        ),
        "reports a dispute": _sides(f for f in findings if f.verdict is Verdict.DISPUTE),
        "attributed": {c.id for c in claims if c.attribution is not None},
        "hedged": {c.id for c in claims if c.modality is Modality.HEDGED},
        "precise": {c.id for c in claims if not coarse_value(c.value, witnesses.containers)},
    }  # fmt: skip


def _sides(findings: Iterable[Finding]) -> set[str]:
    return {claim for f in findings for side in (f.a, f.b) for claim in side.claims}


def _checked(findings: Sequence[Finding], by_source: Mapping[str, Sequence[Claim]]) -> dict[str, Rate]:
    """Contradicted by the reference table, of the claims that the table could have contradicted."""
    against = _sides(f for f in findings if f.scope is Scope.REFERENCE and f.verdict is Verdict.CONTRADICTION)
    found = {}
    for source, claims in by_source.items():
        checkable = [c.id for c in claims if c.kind is Kind.OFFICE_HOLDER or c.id in against]
        hits = [c for c in checkable if c in against]
        found[source] = intervals.rate("contradicted by the reference", len(hits), len(checkable), hits)
    return found


def _audit(material: _Material) -> Audit:
    cases = material.cases
    resolved = resolve(cases, material.weights)
    answered, found = truths(cases, resolved, material.asides, material.rules)
    standing = standings(answered, material.asides)
    timing, copied = timings(cases), copyings(cases, resolved.dependence)
    corrected = corrections(cases, material.revised)
    judged = reviewed_rates(material.reviewed, answered, material.by_source) if material.reviewed else {}
    used = {s.id: s for s in material.others} | {s.id: s for case in cases for s in case.statements}
    sources = []
    for source in sorted({*material.claims, *material.articles}):
        mine = standing.get(source, [])
        extra = [rates[source] for rates in (material.checked, judged) if source in rates]
        sources.append(
            SourceAudit(
                source=source,
                articles=material.articles.get(source, 0),
                claims=len(material.claims.get(source, ())),
                comparable=len(mine),
                origins=material.origins.get(source, 0),
                ranked=len(mine) >= COMPARABLE,
                reliability=reliability(mine),
                rates=(*compared_rates(mine), *extra, *named_rates(material.claims.get(source, ()), material.marks)),
                timing=timing.get(source, Timing()),
                copies=tuple(copied.get(source, ())),
                corrections=tuple(corrected.get(source, ())),
            )
        )
    return Audit(
        tool=material.tool,
        method=_method(by_kind=material.by_kind),
        sources=tuple(sorted(sources, key=_order)),
        truths=found,
        agreement=agreement(cases, material.asides, by_kind=material.by_kind),
        chains=chains(cases),
        statements=tuple(used.values()),
        rulings=_rulings(material.reviewed),
    )


def _rulings(reviewed: Reviewed | None) -> tuple[tuple[str, int], ...]:
    words = Counter(reviewed.words.values()) if reviewed else Counter()
    return tuple((word.value, words[word]) for word in Ruling if words[word])


def _order(source: SourceAudit) -> tuple[bool, float, str]:
    """The ranked first, by reliability; the rest by name."""
    mean = source.reliability.mean
    return not source.ranked, -mean if source.ranked and mean is not None else 0.0, source.source


def _method(*, by_kind: bool) -> Method:
    return Method(
        truth=NAME,
        parameters=(
            ("prior of exact, general, wrong", ", ".join(f"{p:g}" for p in truth.PRIOR)),
            ("weight of all sources in each one's prior, in statements", f"{truth.STRENGTH:g}"),
            ("power of the likelihood", f"{truth.POWER:g}"),
            ("number of false values supposed", str(truth.FALSE_VALUES)),
            ("prior probability of copying, share copied", f"{dependence.PRIOR:g}, {dependence.COPIED:g}"),
            ("prior of every rate", f"Beta({intervals.PRIOR:g}, {intervals.PRIOR:g})"),
            ("level of intervals", f"{intervals.LEVEL:.0%}"),
            ("comparable claims needed to be ranked", str(COMPARABLE)),
            ("random numbers", "none: no seed is needed"),
        ),
        libraries=tuple((name, metadata.version(name)) for name in ("numpy", "scipy", *(("nltk",) if by_kind else ()))),
    )
