"""A newsroom's archive made up: events, the reports of them by many sources, and drafts about the latest.

Claims and event mentions are made as model objects, not read. Every claim's words stand in its article's text, so
that an archive of them verifies. The archive grows as a real one does, day by day at one rate: events happen, some
are reported by many and some by few, tolls rise, sources spell names their own way, and articles look back at what
happened before. Reports err as real ones do: one in ten leaves out the day or tells the country alone, one in twenty
has another day, place or office-holder. The same seed gives the same archive.

How it grows: the number of events in a month does not depend on the size of the archive, so a block of a place and a
month, or of a party and a year, fills up once that time is covered, and more articles mean more blocks. An office
has one holder for four years, so its question gets more claims, year after year.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import count

from msgspec.structs import replace

from benchmarks.world import START, Happening, cities, country_name, happenings, holder, name, spelled
from factcheck.model.article import Article, article_id, content_id
from factcheck.model.claim import Attribution, Claim
from factcheck.model.event import EventMention
from factcheck.model.extraction import Extraction
from factcheck.model.values import (
    VALUE_TYPES,
    CasualtyValue,
    DateValue,
    Kind,
    OfficeHolderValue,
    OrdinalValue,
    OutcomeValue,
    QuantityValue,
    Value,
    VenueValue,
)
from factcheck.text.place import Place

REPORTS = (2, 14)
MEMORY = 60  # events back that an article may look back at
LOOKS_BACK = 3
OFFICES = ("president", "prime minister", "foreign minister", "interior minister", "governor", "mayor")
OUTCOMES = ("agreement", "deadlock", "no agreement", "ceasefire")


def extractions(seed: int) -> Iterator[tuple[date, Extraction]]:
    """Articles day by day, without end, each with the day it came out."""
    for now, extraction, _ in labelled(seed):
        yield now, extraction


def labelled(seed: int) -> Iterator[tuple[date, Extraction, tuple[Happening, ...]]]:
    """The same, with what happened for each mention of an event."""
    chance = random.Random(seed + 1)
    past: list[Happening] = []
    open_reports: list[tuple[Happening, int]] = []
    number = count(1)
    for day, today in enumerate(happenings(seed)):
        now = START + timedelta(days=day)
        open_reports = [(h, left) for h, left in open_reports if left > 0]
        open_reports += [(h, min(REPORTS[1], round(REPORTS[0] * chance.paretovariate(0.9)))) for h in today]
        following: list[tuple[Happening, int]] = []
        for happening, left in open_reports:
            reports = left if chance.random() < 0.7 else max(1, left // 2)
            for _ in range(reports):
                writer = report(chance, next(number), happening, now, past[-MEMORY:])
                yield now, writer.extraction(), tuple(writer.told)
            following.append((happening, left - reports))
        open_reports = following
        past += today


def report(chance: random.Random, number: int, told: Happening, now: date, past: Sequence[Happening]) -> _Writer:
    """One source's report of an event, with a look back at another."""
    writer = _Writer(chance, number, told, now)
    writer.main(told)
    for before in chance.sample(past, min(LOOKS_BACK, len(past))):
        writer.look_back(before)
    return writer


