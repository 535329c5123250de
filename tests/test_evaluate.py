"""Scores against gold that is small enough to count by hand; the extractor is a stand-in with fixed answers."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, cast

import pytest

from kg.base.errors import UsageError
from kg.coding import Coding
from kg.extraction import ArticleTrace, Extraction, Extractor, Reason
from kg.model import Article, Report
from kg.quality.evaluate import LostAt, Measurement, by_set, measure, reliability
from kg.quality.evaluate.stages import Loss, Wanted, loss
from ontology import EventType
from tests.builders import report
from tests.sample_read import extractor

GOLD = {"doc": "a", "sentence": "x", "alt": [], "status": "occurred", "required": True, "date": "2021-03-17"}


class Canned:
    """Gives the same reports for every article."""

    def __init__(self, reports: Iterable[Report]) -> None:
        self.reports = tuple(reports)

    def extract(self, articles: Iterable[Article]) -> Iterator[Extraction]:
        for article in articles:
            yield Extraction(article=article, reports=self.reports)

    predicates = None

    def trace(self, _article: Article) -> ArticleTrace:
        return ArticleTrace((), ())


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


class Coder:
    """Gives the same codings whatever it is asked."""

    def __init__(self, codings: list[Coding]) -> None:
        self.codings = codings

    def code(self, sentences: Iterable[str]) -> Iterator[Coding]:
        yield from (coding for coding, _ in zip(self.codings, sentences, strict=True))

    find = code


Spans = tuple[tuple[int, int], ...]


def coding(type_: str, quad: int = 0, sources: Spans = (), targets: Spans = ()) -> Coding:
    return Coding(type=EventType(type_), confidence=1.0, basis="x", cameo_quad=quad, sources=sources, targets=targets)


def of_sentences(folder: Path, gold: list[dict[str, Any]], codings: list[Coding]) -> Measurement:
    (folder / "gold.jsonl").write_text("\n".join(json.dumps({"id": i} | g) for i, g in enumerate(gold)), "utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            "kg.quality.evaluate.coder", lambda _extractor, *, classifier: Coder(codings) if classifier else None
        )
        (result,) = measure(folder / "gold.jsonl", cast("Extractor", None))
    return result


def test_rare_types_count_as_much_as_common_ones(tmp_path: Path) -> None:
    gold = [{"marked": "x", "plover": "AID", "quad": 2}] * 3 + [{"marked": "x", "plover": "YIELD", "quad": 2}]
    result = of_sentences(tmp_path, gold, [coding("AID")] * 4)
    assert rates(result)["root macro"] == (0.38, 0.5)  # AID .75 and 1, YIELD 0 and 0
    assert result.scores[0].f1 == pytest.approx((6 / 7) / 2)
    assert [error.split()[2] for error in result.errors] == ["YIELD,"]


def test_concede_and_retreat_are_yield(tmp_path: Path) -> None:
    gold = [{"marked": "x", "plover": "YIELD", "quad": 2}] * 2
    assert rates(of_sentences(tmp_path, gold, [coding("CONCEDE"), coding("RETREAT")]))["root macro"] == (1.0, 1.0)


def test_spans_are_found_across_tokenisation(tmp_path: Path) -> None:
    text = "Kenya\u2019s army shelled the rebels' camp; Chad and Mali met."
    gold = {
        "text": text, "sources": ["Kenya ' s army"], "targets": ["the rebels ' camp", "nobody"],
        "reciprocal_actors": ["Chad and Mali"], "quad": 4,
    }  # fmt: skip
    start = text.index("camp")
    ours = ((0, 5), (text.index("Mali"), text.index("Mali") + 4))
    result = of_sentences(tmp_path, [gold], [coding("ASSAULT", 4, ours, ((start, start + 4),))])
    assert rates(result) == {
        "source spans": (1.0, 1.0),
        "target spans": (1.0, 0.5),
        "reciprocal spans": (0.33, 1.0),
        "quad macro": (1.0, 1.0),
        "quad 4": (1.0, 1.0),
    }
    assert len(result.errors) == 1


def test_quad_classes_alone(tmp_path: Path) -> None:
    result = of_sentences(tmp_path, [{"text": "x", "quad": 0}, {"text": "x", "quad": 3}], [coding("AID")] * 2)
    assert rates(result)["quad macro"] == (0.25, 0.5)
    assert result.errors == ["wrong   1: quad 3, got 0 (AID) | x"]


def test_reliability_compares_what_is_said_with_what_is_right() -> None:
    told = [(0.5, i % 2 == 0) for i in range(50)] + [(0.9, i % 10 != 0) for i in range(50)]
    found = reliability(told)
    assert found is not None
    assert found.error < 0.06
    assert [b.size for b in found.bins] == [20] * 5
    assert found.bins[0].confidence == 0.5
    assert found.bins[-1].confidence == pytest.approx(0.9)
    boasting = reliability([(0.9, i % 2 == 0) for i in range(100)])
    assert boasting is not None
    assert boasting.error == pytest.approx(0.4)
    assert boasting.brier == pytest.approx(0.41)


def test_too_few_events_say_nothing_about_reliability() -> None:
    assert reliability([(0.9, True)] * 9) is None


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "wanted", "where"),
    [
        ("Nobody here did anything.", ("FRA", "ACCUSE", "IRN"), LostAt.FILTER),
        ("France smiled at Iran after talks.", ("FRA", "ACCUSE", "IRN"), LostAt.TABLES),
        ("France attacked Iran.", ("FRA", "ACCUSE", "IRN"), LostAt.TYPE),
        ("France accused Zandoria.", ("FRA", "ACCUSE", "IRN"), LostAt.TARGET),
        ("Zandoria accused Iran.", ("FRA", "ACCUSE", "IRN"), LostAt.SOURCE),
        ("Zandoria accused Freedonia in France.", ("USA", "ACCUSE", "IRN"), LostAt.SIDES),
        ("France did not attack Iran.", ("FRA", "ASSAULT", "IRN"), LostAt.STATUS),
        ("France attacked Iran.", ("FRA", "ASSAULT", "IRN"), LostAt.COUNTED),
    ],
)
def test_the_stage_that_lost_an_event(text: str, wanted: tuple[str, str, str], where: LostAt) -> None:
    assert lost(text, wanted).stage is where


def lost(text: str, wanted: tuple[str, str, str]) -> Loss:
    reader = extractor()
    source, type_, target = wanted
    event = Wanted(sources={source}, types={type_}, targets={target})
    trace = reader.trace(Article(id="a", name="a", text=text))
    return loss(event, trace, lambda ref: {ref.side}, reader.predicates)


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "wanted", "why"),
    [
        ("Sign up for our newsletter on France and Iran.", ("FRA", "ACCUSE", "IRN"), "cleaning: furniture of the page"),
        ("A dog barked at Iran.", ("FRA", "ACCUSE", "IRN"), f"filter: {Reason.NO_TRIGGER}"),
        (
            "Spain's players won against Germany.",
            ("ESP", "SUPPORT", "DEU"),
            f"tables: {Reason.NO_OBJECT} (v:win:recognition)",
        ),
    ],
)
def test_the_trace_says_why_it_was_lost(text: str, wanted: tuple[str, str, str], why: str) -> None:
    assert str(lost(text, wanted)) == why


def test_what_was_lost_is_counted(tmp_path: Path) -> None:
    result = measured(tmp_path, [SANCTION], [])
    assert result.lost == [LostAt.CLEANING]
    assert by_set([result])["articles"]["lost"][0]["events"] == 1  # type: ignore[index]  # plain values for JSON
