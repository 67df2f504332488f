"""`factcheck check`, `baseline` and `diff`: exit codes by the installed command, options, settings, what is said."""

from __future__ import annotations

import json
import signal
import subprocess
from pathlib import Path

import pytest

from factcheck import cli
from factcheck.cli.output import CHECK_FORMATS, DIFF_FORMATS
from factcheck.render.check import CHECK_FORMATS as WRITERS
from factcheck.render.check.versions import DIFF_FORMATS as DIFF_WRITERS
from tests.test_cli import COMMAND, LIMA, MONTEVIDEO, installed

UNDATED = "source: The Larch\n\nThe second round of talks between Chile and Bolivia was held in Lima.\n"
QUIET = "source: The Larch\npublished: 2024-06-08\n\nThe quay was painted green.\n"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current directory, with a draft in `copy` that an article in `news` contradicts."""
    for name, text in {"copy/a.md": LIMA, "news/b.txt": MONTEVIDEO}.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def put(desk: Path, name: str, text: str) -> str:
    (desk / name).write_text(text, encoding="utf-8")
    return name


# Exit codes, by the installed command.


def test_exit_0_where_nothing_is_found(desk: Path) -> None:
    done = installed(["check", put(desk, "copy/quiet.md", QUIET), "--against", "news"], desk)
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == "checked: No findings. No claims found in 1 draft, so nothing was compared.\n"


def test_exit_1_where_something_is_found(desk: Path) -> None:
    done = installed(["check", "copy/a.md", "--against", "news"], desk)
    assert done.returncode == 1
    assert done.stdout.startswith("copy/a.md:4:65: FC201 contradiction: Lima, against Montevideo (Paper Lantern, ")
    assert "news/b.txt:4:55)" in done.stdout
    assert done.stdout.count("\n") == 1
    assert done.stderr.startswith("checked: 1 finding: 1 contradiction. 4 claims found in 1 draft: ")


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["copy/a.md", "--against", "nowhere"], "--against nowhere: does not exist"),
        (["copy/a.md", "--select", "E501"], "no rule's code begins with 'E501'"),
        (["copy/a.md", "--baseline", "none.json"], "none.json: cannot be read: No such file"),
    ],
)
def test_exit_2_where_usage_is_wrong(desk: Path, options: list[str], message: str) -> None:
    done = installed(["check", *options], desk)
    assert (done.returncode, done.stdout) == (2, "")
    assert message in " ".join(done.stderr.split())


def test_exit_3_where_something_cannot_be_read_and_the_rest_is_checked(desk: Path) -> None:
    put(desk, "copy/broken.json", "{")
    done = installed(["check", "copy", "--against", "news", "--exit-zero"], desk)
    assert done.returncode == 3, "unreadable input goes before findings and --exit-zero"
    assert done.stderr.startswith("unreadable: copy/broken.json: ")
    assert "copy/a.md:4:65: FC201" in done.stdout


def test_exit_130_where_it_is_interrupted(desk: Path) -> None:
    put(desk, "news/undated.txt", "source: Kelp\n\nThe quay was painted green.\n" * 3)
    with subprocess.Popen(
        [COMMAND, "check", "copy", "--against", "news"],
        cwd=desk,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stderr is not None
        assert process.stderr.readline().startswith("warning: ")
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert (out, err.strip()) == ("", "Interrupted.")


def test_exit_codes_of_diff(desk: Path) -> None:
    put(desk, "copy/later.md", LIMA.replace("Lima", "Quito"))
    assert installed(["diff", "copy/a.md", "copy/later.md"], desk).returncode == 0
    assert installed(["diff", "copy/a.md", "copy/later.md", "--exit-code"], desk).returncode == 1
    assert installed(["diff", "copy/a.md", "nowhere"], desk).returncode == 2
    done = installed(["diff", "copy/a.md", put(desk, "copy/broken.json", "{")], desk)
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr.startswith("unreadable: copy/broken.json: ")


def test_exit_codes_of_baseline(desk: Path) -> None:
    arguments = ["copy", "--against", "news", "--baseline", "known.json"]
    assert installed(["baseline", "audit", *arguments], desk).returncode == 2, "there is none yet"
    done = installed(["baseline", "create", *arguments, "--reason", "asked the host"], desk)
    assert (done.returncode, done.stdout) == (0, "known.json: 1 added, 1 in all\n")
    assert installed(["check", *arguments], desk).returncode == 0
    assert installed(["baseline", "audit", *arguments], desk).returncode == 0
    put(desk, "copy/a.md", QUIET)
    done = installed(["baseline", "audit", *arguments], desk)
    assert done.returncode == 1
    assert done.stdout.startswith("gone: copy/a.md: FC201 Lima, against Montevideo (asked the host) [p")


# What the options do.


def test_the_names_of_formats_are_those_that_are_registered() -> None:
    assert tuple(WRITERS) == CHECK_FORMATS
    assert tuple(DIFF_WRITERS) == DIFF_FORMATS


@pytest.mark.parametrize(
    ("options", "code"),
    [
        (["--exit-zero"], 0),
        (["--fail-on", "never"], 0),
        (["--fail-on", "note"], 1),
        (["--ignore", "FC2"], 0),
        (["--select", "FC3,FC4"], 0),
        (["--select", "fc201", "--ignore", "FC2"], 1),
        (["--knowledge-as-of", "2024-06-08"], 0),
        (["--knowledge-as-of", "2024-06-09"], 1),
    ],
)
def test_what_fails_a_run(desk: Path, options: list[str], code: int) -> None:
    assert cli.run(["check", "copy", "--against", "news", *options]) == code


def test_without_anything_to_hold_it_against_a_draft_is_held_against_itself(
    desk: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    fire = "Police in Bergen said 12 people were killed and 30 wounded in the fire, a total of 45 casualties."
    text = f"published: 2024-06-08\n\n{fire}\n"
    assert cli.run(["check", put(desk, "copy/sum.md", text)]) == 1
    said = capfd.readouterr()
    assert "copy/sum.md:3:23: FC902 contradiction" in said.out


def test_later_and_undated_articles_are_left_out_and_counted(desk: Path, capfd: pytest.CaptureFixture[str]) -> None:
    put(desk, "news/c.txt", UNDATED)
    assert cli.run(["check", "copy", "--against", "news", "--knowledge-as-of", "2024-06-08"]) == 0
    assert "note: 2 of 2 articles are later than 2024-06-08, or undated, and left out\n" in capfd.readouterr().err


def test_a_draft_without_a_date_gets_as_of_or_a_warning(desk: Path, capfd: pytest.CaptureFixture[str]) -> None:
    draft = put(desk, "copy/undated.md", UNDATED)
    assert cli.run(["check", draft, "--against", "news", "--exit-zero"]) == 0
    said = capfd.readouterr().err
    assert said.count("no publication date") == 1
    assert f"warning: {draft}: no publication date, so days of the week and office-holders were not judged" in said
    assert cli.run(["check", draft, "--against", "news", "--exit-zero", "--as-of", "2024-06-20"]) == 0
    assert "no publication date" not in capfd.readouterr().err


def test_a_draft_that_is_in_the_archive_is_not_held_against_itself(desk: Path) -> None:
    put(desk, "news/same.md", LIMA)
    put(desk, "news/b.txt", QUIET)
    assert cli.run(["check", "copy", "--against", ".", "-o", "json:out.json"]) == 0
    written = json.loads((desk / "out.json").read_text(encoding="utf-8"))
    assert written["findings"] == []
    assert [draft["file"] for draft in written["check"]["drafts"]] == ["copy/a.md"]


def test_several_outputs_at_once(desk: Path, capfd: pytest.CaptureFixture[str]) -> None:
    options = [option for name in CHECK_FORMATS for option in ("-o", f"{name}:out.{name}")]
    assert cli.run(["check", "copy", "--against", "news", *options, "-o", "concise:-"]) == 1
    said = capfd.readouterr()
    assert said.out == (desk / "out.concise").read_text(encoding="utf-8")
    assert said.err.count("report: ") == len(CHECK_FORMATS)
    assert all((desk / f"out.{name}").stat().st_size for name in CHECK_FORMATS)


def test_full_text_on_standard_output_says_itself_what_was_compared(
    desk: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert cli.run(["check", "copy", "--against", "news", "--format", "full"]) == 1
    said = capfd.readouterr()
    assert said.err == ""
    assert said.out.rstrip().endswith("not comparable.")


def test_settings_hold_and_the_command_line_wins(desk: Path, capfd: pytest.CaptureFixture[str]) -> None:
    settings = """
