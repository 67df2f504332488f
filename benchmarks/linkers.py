"""Linking beside the field's libraries, on the same rows: Splink over DuckDB, and MinHash LSH of datasketch.

Splink links mentions of events, of which it sees the columns that we compare: type, place, country, day, parties,
names, number in a series, toll and day of publication. It is trained without labels, as its documentation says to,
and blocked by what our keys are made of. MinHash LSH links claims, each a set of the words that claim and mention give.
Each runs in a process of its own; processor time counts all threads, and leaves out making the rows and imports.
What happened is known, so pairs are counted: precision and recall are of pairs put together.
"""

from __future__ import annotations

import argparse
import gc
import json
import resource
import subprocess
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from itertools import islice
from pathlib import Path
from statistics import median
from typing import Any

from msgspec import Struct
from msgspec.structs import asdict, replace

from benchmarks.results import write_section
from benchmarks.synthetic import labelled
from benchmarks.world import Happening
from factcheck.compare import Corpus, compare
from factcheck.link import link
from factcheck.model.claim import Claim
from factcheck.model.event import EventMention
from factcheck.model.extraction import Extraction
from factcheck.reference.tables import load_reference
from factcheck.text.gazetteer import gazetteer

SEED = 7
ROOT = Path(__file__).resolve().parent.parent
PERMUTATIONS = 128
THRESHOLDS = (0.5, 0.6, 0.7, 0.8, 0.9)
SURE = 0.9


class Rows(Struct, frozen=True):
    """What is linked: articles with claims and mentions, and what happened, by mention and by claim."""

    read: list[Extraction]
    happened: dict[str, int]
    asked: dict[str, Hashable]


class Figures(Struct, frozen=True):
    """What one linker took and found."""

    seconds: float
    precision: float
    recall: float
    rows: int
    compare: float = 0.0
    note: str = ""


def rows(size: int) -> Rows:
    """Articles with so many claims in all."""
    read: list[Extraction] = []
    number: dict[Happening, int] = {}
    happened: dict[str, int] = {}
    asked: dict[str, Hashable] = {}
    for _, extraction, told in labelled(SEED):
        read.append(extraction)
        of = (number.setdefault(h, len(number)) for h in told)
        happened.update(zip((m.id for m in extraction.mentions), of, strict=True))
        for claim in extraction.claims:
            asked[claim.id] = (happened.get(claim.event or "", -1), claim.kind, claim.attribute)
        if len(asked) >= size:
            break
    return Rows(read, happened, asked)


def spent() -> float:
    """Seconds of the processor, all threads of this process and its children."""
    return sum(
        u.ru_utime + u.ru_stime for u in map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    )


def ours(given: Rows) -> dict[str, Figures]:
    """Mentions to events and claims to questions, and what comparing them adds."""
    articles = {e.article.id: e.article for e in given.read}
    claims = [c for e in given.read for c in e.claims]
    mentions = [m for e in given.read for m in e.mentions]
    gazetteer().get("FR")
    table = load_reference()
    started = spent()
    linked = link(claims, mentions, articles)
    between = spent()
    compare(linked.questions, Corpus.of(linked.claims, articles, linked.events), table)
    ended = spent()
    event_of = {m: e.id for e in linked.events for m in e.mentions}
    question_of = {i: q.id for q in linked.questions for answer in q.answers for i in answer.claims}
    events = agreement((event_of[m], h) for m, h in given.happened.items())
    questions = agreement((question_of.get(c, c), a) for c, a in given.asked.items())
    return {
        "mentions": Figures(between - started, *events, len(mentions), ended - between),
        "claims": Figures(between - started, *questions, len(claims), ended - between),
    }


