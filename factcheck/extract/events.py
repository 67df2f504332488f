"""Events as one article tells them: triggers, the anchors beside them, and which of them are one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import TYPE_CHECKING

from factcheck.extract.anchors import governs_through, whole_of
from factcheck.extract.background import tells_of_earlier
from factcheck.extract.clusters import GENERIC, Cluster, Trigger, cluster_triggers, event_rules, find_triggers
from factcheck.extract.document import Document, Sentence
from factcheck.extract.scenes import find_scenes
from factcheck.extract.syntax import ancestors, children, is_verb, subjects
from factcheck.model.article import content_id
from factcheck.model.event import EventMention
from factcheck.rules import load
from factcheck.text.dates import is_date_word

if TYPE_CHECKING:
    from factcheck.extract.parse import Token

__all__ = ["GENERIC", "Cluster", "Events", "Known", "Trigger", "attached"]

LEAD = 3
LOOSE_PREPOSITIONS = frozenset("after before since following over amid despite about until".split())
SETTING_LEAD = 6
# So many events told of together are what is counted in a year, not what a report is about.
STATISTIC = 20
# "It happened at 9 p.m." is told of the deed, not of the arrest before.
HAPPENED = re.compile(r"(?:It|This|The incident) (?:all )?(?:happened|occurred|took place)\b")
# A name that belongs to what an article tells of stands in it so often.
AGAIN = 2
# Kinds of names that tell where something happened.
SITED = frozenset({"street", "site", "shared", "place", "setting"})
# An arrest or a charge is known by whom it is taken against.
STEPPED = frozenset({"person"})
# The rounds of one series are held by the same parties: what is told of one serves for all.
SERIES_FAMILIES = frozenset({"diplomacy"})


class Events:
    """The events of one article, and the event that each span belongs to."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._scenes = find_scenes(document)
        self.triggers = tuple(find_triggers(document, self._scenes))
        self._clusters = cluster_triggers(self.triggers)
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

    def has(self, families: Sequence[str]) -> bool:
        """Whether the article tells of an event of one of the families."""
        return any(cluster.family in families for cluster in self._clusters)

    def cluster(self, trigger: Trigger) -> Cluster:
        """The event that a trigger names."""
        return self._cluster_of[id(trigger)]

    def id_of(self, cluster: Cluster | None) -> str | None:
        """Id of the event mention, None for no event."""
        return None if cluster is None else self._ids[id(cluster)]

    def salience(self, cluster: Cluster | None) -> float:
        """How central the event is to the article, in (0, 1]."""
        return 0.1 if cluster is None else self._salience[id(cluster)]

    @property
    def has_scenes(self) -> bool:
        """Whether the copy goes from one happening to another."""
        return any(self._scenes)

    def share(self, scene: int, beside: AbstractSet[str]) -> float:
        """The share of the leading event in what a scene tells of, in [0, 1]; 0 where it tells of none.

        The first scene is led by the article's main event. Other events of the families `beside` are left out: copy of
        any event has them.
        """
        staged = [c for c in self._clusters if c.scene == scene]
        leading = self.main if self.main in staged else _heaviest(staged, self._document)
        if leading is None:
            return 0.0
        told = [c for c in staged if c.family == leading.family or c.family not in beside]
        return _weight(leading, self._document) / sum(_weight(c, self._document) for c in told)

    def nearest(self, sentence: Sentence, token: Token, families: Sequence[str] = ()) -> Trigger | None:
        """The trigger of a span: of its clause, else of its sentence."""
        here = [t for t in self.in_sentence(sentence) if not families or t.family in families or t.family == GENERIC]
        # What stands before another event that comes in behind is not its: "a mile from the scene of a May shooting".
        near = [t for t in here if not (t.anchors.other and token.i < t.token.i)]
        return attached(token, here) or min(near, key=lambda t: (abs(t.token.i - token.i), t.start), default=None)

    def told_by(self, sentence: Sentence, token: Token, families: Sequence[str] = ()) -> Cluster | None:
        """Like `of`, but None where the clause of the span tells of an earlier time than the event's."""
        cluster = self.of(sentence, token, families)
        if cluster is None or attached(token, cluster.triggers) is not None:
            return cluster
        days = [date.iso for date in cluster.dates]
        return None if tells_of_earlier(self._document, sentence, token, days) else cluster

    def of(self, sentence: Sentence, token: Token, families: Sequence[str] = ()) -> Cluster | None:
        """The event a span belongs to: of its clause, its sentence, else the nearest compatible before."""
        trigger = self.nearest(sentence, token, families)
        if trigger is not None:
            return self.cluster(trigger)
        for index in range(sentence.index - 1, max(-1, sentence.index - 3), -1):
            if self._document.sentences[index].paragraph < sentence.paragraph - 1:
                break
            if self._scenes[index] != self._scene_of(sentence):
                break
            earlier = [t for t in self._by_sentence.get(index, []) if not families or t.family in families]
            if HAPPENED.match(sentence.text):
                earlier = [t for t in earlier if t.type not in event_rules().derived]
            if earlier:
                return self.cluster(earlier[-1])
        if self.main is not None and (not families or self.main.family in families):
            if self._is_staged_at(self.main, sentence.index):
                return self.main
        fitting = [
            c
            for c in self._clusters
            if self._is_staged_at(c, sentence.index) and (not families or c.family in families)
        ]
        return max(fitting, key=lambda c: (self._salience[id(c)], -c.triggers[0].start), default=None)

    def _scene_of(self, sentence: Sentence) -> int:
        return 0 if sentence.index < 0 else self._scenes[sentence.index]

    def mentions(self, known: Known) -> list[EventMention]:
        """What the linker is told of each event."""
        return [self._mention(c, known) for c in self._clusters]

    def _lead_places(self) -> tuple[str, ...]:
        """Places named at the top of the copy, for an event that none hangs on; countries last."""
        found = [p.place for s in self._document.sentences[:LEAD] for p in self._document.places_in(s)]
        return tuple(dict.fromkeys(p.id for p in sorted(found, key=lambda p: p.kind == "country")))[:LEAD]

    def _title_places(self) -> list[str]:
        return [
            p.place.id for s in self._document.title for p in self._document.places_in(s) if p.place.kind != "country"
        ]

    def _outlet_places(self) -> tuple[str, ...]:
        """Where the publisher says it is at home: local papers leave their own town out."""
        return tuple(
            p.place.id
            for s in self._document.outlet
            for p in self._document.places_in(s)
            if p.place.kind not in ("country", "region")
        )

    def _places(self, cluster: Cluster, known: Known) -> tuple[str, ...]:
        found = [*cluster.places, *known.places.get(id(cluster), ())]
        if cluster is self.main:
            found += self._title_places()
            found = found or [*self._lead_places()]
            found = found or [*self._outlet_places()]
        return tuple(dict.fromkeys(found))

    def _mention(self, cluster: Cluster, known: Known) -> EventMention:
        parties: Counter[str] = Counter()
        of_series = cluster.triggers
        if cluster.family in SERIES_FAMILIES:
            of_series = [t for c in self._clusters if c.family == cluster.family for t in c.triggers]
        for index in sorted({t.sentence.index for t in of_series}):
            parties.update(known.participants.get(index, Counter()))
        return EventMention(
            id=self._ids[id(cluster)],
            article=self._document.article.id,
            type=cluster.type if cluster.count is None else f"{cluster.type} series",
            label=_label(cluster, self._document),
            ordinal=cluster.ordinal,
            participants=frozenset(p for p, _ in sorted(parties.items(), key=lambda kv: (-kv[1], kv[0]))[:4]),
            places=self._places(cluster, known),
            dates=tuple(dict.fromkeys([*(d.iso for d in cluster.dates), *known.dates.get(id(cluster), ())])),
            names=frozenset(f"title:{n}" for t in cluster.triggers for n in t.anchors.titles)
            | frozenset(f"victim:{name}" for name in known.victims.get(id(cluster), ()) if name)
            | self._names(cluster, known),
            tolls=tuple(dict.fromkeys(known.tolls.get(id(cluster), ()))),
            salience=self._salience[id(cluster)],
            scene=cluster.scene if cluster.staged else None,
        )

    def _is_staged_at(self, cluster: Cluster, index: int) -> bool:
        """Whether a sentence may tell of an event: one of its scene may, and any of what has no scene."""
        return index < 0 or not cluster.staged or self._scenes[index] == cluster.scene

    def _names(self, cluster: Cluster, known: Known) -> frozenset[str]:
        """The article's names for its main event; the sites beside its words for any other, for an arrest persons."""
        own = {t.sentence.index for t in cluster.triggers}
        if cluster is self.main:
            own.update(range(min(own), SETTING_LEAD))
            return frozenset(
                name
                for name, at in known.names
                if at in own or (not name.startswith("setting:") and self._is_staged_at(cluster, at))
            )
        kinds = SITED | STEPPED if cluster.family in load("linking")["step"] else SITED
        return frozenset(name for name, at in known.names if at in own and name.partition(":")[0] in kinds)


