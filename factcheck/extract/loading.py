"""Loading the language model, with the components that are used and no others."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.language import Language

# Lemmas and coarse tags are not used; leaving them out halves the time of a pass.
UNUSED = ["lemmatizer", "attribute_ruler"]
# What these read does not need the words a model knows spelled out, and the parser finds the sentences.
PLAIN = frozenset({"tok2vec", "tagger", "parser", "senter", "ner", *UNUSED})
SPELLINGS, WORDS = "strings", "tokenizer"
# What of a word is asked for; a vocabulary of spaCy's own works out three times as much.
FEATURES = ("LOWER", "NORM", "PREFIX", "SUFFIX", "SHAPE", "IS_SPACE", "IS_ALPHA", "IS_PUNCT")
TOKENIZER = "factcheck.LoadedTokenizer.v1"


def load_language(place: str, folder: Path | None) -> Language:
    """The model at a place (a package or a folder), whose files are in `folder`. Raises OSError."""
    with _without_command_line():
        import spacy
    data = _data_of(folder) if folder else None
    if data is None:
        return spacy.load(place, exclude=UNUSED)
    from factcheck.extract.vectors import NAME as VECTORS
    from factcheck.extract.vectors import fits

    if not fits(data):
        return spacy.load(place, exclude=UNUSED)
    config = {"nlp.vectors": {"@vectors": VECTORS}, "nlp.tokenizer": {"@tokenizers": _unread_tokenizer()}}
    language = spacy.load(data, exclude=[*UNUSED, "senter", SPELLINGS, WORDS], config=config)
    read_with_new_words(language)
    return language


def read_with_new_words(language: Language) -> bool:
    """Gives a model that was loaded leanly a vocabulary without a word; False for any other, whose words are its own.

    The components keep the one they were loaded with, which no text touches.
    """
    from spacy.attrs import IDS
    from spacy.strings import StringStore
    from spacy.tokenizer import Tokenizer
    from spacy.vocab import Vocab

    from factcheck.extract.vectors import MappedVectors

    known: Any = language.vocab
    if not isinstance(known.vectors, MappedVectors):
        return False
    features = {IDS[name]: known.lex_attr_getters[IDS[name]] for name in FEATURES}
    words = Vocab(lex_attr_getters=features, lookups=known.lookups)
    known.vectors.strings = StringStore()  # what they hold would be taken over
    words.vectors = known.vectors
    labels = (label for _, part in language.pipeline for label in getattr(part, "labels", ()))
    for text in chain(known.strings, labels):
        words.strings.add(text)
    language.tokenizer = Tokenizer(words).from_disk(language.path / WORDS)
    return True


def _unread_tokenizer() -> str:
    """The name of one as it is before its files are read: spaCy makes the language's own first, only to replace it."""
    from spacy.tokenizer import Tokenizer
    from spacy.util import registry

    if TOKENIZER not in registry.tokenizers:
        registry.tokenizers(TOKENIZER)(lambda: lambda language: Tokenizer(language.vocab))
    return TOKENIZER


def _data_of(folder: Path) -> Path | None:
    """Where the files of a model are, if it is of the usual components alone; a package has them in a folder inside."""
    try:
        meta: dict[str, Any] = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    names = {*meta.get("pipeline", ()), *meta.get("disabled", ())}
    if "parser" not in names or not names <= PLAIN:
        return None
    places = (folder, folder / f"{folder.name}-{meta.get('version')}")
    return next((place for place in places if (place / WORDS).is_file()), None)


@contextmanager
def _without_command_line() -> Iterator[None]:
    """Keeps spaCy from importing its own command line, an HTTP client and all: a third of the time that it takes."""
    names = ("spacy.cli", "spacy.cli.info")
    if "spacy" in sys.modules:
        yield
        return
    for name in names:
        sys.modules[name] = ModuleType(name)
    sys.modules[names[1]].info = None  # type: ignore[attr-defined]
    try:
        yield
    finally:
        for name in names:
            del sys.modules[name]
