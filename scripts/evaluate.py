"""Scores claims and findings on every set that is at hand, and fails under the floors of tests/floors.yml.

The bundled corpus is always scored. The sets under ../shared (seeds, events, gva, cis530) are scored by
the scorers that come with them, where they are present; how well the audit resolves what sources say (tolls
of gva, and places) by scripts/audit_scores.py. Prints one table and adds a line to
reports/scores.csv. `--misses` prints what the scorers say of each miss.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import yaml

from factcheck.extract import load_pipeline
from factcheck.ingest import Metadata, read
from factcheck.model.article import Article
from factcheck.model.report import Report
from factcheck.pipeline import run
from factcheck.reference.tables import load_reference
from factcheck.render import render
from factcheck.version import __version__

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))  # the scorer of the sample articles is the tests'
from scripts.audit_scores import score_places, score_tolls  # noqa: E402
from tests.scoring import score  # noqa: E402

SHARED = ROOT.parent / "shared"
FLOORS = ROOT / "tests" / "floors.yml"
HISTORY = ROOT / "reports" / "scores.csv"
SETS = ("corpus", "seeds", "events", "gva", "cis530", "places")

Scores = dict[str, float]


def main(words: Sequence[str] | None = None) -> int:
    """Scores the sets and prints the table; returns 1 when a figure lies under its floor."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--misses", action="store_true", help="print what was missed")
    parser.add_argument("--only", default="", choices=SETS, help="score one set")
    parser.add_argument("--floors", type=Path, default=FLOORS, help="the floors to hold the figures against")
    parser.add_argument("--history", type=Path, default=HISTORY, help="the table that gets the figures")
    arguments = parser.parse_args(words)
    kept = yaml.safe_load(arguments.floors.read_text(encoding="utf-8"))
    floors: dict[str, Mapping[str, float]] = {**kept["sets"], "corpus": kept}
    scores: dict[str, Scores] = {}
    with tempfile.TemporaryDirectory() as scratch:
        for name, found in _sets(Path(scratch), arguments.only, misses=arguments.misses):
            scores[name] = found
    if not scores:
        parser.error(f"the set {arguments.only} is not at hand")
    low = list(_print(scores, floors))
    _remember(scores, arguments.history)
    for line in low:
        print(f"UNDER ITS FLOOR: {line}", file=sys.stderr)
    return 1 if low else 0


def _sets(scratch: Path, only: str, *, misses: bool) -> Iterator[tuple[str, Scores]]:
    if only in ("", "corpus"):
        yield "corpus", _corpus(misses=misses)
    wanted = (only,) if only else SETS
    if not (SHARED / "tools" / "score.py").exists():
        return
    data = SHARED / "data"
    if "seeds" in wanted:
        yield "seeds", _gold(scratch, [_dated_seeds(scratch)], SHARED / "gold" / "seeds.json", misses=misses)
    if "events" in wanted:
        yield "events", _gold(scratch, [data / "events" / "articles"], data / "events" / "gold.json", misses=misses)
    if "gva" in wanted:
        yield "gva", _incidents(scratch, data / "gva" / "dev", misses=misses)
    if "cis530" in wanted:
        yield "cis530", _articles(scratch, data / "cis530" / "dev.jsonl", misses=misses)
    if "places" in wanted and (data / "truth" / "birthplaces").exists():
        yield "places", score_places(data / "truth" / "birthplaces")


def _corpus(*, misses: bool) -> Scores:
    """The bundled articles, by the project's own scorer."""
    gold = json.loads((ROOT / "corpus" / "gold.json").read_text(encoding="utf-8"))
    report = _report([ROOT / "corpus" / "articles"])
    found = score(report, gold)
    if misses:
        print("\n".join(found.misses))
    measures = ("recall", "values", "conflicts", "references", "internal", "flagged")
    return {measure: float(getattr(found, measure)) for measure in measures} | _density(report)


def _density(report: Report) -> Scores:
    """How many claims are made of a hundred words: a tool that claims at every word finds all and is of no use."""
    words = sum(len(article.text.split()) for article in report.articles)
    return {"claims per 100 words": 100 * len(report.claims) / max(1, words)}


def _dated_seeds(scratch: Path) -> Path:
    """The seeds with a sources.csv that gives their days of publication."""
    folder = scratch / "seeds"
    folder.mkdir()
    for path in sorted((SHARED / "seeds").glob("*.txt")):
        (folder / path.name).write_bytes(path.read_bytes())
    published = json.loads((SHARED / "gold" / "seeds.json").read_text(encoding="utf-8"))["published"]
    with (folder / "sources.csv").open("w", newline="", encoding="utf-8") as out:
        csv.writer(out).writerows([("path", "published"), *published.items()])
    return folder


