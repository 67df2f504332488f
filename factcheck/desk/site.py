"""What all pages share: the templates, the frame around them, style and script."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import unquote

from fastapi import Depends, HTTPException, Request
from fastapi.responses import HTMLResponse

from factcheck.desk.audits import Audits
from factcheck.desk.holdings import STATES, Holdings, Reader
from factcheck.desk.links import Pages
from factcheck.desk.security import Access
from factcheck.render.html import asset, environment
from factcheck.render.links import Links

TEMPLATES = Path(__file__).parent / "templates"
REVIEWER = "factcheck_reviewer"


class Site:
    """The desk's parts, as routes get at them."""

    def __init__(self, reader: Reader, access: Access) -> None:
        self.reader = reader
        self.access = access
        self.audits = Audits()
        self._pages = environment(Pages(), TEMPLATES)
        styles = "".join(asset(name) for name in ("report.css", "pictures.css", "audit.css"))
        self.style = styles + (TEMPLATES / "desk.css").read_text(encoding="utf-8")
        self.script = (TEMPLATES / "desk.js").read_text(encoding="utf-8")

    def page(
        self, request: Request, name: str, links: Links | None = None, status: int = 200, **shown: Any
    ) -> HTMLResponse:
        """A page from a template. `links` are other than those between the desk's pages."""
        templates = self._pages if links is None else environment(links, TEMPLATES)
        frame = {
            "here": request.url.path,
            "form_key": request.state.form_key,
            "reviewer": unquote(request.cookies.get(REVIEWER, "")),
            "states": STATES,
            "status": status,
        }
        return HTMLResponse(templates.get_template(name).render(**frame, **shown), status)

    def checked(self, request: Request, given: str) -> None:
        """Turns away a form that was not made for who sends it."""
        if not self.access.is_form_key(given, request.state.seat):
            raise HTTPException(403, "This form is out of date, or not one of the desk's. Go back and load it again.")


def site_of(request: Request) -> Site:
    """The site of a request's app."""
    site = request.app.state.site
    assert isinstance(site, Site)
    return site


def holdings_of(request: Request) -> Holdings:
    """The archive as it stands."""
    return site_of(request).reader.holdings()


def known(kept: Mapping[str, Any], wanted: str, what: str) -> Any:
    """What the archive has under an id; where it has nothing the answer is 404."""
    found = kept.get(wanted)
    if found is None:
        raise HTTPException(404, f"No {what} of the archive has this id.")
    return found


Here = Annotated[Site, Depends(site_of)]
Held = Annotated[Holdings, Depends(holdings_of)]
