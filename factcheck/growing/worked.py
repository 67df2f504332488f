"""What was worked out of one part of a corpus, apart from the rest, so that it can be kept."""

from __future__ import annotations

from msgspec import Struct

from factcheck.compare import Answered
from factcheck.model.event import Event


class Worked(Struct, frozen=True):
    """The events of mentions that hang together by links, none for an office, and the questions about them with what
    came of comparing their answers. `keys` are the numbers of the mentions' blocking keys."""

    events: tuple[Event, ...]
    answered: tuple[Answered, ...]
    keys: dict[str, tuple[int, ...]]