def _report(paths: Sequence[Path]) -> Report:
    articles = [found for found in read(paths, Metadata()) if isinstance(found, Article)]
    return run(articles, load_pipeline(), load_reference())


def _written(scratch: Path, report: Report) -> Path:
    out = scratch / "report.json"
    out.write_text(render(report, "json"), encoding="utf-8")
    return out


def _run(tool: str, *arguments: Path | str) -> str:
    command = [sys.executable, str(SHARED / "tools" / tool), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def _gold(scratch: Path, paths: Sequence[Path], gold: Path, *, misses: bool) -> Scores:
    report = _report(paths)
    file = _written(scratch, report)
    if misses:
        print(_run("score.py", file, gold, "--misses"))
    found = json.loads(_run("score.py", file, gold, "--json"))
    return {
        "claims": found["claim_recall_mean"],
        "values": found["value_agreement"],
        "hard": found["hard"][0] / max(1, found["hard"][1]),
        "other": found["other"][0] / max(1, found["other"][1]),
        "references": found["references"][0] / max(1, found["references"][1]),
        "alarms": found["alarms"],
        "murmurs": found["murmurs"],
        "malformed": found["malformed"],
        "findings": found["findings"],
        **_density(report),
    }


def _incidents(scratch: Path, folder: Path, *, misses: bool) -> Scores:
    names = ("articles.jsonl", "incidents.jsonl", "conflicts.json")
    articles, incidents, conflicts = (folder / name for name in names)
    report = _report([articles])
    file = _written(scratch, report)
    text = _run("score_incidents.py", file, articles, incidents, conflicts, "--misses")
    if misses:
        print(text)
    percent = re.findall(r"\((\d+\.?\d*)%\)", text)
    findings = re.search(r"(\d+) findings", text)
    hits = re.findall(r"(?:attributed-dispute|contradiction|discrepancy|update) (\d+)/\d+", text)
    alarms = re.search(r"false alarms (\d+)/", text)
    return {
        "merged questions": float(percent[0]) / 100,
        "merged findings": float(percent[1]) / 100,
        "links": float(percent[4]) / 100,
        "killed": float(percent[2]) / 100,
        "injured": float(percent[3]) / 100,
        "labelled": sum(map(int, hits)),
        "alarms": int(alarms[1]) if alarms else 0,
        "findings": int(findings[1]) if findings else 0,
        **_density(report),
        **score_tolls(report, articles, incidents),
    }


def _articles(scratch: Path, rows: Path, *, misses: bool) -> Scores:
    report = _report([rows])
    text = _run("score_articles.py", _written(scratch, report), rows, *(["--misses"] if misses else []))
    if misses:
        print(text)
    found = re.search(r"killed ([\d.]+)  injured ([\d.]+)  date ([\d.]+)", text)
    if found is None:
        raise SystemExit(f"score_articles.py printed no scores: {text[-200:]}")
    return {"killed": float(found[1]), "injured": float(found[2]), "date": float(found[3])} | _density(report)


# Of these, less is better, and the floor is a ceiling.
CEILINGS = frozenset({"flagged", "alarms", "murmurs", "malformed", "merged questions", "merged findings"})


def _print(scores: Mapping[str, Scores], floors: Mapping[str, Mapping[str, float]]) -> Iterator[str]:
    """Prints the table; yields what lies under its floor."""
    print(f"{'set':<8} {'measure':<20} {'score':>8} {'floor':>8}")
    for name, found in scores.items():
        for measure, value in found.items():
            floor = floors.get(name, {}).get(measure)
            print(f"{name:<8} {measure:<20} {_figure(value):>8} {'' if floor is None else _figure(floor):>8}")
            if floor is not None and (value > floor if measure in CEILINGS else value < floor):
                yield f"{name} {measure}: {_figure(value)}, floor {_figure(floor)}"


def _figure(value: float) -> str:
    if float(value).is_integer():
        return str(int(value))
    return f"{value:.1f}" if value > 1 else f"{value:.3f}"


def _remember(scores: Mapping[str, Scores], history: Path) -> None:
    """Adds the figures of this run to the history, a line a set and measure, under the commit measured."""
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, cwd=ROOT, check=False
    )
    new = not history.exists()
    with history.open("a", newline="", encoding="utf-8") as out:
        writer = csv.writer(out, lineterminator="\n")
        if new:
            writer.writerow(["commit", "version", "set", "measure", "score"])
        for name, found in scores.items():
            for measure, value in found.items():
                writer.writerow([commit.stdout.strip(), __version__, name, measure, round(value, 4)])


if __name__ == "__main__":
    sys.exit(main())
