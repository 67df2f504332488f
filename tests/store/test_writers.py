"""Killed at any moment, an archive is as before or as after; two writers do not get in each other's way."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from factcheck.store import ArchiveError, open_archive
from factcheck.store.archive import Archive
from factcheck.store.engine import Database
from tests.store.sample import BRIDGE, FERRY, TOOL, entry, extraction
from tests.store.writer import BATCH

ROOT = Path(__file__).resolve().parents[2]
KILLS = 6


def writer(url: str, name: str, batches: int) -> subprocess.Popen[str]:
    """A process that adds articles."""
    command = [sys.executable, "-m", "tests.store.writer", url, name, str(batches)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)


def test_killed_at_any_moment_nothing_that_was_kept_is_lost(url: str) -> None:
    chance = random.Random(20)  # noqa: S311
    kept: set[str] = set()
    cut_short = 0
    for number in range(KILLS):
        process = writer(url, f"n{number}-", 400)
        assert process.stdout is not None
        if number:  # the first one may be killed while it makes the archive
            assert process.stdout.readline() == "open\n"
        time.sleep(chance.uniform(0, 0.5))
        process.kill()
        told = process.stdout.read().split()
        process.wait()
        kept.update(word for word in told if word != "open")
        cut_short += len(told) < 400 * BATCH
        with open_archive(url, create=True) as archive:
            assert archive.verify() == []
            there = {article.place for article in archive.listed()}
            assert kept <= there
            assert len(there) % BATCH == 0, "a batch is kept whole or not at all"
    assert cut_short
    assert kept


def test_two_writers_take_turns(url: str) -> None:
    open_archive(url, create=True).close()
    both = [writer(url, name, 20) for name in ("a", "b")]
    assert [process.wait(120) for process in both] == [0, 0]
    for process in both:
        assert process.stdout is not None
        process.stdout.close()
    with open_archive(url) as archive:
        assert archive.stats().articles == 2 * 20 * BATCH
        assert archive.verify() == []


def test_a_new_archive_is_made_once_by_two(url: str) -> None:
    both = [writer(url, name, 1) for name in ("a", "b")]
    assert [process.wait(120) for process in both] == [0, 0]
    for process in both:
        assert process.stdout is not None
        process.stdout.close()
    with open_archive(url) as archive:
        assert archive.stats().articles == 2 * BATCH


def test_a_writer_that_waits_in_vain_says_so(url: str) -> None:
    open_archive(url, create=True).close()
    first = Database.open(url, create=False)
    second = Archive(Database.open(url, create=False, patience=0.2))
    with first.write(), pytest.raises(ArchiveError, match="another process is writing to this archive"):
        second.add([entry(extraction(FERRY))], TOOL)
    assert second.add([entry(extraction(FERRY))], TOOL).new == 1
    first.close()
    second.close()


def test_readers_go_on_while_one_writes(url: str) -> None:
    with open_archive(url, create=True) as archive:
        archive.add([entry(extraction(FERRY))], TOOL)
        writing = Database.open(url, create=False)
        with writing.write():
            assert len(list(archive.extractions())) == 1
            assert archive.candidates(["place|split"]).extractions
        writing.close()


def test_a_stream_goes_on_while_the_archive_grows(archive: Archive) -> None:
    archive.add([entry(extraction(FERRY))], TOOL)
    stream = archive.extractions()
    archive.add([entry(extraction(BRIDGE, path="bridge.txt"))], TOOL)
    assert len(list(stream)) >= 1
