"""Second stage: what the whole corpus tells of names, keys and offices; then the mentions of each block scored."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache

from msgspec import Struct

from factcheck.distribute.reading import BLOCKS, FACTS, KEY, NAME, Filed, Plan, as_text, bucket_of
from factcheck.distribute.scratch import Layout, Scratch
from factcheck.link.anchors import Known, evidence, weights
from factcheck.link.pairs import Blocks
from factcheck.link.score import find_links
from factcheck.model.event import EventMention
from factcheck.store.codec import decode_mention

EDGES = Layout(
    "edges", {"score": "score", "first": "text", "second": "text", "first_part": "number", "second_part": "number"}
)


class Whole(Struct, frozen=True):
    """What a part of the corpus can't tell of the whole.

    `common` are names in more articles than tell events apart, with their number; `skipped` keys of blocks too big
    to compare; `polities` the one polity of holders whose copy leaves it out somewhere, by office and holder.
    """

    common: Mapping[str, int]
    skipped: frozenset[str]
    polities: Mapping[str, str]

    @classmethod
    def together(cls, parts: Iterable[Whole]) -> Whole:
        """What the buckets tell, each of its own names, keys and offices."""
        common: dict[str, int] = {}
        skipped: set[str] = set()
        polities: dict[str, str] = {}
        for part in parts:
            common |= part.common
            skipped |= part.skipped
            polities |= part.polities
        return cls(common, frozenset(skipped), polities)


def keep_whole(scratch: Scratch, whole: Whole) -> str:
    """Puts what the corpus tells where workers find it."""
    said = {"common": dict(whole.common), "skipped": sorted(whole.skipped), "polities": dict(whole.polities)}
    return scratch.put(json.dumps(said).encode("ascii"))


@lru_cache(maxsize=4)
def whole_of(scratch: Scratch, name: str) -> Whole:
    """What keep_whole put there."""
    said = json.loads(scratch.get(name))
    return Whole(said["common"], frozenset(said["skipped"]), said["polities"])


def count(plan: Plan, bucket: int, filed: Sequence[Filed]) -> Whole:
    """Sums up a bucket's names, keys and offices over all partitions."""
    names: Counter[str] = Counter()
    keys: Counter[str] = Counter()
    offices: dict[str, set[str]] = defaultdict(set)
    for row in plan.scratch.read(FACTS, [f.facts for f in filed], bucket):
        what = as_text(row["what"])
        if row["kind"] == NAME:
            names[what] += row["count"]
        elif row["kind"] == KEY:
            keys[what] += row["count"]
        else:
            offices[what].add(row["polity"])
    held = {office: polities - {""} for office, polities in offices.items() if "" in polities}
    return Whole(
        {name: number for name, number in names.items() if number > weights()["common_name"]},
        frozenset(key for key, number in keys.items() if number > weights()["block_cap"]),
        {office: next(iter(polities)) for office, polities in held.items() if len(polities) == 1},
    )


def score(plan: Plan, bucket: int, filed: Sequence[Filed], whole_name: str) -> str:
    """Scores the pairs of a bucket's blocks; a pair that shares several keys is told by the bucket of the first."""
    whole = whole_of(plan.scratch, whole_name)
    mentions: dict[str, EventMention] = {}
    published: dict[str, str] = {}
    parts: dict[str, int] = {}
    keys: dict[str, frozenset[bytes]] = {}
    for row in plan.scratch.read(BLOCKS, [f.blocks for f in filed], bucket):
        mention = decode_mention(row["mention"])
        mentions[mention.id], parts[mention.id] = mention, row["part"]
        published[mention.id] = row["published"]
        keys[mention.id] = frozenset(key for key in row["keys"] if as_text(key) not in whole.skipped)
    edges = _edges(plan, bucket, mentions, keys, known(mentions.values(), published, whole))
    return plan.scratch.write(
        EDGES,
        (
            {
                "score": total,
                "first": first,
                "second": second,
                "first_part": parts[first],
                "second_part": parts[second],
            }
            for total, first, second in edges
        ),
    )


def known(mentions: Iterable[EventMention], published: Mapping[str, str], whole: Whole) -> Known:
    """What the anchors need to know of mentions, whose articles came out on the days of `published`."""
    days = {i: date.fromisoformat(day) if day else None for i, day in published.items()}
    return Known({m.id: evidence(m, days[m.id]) for m in mentions}, whole.common)


def _edges(
    plan: Plan,
    bucket: int,
    mentions: Mapping[str, EventMention],
    keys: Mapping[str, frozenset[bytes]],
    context: Known,
) -> Iterator[tuple[float, str, str]]:
    """Scores and ids of the pairs that share a key of the bucket, whose first key in common it is."""
    ordered = sorted(mentions)
    number: dict[bytes, int] = {}
    entries = [
        (number.setdefault(key, len(number)), at)
        for at, mention in enumerate(ordered)
        for key in keys[mention]
        if bucket_of(key, plan.buckets) == bucket
    ]
    blocks = Blocks.of((key for key, _ in entries), (at for _, at in entries), len(ordered))
    links = find_links([mentions[i] for i in ordered], context, blocks)
    for first, second, total in zip(links.first.tolist(), links.second.tolist(), links.totals.tolist(), strict=True):
        shared = keys[ordered[first]] & keys[ordered[second]]
        if bucket_of(min(shared), plan.buckets) == bucket:
            yield total, ordered[first], ordered[second]
