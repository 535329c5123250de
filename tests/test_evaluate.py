"""Scores against gold that is small enough to count by hand; the extractor is a stand-in with fixed answers."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, cast

import pytest

from kg.errors import UsageError
from kg.evaluate import Measurement, measure
from kg.extract import Extraction, Extractor
from kg.model import Article, Report
from tests.builders import report

GOLD = {"doc": "a", "sentence": "x", "alt": [], "status": "occurred", "required": True, "date": "2021-03-17"}


class Canned:
    """Gives the same reports for every article."""

    def __init__(self, reports: Iterable[Report]) -> None:
        self.reports = tuple(reports)

    def extract(self, articles: Iterable[Article]) -> Iterator[Extraction]:
        for article in articles:
            yield Extraction(article=article, reports=self.reports)


def measured(folder: Path, gold: list[dict[str, Any]], reports: list[Report]) -> Measurement:
    (folder / "articles").mkdir()
    (folder / "gold").mkdir()
    (folder / "articles" / "a.txt").write_text("Some ministers met on Wednesday in the capital.\n", "utf-8")
    lines = (json.dumps(GOLD | {"id": str(i)} | g) for i, g in enumerate(gold))
    (folder / "gold" / "a.jsonl").write_text("\n".join(lines), "utf-8")
    (result,) = measure(folder, cast("Extractor", Canned(reports)))
    return result


def rates(result: Measurement) -> dict[str, tuple[float, float]]:
    return {score.name: (round(score.precision, 2), round(score.recall, 2)) for score in result.scores}


SANCTION = {"source": "RUS", "target": "USA", "plover": "SANCTION", "quad": 4}
MEETING = {"source": "GRC", "target": "TUR", "plover": "CONSULT", "quad": 1, "symmetric": True}


def test_levels_of_agreement(tmp_path: Path) -> None:
    reports = [report("RUS", "USA", "ACCUSE", "2021-03-17"), report("TUR", "GRC", "CONSULT", "2021-03-20")]
    found = rates(measured(tmp_path, [SANCTION, MEETING], reports))
    assert found == {
        "dyad": (1.0, 1.0),
        "dyad + quad": (0.5, 0.5),
        "dyad + type": (0.5, 0.5),
        "with date": (0.0, 0.0),
        "with status": (0.0, 0.0),
        "source actor": (1.0, 1.0),
        "target actor": (1.0, 1.0),
    }


def test_optional_gold_counts_as_right_and_is_not_asked_for(tmp_path: Path) -> None:
    gold = [SANCTION, MEETING | {"required": False}, SANCTION | {"dup_of": "0", "required": False}]
    reports = [report("GRC", "TUR", "CONSULT", "2021-03-17")]
    assert rates(measured(tmp_path, gold, reports))["dyad + type"] == (1.0, 0.0)


def test_a_negated_act_is_not_met_by_one_that_occurred(tmp_path: Path) -> None:
    gold = [SANCTION | {"status": "negated"}]
    result = measured(tmp_path, gold, [report("RUS", "USA", "SANCTION", "2021-03-17")])
    assert rates(result)["dyad"] == (1.0, 1.0)
    assert rates(result)["dyad + type"] == (0.0, 0.0)
    assert [error.split()[0] for error in result.errors] == ["false", "missed"]


def test_predictions_are_paired_once(tmp_path: Path) -> None:
    reports = [report("RUS", "USA", "SANCTION", "2021-03-17", trigger=t) for t in ("recalled", "withdrew")]
    assert rates(measured(tmp_path, [SANCTION], reports))["dyad + type"] == (0.5, 1.0)


def test_nothing_to_measure(tmp_path: Path) -> None:
    (tmp_path / "other.jsonl").write_text('{"a": 1}\n', "utf-8")
    with pytest.raises(UsageError, match="no gold"):
        measure(tmp_path, cast("Extractor", Canned([])))
    with pytest.raises(UsageError, match="does not exist"):
        measure(tmp_path / "none", cast("Extractor", Canned([])))
