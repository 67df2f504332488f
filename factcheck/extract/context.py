"""Who says a claim, and how firmly: cues with a direction and a scope (after ConText, Harkema et al. 2009)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from factcheck.extract.document import Document, Sentence
from factcheck.extract.syntax import (
    SUBJECTS,
    ancestors,
    children,
    governing_verb,
    is_negated,
    is_noun,
    is_verb,
    is_within,
)
from factcheck.model.claim import Attribution, Modality
from factcheck.rules import load
from factcheck.text.lexicon import Hit, Lexicon

if TYPE_CHECKING:
    from factcheck.extract.parse import Token

LONGEST_SPEAKER = 12
NEAR = 25
PRONOUNS = frozenset("he she they it who which that".split())
# A firmer reading gives way to a weaker one.
STRENGTH = [Modality.DENIED, Modality.HYPOTHETICAL, Modality.PLANNED, Modality.HEDGED]


@dataclass(frozen=True)
class _Rules:
    saying: frozenset[str]
    weak: frozenset[str]
    unnamed: frozenset[str]
    bodies: frozenset[str]
    figures: frozenset[str]
    contents: frozenset[str]
    having: frozenset[str]
    receiving: frozenset[str]
    sources: Lexicon
    cues: Lexicon
    directions: dict[str, str]
    stops: re.Pattern[str]


@cache
def _rules() -> _Rules:
    data = load("context")
    stops = "|".join(re.escape(word) for word in data["terminators"] if word.isalpha())
    return _Rules(
        saying=frozenset(data["saying_verbs"]),
        weak=frozenset(data["weak_verbs"]),
        unnamed=frozenset(data["unnamed"]),
        bodies=frozenset(data["bodies"]),
        figures=frozenset(data["figures"]),
        contents=frozenset(data["content_nouns"]),
        having=frozenset(data["having"]),
        receiving=frozenset(data["receiving"]),
        sources=Lexicon({"source": data["sources_phrases"]}),
        cues=Lexicon({name: cue["words"] for name, cue in data["cues"].items()}),
        directions={name: cue["direction"] for name, cue in data["cues"].items()},
        stops=re.compile(rf"\b(?:{stops})\b|;", re.I),
    )


class Context:
    """Attribution and modality of the spans of one document."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._speakers: dict[int, Attribution | None] = {}

    def attribution(self, sentence: Sentence, start: int) -> Attribution | None:
        """Who says what stands at `start`, None for the outlet itself."""
        token = sentence.token_at(start)
        found = (
            _by_phrase(sentence, start)
            or self._by_verb(sentence, token)
            or _by_figure(sentence, token)
            or _by_adverb(sentence)
        )
        return found or _by_colon(sentence, start)

    def modality(self, sentence: Sentence, start: int, end: int) -> Modality:
        """How firmly the span is put."""
        found = [Modality(hit) for hit in self._cues_on(sentence, start, end)]
        for modality in STRENGTH:
            if modality in found:
                return modality
        token = sentence.token_at(start)
        verb = governing_verb(token)
        if (
            verb is not None
            and is_negated(verb)
            and not sentence.text[: start - sentence.start].rstrip().lower().endswith(("not", "no"))
        ):
            return Modality.DENIED
        return Modality.ASSERTED

    def _cues_on(self, sentence: Sentence, start: int, end: int) -> list[str]:
        rules, at = _rules(), start - sentence.start
        acting = []
        for hit in rules.cues.find(sentence.text):
            before = hit.end <= at and not rules.stops.search(sentence.text, hit.end, at)
            after = hit.start >= end - sentence.start and not rules.stops.search(
                sentence.text, end - sentence.start, hit.start
            )
            inside = hit.start >= at and hit.end <= end - sentence.start
            direction = rules.directions[hit.key]
            if inside or (
                self._governs(sentence, hit.start, hit.key, start)
                if before
                else after and direction == "both" and self._reaches_back(sentence, hit, start, end)
            ):
                acting.append(hit.key)
        return acting

    def _governs(self, sentence: Sentence, cue_at: int, key: str, start: int) -> bool:
        """Whether a cue before a span reaches it: its verb stands above the span, or they touch."""
        if key == "hedged":
            return start - sentence.start - cue_at < 40
        verb = _verb_of(sentence.token_at(sentence.start + cue_at))
        return is_within(sentence.token_at(start), verb) and not _in_relative(sentence.token_at(start), verb)

    def _reaches_back(self, sentence: Sentence, hit: Hit, start: int, end: int) -> bool:
        """Whether a cue behind a span reaches it: as its verb's auxiliary, or close by for a hedge."""
        if hit.key == "hedged":
            return hit.start - (end - sentence.start) < NEAR
        verb = _verb_of(sentence.token_at(sentence.start + hit.start))
        return is_within(sentence.token_at(start), verb) and not _in_relative(sentence.token_at(start), verb)

    def _by_verb(self, sentence: Sentence, token: Token) -> Attribution | None:
        rules = _rules()
        for above in ancestors(token):
            if above.lower_ not in rules.saying or not is_verb(above):
                continue
            if any(is_within(token, subject) for subject in _subjects(above)) or _semicolon_between(token, above):
                continue
            if above.lower_ in rules.weak and not _introduces(above, token):
                continue
            if above.lower_ in rules.having and not _keeps_count(above, token):
                continue
            return self._speaker(sentence, above)
        for other in sentence.span:
            if other.lower_ in rules.saying and other.dep_ == "parataxis" and _subjects(other):
                return self._speaker(sentence, other)
        return None

    def _speaker(self, sentence: Sentence, verb: Token) -> Attribution | None:
        subject = next(iter(_subjects(verb)), None)
        if subject is not None and subject.dep_ == "nsubjpass" and verb.lower_ in _rules().receiving:
            subject = _giver(sentence)
        if subject is None:
            return Attribution("unnamed", verb.text, False) if verb.tag_ == "VBN" else None
        if subject.lower_ in PRONOUNS and subject.lower_ not in ("who", "which", "that"):
            earlier = self._last_speaker(sentence)
            return (
                Attribution(earlier.speaker, verb.text, earlier.named)
                if earlier
                else Attribution(subject.lower_, verb.text, False)
            )
        if subject.lower_ in ("who", "which", "that") and verb.dep_ == "relcl":
            subject = verb.head
        return _named(subject, verb.text)

    def _last_speaker(self, sentence: Sentence) -> Attribution | None:
        """The last named speaker or person before a sentence, for "he said"."""
        for index in range(sentence.index - 1, max(-1, sentence.index - 5), -1):
            if index not in self._speakers:
                self._speakers[index] = _main_speaker(self._document.sentences[index])
            if self._speakers[index] is not None:
                return self._speakers[index]
        return None


