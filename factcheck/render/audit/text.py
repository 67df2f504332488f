"""The audit for the terminal: sources with their intervals, what is contested, agreement."""

from __future__ import annotations

from collections.abc import Iterator

from factcheck.model.audit import Audit, Rate, SourceAudit, Truth
from factcheck.render.source_figures import share
from factcheck.render.words import count, plain, reviewed_words

SHOWN = 20
WIDEST = 32


def render_audit_text(audit: Audit) -> str:
    """The ranked sources, those named only, the contested questions that are least sure, and agreement by kind."""
    return "\n".join(_lines(audit)) + "\n"


def _lines(audit: Audit) -> Iterator[str]:
    ranked = [s for s in audit.sources if s.ranked]
    yield f"{count(len(audit.sources), 'source')}, {count(len(audit.truths), 'question')}"
    if audit.rulings:
        yield f"Findings reviewed by people: {reviewed_words(dict(audit.rulings))}"
    yield ""
    yield f"{'Source':<{WIDEST}} {'right':>6}  {'90 % interval':<14} {'claims':>7} {'origins':>8}  first  behind"
    for source in ranked:
        yield _source(source)
    rest = [plain(s.source) for s in audit.sources if not s.ranked]
    if rest:
        yield ""
        more = f" and {len(rest) - SHOWN} more" if len(rest) > SHOWN else ""
        yield f"Too few comparable claims to be ranked: {', '.join(rest[:SHOWN])}{more}"
    yield from _contested(audit)
    yield from _agreement(audit)


def _source(source: SourceAudit) -> str:
    timing = source.timing
    behind = "" if timing.median is None else f"{timing.median:g} d"
    name = plain(source.source)
    name = name if len(name) <= WIDEST else f"{name[: WIDEST - 1]}…"
    line = f"{name:<{WIDEST}} {share(source.reliability.mean):>6}  {_interval(source.reliability):<14}"
    line += f" {source.comparable:>7} {source.origins:>8}  {timing.first:>5}  {behind:>6}"
    copied = ", ".join(plain(c.of) for c in source.copies[:3])
    return f"{line}  copies {copied}" if copied else line


def _interval(rate: Rate) -> str:
    return "" if rate.low is None or rate.high is None else f"{rate.low:.0%} to {rate.high:.0%}"


def least_sure(audit: Audit) -> list[Truth]:
    """The contested answers, the least sure first."""
    return sorted((t for t in audit.truths if t.contested), key=lambda t: (t.probability, t.object, t.id))


def _contested(audit: Audit) -> Iterator[str]:
    contested = least_sure(audit)
    if not contested:
        return
    yield ""
    yield f"Contested: {count(len(contested), 'question')}, the least sure first"
    for truth in contested[:SHOWN]:
        frame = f", between {truth.minimum} and {truth.maximum}" if truth.rule else ""
        other = "" if truth.majority == truth.value else f"; the majority: {plain(truth.majority)}"
        yield f"  {plain(truth.object)}"
        yield f"    {plain(truth.value)} ({truth.probability:.0%}{frame}){other}"
    if len(contested) > SHOWN:
        yield f"  and {len(contested) - SHOWN} more: --format json or html"


def _agreement(audit: Audit) -> Iterator[str]:
    known = [k for k in audit.agreement.kinds if k.alpha is not None]
    if known:
        yield ""
        yield "Agreement (Krippendorff's alpha)"
        for kind in known:
            yield f"  {kind.kind or 'all':<14} {kind.alpha:>6.2f}  {count(kind.objects, 'question')}"
    for group in audit.agreement.clusters:
        yield f"  alike: {', '.join(plain(name) for name in group)}"
