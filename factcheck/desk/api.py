"""The JSON API, for newsroom systems."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, HTTPException, Path, Query
from pydantic import BaseModel, ConfigDict, Field

from factcheck.desk.drafts import LONG, draft_of
from factcheck.desk.judging import State, keep
from factcheck.desk.paging import Number, Page, paged
from factcheck.desk.queue import Filter, page_of
from factcheck.desk.site import Held, Here, known
from factcheck.model.finding import Verdict
from factcheck.model.report import Report
from factcheck.model.review import Ruling
from factcheck.model.values import Kind
from factcheck.render.audit.document import audit_document
from factcheck.render.explain import Explainer, as_text
from factcheck.render.json_report import (
    article_record,
    claim_record,
    document,
    event_record,
    finding_record,
    question_record,
    review_record,
)

router = APIRouter(prefix="/api")
Record = dict[str, Any]
Id = Annotated[str, Path(pattern="^[a-z0-9]{1,40}$")]


class Problem(BaseModel):
    """What went wrong, in words."""

    detail: str


class Draft(BaseModel):
    """Copy to check or to add."""

    model_config = ConfigDict(extra="forbid")
    text: str = Field(min_length=1, max_length=LONG, description="The copy, without markup.")
    source: str = Field("", max_length=200)
    title: str = Field("", max_length=500)
    published: str = Field("", pattern=r"^(\d{4}-\d{2}-\d{2})?$", description="Day of publication, 2025-10-31.")


class Word(BaseModel):
    """A reviewer's word on a finding."""

    model_config = ConfigDict(extra="forbid")
    verdict: Ruling
    reviewer: str = Field(min_length=1, max_length=80)
    note: str = Field("", max_length=4000)


_BAD: dict[int | str, dict[str, Any]] = {422: {"model": Problem}}
_NONE: dict[int | str, dict[str, Any]] = {404: {"model": Problem}}
for _code in (400, 401, 403, 413, 503):
    _BAD[_code] = {"model": Problem}
    _NONE[_code] = {"model": Problem}


class Search(BaseModel):
    """Which findings are asked for."""

    model_config = ConfigDict(extra="forbid")
    state: State = "all"
    verdict: Verdict | None = None
    kind: Kind | None = None
    source: str = Field("", max_length=400)
    q: str = Field("", max_length=400, description="Words that the finding, its question or its sources contain.")
    page: int = Field(1, ge=1, le=1_000_000)


@router.get("/findings", tags=["findings"], responses=_BAD)
def findings(held: Held, search: Annotated[Search, Query()]) -> Record:
    """Findings, the gravest first, 50 on a page."""
    wanted = Filter(**(search.model_dump() | {"verdict": search.verdict or "", "kind": search.kind or ""}))
    found = page_of(held.items, wanted)
    records = [finding_record(held.index, item.finding) | {"state": item.state} for item in found.items]
    return _listed(found) | {"findings": records}


@router.get("/findings/{finding_id}", tags=["findings"], responses=_NONE)
def finding(held: Held, finding_id: Id) -> Record:
    """One finding with its question, the claims of both sides, reviewers' words, and how it was judged."""
    group = known(held.by_finding, finding_id, "finding")
    part = held.part([group])
    found = next(one for one in group.findings if one.id == finding_id)
    claims = {*found.a.claims, *found.b.claims}
    return {
        "finding": finding_record(held.index, found),
        "question": question_record(group.question) if group.question else None,
        "claims": [claim_record(claim) for claim in part.claims if claim.id in claims],
        "reviews": [review_record(one) for one in held.report.reviews if one.finding == finding_id],
        "explanation": as_text(Explainer(document(part)).explain(finding_id)),
    }


