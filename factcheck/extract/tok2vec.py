"""The model's token vectors, computed for reading only: the same weights and steps as spaCy's Tok2Vec.

Two things make it fast. The first layer looks at one word at a time, so its result is kept per word form and
computed once, and so is what a form adds to the layer behind it, as a word and as the neighbour of one. The other
layers are plain matrix products, written out without what training needs.
The architecture is Tok2Vec of MultiHashEmbed and MaxoutWindowEncoder (spacy.io/api/architectures); a model
of another make is left as it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from factcheck.extract.aligned import PIECE, Layout, aligned, height, pieces

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc
    from thinc.api import Model

Floats = npt.NDArray[np.float32]
Doubles = npt.NDArray[np.float64]
Numbers = npt.NDArray[np.intp]
Hashes = npt.NDArray[np.uint64]
# Where a layer stands: its component, the node there and which of the node's layers it is.
Place = tuple[str, int, int]

# Word forms kept; with 96 columns 31 MB. What has not stood in the copy for longest makes room.
MOST_FORMS = 1 << 13
FORM: list[int | str] = ["ORTH", "NORM", "SPACY"]
# Makes one number of the three, two of which are hashes already.
MIX = np.array([1, 0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F], dtype=np.uint64)
# The row of no word.
BLANK = 0
EPSILON = 1e-8
# A word and its two neighbours.
WINDOW = 3
LAYER = "maxout>>layernorm>>dropout"
RESIDUAL = f"residual(expand_window>>{LAYER})"


class Maxout:
    """A layer of maxout and layer normalisation. `weights` is (inputs, pieces x outputs), pieces first."""

    def __init__(self, maxout: Model[Any, Any], norm: Model[Any, Any]) -> None:
        weights, bias = np.asarray(maxout.get_param("W")), np.asarray(maxout.get_param("b"))
        outputs, self._pieces, inputs = weights.shape
        self.outputs = int(outputs)
        self.weights = np.ascontiguousarray(weights.transpose(2, 1, 0).reshape(inputs, -1))
        self._bias = np.ascontiguousarray(bias.T.reshape(-1))
        self._gain, self._shift = np.asarray(norm.get_param("G")), np.asarray(norm.get_param("b"))

    def __call__(self, rows: Floats) -> Floats:
        """(rows, inputs) to (rows, outputs)."""
        return self.finish(rows @ self.weights)

    def finish(self, found: Floats) -> Floats:
        """What follows on the product: bias, the greatest piece, normalisation."""
        found += self._bias
        width = self.outputs
        out = np.maximum(found[:, :width], found[:, -width:])
        for piece in range(1, self._pieces - 1):
            np.maximum(out, found[:, piece * width : (piece + 1) * width], out=out)
        mean = np.add.reduce(out, axis=1, keepdims=True)
        mean /= width
        out -= mean
        spread = np.einsum("ij,ij->i", out, out)[:, None]
        spread /= np.float32(width)
        spread += np.float32(EPSILON)
        out *= self._gain / np.sqrt(spread)
        out += self._shift
        return out


class Embedding:
    """The first layer, of a word's form alone, and its part in the layer behind: tables with a row a form.

    `vectors` is (forms, outputs); `shares` is (forms, 3, pieces x outputs): what a form adds to the product of the
    layer behind for the word after it, for itself, and for the word before it.
    """

    def __init__(self, embed: Model[Any, Any], behind: Maxout) -> None:
        hashed, static = embed.layers[0].layers
        self._features, self._hashed = hashed.layers[0], hashed.layers[2].layers[0]
        self._static: Doubles = np.ascontiguousarray(static.get_param("W").T, dtype=np.float64)
        self._mix = Maxout(*_maxout(embed.layers[1].layers[0]))
        self._mixing = self._mix.weights.astype(np.float64)
        self._sharing = behind.weights.astype(np.float64).reshape(WINDOW, self._mix.outputs, -1)
        self._calls = 0
        self._begin(MOST_FORMS)

    def _begin(self, size: int) -> None:
        """Empty tables. Their memory is taken at once: who reads for long holds no more in the end."""
        self._forms = np.zeros(size + 1, dtype=np.uint64)  # of each row
        self._met = np.zeros(size + 1, dtype=np.int64)  # when it was last read, counted in calls
        self._order = np.arange(size + 1)  # the rows by their forms
        self.vectors = np.full((size + 1, self._mix.outputs), 0, dtype=np.float32)
        self.shares = np.full((size + 1, WINDOW, self._sharing.shape[2]), 0, dtype=np.float32)

    def rows_of(self, docs: Sequence[Doc]) -> Numbers:
        """The row of each token of all docs."""
        found = np.concatenate([doc.to_array(FORM) for doc in docs])
        forms, first, at = np.unique((found * MIX).sum(axis=1), return_index=True, return_inverse=True)
        if len(forms) >= len(self.vectors):
            self._begin(len(forms))
        place = np.searchsorted(self._forms, forms, sorter=self._order)
        rows = self._order[np.minimum(place, len(self._order) - 1)]
        known = self._forms[rows] == forms
        self._calls += 1
        self._met[rows[known]] = self._calls
        if not known.all():
            new = first[~known]
            rows[~known] = self._add(docs, forms[~known], new, found[new, 0])
        return rows[at]

    def _add(self, docs: Sequence[Doc], forms: Hashes, at: Numbers, words: Hashes) -> Numbers:
        """Computes the rows of new forms: the forms, the tokens that have them, and their words."""
        features = np.concatenate(self._features.predict(docs))[at]
        static = docs[0].vocab.vectors.get_batch(words)
        inputs = np.hstack([self._hashed.predict(features), _exactly(static, self._static)])
        # Rows not taken yet, then those of the forms read longest ago.
        rows = BLANK + 1 + np.argsort(self._met[BLANK + 1 :], kind="stable")[: len(forms)]
        self._forms[rows], self._met[rows] = forms, self._calls
        self._order = np.argsort(self._forms, kind="stable")
        self.vectors[rows] = found = self._mix.finish(_exactly(inputs, self._mixing))
        for side, weights in enumerate(self._sharing):
            self.shares[rows, side] = _exactly(found, weights)
        return rows


class Encoder:
    """The layers behind it: each adds to a token what it makes of the token and its neighbours."""

    def __init__(self, encode: Model[Any, Any], layout: Layout) -> None:
        self._layout = layout
        self.layers = [Maxout(*_maxout(residual.layers[0].layers[1])) for residual in encode.layers[0].layers]
        self.outputs = self.layers[0].outputs
        self._gap = int(encode.attrs["pad"])

    def __call__(self, embedding: Embedding, docs: Sequence[Doc]) -> list[Floats]:
        """Vectors in context, an array a doc; blank rows keep the docs apart."""
        bounds, height = self._places([len(doc) for doc in docs])
        rows, done = embedding.rows_of(docs), 0
        forms = np.full(height + 2, BLANK, dtype=np.intp)
        for start, end in bounds:
            forms[start + 1 : end + 1] = rows[done : done + end - start]
            done += end - start
        padded = embedding.vectors[forms[1:-1]]
        for piece in pieces(height):
            padded[piece] += self._first(embedding.shares, forms[piece.start : piece.stop + 2])
        window = np.zeros((height, WINDOW, self.outputs), dtype=np.float32)
        for layer in self.layers[1:]:
            window[1:, 0] = padded[:-1]
            window[:, 1] = padded
            window[:-1, 2] = padded[1:]
            for piece in pieces(height):
                padded[piece] += layer(window[piece].reshape(PIECE, -1))
        return [padded[start:end] for start, end in bounds]

    def _first(self, shares: Floats, forms: Numbers) -> Floats:
        """The first layer, made up of the shares of forms and their neighbours; `forms` has one more on either side."""
        found = shares[forms[1:-1], 1]
        found += shares[forms[:-2], 0]
        found += shares[forms[2:], 2]
        return self.layers[0].finish(found)

    def _places(self, lengths: Sequence[int]) -> tuple[list[tuple[int, int]], int]:
        """The rows of each doc, and how many there are; docs that are read as one begin together."""
        groups = self._layout.texts if sum(self._layout.texts) == len(lengths) else [len(lengths)]
        bounds: list[tuple[int, int]] = []
        at, left = 0, iter(lengths)
        for group in groups:
            start = at
            for length in islice(left, group):
                start += self._gap
                bounds.append((start, start + length))
                start += length
            at += aligned(start + self._gap - at)
        return bounds, height([at])


def make_fast(language: Language, layout: Layout, made: dict[Place, Model[Any, Any]]) -> None:
    """Puts the reading-only layers into a pipeline, wherever it has the ones they stand for.

    `made` are those by where they belong: of a model that is loaded again, they are taken over with their tables.
    """
    for name, part in language.pipeline:
        component: Any = part
        model = getattr(component, "model", None)
        if model is None:
            continue
        if _fits(model):
            component.model = _made((name, 0, 0), model, layout, made)
            continue
        for number, node in enumerate(model.walk(), 1):
            for at, layer in enumerate(node.layers):
                if _fits(layer):
                    node.layers[at] = _made((name, number, at), layer, layout, made)


def _made(
    place: Place, tok2vec: Model[Any, Any], layout: Layout, made: dict[Place, Model[Any, Any]]
) -> Model[Any, Any]:
    if place not in made:
        made[place] = _reading_only(tok2vec, layout)
    return made[place]


def _reading_only(tok2vec: Model[Any, Any], layout: Layout) -> Model[Any, Any]:
    """The same function without training."""
    from thinc.api import Model

    encode = Encoder(tok2vec.layers[1], layout)
    embed = Embedding(tok2vec.layers[0], encode.layers[0])

    def forward(model: Model[Any, Any], docs: Sequence[Doc], is_train: bool) -> tuple[list[Floats], Any]:
        return encode(embed, docs), _untrainable

    return Model("tok2vec_reading_only", forward, dims={"nO": encode.outputs})


def _untrainable(_: Any) -> Any:
    raise TypeError("this pipeline is for reading only")


def _fits(model: Model[Any, Any]) -> bool:
    """Whether a model mixes hashed features with static vectors, and windows of one word on either side follow."""
    try:
        embed, encode = model.layers
        (hashed, static), mix, _ = embed.layers[0].layers, *embed.layers[1:]
        names = [hashed.layers[0].name, static.name, mix.layers[0].name]
        windows = encode.layers[0].layers
        made = {window.name for window in windows}
        reach = {window.layers[0].layers[0].attrs["window_size"] for window in windows}
    except (ValueError, IndexError, KeyError, AttributeError):
        return False
    return names == ["extract_features", "static_vectors", LAYER] and made == {RESIDUAL} and reach == {1}


def _maxout(model: Model[Any, Any]) -> tuple[Model[Any, Any], Model[Any, Any]]:
    """The maxout and the normalisation of "maxout>>layernorm>>dropout"."""
    maxout, norm = model.layers[0].layers
    return maxout, norm


def _exactly(rows: Floats, weights: Doubles) -> Floats:
    """rows @ weights in double precision: what rounds by the company of a row is gone when the result is cut."""
    return (rows.astype(np.float64) @ weights).astype(np.float32)
