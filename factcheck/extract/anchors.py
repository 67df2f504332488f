"""The anchors of an event trigger: ordinal, count, dates, places and names that stand beside it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from factcheck.extract.background import EARLIER
from factcheck.extract.naming import naming
from factcheck.extract.syntax import SUBJECTS, ancestors, children, governing_verb, is_noun, is_verb, same_sentence
from factcheck.text.dates.intervals import spans
from factcheck.text.folding import fold

if TYPE_CHECKING:
    from factcheck.extract.document import Document, Sentence
    from factcheck.extract.parse import Token
    from factcheck.extract.places import PlaceMention
    from factcheck.text.dates import DateMention

ORDINALS = {"initial": 1, "opening": 1, "inaugural": 1} | {
    word: n for n, word in enumerate("first second third fourth fifth sixth seventh eighth ninth tenth".split(), 1)
}
COUNTS = {"both": 2, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "multiple": 0, "several": 0, "previous": 0}
OTHER = frozenset("another previous earlier similar separate past other prior unrelated different recent".split())
STAGES = frozenset(
    "round rounds phase series wave session day days night start end beginning spate stage bout leg string".split()
) | {"outbreak"}
LONGEST_PHRASE = 8
# Words that do not help to tell an event from others: "the same shooting", "a subsequent blast".
UNTELLING = frozenset(
    (
        "same subsequent reported entire whole most recent latest other further said following ensuing more than "
        "another such"
    ).split()
)
# Days after which a report tells of what happened as of something else.
OLD = 21
# The rest of a word that the parse takes to pieces at its hyphens: "drive-by".
REST_OF_WORD = re.compile(r"(?:-\w+)*")
MODIFYING = frozenset({"poss", "compound", "nmod", "amod"})
# Openings by which copy turns from one happening to another.
SEPARATE = re.compile(
    r"(?:Separately|Elsewhere|Earlier this (?:week|month|year)|Last (?:month|year)"
    r"|In (?:\w+ ){0,2}?(?:another|other|separate|unrelated|different|earlier|similar|second"
    r"|third|later)\b[\w ,-]{0,30}?\b(?:incident|shooting|attack|case|crash|event|killing|homicide|violence)s?)\b"
    r"(?=[^.]{0,60},)"
)
# "Marking the fourth shooting this year" and "This is the 20th homicide of the year" name the event at hand.
TALLY = re.compile(
    r"\b(?:mark(?:s|ed|ing)|(?:this|it|that|which) (?:is|was|makes|made)|becom(?:es?|ing)|became) (?:at least )?$", re.I
)
# "The third fire of the week", "the fourth shooting there this year".
WINDOW = re.compile(
    r"(?:\s+(?:\w+|of the (?:city|county|state|town))){0,6}?\s+(?:of the (?:year|month|week|season)"
    r"|this (?:year|month|week|weekend|season|summer|winter|spring|fall)"
    r"|in (?:the (?:last|past) |as many |less than )?(?:\w+ )?(?:hours|days|weeks|months|years)"
    r"|in (?:a|one) (?:day|week|month|year)|so far)\b",
    re.I,
)
FULL_DATE = len("2025-11-09")
NO_SERIES = frozenset({"degree", "person", "hand", "time"})
# What is felt or heard of an event far off is not where it happened.
PERCEPTION = frozenset("felt heard seen sensed visible audible noticed rattled shook shaken swayed registered".split())
# "Charged with the arson in May": the month is the charge's, wherever the parse hangs it.
CHARGING = frozenset("charged convicted accused indicted sentenced acquitted tried arraigned cleared".split())
# Verbs of what follows an event and of how it is reported: their days and places are not the event's.
REPORTING = frozenset(
    (
        "said says told announced identified named released reported confirmed arrested detained charged indicted "
        "arraigned convicted sentenced accused wanted sought searching investigating investigate appeared "
        "questioned surrendered booked jailed held testified pleaded added posted published updated linked "
        "connected suspected apprehended captured extradited "
        "announce announces announcing identifies names releases reports confirms arrests charges charging indicts "
        "discuss discusses discussed addresses addressed speaks spoke investigates"
    ).split()
)

# How the words of a noun phrase hang on its noun.
OWN_WORDS = frozenset("det amod compound nummod poss nmod case quantmod predet".split())


@dataclass(frozen=True)
class Anchors:
    """What stands beside a trigger. `other` marks a mention of some other event than the one at hand.

    `tally` marks an ordinal that counts the event at hand among others ("this is the fourth shooting this year"),
    `separate` marks a sentence that turns to another happening ("In an unrelated incident, ..."), `streets` are
    the folded names of the streets in the sentence.
    """

    ordinal: int | None
    count: int | None
    other: bool
    dates: tuple[DateMention, ...]
    places: tuple[PlaceMention, ...]
    titles: frozenset[str]
    phrase: str
    tally: bool = False
    separate: bool = False
    streets: frozenset[str] = frozenset()

    @property
    def which(self) -> int | None:
        """The number that tells an event from the others of its series."""
        return None if self.tally else self.ordinal


def anchors_of(document: Document, sentence: Sentence, token: Token, span: tuple[int, int]) -> Anchors:
    """Reads the anchors off the noun phrase and the clause of a trigger."""
    near = _noun_phrase(token, sentence)
    words = {t.lower_ for t in near}
    plural = token.tag_ in ("NNS", "NNPS")
    ordinal = None if plural and words & {"both", "two"} else _ordinal(near, token)
    tally = ordinal is not None and not words & STAGES and _is_tally(sentence, near[0], token)
    return Anchors(
        ordinal=ordinal,
        count=_count(near, token) if plural else None,
        other=(bool(words & OTHER) and not words & {"the", "latest"})
        or any(word.lower_ in EARLIER for word in children(token, "advmod"))
        or _is_old(document, sentence, near),
        dates=tuple(
            d
            for d in document.dates_in(sentence)
            if _beside(sentence, d.start, d.end, token)
            and not _of_charge(sentence, d, token)
            and not (tally and len(d.iso) < FULL_DATE)
        ),
        places=tuple(
            p
            for p in document.places_in(sentence)
            if _beside(sentence, p.start, p.end, token)
            and not _perceived(sentence, p)
            and not _belongs_to_other(sentence, p, token)
        ),
        titles=_titles(token),
        phrase=_phrase(sentence, near, token, span[1]),
        tally=tally,
        separate=SEPARATE.match(sentence.text) is not None,
        streets=frozenset(fold(match[1]) for match in naming().streets_in(sentence.text)),
    )


def _is_old(document: Document, sentence: Sentence, near: list[Token]) -> bool:
    """Whether an event is brought in with a day weeks ago in its name: "a March shooting", of which news recalls."""
    if document.anchor is None or near[0].lower_ not in ("a", "an"):
        return False
    start, end = sentence.where(near[0]), sentence.until(near[-1])
    told = spans(d.iso for d in document.dates_in(sentence) if start <= d.start and d.end <= end)
    return any((document.anchor - last).days > OLD for _, last in told)


def _noun_phrase(token: Token, sentence: Sentence) -> list[Token]:
    """The words of the trigger's own noun phrase, relative clauses left out; a verb is its own phrase."""
    if not is_noun(token):
        return [token]
    kept = {token.i: token}
    for child in token.children:
        if child.dep_ in OWN_WORDS and same_sentence(child, token):
            kept.update({t.i: t for t in child.subtree})
        if child.dep_ == "prep" and child.lower_ == "of":
            for noun in children(child, "pobj"):
                kept[child.i] = child
                kept.update({t.i: t for t in [noun, *children(noun, "amod", "compound", "det", "poss")]})
    return [kept[i] for i in sorted(kept)]


