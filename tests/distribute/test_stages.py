"""Linking and comparing in parts gives what one process gives, however the parts fall."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

import pytest

from benchmarks.synthetic import extractions
from factcheck.distribute import Engine, run_on
from factcheck.distribute import run as run_module
from factcheck.extract import find_pipeline
from factcheck.link.anchors import weights
from factcheck.model.article import Article
from factcheck.model.claim import Claim
from factcheck.model.event import EventMention
from factcheck.model.extraction import Extraction
from factcheck.model.report import Report
from factcheck.model.values import Kind, OfficeHolderValue, OutcomeValue, RoleValue, Value
from factcheck.pipeline import report_on
from factcheck.reference.tables import load_reference

distributed = pytest.importorskip("distributed")


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    """A cluster in this process, whose workers see the tables that a test changes."""
    with distributed.LocalCluster(
        n_workers=1,
        threads_per_worker=2,
        processes=False,
        protocol="tcp",
        host="127.0.0.1",
        dashboard_address=None,
    ) as workers:
        yield workers.scheduler_address.replace("tcp://", "dask://")


def both(url: str, given: list[Extraction]) -> tuple[Report, Report]:
    tools = find_pipeline(), load_reference()
    return report_on(given, *tools), run_on(Engine(url), (), tools, stored=given)


@pytest.mark.parametrize("buckets", [1, 7])
def test_a_corpus_in_parts_is_the_corpus_in_one(url: str, buckets: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run_module, "BUCKETS", buckets)
    monkeypatch.setattr(run_module, "MOST", 11)
    alone, apart = both(url, [e for _, e in islice(extractions(5), 60)])
    assert alone.findings
    assert any(len(event.articles) > 1 for event in alone.events)
    assert apart == alone


def test_blocks_too_big_are_skipped_alike(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    given = [e for _, e in islice(extractions(5), 60)]
    monkeypatch.setitem(weights(), "block_cap", 12)
    monkeypatch.setitem(weights(), "common_name", 2)
    monkeypatch.setattr(run_module, "MOST", 11)
    alone, apart = both(url, given)
    assert alone.skipped_blocks
    assert apart == alone


def article(number: int) -> Article:
    return Article(id=f"a{number}", path=f"{number}.txt", text="", source=f"Paper {number}")


def told(number: int, value: Value, kind: Kind, event: str | None) -> Claim:
    return Claim(
        id=f"c{number}{kind}", article=f"a{number}", kind=kind, event=event, attribute=str(kind), value=value,
        value_text="x", span=(0, 1), quote="x", quote_start=0, line=1, column=1,
    )  # fmt: skip


def round_of_talks(number: int, ordinal: int, parties: frozenset[str]) -> EventMention:
    return EventMention(
        id=f"m{number}", article=f"a{number}", type="talks", label="talks", ordinal=ordinal, participants=parties
    )


def test_who_mediates_one_round_names_another_that_is_elsewhere(url: str) -> None:
    """The second round is worded without Norway, though only the report of the first says that Norway mediates."""
    parties = frozenset({"FI", "SE", "NO"})
    given = [
        Extraction(
            article(1),
            (told(1, RoleValue(role="mediator", party="Norway"), Kind.ROLE, "m1"),),
            (round_of_talks(1, 1, frozenset({"FI", "SE"})),),
        ),
        Extraction(
            article(2),
            (told(2, OutcomeValue(term="deadlock"), Kind.OUTCOME, "m2"),),
            (round_of_talks(2, 2, parties),),
        ),
    ]
    alone, apart = both(url, given)
    assert not any("Norw" in q.label for q in alone.questions if q.kind is Kind.OUTCOME)
    assert apart == alone


def test_a_holder_s_polity_is_known_from_another_part(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run_module, "MOST", 1)
    values = [("FI", "Ana Petrov"), ("", "Ana Petrov"), ("FI", "Ivo Karel"), ("SE", "Mila Dovan"), ("", "Mila Dovan")]
    values += [("NO", "Mila Dovan")]
    given = [
        Extraction(
            article(n),
            (told(n, OfficeHolderValue(name=who, office="mayor", polity=of), Kind.OFFICE_HOLDER, None),),
            (),
        )
        for n, (of, who) in enumerate(values)
    ]
    alone, apart = both(url, given)
    assert sorted(q.attribute for q in alone.questions) == ["mayor", "mayor of FI", "mayor of NO", "mayor of SE"]
    assert apart == alone
