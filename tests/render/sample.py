"""An invented report to develop the writers against: a summit and a factory fire, told by four sources.

`sample_report()` has findings of every verdict and scope, claims that nest, overlap and share a span,
a `javascript:` address, and markup in the copy. `quiet_report()` has claims and no finding,
`empty_report()` nothing at all.
"""

from __future__ import annotations

from datetime import date

import msgspec

from factcheck.model.article import Article, article_id, content_id
from factcheck.model.claim import Attribution, Claim, Modality
from factcheck.model.event import Event
from factcheck.model.finding import SEVERITY, Finding, Reason, ReferenceRow, Scope, Side, Verdict
from factcheck.model.question import Answer, Question
from factcheck.model.report import Report, SourceSummary, Tool
from factcheck.model.values import (
    CasualtyValue,
    DateValue,
    Kind,
    OfficeHolderValue,
    OrdinalValue,
    OutcomeValue,
    QuantityValue,
    RoleValue,
    Value,
    VenueValue,
)

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

WIRE_FIRE = """A fire at a fish cannery in Brackwell killed at least seven people early on Friday, the fire service said.

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


class _Spec(msgspec.Struct, frozen=True, kw_only=True):
    """A claim to be found in its article's text."""

    key: str
    article: str
    event: str | None
    attribute: str
    kind: Kind
    value: Value
    words: str
    nth: int = 0
    said: Attribution | None = None
    modality: Modality = Modality.ASSERTED
    confidence: float = 0.8


def _spec(key: str, article: str, attribute: str, value: Value, words: str, **more: object) -> _Spec:
    kinds = {
        DateValue: Kind.DATE,
        VenueValue: Kind.VENUE,
        CasualtyValue: Kind.CASUALTY,
        QuantityValue: Kind.QUANTITY,
        OfficeHolderValue: Kind.OFFICE_HOLDER,
        OrdinalValue: Kind.ORDINAL,
        OutcomeValue: Kind.OUTCOME,
        RoleValue: Kind.ROLE,
    }
    event = SUMMIT if article in ("gazette", "wire-summit") else FIRE
    base = _Spec(
        key=key,
        article=article,
        attribute=attribute,
        value=value,
        words=words,
        kind=kinds[type(value)],
        event=None if isinstance(value, OfficeHolderValue) else event,
    )
    return msgspec.structs.replace(base, **more)


def _dead(low: int, *, harm: str = "killed", open_end: bool = False, **more: object) -> CasualtyValue:
    base = CasualtyValue(min=low, max=None if open_end else low, harm=harm)
    return msgspec.structs.replace(base, **more)


RENN = Attribution(speaker="Ada Renn", cue="said")
WELD = Attribution(speaker="Jonas Weld", cue="said")
UNION = Attribution(speaker="dockers' union", cue="puts the toll")
SERVICE = Attribution(speaker="fire service", cue="said")

