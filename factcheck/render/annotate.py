"""An article's text cut where claims begin and end, so that claims may nest and overlap in the page."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from msgspec import Struct

from factcheck.model.claim import Claim


class Piece(Struct, frozen=True, kw_only=True):
    """A run of text that the same claims cover.

    `starting` are the claims that begin here (an anchor for each), `covering` those that the run is
    part of, `ending` those whose last character is the run's last. A run without text only holds
    anchors, of claims whose span is empty or lies beyond the text.
    """

    text: str
    starting: tuple[Claim, ...] = ()
    covering: tuple[Claim, ...] = ()
    ending: tuple[Claim, ...] = ()


def pieces(text: str, claims: Iterable[Claim]) -> tuple[Piece, ...]:
    """The whole text in runs, in order; every claim starts exactly one of them and ends exactly one."""
    placed = [(_clamp(claim.span, len(text)), claim) for claim in claims]
    cuts = sorted({0, len(text), *(cut for span, _ in placed for cut in span)})
    starting = _by_cut(placed, lambda span: span[0])
    ending = _by_cut([item for item in placed if item[0][0] < item[0][1]], lambda span: span[1])
    empty = _by_cut([item for item in placed if item[0][0] == item[0][1]], lambda span: span[0])
    made = []
    open_claims: list[Claim] = []
    for start, end in zip(cuts, [*cuts[1:], len(text)], strict=True):
        begun = starting.get(start, [])
        open_claims = [claim for claim in open_claims if claim not in ending.get(start, [])]
        open_claims += [claim for claim in begun if claim not in empty.get(start, [])]
        if text[start:end] or begun:
            made.append(
                Piece(
                    text=text[start:end],
                    starting=tuple(begun),
                    covering=tuple(open_claims),
                    ending=tuple(empty.get(start, []) + (ending.get(end, []) if start < end else [])),
                )
            )
    return tuple(made)


def _clamp(span: tuple[int, int], length: int) -> tuple[int, int]:
    start = min(max(span[0], 0), length)
    return start, min(max(span[1], start), length)


def _by_cut(
    placed: list[tuple[tuple[int, int], Claim]], cut: Callable[[tuple[int, int]], int]
) -> dict[int, list[Claim]]:
    """The claims by a cut of theirs; of those at one cut the longer first, as an outer bracket comes first."""
    found: dict[int, list[Claim]] = {}
    for span, claim in sorted(placed, key=lambda item: (item[0][0], -item[0][1], item[1].id)):
        found.setdefault(cut(span), []).append(claim)
    return found
