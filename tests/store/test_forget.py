"""What is removed may come again; what is forgotten does not, and leaves no trace."""

from __future__ import annotations

from pathlib import Path

from factcheck.link.block import blocking_keys
from factcheck.store import Added, Removed, open_archive
from factcheck.store.archive import Archive
from tests.store.postgres import Server
from tests.store.sample import AT, BRIDGE, FERRY, FERRY_LATER, TOOL, entry, extraction

# Long enough to reach the pages that hold what does not fit into a row, and told apart by every sentence.
SECRET = FERRY + "".join(f" The ledger of pier {number} was sealed by quiet order." for number in range(900))
TRACES = (b"sealed by quiet order", b"harbour master", b"Mila Horvat", b"mila horvat", b"The Larch", b"secret-path")


def fill(archive: Archive) -> None:
    """Two versions of a secret article, one in the cache, and one that stays."""
    secret = [extraction(SECRET, path="secret-path.txt"), extraction(SECRET + " More.", path="secret-path.txt")]
    archive.add([*map(entry, secret), entry(extraction(BRIDGE, source="Paper Lantern", path="bridge.txt"))], TOOL)
    archive.remember([entry(extraction(SECRET + " Draft.", path="secret-path.txt"))], TOOL)


def traces(folder: Path) -> set[bytes]:
    """Which of TRACES stand in the files of a folder."""
    contents = [file.read_bytes() for file in folder.rglob("*") if file.is_file()]
    return {trace for trace in TRACES if any(trace in content for content in contents)}


def test_a_removed_article_may_come_again(archive: Archive) -> None:
    old, new = extraction(FERRY), extraction(FERRY_LATER)
    archive.add(map(entry, (old, new)), TOOL)
    assert archive.remove([old.article.id], at=AT) == Removed(articles=1, versions=2, claims=4, cached=0)
    stats = archive.stats()
    assert (stats.articles, stats.versions, stats.claims, stats.keys, stats.removals) == (0, 0, 0, 0, 1)
    assert archive.add([entry(new)], TOOL) == Added(new=1, claims=2)
    assert archive.verify() == []


def test_a_forgotten_article_does_not_come_again(archive: Archive) -> None:
    old, new, other = extraction(FERRY), extraction(FERRY_LATER), extraction(BRIDGE, path="bridge.txt")
    archive.add(map(entry, (old, other)), TOOL)
    archive.remember([entry(new)], TOOL)
    assert archive.forget_articles([old.article.id], at=AT) == Removed(articles=1, versions=1, claims=2, cached=1)
    assert archive.cached(entry(new).text_key) is None
    assert archive.sift({"k": new.article}).forgotten == {new.article.id}
    assert archive.add([entry(new)], TOOL) == Added(forgotten=1)
    archive.remember([entry(new)], TOOL)
    assert list(archive.extractions()) == [other]
    assert (archive.stats().cached, archive.stats().removals) == (0, 1)
    assert archive.verify() == []


def test_a_forgotten_source_does_not_come_again(archive: Archive) -> None:
    kept = extraction(FERRY, source="Paper Lantern")
    archive.add(map(entry, (extraction(FERRY), extraction(BRIDGE, path="bridge.txt"), kept)), TOOL)
    assert archive.forget_source("The Larch", at=AT) == Removed(articles=2, versions=2, claims=2, cached=0)
    assert archive.add(map(entry, (extraction(FERRY_LATER), kept)), TOOL) == Added(forgotten=1, unchanged=1)
    assert list(archive.extractions()) == [kept]


def test_the_claims_of_a_forgotten_person_do_not_come_again(archive: Archive) -> None:
    named, other = extraction(FERRY), extraction(BRIDGE, path="bridge.txt")
    archive.add(map(entry, (named, other)), TOOL)
    archive.remember([entry(extraction(FERRY, path="draft.txt"))], TOOL)
    removed = archive.forget_person("Mila HORVAT", blocking_keys, at=AT)
    assert removed == Removed(articles=1, versions=1, claims=2, cached=1, still_named=(named.article.id,))
    assert archive.add([entry(extraction(FERRY_LATER))], TOOL) == Added(changed=1, claims=0)
    for found in archive.extractions():
        assert found.claims == ()
        assert "person:mila horvat" not in {name for m in found.mentions for name in m.names}
        assert "setting:ferry" in {name for m in found.mentions for name in m.names}
    draft = entry(extraction(FERRY, path="draft.txt"))
    archive.remember([draft], TOOL)
    assert archive.cached(draft.text_key) is None
    assert archive.verify() == []


def test_a_surname_is_the_persons_where_the_article_gives_the_whole_name(archive: Archive) -> None:
    article = "Mila Horvat spoke at noon. Horvat said 14 died."
    by_surname = extraction(article)
    namesake = extraction("Ivo Horvat said 14 died.", path="ivo.txt")
    assert [len(e.claims) for e in (by_surname, namesake)] == [2, 1]
    archive.add(map(entry, (by_surname, namesake)), TOOL)
    archive.forget_person("Mila Horvat", blocking_keys, at=AT)
    assert {e.article.path: len(e.claims) for e in archive.extractions()} == {"ferry.txt": 0, "ivo.txt": 1}


def test_keys_that_hold_a_forgotten_name_go_too(archive: Archive) -> None:
    found = extraction(FERRY)
    keys = blocking_keys(found)
    telling = [key for key in keys if "mila horvat" in key or key.startswith(("office|", "holder|"))]
    assert telling
    archive.add([entry(found, keys=tuple(keys))], TOOL)
    assert len(archive.candidates(telling).extractions) == 1
    archive.forget_person("Mila Horvat", blocking_keys, at=AT)
    assert archive.candidates(telling).extractions == ()


def test_nothing_is_left_in_the_file(tmp_path: Path) -> None:
    url = str(tmp_path / "desk.db")
    with open_archive(url, create=True) as archive:
        fill(archive)
        assert traces(tmp_path) == set(TRACES)
        archive.forget_source("The Larch", at=AT)
        assert traces(tmp_path) == set()
        assert [a.source for a in archive.listed()] == ["Paper Lantern"]
    assert traces(tmp_path) == set()
    assert [file.name for file in tmp_path.iterdir()] == ["desk.db"]


def test_nothing_of_a_persons_claims_is_left_but_the_text(tmp_path: Path) -> None:
    with open_archive(str(tmp_path / "desk.db"), create=True) as archive:
        archive.add([entry(extraction(FERRY))], TOOL)
        archive.forget_person("Mila Horvat", blocking_keys, at=AT)
        left = (tmp_path / "desk.db").read_bytes()
        assert left.count(b"Mila Horvat") == 1
        (still,) = archive.listed()
        archive.forget_articles([still.id], at=AT)
        assert traces(tmp_path) == set()


def test_nothing_is_left_in_the_tables_of_the_server(server: Server) -> None:
    url = server.fresh()
    name = url.rpartition("/")[2]
    with open_archive(url, create=True) as archive:
        fill(archive)
        server.execute("CHECKPOINT")
        own = server.folder_of(name)
        # Long texts are compressed there: what is told by is the short ones.
        assert b"The Larch" in traces(own)
        archive.forget_source("The Larch", at=AT)
        server.execute("CHECKPOINT", name)
        assert traces(own) == set()
