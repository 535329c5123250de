"""Networks undirected, by quad class, by month, measured, filtered; and in every network format."""

from __future__ import annotations

import csv
import gc
import io
import json
import os
import random
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from xml.etree import ElementTree as ET

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import kg
from kg.assembly import Mark, MarkKind, merge
from kg.cli.app import main
from kg.exporters import EXPORTERS
from kg.exporters.network_files import NETWORK_FORMATS, write_network
from kg.graph.selection import Selection
from kg.lexicon import load_actors
from kg.lexicon.regions import region, regions
from kg.model import Event, Report
from kg.quality.gephi import check, check_stream
from kg.store import Log, Reading
from kg.views.networks import (
    EDGE_COLUMNS,
    NODE_COLUMNS,
    Edge,
    Node,
    View,
    assemble,
    edge_columns,
    network,
    node_columns,
)
from ontology import ActorKind, EventType
from tests.builders import actor, article, report

GEXF = "{http://gexf.net/1.3}"


def story() -> list[Report]:
    return [
        report("RUS", "USA", "SANCTION", "2021-03-17"),
        report("RUS", "USA", "ACCUSE", "2021-03-31", article="b2"),
        report("RUS", "USA", "CONSULT", "2021-04-01"),
        report("USA", "RUS", "AID", "2021-03-16"),
        report("USA", "UKR", "AID", "2022-03-16"),
        report("RUS", "UKR", "ASSAULT", "1899-12-31"),
        report("Hamas", "USA", "ACCUSE", None),
        report("UN", "RUS", "REQUEST", "2022"),
        report("USA", "RUS", "AID", "2021-03-01", status="negated"),
    ]


def events() -> list[Event]:
    return merge(story())


def told(format_: str, view: View | None = None, of: list[Event] | None = None) -> str:
    out = io.BytesIO()
    write_network(network(events() if of is None else of, view), format_, out)
    return out.getvalue().decode()


def parse(text: str) -> ET.Element:
    return ET.fromstring(text)  # noqa: S314 - we wrote it ourselves


# --- views ------------------------------------------------------------------------------------------------------


def test_undirected_pairs_hold_both_directions() -> None:
    net = network(events(), View(directed=False))
    assert [edge.id for edge in net.edges] == ["Hamas..USA", "RUS..UKR", "RUS..UN", "RUS..USA", "UKR..USA"]
    tie = next(edge for edge in net.edges if edge.id == "RUS..USA")
    assert (tie.events, tie.cooperation, tie.conflict) == (4, 2, 2)
    assert 'edgedefault="undirected"' in told("graphml", View(directed=False))
    assert 'defaultedgetype="undirected"' in told("gexf", View(directed=False))


def test_kinds_make_one_edge_a_pair_and_quad_class() -> None:
    net = network(events(), View(kinds=True))
    found = [(edge.id, edge.quad, edge.events) for edge in net.edges if edge.source == "RUS" and edge.target == "USA"]
    assert found == [
        ("RUS..USA..1", "verbal cooperation", 1),
        ("RUS..USA..3", "verbal conflict", 1),
        ("RUS..USA..4", "material conflict", 1),
    ]
    root = parse(told("gexf", View(kinds=True)))
    assert {edge.get("kind") for edge in root.iter(f"{GEXF}edge")} == {edge.quad for edge in net.edges}


def test_a_timeline_has_a_spell_and_the_numbers_of_each_month() -> None:
    root = parse(told("gexf", View(timeline=True)))
    (graph,) = root.iter(f"{GEXF}graph")
    assert (graph.get("timerepresentation"), graph.get("timeformat")) == ("interval", "date")
    (tie,) = (edge for edge in root.iter(f"{GEXF}edge") if edge.get("id") == "RUS..USA")
    assert [(s.get("start"), s.get("end")) for s in tie.iter(f"{GEXF}spell")] == [
        ("2021-03-01", "2021-03-31"),
        ("2021-04-01", "2021-04-30"),
    ]
    values = [(v.get("start"), v.get("for"), v.get("value")) for v in tie.iter(f"{GEXF}attvalue") if v.get("start")]
    assert values[:4] == [
        ("2021-03-01", "month_events", "2"),
        ("2021-03-01", "month_cooperation", "0"),
        ("2021-03-01", "month_conflict", "2"),
        ("2021-03-01", "month_mean_score", "-4.5"),
    ]
    assert tie.get("weight") == "3.0"
    old = next(edge for edge in root.iter(f"{GEXF}edge") if edge.get("id") == "RUS..UKR")
    assert [s.get("start") for s in old.iter(f"{GEXF}spell")] == ["1899-12-01"]


