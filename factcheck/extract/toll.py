"""One count of people harmed, as a sentence gives it."""

from __future__ import annotations

from dataclasses import dataclass

from factcheck.extract.document import Sentence
from factcheck.extract.events import Cluster
from factcheck.extract.victims import Victims


@dataclass(frozen=True, eq=False)
class Toll:
    """One count of people harmed, before the article as a whole is considered."""

    sentence: Sentence
    harm: str
    form: str
    victims: Victims
    cue: tuple[int, int]
    cluster: Cluster | None = None
    derived: bool = False
    own_hand: bool = False

    @property
    def word(self) -> str:
        """The last word of the phrase that counts: its noun, in most phrases."""
        start = self.sentence.start
        words = self.sentence.text[self.victims.start - start : self.victims.end - start].lower().split()
        return words[-1] if words else ""

    @property
    def firm(self) -> bool:
        """Whether the words themselves say that the person was hurt and lives."""
        return self.harm == "injured" and self.form != "signs"
