"""Pages to read: overview, events, questions, articles, sources."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Query, Request, Response
from msgspec.structs import replace

from factcheck.desk.audits import PATIENCE
from factcheck.desk.holdings import OPEN, STATES, Holdings
from factcheck.desk.paging import Number, paged
from factcheck.desk.site import Held, Here, known
from factcheck.model.article import Article
from factcheck.model.audit import SourceAudit
from factcheck.model.event import Event
from factcheck.model.report import Report
from factcheck.model.values import Kind
from factcheck.render.article_view import article_view
from factcheck.render.coverage import agreements
from factcheck.render.joined import joins_told
from factcheck.render.matrix import matrix
from factcheck.render.questions_view import event_about, event_name, kind_of
from factcheck.render.source_pictures import pictures
from factcheck.render.timeline import timeline
from factcheck.render.view import FIRST, tallies
from factcheck.render.words import plain, source_name

router = APIRouter(include_in_schema=False)
_ICON = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><rect width="16" height="16" rx="3" fill="#9b1c1c"/>'
    '<path d="M3 6h10M3 10h10M10.5 3l-5 10" stroke="#fff" stroke-width="1.6" fill="none"/></svg>'
)


@router.get("/static/desk.css")
def style(site: Here) -> Response:
    """The style of all pages."""
    return Response(site.style, media_type="text/css", headers={"Cache-Control": "max-age=300"})


@router.get("/static/desk.js")
def script(site: Here) -> Response:
    """Keys for the queue; no page needs it."""
    return Response(site.script, media_type="text/javascript", headers={"Cache-Control": "max-age=300"})


@router.get("/static/icon.svg")
def icon() -> Response:
    """Two values that differ: the sign of a contradiction."""
    return Response(_ICON, media_type="image/svg+xml", headers={"Cache-Control": "max-age=300"})


@router.get("/")
def overview(request: Request, site: Here, held: Held) -> Response:
    """What there is, and what to look at first."""
    kinds = tuple(kind for kind in Kind if any(kind_of(group) is kind for group in held.groups))
    waiting = {item.finding.id for item in held.items if item.state == OPEN}
    first = [group for group in held.groups if any(finding.id in waiting for finding in group.findings)][:FIRST]
    return site.page(
        request,
        "overview.html.j2",
        report=held.report,
        tallies=tallies(held.groups, kinds),
        states_of=Counter(item.state for item in held.items),
        first=[held.questions.question(group) for group in first],
        contested=len(held.groups),
    )


@router.get("/events")
def events(request: Request, site: Here, held: Held, page: Number = 1, q: Annotated[str, Query()] = "") -> Response:
    """The events, those with the most contested questions first."""
    words = q.casefold().split()
    found = sorted(held.report.events, key=lambda event: (-len(held.contested.get(event.id, ())), event.date, event.id))
    kept = [event for event in found if all(word in f"{event.label} {event_about(event)}".casefold() for word in words)]
    here = paged(kept, page)
    lines = [
        (event.id, event_name(event), event_about(event), len(held.contested.get(event.id, ()))) for event in here.items
    ]
    if here.number == 1 and not words and "none" in held.contested:
        lines.append(("none", event_name(None), "", len(held.contested["none"])))
    return site.page(request, "events.html.j2", lines=lines, page=here, q=q)


@router.get("/events/{event_id}")
def event(request: Request, site: Here, held: Held, event_id: str) -> Response:
    """One event: what is contested, what agrees, its dates, and who says what."""
    shown = None if event_id == "none" else known(held.index.events, event_id, "event")
    part = _of_event(held, shown)
    return site.page(
        request,
        "event.html.j2",
        id=event_id,
        label=event_name(shown),
        about=event_about(shown) if shown else "",
        questions=[held.questions.question(group) for group in held.contested.get(event_id, ())],
        days=timeline(part, held.index),
        parts_of=matrix(part, held.index).parts,
        agreed=agreements(part.questions, held.by_question, held.index),
        backlinks=held.backlinks,
        reports=_reports(held, shown.articles if shown else ()),
        joins=joins_told(shown, held.index) if shown else (),
    )


def _reports(held: Holdings, ids: Iterable[str]) -> list[tuple[Article, str]]:
    """Articles with their sources, the earliest first."""
    found = [held.index.articles[one] for one in ids]
    found.sort(key=lambda one: (one.published or date.max, one.path))
    return [(one, plain(source_name(one))) for one in found]


def _of_event(held: Holdings, shown: Event | None) -> Report:
    """The part of the report that is about one event, or about none."""
    wanted = shown.id if shown else None
    return replace(
        held.report,
        questions=tuple(one for one in held.report.questions if one.event == wanted),
        claims=tuple(one for one in held.report.claims if one.event == wanted),
        events=(shown,) if shown else (),
        unjudged=(),
    )


@router.get("/questions/{question_id}")
def question(request: Request, site: Here, held: Held, question_id: str) -> Response:
    """One question with its rival answers."""
    group = known(held.by_question, question_id, "contested question")
    return site.page(
        request,
        "question.html.j2",
        question=held.questions.question(group),
        event=held.event_of(group),
    )


@router.get("/articles")
def articles(request: Request, site: Here, held: Held, page: Number = 1, q: Annotated[str, Query()] = "") -> Response:
    """The articles, the newest first."""
    words = q.casefold().split()
    kept = [
        one
        for one in held.report.articles
        if all(word in f"{one.title} {one.source} {one.path}".casefold() for word in words)
    ]
    kept.sort(key=lambda one: (one.published is None, -(one.published.toordinal() if one.published else 0), one.path))
    here = paged(kept, page)
    lines = [(one, len(held.claims_of[one.id]), len(held.findings_of(one.id))) for one in here.items]
    return site.page(request, "articles.html.j2", lines=lines, page=here, q=q)


@router.get("/articles/{article_id}")
def article(request: Request, site: Here, held: Held, article_id: str) -> Response:
    """An article with its claims marked."""
    shown = known(held.index.articles, article_id, "article")
    view = article_view(shown, held.claims_of[article_id], held.backlinks, held.index.origins)
    return site.page(request, "article.html.j2", article=view)


@router.get("/sources")
def sources(request: Request, site: Here, held: Held) -> Response:
    """What each source contributed, how its findings were judged, and how the sources compare."""
    judged: dict[str, Counter[str]] = {}
    for item in held.items:
        for source in item.sources:
            judged.setdefault(source, Counter())[item.state] += 1
    found = site.audits.of(held, PATIENCE)
    return site.page(
        request,
        "sources.html.j2",
        summaries=held.report.sources,
        judged=judged,
        names=STATES,
        shown=pictures(found.audit, _rates_of, held.index.articles) if found.audit else None,
        why=found.why,
        behind=found.behind,
    )


@router.get("/sources/rates")
def rates(request: Request, site: Here, held: Held, name: Annotated[str, Query(max_length=2000)]) -> Response:
    """How reliable one source is, each rate with the claims behind it."""
    found = site.audits.of(held, PATIENCE)
    shown = pictures(found.audit, _rates_of, held.index.articles) if found.audit else None
    row = known({one.source.source: one for one in (*shown.rows, *shown.rest)} if shown else {}, name, "source")
    return site.page(request, "rates.html.j2", shown=shown, row=row, behind=found.behind)


def _rates_of(source: SourceAudit, anchor: str) -> str:
    return f"/sources/rates?name={quote(source.source, safe='')}"
