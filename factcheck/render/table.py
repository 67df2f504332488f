"""CSV for spreadsheets: a row a finding, or a row a claim."""

from __future__ import annotations

import json
from collections.abc import Callable

import msgspec

from factcheck.model.claim import Claim
from factcheck.model.finding import Finding, Side
from factcheck.model.report import Report
from factcheck.render.digest import Index
from factcheck.render.words import describe, standing

Cell = str | int | float

FINDING_COLUMNS = (
    "id", "code", "verdict", "severity", "scope", "confidence", "kind", "event", "question",
    "values", "sources", "quotes", "dates", "urls", "explanation", "origins",
)  # fmt: skip

CLAIM_COLUMNS = (
    "id", "path", "source", "published", "url", "kind", "event", "attribute", "value", "value_json", "value_text",
    "quote", "line", "column", "start", "end", "speaker", "cue", "modality", "confidence", "place",
)  # fmt: skip

# A cell that begins with one of these is run as a formula by spreadsheet programs.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
_BETWEEN_SIDES = " | "
_WITHIN_SIDE = "; "


def render_csv(report: Report) -> str:
    """A row a finding; in the cells for both sides " | " stands between the sides and "; " inside one.

    `origins` counts the independent origins of each side; a side that no article puts in words has 0.
    """
    index = Index(report)
    return _csv(FINDING_COLUMNS, [_finding_row(index, finding) for finding in report.findings])


def render_claims_csv(report: Report) -> str:
    """A row a claim; `value` is in words, `value_json` has every field."""
    index = Index(report)
    return _csv(CLAIM_COLUMNS, [_claim_row(index, claim) for claim in report.claims])


def guard(cell: Cell) -> Cell:
    """The cell, with an apostrophe before it where a spreadsheet would take it for a formula."""
    if isinstance(cell, str) and (cell.startswith(_FORMULA_STARTS) or cell.lstrip().startswith(_FORMULA_STARTS)):
        return f"'{cell}"
    return cell


def _csv(columns: tuple[str, ...], rows: list[tuple[Cell, ...]]) -> str:
    # pandas takes half a second to import: those who ask for no table shall not wait for it.
    import pandas as pd

    guarded = [[guard(cell) for cell in row] for row in rows]
    frame = pd.DataFrame(guarded, columns=list(columns), dtype=object)
    return frame.to_csv(index=False, lineterminator="\n")


def _finding_row(index: Index, finding: Finding) -> tuple[Cell, ...]:
    question = index.questions.get(finding.question)
    event = index.events.get(question.event or "") if question else None

    def sides(cell: Callable[[Claim], str]) -> str:
        return _BETWEEN_SIDES.join(_cells(index, side, cell) for side in (finding.a, finding.b))

    return (
        finding.id,
        finding.code,
        finding.verdict.value,
        finding.severity.value,
        finding.scope.value,
        finding.confidence,
        question.kind.value if question else "",
        event.label if event else "",
        question.label if question else "",
        f"{finding.a.value}{_BETWEEN_SIDES}{finding.b.value}",
        _BETWEEN_SIDES.join(
            _reference(side) or _cells(index, side, _source(index)) or standing(finding, side)
            for side in (finding.a, finding.b)
        ),
        sides(lambda claim: " ".join(claim.quote.split())),
        sides(lambda claim: str(index.articles[claim.article].published or "")),
        sides(lambda claim: index.articles[claim.article].url),
        index.explanation(finding),
        _BETWEEN_SIDES.join(str(index.origins.number(index.articles_of(side))) for side in (finding.a, finding.b)),
    )


def _source(index: Index) -> Callable[[Claim], str]:
    return lambda claim: index.articles[claim.article].source


def _reference(side: Side) -> str:
    return f"reference {side.reference.table}, row {side.reference.row}" if side.reference else ""


def _cells(index: Index, side: Side, cell: Callable[[Claim], str]) -> str:
    """What the claims of a side have in a column, each once."""
    found = [cell(index.claims[claim_id]) for claim_id in side.claims if claim_id in index.claims]
    return _WITHIN_SIDE.join(dict.fromkeys(text for text in found if text))


def _claim_row(index: Index, claim: Claim) -> tuple[Cell, ...]:
    article = index.articles[claim.article]
    event = index.events.get(claim.event or "")
    said = claim.attribution
    return (
        claim.id,
        article.path,
        article.source,
        article.published.isoformat() if article.published else "",
        article.url,
        claim.kind.value,
        event.label if event else "",
        claim.attribute,
        describe(claim.value),
        json.dumps(msgspec.to_builtins(claim.value), ensure_ascii=False),
        claim.value_text,
        " ".join(claim.quote.split()),
        claim.line,
        claim.column,
        *claim.span,
        said.speaker if said else "",
        said.cue if said else "",
        claim.modality.value,
        claim.confidence,
        claim.place,
    )
