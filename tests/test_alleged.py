"""What somebody is only accused of makes no tie, unless it is asked for; then it is one event with what others tell."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import networkx as nx
import pytest

import kg as library
from kg.base.errors import UsageError
from kg.model import Report, Status
from kg.store import Log, Reading
from tests.builders import article, report
from tests.test_cli import Kg, kg

__all__ = ["kg"]  # the fixture


@pytest.fixture
def graph(tmp_path: Path) -> Path:
    """Latvia says that Russia hit it on a day on which another paper tells so itself, and on one where none does."""
    told = [
        _told("a", "2021-03-18", Status.ALLEGED),
        _told("b", "2021-03-18", Status.OCCURRED),
        _told("c", "2021-05-02", Status.ALLEGED),
    ]
    log = Log.create(tmp_path / "g")
    with log.writing():
        log.append([Reading(article=article(one.article), reports=(one,)) for one in told])
    return tmp_path / "g"


def _told(name: str, day: str, status: Status) -> Report:
    return report("RUS", "LVA", "ASSAULT", day, article=name, status=status)


def _ties(kg: Kg, graph: Path, *options: str) -> dict[str, int]:
    done = kg("ties", "RUS", "LVA", "-g", graph, "--json", *options)
    return {row["period"]: row["events"] for row in json.loads(done.out)["ties"] if row["events"]}


def test_ties_count_it_when_asked_and_once_where_others_tell_it(kg: Kg, graph: Path) -> None:
    assert _ties(kg, graph) == {"2021-03": 1}
    assert _ties(kg, graph, "--alleged") == {"2021-03": 1, "2021-05": 1}


def test_networks_likewise(kg: Kg, graph: Path, tmp_path: Path) -> None:
    weights = []
    for options in ((), ("--alleged",)):
        assert kg("export", "graphml", "-g", graph, "-o", tmp_path / "n.graphml", *options).code == 0
        weights.append(nx.read_graphml(tmp_path / "n.graphml")["RUS"]["LVA"]["weight"])
    assert weights == [1.0, 2.0]


def test_what_keeps_the_status_refuses_the_option(kg: Kg, graph: Path) -> None:
    done = kg("export", "csv", "-g", graph, "--alleged")
    assert done.code == 2
    assert "leave out --alleged" in done.err
    with pytest.raises(UsageError, match="leave out --alleged"):
        library.export("turtle", graph.parent / "g.ttl", graph=library.open(graph, alleged=True))


def test_every_command_that_counts_knows_the_option(kg: Kg, graph: Path) -> None:
    asked = ["--alleged", "-g", graph, "--json"]
    top = json.loads(kg("top", "--min-events", "1", *asked).out)
    assert [row["events"] for row in top] == [2]
    compared = json.loads(kg("compare", "--before", "2020", "--after", "2021", "--min-events", "1", *asked).out)
    assert compared["events"] == [0, 2]
    assert kg("turns", *asked).code == 0
    panel = csv.DictReader(io.StringIO(kg("panel", "--alleged", "-g", graph).out))
    assert [(row["period"], row["events"]) for row in panel] == [("2021-03", "1"), ("2021-05", "1")]


def test_the_library_asks_at_the_door_and_the_index_keeps_what_was_read(graph: Path) -> None:
    question = "SELECT ?event { ?event a irkg:Event ; irkg:status status:alleged }"
    counted, read = library.open(graph, alleged=True), library.open(graph)
    assert [row["events"] for row in counted.counts("RUS", "LVA")] == [1, 1]
    assert len(counted.query(question).rows) == 0
    assert len(read.query(question).rows) == 2