def test_months_of_a_timeline_add_up_to_the_events_with_a_date() -> None:
    net = network(events(), View(timeline=True))
    items: list[Node | Edge] = [*net.nodes, *net.edges]
    for item in items:
        undated = 1 if item.id in {"Hamas", "USA", "Hamas..USA"} else 0
        assert sum(month.month_events for month in item.months) == item.events - undated


def test_a_timeline_without_dates_is_static() -> None:
    text = told("gexf", View(timeline=True), merge([report(day=None)]))
    assert 'mode="static"' in text
    assert "spell" not in text
    assert 'mode="dynamic"' not in text


def test_pairs_with_too_few_events_go_and_so_do_their_actors() -> None:
    net = network(events(), View(min_events=2))
    assert [edge.id for edge in net.edges] == ["RUS..USA"]
    assert [(node.id, node.events, node.degree) for node in net.nodes] == [("RUS", 3, 1), ("USA", 3, 1)]
    both = network(events(), View(min_events=2, directed=False))
    assert [(edge.id, edge.events) for edge in both.edges] == [("RUS..USA", 4)]


@pytest.mark.parametrize(
    "view", [View(), View(directed=False, kinds=True), View(timeline=True, measures=True), View(min_events=2)]
)
def test_portions_give_the_same_network_as_events(view: View) -> None:
    pairs: dict[tuple[str, ...], list[Event]] = {}
    for event in events():
        pairs.setdefault(tuple(sorted(event.best.dyad)), []).append(event)
    portions = list(pairs.values())
    for seed in range(3):
        random.Random(seed).shuffle(portions)  # noqa: S311 - no secret
        assert assemble(portions, view) == network(events(), view)


# --- regions ----------------------------------------------------------------------------------------------------


def test_every_state_has_a_region() -> None:
    kinds = {ActorKind.STATE, ActorKind.FORMER_STATE}
    rows = [row for found in load_actors().by_id.values() for row in found if row.kind in kinds]
    assert len(rows) > 190
    assert not [row.id for row in rows if region(row.country) is None]
    assert len(set(regions().values())) == 22


@pytest.mark.parametrize(
    ("country", "expected"),
    [
        ("TUR", "Western Asia"),
        ("SRB", "Southern Europe"),
        ("GBR:WALES", "Northern Europe"),
        ("TWN", "Eastern Asia"),
        ("ATA", None),
        ("", None),
        (None, None),
    ],
)
def test_regions(country: str | None, expected: str | None) -> None:
    assert region(country) == expected


def test_nodes_have_the_region_of_their_country() -> None:
    found = {node.id: node.region for node in network(events()).nodes}
    assert (found["RUS"], found["USA"], found["UN"]) == ("Eastern Europe", "Northern America", None)


# --- measures ---------------------------------------------------------------------------------------------------


def triangle(*types: str) -> list[Event]:
    pairs = (("RUS", "USA"), ("USA", "UKR"), ("UKR", "RUS"))
    return merge(report(a, b, type_) for (a, b), type_ in zip(pairs, types, strict=True))


@pytest.mark.parametrize(
    ("types", "balance"),
    [
        (["AID", "AID", "AID"], 1.0),
        (["ASSAULT", "AID", "ASSAULT"], 1.0),
        (["ASSAULT", "AID", "AID"], 0.0),
        (["ASSAULT", "ASSAULT", "ASSAULT"], 0.0),
    ],
)
def test_a_triad_is_balanced_when_its_conflicts_are_even(types: list[str], balance: float) -> None:
    for node in network(triangle(*types), View(measures=True)).nodes:
        assert (node.triads, node.balance) == (1, balance)


def test_a_tie_that_is_neither_friendly_nor_hostile_makes_no_triad() -> None:
    even = [*triangle("AID", "AID", "AID"), *merge([report("USA", "RUS", "ASSAULT")])]
    for node in network(even, View(measures=True)).nodes:
        assert (node.triads, node.balance) == (0, None)