against = ["news"]
format = "github"
[per-file-ignores]
"opinion/*" = ["FC2"]
[severity]
FC2 = "warning"
"""
    put(desk, "factcheck.toml", settings)
    assert cli.run(["check", "copy"]) == 0, "a warning does not fail the run"
    assert capfd.readouterr().out.startswith("::warning file=copy/a.md,line=4,")
    assert cli.run(["check", "copy", "--fail-on", "warning"]) == 1
    (desk / "copy").rename(desk / "opinion")
    assert cli.run(["check", "opinion", "--fail-on", "warning", "--format", "concise"]) == 0
    assert capfd.readouterr().out.endswith("")


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ('[severity]\nFC2 = "fatal"\n', "severity: Invalid enum value 'fatal'; choose one of error, warning, note"),
        ('[severity]\nFC999 = "note"\n', "no rule's code begins with 'FC999'"),
        ('ignore = ["E501"]\n', "no rule's code begins with 'E501'"),
        ('[per-file-ignores]\n"*.md" = ["X"]\n', "no rule's code begins with 'X'"),
        ('[per-file-ignores]\n"*.md" = "FC2"\n', "per-file-ignores: Expected `array`, got `str`"),
    ],
)
def test_settings_that_are_wrong(desk: Path, settings: str, message: str, capfd: pytest.CaptureFixture[str]) -> None:
    put(desk, "factcheck.toml", settings)
    assert cli.run(["check", "copy"]) == 2
    assert message in " ".join(capfd.readouterr().err.split())


def test_a_baseline_of_the_settings_lies_beside_them(desk: Path) -> None:
    put(desk, "factcheck.toml", 'baseline = "known.json"\nagainst = ["news"]\n')
    assert cli.run(["baseline", "create", "copy", "--reason", "asked the host", "--until", "2024-12-31"]) == 0
    assert cli.run(["check", "copy"]) == 0
    assert cli.run(["check", "copy", "--as-of", "2025-01-01"]) == 1
    assert cli.run(["baseline", "audit", "copy", "--as-of", "2025-01-01"]) == 1
    assert cli.run(["baseline", "prune", "copy", "--as-of", "2025-01-01"]) == 0
    assert json.loads((desk / "known.json").read_text(encoding="utf-8")) == {"version": 1, "entries": []}


def test_nothing_is_pruned_when_not_all_could_be_read(desk: Path) -> None:
    arguments = ["copy", "--against", "news", "--baseline", "known.json"]
    assert cli.run(["baseline", "create", *arguments, "--reason", "asked the host"]) == 0
    before = (desk / "known.json").read_bytes()
    put(desk, "copy/a.md", QUIET)
    put(desk, "copy/broken.json", "{")
    assert cli.run(["baseline", "prune", *arguments]) == 3
    assert (desk / "known.json").read_bytes() == before
    (desk / "copy" / "broken.json").unlink()
    assert cli.run(["baseline", "prune", *arguments]) == 0
    assert (desk / "known.json").read_bytes() != before


def test_an_archive_is_asked_and_not_written_to(desk: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["ingest", "news", "--store", "desk.db"]) == 0
    before = (desk / "desk.db").read_bytes()
    capfd.readouterr()
    assert cli.run(["check", "copy", "--against", "desk.db"]) == 1
    from_archive = capfd.readouterr().out
    assert (desk / "desk.db").read_bytes() == before
    assert cli.run(["check", "copy", "--against", "news"]) == 1
    assert from_archive == capfd.readouterr().out.replace("news/b.txt", "b.txt")
    assert cli.run(["check", "copy", "--against", "desk.db", "--knowledge-as-of", "2024-06-08"]) == 0
    assert cli.run(["check", "copy", "--against", "none.db"]) == 2


def test_a_correction_in_an_archive_is_found(desk: Path, capfd: pytest.CaptureFixture[str]) -> None:
    correction = (
        "source: Paper Lantern\npublished: 2024-06-12\ntitle: Corrections\n\n"
        "Correction: The second round of talks between Chile and Bolivia was held in Lima, not Montevideo, on 4 June "
        "2024.\n"
    )
    put(desk, "news/c.txt", correction)
    assert cli.run(["ingest", "news", "--store", "desk.db"]) == 0
    capfd.readouterr()
    assert cli.run(["check", "copy", "--against", "desk.db"]) == 0
    said = capfd.readouterr()
    assert said.out == ""
    assert "note: Paper Lantern, 12 June 2024 (c.txt) corrects Paper Lantern, 9 June 2024 (b.txt)" in said.err


def test_diff_tells_what_changed(desk: Path, capfd: pytest.CaptureFixture[str]) -> None:
    later = LIMA.replace("Lima", "Quito").rstrip() + " About 300 people marched outside.\n"
    put(desk, "copy/later.md", later)
    assert cli.run(["diff", "copy/a.md", "copy/later.md"]) == 0
    text = capfd.readouterr().out
    assert "later.md:4:65: changed place: Lima → Quito\n" in text
    assert "appeared quantity: about 300 people" in text
    assert "The later version has no notice of a correction." in text
    assert cli.run(["diff", "copy/a.md", "copy/later.md", "--format", "json"]) == 0
    document = json.loads(capfd.readouterr().out)
    assert list(document) == ["version", "old", "new", "changes", "unchanged", "notices"]
    kinds = {(change["change"], change["new"]["value_text"]) for change in document["changes"] if change["new"]}
    assert kinds == {("changed", "Quito"), ("appeared", "About 300 people")}


def test_diff_tells_a_correction_that_says_so(desk: Path, capfd: pytest.CaptureFixture[str]) -> None:
    notice = "An earlier version of this article said the talks were held in Lima."
    put(desk, "copy/later.md", LIMA.replace("Lima", "Quito") + f"\n{notice}\n")
    assert cli.run(["diff", "copy/a.md", "copy/later.md"]) == 0
    assert f"The later version says so: “{notice}”" in " ".join(capfd.readouterr().out.split())


def test_diff_of_one_text_with_itself_and_backwards(desk: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["diff", "copy/a.md", "copy/a.md", "--exit-code"]) == 0
    put(desk, "copy/later.md", LIMA + "\nAbout 300 people marched outside.\n")
    capfd.readouterr()
    assert cli.run(["diff", "copy/later.md", "copy/a.md", "--exit-code"]) == 1
    assert "vanished quantity: about 300 people" in capfd.readouterr().out


def test_diff_wants_one_article_a_file(desk: Path, capfd: pytest.CaptureFixture[str]) -> None:
    two = put(desk, "copy/two.jsonl", "".join(json.dumps({"id": n, "text": LIMA + n}) + "\n" for n in "ab"))
    assert cli.run(["diff", "copy/a.md", two]) == 2
    assert "copy/two.jsonl: holds 2 articles" in capfd.readouterr().err
