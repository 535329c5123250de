from __future__ import annotations

import io
import math
import random
import re
from xml.etree import ElementTree as ET

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.assembly import merge
from kg.base.ids import from_path, from_token, path, slug, token
from kg.exporters import EXPORTERS
from kg.exporters.gephi import gexf, graphml
from kg.model import Event, Report
from kg.views.networks import EDGE_COLUMNS, NODE_COLUMNS, Edge, Network, Node, network, to_networkx
from kg.views.networks.positions import layout
from ontology import ActorKind, Sector
from tests.builders import actor, report

NMTOKEN = re.compile(r"[A-Za-z0-9._:-]+")
VIZ = "{http://gexf.net/1.3/viz}"
GEXF = "{http://gexf.net/1.3}"


def parse_xml(data: bytes | str) -> ET.Element:
    return ET.fromstring(data)  # noqa: S314 - we wrote it ourselves


def story() -> list[Report]:
    return [
        report("RUS", "USA", "SANCTION", "2021-03-17", mode="withdraw"),
        report("RUS", "USA", "SANCTION", "2021-03-17", mode="withdraw", article="b2", outlet="Other Paper"),
        report("RUS", "USA", "CONSULT", "2021-06-16"),
        report("RUS", "USA", "ACCUSE", "2021-03", article="c3", confidence=0.5),
        report("USA", "RUS", "ACCUSE", "2021-03-16"),
        report("GRC", "TUR", "CONSULT", "2020", symmetric=True),
        report("Arab League", "UN", "REQUEST", "2022-01-01", article="d4"),
        report("USA", "RUS", "AID", "2021-03-01", status="negated"),
        report("USA", "CHN", "AID", "2021-03-01", status="future"),
        report("RUS", "RUS", "COERCE", "2021-03-01", domestic=True),
    ]


def edge(net: Network, key: str) -> Edge:
    return next(found for found in net.edges if found.id == key)


def node(net: Network, key: str) -> Node:
    return next(found for found in net.nodes if found.id == key)


def told(name: str, events: list[Event]) -> bytes:
    out = io.BytesIO()
    EXPORTERS[name](events, [], out)
    return out.getvalue()


def test_one_edge_a_directed_pair_of_what_took_place() -> None:
    net = network(merge(story()))
    assert [found.id for found in net.edges] == ["Arab_League..UN", "GRC..TUR", "RUS..USA", "USA..RUS"]
    assert [found.id for found in net.nodes] == ["Arab_League", "GRC", "RUS", "TUR", "UN", "USA"]


def test_an_edge_sums_up_its_events() -> None:
    found = edge(network(merge(story())), "RUS..USA")
    assert (found.events, found.weight, found.reports, found.outlets) == (3, 3.0, 4, 2)
    assert (found.cooperation, found.conflict, found.tone) == (1, 2, "mixed")
    assert found.mean_score == round((-6 + 2.5 - 3) / 3, 3)
    assert (found.top_event, found.label) == ("SANCTION", "Sanction")
    assert (found.first_date, found.last_date) == ("2021-03-01", "2021-06-16")
    best = next(event.id for event in merge(story()) if len(event.reports) == 2)
    assert found.evidence.split()[0] == best
    assert len(found.evidence.split()) == 3


@pytest.mark.parametrize(
    ("types", "tone"),
    [
        (["AID", "CONSULT", "AGREE"], "cooperative"),
        (["ACCUSE", "ASSAULT"], "conflictual"),
        (["ACCUSE", "CONSULT"], "mixed"),
        (["ACCUSE", "CONSULT", "AID"], "mixed"),
    ],
)
def test_tone_of_an_edge(types: list[str], tone: str) -> None:
    (found,) = network(merge(report(type=type_) for type_ in types)).edges
    assert found.tone == tone


def test_a_node_tells_who_it_is() -> None:
    hamas = actor("Hamas", sector=Sector.REB)
    net = network(merge([report(hamas, "UN", "ACCUSE"), report("USA", hamas, "ACCUSE", "2020-01-01")]))
    found = node(net, "Hamas")
    assert (found.label, found.kind, found.sector) == ("Hamas", "armed-group", "REB")
    assert (found.events, found.degree, found.first_date, found.last_date) == (2, 2, "2020-01-01", "2021-03-17")
    assert (node(net, "USA").country, node(net, "UN").country) == ("USA", None)


