"""The model reads with one thread, from the first text on, and does not grow with what it reads."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import spacy
from spacy.vocab import Vocab

from factcheck.extract import Pipeline, find_pipeline, nlp

LIMITED = """
from factcheck.extract import find_pipeline
from factcheck.extract.nlp import Pipeline, _threads

seen = []
read = Pipeline._read

def watched(self, groups):
    seen.extend(library["num_threads"] for library in _threads().info())
    return read(self, groups)

Pipeline._read = watched
find_pipeline().docs([["Nine people died in Oran on 3 May 2019."]])
assert seen and set(seen) == {1}, seen
"""


def test_the_first_text_is_read_with_one_thread() -> None:
    """In a process of its own, where nothing has loaded the library before."""
    done = subprocess.run([sys.executable, "-c", LIMITED], capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr


def read(model: Pipeline) -> list[list[list[tuple[str, str, str]]]]:
    texts = [["Nine people died in Oran on 3 May 2019, mayor Ivo Dovan said."], ["Ten people were hurt in Lima."]]
    return [[[(t.text, t.tag_, t.dep_) for t in doc] for doc in docs] for docs in model.docs(texts)]


def words_of(model: Pipeline) -> Vocab:
    tokenizer: Any = model.language.tokenizer
    return tokenizer.vocab


def test_a_model_that_has_met_many_forms_forgets_them_and_reads_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    model = Pipeline(find_pipeline().name, find_pipeline().place)
    at_first = len(words_of(model))
    found, met = read(model), words_of(model)
    assert len(met) > at_first
    monkeypatch.setattr(nlp, "MOST_FORMS", 1)
    for _ in range(3):
        assert read(model) == found
        assert len(words_of(model)) == len(met)
    assert words_of(model) is not met
    assert "Dovan" not in model.language.vocab


def test_a_model_of_another_make_is_loaded_anew(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    blank = spacy.blank("en")
    blank.add_pipe("sentencizer")
    blank.to_disk(tmp_path / "other")
    model = Pipeline("other", str(tmp_path / "other"))
    first, found = model.language, read(model)
    assert model.language is first
    monkeypatch.setattr(nlp, "MOST_FORMS", 1)
    assert read(model) == found
    assert model.language is not first
