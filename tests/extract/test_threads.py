"""The model reads with one thread, from the first text on: the library of matrix products has to be there by then."""

from __future__ import annotations

import subprocess
import sys

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
