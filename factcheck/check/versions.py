"""Two versions of one article set side by side, claim by claim."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from rapidfuzz import fuzz

from factcheck.check.notices import find_notices
from factcheck.model.article import Article
from factcheck.model.claim import Claim
from factcheck.model.diff import Change, ChangeKind, Diff
from factcheck.model.question import Question

# Two sentences of which this share of the words is alike tell the same, unless they are asked different things.
ALIKE = 60.0

Pair = tuple[Claim, Claim]


def versions(old: Article, new: Article, claims: Iterable[Claim], questions: Iterable[Question]) -> Diff:
    """What became of each claim of `old` in `new`; `claims` are those of both, `questions` what they answer.

    Claims that say the same are paired first, then those that answer one question or stand in like sentences, the
    likest first. What is left over has vanished or appeared.
    """
    asked = {claim: question for question in questions for answer in question.answers for claim in answer.claims}
    listed = list(claims)
    before = [c for c in listed if c.article == old.id]
    after = [c for c in listed if c.article == new.id]
    same = _pairs(before, after, _says_the_same)
    before, after = _left(before, after, same)
    changed = _pairs(before, after, lambda a, b: _comparable(a, b, asked))
    before, after = _left(before, after, changed)
    found = [
        *(_change(ChangeKind.CHANGED, a, b, asked) for a, b in changed),
        *(_change(ChangeKind.VANISHED, a, None, asked) for a in before),
        *(_change(ChangeKind.APPEARED, None, b, asked) for b in after),
    ]
    return Diff(
        old=old,
        new=new,
        changes=tuple(sorted(found, key=_place)),
        unchanged=len(same),
        notices=tuple(" ".join(new.text[n.start : n.end].split()) for n in find_notices(new.text, new.title)),
    )


def _pairs(before: Sequence[Claim], after: Sequence[Claim], fits: Callable[[Claim, Claim], bool]) -> list[Pair]:
    """Pairs that fit, those in the likest sentences first, each claim once."""
    possible = [(_likeness(a, b), a, b) for a in before for b in after if fits(a, b)]
    taken: set[str] = set()
    found: list[Pair] = []
    for _, a, b in sorted(possible, key=lambda p: (-p[0], abs(p[1].span[0] - p[2].span[0]), p[1].span, p[2].span)):
        if not taken & {a.id, b.id}:
            taken |= {a.id, b.id}
            found.append((a, b))
    return found


def _likeness(a: Claim, b: Claim) -> float:
    return fuzz.token_sort_ratio(a.quote, b.quote)


def _says_the_same(a: Claim, b: Claim) -> bool:
    return (a.kind, a.attribute, a.value, a.modality, _speaker(a)) == (
        b.kind,
        b.attribute,
        b.value,
        b.modality,
        _speaker(b),
    )


def _speaker(claim: Claim) -> str:
    said = claim.attribution
    return said.speaker if said is not None and said.named else ""


def _comparable(a: Claim, b: Claim, asked: Mapping[str, Question]) -> bool:
    """Whether one may be what became of the other."""
    if a.kind != b.kind:
        return False
    first, second = asked.get(a.id), asked.get(b.id)
    if first is not None and second is not None and first.id == second.id:
        return True
    return a.attribute == b.attribute and _likeness(a, b) >= ALIKE


def _left(before: Sequence[Claim], after: Sequence[Claim], pairs: Sequence[Pair]) -> tuple[list[Claim], list[Claim]]:
    taken = {claim.id for pair in pairs for claim in pair}
    return [c for c in before if c.id not in taken], [c for c in after if c.id not in taken]


def _change(kind: ChangeKind, old: Claim | None, new: Claim | None, asked: Mapping[str, Question]) -> Change:
    labels: Iterator[str] = (asked[c.id].label for c in (new, old) if c is not None and c.id in asked)
    return Change(change=kind, question=next(labels, ""), old=old, new=new)


def _place(change: Change) -> tuple[int, int, str]:
    claim = change.new or change.old
    assert claim is not None
    return (*claim.span, change.change)
