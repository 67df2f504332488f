"""How a verdict was reached, step by step: quotes, values, event, question, reasons, verdict.

Written over the JSON document, so that a report read back from a file is explained as a fresh one is. The
steps are the same wherever they are shown: on the terminal they are wrapped, in a page they are laid out.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

import msgspec
from msgspec import Struct

from factcheck.model.finding import Scope, Side
from factcheck.model.report import Report
from factcheck.model.values import VALUE_TYPES, Kind
from factcheck.render.joined import Joined, anchor_words
from factcheck.render.json_report import Document, document
from factcheck.render.origins import copy_label
from factcheck.render.words import (
    NO_SOURCE,
    SCOPE_WORDS,
    count,
    describe,
    iso_words,
    listed,
    place_name,
    plain,
    standing_of,
)
from factcheck.render.written import wrapped

_INDENTS = ((3, 6), (6, 8), (8, 8))
LINKS = 5
"""So many links between mentions are told in full."""


class UnknownFinding(KeyError):
    """No finding of the report has this id."""

    def __init__(self, finding_id: str) -> None:
        super().__init__(finding_id)
        self.finding_id = finding_id

    def __str__(self) -> str:
        return f"no finding has the id {self.finding_id!r}"


class Line(Struct, frozen=True):
    """One line of a step: how deep it stands (0 to 2), and after which mark ("a:", "1.", or none)."""

    text: str
    depth: int = 0
    mark: str = ""


class Step(Struct, frozen=True):
    """One step on the way to a verdict."""

    title: str
    lines: tuple[Line, ...]


class Explanation(Struct, frozen=True):
    """How one finding came about: two lines that name it, and the steps."""

    heads: tuple[str, str]
    steps: tuple[Step, ...]


def explain(report: Report, finding_id: str) -> str:
    """The steps that led to a finding of the report. Raises UnknownFinding."""
    return explain_document(document(report), finding_id)


def explain_document(doc: Document, finding_id: str) -> str:
    """The same from a JSON report read back. Raises UnknownFinding; KeyError where the document is no report."""
    return as_text(Explainer(doc).explain(finding_id))


def as_text(explanation: Explanation) -> str:
    """An explanation for a terminal, wrapped."""
    lines = list(explanation.heads)
    for number, step in enumerate(explanation.steps, 1):
        lines += ["", f"{number}. {step.title}"]
        for line in step.lines:
            first, rest = _INDENTS[line.depth]
            mark = f"{line.mark} " if line.mark else ""
            lines += wrapped(plain(line.text), " " * first + mark, " " * (rest if mark or line.depth else first))
    return "\n".join(lines) + "\n"


class Explainer:
    """Explains the findings of one report; what it looks up is gathered once."""

    def __init__(self, doc: Document) -> None:
        self._findings = {finding["id"]: finding for finding in doc["findings"]}
        self._questions = {question["id"]: question for question in doc["questions"]}
        self._claims = {claim["id"]: claim for claim in doc["claims"]}
        self._articles = {article["id"]: article for article in doc["articles"]}
        self._events = {event["id"]: event for event in doc["events"]}
        self._carried = _carried(doc)
        self._joined: dict[str, Joined] = {}

    def explain(self, finding_id: str) -> Explanation:
        """The steps that led to a finding. Raises UnknownFinding."""
        if finding_id not in self._findings:
            raise UnknownFinding(finding_id)
        finding = self._findings[finding_id]
        question = self._questions.get(finding["question"])
        sides = [(name, finding[name]) for name in ("a", "b")]
        return Explanation(
            (
                f"{finding['code']} {finding['verdict']} ({finding['severity']}), {_scope(finding['scope'])}",
                f"Finding {finding['id']}, confidence {finding['confidence']:g}",
            ),
            (
                Step("The quotes", tuple(line for side in sides for line in self._quotes(finding, *side))),
                Step("What each is read as", tuple(line for side in sides for line in self._values(*side))),
                Step("The event", tuple(self._event(question, finding))),
                Step("The question", tuple(self._question(question, finding["question"]))),
                Step("The comparison", tuple(_reasons(finding))),
                Step("The verdict", tuple(_verdict(finding))),
            ),
        )

    def _quotes(self, finding: Document, name: str, side: Document) -> Iterator[Line]:
        yield Line(side["value"], 0, f"{name}:")
        for claim_id in side["claims"]:
            claim = self._claims.get(claim_id)
            if claim is None:
                yield Line(f"(claim {claim_id} is not in this report)", 1)
                continue
            article = self._articles[claim["article"]]
            when = iso_words(article["published"]) if article["published"] else "undated"
            place = f"{article['path']}:{claim['line']}:{claim['column']}"
            copy = f", {self._carried[article['id']]}" if article["id"] in self._carried else ""
            yield Line(f"{article['source'] or NO_SOURCE}, {when}{copy} ({place})", 1)
            yield Line(f"“{marked_quote(claim)}”", 2)
            yield Line(_speaker(claim), 2)
        stands = standing_of(finding["code"], msgspec.convert(side, Side), second=name == "b")
        if stands:
            yield Line(f"{stands[0].upper()}{stands[1:]}.", 1)

    def _values(self, name: str, side: Document) -> Iterable[Line]:
        """What the words of a side are read as; claims in the same words once."""
        found = [self._claims[claim_id] for claim_id in side["claims"] if claim_id in self._claims]
        if not found:
            return [Line(side["value"], 0, f"{name}:")]
        texts = dict.fromkeys(f"“{claim['value_text']}” is read as {value_words(claim)}" for claim in found)
        return [Line(text, 0, f"{name}:") for text in texts]

    def _event(self, question: Document | None, finding: Document) -> Iterator[Line]:
        event = self._events.get(question["event"]) if question else None
        if event is None:
            yield Line("None: the question is not about one event.")
            return
        mentions = len(event.get("mentions", ()))
        parts = [
            event["label"],
            f"type {event['type']}",
            f"number {event['ordinal']}" if event["ordinal"] is not None else "",
            f"with {', '.join(place_name(party) for party in event['participants'])}" if event["participants"] else "",
            place_name(event["place"]) if event["place"] else "",
            iso_words(event["date"]) if event["date"] else "",
            f"reported in {len(event['articles'])} of the articles",
            f"joined from {count(mentions, 'mention')}" if mentions > 1 else "",
        ]
        yield Line("; ".join(part for part in parts if part) + f" [{event['id']}]")
        yield from self._joins(event, finding)

    def _joins(self, event: Document, finding: Document) -> Iterator[Line]:
        """The links between the articles of the finding, with the points of each anchor."""
        if "joins" not in event:
            return
        if event["id"] not in self._joined:
            self._joined[event["id"]] = Joined(event["joins"])
        claims = (self._claims.get(claim) for name in ("a", "b") for claim in finding[name]["claims"])
        articles = list(dict.fromkeys(claim["article"] for claim in claims if claim is not None))
        if len(articles) == 1:
            yield Line("What is compared stands in one article: no mentions had to be joined for it.")
        found = self._joined[event["id"]].between(articles)
        if not found:
            return
        yield Line(f"Two mentions are joined from {found[0]['threshold']:g} points on. What joins those compared:")
        for join in found[:LINKS]:
            names = [self._articles[i]["source"] or NO_SOURCE for i in join["articles"] if i in self._articles]
            yield Line(f"{listed(names)}: {join['score']:g} points", 1)
            yield Line("; ".join(map(anchor_words, join["anchors"])), 2)
        if len(found) > LINKS:
            yield Line(
                f"And {count(len(found) - LINKS, 'more link', 'more links')}, the weakest of "
                f"{min(join['score'] for join in found):g} points.",
                1,
            )

    def _question(self, question: Document | None, question_id: str) -> Iterator[Line]:
        if question is None:
            yield Line(f"{question_id} (not in this report)")
            return
        yield Line(f"{question['label']} [{question['id']}, {question['kind']}]")
        answers = "; ".join(f"{answer['value']} ({self._support(answer)})" for answer in question["answers"])
        yield Line(f"Answers: {answers}.")

    def _support(self, answer: Document) -> str:
        """ "3 claims in 2 articles"."""
        articles = {self._claims[claim]["article"] for claim in answer["claims"] if claim in self._claims}
        claims = count(len(answer["claims"]), "claim")
        return f"{claims} in {count(len(articles), 'article')}" if len(answer["claims"]) > 1 else claims


def _reasons(finding: Document) -> list[Line]:
    if not finding["reasons"]:
        return [Line("No step was recorded.")]
    return [
        Line(f"{reason['text']} [{reason['code']}]", 0, f"{number}.")
        for number, reason in enumerate(finding["reasons"], 1)
    ]


def _verdict(finding: Document) -> Iterator[Line]:
    yield Line(f"{finding['verdict'].capitalize()}. {finding['explanation']}")
    yield Line(f"Severity {finding['severity']}, confidence {finding['confidence']:.2f}.")


def _scope(scope: str) -> str:
    return SCOPE_WORDS[Scope(scope)]


def _carried(doc: Document) -> dict[str, str]:
    """The articles that carry a text others carry too, each with whose copy it is."""
    source = {article["id"]: article["source"] for article in doc["articles"]}
    return {
        article: copy_label(origin["agency"], source.get(article, ""))
        for origin in doc.get("origins", ())
        for article in origin["articles"]
    }


def marked_quote(claim: Document) -> str:
    """The sentence with « and » around the value."""
    quote, value = claim["quote"], claim["value_text"]
    start = claim["span"][0] - claim.get("quote_start", claim["span"][0])
    if start < 0 or quote[start : start + len(value)] != value:
        start = quote.find(value)
    if start < 0:
        return str(quote)
    return f"{quote[:start]}«{value}»{quote[start + len(value) :]}"


def _speaker(claim: Document) -> str:
    said, modality = claim["attribution"], claim["modality"]
    firmness = f"{modality}, confidence {claim['confidence']:.2f}"
    if said is None:
        return f"The outlet's own words, {firmness}."
    named = "" if said.get("named", True) else ", not a named speaker"
    return f"Given to {said['speaker']}{named} (“{said['cue']}”), {firmness}."


def value_words(claim: Document) -> str:
    """A claim's value in words, then the fields that say something."""
    value = claim["value"]
    fields = ", ".join(f"{key}={_field(item)}" for key, item in value.items() if _says_something(item))
    try:
        words = describe(msgspec.convert(value, VALUE_TYPES[Kind(claim["kind"])]))
    except (ValueError, msgspec.ValidationError):
        return fields
    return f"{words} ({fields})"


def _says_something(item: object) -> bool:
    """Whether a field is set; zero is: "no one died"."""
    return item is not None and item is not False and item != "" and item != []


def _field(item: object) -> str:
    return item if isinstance(item, str) else json.dumps(item, ensure_ascii=False)
