"""The judge: a logistic curve over the features of a candidate. Its weights are a small table, made from gold.

What it learned from, what it is worth and where it fails: docs/model-card.md. Made by scripts/train_judge.py.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from kg.base.errors import ModelError
from kg.extraction.judging.features import Features, Surroundings, features

if TYPE_CHECKING:
    from kg.extraction.entities.names import Hit
    from kg.extraction.judging.candidates import Candidate
    from kg.extraction.segmentation.candidates import Line
    from kg.model import Report

TOLD = 0.5
"""Confidence from which an event is told unless one asks otherwise: more likely right than wrong."""
WEIGHTS = "judge.json"
FORMAT = 1
"""Version of the weights' file and of what the features mean; counts up when either changes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judge:
    """Decides which candidates of an article are told, and how sure.

    Attributes:
        weights: What each feature adds to the logarithm of the odds; a feature that is not there adds nothing.
        bias: The logarithm of the odds without any feature.
        least: Confidence from which an event is told.
    """

    weights: Mapping[str, float]
    bias: float
    least: float = TOLD

    def probability(self, found: Features) -> float:
        """How likely a candidate is right in source, target and type, in (0, 1)."""
        weights = self.weights
        odds = self.bias + math.fsum(value * weights[name] for name, value in found.items() if name in weights)
        return 1 / (1 + math.exp(-odds))

    def told(self, found: Sequence[Candidate], lines: Sequence[Line], hits: Sequence[Sequence[Hit]]) -> list[Report]:
        """What is told of one article's candidates, in their order; its events inside a country are left as they are.

        Args:
            found: All candidates of the article.
            lines: Its sentences that were parsed.
            hits: The names found in each.
        """
        judged = [one for one in found if not (one.report.domestic or one.source.party or one.target.party)]
        around = Surroundings.of(judged, lines, hits)
        sure = {id(one): round(self.probability(features(one, around)), 3) for one in judged}
        return [
            replace(one.report, confidence=sure.get(id(one), one.report.confidence))
            for one in found
            if sure.get(id(one), 1.0) >= self.least
        ]


def load_judge(least: float = TOLD) -> Judge:
    """The judge that comes with irkg, telling what has at least this confidence.

    Raises:
        ModelError: Its weights are missing, or of another version.
    """
    weights, bias = _shipped()
    return Judge(weights=weights, bias=bias, least=least)


@cache
def _shipped() -> tuple[Mapping[str, float], float]:
    try:
        return parsed(files("kg.extraction.judging").joinpath(WEIGHTS).read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise ModelError(
            f"the judge's weights ({WEIGHTS}) cannot be used: {error}; reinstall irkg, or go on with --no-model"
        ) from error


def parsed(text: str) -> tuple[Mapping[str, float], float]:
    """Weights and bias of a file as :func:`written` leaves it.

    Raises:
        ValueError: It is no such file, or one of another version.
    """
    stored = json.loads(text)
    version = stored.get("format") if isinstance(stored, dict) else None
    if version != FORMAT:
        raise ValueError(f"they are of version {version!r}, and this irkg reads {FORMAT}")
    try:
        return {str(name): float(value) for name, value in stored["weights"].items()}, float(stored["bias"])
    except (KeyError, AttributeError, TypeError) as error:
        raise ValueError(f"they are damaged ({error!r})") from error


def written(weights: Mapping[str, float], bias: float) -> str:
    """The file for some weights: one a line, in order of their names; the same numbers give the same bytes."""
    kept = {name: round(weights[name], 3) for name in sorted(weights) if round(weights[name], 3)}
    return json.dumps({"format": FORMAT, "bias": round(bias, 3), "weights": kept}, indent=1) + "\n"
