"""Event triggers of one article, and which of them name one event."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING

from factcheck.extract.anchors import Anchors, anchors_of, whole_of
from factcheck.extract.document import Document, Sentence
from factcheck.extract.syntax import ancestors, children, is_none, is_noun, is_verb
from factcheck.rules import load
from factcheck.text.dates.intervals import relation as date_relation
from factcheck.text.gazetteer import gazetteer
from factcheck.text.lexicon import Lexicon

if TYPE_CHECKING:
    from factcheck.extract.parse import Token
    from factcheck.text.dates import DateMention

GENERIC = "incident"
# Homicides up to so many may be those of one event.
FEW = 6
# Steps up the parse in which a word goes on from another.
CLAUSES = 4
# Words that stand for the article's main event whatever its type.
GENERIC_WORDS = ["incident", "tragedy", "disaster", "crime", "scene", "violence", "event", "calamity", "ordeal"]
# "Charged with first-degree murder" names a charge: when and where it was brought says nothing of the deed.
DEGREES = frozenset("degree attempted aggravated capital felony reckless negligent".split())
LIKENED = frozenset("equivalent equal similar comparable akin tantamount amounting amounted equated likened".split())
MODIFIERS = ("compound", "nmod", "amod")
CHARGES = frozenset(
    (
        "charge charges charged count counts guilty convicted conviction accused acquitted indicted suspicion "
        "suspect suspects warrant warrants case plea plead pleaded"
    ).split()
)


@dataclass(frozen=True, eq=False)
class Trigger:
    """One place where the copy names an event. `open` words fit any event in which people come to harm.

    `scene` tells which of several happenings the copy is at.
    """

    start: int
    end: int
    type: str
    family: str
    sentence: Sentence
    token: Token
    noun: bool
    series: bool
    open: bool
    charge: bool
    anchors: Anchors
    scene: int


@dataclass(eq=False)
class Cluster:
    """Triggers of one article that name one event, as far as read."""

    type: str
    family: str
    triggers: list[Trigger] = field(default_factory=list)

    @property
    def scene(self) -> int:
        """The scene it belongs to."""
        return self.triggers[0].scene

    @property
    def staged(self) -> bool:
        """Whether it belongs to one scene, as harm and what follows from it do; talks go on from scene to scene."""
        return self.family in event_rules().harm or self.type in event_rules().derived

    @property
    def ordinal(self) -> int | None:
        """The number in its series, where one is told."""
        return next((t.anchors.which for t in self.triggers if t.anchors.which is not None), None)

    @property
    def count(self) -> int | None:
        """How many events it stands for ("both rounds"), where it stands for several."""
        return next((t.anchors.count for t in self.triggers if t.anchors.count is not None), None)

    @property
    def dates(self) -> list[DateMention]:
        """Date mentions beside its triggers."""
        return [d for t in self.triggers for d in t.anchors.dates]

    @property
    def places(self) -> list[str]:
        """Ids of the places beside its triggers."""
        return [p.place.id for t in self.triggers for p in t.anchors.places]


@dataclass(frozen=True)
class EventRules:
    """The event types of rules/events.yml, ready for use; sets hold the names of types or families."""

    lexicon: Lexicon
    family: dict[str, str]
    weak: frozenset[str]
    open: frozenset[str]
    extended: frozenset[str]
    derived: frozenset[str]
    multiple: frozenset[str]
    parts: frozenset[str]
    harm: frozenset[str]


@cache
def event_rules() -> EventRules:
    """The rules, read once."""
    data = load("events")
    phrases: dict[str, list[str]] = {}
    for form, listed in (("series", "series"), ("noun", "nouns"), ("verb", "verbs")):
        phrases.update({f"{name}/{form}": rule.get(listed, []) for name, rule in data.items()})
    phrases[f"{GENERIC}/noun"] = GENERIC_WORDS
    return EventRules(
        lexicon=Lexicon({key: words for key, words in phrases.items() if words}),
        family={name: rule["family"] for name, rule in data.items()} | {GENERIC: GENERIC},
        weak=_flagged("weak"),
        open=_flagged("open"),
        extended=_flagged("extended"),
        derived=_flagged("derived"),
        multiple=_flagged("multiple"),
        parts=frozenset(noun for rule in data.values() for noun in rule.get("parts", ())),
        harm=frozenset(rule["family"] for rule in data.values() if rule.get("harm")),
    )


def _flagged(flag: str) -> frozenset[str]:
    return frozenset(name for name, rule in load("events").items() if rule.get(flag))


def find_triggers(document: Document, scenes: Sequence[int]) -> Iterator[Trigger]:
    """The places where title and copy name an event, in order; `scenes` has the scene of each sentence."""
    for sentence in (*document.title, *document.sentences):
        for hit in event_rules().lexicon.find(sentence.text):
            trigger = _trigger(document, sentence, hit.key, (hit.start, hit.end))
            if trigger is not None:
                yield trigger if sentence.index < 0 else replace(trigger, scene=scenes[sentence.index])


def _trigger(document: Document, sentence: Sentence, key: str, span: tuple[int, int]) -> Trigger | None:
    rules = event_rules()
    name, form = key.split("/")
    start, end = sentence.start + span[0], sentence.start + span[1]
    token = sentence.head_of(start, end)
    if any(d.start <= start < d.end for d in document.dates_in(sentence)):
        return None  # "March 22" is no march
    if not _fits(token, form, sentence.text[span[0] : span[1]]) or _is_measure(token):
        return None
    if _only_seems(token, form, rules.family[name]):
        return None
    if name in rules.derived and is_none(token):
        return None
    family = rules.family[name]
    charge = family in rules.harm and _is_charge(token)
    anchors = anchors_of(document, sentence, token, (start, end))
    if charge:
        anchors = replace(anchors, ordinal=None, count=None, dates=(), places=(), other=False)
    if name in rules.multiple or token.lower_ in rules.parts:
        anchors = replace(anchors, count=None)
    opened = charge or name in rules.open or name == GENERIC
    return Trigger(
        start, end, name, family, sentence, token, form != "verb", form == "series", opened, charge, anchors, 0
    )


def _fits(token: Token, form: str, words: str) -> bool:
    """Whether the part of speech bears the reading out; capitalised words inside a longer name do not."""
    if form == "verb":
        return is_verb(token) or " " in words or token.tag_ == "NN"
    if token.tag_ in ("VB", "VBP", "MD") or (token.tag_ == "VBZ" and not words.endswith("s")):
        return False
    if token.tag_ == "VBG" and any(c.dep_ in ("aux", "nsubj") for c in token.children):
        return False  # "is fighting for her life" is no battle
    part_of_name = token.ent_type_ in ("PERSON", "GPE", "WORK_OF_ART", "PRODUCT")
    return not (part_of_name or (token.ent_type_ == "ORG" and token.dep_ == "compound"))


def _is_measure(token: Token) -> bool:
    """Whether an event is only what another is likened to: "equivalent to an earthquake of magnitude 3"."""
    if token.dep_ != "pobj" or token.head.lower_ not in ("to", "of", "like", "as"):
        return False
    return token.head.lower_ == "like" or token.head.head.lower_ in LIKENED


def _only_seems(token: Token, form: str, family: str) -> bool:
    """Whether a word is only like an event: "a report of shots", "heart attack", "homicide unit", "a stolen car"."""
    if token.lower_ == "declared":
        return any(c.lower_ in _seeming("declared") for c in token.children)
    if token.dep_ in MODIFIERS and token.head.lower_ in _seeming("namesakes"):
        return True
    if any(c.lower_ in _seeming("illnesses") for c in children(token, *MODIFIERS)):
        return True
    if form == "verb" and token.dep_ == "amod" and is_noun(token.head) and family not in event_rules().harm:
        return True
    above = {word.lower_ for word in ancestors(token)}
    if above & _seeming("leading") and above & _seeming("tips"):
        return True
    called_in = any(c.lower_ in ("of", "that") for c in children(token, "prep", "acl"))
    return called_in and token.lower_ in _seeming("reports")


@cache
def _seeming(what: str) -> frozenset[str]:
    return frozenset(load("seeming")[what])


def _is_charge(token: Token) -> bool:
    """A crime as somebody is accused of it: "first-degree murder", "charged with homicide", "murder suspect"."""
    if not is_noun(token):
        return False
    before = [token.doc[i].lower_ for i in range(max(0, token.i - 3), token.i)]
    if DEGREES & set(before):
        return True
    if token.dep_ not in ("pobj", "compound", "conj", "nmod") or any(c.dep_ in ("det", "poss") for c in token.children):
        return False
    return any(above.lower_ in CHARGES for above in islice(ancestors(token.head), 2))


def cluster_triggers(triggers: Sequence[Trigger]) -> list[Cluster]:
    """Triggers put together by type, anchors and nearness; open words go where they fit best."""
    clusters: list[Cluster] = []
    named_types = {t.type for t in triggers if not t.series}
    # "Fifty rounds of ammunition" are no talks: a round is one of something that the article names.
    triggers = [t for t in triggers if not t.series or t.type in named_types]
    for trigger in (t for t in triggers if not t.open):
        whole = next((c for c in clusters if any(_is_stage_of(t, trigger) for t in c.triggers)), None)
        if whole is not None:
            whole.triggers.append(trigger)
            continue
        fitting = [c for c in clusters if c.family == trigger.family and _compatible(c, trigger)]
        if fitting:
            max(fitting, key=lambda c: (_affinity(c, trigger), _order(c.triggers[-1]))).triggers.append(trigger)
        else:
            clusters.append(Cluster(trigger.type, trigger.family, [trigger]))
    named = len(clusters)
    for trigger in (t for t in triggers if t.open):
        home = _told_with(trigger, clusters) or _home(trigger, clusters)
        if home is not None:
            home.triggers.append(trigger)
        elif trigger.type != GENERIC:
            clusters.append(Cluster(trigger.type, trigger.family, [trigger]))
        elif (like := next((c for c in clusters if c.family in event_rules().harm), None)) is not None:
            # "The second incident": of a round-up, one like the others.
            clusters.append(Cluster(like.type, like.family, [trigger]))
    for cluster in clusters[:named] if named else clusters:
        cluster.triggers.sort(key=_order)
    return sorted(clusters, key=lambda c: _order(c.triggers[0]))


def _is_stage_of(stage: Trigger, whole: Trigger) -> bool:
    """Whether two words make one name: the round and the talks of "round of talks"."""
    return stage.sentence is whole.sentence and any(noun.i == whole.token.i for noun in whole_of(stage.token))


def _order(trigger: Trigger) -> tuple[int, int]:
    return trigger.sentence.index, trigger.start


def _earliness(cluster: Cluster) -> tuple[int, int]:
    sentence, start = _order(cluster.triggers[0])
    return -sentence, -start


def _told_with(trigger: Trigger, clusters: Sequence[Cluster]) -> Cluster | None:
    """The cluster of the verb that an open word goes on from: "opened fire in May, killing two"."""
    fitting = [c for c in clusters if c.family in event_rules().harm and _compatible(c, trigger)]
    for above in islice(ancestors(trigger.token), 1, CLAUSES):
        for cluster in fitting:
            if any(t.token.i == above.i for t in cluster.triggers if t.sentence is trigger.sentence):
                return cluster
    return None


def _home(trigger: Trigger, clusters: Sequence[Cluster]) -> Cluster | None:
    """The cluster of an open word: one of an event with victims, near by, that its anchors do not rule out."""
    harm = event_rules().harm
    fitting = [c for c in clusters if c.family in harm and _compatible(c, trigger)]
    if not fitting and trigger.type == GENERIC:
        fitting = [c for c in clusters if not c.staged or c.scene == trigger.scene]
    return max(fitting, key=lambda c: (_affinity(c, trigger), len(c.triggers), _earliness(c)), default=None)


def _compatible(cluster: Cluster, trigger: Trigger) -> bool:
    rules, anchors = event_rules(), trigger.anchors
    if cluster.staged and cluster.scene != trigger.scene:
        return False
    if cluster.type != trigger.type and (trigger.type in rules.weak or cluster.type in rules.weak):
        return False
    if anchors.count != cluster.count and not (trigger.open and max(anchors.count or 0, cluster.count or 0) <= FEW):
        return False
    known = cluster.ordinal
    if anchors.which is not None:
        if known is not None:
            return known == anchors.which
        if trigger.series or cluster.dates or cluster.places:
            return False
    if anchors.other and not (anchors.dates and cluster.dates):
        return False
    if anchors.separate and cluster.triggers[0].sentence is not trigger.sentence:
        return False
    if _another_scene(cluster, trigger):
        return False
    if anchors.titles:
        return bool(anchors.titles & {n for t in cluster.triggers for n in t.anchors.titles})
    if _dates_apart(cluster, trigger):
        return False
    return not _places_apart(cluster, trigger)


def _another_scene(cluster: Cluster, trigger: Trigger) -> bool:
    """Whether a trigger has a street and an hour of its own: a page with a night's news goes from scene to scene."""
    streets = {street for t in cluster.triggers for street in t.anchors.streets}
    if not trigger.anchors.streets or not streets or trigger.anchors.streets & streets:
        return False
    hours = {d.iso for d in trigger.anchors.dates if d.clock}
    theirs = {d.iso for t in cluster.triggers for d in t.anchors.dates if d.clock}
    return bool(hours) and bool(theirs) and not hours & theirs


def _dates_apart(cluster: Cluster, trigger: Trigger) -> bool:
    theirs = [d.iso for d in cluster.dates]
    return (
        bool(theirs)
        and bool(trigger.anchors.dates)
        and all(date_relation(a.iso, b, tolerance_days=1) == "apart" for a in trigger.anchors.dates for b in theirs)
    )


def _places_apart(cluster: Cluster, trigger: Trigger) -> bool:
    ours, theirs = [p.place.id for p in trigger.anchors.places], cluster.places
    return bool(ours) and bool(theirs) and all(gazetteer().relation(a, b) == "apart" for a in ours for b in theirs)


def _affinity(cluster: Cluster, trigger: Trigger) -> float:
    anchors = trigger.anchors
    score = 0.0
    if anchors.which is not None and cluster.ordinal == anchors.which:
        score += 3
    if anchors.dates and cluster.dates:
        score += 2
    if anchors.places and cluster.places:
        score += 2
    if cluster.type == trigger.type:
        score += 1
    if any(t.sentence.paragraph == trigger.sentence.paragraph for t in cluster.triggers):
        score += 1
    return score + min(1.0, len(cluster.triggers) / 10)
