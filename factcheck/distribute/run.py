"""A run on a cluster, stage by stage. What the client holds is what the report holds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import batched
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from factcheck.compare import ranked
from factcheck.distribute.bins import compare_bin, keep_kept, link_bin, read_answered, read_events
from factcheck.distribute.blocks import Whole, count, keep_whole, score
from factcheck.distribute.cluster import Engine, cluster, each, workers
from factcheck.distribute.components import find_homes, route
from factcheck.distribute.reading import READ, Filed, Plan, file_partition, read_partition
from factcheck.distribute.scratch import scratch_for
from factcheck.extract import Pipeline, text_key
from factcheck.link import Linked, addressed_to
from factcheck.link.events import in_order
from factcheck.link.questions import place_of
from factcheck.model.article import Article
from factcheck.model.claim import Claim
from factcheck.model.event import Event
from factcheck.model.extraction import Extraction
from factcheck.model.report import Report
from factcheck.pipeline import Progress, assembled, entry, tool_of, tool_version
from factcheck.reference.tables import ReferenceTable
from factcheck.store.codec import decode_extraction, encode_extraction

if TYPE_CHECKING:
    from distributed import Client

    from factcheck.store.archive import Archive

# Articles in a partition: enough that a task is worth sending, few enough that one more lost costs little.
FEWEST, MOST = 16, 512
# Partitions, and buckets of a shuffle, for each task that the cluster does at a time.
PARTS = 8
BUCKETS = 4


class _Run(Struct, frozen=True):
    """What the stages need at hand: the cluster, the plan, and how many tasks it does at a time."""

    client: Client
    plan: Plan
    at_a_time: int


def run_on(
    engine: Engine,
    articles: Sequence[Article],
    tools: tuple[Pipeline, ReferenceTable],
    progress: Progress | None = None,
    cache: Archive | None = None,
    stored: Iterable[Extraction] = (),
) -> Report:
    """The report of `pipeline.run`, made by a cluster, byte for byte. Raises EngineError."""
    pipeline, table = tools
    with cluster(engine.url) as client, scratch_for(client, engine.scratch) as scratch:
        at_a_time = workers(client)
        run = _Run(client, Plan(scratch, pipeline.name, BUCKETS * at_a_time), at_a_time)
        held = {e.article.id: e for e in stored}
        held |= _known(articles, pipeline, cache)
        ordered = sorted({a.id: a for a in (*(e.article for e in held.values()), *articles)}.values(), key=_order)
        place = {a.id: number for number, a in enumerate(ordered)}
        reading = _Reading(run, pipeline, progress, cache)
        filed = reading.of([(place[a.id], a) for a in articles if a.id not in held])
        filed += _file(run, [(place[i], encode_extraction(e)) for i, e in held.items()], len(filed))
        return _report(run, filed, ordered, (pipeline, table))


def _order(article: Article) -> tuple[str, str]:
    return article.path, article.id


def _known(articles: Sequence[Article], pipeline: Pipeline, cache: Archive | None) -> dict[str, Extraction]:
    """What the cache has read before, by the article's id."""
    if cache is None:
        return {}
    found = ((a, cache.cached(text_key(a, pipeline.name))) for a in articles)
    return {a.id: replace(extraction, article=a) for a, extraction in found if extraction is not None}


class _Reading(Struct, frozen=True):
    """The first stage, with what is done about each partition as soon as it has been read."""

    run: _Run
    pipeline: Pipeline
    progress: Progress | None
    cache: Archive | None

    def of(self, articles: Sequence[tuple[int, Article]]) -> list[Filed]:
        """Reads articles, given with their places."""
        size = min(MOST, max(FEWEST, len(articles) // (PARTS * self.run.at_a_time)))
        parts = list(batched(articles, size))
        tasks = [(self.run.plan, number, part) for number, part in enumerate(parts)]

        def told(number: int, filed: Filed) -> None:
            if self.cache is not None:
                rows = self.run.plan.scratch.read(READ, [filed.read])
                found = [decode_extraction(row["record"]) for row in rows]
                self.cache.remember([entry(e, self.pipeline) for e in found], tool_version(self.pipeline))
            if self.progress is not None:
                for _, article in parts[number]:
                    self.progress(article)

        return each(self.run.client, read_partition, tasks, told)


def _file(run: _Run, records: Sequence[tuple[int, bytes]], first: int) -> list[Filed]:
    """Files what was read before; parts are numbered from `first`."""
    parts = enumerate(batched(records, MOST), first)
    return each(run.client, file_partition, [(run.plan, number, part) for number, part in parts])


def _report(
    run: _Run, filed: Sequence[Filed], articles: Sequence[Article], tools: tuple[Pipeline, ReferenceTable]
) -> Report:
    """Links and compares what has been filed."""
    client, plan = run.client, run.plan
    buckets = range(plan.buckets)
    whole = Whole.together(each(client, count, [(plan, bucket, filed) for bucket in buckets]))
    whole_name = keep_whole(plan.scratch, whole)
    homes = find_homes(plan, each(client, score, [(plan, bucket, filed, whole_name) for bucket in buckets]))
    portions = each(client, route, [(plan, part, homes, whole_name) for part in filed])
    bins = each(client, link_bin, [(plan, number, portions, homes, whole_name) for number in buckets])
    elsewhere = (whole_name, keep_kept(plan.scratch, bins))
    answered = each(client, compare_bin, [(plan, found, portions, elsewhere, tools[1]) for found in bins])
    events = in_order(read_events(plan.scratch, [b.events for b in bins]))
    told = sorted(read_answered(plan.scratch, answered), key=lambda a: place_of(a.question))
    linked = Linked(
        claims=_claims(plan, filed, events),
        events=events,
        questions=tuple(a.question for a in told),
        skipped_blocks=tuple(sorted(whole.skipped)),
    )
    findings = ranked(f for a in told for f in a.findings)
    silent = tuple(u for a in told for u in a.unjudged)
    return assembled(tuple(articles), linked, (findings, silent), tool_of(*tools))


def _claims(plan: Plan, filed: Sequence[Filed], events: Sequence[Event]) -> tuple[Claim, ...]:
    """All claims in the order of the articles, with the ids of joined events."""
    rows = sorted(plan.scratch.read(READ, [f.read for f in filed]), key=lambda row: row["place"])
    claims = (claim for row in rows for claim in decode_extraction(row["record"]).claims)
    return addressed_to({mention: event.id for event in events for mention in event.mentions}, claims)
