"""Events as one article tells them: triggers, the anchors beside them, and which of them are one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from factcheck.extract.anchors import Anchors, anchors_of, whole_of
from factcheck.extract.document import Document, Sentence
from factcheck.extract.syntax import ancestors, children, is_noun, is_verb, subjects
from factcheck.model.article import content_id
from factcheck.model.event import EventMention
from factcheck.rules import load
from factcheck.text.dates.intervals import relation as date_relation
from factcheck.text.gazetteer import gazetteer
from factcheck.text.lexicon import Lexicon

if TYPE_CHECKING:
    from spacy.tokens import Token

    from factcheck.text.dates import DateMention

GENERIC = "incident"
LEAD = 3
SERIES_FAMILIES = frozenset({"diplomacy"})
# Words that stand for the article's main event whatever its type.
GENERIC_WORDS = ["incident", "tragedy", "disaster", "crime", "scene", "violence", "event", "calamity", "ordeal"]


@dataclass(frozen=True, eq=False)
class Trigger:
    """One place where the copy names an event."""

    start: int
    end: int
    type: str
    family: str
    sentence: Sentence
    token: Token
    noun: bool
    series: bool
    anchors: Anchors


@dataclass(eq=False)
class Cluster:
    """Triggers of one article that name one event, as far as read."""

    type: str
    family: str
    triggers: list[Trigger] = field(default_factory=list)

    @property
    def ordinal(self) -> int | None:
        """The number in its series, where one is told."""
        return next((t.anchors.ordinal for t in self.triggers if t.anchors.ordinal is not None), None)

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
class _Rules:
    lexicon: Lexicon
    family: dict[str, str]
    verbs: frozenset[str]
    weak: frozenset[str]
    extended: frozenset[str]


@cache
def event_rules() -> _Rules:
    """The event types of rules/events.yml, ready for use."""
    data = load("events")
    phrases: dict[str, list[str]] = {}
    for name, rule in data.items():
        phrases[f"{name}/series"] = rule.get("series", [])
    for name, rule in data.items():
        phrases[f"{name}/noun"] = rule["nouns"]
    for name, rule in data.items():
        phrases[f"{name}/verb"] = rule["verbs"]
    phrases[f"{GENERIC}/noun"] = GENERIC_WORDS
    return _Rules(
        lexicon=Lexicon({key: words for key, words in phrases.items() if words}),
        family={name: rule["family"] for name, rule in data.items()} | {GENERIC: GENERIC},
        verbs=frozenset(word for rule in data.values() for word in rule["verbs"]),
        weak=frozenset(name for name, rule in data.items() if rule.get("weak")),
        extended=frozenset(name for name, rule in data.items() if rule.get("extended")),
    )


def find_triggers(document: Document) -> Iterator[Trigger]:
    """The places where the copy names an event, in order."""
    rules = event_rules()
    for sentence in document.sentences:
        for hit in rules.lexicon.find(sentence.text):
            name, form = hit.key.split("/")
            start, end = sentence.start + hit.start, sentence.start + hit.end
            token = sentence.head_of(start, end)
            if any(d.start <= start < d.end for d in document.dates_in(sentence)):
                continue  # "March 22" is no march
            if not _fits(token, form, sentence.text[hit.start : hit.end]):
                continue
            noun = is_noun(token) or form == "noun"
            anchors = anchors_of(document, sentence, token, (start, end))
            yield Trigger(start, end, name, rules.family[name], sentence, token, noun, form == "series", anchors)


def _fits(token: Token, form: str, words: str) -> bool:
    """Whether the part of speech bears the reading out; capitalised words inside a longer name do not."""
    if form == "verb":
        return is_verb(token) or " " in words or token.tag_ == "NN"
    if token.tag_ in ("VB", "VBP", "MD") or (token.tag_ == "VBZ" and not words.endswith("s")):
        return False
    return not (token.ent_type_ in ("PERSON", "GPE", "WORK_OF_ART") or (token.ent_type_ == "ORG" and token.dep_ == "compound"))


class Events:
    """The events of one article, and the event that each span belongs to."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self.triggers = tuple(find_triggers(document))
        self._clusters = _cluster(self.triggers)
        self._cluster_of = {id(t): c for c in self._clusters for t in c.triggers}
        self._by_sentence: dict[int, list[Trigger]] = {}
        for trigger in self.triggers:
            if id(trigger) in self._cluster_of:
                self._by_sentence.setdefault(trigger.sentence.index, []).append(trigger)
        self.main = _main(self._clusters, document)
        self._salience = _salience(self._clusters, self.main, document)
        self._ids = {id(c): _mention_id(document, c) for c in self._clusters}

    def in_sentence(self, sentence: Sentence) -> list[Trigger]:
        """Triggers of one sentence, in order."""
        return self._by_sentence.get(sentence.index, [])

    def cluster(self, trigger: Trigger) -> Cluster:
        """The event that a trigger names."""
        return self._cluster_of[id(trigger)]

    def id_of(self, cluster: Cluster | None) -> str | None:
        """Id of the event mention, None for no event."""
        return None if cluster is None else self._ids[id(cluster)]

    def salience(self, cluster: Cluster | None) -> float:
        """How central the event is to the article, in (0, 1]."""
        return 0.1 if cluster is None else self._salience[id(cluster)]

    def nearest(self, sentence: Sentence, token: Token, families: Sequence[str] = ()) -> Trigger | None:
        """The trigger of a span: of its clause, else of its sentence."""
        here = [t for t in self.in_sentence(sentence) if not families or t.family in families or t.family == GENERIC]
        return attached(token, here) or (min(here, key=lambda t: (abs(t.token.i - token.i), t.start)) if here else None)

    def of(self, sentence: Sentence, token: Token, families: Sequence[str] = ()) -> Cluster | None:
        """The event a span belongs to: of its clause, its sentence, else the nearest compatible before."""
        trigger = self.nearest(sentence, token, families)
        if trigger is not None:
            return self.cluster(trigger)
        for index in range(sentence.index - 1, max(-1, sentence.index - 3), -1):
            if self._document.sentences[index].paragraph < sentence.paragraph - 1:
                break
            earlier = [t for t in self._by_sentence.get(index, []) if not families or t.family in families]
            if earlier:
                return self.cluster(earlier[-1])
        if self.main is not None and (not families or self.main.family in families):
            return self.main
        fitting = [c for c in self._clusters if not families or c.family in families]
        return max(fitting, key=lambda c: (self._salience[id(c)], -c.triggers[0].start), default=None)

    def mentions(self, known: Known) -> list[EventMention]:
        """What the linker is told of each event."""
        return [self._mention(c, known) for c in self._clusters]

    def _lead_places(self) -> tuple[str, ...]:
        """Places named at the top of the copy, for an event that none hangs on; countries last."""
        found = [p.place for s in self._document.sentences[:LEAD] for p in self._document.places_in(s)]
        return tuple(dict.fromkeys(p.id for p in sorted(found, key=lambda p: p.kind == "country")))[:LEAD]

    def _mention(self, cluster: Cluster, known: Known) -> EventMention:
        parties: Counter[str] = Counter()
        # The rounds of one series are held by the same parties: what is told of one serves for all.
        of_series = [t for c in self._clusters if c.family == cluster.family for t in c.triggers] if cluster.family in SERIES_FAMILIES else cluster.triggers
        for index in sorted({t.sentence.index for t in of_series}):
            parties.update(known.participants.get(index, Counter()))
        main = cluster is self.main
        site = {f"title:{n}" for t in cluster.triggers for n in t.anchors.titles}
        return EventMention(
            id=self._ids[id(cluster)],
            article=self._document.article.id,
            type=cluster.type if cluster.count is None else f"{cluster.type} series",
            label=_label(cluster),
            ordinal=cluster.ordinal,
            participants=frozenset(p for p, _ in sorted(parties.items(), key=lambda kv: (-kv[1], kv[0]))[:4]),
            places=tuple(dict.fromkeys([*cluster.places, *known.places.get(id(cluster), ())])) or (self._lead_places() if main else ()),
            dates=tuple(dict.fromkeys([*(d.iso for d in cluster.dates), *known.dates.get(id(cluster), ())])),
            names=frozenset(site) | (frozenset(known.names) if main else frozenset()),
            salience=self._salience[id(cluster)],
        )