SPECS: tuple[_Spec, ...] = (
    _spec("g-ordinal", "gazette", "ordinal", OrdinalValue(value=2, of="summit"), "second summit", nth=1),
    _spec("g-venue", "gazette", "venue", VenueValue(name="Velmora", place="oz:velmora", within=("oz",)), "Velmora"),
    _spec("g-date", "gazette", "date", DateValue(iso="2026-03-09/2026-03-11", precision="day"), "from 9 to 11 March"),
    _spec("g-outcome", "gazette", "outcome", OutcomeValue(term="agreement"), "ended in an agreement"),
    _spec(
        "g-role-1", "gazette", "mediator", RoleValue(role="mediator", party="Norland"), "mediated by Norland and Kesh"
    ),
    _spec("g-role-2", "gazette", "mediator", RoleValue(role="mediator", party="Kesh"), "mediated by Norland and Kesh"),
    _spec(
        "g-hours",
        "gazette",
        "duration",
        QuantityValue(min=13, max=None, min_exclusive=True, qualifier="more than", unit="hours", of="talks"),
        "more than 13 hours",
    ),
    _spec(
        "g-office",
        "gazette",
        "foreign minister",
        OfficeHolderValue(name="Ada Renn", office="foreign minister", polity="oz"),
        "Foreign Minister Ada Renn",
    ),
    _spec(
        "g-share",
        "gazette",
        "share",
        QuantityValue(min=80, max=80, qualifier="roughly", unit="percent", of="shoreline"),
        "roughly 80 percent",
        said=RENN,
    ),
    _spec(
        "g-plan",
        "gazette",
        "date",
        DateValue(iso="2026-10", precision="month"),
        "October",
        modality=Modality.PLANNED,
        confidence=0.4,
    ),
    _spec("w-ordinal", "wire-summit", "ordinal", OrdinalValue(value=2, of="summit"), "second summit"),
    _spec(
        "w-venue", "wire-summit", "venue", VenueValue(name="Tarsk", place="oz:tarsk", within=("oz",)), "held in Tarsk"
    ),
    _spec("w-outcome", "wire-summit", "outcome", OutcomeValue(term="no agreement"), "ended without an agreement"),
    _spec("w-date", "wire-summit", "date", DateValue(iso="2026-03-09", precision="day"), "9 March"),
    _spec(
        "w-share",
        "wire-summit",
        "share",
        QuantityValue(min=78.6, max=78.6, unit="percent", of="shoreline"),
        "78.6 percent",
        said=Attribution(speaker="two people in the room", cue="According to", named=False),
        modality=Modality.HEDGED,
    ),
    _spec(
        "w-office",
        "wire-summit",
        "foreign minister",
        OfficeHolderValue(name="Pavel Ostrand", office="foreign minister", polity="oz"),
        "Pavel Ostrand, the foreign minister of Orrinland",
    ),
    _spec("l-dead", "lantern", "killed: all", _dead(12), "Twelve people were killed", said=WELD, confidence=0.9),
    _spec("l-date", "lantern", "date", DateValue(iso="2026-03-13", precision="day"), "Friday, 13 March"),
    _spec(
        "l-venue",
        "lantern",
        "venue",
        VenueValue(name="Brackwell", place="oz:brackwell", within=("oz",)),
        "Brackwell",
        nth=1,
    ),
    _spec(
        "l-burns",
        "lantern",
        "injured: burns",
        _dead(9, harm="injured", group="workers", part=True),
        "Nine workers, two of them children",
    ),
    _spec(
        "l-children",
        "lantern",
        "injured: children",
        _dead(2, harm="injured", group="children", part=True),
        "two of them children on a school visit",
    ),
    _spec("l-smoke", "lantern", "injured: smoke", _dead(14, harm="injured", part=True), "14 people"),
    _spec("l-injured", "lantern", "injured: all", _dead(25, harm="injured"), "number of injured to 25"),
    _spec("r-dead", "radio", "killed: all", _dead(19), "19 dead", nth=1, said=UNION, confidence=0.9),
    _spec(
        "r-names",
        "radio",
        "killed: all",
        _dead(19),
        "nineteen names",
        said=Attribution(speaker="Mirela Tosk", cue="said"),
    ),
    _spec("r-time", "radio", "date", DateValue(iso="--03-13T04:10", precision="minute"), "04:10 on 13 March"),
    _spec(
        "r-damage",
        "radio",
        "damage",
        QuantityValue(min=40_000_000, max=40_000_000, qualifier="about", unit="crowns", of="damage"),
        "about 40 million crowns",
    ),
    _spec(
        "f-dead",
        "wire-fire",
        "killed: all",
        _dead(7, open_end=True, qualifier="at least"),
        "at least seven people",
        said=SERVICE,
    ),
    _spec(
        "f-venue", "wire-fire", "venue", VenueValue(name="Brackwell", place="oz:brackwell", within=("oz",)), "Brackwell"
    ),
    _spec("f-time", "wire-fire", "date", DateValue(iso="2026-03-13T05:10", precision="minute"), "05:10", said=SERVICE),
    _spec(
        "f-damage",
        "wire-fire",
        "damage",
        QuantityValue(min=41_500_000, max=41_500_000, unit="crowns", of="damage"),
        "41.5 million crowns",
        said=Attribution(speaker="Insurers", cue="estimate", named=False),
    ),
    _spec(
        "l-hospital",
        "lantern",
        "in hospital",
        QuantityValue(min=6, max=6, unit="people", of="in hospital"),
        "six people",
    ),
    _spec(
        "f-hospital",
        "wire-fire",
        "in hospital",
        QuantityValue(min=4, max=4, unit="people", of="in hospital"),
        "Four people",
    ),
    _spec(
        "f-summit",
        "wire-fire",
        "venue",
        VenueValue(name="Velmora", place="oz:velmora", within=("oz",)),
        "Velmora",
        event=SUMMIT,
        confidence=0.5,
    ),
    _spec(
        "f-denial",
        "wire-fire",
        "killed: all",
        _dead(19),
        "19 people had died",
        said=Attribution(speaker="fire service", cue="denied"),
        modality=Modality.DENIED,
        confidence=0.6,
    ),
)


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """Bounds of the sentence around a span: up to a full stop with a space, or a line break."""
    stops = [text.rfind(mark, 0, start) + len(mark) for mark in (". ", "\n", '." ') if mark in text[:start]]
    begin = max(stops, default=0)
    ends = [at + 1 for mark in (". ", ".\n") if (at := text.find(mark, end - 1)) >= 0]
    line = text.find("\n", end)
    return begin, min([*ends, line if line >= 0 else len(text)])


