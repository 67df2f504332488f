"""The geometry of the audit's pictures; templates draw them as SVG. Units are those of the pictures' viewBox."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from msgspec import Struct

from factcheck.model.audit import Audit, Chain, PairAgreement, SourceAudit
from factcheck.render.words import dates_in_words, day, plain

WIDTH = 760
LEFT, RIGHT = 250, 620
ROW = 26
TOP = 30
FOREST = 40
SQUARES = 14
CELL = 44
TREES = 6
LABEL = 30


class Mark(Struct, frozen=True, kw_only=True):
    """One row of a forest plot or of the bars: label, figures in words, and what is drawn."""

    label: str
    figures: str
    y: int
    x: float = 0
    low: float = 0
    high: float = 0
    length: float = 0
    second: float = 0


class Picture(Struct, frozen=True, kw_only=True):
    """Rows with the picture's height and the ticks of its axis, (x, label)."""

    rows: tuple[Mark, ...]
    height: int
    ticks: tuple[tuple[float, str], ...] = ()
    left_out: int = 0


class Square(Struct, frozen=True, kw_only=True):
    """One cell of the matrix: how often two sources agree, of how many."""

    x: int
    y: int
    text: str
    title: str
    strength: float


class Matrix(Struct, frozen=True, kw_only=True):
    """The sources, in the order of rows and columns, with the cells known."""

    names: tuple[str, ...]
    squares: tuple[Square, ...]
    cell: int
    left: int
    top: int
    width: int
    height: int


class Node(Struct, frozen=True, kw_only=True):
    """One report in a tree; `path` is the line from the report it was taken from, "" for one of its own."""

    label: str
    x: float
    y: int
    path: str
    figures: str
    statement: str


class Tree(Struct, frozen=True, kw_only=True):
    """The spread of one answer."""

    title: str
    value: str
    nodes: tuple[Node, ...]
    height: int
    ticks: tuple[tuple[float, str], ...]


def short(name: str) -> str:
    """A name that fits beside a picture."""
    one = plain(name)
    return one if len(one) <= LABEL else f"{one[: LABEL - 1]}…"


def share(value: float | None) -> str:
    """A rate in percent, a dash where there is none."""
    return "–" if value is None else f"{value:.0%}"


def forest(ranked: Sequence[SourceAudit]) -> Picture:
    """Reliability with its interval, a row a source."""
    rows = []
    for i, source in enumerate(ranked[:FOREST]):
        rate = source.reliability
        rows.append(
            Mark(
                label=short(source.source),
                figures=f"{share(rate.mean)} ({share(rate.low)}–{share(rate.high)})",
                y=TOP + i * ROW,
                x=_scaled(rate.mean or 0),
                low=_scaled(rate.low or 0),
                high=_scaled(rate.high or 0),
            )
        )
    return Picture(
        rows=tuple(rows),
        height=TOP + len(rows) * ROW + 24,
        ticks=tuple((_scaled(t / 4), f"{t * 25} %") for t in range(5)),
        left_out=max(0, len(ranked) - FOREST),
    )


def lead_lag(sources: Sequence[SourceAudit]) -> Picture:
    """How often each source was first, and how often it followed; those with most questions."""
    timed = [s for s in sources if s.timing.first + s.timing.followed]
    timed.sort(key=lambda s: (-(s.timing.first + s.timing.followed), s.source))
    shown = timed[:FOREST]
    most = max((s.timing.first + s.timing.followed for s in shown), default=1)
    rows = []
    for i, source in enumerate(shown):
        timing = source.timing
        late = "" if timing.median is None else f", {timing.median:g} d behind"
        unit = (RIGHT - LEFT) / most
        rows.append(
            Mark(
                label=short(source.source),
                figures=f"{timing.first} / {timing.followed}{late}",
                y=TOP + i * ROW,
                length=round(timing.first * unit, 1),
                second=round(timing.followed * unit, 1),
            )
        )
    return Picture(rows=tuple(rows), height=TOP + len(rows) * ROW + 8, left_out=len(timed) - len(shown))


def matrix(pairs: Sequence[PairAgreement]) -> Matrix:
    """Agreement of the sources that share most questions with others."""
    known: dict[str, float] = {}
    for pair in pairs:
        for name in (pair.a, pair.b):
            known[name] = known.get(name, 0) + pair.rate.of
    names = sorted(sorted(known, key=lambda n: (-known[n], n))[:SQUARES])
    left, top = 210, 170
    squares = []
    for pair in pairs:
        if pair.a not in names or pair.b not in names:
            continue
        for a, b in ((pair.a, pair.b), (pair.b, pair.a)):
            squares.append(
                Square(
                    x=left + names.index(b) * CELL,
                    y=top + names.index(a) * ROW,
                    text=f"{round(100 * (pair.rate.mean or 0))}",
                    title=f"{plain(a)} and {plain(b)}: agree in {pair.rate.hits:g} of {pair.rate.of:g}",
                    strength=round(0.08 + 0.42 * max(0.0, 2 * (pair.rate.mean or 0) - 1), 2),
                )
            )
    return Matrix(
        names=tuple(short(name) for name in names),
        squares=tuple(squares),
        cell=CELL,
        left=left,
        top=top,
        width=left + len(names) * CELL + 90,
        height=top + len(names) * ROW + 10,
    )


def trees(audit: Audit) -> tuple[Tree, ...]:
    """The answers that spread furthest, each from its first report."""
    return tuple(_tree(chain) for chain in audit.chains[:TREES])


def _tree(chain: Chain) -> Tree:
    start, end = chain.steps[0].day, chain.steps[-1].day
    span = max(1, (end - start).days)

    def place(on: date) -> float:
        return round(LEFT + 10 + (on - start).days / span * (RIGHT - LEFT - 20), 1)

    at = {step.statement: (place(step.day), TOP + i * ROW) for i, step in enumerate(chain.steps)}
    nodes = []
    for step in chain.steps:
        x, y = at[step.statement]
        path = ""
        if step.parent in at:
            from_x, from_y = at[step.parent]
            path = f"M{from_x} {from_y}V{y}H{x}"
        nodes.append(
            Node(
                label=short(step.source),
                x=x,
                y=y,
                path=path,
                figures=f"{day(step.day)}{', ' + step.basis if step.basis else ''}",
                statement=step.statement,
            )
        )
    ends = ((place(start), day(start)), (place(end), day(end))) if end > start else ((place(start), day(start)),)
    return Tree(
        title=dates_in_words(plain(chain.object)),
        value=dates_in_words(plain(chain.value)),
        nodes=tuple(nodes),
        height=TOP + len(nodes) * ROW + 24,
        ticks=ends,
    )


def _scaled(value: float) -> float:
    return round(LEFT + value * (RIGHT - LEFT), 1)
