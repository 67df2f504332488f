"""The queue of findings, and reviewers' words on them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Annotated, Literal
from urllib.parse import quote, unquote

from fastapi import APIRouter, Form, HTTPException, Query, Request, Response
from fastapi.responses import RedirectResponse
from pydantic import BaseModel, Field

from factcheck.desk.queue import Filter, next_after, page_of
from factcheck.desk.site import REVIEWER, Held, Here
from factcheck.model.finding import Verdict
from factcheck.model.review import Review, Ruling
from factcheck.model.values import Kind
from factcheck.render.words import KIND_NAMES

router = APIRouter(include_in_schema=False)
State = Literal["open", "confirm", "dismiss", "unsure", "all"]
_YEAR = 365 * 24 * 3600


def now() -> str:
    """The time of a reviewer's word: the one thing at the desk that comes from the clock."""
    return datetime.now(UTC).isoformat(timespec="seconds")


class Asked(BaseModel):
    """What the queue is asked for; "" is everything."""

    state: State = "open"
    verdict: Annotated[str, Field(max_length=40)] = ""
    kind: Annotated[str, Field(max_length=40)] = ""
    source: Annotated[str, Field(max_length=400)] = ""
    q: Annotated[str, Field(max_length=400)] = ""
    page: Annotated[int, Field(ge=1, le=1_000_000)] = 1

    def filter(self) -> Filter:
        """The same for the queue."""
        return Filter(**self.model_dump())


class Said(BaseModel):
    """A reviewer's word, as the form sends it."""

    verdict: Ruling
    reviewer: Annotated[str, Field(min_length=1, max_length=80)]
    note: Annotated[str, Field(max_length=4000)] = ""
    back: Annotated[str, Field(max_length=2000)] = ""
    form_key: Annotated[str, Field(max_length=200)] = ""


@router.get("/findings")
def findings(request: Request, site: Here, held: Held, asked: Annotated[Asked, Query()]) -> Response:
    """The queue: findings that nobody has judged, unless others are asked for."""
    wanted = asked.filter()
    return site.page(
        request,
        "findings.html.j2",
        page=page_of(held.items, wanted),
        wanted=wanted,
        sources=held.sources,
        verdicts=[one.value for one in Verdict if one is not Verdict.AGREEMENT],
        kinds=[(one.value, KIND_NAMES[one]) for one in Kind],
    )


@router.get("/findings/{finding_id}")
def finding(request: Request, site: Here, held: Held, finding_id: str) -> Response:
    """One finding, to be judged."""
    group = held.by_finding.get(finding_id)
    if group is None:
        raise HTTPException(404, "No finding of the archive has this id. It goes when an article changes.")
    view = held.questions.question(group)
    shown = next(one for judgement in view.judgements for one in judgement.findings if one.id == finding_id)
    ids = [item.finding.id for item in held.items]
    at = ids.index(finding_id)
    return site.page(
        request,
        "finding.html.j2",
        finding=shown,
        question=view,
        event=held.event_of(group),
        before=ids[at - 1] if at else "",
        after=ids[at + 1] if at + 1 < len(ids) else "",
        history=site.reader.archive.reviews(finding_id),
    )


@router.post("/findings/{finding_id}/review")
def review(request: Request, site: Here, held: Held, finding_id: str, said: Annotated[Said, Form()]) -> Response:
    """Keeps a reviewer's word, and goes on to the next finding, or back to where the word was given."""
    site.checked(request, said.form_key)
    if not said.reviewer.strip():
        raise HTTPException(422, "Say who judges: your name is missing.")
    keep(site.reader.archive.review, finding_id, said.verdict, said.reviewer, said.note)
    after = next_after(held.items, finding_id)
    target = safe_path(said.back) or (f"/findings/{after}" if after else "/findings")
    response = RedirectResponse(target, status_code=303)
    # A name may hold what a cookie may not.
    name = quote(said.reviewer.strip())
    response.set_cookie(REVIEWER, name, max_age=_YEAR, httponly=True, samesite="strict")
    return response


def keep(store: Callable[[Review], None], finding_id: str, verdict: Ruling, reviewer: str, note: str) -> Review:
    """Keeps a word under the time of now. Raises ArchiveError; HTTPException for an id that is none."""
    if not (finding_id.isalnum() and finding_id.isascii() and len(finding_id) <= 40):
        raise HTTPException(404, "No finding has such an id.")
    said = Review(finding=finding_id, reviewer=reviewer.strip(), verdict=verdict.value, note=note.strip(), at=now())
    store(said)
    return said


def safe_path(given: str) -> str:
    """A path of the desk's own, or "": a form must not send anybody elsewhere."""
    path = unquote(given)
    if not path.startswith("/") or path.startswith("//") or "\\" in path or any(ord(char) < 32 for char in path):
        return ""
    return given
