"""The scripts that score the engine and draw from its reports for people to judge."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from factcheck.render import render
from scripts import draw, evaluate
from tests.corpus_run import corpus_report


@pytest.fixture
def own_floors(tmp_path: Path) -> Path:
    """A copy of the floors, to be raised."""
    file = tmp_path / "floors.yml"
    file.write_text(evaluate.FLOORS.read_text(encoding="utf-8"), encoding="utf-8")
    return file


@pytest.fixture
def report_file(tmp_path: Path) -> Path:
    """The report on the sample articles, as a file."""
    file = tmp_path / "report.json"
    file.write_text(render(corpus_report(), "json"), encoding="utf-8")
    return file


def _scored(floors: Path, capsys: pytest.CaptureFixture[str]) -> tuple[int, str, str]:
    history = floors.with_name("scores.csv")
    code = evaluate.main(["--only", "corpus", "--floors", str(floors), "--history", str(history)])
    printed = capsys.readouterr()
    return code, printed.out, printed.err


def test_the_table_of_the_sample_stands_above_its_floors(own_floors: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, table, complaints = _scored(own_floors, capsys)
    assert (code, complaints) == (0, "")
    rows = [line.split() for line in table.splitlines()]
    assert rows[0] == ["set", "measure", "score", "floor"]
    assert {row[0] for row in rows[1:]} == {"corpus"}
    assert {row[1]: len(row) for row in rows[1:-1]} == dict.fromkeys(
        ("recall", "values", "conflicts", "references", "internal", "flagged"), 4
    )
    assert rows[-1][1:-1] == ["claims", "per", "100", "words"]
    assert 0 < float(rows[-1][-1]) < 100


@pytest.mark.parametrize(("measure", "out_of_reach"), [("recall", 1.01), ("flagged", -1)])
def test_a_figure_under_its_floor_fails_the_run(
    measure: str, out_of_reach: float, own_floors: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    floors = yaml.safe_load(own_floors.read_text(encoding="utf-8"))
    own_floors.write_text(yaml.safe_dump({**floors, measure: out_of_reach}), encoding="utf-8")
    code, _, complaints = _scored(own_floors, capsys)
    assert code == 1
    assert [line.split(":")[1].strip() for line in complaints.splitlines()] == [f"corpus {measure}"]


def test_each_run_adds_its_figures_to_the_history(own_floors: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for _ in range(2):
        _scored(own_floors, capsys)
    with own_floors.with_name("scores.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    half = len(rows) // 2
    assert half > 0
    assert rows[:half] == rows[half:]
    assert {row["set"] for row in rows} == {"corpus"}
    counted = ("flagged", "claims per 100 words")
    assert all(0 <= float(row["score"]) <= 1 for row in rows if row["measure"] not in counted)


def test_a_set_that_nobody_knows_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        evaluate.main(["--only", "nonesuch"])
    assert ended.value.code == 2
    assert "nonesuch" in capsys.readouterr().err


def test_a_set_that_is_not_at_hand_is_no_success(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(evaluate, "SHARED", tmp_path)
    with pytest.raises(SystemExit) as ended:
        evaluate.main(["--only", "seeds"])
    assert ended.value.code == 2
    assert "seeds is not at hand" in capsys.readouterr().err


def _drawn(what: str, number: int, report: Path, capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    assert draw.main([what, str(number), str(report)]) == 0
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_findings_are_drawn_with_the_words_of_both_sides(report_file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    report = json.loads(report_file.read_text(encoding="utf-8"))
    contradictions = {f["id"] for f in report["findings"] if f["verdict"] == "contradiction"}
    sheet = _drawn("findings", 5, report_file, capsys)
    assert len(sheet) == 5
    assert {row["id"] for row in sheet} < contradictions
    quotes = {claim["quote"] for claim in report["claims"]}
    for row in sheet:
        assert row["question"]
        assert {told["quote"] for told in row["a"]} <= quotes
        assert row["b"]


def test_a_draw_is_the_same_each_time_and_never_larger_than_the_report(
    report_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    claims = {claim["id"] for claim in json.loads(report_file.read_text(encoding="utf-8"))["claims"]}
    some = _drawn("claims", 20, report_file, capsys)
    assert some == _drawn("claims", 20, report_file, capsys)
    assert len({row["id"] for row in some}) == 20
    everything = _drawn("claims", 10_000, report_file, capsys)
    assert {row["id"] for row in everything} == claims


@pytest.mark.parametrize("words", [[], ["findings", "5"], ["sources", "5", "report.json"]])
def test_a_draw_of_nothing_explains_itself(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert draw.main(words) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert "REPORT.json" in printed.err


def test_what_people_judged_is_shown_by_confidence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    judged = tmp_path / "judged.csv"
    judged.write_text(
        "finding,confidence,first,second\nf1,0.75,right,right\nf2,0.71,right,wrong\nf3,0.55,wrong,wrong\n",
        encoding="utf-8",
    )
    assert draw.main(["table", str(judged)]) == 0
    rows = [line.split() for line in capsys.readouterr().out.splitlines()[1:]]
    assert rows == [["0.0-0.6", "1", "0.55", "0.00", "0.00"], ["0.7-0.8", "2", "0.73", "1.00", "0.50"]]
