from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

import kg
from kg.base.errors import GraphError, QueryError, UsageError
from kg.store import Log, Reading
from tests.builders import article, report


@pytest.fixture
def graph(tmp_path: Path) -> kg.Graph:
    told = (
        report(day="2021-03-17", mode="withdraw"),
        report("USA", "RUS", "ACCUSE", "2021-03-16", start=50),
        report("RUS", "USA", "CONSULT", "2021-06", start=99, symmetric=True),
        report("UKR", "USA", "REQUEST", None, start=150),
    )
    log = Log.create(tmp_path)
    with log.writing():
        french = Reading(article=article("b2", language="fr"), skipped="not English")
        log.append([Reading(article=article("a1"), reports=told), french])
    return kg.open(tmp_path)


def test_open_gives_events_in_order_of_date_and_the_articles_read(graph: kg.Graph) -> None:
    assert [event.best.when.iso for event in graph.events] == ["2021-03-16", "2021-03-17", "2021-06", None]
    assert [read.id for read in graph.articles] == ["a1"]
    assert len(graph) == 4


def test_ties_count_both_directions(graph: kg.Graph) -> None:
    rows = graph.ties("USA", "RUS").rows()
    assert [(row["period"], row["source"], row["events"]) for row in rows if row["events"]] == [
        ("2021-03", "USA", 1), ("2021-03", "RUS", 1), ("2021-06", "USA", 1), ("2021-06", "RUS", 1),
    ]  # fmt: skip
    late = graph.ties("USA", "RUS", by="year", start=date(2022, 1, 1), end=date(2022, 12, 31)).rows()
    assert [(row["period"], row["events"], row["score_mean"]) for row in late] == [("2022", 0, None)] * 2
    assert graph.ties("UKR", "USA").undated == 1
    assert graph.ties("united states", "Kremlin").rows() == rows
    with pytest.raises(UsageError, match="did you mean RUS"):
        graph.ties("Rusia", "USA")
    with pytest.raises(UsageError):
        graph.ties("USA", "USA")


def test_query_by_name_with_values_or_in_sparql(graph: kg.Graph) -> None:
    found = graph.query("sanctions", {"year": "2021"})
    assert any("2021-03-17" in row for row in found.table())
    assert not graph.query("sanctions", {"year": "2020"}).rows
    assert graph.query("ASK { actor:RUS rel:sanction actor:USA }").answer is True


@pytest.mark.parametrize(
    ("text", "values", "said"),
    [
        ("sanctoins", {}, "did you mean sanctions"),
        ("sanctions", {"year": "2021", "actor": "RUS"}, "no parameter 'actor'"),
        ("sanctions", {}, "needs year"),
        ("sanctions", {"year": "then"}, "no year"),
        ("SELECT ?x {", {}, "line 1"),
        ("DELETE WHERE { ?s ?p ?o }", {}, "refused"),
    ],
)
def test_query_says_what_is_wrong(graph: kg.Graph, text: str, values: dict[str, str], said: str) -> None:
    with pytest.raises(QueryError, match=said):
        graph.query(text, values)


def test_to_networkx_and_to_rdflib(graph: kg.Graph) -> None:
    net = graph.to_networkx()
    assert set(net) == {"RUS", "USA", "UKR"}
    assert net.edges["RUS", "USA"]["label"]
    rdf = graph.to_rdflib()
    answer = rdf.query("ASK { ?e irkg:eventType plover:SANCTION ; irkg:mode plover:SANCTION-withdraw }").askAnswer
    assert answer is True


def test_open_where_there_is_no_graph(tmp_path: Path) -> None:
    with pytest.raises(GraphError, match="kg build"):
        kg.open(tmp_path)


def test_a_graph_may_hold_any_events(graph: kg.Graph) -> None:
    some = kg.Graph(event for event in graph.events if event.best.when.known)
    assert len(some) == 3
    assert "UKR" not in some.to_networkx()


@pytest.mark.model
def test_the_library_reads_text_again_and_again() -> None:
    for _ in range(2):  # importing kg.extraction must not hide a function of the library
        assert [actor["stands_for"] for actor in kg.resolve("Russia")] == ["RUS"]
        (told,) = kg.events("On March 17, 2021, Russia recalled its ambassador to the United States.")
        assert (told.dyad, told.type, told.when.iso) == (("RUS", "USA"), "SANCTION", "2021-03-17")


