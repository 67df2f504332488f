"""The report on an archive that goes on is that of a full run, whatever came when, and whoever worked it out before."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice
from pathlib import Path

import pytest
from msgspec.structs import replace

from benchmarks.synthetic import extractions
from factcheck.extract import Pipeline, extract
from factcheck.growing import corpus
from factcheck.link.anchors import weights
from factcheck.model.extraction import Extraction
from factcheck.pipeline import entry, keys_of, report_on, tool_version
from factcheck.reference.tables import ReferenceTable, load_reference
from factcheck.reference.tenure import Tenure
from factcheck.render import render
from factcheck.standing import Standing
from factcheck.store import open_archive
from factcheck.store.archive import Archive
from tests.corpus_run import corpus_articles

SEED = 5
AT = "2026-01-01T00:00:00+00:00"


@pytest.fixture(scope="module")
def read(nlp: Pipeline) -> tuple[Extraction, ...]:
    """The sample articles and some of a made-up world."""
    return (*extract(corpus_articles(), nlp), *(e for _, e in islice(extractions(SEED), 0, 200, 6)))


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with open_archive(str(tmp_path / "desk.db"), create=True) as made:
        yield made


def add(archive: Archive, read: Sequence[Extraction], nlp: Pipeline) -> None:
    archive.add([entry(e, nlp) for e in read], tool_version(nlp))


def full(archive: Archive, nlp: Pipeline) -> str:
    return render(report_on(list(archive.extractions()), nlp, load_reference()), "json")


def standing(archive: Archive, nlp: Pipeline) -> Standing:
    return Standing(archive, nlp, load_reference())


def grouped(read: Sequence[Extraction], chance: random.Random) -> Iterator[list[Extraction]]:
    """Articles in an order by chance, in groups of any size."""
    mixed = chance.sample(list(read), len(read))
    while mixed:
        size = chance.choice((1, 2, 5, 20))
        yield mixed[:size]
        mixed = mixed[size:]


@pytest.mark.parametrize(("seed", "caps"), [(1, (400, 40)), (3, (9, 3))])
def test_whatever_comes_when(
    monkeypatch: pytest.MonkeyPatch,
    archive: Archive,
    read: tuple[Extraction, ...],
    nlp: Pipeline,
    seed: int,
    caps: tuple[int, int],
) -> None:
    for name, cap in zip(("block_cap", "common_name"), caps, strict=True):
        monkeypatch.setitem(weights(), name, cap)
    chance = random.Random(seed)  # noqa: S311
    one, found = standing(archive, nlp), 0
    for group in grouped(read, chance):
        add(archive, group, nlp)
        another = standing(archive, nlp)
        reports = [s.report() for s in chance.sample([one, another], 2)]
        assert [render(report, "json") for report in reports] == [full(archive, nlp)] * 2
        assert reports[0] == reports[1]
        found = len(reports[0].findings)
        one = chance.choice((one, another))
    assert found > 30


def test_what_was_worked_out_is_not_worked_out_again(
    monkeypatch: pytest.MonkeyPatch, archive: Archive, read: tuple[Extraction, ...], nlp: Pipeline
) -> None:
    add(archive, read, nlp)
    before = standing(archive, nlp).report()
    monkeypatch.setattr(corpus, "find_links", lambda *_: pytest.fail("linked anew"))
    monkeypatch.setattr(corpus, "answered", lambda *_: pytest.fail("compared anew"))
    assert standing(archive, nlp).report() == before


def test_a_little_more_touches_a_part(
    monkeypatch: pytest.MonkeyPatch, archive: Archive, read: tuple[Extraction, ...], nlp: Pipeline
) -> None:
    add(archive, read[:-2], nlp)
    standing(archive, nlp).report()
    changes: list[corpus.Change] = []
    added = corpus.Growing.add

    def watched(self: corpus.Growing, more: Iterator[Extraction]) -> corpus.Change:
        changes.append(added(self, more))
        return changes[-1]

    monkeypatch.setattr(corpus.Growing, "add", watched)
    add(archive, read[-2:], nlp)
    assert render(standing(archive, nlp).report(), "json") == full(archive, nlp)
    assert 0 < changes[0].linked < sum(len(e.mentions) for e in read) / 3


@pytest.mark.parametrize("what", ["changed", "read anew", "corrected", "removed", "forgotten", "person forgotten"])
def test_what_was_altered_is_worked_out_anew(
    archive: Archive, read: tuple[Extraction, ...], nlp: Pipeline, what: str, tmp_path: Path
) -> None:
    add(archive, read, nlp)
    one = standing(archive, nlp)
    before = render(one.report(), "json")
    article = read[0].article
    if what == "changed":
        text = f"{article.text}\n\nMore follows."
        later = replace(article, id="a0", text=text)
        add(archive, [Extraction(later, (), ())], nlp)
    elif what == "read anew":
        archive.add([replace(entry(read[0], nlp), text_key="0" * 64, extraction=replace(read[0], claims=()))],
                    tool_version(nlp))  # fmt: skip
    elif what == "corrected":
        add(archive, [replace(read[0], article=replace(article, published=date(2025, 1, 1)))], nlp)
    elif what == "removed":
        archive.remove([article.id], at=AT)
    elif what == "forgotten":
        archive.forget_articles([article.id], at=AT)
    else:
        archive.forget_person("Hakan Fidan", keys_of, at=AT)
    assert kept(tmp_path) == 0
    after = full(archive, nlp)
    assert after != before
    assert [render(s.report(), "json") for s in (one, standing(archive, nlp))] == [after, after]
    assert kept(tmp_path) > 0


def kept(folder: Path) -> int:
    """Rows of what was worked out."""
    with sqlite3.connect(folder / "desk.db") as connection:
        return int(connection.execute("SELECT count(*) FROM conclusion").fetchone()[0])


def test_another_reference_table_has_conclusions_of_its_own(
    archive: Archive, read: tuple[Extraction, ...], nlp: Pipeline
) -> None:
    add(archive, read[:12], nlp)
    plain = standing(archive, nlp).report()
    tables = [ReferenceTable.of([]), *(ReferenceTable.of([_tenure(number)]) for number in range(3))]
    for table in tables:
        held = list(archive.extractions())
        assert Standing(archive, nlp, table).report() == report_on(held, nlp, table) != plain
        assert Standing(archive, nlp, table).report() == report_on(held, nlp, table)
    assert standing(archive, nlp).report() == plain


def _tenure(number: int) -> Tenure:
    known = load_reference().tenures("president", "PL")[0]
    return replace(known, person=f"Nobody {number}")


def test_who_writes_meanwhile_is_not_waited_for(
    archive: Archive, read: tuple[Extraction, ...], nlp: Pipeline, tmp_path: Path
) -> None:
    add(archive, read[:12], nlp)
    other = sqlite3.connect(tmp_path / "desk.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    report = standing(archive, nlp).report()
    other.execute("ROLLBACK")
    other.close()
    assert render(report, "json") == full(archive, nlp)
    assert kept(tmp_path) == 0


def test_what_cannot_be_read_is_worked_out_anew(
    archive: Archive, read: tuple[Extraction, ...], nlp: Pipeline, tmp_path: Path
) -> None:
    add(archive, read[:12], nlp)
    before = standing(archive, nlp).report()
    with sqlite3.connect(tmp_path / "desk.db") as connection:
        connection.execute("UPDATE conclusion SET record = x'00' WHERE owner = (SELECT min(owner) FROM conclusion)")
    assert standing(archive, nlp).report() == before


def test_an_article_that_goes_while_others_are_read(
    monkeypatch: pytest.MonkeyPatch, archive: Archive, read: tuple[Extraction, ...], nlp: Pipeline
) -> None:
    add(archive, read[:12], nlp)
    one = standing(archive, nlp)
    one.report()
    another, extractions = standing(archive, nlp), archive.extractions
    going = [read[0].article.id]

    def meddled(*, after: int = 0, upto: int | None = None) -> Iterator[Extraction]:
        if going:
            archive.remove([going.pop()], at=AT)
        return extractions(after=after, upto=upto)

    monkeypatch.setattr(archive, "extractions", meddled)
    found = [render(another.report(), "json") for _ in range(2)]
    monkeypatch.undo()
    assert found == [full(archive, nlp)] * 2
    assert render(one.report(), "json") == found[0]


def test_two_that_go_on_from_the_same(archive: Archive, read: tuple[Extraction, ...], nlp: Pipeline) -> None:
    add(archive, read[:12], nlp)
    one, other = standing(archive, nlp), standing(archive, nlp)
    assert one.report() == other.report()
    add(archive, read[12:14], nlp)
    assert one.report() == other.report()
    add(archive, read[14:20], nlp)
    assert render(other.report(), "json") == render(one.report(), "json") == full(archive, nlp)
    assert standing(archive, nlp).report() == one.report()
