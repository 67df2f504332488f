"""Tables of claims: their columns, hierarchies, bounds and later totals, and what is wrong with bad ones."""

from __future__ import annotations

from pathlib import Path

import pytest

from factcheck.model.audit import Truth
from factcheck.reliability import BadTable, audit_table, is_claim_table, read_table
from factcheck.reliability.hierarchy import Hierarchy

PLACES = """ID,name,parentID
0,Everything,-1
1,Northland,0
2,Fjordshire,1
3,Saltwick,2
4,Southmark,0
5,Millbrae,4
"""


def _file(folder: Path, text: str, name: str = "claims.csv") -> Path:
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return file


def _truths(folder: Path, text: str, hierarchy: str = "") -> dict[str, Truth]:
    places = _file(folder, hierarchy, "hierarchy.csv") if hierarchy else None
    return {t.object: t for t in audit_table(read_table(_file(folder, text), places)).truths}


def test_a_hierarchy_lets_the_containing_place_support_the_place(tmp_path: Path) -> None:
    rows = "obj,src,value\nmill,a,Saltwick\nmill,b,Northland\nmill,c,Fjordshire\nmill,d,Millbrae\n"
    found = _truths(tmp_path, rows, PLACES)["mill"]
    assert found.value == "Saltwick"
    assert [(s.source, s.relation) for s in found.support] == [
        ("a", "exact"), ("b", "general"), ("c", "general"), ("d", "against"),
    ]  # fmt: skip
    assert _truths(tmp_path, rows)["mill"].majority == "Fjordshire"


def test_the_root_contains_nothing_worth_knowing() -> None:
    places = Hierarchy([("0", "Everything", "-1"), ("1", "Northland", "0"), ("2", "Saltwick", "1")])
    assert places.above("Saltwick") == {"Northland"}
    assert places.above("Atlantis") == frozenset()


def test_a_hierarchy_that_runs_in_a_circle_ends() -> None:
    places = Hierarchy([("1", "a", "2"), ("2", "b", "1")])
    assert places.above("a") == {"b"}


def test_bounds_support_what_they_allow(tmp_path: Path) -> None:
    rows = "object,source,value,kind\nfire,a,at least 10,number\nfire,b,17,number\nfire,c,4,number\n"
    found = _truths(tmp_path, rows)["fire"]
    assert found.value == "17"
    assert {s.source: s.relation for s in found.support} == {"a": "general", "b": "exact", "c": "against"}


def test_an_early_total_is_superseded_and_not_wrong(tmp_path: Path) -> None:
    rows = (
        "object,source,value,kind,time\n"
        "quake,early,3,toll,2024-05-01\nquake,early,9,toll,2024-05-04\n"
        "quake,b,9,toll,2024-05-03\nquake,c,9,toll,2024-05-04\nquake,late,3,toll,2024-05-09\n"
    )
    found = _truths(tmp_path, rows)["quake"]
    assert found.value == "9"
    assert [s.relation for s in found.support if s.source == "early"] == ["exact", "superseded"]
    assert [s.relation for s in found.support if s.source == "late"] == ["against"]


def test_copies_of_one_origin_count_once(tmp_path: Path) -> None:
    wire = "".join(f"o,copy {i},wrong,wire\n" for i in range(5))
    rows = "object,source,value,origin\n" + wire + "o,x,right,\no,y,right,\no,z,right,\n"
    found = _truths(tmp_path, rows)["o"]
    assert (found.value, found.majority) == ("right", "right")


def test_object_and_value_are_the_tables_own_strings(tmp_path: Path) -> None:
    found = audit_table(read_table(_file(tmp_path, 'obj,src,value\n" O, 1 ",s, x \n" O, 1 ",t, x \n')))
    assert [(t.object, t.value) for t in found.truths] == [(" O, 1 ", " x ")]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("object,source\na,b\n", "no column value"),
        ("object,source,value\n", "has no rows"),
        ("object,source,value\na,,c\n", "row 1 has no source"),
        ("object,source,value,time\na,b,c,yesterday\n", "is no ISO date"),
        ("object,source,value\na,b,c,d\n", "row 1 has 4 fields and the header 3"),
        ('object,source,value\na,b,"c\n', "is no CSV table"),
        ("", "no column object"),
    ],
)
def test_a_bad_table_is_named_with_what_is_wrong(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(BadTable, match=message) as raised:
        read_table(_file(tmp_path, text))
    assert "claims.csv" in str(raised.value)


def test_a_table_of_articles_is_no_table_of_claims(tmp_path: Path) -> None:
    assert is_claim_table(_file(tmp_path, "obj,src,value\na,b,c\n"))
    assert not is_claim_table(_file(tmp_path, "object,source,value,text\na,b,c,d\n", "articles.csv"))
    assert not is_claim_table(tmp_path)