def _claim(spec: _Spec) -> Claim:
    article = ARTICLES[spec.article]
    start = -1
    for _ in range(spec.nth + 1):
        start = article.text.index(spec.words, start + 1)
    end = start + len(spec.words)
    begin, stop = _sentence(article.text, start, end)
    before = article.text[:start]
    return Claim(
        id=content_id("c", article.id, spec.key),
        article=article.id,
        kind=spec.kind,
        event=spec.event,
        attribute=spec.attribute,
        value=spec.value,
        value_text=spec.words,
        span=(start, end),
        line=article.line_base + before.count("\n"),
        column=start - (before.rfind("\n") + 1) + 1,
        quote=article.text[begin:stop],
        quote_start=begin,
        attribution=spec.said,
        modality=spec.modality,
        confidence=spec.confidence,
        place="headline" if start < 40 and spec.article == "radio" else "body",
    )


CLAIMS: dict[str, Claim] = {spec.key: _claim(spec) for spec in SPECS}

# key: (kind, event, attribute, label, {answer: claim keys})
QUESTIONS: dict[str, tuple[Kind, str | None, str, str, dict[str, str]]] = {
    "venue": (
        Kind.VENUE,
        SUMMIT,
        "venue",
        "Where was the second summit of the Lake Orrin states held?",
        {"Velmora": "g-venue f-summit", "Tarsk": "w-venue"},
    ),
    "outcome": (
        Kind.OUTCOME,
        SUMMIT,
        "outcome",
        "How did the second summit of the Lake Orrin states end?",
        {"agreement": "g-outcome", "no agreement": "w-outcome"},
    ),
    "days": (
        Kind.DATE,
        SUMMIT,
        "date",
        "When was the second summit of the Lake Orrin states?",
        {"9–11 March 2026": "g-date", "9 March 2026": "w-date"},
    ),
    "series": (
        Kind.ORDINAL,
        SUMMIT,
        "ordinal",
        "Which summit of the Lake Orrin states was it?",
        {"second": "g-ordinal w-ordinal"},
    ),
    "share": (
        Kind.QUANTITY,
        SUMMIT,
        "share",
        "What share of the shoreline does the draft cover?",
        {"roughly 80 percent": "g-share", "78.6 percent": "w-share"},
    ),
    "mediator": (
        Kind.ROLE,
        SUMMIT,
        "mediator",
        "Who mediated the second summit of the Lake Orrin states?",
        {"Norland": "g-role-1", "Kesh": "g-role-2"},
    ),
    "minister": (
        Kind.OFFICE_HOLDER,
        None,
        "foreign minister",
        "Who is foreign minister of Orrinland?",
        {"Ada Renn": "g-office", "Pavel Ostrand": "w-office"},
    ),
    "dead": (
        Kind.CASUALTY,
        FIRE,
        "killed: all",
        "How many people were killed in the cannery fire in Brackwell?",
        {"12": "l-dead", "19": "r-dead r-names", "at least 7": "f-dead"},
    ),
    "injured": (
        Kind.CASUALTY,
        FIRE,
        "injured: all",
        "How many people were injured in the cannery fire in Brackwell?",
        {"25": "l-injured"},
    ),
    "town": (Kind.VENUE, FIRE, "venue", "Where was the cannery fire?", {"Brackwell": "l-venue f-venue"}),
    "alarm": (
        Kind.DATE,
        FIRE,
        "date",
        "When was the alarm for the cannery fire raised?",
        {"13 March, 04:10": "r-time", "13 March 2026, 05:10": "f-time"},
    ),
    "hospital": (
        Kind.QUANTITY,
        FIRE,
        "in hospital",
        "How many people were in hospital after the cannery fire?",
        {"4": "f-hospital", "6": "l-hospital"},
    ),
    "damage": (
        Kind.QUANTITY,
        FIRE,
        "damage",
        "What damage did the cannery fire do?",
        {"about 40 million crowns": "r-damage", "41.5 million crowns": "f-damage"},
    ),
}


