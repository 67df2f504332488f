"""The benchmarks measure what they say: their archive is made alike each time, is sound, and drafts meet it."""

from __future__ import annotations

import sys
from datetime import timedelta
from itertools import islice
from pathlib import Path

import pytest

from benchmarks import archive as growing
from benchmarks.synthetic import draft, extractions
from benchmarks.world import START, happenings
from factcheck.extract import Pipeline, extract_one
from factcheck.pipeline import candidates, entry, tool_version
from factcheck.store import open_archive

SEED = 3


def test_the_same_seed_makes_the_same_archive() -> None:
    first, again = (list(islice(extractions(SEED), 40)) for _ in range(2))
    assert first == again
    assert first != list(islice(extractions(SEED + 1), 40))


def test_the_archive_is_sound_and_a_draft_meets_it(tmp_path: Path, nlp: Pipeline) -> None:
    made = list(islice(extractions(SEED), 60))
    with open_archive(str(tmp_path / "desk.db"), create=True) as archive:
        archive.add([entry(e, nlp) for _, e in made], tool_version(nlp))
        assert archive.verify() == []
        told = next(happenings(SEED))
        copy = draft(told, START + timedelta(days=1), growing.WORDS)
        assert growing.WORDS <= len(copy.text.split()) < growing.WORDS * 1.2
        found = candidates(extract_one(copy, nlp), archive)
    places = {h.place.id for h in told}
    assert found.extractions
    assert any(place in places for e in found.extractions for m in e.mentions for place in m.places)


def test_the_ratios_are_printed(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, nlp: Pipeline, capsys: pytest.CaptureFixture[str]
) -> None:
    options = ["--sizes", "200", "400", "--rounds", "1", "--drafts", "1", "--folder", str(tmp_path)]
    monkeypatch.setattr(sys, "argv", ["archive", *options])
    assert growing.main() in (0, 1)
    assert "growth from 200 to 400 claims: " in capsys.readouterr().out
    assert list(tmp_path.iterdir()) == []