class _Writer:
    """One article in the making: sentences, and the claims whose words stand in them."""

    def __init__(self, chance: random.Random, number: int, told: Happening, now: date) -> None:
        self._chance, self._told, self._now = chance, told, now
        self._number = number
        self._source = f"Paper {chance.randint(1, 40)}"
        self._text = ""
        self._claims: list[tuple[Kind, str | None, str, Value, tuple[int, int], str]] = []
        self._mentions: list[EventMention] = []
        self.told: list[Happening] = []

    def main(self, h: Happening) -> None:
        """The event that the article is about."""
        vary = self._chance
        later = (self._now - h.day).days
        dead = h.dead + (0 if vary.random() < 0.7 else vary.randint(1, 2 + later))
        president = holder("president", h.place.country, h.day.year)
        names = {
            f"person:{spelled(vary, h.person).lower()}",
            f"setting:{h.site}",
            f"official:{spelled(vary, h.official).lower()}",
            f"official:{spelled(vary, president).lower()}",
            f"age:{h.hurt % 80}",
        }
        day, place = self._drift(h)
        kept = frozenset(n for n in sorted(names) if vary.random() < 0.8)
        event = self._mention(h, (day, place), kept, dead, 1.0)
        if h.type == "talks":
            self._talks(h, event, (day, place))
        else:
            self._harm(h, event, dead, (day, place))
        self._office(vary.choice(OFFICES), h.place.country)
        self._office("president", vary.choice(cities()).country)
        for of in ("houses", "officers", "vehicles"):
            count = vary.randint(2, 400)
            self._say("Officials counted {} there", f"{count} {of}", event, of,
                      QuantityValue(min=count, max=count, unit=of))  # fmt: skip

    def look_back(self, h: Happening) -> None:
        """An event of before that the article recalls."""
        event = self._mention(h, (h.day, h.place), frozenset({f"setting:{h.site}"}), h.dead, 0.2)
        self._say("It recalled the one of {}", h.day.isoformat(), event, "date",
                  DateValue(iso=h.day.isoformat(), precision="day"))  # fmt: skip
        self._say("That was in {}", h.place.name, event, "venue", _venue(h.place))
        if h.type != "talks":
            self._say("Then {} died", f"{h.dead} people", event, "killed: all",
                      CasualtyValue(min=h.dead, max=h.dead, harm="killed"))  # fmt: skip

    def _harm(self, h: Happening, event: str, dead: int, when_where: tuple[date, Place]) -> None:
        day, place = when_where
        most = None if self._chance.random() < 0.3 else dead
        self._say(f"At least {{}} died in the {h.type}", f"{dead} people", event, "killed: all",
                  CasualtyValue(min=dead, max=most, harm="killed"))  # fmt: skip
        self._say("Hospitals took in {}", f"{h.hurt} hurt", event, "injured: all",
                  CasualtyValue(min=h.hurt, max=h.hurt, harm="injured"))  # fmt: skip
        self._say(f"It struck {{}} at its {h.site}", place.name, event, "venue", _venue(place))
        self._say("It was on {}", day.isoformat(), event, "date",
                  DateValue(iso=day.isoformat(), precision="day"))  # fmt: skip
        self._say("The nation has seen {} disasters", f"{h.ordinal} such", event, "ordinal",
                  OrdinalValue(value=h.ordinal, of="disaster"))  # fmt: skip

    def _talks(self, h: Happening, event: str, when_where: tuple[date, Place]) -> None:
        day, place = when_where
        outcome = self._chance.choice(OUTCOMES)
        self._say("The parties met in {}", place.name, event, "venue", _venue(place))
        self._say("They met on {}", day.isoformat(), event, "date",
                  DateValue(iso=day.isoformat(), precision="day"))  # fmt: skip
        self._say("It was {}", f"round {h.ordinal}", event, "ordinal",
                  OrdinalValue(value=h.ordinal, of="round"))  # fmt: skip
        self._say("It ended in {}", outcome, event, "outcome", OutcomeValue(term=outcome))

    def _drift(self, h: Happening) -> tuple[date, Place]:
        """Day and place as this source has them; one in twenty has another day, one in twenty another place."""
        day = h.day - timedelta(days=1) if self._chance.random() < 0.05 else h.day
        return day, self._chance.choice(cities()) if self._chance.random() < 0.05 else h.place

    def _office(self, office: str, polity: str) -> None:
        """Who holds an office, as this source has it; one in twenty names another."""
        right = self._chance.random() >= 0.05
        person = spelled(self._chance, holder(office, polity, self._now.year) if right else name(self._chance))
        self._say(f"So said the {office}, {{}}", person, None, f"{office} of {polity}",
                  OfficeHolderValue(name=person, office=office, polity=polity))  # fmt: skip

    def _mention(
        self, h: Happening, when_where: tuple[date, Place], names: frozenset[str], dead: int, salience: float
    ) -> str:
        day, place = when_where
        talks = h.type == "talks"
        dated, narrow = (self._chance.random() >= 0.1 for _ in range(2))
        self.told.append(h)
        key = content_id("m", str(self._number), str(len(self._mentions)))
        self._mentions.append(
            EventMention(
                id=key,
                article="",
                type=h.type,
                label=f"{h.place.name} {h.type}",
                ordinal=h.ordinal if talks else None,
                participants=frozenset({h.place.country, h.guest}) if talks else frozenset(),
                places=(place.id if narrow else place.country,),
                dates=(day.isoformat(),) if dated else (),
                names=frozenset() if talks else names,
                tolls=() if talks else (dead,),
                salience=salience,
            )
        )
        return key

    def _say(self, sentence: str, words: str, event: str | None, attribute: str, value: Value) -> None:
        """A sentence whose {} is the words that carry the value."""
        start = len(self._text) + sentence.index("{}")
        quote = sentence.replace("{}", words) + "."
        self._text += f"{quote} "
        self._claims.append((_KIND_OF[type(value)], event, attribute, value, (start, start + len(words)), quote))

    def extraction(self) -> Extraction:
        """The article with its claims and mentions."""
        path = f"{self._now.isoformat()}/{self._number}.txt"
        article = Article(
            id=article_id(self._source, path, self._text),
            path=path,
            text=self._text,
            source=self._source,
            title=f"{self._told.type.capitalize()} in {self._told.place.name}",
            published=self._now,
        )
        claims = []
        for n, (kind, event, attribute, value, span, quote) in enumerate(self._claims):
            start = self._text.rindex(quote, 0, span[1] + len(quote))
            claims.append(
                Claim(
                    id=content_id("c", article.id, kind, attribute, str(span[0]), str(span[1])),
                    article=article.id,
                    kind=kind,
                    event=event,
                    attribute=attribute,
                    value=value,
                    value_text=self._text[span[0] : span[1]],
                    span=span,
                    line=1,
                    column=span[0] + 1,
                    quote=quote,
                    quote_start=start,
                    attribution=Attribution(self._told.official, "said") if n % 4 == 0 else None,
                    confidence=0.7,
                )
            )
        return Extraction(article, tuple(claims), tuple(replace(m, article=article.id) for m in self._mentions))


