from __future__ import annotations

import re
from pathlib import Path

import pytest
import schemathesis
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, given, settings
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import response_schema_conformance, status_code_conformance

from factcheck.desk.app import create_app
from factcheck.desk.holdings import Reader
from factcheck.desk.security import Access
from factcheck.growing import Growing
from factcheck.pipeline import report_on
from factcheck.render import explain

ROOT = Path(__file__).resolve().parents[2]
CHECKS = [schemathesis.checks.not_a_server_error, status_code_conformance, response_schema_conformance]
DRAFT = {"text": "The first round of talks between Pakistan and the Afghan Taliban was held in Ankara.", "source": "Us"}


def test_the_api_keeps_to_its_own_spec(reader: Reader) -> None:
    """No server error, and no answer that the spec does not name, whatever the spec allows one to send."""
    app = create_app(reader, Access.new("127.0.0.1", hosts=["testserver"]))
    found = list(schemathesis.openapi.from_asgi("/api/openapi.json", app).get_all_operations())
    operations = [one.ok() for one in found if isinstance(one, Ok)]
    assert len(operations) == 11
    for operation in operations:

        @settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
        @given(case=operation.as_strategy())
        def sent(case: schemathesis.Case) -> None:
            case.call_and_validate(checks=CHECKS)

        sent()


def test_findings_are_those_of_the_report(client: TestClient, reader: Reader) -> None:
    found = client.get("/api/findings").json()
    held = reader.holdings()
    assert found["total"] == len(held.report.findings)
    assert {one["id"] for one in found["findings"]} == {one.id for one in held.report.findings}
    one = client.get(f"/api/findings/{found['findings'][0]['id']}").json()
    assert one["finding"]["id"] == found["findings"][0]["id"]
    assert {claim["id"] for claim in one["claims"]} == {*one["finding"]["a"]["claims"], *one["finding"]["b"]["claims"]}


def test_the_explanation_is_that_of_the_command(client: TestClient, reader: Reader) -> None:
    held = reader.holdings()
    finding = held.items[0].finding.id
    told = client.get(f"/api/findings/{finding}").json()["explanation"]
    whole = explain(held.report, finding)
    assert told.split("3. The event")[0] == whole.split("3. The event")[0]
    assert told.split("5. The comparison")[1] == whole.split("5. The comparison")[1]


def test_a_word_is_kept(client: TestClient, reader: Reader) -> None:
    finding = reader.holdings().items[0].finding.id
    word = {"verdict": "unsure", "reviewer": "Ines", "note": "Ask the ministry."}
    answer = client.post(f"/api/findings/{finding}/reviews", json=word)
    assert answer.status_code == 201
    assert client.get("/api/findings?state=unsure").json()["total"] == 1
    assert client.get(f"/api/findings/{finding}").json()["reviews"] == [answer.json()]
    assert client.post("/api/findings/f00/reviews", json=word).status_code == 404


def test_a_check_keeps_nothing_and_adding_does(client: TestClient) -> None:
    before = client.get("/api/articles").json()["total"]
    checked = client.post("/api/check", json=DRAFT).json()
    assert any(one["verdict"] == "contradiction" for one in checked["findings"])
    assert client.get("/api/articles").json()["total"] == before
    added = client.post("/api/articles", json=DRAFT)
    assert added.status_code == 201
    assert client.get("/api/articles").json()["total"] == before + 1
    assert client.post("/api/articles", json=DRAFT).json()["unchanged"] == 1
    assert client.get(f"/api/articles/{added.json()['article']}").json()["article"]["text"] == DRAFT["text"]


def test_the_desk_goes_on_with_the_archive(monkeypatch: pytest.MonkeyPatch, client: TestClient, reader: Reader) -> None:
    before = {one.id for one in reader.holdings().report.findings}
    monkeypatch.setattr(Growing, "restored", lambda *_: pytest.fail("all was worked out anew"))
    rival = DRAFT | {"text": "Pakistan and the Afghan Taliban held the first round of talks in Ankara on 3 May 2025."}
    for draft in (DRAFT, rival):
        assert client.post("/api/articles", json=draft).status_code == 201
        report = reader.holdings().report
        assert report == report_on(list(reader.archive.extractions()), reader.pipeline, reader.table)
    assert {one.id for one in report.findings} > before
    reader.archive.remove([report.articles[0].id], at="2026-01-01T00:00:00+00:00")
    report = reader.holdings().report
    assert report == report_on(list(reader.archive.extractions()), reader.pipeline, reader.table)


def test_the_examples_of_the_documentation_work(client: TestClient) -> None:
    """Every request that docs/desk.md shows is one that the API answers."""
    text = (ROOT / "docs" / "desk.md").read_text(encoding="utf-8")
    calls = re.findall(r"curl .*?(?:-X (\w+) )?http://127\.0\.0\.1:8480(/api/[\w/.{}-]*)", text)
    shown = {(method or "GET", re.sub(r"/[a-z][0-9a-f]{12}\b", "/{id}", path)) for method, path in calls}
    known = set()
    for path, methods in client.get("/api/openapi.json").json()["paths"].items():
        known |= {(method.upper(), re.sub(r"\{\w+\}", "{id}", path)) for method in methods}
    known.add(("GET", "/api/openapi.json"))
    assert shown
    assert shown <= known
    assert {path for _, path in known} <= {path for _, path in shown}
