"""Paste and check: a draft against the archive."""

from __future__ import annotations

import re
from datetime import date
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated, Any

from fastapi import APIRouter, Depends, File, Form, HTTPException, Request, Response, UploadFile
from fastapi.responses import RedirectResponse
from msgspec import Struct

from factcheck.api import read
from factcheck.desk.holdings import Holdings
from factcheck.desk.links import DraftPages
from factcheck.desk.site import Here
from factcheck.model.article import Article, article_id
from factcheck.model.check import Check
from factcheck.render.article_view import article_view

router = APIRouter(include_in_schema=False)
SUFFIXES = (".txt", ".md", ".html", ".htm")
EMPTY = {"text": "", "source": "", "title": "", "published": ""}
LONG = 200_000


class DraftForm(Struct, frozen=True, kw_only=True):
    """What the form of a draft holds; `file` is what was uploaded, if anything was."""

    text: str
    source: str
    title: str
    published: str
    form_key: str
    file: UploadFile | None


def _form(
    text: Annotated[str, Form(max_length=LONG)] = "",
    source: Annotated[str, Form(max_length=200)] = "",
    title: Annotated[str, Form(max_length=500)] = "",
    published: Annotated[str, Form(max_length=20)] = "",
    form_key: Annotated[str, Form(max_length=200)] = "",
    file: Annotated[UploadFile | None, File()] = None,
) -> DraftForm:
    return DraftForm(text=text, source=source, title=title, published=published, form_key=form_key, file=file)


Sent = Annotated[DraftForm, Depends(_form)]


@router.get("/check")
def form(request: Request, site: Here) -> Response:
    """An empty form."""
    return site.page(request, "check.html.j2", given=EMPTY, error="", shown=None)


@router.post("/check")
def check(request: Request, site: Here, sent: Sent) -> Response:
    """Checks what was pasted or uploaded."""
    site.checked(request, sent.form_key)
    try:
        draft = from_form(sent)
    except ValueError as error:
        return site.page(request, "check.html.j2", status=422, given=_again(sent), error=str(error), shown=None)
    checked = site.reader.check(draft)
    return site.page(
        request,
        "check.html.j2",
        DraftPages({draft.id}),
        given={
            "text": draft.text,
            "source": draft.source,
            "title": draft.title,
            "published": draft.published.isoformat() if draft.published else "",
        },
        error="",
        shown=_shown(checked, draft.id),
    )


def _again(sent: DraftForm) -> dict[str, str]:
    """What was filled in, to be mended."""
    return {"text": sent.text, "source": sent.source, "title": sent.title, "published": sent.published}


@router.post("/articles")
def add(request: Request, site: Here, sent: Sent) -> Response:
    """Adds a checked draft to the archive: its findings keep their ids, and so the words on them."""
    site.checked(request, sent.form_key)
    try:
        article = from_form(sent)
    except ValueError as error:
        raise HTTPException(422, str(error)) from error
    site.reader.add(article)
    return RedirectResponse(f"/articles/{article.id}", status_code=303)


def from_form(sent: DraftForm) -> Article:
    """The draft of a form. Raises ValueError with words for who filled it in."""
    if sent.file is None or not sent.file.filename:
        return draft_of(sent.text, source=sent.source, title=sent.title, published=sent.published)
    if sent.text.strip():
        raise ValueError("Give the draft as text or as a file, not both.")
    return _from_file(sent.file.filename, sent.file.file.read(), sent)


def _from_file(name: str, content: bytes, sent: DraftForm) -> Article:
    """A draft from an uploaded file, read as `factcheck check` reads it; what the form says wins."""
    suffix = Path(name).suffix.lower()
    if suffix not in SUFFIXES:
        raise ValueError(f"A file like {name!r} is not read here; give one of {', '.join(SUFFIXES)}.")
    with TemporaryDirectory() as folder:
        kept = Path(folder) / f"draft{suffix}"
        kept.write_bytes(content)
        reading = read(kept, source=sent.source.strip() or None, published=_day(sent.published))
    if reading.unreadable:
        raise ValueError(f"The file cannot be read: {reading.unreadable[0].message}.")
    if not reading.articles:
        raise ValueError("There is no text in the file.")
    found = reading.articles[0]
    day = found.published.isoformat() if found.published else ""
    return draft_of(found.text, source=found.source, title=sent.title or found.title, published=day)


def draft_of(text: str, *, source: str = "", title: str = "", published: str = "") -> Article:
    """A draft. Its path is made from its words, so that two drafts are never versions of one. Raises ValueError."""
    words = re.sub(r"\r\n?", "\n", text).strip()
    if not words:
        raise ValueError("There is nothing to check: paste the text, or choose a file.")
    if len(words) > LONG:
        raise ValueError(f"A draft may be {LONG:,} characters long at most.")
    path = f"desk/{sha256(words.encode('utf-8', 'surrogatepass')).hexdigest()[:12]}.txt"
    name = source.strip()
    return Article(
        id=article_id(name, path, words),
        path=path,
        text=words,
        source=name,
        title=title.strip(),
        published=_day(published),
    )


def _day(given: str) -> date | None:
    if not given.strip():
        return None
    try:
        return date.fromisoformat(given.strip())
    except ValueError as error:
        raise ValueError(f"{given!r} is no date; write it as 2025-10-31.") from error


def _shown(checked: Check, draft_id: str) -> dict[str, Any]:
    """What the page of a checked draft shows."""
    held = Holdings(checked.report)
    claims = held.claims_of[draft_id]
    return {
        "article": article_view(held.index.articles[draft_id], claims, held.backlinks, held.index.origins),
        "questions": [held.questions.question(group) for group in held.groups],
        "claims": len(claims),
        "compared": len(checked.compared),
        "findings": len(checked.report.findings),
        "notices": [notice.text for notice in checked.notices],
        "corrections": [correction.quote for correction in checked.corrections],
    }
