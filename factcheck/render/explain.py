"""How a verdict was reached, step by step: quotes, values, event, question, reasons, verdict.

Written over the JSON document, so that a report read back from a file is explained as a fresh one is.
"""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterator
from typing import Any

import msgspec

from factcheck.model.finding import Scope, Side
from factcheck.model.report import Report
from factcheck.model.values import Kind
from factcheck.render.json_report import Document, document
from factcheck.render.origins import copy_label
from factcheck.render.words import (
    NO_SOURCE,
    SCOPE_WORDS,
    VALUE_TYPES,
    describe,
    iso_words,
    place_name,
    plain,
    standing_of,
)

_WIDTH = 88


class UnknownFinding(KeyError):
    """No finding of the report has this id."""

    def __init__(self, finding_id: str) -> None:
        super().__init__(finding_id)
        self.finding_id = finding_id

    def __str__(self) -> str:
        return f"no finding has the id {self.finding_id!r}"


def explain(report: Report, finding_id: str) -> str:
    """The steps that led to a finding of the report. Raises UnknownFinding."""
    return explain_document(document(report), finding_id)


def explain_document(doc: Document, finding_id: str) -> str:
    """The same from a JSON report read back. Raises UnknownFinding; KeyError where the document is no report."""
    findings = {finding["id"]: finding for finding in doc["findings"]}
    if finding_id not in findings:
        raise UnknownFinding(finding_id)
    return "\n".join(_steps(doc, findings[finding_id])) + "\n"


def _steps(doc: Document, finding: Document) -> Iterator[str]:
    questions = {question["id"]: question for question in doc["questions"]}
    claims = {claim["id"]: claim for claim in doc["claims"]}
    articles = {article["id"]: article for article in doc["articles"]}
    question = questions.get(finding["question"])
    sides = [(name, finding[name]) for name in ("a", "b")]
    yield f"{finding['code']} {finding['verdict']} ({finding['severity']}), {_scope(finding['scope'])}"
    yield f"Finding {finding['id']}, confidence {finding['confidence']:g}"
    yield from _heading(1, "The quotes")
    carried = _carried(doc)
    for name, side in sides:
        yield from _quotes(name, side, claims, articles, carried)
        stands = standing_of(finding["code"], msgspec.convert(side, Side), second=name == "b")
        if stands:
            yield from _wrap(f"{stands[0].upper()}{stands[1:]}.", "      ", "      ")
    yield from _heading(2, "What each is read as")
    for name, side in sides:
        yield from _values(name, side, claims)
    yield from _heading(3, "The event")
    yield from _event(doc, question)
    yield from _heading(4, "The question")
    yield from _question(question, finding["question"])
    yield from _heading(5, "The comparison")
    for number, reason in enumerate(finding["reasons"], 1):
        yield from _wrap(f"{reason['text']} [{reason['code']}]", f"   {number}. ", "      ")
    if not finding["reasons"]:
        yield "   No step was recorded."
    yield from _heading(6, "The verdict")
    yield from _wrap(f"{finding['verdict'].capitalize()}. {finding['explanation']}", "   ", "   ")


def _heading(number: int, title: str) -> tuple[str, str]:
    return "", f"{number}. {title}"


def _scope(scope: str) -> str:
    return SCOPE_WORDS[Scope(scope)]


def _wrap(text: str, first: str, rest: str) -> list[str]:
    return textwrap.wrap(plain(text), _WIDTH, initial_indent=first, subsequent_indent=rest, break_on_hyphens=False)


def _carried(doc: Document) -> dict[str, str]:
    """The articles that carry a text others carry too, each with whose copy it is."""
    source = {article["id"]: article["source"] for article in doc["articles"]}
    return {
        article: copy_label(origin["agency"], source.get(article, ""))
        for origin in doc.get("origins", ())
        for article in origin["articles"]
    }


def _quotes(
    name: str, side: Document, claims: dict[str, Any], articles: dict[str, Any], carried: dict[str, str]
) -> Iterator[str]:
    yield from _wrap(side["value"], f"   {name}: ", "      ")
    for claim_id in side["claims"]:
        claim = claims.get(claim_id)
        if claim is None:
            yield f"      (claim {claim_id} is not in this report)"
            continue
        article = articles[claim["article"]]
        when = iso_words(article["published"]) if article["published"] else "undated"
        place = f"{article['path']}:{claim['line']}:{claim['column']}"
        copy = f", {carried[article['id']]}" if article["id"] in carried else ""
        yield from _wrap(f"{article['source'] or NO_SOURCE}, {when}{copy} ({place})", "      ", "        ")
        yield from _wrap(f"“{marked_quote(claim)}”", "        ", "        ")
        yield from _wrap(_speaker(claim), "        ", "        ")


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
    if said is None:
        return f"The outlet's own words, {modality}."
    named = "" if said.get("named", True) else ", not a named speaker"
    return f"Given to {said['speaker']}{named} (“{said['cue']}”), {modality}."


def _values(name: str, side: Document, claims: dict[str, Any]) -> Iterator[str]:
    found = [claims[claim_id] for claim_id in side["claims"] if claim_id in claims]
    if not found:
        yield from _wrap(side["value"], f"   {name}: ", "      ")
    for claim in found:
        yield from _wrap(f"“{claim['value_text']}” is read as {value_words(claim)}", f"   {name}: ", "      ")


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


def _event(doc: Document, question: Document | None) -> list[str]:
    events = {event["id"]: event for event in doc["events"]}
    event = events.get(question["event"]) if question else None
    if event is None:
        return ["   None: the question is not about one event."]
    parts = [
        event["label"],
        f"type {event['type']}",
        f"number {event['ordinal']}" if event["ordinal"] is not None else "",
        f"with {', '.join(place_name(party) for party in event['participants'])}" if event["participants"] else "",
        place_name(event["place"]) if event["place"] else "",
        iso_words(event["date"]) if event["date"] else "",
        f"reported in {len(event['articles'])} of the articles",
    ]
    return _wrap("; ".join(part for part in parts if part) + f" [{event['id']}]", "   ", "   ")


def _question(question: Document | None, question_id: str) -> Iterator[str]:
    if question is None:
        yield f"   {question_id} (not in this report)"
        return
    yield from _wrap(f"{question['label']} [{question['id']}, {question['kind']}]", "   ", "   ")
    answers = "; ".join(answer["value"] for answer in question["answers"])
    yield from _wrap(f"Answers: {answers}.", "   ", "   ")
