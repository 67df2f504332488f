"""First stage: articles to claims, and what has to be shuffled for linking them.

A partition gives three files: its extractions, its mentions by bucket of their blocking keys, and counts of what is
rare or common in the whole corpus alone.
"""

from __future__ import annotations

import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import msgspec
from msgspec import Struct

from factcheck.distribute.cluster import EngineError
from factcheck.distribute.scratch import Layout, Scratch
from factcheck.extract import extract, find_pipeline
from factcheck.link.anchors import evidence
from factcheck.link.block import mention_keys
from factcheck.link.questions import holder_of
from factcheck.model.article import Article
from factcheck.model.extraction import Extraction
from factcheck.store.codec import decode_extraction, encode, encode_extraction

READ = Layout("read", {"place": "number", "record": "bytes"})
BLOCKS = Layout(
    "blocks", {"bucket": "number", "part": "number", "mention": "bytes", "published": "text", "keys": "bytes-list"}
)
FACTS = Layout("facts", {"bucket": "number", "kind": "text", "what": "bytes", "polity": "text", "count": "number"})

NAME, KEY, OFFICE = "name", "key", "office"

Placed = tuple[int, Article]
"""An article with its place in the order of the corpus."""


class Plan(Struct, frozen=True):
    """Where a run keeps its files, the model that reads, and into how many buckets is shuffled."""

    scratch: Scratch
    model: str
    buckets: int


class Filed(Struct, frozen=True):
    """The files of one partition."""

    part: int
    read: str
    blocks: str
    facts: str


def bucket_of(what: bytes, buckets: int) -> int:
    """The bucket of a key: the same on every machine."""
    return zlib.crc32(what) % buckets


def as_bytes(text: str) -> bytes:
    """Text as it is shuffled; broken input may hold half of a surrogate pair."""
    return text.encode("utf-8", "surrogatepass")


def as_text(content: bytes) -> str:
    """What as_bytes was given."""
    return content.decode("utf-8", "surrogatepass")


def read_partition(plan: Plan, part: int, articles: Sequence[Placed]) -> Filed:
    """Reads articles. The worker's model has to be the one that the report will name. Raises EngineError.

    What has been read by a worker that was lost before it could hand it in is not read again.
    """
    done = plan.scratch.noted(f"part-{part}")
    if done is not None:
        return msgspec.json.decode(done, type=Filed)
    filed = _read(plan, part, articles)
    plan.scratch.note(f"part-{part}", msgspec.json.encode(filed))
    return filed


def _read(plan: Plan, part: int, articles: Sequence[Placed]) -> Filed:
    pipeline = find_pipeline()
    if pipeline.name != plan.model:
        pipeline = find_pipeline(plan.model.rpartition(" ")[0])
    if pipeline.name != plan.model:
        raise EngineError(f"this worker has the model {pipeline.name}, not {plan.model}")
    read = extract([article for _, article in articles], pipeline)
    return _file(plan, part, [(place, extraction) for (place, _), extraction in zip(articles, read, strict=True)])


def file_partition(plan: Plan, part: int, records: Sequence[tuple[int, bytes]]) -> Filed:
    """Files what was read before: extractions, encoded, with their places."""
    return _file(plan, part, [(place, decode_extraction(record)) for place, record in records])


def _file(plan: Plan, part: int, found: Sequence[tuple[int, Extraction]]) -> Filed:
    scratch = plan.scratch
    extractions = [extraction for _, extraction in found]
    return Filed(
        part,
        scratch.write(READ, ({"place": place, "record": encode_extraction(e)} for place, e in found)),
        scratch.write(BLOCKS, _blocks(plan, part, extractions)),
        scratch.write(FACTS, _facts(plan, extractions)),
    )


def _blocks(plan: Plan, part: int, extractions: Iterable[Extraction]) -> Iterator[dict[str, Any]]:
    """A mention once for each bucket that one of its keys falls in, with all of its keys."""
    for extraction in extractions:
        published = extraction.article.published
        for mention in extraction.mentions:
            keys = sorted({as_bytes(key) for key in mention_keys(mention, evidence(mention, published))})
            row = {
                "part": part,
                "mention": encode(mention),
                "published": "" if published is None else published.isoformat(),
                "keys": keys,
            }
            for bucket in sorted({bucket_of(key, plan.buckets) for key in keys}):
                yield {"bucket": bucket, **row}


def _facts(plan: Plan, extractions: Sequence[Extraction]) -> Iterator[dict[str, Any]]:
    """In how many articles a name stands, how many mentions share a key, where holders hold their offices."""
    names: Counter[str] = Counter()
    keys: Counter[str] = Counter()
    offices: dict[str, set[str]] = defaultdict(set)
    for extraction in extractions:
        published = extraction.article.published
        names.update({name for mention in extraction.mentions for name in mention.names})
        for mention in extraction.mentions:
            keys.update(set(mention_keys(mention, evidence(mention, published))))
        for holder, polity in filter(None, map(holder_of, extraction.claims)):
            offices[holder].add(polity)
    counted = [(kind, what, "", n) for kind, counts in ((NAME, names), (KEY, keys)) for what, n in counts.items()]
    held = [(OFFICE, office, polity, 1) for office, polities in offices.items() for polity in polities]
    for kind, what, polity, count in sorted([*counted, *held]):
        told = as_bytes(what)
        yield {
            "bucket": bucket_of(told, plan.buckets),
            "kind": kind,
            "what": told,
            "polity": polity,
            "count": count,
        }