def test_dyads_are_between_whom_actors_stand_for() -> None:
    kosachev = actor("person/konstantin-kosachev", label="Konstantin Kosachev", stands_for="RUS")
    net = network(merge([report(kosachev, "USA", "REQUEST")]))
    assert [found.id for found in net.edges] == ["RUS..USA"]
    assert node(net, "RUS").kind == "state"


def test_sizes_fill_exactly_the_range_that_gephi_scales_to() -> None:
    net = network(merge(story()))
    assert (min(n.size for n in net.nodes), max(n.size for n in net.nodes)) == (4.0, 100.0)


def test_undated_events_count_but_have_no_days() -> None:
    (found,) = network(merge([report(day=None)])).edges
    assert (found.events, found.days, found.first_date) == (1, (), None)


def test_order_of_events_does_not_matter() -> None:
    events, expected = merge(story()), network(merge(story()))
    for seed in range(5):
        random.Random(seed).shuffle(events)  # noqa: S311 - no secret
        assert network(events) == expected


def test_no_events_make_an_empty_network_that_can_be_read() -> None:
    assert network([]) == Network(nodes=(), edges=())
    assert len(nx.parse_graphml(told("graphml", []).decode())) == 0
    assert len(nx.read_gexf(io.BytesIO(told("gexf", [])), version="1.3")) == 0


# --- files ------------------------------------------------------------------------------------------------------


def test_networkx_reads_back_what_graphml_holds() -> None:
    net = network(merge(story()))
    found = nx.parse_graphml(told("graphml", merge(story())).decode())
    expected = to_networkx(net)
    assert {n: found.nodes[n] for n in found} == {n: expected.nodes[n] for n in expected}
    assert {(s, t): data for s, t, data in found.edges(data=True)} == {
        (s, t): data for s, t, data in expected.edges(data=True)
    }


def test_networkx_reads_gexf() -> None:
    found = nx.read_gexf(io.BytesIO(told("gexf", merge(story()))), version="1.3")
    assert found.is_directed()
    assert found["RUS"]["USA"]["weight"] == 3.0
    assert found["RUS"]["USA"]["top_event"] == "SANCTION"
    assert found.nodes["Arab_League"]["label"] == "Arab League"
    assert found.size(weight="weight") == 6


def test_networkx_can_write_our_graph() -> None:
    graph = to_networkx(network(merge(story())))
    again = nx.parse_graphml("\n".join(nx.generate_graphml(graph)))
    assert again["RUS"]["USA"]["mean_score"] == graph["RUS"]["USA"]["mean_score"]
    assert set(graph["RUS"]["USA"]) == {"id", *EDGE_COLUMNS}
    assert set(graph.nodes["Arab_League"]) <= set(NODE_COLUMNS)


def test_gexf_has_a_timestamp_for_each_day() -> None:
    root = parse_xml(told("gexf", merge(story())))
    graph = root.find(f"{GEXF}graph")
    assert graph is not None
    assert graph.attrib == {
        "defaultedgetype": "directed",
        "mode": "dynamic",
        "timeformat": "date",
        "timerepresentation": "timestamp",
        "timezone": "UTC",
    }
    stamps = {e.get("id"): e.get("timestamps") for e in root.iter(f"{GEXF}edge")}
    assert stamps["RUS..USA"] == "<[2021-03-01, 2021-03-17, 2021-06-16]>"
    assert {v.get("value") for v in root.iter(f"{VIZ}size")} >= {"4.0", "100.0"}


def test_gexf_without_dates_is_static() -> None:
    root = parse_xml(told("gexf", merge([report(day=None), report("USA", "CHN", day=None)])))
    graph = root.find(f"{GEXF}graph")
    assert graph is not None
    assert graph.get("mode") == "static"
    assert all("timestamps" not in e.attrib for e in root.iter())


def test_dates_before_1900_and_far_back_are_days_too() -> None:
    root = parse_xml(told("gexf", merge([report(day="0987-05-01")])))
    assert next(root.iter(f"{GEXF}edge")).get("timestamps") == "<[0987-05-01]>"


def test_columns_with_inf_are_written_so_that_gephi_keeps_them() -> None:
    ministry = actor("INF", label="INFORMATION MINISTRY")
    data = told("graphml", merge([report(ministry, "USA")])).decode()
    assert '<data key="n_label">INFORMATION MINISTRY</data>' in data
    assert '<data key="n_country">Inf</data>' in data


# --- hostile text -----------------------------------------------------------------------------------------------

ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=40)
FIXED = [
    "\x00\x01\x1f\x7f",
    "\U0001f600",
    "\u202eRTL\u202c \u0627",
    "\"'<>&]]>",
    "INFORMATION MINISTRY",
    "x" * 10_000,
    "\ud800",
    "",
]


