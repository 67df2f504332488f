"""The model reads with one thread, from the first text on, and does not grow with what it reads."""

from __future__ import annotations

import subprocess
import sys

import pytest

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


def test_a_model_that_has_met_many_forms_is_loaded_anew_and_reads_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    model = Pipeline(find_pipeline().name, find_pipeline().place)
    texts = [["Nine people died in Oran on 3 May 2019, mayor Ivo Dovan said."], ["Ten people were hurt in Lima."]]
    first = model.language
    read = [[[(t.text, t.tag_, t.dep_) for t in doc] for doc in docs] for docs in model.docs(texts)]
    assert model.language is first
    monkeypatch.setattr(nlp, "MOST_FORMS", 1)
    again = [[[(t.text, t.tag_, t.dep_) for t in doc] for doc in docs] for docs in model.docs(texts)]
    assert model.language is not first
    assert again == read