def _ids(keys: str) -> tuple[str, ...]:
    return tuple(CLAIMS[key].id for key in keys.split())


def _question(key: str) -> Question:
    kind, event, attribute, label, answers = QUESTIONS[key]
    return Question(
        id=content_id("q", key),
        kind=kind,
        label=label,
        event=event,
        attribute=attribute,
        answers=tuple(Answer(value=value, claims=_ids(keys)) for value, keys in answers.items()),
    )


def _finding(code: str, what: tuple[str, Verdict, Scope], a: Side, b: Side, *steps: str) -> Finding:
    """A finding; `what` is the question's key, the verdict and the scope, the last step is the explanation."""
    question, verdict, scope = what
    names = ("values-compared", "speakers", "verdict")
    return Finding(
        id=content_id("f", code, question, a.value, b.value),
        code=code,
        verdict=verdict,
        severity=SEVERITY[verdict],
        scope=scope,
        question=content_id("q", question),
        confidence=0.75,
        a=a,
        b=b,
        reasons=tuple(Reason(code=names[at], text=step) for at, step in enumerate(steps[:-1])),
        explanation=steps[-1],
    )


def _side(value: str, keys: str) -> Side:
    return Side(value=value, claims=_ids(keys))


def _findings() -> tuple[Finding, ...]:
    return (
        _finding(
            "FC501",
            ("share", Verdict.DISCREPANCY, Scope.CROSS_SOURCE),
            _side("roughly 80 percent", "g-share"),
            _side("78.6 percent", "w-share"),
            "78.6 rounds to 80 when rounded to tens.",
            'One side rounds: the word is "roughly".',
            "Rounding reconciles them: 78.6 percent is roughly 80 percent.",
        ),
        _finding(
            "FC101",
            ("days", Verdict.DISCREPANCY, Scope.CROSS_SOURCE),
            _side("9–11 March 2026", "g-date"),
            _side("9 March 2026", "w-date"),
            "9 March is the first day of 9–11 March.",
            "The second report says when the meeting opened.",
            "One gives the whole summit, the other its first day.",
        ),
        _finding(
            "FC201",
            ("venue", Verdict.CONTRADICTION, Scope.CROSS_SOURCE),
            _side("Velmora", "g-venue"),
            _side("Tarsk", "w-venue"),
            "Velmora and Tarsk are different towns; neither contains the other.",
            "Both outlets say so themselves.",
            "Both outlets assert it, and one summit cannot be in two towns.",
        ),
        _finding(
            "FC701",
            ("outcome", Verdict.CONTRADICTION, Scope.CROSS_SOURCE),
            _side("agreement", "g-outcome"),
            _side("no agreement", "w-outcome"),
            "An agreement and no agreement exclude each other.",
            "Both outlets say so themselves.",
            "Both outlets assert it, and it cannot have ended both ways.",
        ),
        _finding(
            "FC401",
            ("minister", Verdict.CONTRADICTION, Scope.REFERENCE),
            _side("Pavel Ostrand", "w-office"),
            Side(value="Ada Renn", claims=(), reference=ReferenceRow(table="offices", row="oz/foreign-minister/3")),
            "The table has Ada Renn as foreign minister from 2025-06-01, with no end.",
            "The table of office-holders has another person on 12 March 2026.",
        ),
        _finding(
            "FC301",
            ("dead", Verdict.DISPUTE, Scope.CROSS_SOURCE),
            _side("12", "l-dead"),
            _side("19", "r-dead r-names"),
            "12 and 19 have no number in common.",
            "Jonas Weld says one, the dockers' union the other.",
            "Two named sides give different tolls; the outlets only report them.",
        ),
        _finding(
            "FC301",
            ("dead", Verdict.UPDATE, Scope.CROSS_SOURCE),
            _side("at least 7", "f-dead"),
            _side("12", "l-dead"),
            '12 lies within "at least 7".',
            "The second report is a day later and the toll rises.",
            "A later report with a higher toll supersedes the first.",
        ),
        _finding(
            "FC901",
            ("injured", Verdict.CONTRADICTION, Scope.SAME_ARTICLE),
            _side("25", "l-injured"),
            _side("9 + 14 = 23", "l-burns l-smoke"),
            "9 and 14 make 23.",
            "The same article gives 25 as their sum.",
            "The parts the article gives add up to 23, not to 25.",
        ),
        _finding(
            "FC201",
            ("venue", Verdict.CONTRADICTION, Scope.SAME_SOURCE),
            _side("Tarsk", "w-venue"),
            _side("Velmora", "f-summit"),
            "Tarsk and Velmora are different towns; neither contains the other.",
            "Northern Wire names one town on 12 March and another on 13 March, without a correction.",
        ),
        _finding(
            "FC501",
            ("hospital", Verdict.UPDATE, Scope.CROSS_SOURCE),
            _side("6", "l-hospital"),
            _side("4", "f-hospital"),
            "6 is more than 4, and is reported a day later.",
            "The later report supersedes the earlier one.",
        ),
        _finding(
            "FC101",
            ("alarm", Verdict.DISCREPANCY, Scope.CROSS_SOURCE),
            _side("13 March, 04:10", "r-time"),
            _side("13 March 2026, 05:10", "f-time"),
            "The two times are exactly one hour apart.",
            "A difference of one hour fits the two time zones in which the outlets write.",
        ),
    )


