"""One line a finding, as editors and log readers expect it: `path:line:column: CODE verdict: message`."""

from __future__ import annotations

from factcheck.model.check import Check
from factcheck.render.check.told import Teller


def render_concise(check: Check) -> str:
    """What nothing suppresses, by file, line and column; nothing else, so that every line can be parsed."""
    return "".join(
        f"{told.place}: {told.title}: {told.message} [{told.result.finding.id}]\n"
        for told in Teller(check).tell(check.told())
    )