def test_measures_of_a_star_and_of_two_camps() -> None:
    star = merge(report("USA", other, "AID") for other in ("RUS", "CHN", "DEU"))
    nodes = {node.id: node for node in network(star, View(measures=True)).nodes}
    assert (nodes["USA"].betweenness, nodes["RUS"].betweenness) == (1.0, 0.0)
    assert (nodes["USA"].weighted_degree, nodes["RUS"].weighted_degree) == (3.0, 1.0)
    camp = [
        ("RUS", "CHN"),
        ("CHN", "UKR"),
        ("UKR", "RUS"),
        ("USA", "DEU"),
        ("DEU", "AUS"),
        ("AUS", "USA"),
        ("AUS", "RUS"),
    ]
    found = {
        node.id: node.community for node in network(merge(report(*p, "AID") for p in camp), View(measures=True)).nodes
    }
    assert found == {"AUS": 1, "DEU": 1, "USA": 1, "CHN": 2, "RUS": 2, "UKR": 2}


def test_measures_are_the_same_in_every_run() -> None:
    code = (
        "import random; from kg.assembly import merge;"
        " from kg.views.networks import *; from tests.builders import report;"
        "r = random.Random(3); n = [f'X{i}' for i in range(40)];"
        "e = merge(report(*r.sample(n, 2), r.choice(['AID', 'ASSAULT'])) for _ in range(150));"
        "print(network(e, View(measures=True)).nodes)"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", code],
            env=os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)},
            capture_output=True,
            check=True,
        ).stdout
        for seed in "12"
    }
    assert len(outputs) == 1


def test_measures_of_nobody() -> None:
    assert network([], View(measures=True)).nodes == ()


# --- networkx ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("undirected", [False, True])
@pytest.mark.parametrize("kinds", [False, True])
@pytest.mark.parametrize("measures", [False, True])
def test_the_graph_of_networkx_has_exactly_the_columns(undirected: bool, kinds: bool, measures: bool) -> None:  # noqa: FBT001 - parameters
    graph = kg.network(events(), undirected=undirected, kinds=kinds, measures=measures)
    assert (graph.is_directed(), graph.is_multigraph()) == (not undirected, kinds)
    view = View(kinds=kinds, measures=measures)
    unknown = {"sector", "balance"}  # of everybody here
    assert set().union(*(data for _, data in graph.nodes(data=True))) == set(node_columns(view)) - unknown
    assert all(
        {"id", *edge_columns(view)} - {"first_date", "last_date"} <= set(data) for *_, data in graph.edges(data=True)
    )
    assert graph.size(weight="weight") == 8
    out = io.BytesIO()
    nx.write_graphml(graph, out)
    again = nx.read_graphml(io.BytesIO(out.getvalue()), force_multigraph=kinds)
    assert {name: again.nodes[name] for name in again} == {name: graph.nodes[name] for name in graph}
    assert Counter(data["id"] for *_, data in again.edges(data=True)) == Counter(
        data["id"] for *_, data in graph.edges(data=True)
    )


def test_the_graph_of_networkx_takes_filters() -> None:
    assert set(kg.network(events(), actors="state")) == {"RUS", "USA", "UKR"}
    assert set(kg.network(events(), start=date(2022, 1, 1), end=date(2022, 12, 31)).edges) == {
        ("USA", "UKR"),
        ("UN", "RUS"),
    }
    assert set(kg.network(events(), min_events=3).edges) == {("RUS", "USA")}
    assert set(kg.network(events(), dyad=("USA", "RUS")).edges) == {("RUS", "USA"), ("USA", "RUS")}
    assert len(kg.network([])) == 0
    assert "measures" not in NODE_COLUMNS
    assert "quad" not in EDGE_COLUMNS


# --- selection --------------------------------------------------------------------------------------------------


def test_min_events_counts_what_a_network_shows_in_each_direction() -> None:
    kept = Selection(min_events=2).of(events())
    assert {event.best.dyad for event in kept} == {("RUS", "USA")}
    assert len(kept) == 3
    assert len(Selection().of(events())) == len(events())


def test_states_are_those_whom_actors_stand_for() -> None:
    kosachev = actor("person/konstantin-kosachev", stands_for="RUS")
    kept = Selection(states=True).of(merge([report(kosachev, "USA"), report("UN", "USA"), report("Hamas", "USA")]))
    assert [event.best.dyad for event in kept] == [("RUS", "USA")]


# --- formats ----------------------------------------------------------------------------------------------------


