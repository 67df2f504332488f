"""Where `check` is used: pre-commit for real, the GitHub action's own script, the examples of docs/ci.md, Vim."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from factcheck.cli.output import CHECK_FORMATS
from factcheck.settings import find_settings
from tests.test_cli import LIMA, MONTEVIDEO

ROOT = Path(__file__).resolve().parents[1]
BIN = Path(sys.executable).parent
DOCUMENT = (ROOT / "docs" / "ci.md").read_text(encoding="utf-8")
FINDING = r"copy/a\.md:4:65: FC201 contradiction: Lima, against Montevideo \(Paper Lantern, "

needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")


def blocks(language: str) -> dict[str, str]:
    """The code blocks of docs/ci.md in a language that name a file in their first line, by that name."""
    found = re.findall(rf"^```{language}\n# (\S+)\n(.*?)^```", DOCUMENT, re.MULTILINE | re.DOTALL)
    return dict(found)


# What a command works out once and keeps belongs to the machine, not into the newsroom's folder.
CACHE = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")


def run(
    command: list[str | Path], folder: Path, environment: dict[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    path = f"{BIN}{os.pathsep}{os.environ['PATH']}"
    return subprocess.run(
        command,
        cwd=folder,
        env={"PATH": path, "HOME": str(folder), "XDG_CACHE_HOME": str(CACHE), **(environment or {})},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=500,
    )


def commit(folder: Path) -> str:
    """Makes a repository of a folder and gives its commit."""
    name = ["-c", "user.name=Desk", "-c", "user.email=desk@example.org"]
    for command in (["init", "-q"], ["add", "-A"], [*name, "commit", "-qm", "copy"]):
        done = run(["git", *command], folder)
        assert done.returncode == 0, done.stderr
    return run(["git", "rev-parse", "HEAD"], folder).stdout.strip()


@pytest.fixture
def newsroom(tmp_path: Path) -> Path:
    """A folder with a draft in `copy` that an article in `archive` contradicts."""
    folder = tmp_path / "newsroom"
    for name, text in {"copy/a.md": LIMA, "archive/b.txt": MONTEVIDEO}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def hook_config(newsroom: Path, repository: Path, revision: str, **more: Any) -> None:
    """The example of docs/ci.md with another repository, and what is given for the hook besides."""
    config = yaml.safe_load(blocks("yaml")[".pre-commit-config.yaml"])
    config["repos"][0] |= {"repo": str(repository), "rev": revision}
    config["repos"][0]["hooks"][0] |= more
    (newsroom / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config), encoding="utf-8")


def hook_fails_and_then_passes(newsroom: Path, environment: dict[str, str]) -> None:
    commit(newsroom)
    failed = run([BIN / "pre-commit", "run", "--all-files"], newsroom, environment)
    if "An unexpected error has occurred" in failed.stdout:
        pytest.skip(f"pre-commit cannot install the hook here: {failed.stdout.strip()[-300:]}")
    assert failed.returncode == 1, failed.stdout
    assert re.search(FINDING, failed.stdout), failed.stdout
    (newsroom / "copy" / "a.md").write_text(LIMA.replace("Lima", "Montevideo"), encoding="utf-8")
    run(["git", "add", "-A"], newsroom)
    passed = run([BIN / "pre-commit", "run", "--all-files"], newsroom, environment)
    assert passed.returncode == 0, passed.stdout
    assert re.search(r"factcheck\.+Passed", passed.stdout)


@needs_git
def test_the_hook_run_by_pre_commit_with_what_is_installed(newsroom: Path, tmp_path: Path) -> None:
    hooks = tmp_path / "hooks"
    hooks.mkdir()
    shutil.copy(ROOT / ".pre-commit-hooks.yaml", hooks)
    hook_config(newsroom, hooks, commit(hooks), language="system")
    hook_fails_and_then_passes(newsroom, {"PRE_COMMIT_HOME": str(tmp_path / "cache")})


@needs_git
def test_the_hook_installed_by_pre_commit(newsroom: Path, tmp_path: Path) -> None:
    """`language: python` as published; libraries come from this environment, so that nothing is fetched."""
    project = tmp_path / "project"
    for name in project_files():
        target = project / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, target)
    hook_config(newsroom, project, commit(project))
    offline = {
        "PRE_COMMIT_HOME": str(tmp_path / "cache"),
        "PIP_NO_INDEX": "1",
        "PIP_NO_DEPS": "1",
        "PIP_NO_BUILD_ISOLATION": "0",  # pip reads this one the wrong way round: 0 is "no isolation"
        "PYTHONPATH": sysconfig.get_path("purelib"),
    }
    hook_fails_and_then_passes(newsroom, offline)


def project_files() -> Iterator[str]:
    """What the package is built from, and the hook."""
    yield from (".pre-commit-hooks.yaml", "pyproject.toml", "README.md", "LICENSE")
    for file in sorted((ROOT / "factcheck").rglob("*")):
        if file.is_file() and "__pycache__" not in file.parts:
            yield file.relative_to(ROOT).as_posix()


def action_steps() -> dict[str, dict[str, Any]]:
    action = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
    return {step["name"]: step for step in action["runs"]["steps"] if "name" in step}


def check_step(newsroom: Path, **given: str) -> subprocess.CompletedProcess[str]:
    """Runs the script of the action's last step with the inputs as the action hands them on."""
    action = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
    inputs = {name: str(entry.get("default", "")) for name, entry in action["inputs"].items()} | given
    step = action_steps()["Check the copy"]
    environment = {name: inputs[value[len("${{ inputs.") : -len(" }}")]] for name, value in step["env"].items()}
    return run(["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]], newsroom, environment)


def test_the_action_annotates_and_writes_sarif(newsroom: Path) -> None:
    done = check_step(newsroom, drafts="copy\n", against="archive\n")
    assert done.returncode == 1
    assert done.stdout.startswith(
        "::error file=copy/a.md,line=4,endLine=4,col=65,endColumn=69,title=FC201 contradiction"
    )
    log = json.loads((newsroom / "factcheck.sarif").read_text(encoding="utf-8"))
    assert [result["ruleId"] for result in log["runs"][0]["results"]] == ["FC201"]


def test_the_action_takes_names_as_they_are(newsroom: Path) -> None:
    """Names with spaces and signs that a shell knows stay names."""
    odd = "copy/$(touch hacked) it's;.md"
    (newsroom / odd).write_text(LIMA, encoding="utf-8")
    done = check_step(newsroom, drafts=f"{odd}\n", against="archive", **{"fail-on": "never", "sarif": ""})
    assert done.returncode == 0, done.stderr
    assert f"file={odd}" in done.stdout
    assert {file.name for file in newsroom.iterdir()} == {"copy", "archive"}


def test_the_action_without_drafts_says_so(newsroom: Path) -> None:
    done = check_step(newsroom, drafts="\n")
    assert (done.returncode, done.stdout) == (0, "::notice title=factcheck::No drafts, so nothing was checked.\n")


@pytest.mark.parametrize(
    ("schema", "name"),
    [
        ("vendor.github-actions", "action.yml"),
        ("vendor.github-workflows", ".github/workflows/copy.yml"),
        ("vendor.gitlab-ci", ".gitlab-ci.yml"),
    ],
)
def test_the_files_are_as_their_schemas_say(tmp_path: Path, schema: str, name: str) -> None:
    content = (ROOT / name).read_text(encoding="utf-8") if name == "action.yml" else blocks("yaml")[name]
    (tmp_path / "example.yml").write_text(content, encoding="utf-8")
    done = run([BIN / "check-jsonschema", "--builtin-schema", schema, "example.yml"], tmp_path)
    assert done.returncode == 0, done.stdout


def test_the_hooks_are_as_pre_commit_wants_them(tmp_path: Path) -> None:
    config = tmp_path / "config.yaml"
    config.write_text(blocks("yaml")[".pre-commit-config.yaml"], encoding="utf-8")
    assert run([BIN / "pre-commit", "validate-config", config], tmp_path).returncode == 0
    assert run([BIN / "pre-commit", "validate-manifest", ROOT / ".pre-commit-hooks.yaml"], tmp_path).returncode == 0


def test_the_workflow_gives_the_action_inputs_that_it_has() -> None:
    workflow = yaml.safe_load(blocks("yaml")[".github/workflows/copy.yml"])
    given = workflow["jobs"]["factcheck"]["steps"][1]["with"]
    action = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
    assert set(given) <= set(action["inputs"])
    assert workflow["jobs"]["factcheck"]["steps"][2]["with"]["sarif_file"] == action["inputs"]["sarif"]["default"]


def test_the_gitlab_job_writes_its_reports(newsroom: Path) -> None:
    job = yaml.safe_load(blocks("yaml")[".gitlab-ci.yml"])["factcheck"]
    done = run(["bash", "-c", job["script"][-1]], newsroom)
    assert done.returncode == 1
    assert re.match(FINDING, done.stdout)
    assert all((newsroom / file).stat().st_size for file in job["artifacts"]["reports"].values())


def test_the_settings_of_the_example_can_be_read(tmp_path: Path) -> None:
    (tmp_path / "factcheck.toml").write_text(blocks("toml")["factcheck.toml"], encoding="utf-8")
    settings = find_settings(tmp_path)
    assert settings.against == (str(tmp_path / "archive"),)
    assert settings.severity["FC101.discrepancy"] == "note"


@pytest.mark.skipif(shutil.which("vim") is None, reason="Vim is not installed")
def test_vim_reads_the_lines(newsroom: Path) -> None:
    setting = re.search(r"errorformat=(\S+\\ %m)", DOCUMENT)
    assert setting is not None
    lines = run([BIN / "factcheck", "check", "copy/a.md", "--against", "archive"], newsroom).stdout
    (newsroom / "errors").write_text(lines, encoding="utf-8")
    told = "bufname(v:val.bufnr) . ':' . v:val.lnum . ':' . v:val.col . ':' . v:val.text"
    script = (
        f"set errorformat={setting[1]} | cgetfile errors | call writefile(map(getqflist(), \"{told}\"), 'read') | q!"
    )
    run(["vim", "-N", "-u", "NONE", "-i", "NONE", "-es", "-c", script], newsroom, {"TERM": "dumb"})
    read = (newsroom / "read").read_text(encoding="utf-8")
    assert re.match(r"copy/a\.md:4:65: ?FC201 contradiction: Lima", read), read


def test_the_page_names_every_format_of_check_or_the_readme_does() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert [name for name in CHECK_FORMATS if f"`{name}`" not in DOCUMENT + readme] == []
