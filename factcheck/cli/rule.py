"""`factcheck rule`: the rules."""

from __future__ import annotations

from difflib import get_close_matches

import click

from factcheck.cli.messages import Failure
from factcheck.cli.output import print_out


@click.command(short_help="What a rule flags and what it does not.")
@click.argument("code", required=False)
def rule(code: str | None) -> None:
    """Prints the page of the rule CODE, such as FC301, or a list of all rules."""
    from factcheck.rules.pages import rule_list, rule_pages, rule_text

    pages = rule_pages()
    if code is None:
        print_out(rule_list(pages.values()))
        return
    page = pages.get(code.upper())
    if page is None:
        near = get_close_matches(code.upper(), pages, n=3, cutoff=0.5) or list(pages)
        raise Failure(f"no rule {code!r}; did you mean {', '.join(near)}?")
    print_out(rule_text(page))