@dataclass(frozen=True)
class Known:
    """What the extractors found that helps to know an event again.

    `names` are the article's folded proper names, `participants` the polities of each sentence by its
    index, `places` and `dates` the venues and dates claimed of each cluster, by its identity.
    """

    names: Sequence[str]
    participants: Mapping[int, Counter[str]]
    places: Mapping[int, Sequence[str]]
    dates: Mapping[int, Sequence[str]]


def attached(token: Token, triggers: Sequence[Trigger]) -> Trigger | None:
    """The trigger that a token hangs on in the parse, nearest first."""
    by_token = {t.token.i: t for t in triggers}
    for above in ancestors(token):
        if above.i in by_token:
            return by_token[above.i]
        if is_verb(above):
            for near in [*subjects(above), *children(above, "dobj", "agent", "prep", "npadvmod", "conj")]:
                for node in [near, *children(near, "pobj", "conj"), *whole_of(near)]:
                    if node.i in by_token:
                        return by_token[node.i]
    return None


def _cluster(triggers: Sequence[Trigger]) -> list[Cluster]:
    clusters: list[Cluster] = []
    for trigger in triggers:
        if trigger.family == GENERIC:
            continue
        fitting = [c for c in clusters if _compatible(c, trigger)]
        if fitting:
            best = max(fitting, key=lambda c: (_affinity(c, trigger), c.triggers[-1].start))
            best.triggers.append(trigger)
            if best.type in ("shooting",) and trigger.noun and trigger.type != best.type and not any(t.noun for t in best.triggers[:-1]):
                best.type = trigger.type
        else:
            clusters.append(Cluster(trigger.type, trigger.family, [trigger]))
    generic = [t for t in triggers if t.family == GENERIC]
    if clusters and generic:
        main = max(clusters, key=lambda c: len(c.triggers))
        main.triggers.extend(generic)
    return clusters