def test_tables_as_gephi_imports_them() -> None:
    nodes = list(csv.DictReader(io.StringIO(told("nodes"))))
    assert list(nodes[0])[:3] == ["Id", "Label", "kind"]
    assert {row["Id"]: row["region"] for row in nodes}["USA"] == "Northern America"
    edges = list(csv.DictReader(io.StringIO(told("edges"))))
    assert list(edges[0])[:6] == ["Source", "Target", "Type", "Id", "Label", "Weight"]
    assert sum(float(row["Weight"]) for row in edges) == 8
    assert {row["Type"] for row in edges} == {"Directed"}
    by_kind = list(csv.DictReader(io.StringIO(told("edges", View(kinds=True, directed=False)))))
    assert {(row["Type"], row["Kind"]) for row in by_kind} >= {("Undirected", "verbal conflict")}


def test_tables_hold_no_formulas() -> None:
    evil = merge([report(actor("X", label="=cmd|'/C calc'!A0"), "USA")])
    assert list(csv.DictReader(io.StringIO(told("nodes", of=evil))))[1]["Label"] == "'=cmd|'/C calc'!A0"


def test_cytoscape_json() -> None:
    elements = json.loads(told("cytoscape"))["elements"]
    net = network(events())
    assert [node["data"]["id"] for node in elements["nodes"]] == [node.id for node in net.nodes]
    assert sum(edge["data"]["weight"] for edge in elements["edges"]) == 8
    assert set(elements["nodes"][0]) == {"data", "position"}
    assert json.loads(told("cytoscape"))["layout"] == {"name": "preset"}  # else it moves every node
    assert json.loads(told("cytoscape", of=[]))["elements"] == {"nodes": [], "edges": []}


@pytest.mark.parametrize("directed", [True, False])
def test_networkx_reads_pajek(directed: bool) -> None:  # noqa: FBT001 - parameter
    graph = nx.parse_pajek(told("pajek", View(directed=directed)))
    assert graph.is_directed() == directed
    assert (len(graph), graph.size(weight="weight")) == (5, 8)
    assert "RUS" in graph


def test_attributes_of_dot_are_separated_by_commas_as_boost_needs_them() -> None:
    text = told("dot")
    attributes = [re.sub(r'"(?:[^"\\\\]|\\\\.)*"', "x", line) for line in text.splitlines() if "[" in line]
    assert len(attributes) > 5
    assert all(re.search(r"\[\w+=[^, ]+(?:, \w+=[^, ]+)*\]$", line) for line in attributes)


def test_states_carry_the_coordinates_of_their_capitals() -> None:
    nodes = {node.id: node for node in network(events()).nodes}
    assert (nodes["RUS"].latitude, nodes["RUS"].longitude) == pytest.approx((55.75, 37.62), abs=0.1)
    found = list(csv.DictReader(io.StringIO(told("nodes"))))
    assert {row["Id"]: row["latitude"] for row in found}["RUS"].startswith("55.7")
    assert "latitude=55.7" in told("dot")
    assert 'attr.name="latitude" attr.type="double"' in told("graphml")
    shown = {node["data"]["id"]: node["data"] for node in json.loads(told("cytoscape"))["elements"]["nodes"]}
    assert (shown["RUS"]["latitude"], shown["RUS"]["longitude"]) == (nodes["RUS"].latitude, nodes["RUS"].longitude)


def test_dot_quotes_everything() -> None:
    text = told("dot", of=merge([report(actor("X", label='a "b" \\N {c}\n'), "USA")]))
    assert '"X" [label="a \\"b\\" \\\\N {c}\n",' in text
    assert '"X" -> "USA" [label="Sanction"' in text
    assert "--" in told("dot", View(directed=False))