def _ordinal(near: list[Token], token: Token) -> int | None:
    for word in near:
        if _is_hyphened(word):
            continue
        if word.lower_ in ORDINALS and word.i <= token.i + 1 and word.dep_ != "pobj":
            return ORDINALS[word.lower_]
        digits = word.lower_[:-2]
        if word.lower_.endswith(("st", "nd", "rd", "th")) and digits.isdigit():
            return int(digits)
    return None


def _is_tally(sentence: Sentence, first: Token, token: Token) -> bool:
    """Whether a noun phrase that begins with a word says how many events there are with the one at hand."""
    if WINDOW.match(sentence.text, sentence.until(token) - sentence.start):
        return True
    return TALLY.search(sentence.text[: sentence.where(first) - sentence.start]) is not None


def _is_hyphened(word: Token) -> bool:
    """ "First-degree murder" is no first murder."""
    doc = word.doc
    return word.i + 2 < len(doc) and doc[word.i + 1].text == "-" and doc[word.i + 2].lower_ in NO_SERIES


def _count(near: list[Token], token: Token) -> int | None:
    before = [word for word in near if word.i < token.i]
    named = next((COUNTS[word.lower_] for word in before if word.lower_ in COUNTS), None)
    if named is not None:
        return named
    # "Eight people died in 12 shootings": the twelve are of the noun itself.
    digits = (w.text.replace(",", "") for w in before if w.dep_ == "nummod" and w.head.i == token.i)
    return next((int(text) for text in digits if text.isdigit()), None)


def _beside(sentence: Sentence, start: int, end: int, token: Token) -> bool:
    """Whether a mention hangs on the trigger, or on the verb the trigger is subject or object of."""
    head = sentence.head_of(start, end)
    passed_verb = False
    for above in ancestors(head):
        if above.i == token.i:
            return True
        if above.dep_ in ("relcl", "acl") and is_verb(above):
            # "talks held in Oslo": the clause describes its head and no other word.
            return _governs(above, token)
        if is_verb(above):
            if _governs(above, token):
                return True
            if passed_verb or above.dep_ in ("ccomp", "advcl", "ROOT"):
                return False
            passed_verb = True
    return False


