"""Articles as an archive takes them, made without reading a word."""

from __future__ import annotations

from datetime import date

from factcheck.model.article import Article, article_id, content_id
from factcheck.model.claim import Attribution, Claim
from factcheck.model.event import EventMention
from factcheck.model.extraction import Extraction
from factcheck.model.values import CasualtyValue, Kind, OfficeHolderValue, Value
from factcheck.store import Entry, ToolVersion

TOOL = ToolVersion(pipeline="a model 1.0", rules="0123", factcheck="0.0")
OTHER_TOOL = ToolVersion(pipeline="a model 1.0", rules="4567", factcheck="0.0")
DAY = date(2017, 5, 4)
AT = "2017-06-01T09:00:00+00:00"

FERRY = "A ferry sank off Split and 14 people died, said Mila Horvat, the harbour master."
FERRY_LATER = "A ferry sank off Split and 16 people died, said Mila Horvat, the harbour master."
BRIDGE = "The bridge at Mostar is open again. Nobody was hurt."


def extraction(text: str, *, source: str = "The Larch", path: str = "ferry.txt", day: date | None = DAY) -> Extraction:
    """An article with a claim for its number of dead, and one for the harbour master where she is named."""
    article = Article(
        id=article_id(source, path, text), path=path, text=text, source=source, title="Harbour news", published=day
    )
    mention = EventMention(
        id=content_id("m", article.id),
        article=article.id,
        type="accident",
        label="ferry disaster",
        participants=frozenset({"HR", "coast guard"}),
        names=frozenset({"setting:ferry", *(["person:mila horvat"] if "Mila Horvat" in text else [])}),
        dates=("2017-05-03",),
    )
    claims = []
    for number in ("14", "16"):
        if number in text:
            dead = CasualtyValue(min=int(number), max=int(number), harm="killed")
            claims.append(claim(article, number, dead, mention.id))
    if "Mila Horvat" in text:
        master = OfficeHolderValue(name="Mila Horvat", office="harbour master", polity="HR")
        claims.append(claim(article, "Mila Horvat", master, None))
    return Extraction(article, tuple(claims), (mention,))


def claim(article: Article, words: str, value: Value, event: str | None) -> Claim:
    """A claim whose words stand in the article."""
    start = article.text.index(words)
    span = (start, start + len(words))
    kind = Kind.OFFICE_HOLDER if isinstance(value, OfficeHolderValue) else Kind.CASUALTY
    attribute = "harbour master" if event is None else "killed: all"
    return Claim(
        id=content_id("c", article.id, kind, attribute, *map(str, span)),
        article=article.id,
        kind=kind,
        event=event,
        attribute=attribute,
        value=value,
        value_text=words,
        span=span,
        line=1,
        column=start + 1,
        quote=article.text,
        quote_start=0,
        attribution=Attribution("Mila Horvat", "said") if "Mila Horvat" in article.text else None,
    )


def entry(
    found: Extraction, *, keys: tuple[str, ...] = ("place|split",), tool: str = "", prints: tuple[int, ...] = ()
) -> Entry:
    """An extraction on its way into an archive."""
    text_key = content_id("k", found.article.id, str(found.article.published), tool)
    return Entry(extraction=found, text_key=text_key, keys=frozenset(keys), fingerprints=frozenset(prints))
