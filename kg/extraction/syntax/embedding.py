"""Word vectors, made once a word: a third of the work of the model's first layers is the same words again and again.

spaCy's small models turn each token into a vector by its form alone, before they look at its neighbours. Those vectors
are kept, so that the layer runs on words that are new.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from kg.extraction.syntax.neighbours import in_few_passes

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from spacy.language import Language
    from spacy.tokens import Doc
    from thinc.api import Model

KEPT = 50_000
"""Words whose vectors are kept, 20 MB in all; when there are more, all are forgotten and made again."""
_MIXED = np.uint64(0x9E3779B97F4A7C15)  # an odd number without a pattern: one number of several, hardly ever the same


def remember_words(nlp: Language) -> None:
    """Keep the vectors of words, where the pipeline has the layer that makes them; else nothing changes."""
    if "tok2vec" not in nlp.pipe_names:
        return
    model: Model[Any, Any] = nlp.get_pipe("tok2vec").model  # type: ignore[attr-defined]
    first = model.layers[0] if model.layers else None
    if first is not None and first.layers and first.layers[0].name == "extract_features":
        model.layers[0] = _remembering(first)
        model.layers[1:] = [in_few_passes(layer) for layer in model.layers[1:]]


def _remembering(embed: Model[Any, Any]) -> Model[Any, Any]:
    from thinc.api import Model

    extract, *rest = embed.layers
    places: dict[int, int] = {}  # number of a form -> its row among the vectors
    vectors = np.empty((KEPT, embed.get_dim("nO")), dtype=np.float32)  # no memory until rows are written

    def made(forms: NDArray[np.uint64]) -> NDArray[np.float32]:
        found: list[Any] = [forms]
        for layer in rest:
            found = layer.predict(found)
        (only,) = found
        return only  # type: ignore[no-any-return]

    def forward(_: Model[Any, Any], docs: list[Doc], is_train: bool) -> tuple[list[Any], Any]:  # noqa: FBT001 - thinc's
        forms = np.concatenate(extract.predict(docs)).astype(np.uint64)
        numbers = _numbers(forms)
        new = {number: at for at, number in enumerate(numbers) if number not in places}
        if len(places) + len(new) > KEPT:
            places.clear()
            new = {number: at for at, number in enumerate(numbers)}
        if is_train or len(new) > KEPT:
            return embed(docs, is_train)
        if new:
            begin = len(places)
            vectors[begin : begin + len(new)] = made(forms[list(new.values())])
            places.update(zip(new, range(begin, begin + len(new)), strict=True))
        every = vectors[[places[number] for number in numbers]]
        ends = np.cumsum([len(doc) for doc in docs])
        return np.split(every, ends[:-1]), lambda d_output: d_output

    return Model("remembered_words", forward, layers=[embed], dims={"nO": embed.get_dim("nO")})


def _numbers(forms: NDArray[np.uint64]) -> list[int]:
    """One number for each row of attributes."""
    mixed = np.zeros(len(forms), dtype=np.uint64)
    for column in forms.T:
        mixed = (mixed ^ column) * _MIXED
        mixed ^= mixed >> np.uint64(29)
    numbers: list[int] = mixed.tolist()
    return numbers
