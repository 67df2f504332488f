"""A real browser: Debian's Chromium, driven by Playwright. Where it is not installed these tests are skipped."""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import uvicorn
from playwright.sync_api import Browser, BrowserContext, Page, Request, expect, sync_playwright

from factcheck.desk.app import create_app
from factcheck.desk.holdings import Reader
from factcheck.desk.security import Access
from factcheck.reliability import audit_report
from factcheck.render import render, write
from tests.corpus_run import corpus_report
from tests.desk.conftest import filled, reader  # noqa: F401

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
QUIET = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
# A busy machine is no fault of the page.
expect.set_options(timeout=60_000)

WIDTHS = (390, 820, 1440)
SCHEMES = ("light", "dark")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("chromium is not installed (apt-get install chromium)")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET, timeout=120_000)
        yield browser
        browser.close()


class Watched:
    """A page, with what it said on the console and what it asked for elsewhere."""

    def __init__(self, context: BrowserContext, own: str) -> None:
        self.page: Page = context.new_page()
        self.said: list[str] = []
        self.outside: list[str] = []
        self.page.on("console", lambda message: self.said.append(f"{message.type}: {message.text}"))
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        self.page.on("request", lambda request: self._asked(request, own))

    def _asked(self, request: Request, own: str) -> None:
        if not request.url.startswith((own, "data:")):
            self.outside.append(request.url)

    def wide(self) -> int:
        """How much wider the page is than its window."""
        found = self.page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert isinstance(found, int)
        return found


@pytest.fixture(scope="session")
def report_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report on the sample articles."""
    file = tmp_path_factory.mktemp("report") / "report.html"
    write(render(corpus_report(), "html", audit_report(corpus_report(), by_kind=False)), file)
    return file


@pytest.fixture
def report(browser: Browser, report_file: Path) -> Iterator[Watched]:
    """That report, opened."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    watched = Watched(context, "file:")
    watched.page.goto(report_file.as_uri())
    yield watched
    assert watched.said == []
    assert watched.outside == []
    context.close()


@pytest.fixture
def served(reader: Reader) -> Iterator[str]:  # noqa: F811
    """The address of a desk on a copy of the sample archive."""
    config = uvicorn.Config(create_app(reader, Access.new("127.0.0.1")), port=0, log_level="error", access_log=False)
    server = uvicorn.Server(config)
    with config.bind_socket() as listening:
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        while not server.started and thread.is_alive():
            time.sleep(0.02)
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        server.should_exit = True
        thread.join()


@pytest.fixture
def desk(browser: Browser, served: str) -> Iterator[Watched]:
    """The desk, opened at its overview."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, base_url=served)
    watched = Watched(context, served)
    watched.page.goto("/")
    yield watched
    assert watched.said == []
    assert watched.outside == []
    context.close()