@dataclass(frozen=True)
class Known:
    """What the extractors found that helps to know an event again.

    `names` are the article's folded proper names with the sentence of each, `participants` the polities
    of each sentence by its index, `places` and `dates` the venues and dates claimed of each cluster, by its
    identity, `tolls` the dead and `victims` the skeletons of the full names of
    those harmed.
    """

    names: Sequence[tuple[str, int]]
    participants: Mapping[int, Counter[str]]
    places: Mapping[int, Sequence[str]]
    dates: Mapping[int, Sequence[str]]
    tolls: Mapping[int, Sequence[int]]
    victims: Mapping[int, AbstractSet[str]]


def attached(token: Token, triggers: Sequence[Trigger]) -> Trigger | None:
    """The trigger that a token hangs on in the parse, nearest first."""
    by_token = {t.token.i: t for t in triggers}
    if not by_token:
        return None
    for above in ancestors(token):
        if above.i in by_token:
            return by_token[above.i]
        if is_verb(above):
            behind = ("prep",) if governs_through(above) else ()
            for near in [*subjects(above), *children(above, "dobj", "agent", "npadvmod", "conj", *behind)]:
                if near.dep_ == "prep" and near.lower_ in LOOSE_PREPOSITIONS:
                    continue  # "cleared the hall on Monday after the attack": the Monday is not the attack's
                for node in [near, *children(near, "pobj", "conj"), *whole_of(near)]:
                    if node.i in by_token:
                        return by_token[node.i]
    return None