def _of_charge(sentence: Sentence, date: DateMention, token: Token) -> bool:
    """Whether a coarse date behind the deed that somebody is charged with may be the charge's."""
    verb = governing_verb(token)
    behind = date.start >= sentence.until(token)
    return behind and verb is not None and verb.i < token.i and verb.lower_ in CHARGING and len(date.iso) < FULL_DATE


def _perceived(sentence: Sentence, place: PlaceMention) -> bool:
    """Whether a place is only where the event was felt or heard."""
    head = sentence.head_of(place.start, place.end)
    verb = governing_verb(head)
    near = [] if verb is None else [verb, *children(verb, "acomp", "oprd")]
    return any(word.lower_ in PERCEPTION for word in near)


def _belongs_to_other(sentence: Sentence, place: PlaceMention, token: Token) -> bool:
    """Whether a place only says whose or which another noun is: "Norway's institute measured the blast"."""
    head = sentence.head_of(place.start, place.end)
    if head.dep_ not in MODIFYING:
        return False
    while head.dep_ in MODIFYING and head.i != token.i:
        head = head.head
    return not _reaches(head, token)


def _governs(verb: Token, token: Token) -> bool:
    """Whether the trigger is the verb or carried by it, what its clause describes, its subject or its object."""
    if verb.i == token.i or (verb.dep_ in ("relcl", "acl") and _reaches(verb.head, token)) or _carried(token, verb):
        return True
    for child in verb.children:
        if child.dep_ in SUBJECTS | {"dobj", "attr", "oprd"} and _reaches(child, token):
            return True
        if child.dep_ == "prep" and any(_reaches(noun, token) for noun in children(child, "pobj")):
            return child.lower_ in ("in", "during", "of", "at") and governs_through(verb)
    return False


def _carried(token: Token, verb: Token) -> bool:
    """Whether a verb without a subject of its own goes on from another: "a car hit the crowd, killing four"."""
    current = token
    while current.i != verb.i:
        if current.head.i == current.i or current.dep_ not in ("advcl", "conj", "xcomp", "acomp"):
            return False
        if not current.tag_.startswith("VB") or children(current, *SUBJECTS, "mark"):
            return False
        current = current.head
    return current.i != token.i


def governs_through(verb: Token) -> bool:
    """Whether what is told of the verb holds of what stands behind a preposition.

    "He was arrested on Monday in the shooting": the Monday is the arrest's.
    """
    return verb.lower_ not in REPORTING


def _reaches(noun: Token, token: Token) -> bool:
    """The noun itself, one coordinated with it, or the noun after its "of" ("round of talks")."""
    if noun.i == token.i:
        return True
    return any(child.i == token.i for child in [*children(noun, "conj", "appos"), *whole_of(noun)])


def whole_of(noun: Token) -> list[Token]:
    """What a noun is a stage of: the talks, in "round of talks" or "start of the talks"."""
    if noun.lower_ not in STAGES:
        return []
    return [whole for prep in children(noun, "prep") if prep.lower_ == "of" for whole in children(prep, "pobj")]


def _titles(token: Token) -> frozenset[str]:
    """Capitalised words that name the event itself: "Operation Enduring Freedom"."""
    if not (token.text[:1].isupper() and token.tag_ in ("NNP", "NNPS") and token.lower_ == "operation"):
        return frozenset()
    words: list[str] = []
    i = token.i + 1
    while i < len(token.doc) and (
        token.doc[i].text[:1].isupper()
        or (token.doc[i].text in "-–" and words)
        or (words and token.doc[i - 1].text in "-–")
    ):
        words.append(token.doc[i].lower_)
        i += 1
    return frozenset({"".join(words)}) if words else frozenset()


def _says_little(word: Token) -> bool:
    """Whether a word at the head of a phrase adds nothing to what the event is called."""
    owned = word.tag_ in ("PRP$", "DT", "POS", "PDT") or word.dep_ == "det"
    return owned or word.is_punct or word.lower_ in UNTELLING


def _phrase(sentence: Sentence, near: list[Token], token: Token, least: int) -> str:
    """The words that the copy has for an event, without what tells nothing; up to `least` at the least."""
    if not is_noun(token):
        return token.text
    words = list(near)
    while len(words) > 1 and _says_little(words[0]):
        words.pop(0)
    first, last = words[0], words[-1]
    end = max(sentence.until(last), least) - sentence.start
    rest = REST_OF_WORD.match(sentence.text, end)
    text = sentence.text[sentence.where(first) - sentence.start : end if rest is None else rest.end()]
    return " ".join(text.split()[:LONGEST_PHRASE])