KNOWN = (
    "INFORMATION MINISTRY",
    "\"quoted\" 'too' <&>]]>",
    "\x00\x07\x1b\x85",
    "\U0001f600",
    "\u202eRTL \u0627",
    "x" * 10_000,
    "\ud800",
    " \t",
)
HOSTILE = st.one_of(st.text(st.characters(exclude_categories=()), max_size=40), st.sampled_from(KNOWN))
_REPLACED = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@settings(max_examples=60, deadline=None)
@given(HOSTILE, HOSTILE, HOSTILE)
def test_any_text_survives_every_format_or_is_replaced_by_the_rule(name: str, label: str, outlet: str) -> None:
    odd = actor(name, label=label, kind=ActorKind.ORGANIZATION)
    of = merge([report(odd, "USA", outlet=outlet), report("USA", "RUS")])
    if odd.id in {"USA", "RUS"}:
        return
    net = network(of)
    node = next(node for node in net.nodes if node.id not in {"USA", "RUS"})
    xml_label = _REPLACED.sub("\ufffd", node.label)
    utf8_label = node.label.encode("utf-8", "replace").decode()
    for view in (View(), View(timeline=True, kinds=True)):
        assert parse(told("gexf", view, of)).find(f".//{GEXF}node[@id='{node.id}']").attrib["label"] == xml_label  # type: ignore[union-attr]  # it is there
    assert nx.parse_graphml(told("graphml", of=of)).nodes[node.id]["label"] == xml_label
    assert (
        json.loads(told("cytoscape", of=of))["elements"]["nodes"][net.nodes.index(node)]["data"]["label"] == utf8_label
    )
    table = csv.DictReader(io.StringIO(told("nodes", of=of), newline=""))
    rows = {row["Id"].removeprefix("'"): row["Label"] for row in table}
    assert rows[node.id].removeprefix("'") == utf8_label.replace("\0", "\ufffd").removeprefix("'")
    for format_, view in (("gexf", View(timeline=True)), ("gexf", View(kinds=True)), ("graphml", View(directed=False))):
        verdict = check_stream(io.BytesIO(told(format_, view, of).encode()), format_)
        assert {finding.code for finding in verdict.findings} <= {"blocks"}
        assert (verdict.nodes, verdict.weight) == (3, 2)
    assert len(nx.parse_pajek(told("pajek", of=of))) == 3
    assert len(told("dot", of=of)) > 0


@pytest.mark.parametrize("format_", NETWORK_FORMATS)
def test_bad_networks_can_be_written(format_: str) -> None:
    nobody = actor("", label="", kind=ActorKind.ORGANIZATION)
    for of in ([], merge([report(domestic=True)]), merge([report(nobody, "USA", day="0001-01-01")])):
        for view in (View(), View(timeline=True, kinds=True, measures=True, directed=False)):
            assert told(format_, view, of)


# --- the command ------------------------------------------------------------------------------------------------


@pytest.fixture
def graph(tmp_path: Path) -> Path:
    log = Log.create(tmp_path / "g")
    with log.writing():
        log.append(
            [
                Reading(article=article(name), reports=tuple(r for r in story() if r.article == name))
                for name in ("a1", "b2")
            ]
        )
    return tmp_path / "g"


def run(*arguments: str) -> int | str | None:
    with pytest.raises(SystemExit) as stopped:
        main(arguments)
    return stopped.value.code


@pytest.mark.parametrize("most", [1, 3, 100])
def test_the_log_gives_its_events_in_portions_of_whole_pairs(graph: Path, most: int) -> None:
    portions = list(Log.open(graph).portions(most))
    given = sorted(event.id for events in portions for event in events)
    assert given == sorted(event.id for event in Log.open(graph).events())
    pairs = [{tuple(sorted(event.best.dyad)) for event in events} for events in portions]
    assert len(set().union(*pairs)) == sum(len(found) for found in pairs) == 5
    assert len(portions) == {1: 5, 3: 3, 100: 1}[most]


def busy_pair() -> list[Report]:
    """A pair with several types, among them vague dates and days that are one event with others."""
    told = [
        report("RUS", "USA", type_, day, article=f"a{at}{day}", outlet=f"Paper {at % 3}")
        for at, type_ in enumerate(["ACCUSE", "AID", "ACCUSE", "SANCTION", "CONSULT", "AID", "REJECT"])
        for day in (f"2021-03-{at + 1:02}", "2021-03", None)
    ]
    return [*told, report("USA", "RUS", "AID", "1812-06-24", article="z"), report("UN", "RUS", "AID", article="y")]


@pytest.mark.parametrize("marked", [False, True])
@pytest.mark.parametrize("most", [1, 2, 5, 1000])
def test_a_large_pair_is_merged_type_by_type_with_the_same_result(most: int, *, marked: bool, tmp_path: Path) -> None:
    log = Log.create(tmp_path / "g")
    told = busy_pair()
    with log.writing():
        log.append([Reading(article=article(r.article), reports=(r,)) for r in told])
    if marked:  # an event that changes its type may become one with others of that type
        wrong = next(event for event in log.events() if event.best.type is EventType("REJECT"))
        log.marks_file.change(lambda _: {Mark(event=wrong.id, kind=MarkKind.TYPE, value="AID"): ""})
    streams = [list(events) for events in log.streams(most)]
    expected = log.events()
    assert sorted(event.id for events in streams for event in events) == sorted(event.id for event in expected)
    assert bool(any(event.marks for event in expected)) == marked
    for view in (View(), View(directed=False, kinds=True, timeline=True, measures=True)):
        assert assemble(log.streams(most), view) == network(expected, view)