_KIND_OF = {value: kind for kind, value in VALUE_TYPES.items()}


def _venue(place: Place) -> VenueValue:
    return VenueValue(name=place.name, place=place.id, within=place.within)


def draft(told: Sequence[Happening], today: date, words: int) -> Article:
    """A draft of so many words about events, in prose that is read as any copy is."""
    paragraphs = [paragraph for h in told for paragraph in _paragraphs(h)]
    chosen: list[str] = []
    for paragraph in paragraphs:
        if sum(len(p.split()) for p in chosen) >= words:
            break
        chosen.append(paragraph)
    text = "\n\n".join(chosen)
    return Article(
        id=article_id("The Desk", "draft.md", text),
        path="draft.md",
        text=text,
        source="The Desk",
        title=f"{told[0].type.capitalize()} in {told[0].place.name}",
        published=today,
    )


def sentence(h: Happening) -> str:
    """An event in a sentence, as a ticker has it."""
    place, day, land = h.place.name, f"{h.day.day} {h.day:%B %Y}", country_name(h.place.country)
    if h.type == "talks":
        return f"Round {h.ordinal} of the talks between {land} and {country_name(h.guest)} in {place} ended on {day}."
    return (
        f"At least {h.dead + 2} people were killed in {a(h.type)} at a {h.site} in {place} on {day}, mayor "
        f"{h.official} said."
    )


def _paragraphs(h: Happening) -> list[str]:
    place, day = h.place.name, f"{h.day.day} {h.day:%B %Y}"
    land = country_name(h.place.country)
    president = holder("president", h.place.country, h.day.year)
    if h.type == "talks":
        told = f"""
Round {h.ordinal} of the talks between {land} and {country_name(h.guest)} was held in {place} on {day}. The talks
ended in deadlock, said {h.official}, who led the delegation of {land}.

The delegates met for more than 13 hours in {place}. {h.official} said that both sides would meet again within a
month, and that about 80 percent of the text had been settled.
"""
    else:
        told = f"""
At least {h.dead + 2} people were killed and {h.hurt} injured in {a(h.type)} at a {h.site} in {place}, {land}, on {day},
officials said. Among the dead was {h.person}, a teacher from the town.

Mayor {h.official} of {place} said the {h.type} happened shortly after 9am. About 200 firefighters were sent to the
{h.site}, and 40 houses nearby were emptied while the search went on.

The {h.type} was the worst in {land} for 12 years. {president}, the president of {land},
declared three days of mourning and promised {h.dead * 1000} dollars to each family.
"""
    return [" ".join(paragraph.split()) for paragraph in told.split("\n\n")]


def a(word: str) -> str:
    """A word with its article."""
    return f"an {word}" if word[0] in "aeiou" else f"a {word}"


def up_to(claims: int, stream: Iterator[Extraction]) -> Iterator[Extraction]:
    """The next articles of a stream, till they have so many claims."""
    found = 0
    while found < claims:
        extraction = next(stream)
        found += len(extraction.claims)
        yield extraction