def _main(clusters: Sequence[Cluster], document: Document) -> Cluster | None:
    """The event that the title and the lead tell of, and that the copy returns to."""
    rules = event_rules()
    single = [c for c in clusters if (c.count or 0) < STATISTIC]
    strong = [c for c in single if c.type not in rules.weak] or single
    top = _heaviest(strong, document)
    if top is not None and top.type in rules.derived:
        # An article on a trial or an anniversary is about what was done before.
        return _heaviest([c for c in clusters if c.family in rules.harm], document) or top
    return top


def _heaviest(clusters: Sequence[Cluster], document: Document) -> Cluster | None:
    return max(
        clusters,
        key=lambda c: (_weight(c, document), [-c.triggers[0].sentence.index, -c.triggers[0].start]),
        default=None,
    )


def _weight(cluster: Cluster, document: Document) -> float:
    weight = 0.0
    title, lead = document.title_words, document.lead
    for trigger in cluster.triggers:
        weight += 0.6 if trigger.sentence.index > lead + 1 else 2.0
        if trigger.sentence.announces:
            weight += 2.0
        if trigger.token.lower_ in title:
            weight += 0.5
    return weight


def _salience(clusters: Sequence[Cluster], main: Cluster | None, document: Document) -> dict[int, float]:
    top = _weight(main, document) if main is not None else 1.0
    return {
        id(c): 1.0 if c is main else round(min(0.9, 0.1 + 0.8 * _weight(c, document) / max(top, 0.1)), 4)
        for c in clusters
    }


def _mention_id(document: Document, cluster: Cluster) -> str:
    first = cluster.triggers[0]
    where = f"title {first.start}" if first.sentence.index < 0 else str(first.start)
    return content_id("m", document.article.id, cluster.type, where)


def _label(cluster: Cluster, document: Document) -> str:
    """The fullest words the article has for it."""
    best = max(
        cluster.triggers,
        key=lambda t: (
            _names_event(t),
            not _names_in_passing(t, document),
            # A number tells rounds of talks apart; "the second shooting" only sets one against another.
            t.anchors.ordinal is None or not cluster.staged,
            len(t.anchors.phrase),
            -t.start,
        ),
    )
    return best.anchors.phrase


def _names_in_passing(trigger: Trigger, document: Document) -> bool:
    """Whether the noun has a name before it that copy gives once, below its title: it may be of something else."""
    if trigger.sentence.announces:
        return False
    before = trigger.anchors.phrase.partition(trigger.token.text)[0]
    names = {word.removesuffix("’s").removesuffix("'s") for word in before.split() if word[:1].isupper()}
    return any(document.article.text.count(name) < AGAIN and not is_date_word(name) for name in names)


def _names_event(trigger: Trigger) -> int:
    """How well a word names its event: a noun of its own, one that fits many, a verb, a charge brought later."""
    if trigger.charge:
        return 0
    if not trigger.noun:
        return 1
    return 2 if trigger.type == GENERIC else 3
