"""JSON is indented as the standard library does it."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from factcheck.render.written import as_json

_WORDS = st.text(st.characters(), max_size=12)
_PLAIN = (
    st.none() | st.booleans() | st.integers(-(2**70), 2**70) | st.floats(allow_nan=False, allow_infinity=False) | _WORDS
)
CONTENT = st.recursive(_PLAIN, lambda inner: st.lists(inner) | st.dictionaries(_WORDS, inner), max_leaves=25)


@given(CONTENT)
def test_json_is_that_of_the_standard_library(content: object) -> None:
    assert as_json(content) == json.dumps(content, ensure_ascii=False, indent=1) + "\n"