@pytest.mark.model
@pytest.mark.parametrize(
    "published", [date(2024, 5, 22), datetime(2024, 5, 22, 9, tzinfo=UTC), "2024-05-22", "22 May 2024"]
)
def test_a_day_of_publication_may_be_text(published: date | str) -> None:
    (event,) = kg.events("Poland expelled three Russian diplomats on Tuesday.", published=published)
    assert event.when.iso == "2024-05-21"


@pytest.mark.parametrize(
    ("function", "given", "options", "error", "said"),
    [
        ("events", (None,), {}, TypeError, "text must be a str, not None; one article at a time"),
        ("events", (b"Poland",), {}, TypeError, "decode it first"),
        ("events", (["Poland"],), {}, TypeError, "text must be a str, not list"),
        ("events", ("Oman.",), {"published": "Tuesday"}, UsageError, "published 'Tuesday' is no day; write it as"),
        ("events", ("Oman.",), {"published": "3/4/2024"}, UsageError, "published '3/4/2024' is no day"),
        ("events", ("Oman.",), {"published": 2024}, TypeError, "published must be a datetime.date, or a str such"),
        ("events", ("Oman.",), {"title": 3}, TypeError, "title must be a str, not int"),
        ("resolve", (7,), {}, TypeError, "text must be a str, not int"),
        ("resolve", ("Oman", "soon"), {}, UsageError, "on 'soon' is no day"),
        ("open", (None,), {}, TypeError, r"directory must be a str or a pathlib\.Path, not None"),
        ("network", ("exports",), {}, TypeError, r"events must be an iterable of Event, .* kg\.open"),
        ("network", ([1],), {}, TypeError, "an item of events must be of Event, not int '1'"),
        ("network", ("EVENTS",), {"actors": "states"}, UsageError, "unknown actors 'states'; did you mean state"),
        ("network", ("EVENTS",), {"min_events": 0}, UsageError, "min_events 0 is too small; at least 1"),
        ("network", ("EVENTS",), {"min_events": "2"}, TypeError, "min_events must be an int, not str '2'"),
        ("network", ("EVENTS",), {"kinds": 1}, TypeError, "kinds must be True or False, not int '1'"),
        ("network", ("EVENTS",), {"dyad": "USA"}, TypeError, r"dyad must be an iterable of str, .* write it as"),
        ("network", ("EVENTS",), {"dyad": ["USA"]}, UsageError, "dyad has 1 sides"),
        ("network", ("EVENTS",), {"start": "x"}, UsageError, "start 'x' is no date; write it as"),
        ("Graph", (["a"],), {}, TypeError, "an item of events must be of Event"),
        ("graph.ties", ("USA", None), {}, TypeError, "b must be a str, not None"),
        ("graph.ties", ("USA", "RUS"), {"by": "decade"}, UsageError, "unknown by 'decade'; known: day, week, month"),
        ("graph.ties", ("USA", "RUS"), {"scale": 3}, TypeError, "scale must be plover, goldstein, a path or a Scale"),
        ("graph.counts", ("USA", 3), {}, TypeError, "b must be a str, not int"),
        ("graph.counts", ("USA", "RUS"), {"by": None}, TypeError, "by must be a str, not None"),
        ("graph.query", (None,), {}, TypeError, "text must be a str, not None; SPARQL, or the name of a query"),
        ("graph.query", ("top-dyads", {"year": 2021}), {}, TypeError, r"the value of year .* str\(value\)"),
        ("graph.query", ("top-dyads", "2021"), {}, TypeError, "values must be a mapping"),
        ("graph.view", (), {"height": "tall"}, TypeError, "height must be an int"),
    ],
)  # fmt: skip
def test_wrong_arguments_are_refused_with_what_would_be_right(
    graph: kg.Graph,
    function: str,
    given: tuple[object, ...],
    options: dict[str, object],
    error: type[Exception],
    said: str,
) -> None:
    called = graph if function.startswith("graph.") else kg
    given = tuple(graph.events if value == "EVENTS" else value for value in given)
    with pytest.raises(error, match=said):
        getattr(called, function.removeprefix("graph."))(*given, **options)


def test_spans_may_be_text(graph: kg.Graph) -> None:
    rows = graph.ties("USA", "RUS", by="year", start="2022", end="2022").rows()
    assert [row["period"] for row in rows] == ["2022", "2022"]
    assert set(kg.network(graph.events, start="2021-03", end="2021-03").edges) == {("RUS", "USA"), ("USA", "RUS")}