def _giver(sentence: Sentence) -> Token | None:
    """Who told, where the one told is the subject: "the agency was given the figure by the ministry"."""
    givers = [g for t in sentence.span if t.lower_ == "by" for g in children(t, "pobj") if g.ent_type_ or is_noun(g)]
    return givers[-1] if givers else None


def _keeps_count(verb: Token, token: Token) -> bool:
    """ "The agency had 100 dead": an organisation has a count, and no clause of it."""
    subject = next(iter(_subjects(verb)), None)
    if subject is None or subject.ent_type_ != "ORG" or verb.dep_ in ("aux", "auxpass"):
        return False
    return any(is_within(token, counted) for counted in children(verb, "dobj", "oprd", "ccomp"))


def _semicolon_between(a: Token, b: Token) -> bool:
    """Whether a semicolon parts two tokens: what is said behind it is another matter."""
    first, last = sorted((a.i, b.i))
    return any(t.text == ";" for t in a.doc[first:last])


def _verb_of(cue: Token) -> Token:
    """The verb that a cue belongs to: the main verb of an auxiliary."""
    if cue.dep_ in ("aux", "auxpass", "mark") and cue.head.i != cue.i:
        return cue.head
    return next((above for above in ancestors(cue) if is_verb(above) and above.tag_ != "MD"), cue)


def _main_speaker(sentence: Sentence) -> Attribution | None:
    rules = _rules()
    for token in sentence.span:
        if token.lower_ in rules.saying and is_verb(token):
            subject = next(iter(_subjects(token)), None)
            if subject is not None and subject.lower_ not in PRONOUNS:
                found = _named(subject, token.text)
                if found.named:
                    return found
    hits = rules.sources.find(sentence.text)
    return _by_phrase(sentence, sentence.start) if hits else None


def _subjects(verb: Token) -> list[Token]:
    own = [child for child in verb.children if child.dep_ in SUBJECTS]
    if own or verb.dep_ not in ("conj", "xcomp"):
        return own
    return _subjects(verb.head) if verb.head.i != verb.i else []


def _introduces(verb: Token, token: Token) -> bool:
    """Whether a weak verb of saying has the span in a clause or a number after it."""
    return token.i > verb.i and not _in_relative(token, verb)


