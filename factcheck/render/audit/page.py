"""The audit as one HTML page that could be a paper's appendix: pictures, tables behind them, method, limits."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from factcheck.model.audit import Audit, Rate, SourceAudit, Statement, Truth
from factcheck.render.audit.figures import Matrix, Picture, Tree, forest, lead_lag, matrix, share, trees
from factcheck.render.audit.text import least_sure
from factcheck.render.html import document_page
from factcheck.render.words import count, plain, reviewed_words

EVIDENCE = 25
QUESTIONS = 60


class Shown(Struct, frozen=True, kw_only=True):
    """A rate with the statements behind it that the page lists, and how many more there are."""

    name: str
    text: str
    anchor: str
    statements: tuple[Statement, ...]
    more: int


class Row(Struct, frozen=True, kw_only=True):
    """One source with its rates."""

    source: SourceAudit
    name: str
    anchor: str
    rates: tuple[Shown, ...]


class Page(Struct, frozen=True, kw_only=True):
    """All that the template shows."""

    audit: Audit
    lead: str
    rows: tuple[Row, ...]
    unranked: tuple[str, ...]
    contested: tuple[Truth, ...]
    more_contested: int
    settled: int
    forest: Picture
    timing: Picture
    matrix: Matrix
    trees: tuple[Tree, ...]
    statements: dict[str, Statement]


def render_audit_html(audit: Audit) -> str:
    """The audit as one HTML document."""
    return document_page("audit.html.j2", ("report.css", "audit.css"), None, page=_page(audit))


def _page(audit: Audit) -> Page:
    statements = {s.id: s for s in audit.statements}
    ranked = [s for s in audit.sources if s.ranked]
    contested = least_sure(audit)
    return Page(
        audit=audit,
        lead=(
            f"{count(len(audit.sources), 'source')}, {len(ranked)} of them with enough comparable claims to be ranked; "
            f"{count(len(audit.truths), 'question')}, {len(contested)} of them contested."
            + (f" Findings reviewed by people: {reviewed_words(dict(audit.rulings))}." if audit.rulings else "")
        ),
        rows=tuple(_row(i, source, statements) for i, source in enumerate(ranked)),
        unranked=tuple(plain(s.source) for s in audit.sources if not s.ranked),
        contested=tuple(contested[:QUESTIONS]),
        more_contested=max(0, len(contested) - QUESTIONS),
        settled=len(audit.truths) - len(contested),
        forest=forest(ranked),
        timing=lead_lag(ranked),
        matrix=matrix(audit.agreement.pairs),
        trees=trees(audit),
        statements=statements,
    )


def _row(number: int, source: SourceAudit, statements: dict[str, Statement]) -> Row:
    return Row(
        source=source,
        name=plain(source.source),
        anchor=f"s{number}",
        rates=tuple(
            _shown(f"s{number}-r{i}", rate, statements) for i, rate in enumerate((source.reliability, *source.rates))
        ),
    )


def _shown(anchor: str, rate: Rate, statements: dict[str, Statement]) -> Shown:
    behind = list(_known(rate.statements, statements))
    text = share(rate.mean)
    if rate.of:
        text += f", {share(rate.low)}–{share(rate.high)} ({rate.hits:.4g} of {rate.of:.4g})"
    return Shown(
        name=rate.name,
        text=text,
        anchor=anchor,
        statements=tuple(behind[:EVIDENCE]),
        more=len(rate.statements) - len(behind[:EVIDENCE]),
    )


def _known(ids: Iterable[str], statements: dict[str, Statement]) -> Iterable[Statement]:
    return (statements[i] for i in ids if i in statements)
