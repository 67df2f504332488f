"""Third stage: mentions that edges connect, and the claims on them, come to one worker.

What no edge connects has no influence on one another when events are joined (`link.events.joined`), so components of
the graph are joined, asked about and compared apart. The client finds them; it holds edges, and no claim.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from factcheck.distribute.blocks import EDGES, Whole, whole_of
from factcheck.distribute.reading import READ, Filed, Plan, as_bytes, bucket_of
from factcheck.distribute.scratch import Layout
from factcheck.link.questions import question_key
from factcheck.model.claim import Claim
from factcheck.model.event import EventMention
from factcheck.model.extraction import Extraction
from factcheck.model.values import Kind
from factcheck.store.codec import decode_extraction, encode_extraction

HOMES = Layout("homes", {"part": "number", "mention": "text", "bin": "number"})
JOINTS = Layout("joints", {"bin": "number", "score": "score", "first": "text", "second": "text"})
PORTIONS = Layout("portions", {"bin": "number", "place": "number", "start": "number", "record": "bytes"})

# A claim's sentence begins nowhere: no copy of its article is claimed of.
NOWHERE = -1


class Homes(Struct, frozen=True):
    """Files that say in which bin a connected mention is, and which edges are in a bin. Others go by their hash."""

    homes: str
    joints: str


def find_homes(plan: Plan, edges: Sequence[str]) -> Homes:
    """Connected components, dealt out to bins so that each gets about as many edges."""
    rows = list(plan.scratch.read(EDGES, edges))
    bins = _bins(rows, plan.buckets)
    parts = {row["first"]: row["first_part"] for row in rows} | {row["second"]: row["second_part"] for row in rows}
    return Homes(
        plan.scratch.write(HOMES, ({"part": parts[m], "mention": m, "bin": bins[m]} for m in sorted(parts))),
        plan.scratch.write(
            JOINTS,
            (
                {"bin": bins[row["first"]], "score": row["score"], "first": row["first"], "second": row["second"]}
                for row in rows
            ),
        ),
    )


def _bins(edges: Sequence[Mapping[str, Any]], buckets: int) -> dict[str, int]:
    """The bin of each mention: the components with most edges first, each to where least is yet."""
    import numpy as np
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    if not edges:
        return {}
    ends = np.array([(row["first"], row["second"]) for row in edges])
    mentions, numbers = np.unique(ends, return_inverse=True)
    numbers = numbers.reshape(ends.shape)
    graph = coo_array((np.ones(len(ends)), (numbers[:, 0], numbers[:, 1])), shape=(len(mentions), len(mentions)))
    count, component = connected_components(graph, directed=False)
    weight = np.bincount(component[numbers[:, 0]], minlength=count)
    load = [(0, number) for number in range(buckets)]
    home = [0] * count
    for number in np.argsort(-weight, kind="stable"):
        filled, least = heapq.heappop(load)
        home[number] = least
        heapq.heappush(load, (filled + int(weight[number]), least))
    return {str(mention): home[number] for mention, number in zip(mentions, component, strict=True)}


def route(plan: Plan, filed: Filed, homes: Homes, whole_name: str) -> str:
    """Sends the mentions and claims of a partition to the bins of their events, or of the offices they fill."""
    whole = whole_of(plan.scratch, whole_name)
    home = {row["mention"]: row["bin"] for row in plan.scratch.read(HOMES, [homes.homes], filed.part)}

    def rows() -> Iterator[dict[str, Any]]:
        for row in plan.scratch.read(READ, [filed.read]):
            extraction = decode_extraction(row["record"])
            starts = [c.quote_start for c in extraction.claims if c.quote_start >= 0]
            for number, portion in _portions(extraction, home, whole, plan.buckets):
                yield {
                    "bin": number,
                    "place": row["place"],
                    "start": min(starts, default=NOWHERE),
                    "record": encode_extraction(portion),
                }

    return plan.scratch.write(PORTIONS, rows())


def _portions(
    extraction: Extraction, home: Mapping[str, int], whole: Whole, buckets: int
) -> Iterator[tuple[int, Extraction]]:
    """What of an article goes to each bin. Its text stays behind: nothing is read any more."""
    mentions: dict[int, list[EventMention]] = defaultdict(list)
    claims: dict[int, list[Claim]] = defaultdict(list)
    bins: dict[str | None, int] = {}
    for mention in extraction.mentions:
        number = home[mention.id] if mention.id in home else bucket_of(as_bytes(mention.id), buckets)
        mentions[number].append(mention)
        bins[mention.id] = number
    for claim in extraction.claims:
        if claim.kind is Kind.OFFICE_HOLDER:
            claims[bucket_of(as_bytes(str(question_key(claim, whole.polities))), buckets)].append(claim)
        elif claim.event in bins:
            claims[bins[claim.event]].append(claim)
    bare = replace(extraction.article, text="", warnings=())
    for number in sorted(mentions.keys() | claims.keys()):
        yield number, Extraction(bare, tuple(claims[number]), tuple(mentions[number]))
