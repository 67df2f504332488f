"""The model as it is loaded: less of it, and the same parse."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import spacy
from spacy.language import Language

from factcheck.extract import load_pipeline
from factcheck.extract.loading import UNUSED, load_language

TEXT = (
    "Mayor Ilse Korvan can't say when the ferry Anneke sank: 'about 9 p.m.', she told KBR-7 at the quay on Tuesday. "
    "Twelve of the 31 aboard, among them Korvan's nephew, were brought to St. Olav's hospital."
)


@pytest.fixture(scope="module")
def whole() -> Language:
    return spacy.load(load_pipeline().place, exclude=UNUSED)


@pytest.fixture(scope="module")
def lean() -> Language:
    place = load_pipeline().place
    return load_language(place, Path(place))


def test_tokens_tags_and_trees_are_the_same(whole: Language, lean: Language) -> None:
    def told(language: Language) -> list[tuple[object, ...]]:
        doc = language(TEXT)
        return [
            (t.text, t.lower_, t.norm_, t.shape_, t.is_space, t.tag_, t.dep_, t.head.i, t.ent_type_, t.ent_iob_)
            for t in doc
        ]

    assert told(lean) == told(whole)


def test_words_have_the_same_vectors(whole: Language, lean: Language) -> None:
    words = ["ferry", "Tuesday", "9", "zzqqxx", ""]
    keys = [whole.vocab.strings.add(word) for word in words]
    theirs, ours = whole.vocab.vectors, lean.vocab.vectors
    expected = np.array([theirs[key] if key in theirs else np.zeros(theirs.shape[1]) for key in keys])
    assert np.array_equal(ours.get_batch(keys), expected)
    assert [key in ours for key in keys] == [key in theirs for key in keys]
    assert ours.shape == theirs.shape
    assert ours.n_keys == theirs.n_keys


def test_it_spells_out_only_words_it_met(lean: Language) -> None:
    assert len(lean.vocab.strings) < 20_000


def test_any_other_model_is_loaded_whole(tmp_path: Path) -> None:
    blank = spacy.blank("en")
    blank.add_pipe("sentencizer")
    blank.to_disk(tmp_path / "other")
    language = load_language(str(tmp_path / "other"), tmp_path / "other")
    assert language.pipe_names == ["sentencizer"]
    with pytest.raises(OSError, match="nowhere"):
        load_language(str(tmp_path / "nowhere"), None)


def test_spacys_command_line_is_left_out_and_can_still_be_imported() -> None:
    code = (
        "import sys; from factcheck.extract import load_pipeline; load_pipeline().language;"
        "assert 'spacy.cli' not in sys.modules and 'typer' not in sys.modules;"
        "from spacy.cli import download; assert callable(download)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
