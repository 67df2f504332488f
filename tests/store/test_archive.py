"""What an archive takes in and gives back, on both databases."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace

from factcheck.model.extraction import Extraction
from factcheck.store import Added, ArchiveError, Review, is_archive, open_archive
from factcheck.store.archive import Archive
from factcheck.store.find import CROWD, FEW, MOST
from tests.store.sample import AT, BRIDGE, FERRY, FERRY_LATER, OTHER_TOOL, TOOL, entry, extraction


def ids(found: tuple[Extraction, ...]) -> list[str]:
    """Ids of the articles."""
    return [e.article.id for e in found]


def test_what_goes_in_comes_out(url: str) -> None:
    given = [extraction(FERRY), extraction(BRIDGE, path="bridge.txt", day=None)]
    with open_archive(url, create=True) as archive:
        assert archive.add(map(entry, given), TOOL) == Added(new=2, claims=2)
    with open_archive(url) as archive:
        assert list(archive.extractions()) == sorted(given, key=lambda e: e.article.path)
        assert list(archive.extractions([given[0].article.id])) == given[:1]
        assert list(archive.extractions(["a0"])) == []
        assert archive.verify() == []


def test_what_is_there_is_not_added_again(archive: Archive) -> None:
    given = [entry(extraction(FERRY)), entry(extraction(BRIDGE, path="bridge.txt"))]
    archive.add(given, TOOL)
    before = archive.stats()
    assert archive.add(given, TOOL) == Added(unchanged=2)
    assert archive.add([*given, *given], TOOL) == Added(unchanged=4)
    assert archive.stats() == before


def test_the_same_article_twice_in_a_batch_is_one(archive: Archive) -> None:
    given = entry(extraction(FERRY))
    assert archive.add([given, given], TOOL) == Added(new=1, unchanged=1, claims=2)
    assert archive.stats().claims == 2
    assert archive.verify() == []


def test_a_changed_text_is_a_new_version_and_the_old_one_stays(archive: Archive) -> None:
    old, new = extraction(FERRY), extraction(FERRY_LATER)
    archive.add([entry(old)], TOOL)
    assert archive.add([entry(new)], TOOL) == Added(changed=1, claims=2)
    assert list(archive.extractions()) == [new]
    assert list(archive.extractions([old.article.id])) == [old]
    assert [(a.id, a.version, a.current) for a in archive.listed(old=True)] == [
        (old.article.id, 1, False),
        (new.article.id, 2, True),
    ]
    assert [a.id for a in archive.listed()] == [new.article.id]
    assert archive.verify() == []


def test_a_text_that_comes_back_counts_again(archive: Archive) -> None:
    old, new = extraction(FERRY), extraction(FERRY_LATER)
    archive.add([entry(old), entry(new)], TOOL)
    assert archive.add([entry(old)], TOOL) == Added(changed=1)
    assert list(archive.extractions()) == [old]
    assert archive.stats().versions == 2
    assert archive.verify() == []


def test_other_paths_and_sources_are_other_articles(archive: Archive) -> None:
    given = [extraction(FERRY), extraction(FERRY, path="copy.txt"), extraction(FERRY, source="Paper Lantern")]
    assert archive.add(map(entry, given), TOOL).new == 3
    assert archive.stats().articles == 3
    assert archive.stats().sources == 2
    assert [a.source for a in archive.listed("Paper Lantern")] == ["Paper Lantern"]


def test_an_article_read_by_other_rules_takes_their_claims(archive: Archive) -> None:
    first = extraction(FERRY)
    fewer = Extraction(first.article, first.claims[:1], first.mentions)
    archive.add([entry(first)], TOOL)
    assert archive.add([entry(fewer, tool="other")], OTHER_TOOL) == Added(reread=1, claims=1)
    assert list(archive.extractions()) == [fewer]
    assert archive.tools() == [(OTHER_TOOL, 1)]
    assert archive.verify() == []


def test_a_corrected_url_is_no_new_version(archive: Archive) -> None:
    found = extraction(FERRY)
    archive.add([entry(found)], TOOL)
    moved = Extraction(replace(found.article, url="https://larch.example/ferry"), found.claims, found.mentions)
    assert archive.sift({entry(found).text_key: moved.article}).unchanged == frozenset()
    assert archive.add([entry(moved)], TOOL) == Added(unchanged=1)
    assert list(archive.extractions()) == [moved]


def test_sifting_leaves_what_has_to_be_read(archive: Archive) -> None:
    known, new = extraction(FERRY), extraction(BRIDGE)
    archive.add([entry(known)], TOOL)
    sifted = archive.sift({entry(e).text_key: e.article for e in (known, new)})
    assert sifted.unchanged == {known.article.id}
    assert sifted.forgotten == frozenset()


def test_what_was_read_is_found_by_its_key(archive: Archive) -> None:
    stored, draft = extraction(FERRY), extraction(BRIDGE, path="draft.txt")
    archive.add([entry(stored)], TOOL)
    archive.remember([entry(draft)], TOOL)
    archive.remember([entry(draft)], TOOL)
    assert archive.cached(entry(stored).text_key) == stored
    assert archive.cached(entry(draft).text_key) == draft
    assert archive.cached("none") is None
    assert archive.stats().cached == 1
    assert list(archive.extractions()) == [stored], "a draft is no article of the archive"


def test_text_that_no_database_takes_is_kept_all_the_same(archive: Archive) -> None:
    odd = extraction(FERRY + " \x00 \ud83d", source="The \ud800 Larch", path="odd\x00.txt")
    archive.add([entry(odd)], TOOL)
    assert list(archive.extractions()) == [odd]
    archive.remember([entry(extraction("\ud83d \x00"))], TOOL)
    assert archive.verify() == []


def test_candidates_share_a_key(archive: Archive) -> None:
    ferry, bridge = extraction(FERRY), extraction(BRIDGE, path="bridge.txt")
    archive.add([entry(ferry), entry(bridge, keys=("place|mostar", "office|mayor|BA"))], TOOL)
    assert ids(archive.candidates(["place|split", "none"]).extractions) == [ferry.article.id]
    assert archive.candidates(["place|mostar"]).extractions == (bridge,)
    assert archive.candidates(["place|zadar"]).extractions == ()
    assert archive.candidates([]).extractions == ()


def test_candidates_with_the_rarest_keys_come_first(archive: Archive) -> None:
    common = [entry(extraction(FERRY, path=f"{n}.txt"), keys=("common",)) for n in range(3)]
    telling = extraction(FERRY, path="telling.txt")
    archive.add([*common, entry(telling, keys=("common", "rare"))], TOOL)
    found = ids(archive.candidates(["common", "rare"]).extractions)
    assert found[0] == telling.article.id
    assert len(found) == 4


def test_copies_are_candidates_too(archive: Archive) -> None:
    copy = extraction(FERRY, source="Paper Lantern")
    archive.add([entry(copy, keys=(), prints=(7, 2**63 - 1)), entry(extraction(BRIDGE), prints=(8,))], TOOL)
    assert archive.candidates([], fingerprints=[2**63 - 1]).extractions == (copy,)


def test_superseded_versions_are_no_candidates(archive: Archive) -> None:
    old, new = extraction(FERRY), extraction(FERRY_LATER)
    archive.add([entry(old, keys=("a",)), entry(new, keys=("b",))], TOOL)
    assert archive.candidates(["a"]).extractions == ()
    assert archive.candidates(["a", "b"]).extractions == (new,)


def test_candidates_as_they_were_on_a_day(archive: Archive) -> None:
    old = extraction(FERRY, day=date(2017, 5, 4))
    new = extraction(FERRY_LATER, day=date(2017, 5, 6))
    undated = extraction(BRIDGE, path="bridge.txt", day=None)
    archive.add(map(entry, (old, new, undated)), TOOL)
    known = {day: archive.candidates(["place|split"], as_of=date(2017, 5, day)).extractions for day in (3, 4, 5, 6)}
    assert known == {3: (), 4: (old,), 5: (old,), 6: (new,)}
    assert len(archive.candidates(["place|split"]).extractions) == 2


def test_what_is_not_looked_at_is_said(archive: Archive) -> None:
    shared = [("crowd", "many") if number < MOST + 50 else ("crowd",) for number in range(CROWD + 1)]
    archive.add([entry(extraction(BRIDGE, path=f"{n:04}.txt"), keys=keys) for n, keys in enumerate(shared)], TOOL)
    crowd = archive.candidates(["crowd"])
    assert (crowd.crowded, crowd.left_out) == (("crowd",), 0)
    last = {f"{n:04}.txt" for n in range(CROWD + 1 - FEW, CROWD + 1)}
    assert {e.article.path for e in crowd.extractions} == last
    many = archive.candidates(["many"])
    assert (many.crowded, many.left_out, len(many.extractions)) == ((), 50, MOST)
    both = archive.candidates(["crowd", "many"])
    assert (both.crowded, both.left_out) == (("crowd",), 50 + FEW)


def test_reviewers_words_are_kept_in_order(archive: Archive) -> None:
    first = Review(finding="f1", reviewer="Ada", verdict="unsure", note="ask Ivo", at=AT)
    second = Review(finding="f1", reviewer="Ada", verdict="confirm", note="", at=AT)
    other = Review(finding="f2", reviewer="Ivo", verdict="dismiss", note="", at=AT)
    for review in (first, second, other):
        archive.review(review)
    assert archive.reviews() == [first, second, other]
    assert archive.reviews("f1") == [first, second]
    with pytest.raises(ArchiveError, match="no verdict; choose one of confirm, dismiss, unsure"):
        archive.review(replace(first, verdict="perhaps"))


def test_stats_count(archive: Archive) -> None:
    archive.add(
        [entry(extraction(FERRY), keys=("a", "b"), prints=(1, 2, 3)), entry(extraction(BRIDGE, day=None))], TOOL
    )
    stats = archive.stats()
    assert (stats.articles, stats.versions, stats.mentions, stats.keys, stats.fingerprints) == (1, 2, 2, 3, 3)
    assert stats.claims_by_kind == {"casualty": 1, "office_holder": 1}
    assert (stats.first, stats.last) == (date(2017, 5, 4), date(2017, 5, 4))
    assert stats.tools == ((TOOL, 2),)


def test_a_batch_is_kept_whole_or_not_at_all(archive: Archive) -> None:
    def half() -> object:
        yield entry(extraction(FERRY))
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        archive.add(half(), TOOL)  # type: ignore[arg-type]
    assert archive.stats().articles == 0
    assert archive.tools() == []


@pytest.mark.parametrize(
    ("given", "whether"),
    [("desk.db", True), ("a/desk.SQLITE", True), ("sqlite:///x", True), ("postgresql://h/n", True), ("news", False)],
)
def test_archives_are_told_from_articles(given: str, whether: bool) -> None:
    assert is_archive(given) is whether


def test_what_cannot_be_opened_is_said(tmp_path: Path) -> None:
    (tmp_path / "text.db").write_text("This is no database at all, but a text of some length.\n" * 40)
    cases = {
        tmp_path / "none.db": "there is no such archive; make one with: factcheck ingest",
        tmp_path / "no" / "desk.db": "there is no folder",
        tmp_path: "is a folder, not an archive",
        tmp_path / "text.db": "is no archive: not a file of SQLite",
        "mysql://host/name": "an archive is kept in SQLite or PostgreSQL",
        "sqlite://": "needs the path of a file",
        "://": "is no database URL",
        "postgresql://postgres@127.0.0.1:1/none": "cannot reach the server",
    }
    for given, message in cases.items():
        with pytest.raises(ArchiveError, match=message):
            open_archive(str(given))
    assert not (tmp_path / "none.db").exists()


def test_a_password_is_not_shown() -> None:
    with pytest.raises(ArchiveError) as raised:
        open_archive("postgresql://ada:secret-word@127.0.0.1:1/none")
    assert "secret-word" not in str(raised.value)