def _in_relative(token: Token, verb: Token) -> bool:
    for above in ancestors(token):
        if above.i == verb.i:
            return False
        if (
            above.dep_ in ("relcl", "advcl", "acl")
            and above.i != token.i
            and above.head.lower_ not in _rules().contents
        ):
            return True
    return False


def _named(subject: Token, cue: str) -> Attribution:
    """The speaker in the words of the copy, without relative clauses; `named` where it can be told who."""
    words = [t for t in subject.subtree if not _in_clause_below(t, subject)]
    first, last = words[0], words[-1]
    text = subject.doc.words(first.i, last.i + 1).strip(" ,;“”\"'’")
    cut = text.split(",")[0] if "," in text and subject.text in text.split(",")[0] else text
    speaker = " ".join(cut.split()[:LONGEST_SPEAKER])
    return Attribution(speaker, cue, _is_named(subject, words))


def _is_named(subject: Token, words: list[Token]) -> bool:
    if subject.tag_ in ("NNP", "NNPS"):
        return subject.lower_ not in _rules().unnamed
    if subject.lower_ in _rules().unnamed:
        # "Lebanese officials" are still nobody in particular; "officials of the Red Crescent" and of a ministry are.
        others = [t for t in words if t.i != subject.i]
        return any(t.ent_type_ in ("ORG", "PERSON") or t.lower_ in _rules().bodies for t in others)
    return True


def _in_clause_below(token: Token, subject: Token) -> bool:
    for above in ancestors(token):
        if above.i == subject.i:
            return False
        if above.dep_ in ("relcl", "acl", "advcl"):
            return True
    return False


def _by_phrase(sentence: Sentence, start: int) -> Attribution | None:
    """ "according to X": for the clause that it stands in."""
    at = start - sentence.start
    for hit in _rules().sources.find(sentence.text):
        between = sentence.text[hit.end : at] if hit.end <= at else sentence.text[at : hit.start]
        if _rules().stops.search(between):
            continue
        cue = sentence.token_at(sentence.start + hit.start)
        last = sentence.token_at(sentence.start + hit.end - 1)
        target = next((child for t in (last, cue) for child in children(t, "pobj", "dobj")), None)
        if target is not None:
            if is_within(sentence.token_at(start), target):
                continue
            return _named(target, sentence.text[hit.start : hit.end])
    return None


def _by_figure(sentence: Sentence, token: Token) -> Attribution | None:
    """ "The Red Cross's figure was 500", "by the army's count": a count that belongs to somebody."""
    for noun in sentence.span:
        if noun.lower_ not in _rules().figures:
            continue
        owner = next(iter(children(noun, "poss")), None)
        if owner is None:
            owner = next(
                (
                    g
                    for p in children(noun, "prep")
                    if p.lower_ in ("of", "by", "from")
                    for g in children(p, "pobj")
                    if g.ent_type_ in ("ORG", "PERSON")
                ),
                None,
            )
        if owner is None or owner.tag_ == "PRP$" or is_within(token, owner):
            continue
        counted = [above.i for above in ancestors(token)]
        if noun.i in counted or noun.head.i in counted or (noun.dep_ == "pobj" and noun.head.lower_ == "by"):
            return _named(owner, noun.text)
    return None


def _by_adverb(sentence: Sentence) -> Attribution | None:
    found = re.search(r"\breportedly\b", sentence.text, re.I) if "reportedly" in sentence.lower else None
    return Attribution("reportedly", found[0], False) if found else None


FINITE = frozenset({"VBD", "VBP", "VBZ", "MD"})


def _by_colon(sentence: Sentence, start: int) -> Attribution | None:
    """A headline's tail ("12 dead: officials", "... - police") or lead ("The ministry: 12 dead")."""
    tail = re.search(r"(?::|[–—-] )\s*([A-Za-z][\w’' ]{2,40})$", sentence.text.rstrip(".!?"))
    if tail and sentence.announces and start - sentence.start < tail.start():
        speaker = tail[1].strip()
        return Attribution(speaker, ":", speaker.lower() not in _rules().unnamed)
    lead = re.match(r"(?:The count of )?(?:the )?([A-Z][\w’' ]{2,50}):\s", sentence.text)
    if lead is None or lead[1].isupper() or start - sentence.start < lead.end():
        return None
    # A clause before a colon is said by the outlet; only a name or a noun speaks.
    if not any(t.tag_ in FINITE for t in sentence.span if t.idx - sentence.span.start_char < lead.end(1)):
        return Attribution(lead[1].strip(), ":", lead[1].strip().lower() not in _rules().unnamed)
    return None
