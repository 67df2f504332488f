"""The audit as CSV: a row a source, three columns a rate."""

from __future__ import annotations

from factcheck.model.audit import Audit, Rate, SourceAudit
from factcheck.render.table import guard

FIXED = ("source", "articles", "claims", "comparable", "origins", "ranked")
TIMING = ("first", "followed", "median_days_behind", "copies_of", "silent_corrections")


def render_audit_csv(audit: Audit) -> str:
    """A row a source, the ranked first; a rate has its mean and the ends of its interval, blank where undefined."""
    import pandas as pd

    names = list(dict.fromkeys(rate.name for source in audit.sources for rate in _rates(source)))
    columns = [*FIXED, *(f"{name}{end}" for name in names for end in ("", " low", " high")), *TIMING]
    rows = [[guard(cell) for cell in _row(source, names)] for source in audit.sources]
    return pd.DataFrame(rows, columns=columns, dtype=object).to_csv(index=False, lineterminator="\n")


def _rates(source: SourceAudit) -> tuple[Rate, ...]:
    return (source.reliability, *source.rates)


def _row(source: SourceAudit, names: list[str]) -> list[str | int | float]:
    found = {rate.name: rate for rate in _rates(source)}
    rates = [found.get(name) for name in names]
    ends = [end for rate in rates for end in ((rate.mean, rate.low, rate.high) if rate else (None, None, None))]
    timing = source.timing
    return [
        source.source,
        source.articles,
        source.claims,
        source.comparable,
        source.origins,
        "yes" if source.ranked else "no",
        *("" if end is None else end for end in ends),
        timing.first,
        timing.followed,
        "" if timing.median is None else timing.median,
        "; ".join(copying.of for copying in source.copies),
        len(source.corrections),
    ]
