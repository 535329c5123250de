"""The layers in which a word's vector takes in its neighbours': thinc's own steps, in fewer passes over the numbers.

The largest of three numbers is sought among three stretches that stand apart, not among neighbours, and mean, deviation
and sum are taken in place; nothing is kept for training. The numbers are the same to the last bit.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from thinc.api import Model

_BLOCK = "residual(expand_window>>maxout>>layernorm>>dropout)"
_TINY = 1e-08  # what layers of thinc add to a variance
_WINDOW = 3  # the word before, the word, the word behind


class _Layer(NamedTuple):
    weights: NDArray[np.float32]
    bias: NDArray[np.float32]
    scale: NDArray[np.float32]
    shift: NDArray[np.float32]


def in_few_passes(encode: Model[Any, Any]) -> Model[Any, Any]:
    """The same layers, quicker, where they are those of spaCy's small models; else what is given."""
    from thinc.api import Model

    blocks = encode.layers[0].layers if encode.name.startswith(f"with_array({_BLOCK}>>") else []
    if not blocks or any(block.name != _BLOCK or not _is_narrow(block) for block in blocks):
        return encode
    layers = [_layer(block) for block in blocks]
    gap: int = encode.attrs["pad"]

    def forward(_: Model[Any, Any], sentences: list[Any], is_train: bool) -> tuple[list[Any], Any]:  # noqa: FBT001 - thinc's
        if is_train:
            return encode(sentences, is_train)
        nothing = np.zeros((gap, encode.get_dim("nO")), dtype=np.float32)
        found = np.concatenate([nothing, *(part for each in sentences for part in (each, nothing))])
        _enriched(found, layers)
        ends = np.cumsum([len(each) + gap for each in sentences])
        return [found[end - len(each) : end] for each, end in zip(sentences, ends, strict=True)], _never

    return Model("in_few_passes", forward, layers=[encode], dims={"nO": encode.get_dim("nO")})


def _is_narrow(block: Model[Any, Any]) -> bool:
    """Whether a layer looks one word to each side, and takes the largest of several numbers."""
    window, maxout, _ = _parts(block)
    return bool(window.attrs["window_size"] == 1) and maxout.get_dim("nI") == _WINDOW * maxout.get_dim("nO")


def _parts(block: Model[Any, Any]) -> tuple[Model[Any, Any], Model[Any, Any], Model[Any, Any]]:
    window, rest = block.layers[0].layers
    maxout, norm = rest.layers[0].layers
    return window, maxout, norm


def _layer(block: Model[Any, Any]) -> _Layer:
    _, maxout, norm = _parts(block)
    apart = np.asarray(maxout.get_param("W")).transpose(1, 0, 2)  # all first pieces, then all second ones
    weights = np.ascontiguousarray(apart).reshape(-1, maxout.get_dim("nI"))
    bias = np.ascontiguousarray(np.asarray(maxout.get_param("b")).T).reshape(-1)
    return _Layer(weights, bias, np.asarray(norm.get_param("G")), np.asarray(norm.get_param("b")))


def _enriched(words: NDArray[np.float32], layers: list[_Layer]) -> None:
    """Add to each row what the layers make of it and the rows beside it, one layer after another."""
    size, width = words.shape
    window = np.zeros((size, _WINDOW * width), dtype=np.float32)
    pieces = np.empty((size, len(layers[0].bias)), dtype=np.float32)
    for layer in layers:
        window[1:, :width] = words[:-1]
        window[:, width : 2 * width] = words
        window[:-1, 2 * width :] = words[1:]
        np.dot(window, layer.weights.T, out=pieces)
        np.add(pieces, layer.bias, out=pieces)
        best = pieces[:, :width].copy()
        for at in range(width, pieces.shape[1], width):
            np.maximum(best, pieces[:, at : at + width], out=best)
        best -= best.mean(axis=1, keepdims=True)
        variance = np.square(best).mean(axis=1, keepdims=True) + _TINY
        best *= variance ** (-1.0 / 2.0)
        best *= layer.scale
        best += layer.shift
        words += best


def _never(_: Any) -> Any:  # noqa: ANN401 - thinc's
    raise NotImplementedError("learning goes through the layers themselves")
