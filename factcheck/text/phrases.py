"""Tables of phrases, looked up in a list of tokens forwards or backwards from a place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from factcheck.text.numerals import Token, tokens


class PhraseTable:
    """Phrases by key. A look-up gives the longest phrase that fits; a phrase listed twice keeps its first key.

    `first` are the words that phrases begin with.
    """

    def __init__(self, phrases: Mapping[str, Iterable[str]]) -> None:
        self._keys: dict[tuple[str, ...], str] = {}
        for key, listed in phrases.items():
            for phrase in listed:
                self._keys.setdefault(tuple(token.lower for token in tokens(phrase)), key)
        self._longest = max(map(len, self._keys), default=0)
        self._last = frozenset(words[-1] for words in self._keys)
        self.first = frozenset(words[0] for words in self._keys)

    def after(self, toks: Sequence[Token], i: int) -> tuple[str, int] | None:
        """The key of the phrase that begins at token `i` and the token after it, or None."""
        if not 0 <= i < len(toks) or toks[i].lower not in self.first:
            return None
        words = [token.lower for token in toks[i : i + self._longest]]
        for length in range(len(words), 0, -1):
            key = self._keys.get(tuple(words[:length]))
            if key is not None:
                return key, i + length
        return None

    def before(self, toks: Sequence[Token], i: int) -> tuple[str, int] | None:
        """The key of the phrase that ends just before token `i` and its first token, or None."""
        if not 0 < i <= len(toks) or toks[i - 1].lower not in self._last:
            return None
        for start in range(max(0, i - self._longest), i):
            key = self._keys.get(tuple(token.lower for token in toks[start:i]))
            if key is not None:
                return key, start
        return None
