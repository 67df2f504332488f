"""Drafts to claims: with who says so, how firmly, and where in the file."""

from __future__ import annotations

import re

from factcheck.extract.context import Context
from factcheck.extract.document import Document
from factcheck.extract.draft import Draft
from factcheck.extract.events import Events
from factcheck.model.article import content_id
from factcheck.model.claim import Claim, Modality
from factcheck.model.values import Kind
from factcheck.text.offsets import line_column

LONGEST_VALUE = 12
# The rest of a name that the parse takes to pieces at its hyphens.
REST_OF_NAME = re.compile(r"-[A-Z]\w*")
# A denied or merely possible statement is less likely to be the answer to a question.
WEAKER = {
    Modality.ASSERTED: 0.0,
    Modality.HEDGED: 0.05,
    Modality.PLANNED: 0.15,
    Modality.HYPOTHETICAL: 0.3,
    Modality.DENIED: 0.3,
}


def to_claim(draft: Draft, document: Document, events: Events, context: Context) -> Claim | None:
    """The claim of a draft; None where its words run past what a value may hold."""
    article, sentence = document.article, draft.sentence
    start, end = draft.start, min(draft.end, sentence.end)
    rest = REST_OF_NAME.match(sentence.text, end - sentence.start)
    end += len(rest[0]) if rest is not None else 0
    text = article.words(start, end)
    stripped = text.rstrip(" ,;.")
    end -= len(text) - len(stripped)
    if not stripped or len(stripped.split()) > LONGEST_VALUE:
        return None
    modality = context.modality(sentence, start, end) if draft.kind is not Kind.OFFICE_HOLDER else Modality.ASSERTED
    line, column = line_column(article, start)
    return Claim(
        id=content_id("c", article.id, draft.kind, draft.attribute, str(start), str(end)),
        article=article.id,
        kind=draft.kind,
        event=events.id_of(draft.cluster),
        attribute=draft.attribute,
        value=draft.value,
        value_text=stripped,
        span=(start, end),
        line=line,
        column=column,
        quote=sentence.text,
        quote_start=sentence.start,
        attribution=context.attribution(sentence, start) if draft.kind is not Kind.OFFICE_HOLDER else None,
        modality=modality,
        confidence=round(max(0.01, draft.confidence - WEAKER[modality]), 3),
        place=sentence.kind,
    )
