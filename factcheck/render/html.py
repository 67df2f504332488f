"""The HTML report: one file that needs nothing from outside, and no script to be read."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from factcheck.model.audit import Audit
from factcheck.model.report import Report
from factcheck.render.links import InPage, Links
from factcheck.render.tolls import HEIGHT, LEFT, RIGHT, WIDTH
from factcheck.render.view import page
from factcheck.render.words import day, safe_url

if TYPE_CHECKING:
    from jinja2 import Environment

_TEMPLATES = Path(__file__).parent / "templates"


def render_html(report: Report, audit: Audit | None = None) -> str:
    """The report as one HTML document; with the `audit` of its sources it shows how they compare."""
    return document_page("report.html.j2", ("report.css", "pictures.css"), "report.js", page=page(report, audit))


def document_page(template: str, styles: Sequence[str], script: str | None, **shown: object) -> str:
    """A page from a template of this package, with its styles and script inside and allowed by their digests."""
    style, code = "".join(asset(name) for name in styles), asset(script) if script else ""
    made = environment(InPage()).get_template(template)
    return made.render(style=style, script=code, policy=_policy(style, code), **shown) + "\n"


def environment(links: Links, *folders: Path) -> Environment:
    """The templates, those of `folders` before our own; `links` is what they call `at`."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    made = Environment(
        loader=FileSystemLoader([*folders, _TEMPLATES]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["day"] = day
    made.filters["safe_url"] = safe_url
    made.globals["at"] = links
    made.globals["frame"] = {"width": WIDTH, "height": HEIGHT, "left": LEFT, "right": RIGHT}
    return made


@cache
def asset(name: str) -> str:
    """The text of a file beside the templates."""
    return (_TEMPLATES / name).read_text(encoding="utf-8")


def _policy(style: str, script: str) -> str:
    """A policy under which nothing is loaded, and nothing but our own style and script is run."""
    return (
        f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )


def _digest(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")
