"""Background: what copy tells of earlier days beside the event at hand."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

from factcheck.extract.syntax import children, governing_verb
from factcheck.text.dates.intervals import spans

if TYPE_CHECKING:
    from factcheck.extract.document import Document, Sentence
    from factcheck.extract.parse import Token

EARLIER = frozenset({"previously", "formerly"})
# Days before the event from which on a day is another's: a night belongs to two.
BEFORE = 2
NEWS = timedelta(days=183)


def tells_of_earlier(document: Document, sentence: Sentence, token: Token, days: Sequence[str]) -> bool:
    """Whether the clause of a token tells of a time before all of an event's days: "was elected in 2011".

    `days` are the ISO dates of the event; where none is known it is taken for news of the last half year.
    """
    verb = governing_verb(token)
    if verb is None:
        return False
    if any(word.lower_ in EARLIER for word in children(verb, "advmod")):
        return True
    first = min((begin for begin, _ in spans(days)), default=None)
    if first is None and document.anchor is not None:
        first = document.anchor - NEWS
    if first is None:
        return False
    told = spans(d.iso for d in document.dates_in(sentence) if governing_verb(sentence.head_of(d.start, d.end)) is verb)
    return bool(told) and all((first - end).days >= BEFORE for _, end in told)
