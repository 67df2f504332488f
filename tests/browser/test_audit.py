"""The audit's page in a browser."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from factcheck.reliability import audit_report
from factcheck.render import write
from factcheck.render.audit import render_audit
from tests.browser.axe import faults
from tests.browser.conftest import SCHEMES, WIDTHS, Watched
from tests.corpus_run import corpus_report


@pytest.fixture(scope="module")
def audit_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The audit of the sample articles."""
    file = tmp_path_factory.mktemp("audit") / "audit.html"
    write(render_audit(audit_report(corpus_report()), "html"), file)
    return file


@pytest.mark.parametrize("scheme", SCHEMES)
def test_axe_finds_nothing_and_nothing_is_wider_than_the_window(
    browser: Browser, audit_file: Path, scheme: str
) -> None:
    for width in WIDTHS:
        context = browser.new_context(
            viewport={"width": width, "height": 900}, color_scheme="dark" if scheme == "dark" else "light"
        )
        watched = Watched(context, "file:")
        watched.page.goto(audit_file.as_uri())
        watched.page.evaluate("document.querySelectorAll('details').forEach(fold => { fold.open = true; })")
        assert watched.wide() <= 0
        assert faults(watched.page) == []
        assert watched.said == []
        assert watched.outside == []
        context.close()