def test_no_event_is_kept_while_a_network_is_built() -> None:
    alive = []

    def passing() -> Iterator[Event]:
        for at in range(300):
            day = date(2001, 1, 1) + timedelta(days=40 * at)
            yield from merge([report(day=day.isoformat(), article=f"a{at}")])
        gc.collect()
        alive.append(sum(isinstance(thing, Event) for thing in gc.get_objects()))

    before = sum(isinstance(thing, Event) for thing in gc.get_objects())
    (edge,) = assemble([passing()], View(timeline=True)).edges
    assert edge.events == 300
    assert alive[0] - before < 10


@pytest.mark.long
@pytest.mark.parametrize("format_", EXPORTERS)
@pytest.mark.parametrize(
    "filters",
    [
        ["--from", "1800-01-01", "--to", "1899-12-31"],
        ["--min-events", "2"],
        ["--actors", "state"],
        ["--dyad", "RUS", "USA"],
        ["--actor", "USA"],
        ["--min-confidence", "1"],
    ],
    ids=lambda filters: filters[0],
)
def test_every_filter_goes_with_every_format(format_: str, filters: list[str], graph: Path, tmp_path: Path) -> None:
    path, everything = tmp_path / "some", tmp_path / "all"
    assert run("export", format_, "-g", str(graph), "-o", str(everything)) == 0
    assert run("export", format_, "-g", str(graph), "-o", str(path), *filters) == 0
    # the one event of a body has no day, hence no row in a table of ICEWS
    same = format_ == "icews" and filters == ["--actors", "state"]
    assert (path.read_bytes() == everything.read_bytes()) is same


def test_an_empty_log_has_no_portions(tmp_path: Path) -> None:
    assert list(Log.create(tmp_path / "new").portions(10)) == []


@pytest.mark.parametrize(
    ("options", "nodes", "edges"),
    [
        ([], 5, 6),
        (["--undirected"], 5, 5),
        (["--kinds", "--timeline"], 5, 8),
        (["--measures", "--actors", "state"], 3, 4),
        (["--min-events", "2"], 2, 1),
        (["--dyad", "United States", "RUS", "--from", "2021-03-17", "--to", "2021-03-31"], 2, 1),
        (["--dyad", "UN", "Hamas"], 0, 0),
        (["--from", "1800-01-01", "--to", "1899-12-31"], 2, 1),
    ],
)
def test_the_command_writes_the_view_and_the_part_asked_for(
    options: list[str], nodes: int, edges: int, graph: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "out.gexf"
    assert run("export", "gexf", "-g", str(graph), "-o", str(path), *options) == 0
    verdict = check(path)
    assert (verdict.nodes, verdict.edges, verdict.loses) == (nodes, edges, False)
    assert ("no events are left" in capsys.readouterr().err) == (nodes == 0)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["csv", "--undirected"], "--undirected is for networks"),
        (["turtle", "--kinds"], "--kinds is for networks"),
        (["graphml", "--timeline"], "--timeline needs gexf"),
        (["gexf", "--min-events", "0"], "--min-events"),
        (["gexf", "--actors", "people"], "people"),
        (["gexf", "--dyad", "USA", "Atlantis"], "no actor 'Atlantis'"),
        (["gexf", "--from", "2021-02-01", "--to", "2021-01-01"], "lies after"),
    ],
)
def test_wrong_options_are_told(
    options: list[str], message: str, graph: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("export", *options, "-g", str(graph)) == 2
    assert message in capsys.readouterr().err


def test_a_folder_is_no_output(graph: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("export", "gexf", "-g", str(graph), "-o", str(tmp_path)) == 1
    assert "is a folder" in capsys.readouterr().err


def test_filters_hold_for_tables_too(graph: Path, tmp_path: Path) -> None:
    path = tmp_path / "events.csv"
    assert run("export", "csv", "-g", str(graph), "-o", str(path), "--min-events", "2", "--actors", "state") == 0
    rows = list(csv.DictReader(path.open(encoding="utf-8")))
    assert {(row["source"], row["target"]) for row in rows} == {("RUS", "USA")}


def test_parallel_edges_are_not_written_as_graphml(
    graph: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "kinds.graphml"
    assert run("export", "graphml", "--kinds", "-g", str(graph), "-o", str(path)) == 2
    assert "--kinds needs gexf" in capsys.readouterr().err
    assert not path.exists()
