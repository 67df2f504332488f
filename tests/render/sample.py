"""An invented report to develop the writers against: a summit and a factory fire, told by four sources.

`sample_report()` has findings of every verdict and scope, claims that nest, overlap and share a span,
a `javascript:` address, and markup in the copy. `quiet_report()` has claims and no finding,
`empty_report()` nothing at all; `copied_report()` adds a copy of one article under another name.
"""

from __future__ import annotations

from msgspec import structs

from factcheck.model.article import article_id, content_id
from factcheck.model.claim import Claim
from factcheck.model.event import Anchor, Event, Join
from factcheck.model.finding import SEVERITY, Finding, Reason, ReferenceRow, Scope, Side, Verdict
from factcheck.model.question import Answer, Question
from factcheck.model.report import Origin, Report, SourceSummary, Tool, Unjudged
from factcheck.model.review import Review
from factcheck.model.values import (
    Kind,
)
from tests.render.sample_articles import ARTICLES, FIRE, SUMMIT, WIRE_FIRE
from tests.render.sample_claims import CLAIMS

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
        {"12": "l-dead", "19": "r-headline r-dead r-names", "at least 7": "f-dead"},
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
            _side("19", "r-headline r-dead r-names"),
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
            "FC902",
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


def _join(mentions: tuple[str, str], articles: tuple[str, str], *anchors: tuple[str, str, float]) -> Join:
    return Join(
        mentions=mentions,
        articles=articles,
        score=round(sum(points for _, _, points in anchors), 4),
        threshold=3.4,
        anchors=tuple(Anchor(*anchor) for anchor in anchors),
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
            joins=(
                _join(
                    ("m1", "m2"),
                    (articles[0].id, articles[1].id),
                    ("type", "same", 1.0),
                    ("ordinal", "same", 3.0),
                    ("participants", "pair", 1.5),
                    ("place", "apart", -3.0),
                    ("date", "within", 0.7),
                    ("published", "days", 0.4),
                    ("person", "1 shared", 0.5),
                ),
            ),
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
            joins=(
                _join(
                    ("m3", "m5"),
                    (articles[2].id, articles[4].id),
                    ("type", "same", 1.0),
                    ("place", "same", 2.4),
                    ("date", "night", 1.2),
                    ("place", "1 shared", 1.0),
                ),
                _join(("m4", "m5"), (articles[3].id, articles[4].id), ("type", "family", 1.0), ("place", "same", 2.4)),
            ),
        ),
    )
    sources = (
        ("Harbour Gazette", 1, 10, 4),
        ("Northern Wire", 2, 13, 9),
        ("Orrin Radio", 1, 5, 2),
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
        unjudged=(
            Unjudged(
                claim=CLAIMS["g-office"].id,
                reason="stale",
                text="the reference table knows who was foreign minister of Orrinland until 2026-01-31 only",
            ),
        ),
        reviews=(
            Review(
                finding=_findings()[2].id,
                reviewer="Ines Moll",
                verdict="confirm",
                note="The host's own minutes say <Velmora>.",
                at="2026-03-14T09:30:00Z",
            ),
            Review(
                finding=_findings()[8].id, reviewer="Ines Moll", verdict="dismiss", note="", at="2026-03-15T10:00:00Z"
            ),
        ),
    )


COPY_TEXT = WIRE_FIRE.replace("at least seven people", "at least eight people")
COPY = structs.replace(
    ARTICLES["wire-fire"],
    id=article_id("Brackwell Evening", "fire/evening.txt", COPY_TEXT),
    path="fire/evening.txt",
    source="Brackwell Evening",
    text=COPY_TEXT,
)


def copied_report() -> Report:
    """The sample with the wire's report on the fire in a second outlet, where a number and a weekday went wrong."""
    report = sample_report()
    wire = ARTICLES["wire-fire"]
    dead, four = (_copied(key) for key in ("f-dead", "f-hospital"))
    questions = {question.id: question for question in report.questions}
    for key, value, claim in (("dead", "at least 8", dead), ("hospital", "4", four)):
        question = questions[content_id("q", key)]
        kept = {answer.value: answer.claims for answer in question.answers}
        kept[value] = (*kept.get(value, ()), claim.id)
        answers = tuple(Answer(*answer) for answer in kept.items())
        questions[question.id] = structs.replace(question, answers=answers)
    own = (
        _finding(
            "FC301",
            ("dead", Verdict.CONTRADICTION, Scope.CROSS_SOURCE),
            _side("at least 7", "f-dead"),
            Side(value="at least 8", claims=(dead.id,)),
            "at least 7 against at least 8: two numbers for one sentence.",
        ),
        _finding(
            "FC901",
            ("alarm", Verdict.CONTRADICTION, Scope.SAME_ARTICLE),
            _side("13 March, 04:10", "r-time"),
            Side(value="Friday", claims=()),
            "2026-03-13 was a Friday.",
        ),
    )
    hospital = content_id("q", "hospital")
    findings = (
        structs.replace(one, b=structs.replace(one.b, claims=(*one.b.claims, four.id)))
        if one.question == hospital
        else one
        for one in report.findings
    )
    return structs.replace(
        report,
        articles=(*report.articles, COPY),
        claims=(*report.claims, dead, four),
        questions=tuple(questions.values()),
        findings=(*findings, *own),
        sources=(SourceSummary(source=COPY.source, articles=1, claims=2, findings=2), *report.sources),
        origins=(Origin(id=content_id("o", wire.id, COPY.id), agency="Northern Wire", articles=(wire.id, COPY.id)),),
    )


def _copied(key: str) -> Claim:
    """A claim of the wire's report as its copy has it."""
    claim = CLAIMS[key]
    words, quote = (text.replace("seven", "eight") for text in (claim.value_text, claim.quote))
    return structs.replace(claim, id=content_id("c", COPY.id, key), article=COPY.id, value_text=words, quote=quote)


def quiet_report() -> Report:
    """Claims and questions, and nothing that disagrees."""
    return structs.replace(sample_report(), findings=(), unjudged=(), reviews=())


def empty_report() -> Report:
    """No article at all."""
    tool = Tool(factcheck="0.1.0", pipeline="en_core_web_md 3.8.0", reference="offices 2026-01")
    return Report(tool=tool, articles=(), events=(), claims=(), questions=(), findings=(), sources=())