def agreement(labels: Iterable[tuple[Hashable, Hashable]]) -> tuple[float, float]:
    """Precision and recall of the pairs put together, from (cluster found, cluster in truth) of each row."""
    both = Counter(labels)
    found: Counter[Hashable] = Counter()
    truth: Counter[Hashable] = Counter()
    for (one, other), count in both.items():
        found[one] += count
        truth[other] += count
    right, put, there = (sum(n * (n - 1) // 2 for n in c.values()) for c in (both, found, truth))
    return right / max(1, put), right / max(1, there)


def minhash(given: Rows) -> dict[str, Figures]:
    """Claims by datasketch: MinHash of each one's words, LSH, and for each claim the others it returns.

    The threshold is the one with the best F1 on the first claims; finding it is not timed.
    """
    words = {
        c.id: _words(c, mentions) for e in given.read for mentions in ({m.id: m for m in e.mentions},) for c in e.claims
    }
    some = dict(islice(words.items(), len(words) // 5))
    threshold = max(THRESHOLDS, key=lambda t: _f1(_hashed(some, given.asked, t)))
    return {"claims": _hashed(words, given.asked, threshold)}


def _hashed(words: Mapping[str, list[bytes]], truth: Mapping[str, Hashable], threshold: float) -> Figures:
    from datasketch import MinHash, MinHashLSH

    started = spent()
    signatures = dict(zip(words, MinHash.generator(words.values(), num_perm=PERMUTATIONS, seed=1), strict=True))
    index = MinHashLSH(threshold=threshold, num_perm=PERMUTATIONS)
    with index.insertion_session() as session:
        for claim, signature in signatures.items():
            session.insert(claim, signature, check_duplication=False)
    taken = spent() - started
    put = right = 0
    for claim, signature in signatures.items():
        asked = time.process_time()
        near = index.query(signature)
        taken += time.process_time() - asked
        put += len(near) - 1
        right += sum(truth[other] == truth[claim] for other in near) - 1
    there = sum(n * (n - 1) for n in Counter(truth[claim] for claim in words).values())
    return Figures(taken, right / max(1, put), right / max(1, there), len(words), note=f"threshold {threshold}")


def _f1(figures: Figures) -> float:
    both = figures.precision + figures.recall
    return 2 * figures.precision * figures.recall / both if both else 0.0


def _words(claim: Claim, mentions: Mapping[str, EventMention]) -> list[bytes]:
    said = {f"kind:{claim.kind}", *(f"of:{word}" for word in claim.attribute.split())}
    mention = mentions.get(claim.event or "")
    if mention is None:
        said |= {f"word:{word}" for word in claim.value_text.split()}
    else:
        said |= {f"type:{mention.type}", *mention.places, *mention.dates, *mention.names, *mention.participants}
        said |= {f"toll:{toll}" for toll in mention.tolls} | {f"ordinal:{mention.ordinal}"}
    return [word.encode() for word in sorted(said)]


def splink(given: Rows) -> dict[str, Figures]:
    """Mentions of events by Splink."""
    rows = [_row(m, e) for e in given.read for m in e.mentions]
    return {"mentions": _splinked(rows, given.happened, ())}


def splink_claims(given: Rows) -> dict[str, Figures]:
    """Claims by Splink: each with the columns of the event that it speaks of, compared where they give the same of it.

    Those on offices, which speak of no event, are left out: they hang on their attribute alone.
    """
    rows = [
        _row(of[claim.event], e) | {"unique_id": claim.id, "attribute": f"{claim.kind} {claim.attribute}"}
        for e in given.read
        for of in ({m.id: m for m in e.mentions},)
        for claim in e.claims
        if claim.event is not None
    ]
    return {"claims": _splinked(rows, given.asked, ("attribute",))}


def _splinked(rows: list[dict[str, Any]], truth: Mapping[str, Hashable], also: tuple[str, ...]) -> Figures:
    """Rows by Splink: u by random sampling, m by expectation maximisation, predicted and clustered in DuckDB.

    Blocked by what our own keys are made of, and by the columns `also`, which are equal in all that is compared.
    """
    import pandas as pd
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on

    def by(*columns: str) -> Any:
        return block_on(*columns, *also)

    settings = SettingsCreator(
        link_type="dedupe_only",
        comparisons=_comparisons(),
        blocking_rules_to_generate_predictions=[
            by("place", "month"),
            by("country", "day"),
            by("person"),
            by("parties", "month"),
        ],
        retain_matching_columns=False,
    )
    frame = pd.DataFrame(rows)
    started = spent()
    api = DuckDBAPI()
    linker = Linker(api.register(frame), settings, log_level="ERROR")
    sure = [by("place", "day", "type"), by("person", "day")]
    linker.training.estimate_probability_two_random_records_match(sure, recall=0.7)
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6, seed=1)
    for rule in (by("place", "day"), by("person"), by("type", "country", "published")):
        linker.training.estimate_parameters_using_expectation_maximisation(rule)
    trained = spent()
    predicted = linker.inference.predict(threshold_match_probability=0.5)
    clustered = linker.clustering.cluster_pairwise_predictions_at_threshold(predicted, threshold_match_probability=SURE)
    found = clustered.as_pandas_dataframe()
    ended = spent()
    pairs = predicted.as_pandas_dataframe().query(f"match_probability >= {SURE}")
    cluster = dict(zip(found["unique_id"], found["cluster_id"], strict=True))
    clusters = agreement((cluster[row], truth[row]) for row in cluster)
    right = sum(truth[x] == truth[y] for x, y in zip(pairs["unique_id_l"], pairs["unique_id_r"], strict=True))
    there = sum(n * (n - 1) // 2 for n in Counter(truth[row] for row in cluster).values())
    note = f"clusters: precision {clusters[0]:.3f}, recall {clusters[1]:.3f}; {trained - started:.1f} s of it training"
    return Figures(ended - started, right / max(1, len(pairs)), right / there, len(frame), note=note)


def _comparisons() -> list[Any]:
    """The columns that our anchors compare, as Splink compares them."""
    import splink.comparison_level_library as levels
    import splink.comparison_library as columns

    place = columns.CustomComparison(
        output_column_name="place",
        comparison_levels=[
            levels.And(levels.NullLevel("place"), levels.NullLevel("country")),
            levels.ExactMatchLevel("place"),
            levels.ExactMatchLevel("country"),
            levels.ElseLevel(),
        ],
    )
    apart = columns.AbsoluteDateDifferenceAtThresholds
    return [
        columns.ExactMatch("type"),
        place,
        apart("day", input_is_string=True, metrics=["day", "day"], thresholds=[1, 3]),
        apart("published", input_is_string=True, metrics=["day", "day"], thresholds=[3, 10]),
        columns.ArrayIntersectAtSizes("names", [3, 2, 1]),
        columns.ArrayIntersectAtSizes("parties", [2, 1]),
        columns.ExactMatch("ordinal"),
        columns.ExactMatch("toll"),
    ]


def _row(m: EventMention, e: Extraction) -> dict[str, Any]:
    place = m.places[0] if m.places else None
    known = gazetteer().get(place) if place else None
    day = m.dates[0] if m.dates else None
    published = e.article.published
    return {
        "unique_id": m.id,
        "type": m.type,
        "place": None if known is None or known.kind == "country" else place,
        "country": known.country if known else None,
        "day": day,
        "month": (day or str(published))[:7],
        "published": str(published),
        "names": sorted(m.names) or None,
        "person": next((n for n in sorted(m.names) if n.startswith("person:")), None),
        "parties": sorted(m.participants) or None,
        "ordinal": m.ordinal,
        "toll": max(m.tolls, default=None),
    }


LINKERS: dict[str, Callable[[Rows], dict[str, Figures]]] = {
    "factcheck": ours,
    "splink": splink,
    "splink claims": splink_claims,
    "minhash": minhash,
}


def main(words: Sequence[str] | None = None) -> int:
    """Measures all in turn; 1 where one of the promises does not hold."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--claims", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--one", choices=sorted(LINKERS), help="run one linker here and print its figures")
    given = parser.parse_args(words)
    if given.one:
        gc.set_threshold(50_000, 20, 50)  # as the command does
        print(json.dumps({level: asdict(f) for level, f in LINKERS[given.one](rows(given.claims)).items()}))
        return 0
    runs: dict[tuple[str, str], list[Figures]] = defaultdict(list)
    for _ in range(given.rounds):
        for name in LINKERS:
            for level, figures in _apart(name, given.claims).items():
                runs[name, level].append(figures)
    return _told(runs, given.claims, given.rounds)


def _apart(name: str, claims: int) -> dict[str, Figures]:
    command = [sys.executable, "-W", "ignore", "-m", "benchmarks.linkers", "--one", name, "--claims", str(claims)]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True, cwd=ROOT)
    return {level: Figures(**figures) for level, figures in json.loads(done.stdout.splitlines()[-1]).items()}


class _Line(Struct, frozen=True):
    """A line of the table: what was linked, in what time, beside which of our own figures."""

    name: str
    level: str
    figures: Figures


def _told(runs: Mapping[tuple[str, str], Sequence[Figures]], claims: int, rounds: int) -> int:
    """Writes the table; 1 where a promise does not hold."""
    middle = {key: _median(found) for key, found in runs.items()}
    own, whole = middle["factcheck", "claims"], _whole(middle["factcheck", "claims"])
    hashed, linked = middle["minhash", "claims"], middle["splink claims", "claims"]
    lines = [
        _Line("factcheck, linking", "claims to questions", own),
        _Line("factcheck, linking", "the same, mentions to events", middle["factcheck", "mentions"]),
        _Line("factcheck, linking and comparing", "claims to questions", whole),
        _Line("datasketch MinHash LSH", "claims", hashed),
        _Line("Splink", "claims on events", linked),
        _Line("Splink", "mentions of events", middle["splink", "mentions"]),
    ]
    promises = {
        "linking takes at most half the time of MinHash LSH": own.seconds <= hashed.seconds / 2,
        "at higher precision and recall": own.precision > hashed.precision and own.recall > hashed.recall,
        "linking and comparing takes at most the time of Splink on claims": whole.seconds <= linked.seconds,
    }
    table = "\n".join(
        f"| {line.name} | {line.level} | {line.figures.rows} | {line.figures.seconds:.1f} "
        f"| {line.figures.seconds / own.seconds:.2f} | {line.figures.precision:.3f} | {line.figures.recall:.3f} "
        f"| {line.figures.note} |"
        for line in lines
    )
    kept = "\n".join(f"- {promise}: {'yes' if holds else '**no**'}" for promise, holds in promises.items())
    head = (
        "| | rows | number | seconds | times our linking | precision | recall | |\n|---|---|---|---|---|---|---|---|\n"
    )
    write_section(
        "linkers",
        f"{claims} synthetic claims; processor time with all threads, medians of {rounds}; precision and recall are of "
        f"pairs put together.\n{ABOUT}\n\n{head}{table}\n\n{kept}",
    )
    return 0 if all(promises.values()) else 1


ABOUT = f"""
MinHash LSH: {PERMUTATIONS} permutations of the words that claim and mention give, the pairs that its queries return,
the threshold with the best F1 on a fifth of the claims. Splink: columns and blocking rules made of what our anchors and
keys are made of, trained without labels (random sampling, expectation maximisation), the pairs at a probability of
{SURE} or more; its training counts. Our figures and those for Splink's clusters are of clusters, which are stricter."""


def _whole(figures: Figures) -> Figures:
    return replace(figures, seconds=figures.seconds + figures.compare)


def _median(found: Sequence[Figures]) -> Figures:
    return replace(found[0], seconds=median(f.seconds for f in found), compare=median(f.compare for f in found))


if __name__ == "__main__":
    sys.exit(main())
