"""An audit's sources as pages show them: pictures with the tables behind them, and each source's rates.

The audit's own page, the report and the desk show the same ones.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable

from msgspec import Struct

from factcheck.model.audit import Audit, Rate, SourceAudit, Statement
from factcheck.render.source_figures import Matrix, Picture, Tree, forest, lead_lag, matrix, share, trees
from factcheck.render.words import count, plain, reviewed_words

EVIDENCE = 25


class Shown(Struct, frozen=True, kw_only=True):
    """A rate with the statements behind it that the page lists, and how many more there are."""

    name: str
    text: str
    anchor: str
    statements: tuple[Statement, ...]
    more: int


class Row(Struct, frozen=True, kw_only=True):
    """One source with its rates. `href` leads to them, "" where the page shows none."""

    source: SourceAudit
    name: str
    anchor: str
    href: str
    rates: tuple[Shown, ...]


class Pictures(Struct, frozen=True, kw_only=True):
    """The sources of an audit; `rest` are those not ranked. `linked` are the articles whose claims a page leads to."""

    audit: Audit
    lead: str
    rows: tuple[Row, ...]
    rest: tuple[Row, ...]
    forest: Picture
    timing: Picture
    matrix: Matrix
    trees: tuple[Tree, ...]
    statements: dict[str, Statement]
    linked: Collection[str]


Href = Callable[[SourceAudit, str], str]
"""The link to a source's rates, by the source and its anchor; "" for none."""


def here(source: SourceAudit, anchor: str) -> str:
    """Rates that stand in the page itself, as those of the ranked do."""
    return f"#{anchor}" if source.ranked else ""


def nowhere(source: SourceAudit, anchor: str) -> str:
    """Rates that the page does not show."""
    return ""


def pictures(audit: Audit, href: Href, linked: Collection[str] = ()) -> Pictures:
    """Everything that the templates show of an audit's sources; `href` leads to the rates of each."""
    statements = {s.id: s for s in audit.statements}
    ranked = [s for s in audit.sources if s.ranked]
    rows = [_row(i, source, statements, href) for i, source in enumerate(audit.sources)]
    contested = sum(truth.contested for truth in audit.truths)
    reviewed = f" Findings reviewed by people: {reviewed_words(dict(audit.rulings))}." if audit.rulings else ""
    return Pictures(
        audit=audit,
        lead=(
            f"{count(len(audit.sources), 'source')}, {len(ranked)} of them with enough comparable claims to be ranked; "
            f"{count(len(audit.truths), 'question')}, {contested} of them contested.{reviewed}"
        ),
        rows=tuple(row for row in rows if row.source.ranked),
        rest=tuple(row for row in rows if not row.source.ranked),
        forest=forest(ranked),
        timing=lead_lag(ranked),
        matrix=matrix(audit.agreement.pairs),
        trees=trees(audit),
        statements=statements,
        linked=linked,
    )


def _row(number: int, source: SourceAudit, statements: dict[str, Statement], href: Href) -> Row:
    return Row(
        source=source,
        name=plain(source.source),
        anchor=f"s{number}",
        href=href(source, f"s{number}"),
        rates=tuple(
            _shown(f"s{number}-r{i}", rate, statements) for i, rate in enumerate((source.reliability, *source.rates))
        ),
    )


def _shown(anchor: str, rate: Rate, statements: dict[str, Statement]) -> Shown:
    behind = list(_known(rate.statements, statements))
    text = "nothing to count"
    if rate.of:
        text = f"{share(rate.mean)}, {share(rate.low)}–{share(rate.high)} ({_number(rate.hits)} of {_number(rate.of)})"
    return Shown(
        name=rate.name,
        text=text,
        anchor=anchor,
        statements=tuple(behind[:EVIDENCE]),
        more=len(rate.statements) - len(behind[:EVIDENCE]),
    )


def _known(ids: Iterable[str], statements: dict[str, Statement]) -> Iterable[Statement]:
    return (statements[i] for i in ids if i in statements)


def _number(counted: float) -> str:
    """A count, or one in parts with one decimal."""
    return f"{counted:,.0f}" if counted == int(counted) else f"{counted:,.1f}"
