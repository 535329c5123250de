"""The index holds what the graph holds, and knows when it does not."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import kg
from kg import index
from kg.errors import GraphError
from kg.log import Log, Reading, mark
from kg.model import MarkKind, Report
from kg.query import Store
from kg.rdf import triples
from tests.builders import actor, article, report

FIRST = report(mode="withdraw", place="Geneva", outlet="The Post")
TOLD = (
    FIRST,
    report("USA", "RUS", "ACCUSE", "2021-03-16", start=50, object_event=FIRST.event_id, outlet="the post"),
    report("RUS", "UKR", "ASSAULT", "2022-02-24", start=99, outlet="The Post", place="geneva"),
    report(actor("RUS", label="Russian Federation"), "CHN", "CONSULT", "2021-06", start=150, symmetric=True),
    report("UKR", "USA", "REQUEST", None, start=200, object_event=FIRST.event_id),
)


@pytest.fixture
def log(tmp_path: Path) -> Log:
    log = Log.create(tmp_path / "g")
    add(log, "a1", *TOLD)
    return log


def add(log: Log, name: str, *told: Report) -> None:
    with log.writing():
        log.append([Reading(article=article(name, outlet="The Post"), reports=told)])


def answer(log: Log, query: str) -> bool | None:
    return Store.on_disk(index.ensure(log)).run(query).answer


@pytest.mark.parametrize("size", [1, 2, 1000])
def test_triples_portion_by_portion_are_those_of_the_whole(
    log: Log, size: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index, "PORTION", size)
    articles = [read for read, _ in log.articles()]
    assert set(index.triples(log)) == set(triples(log.events(), articles))


def test_what_is_joined_by_hand_across_sides_is_in_one_portion(log: Log, monkeypatch: pytest.MonkeyPatch) -> None:
    (one,), (other,) = log.find(FIRST.event_id), log.find(TOLD[2].event_id)
    mark(log, one, MarkKind.SAME_AS, other)
    monkeypatch.setattr(index, "PORTION", 1)
    assert set(index.triples(log)) == set(triples(log.events(), [read for read, _ in log.articles()]))


def test_the_index_is_made_once_and_again_when_it_is_stale(log: Log) -> None:
    assert not index.fresh(log)
    made = index.ensure(log)
    before = (made / "CURRENT").stat().st_ino
    assert index.ensure(log) == made
    assert (made / "CURRENT").stat().st_ino == before
    assert answer(log, "ASK { actor:RUS rel:sanction actor:USA }") is True
    add(log, "b2", report("IRN", "IRQ", "SANCTION", article="b2"))
    assert not index.fresh(log)
    assert answer(log, "ASK { actor:IRN rel:sanction actor:IRQ }") is True
    (event,) = log.find(FIRST.event_id)
    mark(log, event, MarkKind.WRONG)
    assert not index.fresh(log)
    assert answer(log, "ASK { actor:RUS rel:sanction actor:USA }") is False
    shutil.rmtree(log.directory / "index")
    assert answer(log, "ASK { actor:IRN rel:sanction actor:IRQ }") is True


def test_a_large_graph_is_asked_on_disk_a_small_one_in_memory(log: Log, monkeypatch: pytest.MonkeyPatch) -> None:
    small = index.store(log)
    assert not (log.directory / "index").exists()
    monkeypatch.setattr(index, "MEMORY_LIMIT", 2)
    large = index.store(log)
    assert (log.directory / "index").exists()
    assert len(small) == len(large)
    question = "SELECT ?who ?whom { ?who rel:consult ?whom } ORDER BY ?who"
    assert small.run(question) == large.run(question)


def test_a_half_made_index_is_made_anew(log: Log) -> None:
    (log.directory / "index.new").mkdir()
    (log.directory / "index").mkdir()
    (log.directory / "index" / "made_of.json").write_text("{")
    assert answer(log, "ASK { actor:RUS rel:sanction actor:USA }") is True


def test_an_index_that_cannot_be_written_is_told(log: Log) -> None:
    (log.directory / "index.new").write_text("in the way")
    with pytest.raises(GraphError, match="index"):
        index.ensure(log)


def test_rdflib_reads_from_the_index(log: Log, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("oxrdflib")
    monkeypatch.setattr(index, "MEMORY_LIMIT", 2)
    graph = kg.open(log.directory).to_rdflib()
    found = graph.query("SELECT ?e { ?e irkg:eventType plover:SANCTION }")
    assert [str(row[0]).rpartition("/")[2] for row in found] == [FIRST.event_id]  # type: ignore[index]  # rows of a SELECT
