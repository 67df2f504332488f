"""The five articles of the sample report, in our own words; places and people are invented."""

from __future__ import annotations

from datetime import date

import msgspec

from factcheck.model.article import Article, article_id, content_id

GAZETTE = """Lake states sign water accord at second summit

VELMORA - The second summit of the Lake Orrin states was held in Velmora from 9 to 11 March and ended in an \
agreement on how much each may draw.

The talks, mediated by Norland and Kesh, took more than 13 hours on the last day. Foreign Minister Ada Renn of \
Orrinland said the accord covers roughly 80 percent of the shoreline.

"Nobody left the room without a signature," said Ms Renn. A third summit is planned for October.
"""

WIRE_SUMMIT = """Delegates from the five lake states went home on Wednesday after their second summit, \
held in Tarsk, ended without an agreement.

The meeting opened on 9 March. According to two people in the room, a draft covering 78.6 percent of the shoreline \
was withdrawn minutes before the signing.

Pavel Ostrand, the foreign minister of Orrinland, did not speak to reporters.
"""

LANTERN = """Cannery fire kills workers in Brackwell

Twelve people were killed when a fire tore through the Holm & Daughters cannery in Brackwell on Friday, 13 March, \
Interior Minister Jonas Weld said.

Nine workers, two of them children on a school visit, were treated for burns; another 14 people were treated \
for smoke, bringing the number of injured to 25.

By Saturday night six people were in hospital.

A notice at the gate read: <script>alert("closed")</script> <b>Keep out</b> & stay back.
"""

RADIO = """Union says 19 dead in Brackwell

The dockers' union puts the toll of Friday's cannery fire at 19 dead. "We have nineteen names on our list," said its \
chair, Mirela Tosk.

Fire crews were called at 04:10 on 13 March. Damage is put at about 40 million crowns.
"""

WIRE_FIRE = """A fire at a fish cannery in Brackwell killed at least seven people early on Friday, the \
fire service said.

The service first gave the time of the alarm as 05:10, then corrected its log. Insurers estimate the damage at 41.5 \
million crowns. The fire service denied that 19 people had died.

Four people are in hospital. The lake states, whose summit in Velmora closed this week, sent condolences.
"""

ARTICLES: dict[str, Article] = {}


def _article(key: str, path: str, text: str, **fields: object) -> None:
    source = str(fields["source"])
    base = Article(id=article_id(source, path, text), path=path, text=text, source=source)
    fixed = {name: value for name, value in fields.items() if name != "source"}
    ARTICLES[key] = msgspec.structs.replace(base, **fixed)


_article(
    "gazette",
    "summit/gazette.md",
    GAZETTE,
    source="Harbour Gazette",
    published=date(2026, 3, 11),
    line_base=6,
    title="Lake states sign water accord at second summit",
    url="https://gazette.example/lake?id=1&part=2",
    author="R. Almond",
    language="en",
)
_article(
    "wire-summit",
    "summit/wire.txt",
    WIRE_SUMMIT,
    source="Northern Wire",
    published=date(2026, 3, 12),
    title="Lake summit ends with empty hands",
    url="javascript:alert('lake')",
)
_article(
    "lantern",
    "fire/lantern.html",
    LANTERN,
    source="The Daily Lantern",
    published=date(2026, 3, 14),
    title="Cannery fire kills workers in Brackwell",
    url="http://lantern.example/2026/03/14/cannery",
)
_article(
    "radio",
    "fire/radio.jsonl#7",
    RADIO,
    source="Orrin Radio",
    published=None,
    external_id="7",
    title="Union says 19 dead in Brackwell",
    warnings=("no publication date; dates without a year stay partial",),
)
_article("wire-fire", "fire/wire.txt", WIRE_FIRE, source="Northern Wire", published=date(2026, 3, 13))

SUMMIT = content_id("e", "summit")
FIRE = content_id("e", "fire")