@router.post("/findings/{finding_id}/reviews", tags=["findings"], status_code=201, responses=_BAD | _NONE)
def review(site: Here, held: Held, finding_id: Id, word: Word) -> Record:
    """Keeps a reviewer's word. Nothing is overwritten; of each reviewer the last word counts."""
    known(held.by_finding, finding_id, "finding")
    if not word.reviewer.strip():
        raise HTTPException(422, "Say who judges: the reviewer's name is empty.")
    return review_record(keep(site.reader.archive.review, finding_id, word.verdict, word.reviewer, word.note))


@router.get("/events", tags=["events"])
def events(held: Held, page: Number = 1) -> Record:
    """Events, 50 on a page, each with how many of its questions are contested."""
    found = paged(held.report.events, page)
    records = [event_record(one) | {"contested": len(held.contested.get(one.id, ()))} for one in found.items]
    return _listed(found) | {"events": records}


@router.get("/events/{event_id}", tags=["events"], responses=_NONE)
def event(held: Held, event_id: Id) -> Record:
    """An event with its questions and the findings on them."""
    return {
        "event": event_record(known(held.index.events, event_id, "event")),
        "questions": [question_record(one) for one in held.report.questions if one.event == event_id],
        "findings": [
            finding_record(held.index, found) for group in held.contested.get(event_id, ()) for found in group.findings
        ],
    }


@router.get("/articles", tags=["articles"])
def articles(held: Held, page: Number = 1) -> Record:
    """Articles by path, 50 on a page, without their texts."""
    found = paged(held.report.articles, page)
    return _listed(found) | {"articles": [article_record(one, held.index.origins.id_of(one.id)) for one in found.items]}


@router.get("/articles/{article_id}", tags=["articles"], responses=_NONE)
def article(held: Held, article_id: Id) -> Record:
    """An article with its text, its claims, and the findings they take part in."""
    shown = known(held.index.articles, article_id, "article")
    return {
        "article": article_record(shown, held.index.origins.id_of(article_id)) | {"text": shown.text},
        "claims": [claim_record(claim) for claim in held.claims_of[article_id]],
        "findings": list(held.findings_of(article_id)),
    }


@router.post("/articles", tags=["articles"], status_code=201, responses=_BAD)
def add(site: Here, draft: Draft) -> Record:
    """Adds an article to the archive. One that is there already is left as it is."""
    made = _draft(draft)
    added = site.reader.add(made)
    return {"article": made.id, "new": added.new, "unchanged": added.unchanged, "claims": added.claims}


@router.get("/sources", tags=["sources"])
def sources(held: Held) -> Record:
    """What each source contributed."""
    return {
        "sources": [
            {"source": one.source, "articles": one.articles, "claims": one.claims, "findings": one.findings}
            for one in held.report.sources
        ]
    }


@router.get("/audit", tags=["sources"], responses={404: {"model": Problem}})
def audit(site: Here, held: Held) -> Record:
    """How reliable each source is, and the best supported answers: the document of `factcheck audit --format json`."""
    found = site.audits.of(held)
    if found.audit is None:
        raise HTTPException(404, f"There is no audit: {found.why}.")
    return audit_document(found.audit)


@router.post("/check", tags=["check"], responses=_BAD)
def check(site: Here, draft: Draft) -> Record:
    """Checks copy against the archive, the reference table and itself; nothing of it is kept."""
    made = _draft(draft)
    checked = site.reader.check(made)
    return {"draft": made.id, "compared": list(checked.compared), **_short(checked.report)}


def _short(report: Report) -> Record:
    """A report as the JSON report has it, without the sources."""
    whole = document(report)
    return {key: whole[key] for key in ("articles", "events", "claims", "questions", "findings", "reviews")}


def _draft(draft: Draft) -> Any:
    try:
        return draft_of(draft.text, source=draft.source, title=draft.title, published=draft.published)
    except ValueError as error:
        raise HTTPException(422, str(error)) from error


def _listed(page: Page) -> Record:
    """How much of a list an answer holds."""
    return {"total": page.total, "page": page.number, "pages": page.pages}
