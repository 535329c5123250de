"""The judge: a logistic curve over the features of a candidate. Its weights are a small table, made from gold.

What it learned from, what it is worth and where it fails: docs/model-card.md. Made by scripts/train_judge.py.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.resources import files
from itertools import accumulate

from kg.base.errors import ModelError
from kg.extraction.candidates import Prepared
from kg.extraction.events.reports import Pair, reports_of
from kg.extraction.judging.candidate_features import Candidate, Features, Surroundings, features
from kg.extraction.reasons import Reason
from kg.extraction.trace import SentenceTrace
from kg.lexicon.weights import weight

TOLD = weight("told")
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
        wide: Whether it wants candidates that the rules alone would not tell.
    """

    weights: Mapping[str, float]
    bias: float
    least: float = TOLD
    wide: bool = True

    def probability(self, found: Features) -> float:
        """How likely a candidate is right in source, target and type, in (0, 1)."""
        return 1 / (1 + math.exp(-self.odds(found)))

    def odds(self, found: Features) -> float:
        """The logarithm of the odds that a candidate is right."""
        worth = self.weights.get
        return self.bias + math.fsum([value * worth(name, 0.0) for name, value in found.items() if value])

    def confidences(self, found: Sequence[Candidate], prepared: Prepared) -> list[float]:
        """How likely each candidate of an article is right."""
        around = Surroundings.of(found, prepared)
        return [round(self.probability(features(one, around)), 3) for one in found]

    def judged(self, readings: Sequence[SentenceTrace], prepared: Prepared) -> list[SentenceTrace]:
        """An article's readings with what is told of them, and how sure; what goes on inside a country stays as it is.

        Args:
            readings: Of each sentence in order; candidates are their pairs that have a report.
            prepared: The article's sentences and the names in them.
        """
        places = [
            (at, i)
            for at, reading in enumerate(readings)
            if not reading.phrases.inside
            for i, pair in enumerate(reading.pairs)
            if pair.report is not None and pair.dropped in {None, Reason.LOOSE}
        ]
        numbers = list(accumulate(not reading.phrases.inside for reading in readings))
        found = [_candidate(readings[at], readings[at].pairs[i], prepared, numbers[at] - 1) for at, i in places]
        sure: dict[int, dict[int, float]] = {}
        for (at, i), confidence in zip(places, self.confidences(found, prepared) if found else [], strict=True):
            sure.setdefault(at, {})[i] = confidence
        return [self._told(reading, sure.get(at, {})) for at, reading in enumerate(readings)]

    def _told(self, reading: SentenceTrace, sure: Mapping[int, float]) -> SentenceTrace:
        if not sure:
            return reading
        pairs = list(reading.pairs)
        for i, confidence in sure.items():
            report = pairs[i].report
            assert report is not None
            dropped = None if confidence >= self.least else Reason.UNLIKELY
            pairs[i] = replace(pairs[i], report=replace(report, confidence=confidence), dropped=dropped)
        return replace(reading, pairs=tuple(pairs), reports=tuple(reports_of(pairs)))


@dataclass(frozen=True, slots=True, kw_only=True)
class RulesAlone(Judge):
    """No judge: what the rules find is told, with their weight as confidence, from ``least`` on."""

    weights: Mapping[str, float] = field(default_factory=dict)
    bias: float = 0.0
    least: float = 0.0
    wide: bool = False

    def confidences(self, found: Sequence[Candidate], prepared: Prepared) -> list[float]:
        """The rules' weights."""
        del prepared
        return [one.report.confidence for one in found]


def _candidate(reading: SentenceTrace, pair: Pair, prepared: Prepared, number: int) -> Candidate:
    assert pair.report is not None
    return Candidate(
        report=pair.report,
        act=pair.act,
        source=pair.source,
        target=pair.target,
        tree=reading.tree,
        line=prepared.lines[number],
        number=number,
        loose=pair.dropped is not None,
    )


def load_judge(least: float | None = None) -> Judge:
    """The judge that comes with irkg, telling what has at least this confidence; None is :data:`TOLD`.

    Raises:
        ModelError: Its weights are missing, or of another version.
    """
    weights, bias = _shipped()
    return Judge(weights=weights, bias=bias, least=TOLD if least is None else least)


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
