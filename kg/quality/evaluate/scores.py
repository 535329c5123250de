"""Scores of one question, and what was measured on one set."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from kg.base.errors import UsageError
from kg.quality.evaluate.reliability import Judged, reliability
from kg.quality.evaluate.stages import LostAt, summary

Gold = Mapping[str, Any]


@dataclass(slots=True)
class Score:
    """Precision, recall and F1 of one question."""

    name: str
    right: int = 0
    predicted: int = 0
    found: int = 0
    wanted: int = 0

    def count(self, *, given: bool, right: bool) -> None:
        """Count one question that has one answer."""
        self.wanted += 1
        self.predicted += given
        self.right += right
        self.found += right

    @property
    def precision(self) -> float:
        """Share of predictions that some gold answer supports; 1 when nothing was predicted and nothing wanted."""
        return self.right / self.predicted if self.predicted else float(self.wanted == 0)

    @property
    def recall(self) -> float:
        """Share of wanted answers that were given."""
        return self.found / self.wanted if self.wanted else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of both."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0

    def row(self) -> dict[str, object]:
        """Plain values, three decimals."""
        rates = {"precision": self.precision, "recall": self.recall, "f1": self.f1}
        counts = {"right": self.right, "predicted": self.predicted, "found": self.found, "wanted": self.wanted}
        return {"measure": self.name, **{name: round(value, 3) for name, value in rates.items()}, **counts}


@dataclass(slots=True)
class Macro(Score):
    """The mean over classes of precision, recall and F1: rare classes count as much as common ones.

    Only classes that the gold has are averaged.
    """

    parts: list[Score] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """Mean precision of the classes."""
        return self._mean([part.precision for part in self.parts if part.wanted])

    @property
    def recall(self) -> float:
        """Mean recall of the classes."""
        return self._mean([part.recall for part in self.parts if part.wanted])

    @property
    def f1(self) -> float:
        """Mean F1 of the classes, not the F1 of the means."""
        return self._mean([part.f1 for part in self.parts if part.wanted])

    def _mean(self, values: list[float]) -> float:
        return sum(values) / len(values) if values else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Threshold:
    """What would be told with at least some confidence: how much of it is right, how much of what is wanted it has."""

    least: float
    told: int
    precision: float
    recall: float
    f1: float
    invented: float  # a mean over articles without a required event


@dataclass(frozen=True, slots=True, kw_only=True)
class Empty:
    """Articles without a required event, and how many events are told of them."""

    articles: int
    told: int


@dataclass(slots=True)
class Measurement:
    """What was measured on one set: scores, and what went wrong, in words."""

    name: str
    size: int
    scores: list[Score] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    lost: list[LostAt] = field(default_factory=list)  # the stage that lost each missed event
    judged: list[Judged] = field(default_factory=list)
    cuts: list[Threshold] = field(default_factory=list)
    empty: Empty | None = None


def macro(name: str, pairs: Iterable[tuple[str, str]]) -> tuple[Macro, list[Score]]:
    """The mean over classes, and each class, of (wanted, given) labels."""
    classes: dict[str, Score] = {}
    for wanted, given in pairs:
        for label in (wanted, given):
            classes.setdefault(label, Score(f"{name} {label}"))
        classes[wanted].wanted += 1
        classes[given].predicted += 1
        if wanted == given:
            classes[wanted].right += 1
            classes[wanted].found += 1
    parts = [classes[label] for label in sorted(classes)]
    whole = Macro(f"{name} macro", parts=parts)
    for part in parts:
        whole.right += part.right
        whole.predicted += part.predicted
        whole.found += part.found
        whole.wanted += part.wanted
    return whole, parts


def lines_of(file: Path) -> list[dict[str, Any]]:
    """The records of a file of JSON lines.

    Raises:
        UsageError: It cannot be read, or a line is no JSON.
    """
    try:
        return [json.loads(line) for line in file.read_text("utf-8").splitlines() if line.strip()]
    except (OSError, ValueError) as error:
        raise UsageError(f"{file} is no file of JSON lines: {error}") from error


def short(text: str) -> str:
    """A text on one line, cut to what a terminal shows."""
    joined = " ".join(text.split())
    return joined if len(joined) <= 100 else joined[:97] + "..."  # noqa: PLR2004 - one line of a terminal


def by_set(measurements: Sequence[Measurement], errors: int = 0) -> dict[str, dict[str, object]]:
    """Everything measured as plain values, by set: scores, reliability, lost events by stage, and so many errors."""
    found: dict[str, dict[str, object]] = {}
    for name in dict.fromkeys(m.name for m in measurements):
        parts = [m for m in measurements if m.name == name]
        found[name] = {
            "scores": [score.row() for m in parts for score in m.scores],
            "reliability": next((asdict(r) for m in parts if (r := reliability(m.judged))), None),
            "cuts": [asdict(cut) for m in parts for cut in m.cuts],
            "empty": next((asdict(m.empty) for m in parts if m.empty), None),
            "lost": [
                {"stage": s, "events": n, "meaning": why} for s, n, why in summary(s for m in parts for s in m.lost)
            ],
            "errors": [error for m in parts for error in m.errors][:errors],
        }
    return found
