"""The small trained classifier: a linear model over :mod:`kg.coding.features`, in plain numpy.

How it was trained and what it is for: docs/model-card.md. The weights are made by scripts/train_classifier.py.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import IO, TYPE_CHECKING

from kg.base.errors import ModelError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

WEIGHTS = "classifier.npz"
STATEMENT = "-"  # the class of sentences in which nothing is done to anybody
_STEP = 127.0  # weights are stored as signed bytes, each class with a scale of its own


@dataclass(frozen=True, slots=True, kw_only=True)
class Classifier:
    """Class names, the place of each feature, and one weight a feature and class."""

    labels: tuple[str, ...]
    places: dict[str, int]
    weights: NDArray[np.float32]
    bias: NDArray[np.float32]

    def probabilities(self, found: Iterable[str]) -> dict[str, float]:
        """Probability of each label given the features of a pair; they sum to one."""
        import numpy as np

        rows = [self.places[name] for name in found if name in self.places]
        scores = self.weights[rows].sum(axis=0) / max(1.0, len(rows)) ** 0.5 + self.bias
        exponents = np.exp(scores - scores.max())
        return {name: float(p) for name, p in zip(self.labels, exponents / exponents.sum(), strict=True)}


@cache
def load_classifier() -> Classifier:
    """Load the shipped weights.

    Raises:
        ModelError: They are missing or no weights of this version.
    """
    file = files("kg.coding") / WEIGHTS
    try:
        with file.open("rb") as stream:
            return read(stream)
    except (OSError, KeyError, ValueError) as error:
        raise ModelError(
            f"the classifier's weights cannot be read ({error}); reinstall irkg, or go on with --no-model"
        ) from error


def read(stream: IO[bytes]) -> Classifier:
    """Weights as :func:`write` leaves them; never a pickle."""
    import numpy as np

    with np.load(stream, allow_pickle=False) as stored:
        labels = tuple(bytes(stored["labels"]).decode("utf-8").split("\n"))
        names = bytes(stored["features"]).decode("utf-8").split("\n")
        weights = stored["weights"].astype(np.float32) * (stored["scale"] / _STEP)
        bias = stored["bias"]
    if weights.shape != (len(names), len(labels)):
        raise ValueError(f"{weights.shape} weights for {len(names)} features and {len(labels)} labels")
    return Classifier(labels=labels, places={name: i for i, name in enumerate(names)}, weights=weights, bias=bias)


def write(
    stream: IO[bytes], labels: list[str], names: list[str], weights: NDArray[np.float64], bias: NDArray[np.float64]
) -> None:
    """Store weights so that the same numbers give the same bytes."""
    import numpy as np

    scale = np.maximum(np.abs(weights).max(axis=0), 1e-9)
    np.savez_compressed(
        stream,
        labels=np.frombuffer("\n".join(labels).encode("utf-8"), dtype=np.uint8),
        features=np.frombuffer("\n".join(names).encode("utf-8"), dtype=np.uint8),
        weights=np.rint(weights / scale * _STEP).astype(np.int8),
        scale=scale.astype(np.float32),
        bias=bias.round(4).astype(np.float32),
    )
