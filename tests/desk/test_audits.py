"""The audit at the desk: made once for what is held, and shown late rather than waited for."""

from __future__ import annotations

import threading

import pytest
from fastapi.testclient import TestClient

from factcheck.desk import audits
from factcheck.desk.audits import Audits
from factcheck.desk.holdings import Holdings, Reader
from factcheck.model.audit import Audit
from factcheck.model.report import Report
from factcheck.model.review import Review
from factcheck.reliability import AuditExtraMissing, audit_report


def _judged(reader: Reader) -> Holdings:
    """What is held once somebody has judged the first finding."""
    finding = reader.holdings().items[0].finding.id
    reader.archive.review(
        Review(finding=finding, reviewer="Ines Moll", verdict="dismiss", note="", at="2026-01-01T00:00:00+00:00")
    )
    return reader.holdings()


def test_it_is_made_once(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[Report] = []

    def counted(report: Report) -> Audit:
        made.append(report)
        return audit_report(report)

    monkeypatch.setattr(audits, "audit_report", counted)
    kept = Audits()
    assert kept.of(reader.holdings()).audit is kept.of(reader.holdings()).audit
    assert len(made) == 1


def test_who_is_impatient_sees_the_audit_before_the_last_words(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = Audits()
    before = kept.of(reader.holdings()).audit
    go_on = threading.Event()

    def slow(report: Report) -> Audit:
        go_on.wait(60)
        return audit_report(report)

    monkeypatch.setattr(audits, "audit_report", slow)
    held = _judged(reader)
    late = kept.of(held, 0.01)
    assert late.behind
    assert late.audit is before
    go_on.set()
    now = kept.of(held)
    assert not now.behind
    assert now.audit is not None
    assert now.audit.rulings == (("dismiss", 1),)


def test_without_the_extra_there_is_none_and_pages_say_why(
    client: TestClient, reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing(report: Report) -> Audit:
        raise AuditExtraMissing("the audit needs scipy")

    monkeypatch.setattr(audits, "audit_report", missing)
    assert Audits().of(reader.holdings()).audit is None
    assert "cannot be shown: the audit needs scipy." in client.get("/sources").text
    assert client.get("/sources/rates?name=The%20Ninth%20Bell").status_code == 404
    assert client.get("/api/audit").json() == {"detail": "There is no audit: the audit needs scipy."}
