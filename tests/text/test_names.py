"""Names of people, groups and places in many spellings."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from factcheck.text.folding import fold, same_name
from factcheck.text.names import same_person, skeleton

_CASES = yaml.safe_load((Path(__file__).parent.parent / "cases" / "names.yml").read_text(encoding="utf-8"))
_PAIRS = [(level, *pair) for level, pairs in _CASES.items() for pair in pairs]


@pytest.mark.parametrize(("level", "a", "b"), [pytest.param(*row, id=f"{row[1]}={row[2]}") for row in _PAIRS])
def test_pair(level: str, a: str, b: str) -> None:
    found = same_person(a, b)
    assert (found.level, found == same_person(b, a)) == (level, True), found
    assert found.why


def test_the_table_is_large_enough() -> None:
    assert len(_PAIRS) >= 120
    assert len(_CASES["apart"]) >= 50


@pytest.mark.parametrize("pair", _CASES["apart"], ids=lambda pair: pair[0])
def test_people_apart_score_below_people_who_may_be_one(pair: list[str]) -> None:
    assert same_person(*pair).score < min(same_person(a, b).score for a, b in _CASES["same"] + _CASES["compatible"])


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Araghchi", "Araqchi"),
        ("Tehreek", "Tehrik"),
        ("Mohammed", "Muhammad"),
        ("Mohamad", "Muhammad"),
        ("Yusuf", "Youssef"),
        ("Zelensky", "Zelenskyy"),
        ("Hussein", "Hossein"),
        ("Qaddafi", "Gaddafi"),
        ("Erdoğan", "Erdogan"),
        ("Mr. Erdogan", "President Erdoğan"),
        ("Abd al-Rahman Khan", "Abdulrahman Khan"),
    ],
)
def test_one_skeleton(a: str, b: str) -> None:
    assert skeleton(a) == skeleton(b) != ""


@pytest.mark.parametrize(("a", "b"), [("Putin", "Biden"), ("Sharif", "Shahid"), ("Karimi", "Rahimi")])
def test_other_skeletons(a: str, b: str) -> None:
    assert skeleton(a) != skeleton(b)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Tehrik‑i‑Taliban", "tehrik i taliban"),
        ("Türkiye", "turkiye"),
        ("  Sana'a,\n Yemen ", "sanaa yemen"),
        ("KABUL (AP)", "kabul ap"),
        ("—", ""),
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Tehreek-e-Taliban", "Tehrik-i-Taliban"),
        ("Al-Qaeda", "al Qaida"),
        ("Hezbollah", "Hizbullah"),
        ("Lashkar-e-Taiba", "Lashkar-i-Tayyiba"),
        ("The Bank of England", "Bank of England"),
    ],
)
def test_one_group(a: str, b: str) -> None:
    assert same_name(a, b) >= 0.9


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Afghan Taliban", "Pakistani Taliban"),
        ("Lashkar-e-Jhangvi", "Lashkar-e-Taiba"),
        ("Tehreek-e-Taliban", "Tehreek-e-Insaf"),
        ("Bank of England", "Bank of Ireland"),
        ("Hamas", "Fatah"),
        ("", "Fatah"),
    ],
)
def test_other_groups(a: str, b: str) -> None:
    assert same_name(a, b) <= 0.5


_NAMES = st.one_of(
    st.text(max_size=30),
    st.sampled_from(sorted({name for pairs in _CASES.values() for pair in pairs for name in pair})),
    st.lists(st.sampled_from(["Ali", "al-", "Abdul", "bin", "Khan", "J.", "Mr", "Jr", "Gen.", "Bob"])).map(" ".join),
)


@given(_NAMES, _NAMES)
def test_symmetric_and_reflexive(a: str, b: str) -> None:
    assert same_person(a, b) == same_person(b, a)
    assert same_name(a, b) == same_name(b, a)
    assert 0 <= same_person(a, b).score <= 1
    assert 0 <= same_name(a, b) <= 1
    assert same_person(a, a).level == ("same" if fold(a) else "unknown")
    assert fold(fold(a)) == fold(a)
