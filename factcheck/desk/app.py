"""The desk as an ASGI application."""

from __future__ import annotations

from fastapi import FastAPI, HTTPException, Request
from fastapi.exception_handlers import http_exception_handler
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response

from factcheck.desk.api import router as api
from factcheck.desk.drafts import router as drafts
from factcheck.desk.export import router as exports
from factcheck.desk.holdings import Reader
from factcheck.desk.judging import router as judging
from factcheck.desk.pages import router as pages
from factcheck.desk.security import Access, Guard
from factcheck.desk.site import Site, site_of
from factcheck.render.words import plain
from factcheck.store import ArchiveError
from factcheck.version import __version__

_ABOUT = """Articles, claims and findings of a factcheck archive.

Where the desk asks for a token, send it as `Authorization: Bearer TOKEN`."""


def create_app(reader: Reader, access: Access) -> FastAPI:
    """The desk on an archive. No page loads anything from elsewhere; the API's own pages of FastAPI would."""
    app = FastAPI(
        title="factcheck",
        version=__version__,
        description=_ABOUT,
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/openapi.json",
    )
    app.state.site = Site(reader, access)
    for router in (pages, judging, drafts, exports, api):
        app.include_router(router)
    app.add_exception_handler(HTTPException, _refused)
    app.add_exception_handler(404, _refused)
    app.add_exception_handler(405, _refused)
    app.add_exception_handler(RequestValidationError, _not_understood)
    app.add_exception_handler(ArchiveError, _archive_failed)
    app.add_middleware(Guard, access=access)
    return app


async def _refused(request: Request, error: Exception) -> Response:
    """Errors of the API as JSON, those of pages as a page."""
    assert hasattr(error, "status_code")
    if request.url.path.startswith("/api/"):
        return await http_exception_handler(request, error)  # type: ignore[arg-type]
    text = str(getattr(error, "detail", ""))
    return site_of(request).page(request, "refused.html.j2", status=error.status_code, text=text)


async def _not_understood(request: Request, error: Exception) -> Response:
    """A request whose parts are not what they should be, told in one line."""
    assert isinstance(error, RequestValidationError)
    told = "; ".join(f"{'.'.join(str(part) for part in one['loc'][1:])}: {one['msg']}" for one in error.errors())
    return await _refused(request, HTTPException(422, plain(told)))


async def _archive_failed(request: Request, error: Exception) -> Response:
    return await _refused(request, HTTPException(503, str(error)))
