"""The judge: what is told, how sure, and what a missing or foreign file of weights says."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from kg.base.errors import ModelError
from kg.extraction import Extractor
from kg.extraction.judging import judge as judging
from kg.extraction.judging.judge import Judge, load_judge, parsed, written
from kg.extraction.reasons import Reason
from kg.graph.build import build
from kg.graph.options import Options
from kg.model import Article, Status
from kg.quality.evaluate import GoldPart, left_out
from tests.sample_read import unjudging

PLAIN = "Poland expelled three Russian diplomats on Tuesday."


def article(text: str) -> Article:
    return Article(id="a", name="a", text=text)


def test_weights_come_back_as_they_were_written() -> None:
    weights, bias = parsed(written({"b": -0.25, "a": 1.5, "nothing": 0.0}, 0.125))
    assert (dict(weights), bias) == ({"a": 1.5, "b": -0.25}, 0.125)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "Expecting value"),
        ("[]", "version None"),
        ('{"format": 99, "bias": 0, "weights": {}}', "version 99"),
        ('{"format": 1, "bias": 0}', "damaged"),
        ('{"format": 1, "bias": "much", "weights": {}}', "could not convert"),
    ],
)
def test_a_file_that_is_no_weights_of_this_version_is_told(
    text: str, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read(_: str) -> object:
        return parsed(text)

    with pytest.raises(ValueError, match=told):
        read(text)
    monkeypatch.setattr(judging, "parsed", read)
    judging._shipped.cache_clear()
    with pytest.raises(ModelError, match=r"judge\.json.*--no-model"):
        load_judge()
    judging._shipped.cache_clear()


def test_probability_grows_with_what_speaks_for_it() -> None:
    judge = Judge(weights={"for": 2.0, "against": -2.0}, bias=0.0)
    chances = [judge.probability(found) for found in ({"against": 1.0}, {"unknown": 5.0}, {"for": 1.0}, {"for": 2.0})]
    assert chances == sorted(chances)
    assert chances[1] == 0.5


@pytest.mark.model
def test_the_least_confidence_decides_what_is_told() -> None:
    told = {
        least: [r for e in Extractor(min_confidence=least).extract([article(PLAIN)]) for r in e.reports]
        for least in (0.0, 0.999)
    }
    assert [report.dyad for report in told[0.0]] == [("POL", "RUS")]
    assert told[0.999] == []


@pytest.mark.model
def test_what_is_not_told_is_kept_with_its_reason_and_confidence() -> None:
    (trace,) = Extractor(judge=replace(load_judge(), least=0.999)).trace(article(PLAIN)).sentences
    (pair,) = (pair for pair in trace.pairs if pair.report is not None)
    assert pair.dropped is Reason.UNLIKELY
    assert pair.report is not None
    assert 0 < pair.report.confidence < 0.999


@pytest.mark.model
def test_without_a_judge_the_rules_weight_is_the_confidence() -> None:
    (found,) = unjudging().extract([article(PLAIN)])
    (report,) = found.reports
    assert report.confidence == pytest.approx(0.9 * 0.95, abs=0.15)


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Norway accused Russia of shelling Norwegian villages.",
            {("NOR", "ACCUSE", "RUS", Status.OCCURRED), ("RUS", "ASSAULT", "NOR", Status.ALLEGED)},
        ),
        (
            "Norway repeated accusations that Peru attacked Bolivia.",
            {("PER", "ASSAULT", "BOL", Status.ALLEGED)},
        ),
        ("Finland accused Russia of bombing a harbour.", {("RUS", "ASSAULT", "FIN", Status.ALLEGED)}),
        ("Russia shelled Norwegian villages.", {("RUS", "ASSAULT", "NOR", Status.OCCURRED)}),
        (
            "Peru bombed Bolivian villages after Bolivia accused it of lying.",
            {("PER", "ASSAULT", "BOL", Status.OCCURRED), ("BOL", "ACCUSE", "PER", Status.OCCURRED)},
        ),
    ],
)
def test_what_somebody_is_accused_of_is_alleged(text: str, told: set[tuple[str, str, str, Status]]) -> None:
    (found,) = Extractor(min_confidence=0.0).extract([article(text)])
    assert told <= {(r.dyad[0], r.type.value, r.dyad[1], r.status) for r in found.reports}


def test_alleged_acts_make_no_tie() -> None:
    assert not Status.ALLEGED.real
    assert {status for status in Status if status.asserted} == {Status.OCCURRED, Status.HISTORICAL, Status.ALLEGED}


def test_a_third_of_the_documents_is_left_out_by_name() -> None:
    names = [f"document-{i}" for i in range(300)]
    left = [name for name in names if left_out(name)]
    assert 70 < len(left) < 130
    assert all(GoldPart.LEFT_OUT.has(name) != GoldPart.LEARN.has(name) and GoldPart.ALL.has(name) for name in names)
    assert [name for name in names if left_out(name)] == left


def test_the_shipped_weights_are_few_and_readable() -> None:
    weights, bias = judging._shipped()
    assert 100 < len(weights) < 3000
    assert json.loads(written(weights, bias))["bias"] == bias


@pytest.mark.model
def test_articles_without_a_date_are_counted(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text(PLAIN, "utf-8")
    (tmp_path / "two.txt").write_text("Norway thanked Chile for its help in the talks.", "utf-8")
    (tmp_path / "two.meta.json").write_text('{"publication_date": "2024-05-22"}', "utf-8")
    summary = build([str(tmp_path)], tmp_path / "graph", Options(), views=False)
    assert (summary.read, summary.undated) == (2, 1)
