"""`factcheck archive`: what an archive holds, whether it is whole, and what has to leave it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from factcheck.cli.archives import now, opened, store_option, whole_ids
from factcheck.cli.messages import Failure, say
from factcheck.cli.output import print_out

if TYPE_CHECKING:
    from factcheck.model.extraction import Extraction
    from factcheck.store import Listed, Removed, Stats

FOUND = 1
NAMED = 20

format_option = click.option(
    "--format", type=click.Choice(("text", "json")), default="text", show_default=True, help="Format of the output."
)

VERIFY_CODES = """\b
Exit codes:
    0  the archive is whole
    1  it is not; what is wrong is printed
    2  there is no such archive, or it cannot be opened
"""


@click.group(short_help="What an archive holds, and what leaves it.")
def archive() -> None:
    """Shows what an archive holds, verifies it, and takes articles out of it."""


@archive.command("list")
@store_option
@click.option("--source", metavar="NAME", help="Articles of this source only.")
@click.option("--all-versions", is_flag=True, help="Superseded versions too.")
@format_option
def list_articles(store: str | None, source: str | None, all_versions: bool, format: str) -> None:
    """Lists the articles: id, date, number of claims, version, source, path and title."""
    with opened(store) as found:
        articles = found.listed(source, old=all_versions)
    if format == "json":
        print_out(_json(articles))
        return
    print_out("".join(map(_line, articles)))
    if not articles:
        say("note", "no articles" + (f" of {source}" if source else ""))


def _line(article: Listed) -> str:
    from factcheck.render.words import plain

    day = article.published.isoformat() if article.published else "undated   "
    version = f"v{article.version}" + ("" if article.current else " (superseded)")
    words = [article.source, article.place, article.title]
    return plain("  ".join([article.id, day, f"{article.claims:>4}", version, *filter(None, words)])) + "\n"


@archive.command()
@click.argument("article", metavar="ID")
@store_option
@format_option
def show(article: str, store: str | None, format: str) -> None:
    """Shows an article and the claims it makes. ID is an article's, or the first characters of one."""
    with opened(store) as found:
        (whole,) = whole_ids(found, [article])
        extraction = next(found.extractions([whole]), None)
    if extraction is None:
        raise Failure(f"{whole} is a draft that was cached, and no article of the archive")
    print_out(_json(extraction) if format == "json" else _page(extraction))


def _page(extraction: Extraction) -> str:
    from factcheck.render.words import describe, plain

    article = extraction.article
    head = {
        "id": article.id,
        "source": article.source,
        "path": article.path,
        "title": article.title,
        "published": article.published.isoformat() if article.published else "",
        "url": article.url,
    }
    lines = [f"{name}: {plain(value)}" for name, value in head.items() if value]
    claims = [
        plain(f"{c.line}:{c.column}  {c.kind}  {describe(c.value)}  «{c.value_text}»  {c.id}")
        for c in extraction.claims
    ]
    text = "\n".join(map(plain, article.text.splitlines()))
    return "\n".join([*lines, "", text, "", f"{len(claims)} claims", *claims, ""])


@archive.command()
@store_option
@format_option
def stats(store: str | None, format: str) -> None:
    """Says how much the archive holds, and by what it was read."""
    with opened(store) as found:
        counts = found.stats()
    print_out(_json(counts) if format == "json" else _counts(counts))


def _counts(counts: Stats) -> str:
    from factcheck.render.words import plain

    days = f", {counts.first} to {counts.last}" if counts.first and counts.last else ""
    lines = [
        f"articles: {counts.articles} ({counts.versions} versions, {counts.sources} sources{days})",
        f"claims: {counts.claims}",
        *(f"  {kind}: {count}" for kind, count in counts.claims_by_kind.items()),
        f"event mentions: {counts.mentions}",
        f"blocking keys: {counts.keys}",
        f"fingerprints: {counts.fingerprints}",
        f"cached drafts: {counts.cached}",
        f"verdicts of reviewers: {counts.verdicts}",
        f"removals: {counts.removals}",
        f"schema: {counts.schema}",
        *(
            f"read by factcheck {tool.factcheck}, {tool.pipeline}, rules {tool.rules}: {versions}"
            for tool, versions in counts.tools
        ),
    ]
    return "".join(f"{plain(line)}\n" for line in lines)


@archive.command(epilog=VERIFY_CODES)
@store_option
def verify(store: str | None) -> int:
    """Checks that the archive is whole: the database itself, hashes of texts, places of claims, ids, references."""
    with opened(store) as found:
        problems = found.verify()
    from factcheck.render.words import plain

    lines = [plain(f"{problem.where}: {problem.message}") for problem in problems]
    print_out("".join(f"{line}\n" for line in lines) or "The archive is whole.\n")
    return FOUND if problems else 0


@archive.command()
@click.argument("articles", metavar="ID...", nargs=-1, required=True)
@store_option
def remove(articles: tuple[str, ...], store: str | None) -> None:
    """Takes articles out with all their versions. They may be added again; forget takes them out for good."""
    with opened(store) as found:
        removed = found.remove(whole_ids(found, articles), at=now())
    print_out(_removed("removed", removed))


@archive.command()
@click.argument("articles", metavar="[ID]...", nargs=-1)
@store_option
@click.option("--source", metavar="NAME", help="Everything of this source.")
@click.option("--person", metavar="NAME", help="Every claim that names this person; the articles stay.")
def forget(articles: tuple[str, ...], store: str | None, source: str | None, person: str | None) -> None:
    """Takes articles, a source, or the claims that name a person out for good.

    Old versions and what is cached go too, nothing of the words is left in the database, and a later ingest does
    not bring them back. That something was removed stays on record, and when; what it was does not.
    """
    given = [bool(articles), source is not None, person is not None]
    if sum(given) != 1:
        raise click.UsageError("say what to forget: ids of articles, --source NAME or --person NAME, one of the three")
    if person is not None and not any(map(str.isalnum, person)):
        raise click.UsageError("--person needs a name")
    with opened(store) as found:
        if person is not None:
            from factcheck.pipeline import keys_of

            removed = found.forget_person(person, keys_of, at=now())
        elif source is not None:
            removed = found.forget_source(source, at=now())
        else:
            removed = found.forget_articles(whole_ids(found, articles), at=now())
    print_out(_removed("forgotten", removed))
    if removed.still_named:
        listed = " ".join(removed.still_named[:NAMED]) + (" …" if len(removed.still_named) > NAMED else "")
        say(
            "note",
            f"{len(removed.still_named)} articles still name the person in their text; forget them too: {listed}",
        )


def _removed(word: str, removed: Removed) -> str:
    parts = f"{removed.versions} versions, {removed.claims} claims, {removed.cached} cached drafts"
    return f"{word}: {removed.articles} articles ({parts})\n"


def _json(item: object) -> str:
    import msgspec

    return msgspec.json.format(msgspec.json.encode(item, order="deterministic"), indent=2).decode() + "\n"
