"""Questions in words: who takes part, when and where, and nothing that gives the answer away."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from factcheck.link.labels import keepers, kept, label
from factcheck.model.claim import Claim, Modality
from factcheck.model.event import Event
from factcheck.model.values import Kind, RoleValue

BASE = Event(
    id="e1", type="talks", label="initial negotiations", ordinal=1, participants=("NO", "SE", "FI"),
    place="gn:3143244", date="2024-03-01", articles=("a1",), mentions=("m1",),
)  # fmt: skip
FLOOD = replace(BASE, id="e2", type="flood", label="floods of March", ordinal=None, participants=(), place="NO")
SHOT = replace(BASE, id="e3", type="shooting", label="killed", ordinal=None, participants=(), place="NO")

CASES = [
    (Kind.VENUE, "venue", BASE, "Where was the first round of talks (Finland, Sweden) held?"),
    (Kind.OUTCOME, "outcome", BASE, "How did the first round of talks (Finland, Sweden) end?"),
    (Kind.ORDINAL, "ordinal", BASE, "Which in its series was the round of talks (Finland, Sweden, 2024-03-01)?"),
    (Kind.ORDINAL, "number of rounds", BASE, "How many rounds were there (Finland, Sweden)?"),
    (Kind.ROLE, "mediator", BASE, "Who mediated the first round of talks (Finland, Sweden)?"),
    (Kind.ROLE, "head of delegation [SE]", BASE,
     "Who headed the delegation of Sweden in the first round of talks (Finland, Sweden)?"),
    (Kind.QUANTITY, "hour duration", BASE, "How many hours did the first round of talks (Finland, Sweden) last?"),
    (Kind.DATE, "date", FLOOD, "When were the floods in Norway (2024-03)?"),
    (Kind.VENUE, "venue", FLOOD, "Where were the floods (2024-03-01)?"),
    (Kind.CASUALTY, "killed: all", FLOOD, "How many people were killed in the floods in Norway (2024-03-01)?"),
    (Kind.CASUALTY, "killed: soldiers [SE]", FLOOD,
     "How many Swedish soldiers were killed in the floods in Norway (2024-03-01)?"),
    (Kind.CASUALTY, "casualties: all", FLOOD, "How many casualties were there in the floods in Norway (2024-03-01)?"),
    (Kind.QUANTITY, "house destroyed", FLOOD, "How many: house destroyed — in the floods in Norway (2024-03-01)?"),
    (Kind.QUANTITY, "percent", FLOOD, "What share in percent — in the floods in Norway (2024-03-01)?"),
    (Kind.CASUALTY, "killed: all", SHOT, "How many people were killed in Norway (2024-03-01)?"),
    (Kind.DATE, "date", SHOT, "When was the killing in Norway (2024-03)?"),
    (Kind.OFFICE_HOLDER, "foreign minister|IR", None, "Who is foreign minister of Iran?"),
    (Kind.OFFICE_HOLDER, "former president|US", None, "Who is a former president of the United States?"),
    (Kind.OFFICE_HOLDER, "governor|", None, "Who is governor?"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "attribute", "event", "words"), CASES)
def test_the_question_in_words(kind: Kind, attribute: str, event: Event | None, words: str) -> None:
    assert label(kind, attribute, event, frozenset({"NO"})) == words


def mediator(event: str) -> Claim:
    return Claim(
        id="c1", article="a1", kind=Kind.ROLE, event=event, attribute="mediator", quote="x",
        value=RoleValue(role="mediator", party="Norway"), value_text="x", span=(0, 1), quote_start=0,
        line=1, column=1, attribution=None, modality=Modality.ASSERTED, confidence=0.9,
    )  # fmt: skip


def test_a_mediator_of_one_round_is_no_party_to_another() -> None:
    second = replace(BASE, id="e9", ordinal=2, participants=("FI", "SE", "NO"))
    other = replace(BASE, id="e8", participants=("NO", "DK"))
    events = {event.id: event for event in (BASE, second, other)}
    out = keepers(list(kept([mediator("e9")], events)), events)
    assert out == {"e1": frozenset({"NO"}), "e9": frozenset({"NO"}), "e8": frozenset()}


def test_where_all_that_is_known_mediates_it_is_named_all_the_same() -> None:
    assert "(Norway)" in label(Kind.OUTCOME, "outcome", replace(BASE, participants=("NO",)), frozenset({"NO"}))