def check_xml(events: list[Event]) -> None:
    net = network(events)
    for lines in (graphml(net), gexf(net)):
        root = parse_xml("".join(lines))
        ids = [e.get("id", "") for e in root.iter() if e.tag.rpartition("}")[2] in ("node", "edge")]
        assert len(ids) == len(set(ids)) == len(net.nodes) + len(net.edges)
        assert all(NMTOKEN.fullmatch(key) for key in ids)


def expected_label(label: str) -> str:
    return re.sub("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "\ufffd", label)


@pytest.mark.parametrize("label", FIXED)
def test_known_hostile_labels(label: str) -> None:
    check_label(label)


@settings(max_examples=100, deadline=None)
@given(ANY_TEXT)
def test_any_label_survives_or_is_replaced_by_the_rule(label: str) -> None:
    check_label(label)


def check_label(label: str) -> None:
    events = merge([report(actor("X", label=label), actor("Y", label=label))])
    check_xml(events)
    shown = expected_label(label) if label.strip() else "X"
    assert nx.parse_graphml(told("graphml", events).decode()).nodes["X"]["label"] == shown
    assert nx.read_gexf(io.BytesIO(told("gexf", events)), version="1.3").nodes["X"]["label"] == shown


@settings(max_examples=100, deadline=None)
@given(ANY_TEXT, ANY_TEXT)
def test_any_two_ids_stay_apart(one: str, other: str) -> None:
    check_xml(merge([report(actor(one, kind=ActorKind.ORGANIZATION), actor(other, kind=ActorKind.ORGANIZATION))]))


# --- ids and layout ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "as_path", "as_token"),
    [
        ("RUS", "RUS", "RUS"),
        ("Arab League", "Arab_League", "Arab_League"),
        ("USA:GOV:STATE-DEPARTMENT", "USA:GOV:STATE-DEPARTMENT", "USA:GOV:STATE-DEPARTMENT"),
        ("person/anatoly-antonov", "person/anatoly-antonov", "person.2Fanatoly-antonov"),
        ("a_b.c", "a%5Fb.c", "a.5Fb.2Ec"),
        ("Côte", "C%C3%B4te", "C.C3.B4te"),
    ],
)
def test_ids_as_paths_and_tokens(key: str, as_path: str, as_token: str) -> None:
    assert (path(key), token(key)) == (as_path, as_token)


@given(st.text())
def test_paths_and_tokens_can_be_undone(key: str) -> None:
    assert from_path(path(key)) == key
    assert from_token(token(key)) == key
    assert NMTOKEN.fullmatch(token(key))


@pytest.mark.parametrize(
    ("name", "expected"),
    [("BBC News", "bbc-news"), ("  The  Moscow Times! ", "the-moscow-times"), ("新华社", "新华社")],
)
def test_slugs(name: str, expected: str) -> None:
    assert slug(name) == expected


def test_names_without_letters_have_slugs_that_differ() -> None:
    assert slug("!!!") != slug("???")


@pytest.mark.parametrize("count", [0, 1, 2, 50, 600])
def test_layout_places_everybody_apart_and_always_alike(count: int) -> None:
    ids = [f"A{n}" for n in range(count)]
    ties = {(ids[n], ids[n // 2]): 1.0 + n % 7 for n in range(1, count)}
    places = layout(ids, ties)
    assert layout(ids, ties) == places
    assert list(places) == ids
    assert len(set(places.values())) == count


def test_layout_draws_the_tied_together() -> None:
    ids = ["A", "B", "C", "D"]
    places = layout(ids, {("A", "B"): 20.0, ("C", "D"): 20.0})

    def gap(one: str, other: str) -> float:
        (x, y), (u, w) = places[one], places[other]
        return math.hypot(x - u, y - w)

    assert max(gap("A", "B"), gap("C", "D")) < min(gap("A", "C"), gap("B", "D"), gap("A", "D"), gap("B", "C"))


def test_states_have_the_codes_of_their_last_day() -> None:
    told = [report("DEU", "KIR", "AID", "1985-03-05"), report("DEU", "Hamas", "AID", "1984", start=9)]
    nodes = to_networkx(network(merge(told))).nodes
    codes = ("cow", "gw", "iso", "iso_num")
    assert [nodes["DEU"].get(code) for code in codes] == ["260", "260", "DEU", "280"]
    assert [nodes["KIR"].get(code) for code in codes] == [None, "970", "KIR", "296"]
    assert not {*codes} & nodes["Hamas"].keys()
