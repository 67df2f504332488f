"""SARIF 2.1.0 (OASIS Standard, 27 March 2020, with errata 01): what code hosts read findings from."""

from __future__ import annotations

from pathlib import PurePath
from urllib.parse import quote

from factcheck.model.check import Check, Notice, SuppressedBy, Suppression
from factcheck.render.check.told import Place, Rival, Teller, Told
from factcheck.render.json_report import Document
from factcheck.render.written import as_json
from factcheck.rules.pages import Page, rule_markdown, rule_pages, rule_text

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
FINGERPRINT = "factcheckFinding/v1"
_ROOT = "%SRCROOT%"
_KINDS = {SuppressedBy.WAIVER: "inSource", SuppressedBy.BASELINE: "external"}


def render_sarif(check: Check) -> str:
    """One run with all results, suppressed ones too; paths are relative to where the command ran."""
    pages = list(rule_pages().values())
    numbers = {page.code: number for number, page in enumerate(pages)}
    tool = check.report.tool
    teller = Teller(check)
    run = {
        "tool": {
            "driver": {
                "name": "factcheck",
                "version": tool.factcheck,
                "rules": [_rule(page) for page in pages],
                "properties": {"pipeline": tool.pipeline, "reference": tool.reference},
            }
        },
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {_ROOT: {"description": {"text": "The folder in which factcheck was run."}}},
        "invocations": [
            {
                "executionSuccessful": True,
                "toolExecutionNotifications": [
                    *(_notification(notice, check, teller) for notice in check.notices),
                    *(_correction(text) for text in teller.corrections()),
                ],
            }
        ],
        "results": [_result(told, numbers, teller, check) for told in teller.tell(check.results)],
        "properties": {"claims": len(check.claims()), "compared": len(check.compared)},
    }
    document = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return as_json(document)


def _rule(page: Page) -> Document:
    return {
        "id": page.code,
        "name": page.name,
        "shortDescription": {"text": page.summary},
        "help": {"text": rule_text(page), "markdown": rule_markdown(page)},
    }


def _result(told: Told, numbers: dict[str, int], teller: Teller, check: Check) -> Document:
    finding = told.result.finding
    result: Document = {
        "ruleId": finding.code,
        "ruleIndex": numbers[finding.code],
        "level": finding.severity.value,
        "message": {"text": f"{finding.verdict.value}: {told.message}"},
        "locations": [{"physicalLocation": _physical(told.place, told.own.claim.value_text)}],
        "relatedLocations": _related(told, teller),
        "partialFingerprints": {FINGERPRINT: told.result.fingerprint},
        "suppressions": [_suppression(told)] if told.result.suppression is not None else [],
        "properties": {
            "finding": finding.id,
            "verdict": finding.verdict.value,
            "scope": finding.scope.value,
            "confidence": finding.confidence,
            "question": told.question,
        },
    }
    if told.result.known is not None:
        result["baselineState"] = "unchanged" if told.result.known else "new"
    return result


def _related(told: Told, teller: Teller) -> list[Document]:
    """Where the draft says it again, and every rival passage; a table's row has no place in a file."""
    elsewhere = [teller.claim(i) for i in told.result.finding.a.claims if i != told.result.claim]
    related: list[Document] = [
        {
            "physicalLocation": _physical(teller.place(claim), claim.value_text),
            "message": {"text": "Said here as well."},
        }
        for claim in elsewhere
    ]
    related += [_rival(rival) for rival in told.rivals]
    if not told.rivals:
        said = f"{told.rival_value}, {told.standing}" if told.standing else told.rival_value
        related.append({"message": {"text": said}})
    return [{"id": number, **location} for number, location in enumerate(related, 1)]


def _rival(rival: Rival) -> Document:
    """A rival passage: in its file, else at its address, else by the name under which the archive has it."""
    message = {"message": {"text": f"{rival.who}: {rival.quote}"}}
    if not rival.place.stored:
        return {"physicalLocation": _physical(rival.place, rival.voice.claim.value_text), **message}
    if rival.place.url:
        return {"physicalLocation": {"artifactLocation": {"uri": rival.place.url}}, **message}
    return {"logicalLocations": [{"fullyQualifiedName": str(rival.place), "kind": "article"}], **message}


def _physical(place: Place, words: str) -> Document:
    location: Document = {"artifactLocation": _artifact(place.file)}
    if place.mapped:
        location["region"] = {
            "startLine": place.line,
            "startColumn": place.column,
            "endLine": place.end_line,
            "endColumn": place.end_column,
            "snippet": {"text": words},
        }
    return location


def _artifact(file: str) -> Document:
    path = file.partition("#")[0]
    if PurePath(path).is_absolute():
        return {"uri": PurePath(path).as_uri()}
    return {"uri": quote(path.removeprefix("./")), "uriBaseId": _ROOT}


def _suppression(told: Told) -> Document:
    why: Suppression | None = told.result.suppression
    assert why is not None
    found: Document = {"kind": _KINDS[why.by], "status": "accepted", "justification": why.reason}
    if why.until is not None:
        found["properties"] = {"until": why.until.isoformat()}
    if why.line is not None:
        found["location"] = {
            "physicalLocation": {"artifactLocation": _artifact(told.place.file), "region": {"startLine": why.line}}
        }
    return found


def _correction(text: str) -> Document:
    return {"level": "note", "message": {"text": text}, "descriptor": {"id": "correction"}}


def _notification(notice: Notice, check: Check, teller: Teller) -> Document:
    place: Document = {"artifactLocation": _artifact(check.file(teller.article(notice.draft)))}
    if notice.line is not None:
        place["region"] = {"startLine": notice.line, "startColumn": notice.column or 1}
    return {
        "level": "warning",
        "message": {"text": notice.text},
        "descriptor": {"id": notice.code},
        "locations": [{"physicalLocation": place}],
    }