def sample_report() -> Report:
    """The whole sample; built anew each time, equal each time."""
    articles = tuple(ARTICLES[key] for key in ("gazette", "wire-summit", "lantern", "radio", "wire-fire"))
    events = (
        Event(
            id=SUMMIT,
            type="summit",
            label="second summit of the Lake Orrin states",
            ordinal=2,
            participants=("Kesh", "Norland", "Orrinland"),
            place="",
            date="2026-03-09/2026-03-11",
            articles=(articles[0].id, articles[1].id),
            mentions=("m1", "m2"),
        ),
        Event(
            id=FIRE,
            type="fire",
            label="cannery fire in Brackwell",
            ordinal=None,
            participants=(),
            place="Brackwell",
            date="2026-03-13",
            articles=tuple(article.id for article in articles[2:]),
            mentions=("m3", "m4", "m5"),
        ),
    )
    sources = (
        ("Harbour Gazette", 1, 10, 4),
        ("Northern Wire", 2, 13, 9),
        ("Orrin Radio", 1, 4, 2),
        ("The Daily Lantern", 1, 8, 4),
    )
    return Report(
        tool=Tool(factcheck="0.1.0", pipeline="en_core_web_md 3.8.0", reference="offices 2026-01"),
        articles=articles,
        events=events,
        claims=tuple(CLAIMS.values()),
        questions=tuple(_question(key) for key in QUESTIONS),
        findings=_findings(),
        sources=tuple(
            SourceSummary(source=name, articles=count, claims=claims, findings=findings)
            for name, count, claims, findings in sources
        ),
    )


def quiet_report() -> Report:
    """Claims and questions, and nothing that disagrees."""
    return msgspec.structs.replace(sample_report(), findings=())


def empty_report() -> Report:
    """No article at all."""
    tool = Tool(factcheck="0.1.0", pipeline="en_core_web_md 3.8.0", reference="offices 2026-01")
    return Report(tool=tool, articles=(), events=(), claims=(), questions=(), findings=(), sources=())
