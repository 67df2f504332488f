"""What was worked out is kept up to an article, and goes where stored articles are altered."""

from __future__ import annotations

from dataclasses import dataclass
from threading import Event, Thread

import pytest

from factcheck.store import ArchiveError, Conclusions, open_archive
from factcheck.store.archive import Archive
from factcheck.store.types import Mark
from tests.store.sample import AT, BRIDGE, FERRY, FERRY_LATER, OTHER_TOOL, TOOL, entry, extraction

KEY = "key"


def made(upto: int, dropped: tuple[str, ...] = (), **records: bytes) -> Conclusions:
    return Conclusions(upto=upto, records=records, dropped=frozenset(dropped))


@pytest.fixture
def filled(archive: Archive) -> Archive:
    archive.add([entry(extraction(FERRY))], TOOL)
    assert archive.conclude(KEY, None, archive.mark(), made(archive.mark().last, m1=b"one", m2=b"two"))
    return archive


def told(archive: Archive, key: str = KEY) -> dict[str, bytes] | None:
    found = archive.concluded(key)
    return None if found is None else found.records


def test_a_mark_tells_what_has_come(archive: Archive) -> None:
    assert archive.mark() == Mark(0, 0, 0)
    archive.add([entry(extraction(FERRY))], TOOL)
    first = archive.mark()
    assert (first.alterations, first.last > 0) == (0, True)
    archive.add([entry(extraction(FERRY)), entry(extraction(BRIDGE, path="bridge.txt"))], TOOL)
    second = archive.mark()
    assert second.alterations == 0
    assert second.last > first.last
    places = [
        [e.article.path for e in archive.extractions(after=a, upto=u)] for a, u in ((0, first.last), (first.last, None))
    ]
    assert places == [["ferry.txt"], ["bridge.txt"]]


def test_what_is_kept_goes_on(filled: Archive) -> None:
    before = filled.mark()
    filled.add([entry(extraction(BRIDGE, path="bridge.txt"))], TOOL)
    assert told(filled) == {"m1": b"one", "m2": b"two"}
    now = filled.mark()
    assert filled.conclude(KEY, before, now, made(now.last, ("m1",), m2=b"other", m3=b"three"))
    assert filled.concluded(KEY) == made(now.last, m2=b"other", m3=b"three")


def test_whoever_comes_late_keeps_nothing(filled: Archive) -> None:
    before = filled.mark()
    filled.add([entry(extraction(BRIDGE, path="bridge.txt"))], TOOL)
    now = filled.mark()
    assert filled.conclude(KEY, before, now, made(now.last, m3=b"three"))
    assert not filled.conclude(KEY, before, now, made(now.last, m3=b"late"))
    assert not filled.conclude("unknown", before, now, made(now.last, m3=b"late"))
    assert told(filled) == {"m1": b"one", "m2": b"two", "m3": b"three"}


def test_few_keys_are_kept(filled: Archive) -> None:
    now = filled.mark()
    for key in ("second", "third", "fourth"):
        assert filled.conclude(key, None, now, made(now.last, m=key.encode()))
    found = {key: told(filled, key) for key in (KEY, "second", "third", "fourth")}
    assert found == {KEY: None, "second": {"m": b"second"}, "third": {"m": b"third"}, "fourth": {"m": b"fourth"}}
    assert filled.conclude("third", None, now, made(now.last, m=b"anew"))
    assert (told(filled, "second"), told(filled, "third")) == ({"m": b"second"}, {"m": b"anew"})


@pytest.mark.parametrize("what", ["changed", "read anew", "removed", "forgotten"])
def test_nothing_is_kept_of_what_was_altered(filled: Archive, what: str) -> None:
    before = filled.mark()
    if what == "changed":
        filled.add([entry(extraction(FERRY_LATER))], TOOL)
    elif what == "read anew":
        filled.add([entry(extraction(FERRY), tool="other")], OTHER_TOOL)
    elif what == "removed":
        filled.remove([extraction(FERRY).article.id], at=AT)
    else:
        filled.forget_source(extraction(FERRY).article.source, at=AT)
    assert told(filled) is None
    assert filled.mark().alterations > before.alterations
    assert not filled.conclude(KEY, None, before, made(before.last, m=b"stale"))
    assert told(filled) is None


@dataclass
class Writer:
    """Another one who writes, until told to end."""

    archive: Archive
    writing: Event
    done: Event

    def run(self) -> None:
        with self.archive._database.write():
            self.writing.set()
            self.done.wait(30)


def test_nobody_is_waited_for(filled: Archive, url: str) -> None:
    now = filled.mark()
    with open_archive(url) as other:
        writer = Writer(other, Event(), Event())
        thread = Thread(target=writer.run)
        thread.start()
        assert writer.writing.wait(30)
        with pytest.raises(ArchiveError, match="another process is writing"):
            filled.conclude(KEY, None, now, made(now.last, m=b"in vain"))
        writer.done.set()
        thread.join()
    assert told(filled) == {"m1": b"one", "m2": b"two"}
    assert filled.conclude(KEY, None, now, made(now.last, m=b"now"))