def _compatible(cluster: Cluster, trigger: Trigger) -> bool:
    rules, anchors = event_rules(), trigger.anchors
    if cluster.family != trigger.family or (trigger.type in rules.weak and cluster.type != trigger.type):
        return False
    if anchors.count != cluster.count and (anchors.count is not None or cluster.count is not None):
        return False
    known = cluster.ordinal
    if anchors.ordinal is not None:
        if known is not None:
            return known == anchors.ordinal
        if trigger.series or cluster.dates or cluster.places:
            return False
    if anchors.other and not anchors.dates:
        return False
    if anchors.titles:
        return bool(anchors.titles & {n for t in cluster.triggers for n in t.anchors.titles})
    if _dates_apart(cluster, trigger):
        return False
    return not _places_apart(cluster, trigger)


def _dates_apart(cluster: Cluster, trigger: Trigger) -> bool:
    theirs = [d.iso for d in cluster.dates]
    return bool(theirs) and bool(trigger.anchors.dates) and all(
        date_relation(a.iso, b, tolerance_days=3 if cluster.type in event_rules().extended else 1) == "apart"
        for a in trigger.anchors.dates
        for b in theirs
    )


def _places_apart(cluster: Cluster, trigger: Trigger) -> bool:
    ours, theirs = [p.place.id for p in trigger.anchors.places], cluster.places
    return bool(ours) and bool(theirs) and all(gazetteer().relation(a, b) == "apart" for a in ours for b in theirs)


def _affinity(cluster: Cluster, trigger: Trigger) -> float:
    anchors = trigger.anchors
    score = 0.0
    if anchors.ordinal is not None and cluster.ordinal == anchors.ordinal:
        score += 3
    if anchors.dates and cluster.dates:
        score += 2
    if anchors.places and cluster.places:
        score += 2
    if cluster.type == trigger.type:
        score += 1
    last = cluster.triggers[-1].sentence
    if last.index == trigger.sentence.index or last.paragraph == trigger.sentence.paragraph:
        score += 1
    return score + min(1.0, len(cluster.triggers) / 10)


def _main(clusters: Sequence[Cluster], document: Document) -> Cluster | None:
    """The event that the title and the lead tell of, and that the copy returns to."""
    strong = [c for c in clusters if c.type not in event_rules().weak] or list(clusters)
    return max(strong, key=lambda c: (_weight(c, document), -c.triggers[0].start), default=None)


def _weight(cluster: Cluster, document: Document) -> float:
    weight = 0.0
    title = {t.lower() for t in document.article.title.replace("-", " ").split()}
    lead = next((s.index for s in document.sentences if s.kind == "body"), 0)
    for trigger in cluster.triggers:
        weight += 0.6 if trigger.sentence.index > lead + 1 else 2.0
        if trigger.sentence.kind == "headline":
            weight += 2.0
        if trigger.token.lower_ in title:
            weight += 0.5
    return weight


def _salience(clusters: Sequence[Cluster], main: Cluster | None, document: Document) -> dict[int, float]:
    top = _weight(main, document) if main is not None else 1.0
    return {id(c): 1.0 if c is main else round(min(0.9, 0.1 + 0.8 * _weight(c, document) / max(top, 0.1)), 4) for c in clusters}


def _mention_id(document: Document, cluster: Cluster) -> str:
    first = cluster.triggers[0]
    return content_id("m", document.article.id, cluster.type, str(first.start))


def _label(cluster: Cluster) -> str:
    """The fullest words the article has for it."""
    nouns = [t for t in cluster.triggers if t.noun] or cluster.triggers
    best = max(nouns, key=lambda t: (len(t.anchors.phrase), -t.start))
    return best.anchors.phrase
