"""Phrases of a word list found in text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cached_property, lru_cache, reduce
from itertools import count
from operator import or_
from threading import Lock
from typing import NamedTuple
from weakref import ref

# Words that are kept of those looked up: what is not kept takes little to look up again.
MOST_ASKED = 1 << 12
_WORD = re.compile(r"(?<![\w-])\w+")


class Hit(NamedTuple):
    """A phrase found: where it stands and the key it is listed under."""

    start: int
    end: int
    key: str


class _Patterns(dict[str, re.Pattern[str] | None]):
    """By a word in lower case the phrases that begin with it, the longest first, None where there are none.

    A pattern is made when its word is first met: of a long list, a text needs few.
    """

    def __init__(self, sources: Mapping[str, Iterable[str]], wild: Mapping[str, Iterable[str]]) -> None:
        super().__init__()
        self.whole, self.open_ended = sources, wild
        self._prefixes = tuple(wild)

    def __missing__(self, word: str) -> re.Pattern[str] | None:
        if len(self) >= MOST_ASKED:
            self.clear()
        sources = set(self.whole.get(word, ()))
        if self._prefixes and word.startswith(self._prefixes):
            sources.update(s for prefix, listed in self.open_ended.items() if word.startswith(prefix) for s in listed)
        alternatives = "|".join(sorted(sources, key=lambda s: (-len(s), s)))
        self[word] = re.compile(rf"(?<![\w-])(?:{alternatives})(?![\w-])", re.I) if sources else None
        return self[word]


class _Bits(dict[str, int]):
    """By a word in lower case a bit for each list that has a phrase beginning with it: most begin a phrase of none."""

    def __init__(self, lists: Mapping[int, ref[_Patterns]]) -> None:
        super().__init__()
        self._lists = lists

    def __missing__(self, word: str) -> int:
        if len(self) >= MOST_ASKED:
            self.clear()
        whole, open_ended, lengths = self._begun
        begun = (open_ended.get(word[:length], 0) for length in lengths)
        self[word] = bits = reduce(or_, begun, whole.get(word, 0))
        return bits

    @cached_property
    def _begun(self) -> tuple[dict[str, int], dict[str, int], frozenset[int]]:
        """The bits of whole words and of beginnings of words, and how long these are."""
        whole: dict[str, int] = {}
        open_ended: dict[str, int] = {}
        living = [(bit, known()) for bit, known in self._lists.items()]
        for bit, patterns in ((bit, known) for bit, known in living if known is not None):
            for found, words in ((whole, patterns.whole), (open_ended, patterns.open_ended)):
                for word in words:
                    found[word] = found.get(word, 0) | bit
        return whole, open_ended, frozenset(map(len, open_ended))


class _Lists:
    """All lists there are, a bit each, so that a word is looked up once for all.

    A list more makes a new one of these, so that nothing kept can be of fewer lists than there are.
    """

    def __init__(self, lists: Mapping[int, ref[_Patterns]]) -> None:
        self._lists, self.bits = lists, _Bits(lists)

    def with_another(self, bit: int, patterns: _Patterns) -> _Lists:
        """These that still live, and another."""
        return _Lists({b: known for b, known in self._lists.items() if known() is not None} | {bit: ref(patterns)})


_bits = (1 << n for n in count())
_lists = [_Lists({})]
_another = Lock()


class Lexicon:
    """Phrases by key, matched as whole words, the longest first, without regard to case.

    A phrase may hold `*` for the rest of a word ("mediat*"). White space in a phrase matches any run
    of white space, an apostrophe both of its forms. A phrase listed under two keys goes to the first.
    """

    def __init__(self, phrases: Mapping[str, Iterable[str]]) -> None:
        self._key_of: dict[str, str] = {}
        self._wild: list[tuple[str, str]] = []
        begun: dict[str, list[str]] = {}
        open_ended: dict[str, list[str]] = {}
        for key, listed in phrases.items():
            for phrase in listed:
                source = _source(phrase)
                first, is_open = _first_word(phrase)
                (open_ended if is_open else begun).setdefault(first, []).append(source)
                if "*" in phrase:
                    self._wild.append((source, key))
                else:
                    self._key_of.setdefault(_norm(phrase), key)
        self._patterns = _Patterns(begun, open_ended)
        with _another:
            self._bit = next(_bits)
            _lists[0] = _lists[0].with_another(self._bit, self._patterns)

    def find(self, text: str) -> list[Hit]:
        """All hits in `text`, in order, without overlap."""
        words, bit = _words(text, _lists[0]), self._bit
        hits: list[Hit] = []
        if not words.lists & bit:
            return hits
        at = 0
        for start, first, lists in words.fertile:
            if not lists & bit or start < at:
                continue
            pattern = self._patterns[first]
            match = pattern.match(text, start) if pattern is not None else None
            if match is not None:
                at = match.end()
                hits.append(Hit(start, at, self._key(match[0])))
        return hits

    def _key(self, matched: str) -> str:
        key = self._key_of.get(_norm(matched))
        if key is not None:
            return key
        return next(key for source, key in self._wild if re.fullmatch(source, matched, re.I))


class _Words(NamedTuple):
    """The words of a text in lower case; where those stand that may begin a phrase of a list, and of which lists."""

    met: frozenset[str]
    fertile: list[tuple[int, str, int]]
    lists: int


@lru_cache(maxsize=512)
def _words(text: str, lists: _Lists) -> _Words:
    """Many lists are sought in one text. What stands behind a hyphen is no word."""
    found = [(match.start(), match[0].lower()) for match in _WORD.finditer(text)]
    met = frozenset([word for _, word in found])
    begun = lists.bits
    bits = {word: bit for word in met if (bit := begun[word])}
    fertile = [(start, word, bits[word]) for start, word in found if word in bits]
    return _Words(met, fertile, reduce(or_, bits.values(), 0))


def words_of(text: str) -> frozenset[str]:
    """The words of a text in lower case; what stands behind a hyphen is none."""
    return _words(text, _lists[0]).met


def first_words(phrases: Iterable[str]) -> frozenset[str]:
    """The words that phrases begin with, in lower case."""
    return frozenset(_first_word(phrase)[0] for phrase in phrases)


def _first_word(phrase: str) -> tuple[str, bool]:
    """What a phrase begins with, and whether that is only the beginning of a word."""
    normal = _norm(phrase)
    match = _WORD.match(normal)
    if match is None:
        raise ValueError(f"the phrase {phrase!r} does not begin with a letter or figure")
    return match[0], normal[match.end() : match.end() + 1] == "*"


def _norm(phrase: str) -> str:
    return " ".join(phrase.replace("’", "'").lower().split())


def _source(phrase: str) -> str:
    words = [re.escape(word).replace(r"\*", r"\w*").replace("'", "['’]") for word in _norm(phrase).split()]
    return r"\s+".join(words)
