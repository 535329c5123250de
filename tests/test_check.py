from __future__ import annotations

import io
import json
from pathlib import Path

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.assembly import merge
from kg.base.errors import UsageError
from kg.cli.app import main
from kg.exporters.network_files import write_network
from kg.quality.gephi import TRAPS, GephiVerdict, check, check_stream
from kg.views.networks import View, network
from tests.builders import actor, report

NODES = '<nodes><node id="a" label="A"/><node id="b" label="B"/></nodes>'


def gexf(inside: str, graph: str = 'defaultedgetype="directed"', version: str = "1.3") -> str:
    return f'<gexf xmlns="http://gexf.net/1.3" version="{version}"><graph {graph}>{inside}</graph></gexf>'


def edges(*attributes: str) -> str:
    return "<edges>" + "".join(f'<edge source="a" target="b" {one}/>' for one in attributes) + "</edges>"


def dated(inside: str, graph: str = "") -> str:
    node = f'<nodes><node id="a" label="A"{inside}/></nodes>' if inside[:1] == " " else inside
    return gexf(node, f'mode="dynamic" timeformat="date" {graph}')


def back(attributes: str = "") -> str:
    return f'<edges><edge source="b" target="a" {attributes}/></edges>'


def spells(*spans: tuple[str, str]) -> str:
    told = "".join(f'<spell start="{start}" end="{end}"/>' for start, end in spans)
    return f'<nodes><node id="a" label="A"><spells>{told}</spells></node></nodes>'


def columns(kind: str, of: str, value: str, mode: str = "static") -> str:
    declared = f'<attributes class="node" mode="{mode}"><attribute id="c" title="C" {of}/></attributes>'
    held = f'<attvalues><attvalue for="{kind}" value="{value}"/></attvalues>'
    return f'{declared}<nodes><node id="a" label="A">{held}</node></nodes>'


def graphml(keys: str = "", inside: str = '<node id="a"/><node id="b"/>', default: str = "directed") -> str:
    return f'<graphml>{keys}<graph edgedefault="{default}">{inside}</graph></graphml>'


def key(name: str, type_: str = "string", owner: str = "node", number: str = "d0") -> str:
    return f'<key id="{number}" for="{owner}" attr.name="{name}" attr.type="{type_}"/>'


def judged(text: str, folder: Path) -> GephiVerdict:
    path = folder / "file.xml"
    path.write_text(text, "utf-8", errors="surrogatepass")
    return check(path)


def codes(verdict: GephiVerdict) -> set[str]:
    return {finding.code for finding in verdict.findings}


WEIGHT = key("weight", owner="edge")
CASES = {
    "malformed": gexf(NODES)[:-9],
    "entities": f'<!DOCTYPE gexf [<!ENTITY e "x">]>{gexf(NODES)}',
    "no-graph": '<gexf version="1.3"/>',
    "no-id": gexf('<nodes><node label="A"/></nodes>'),
    "duplicate-edge-id": gexf(NODES + edges('id="1"') + back('id="1"')),
    "parallel": gexf(NODES + edges('id="1"', 'id="2"')),
    "zero-weight": gexf(NODES + edges('weight="0"')),
    "mixed-pair": gexf(NODES + edges('type="directed"', 'type="undirected"'), ""),
    "edge-type": gexf(NODES + edges('type="undirected"')),
    "bad-weight": gexf(NODES + edges('weight="heavy"')),
    "no-type": graphml('<key id="d0" for="node" attr.name="c"/>'),
    "unknown-type": graphml(key("born", "date")),
    "reserved-column": graphml(key("time", number="timeset")),
    "bad-value": gexf(columns("c", 'type="integer"', "many")),
    "undeclared": gexf(columns("d", 'type="integer"', "1")),
    "graph-attribute": graphml(key("source", owner="graph")),
    "bad-time": dated(' start="2021"'),
    "wrong-time": dated(' start="2021-01-01"', 'timerepresentation="timestamp"'),
    "overlap": dated(spells(("2021-01-01", "2021-02-01"), ("2021-01-31", "2021-03-01"))),
    "colour": gexf('<nodes><node id="a" label="A"><viz:color hex="#aabbcc" a="0.5" xmlns:viz="v"/></node></nodes>'),
    "property": graphml(key("Weight", "double", "edge")),
    "infinity": gexf(columns("c", 'type="string"', "INFORMATION")),
    "unlabelled": gexf('<nodes><node id="a"/></nodes>'),
    "negative-weight": gexf(NODES + edges('weight="-1"')),
    "dynamic-weight": gexf(
        '<attributes class="edge" mode="dynamic"><attribute id="weight" type="float"/></attributes>' + NODES
    ),
    "unknown-node": gexf(NODES + '<edges><edge source="a" target="c"/></edges>'),
    "node-twice": gexf(NODES + NODES),
    "old-version": gexf(NODES, version="1.2"),
    "blocks": gexf('<attributes class="node"/><attributes class="node"/>' + NODES),
}  # fmt: skip


def test_there_is_a_case_of_every_trap() -> None:
    assert CASES.keys() == TRAPS.keys()


@pytest.mark.parametrize("code", CASES)
def test_each_trap_is_told_and_no_other(code: str, tmp_path: Path) -> None:
    verdict = judged(CASES[code], tmp_path)
    assert codes(verdict) == {code}
    assert verdict.loses == (TRAPS[code].severity == "lost")


@pytest.mark.parametrize(
    ("text", "nodes", "shown", "weight"),
    [
        (gexf(NODES + edges('id="1" weight="2"', 'id="2" weight="3"')), 2, 1, 5),
        (gexf(NODES + edges('kind="x"', 'kind="y"')), 2, 2, 2),
        (gexf(NODES + edges('id="1"', 'id="1"')), 2, 1, 1),
        (gexf(NODES + edges('weight="0"')), 2, 0, 0),
        (gexf(NODES + edges("") + back()), 2, 2, 2),
        (gexf(NODES + edges("") + back(), 'defaultedgetype="undirected"'), 2, 1, 2),
        (gexf(NODES + '<edges><edge source="a" target="z"/></edges>'), 3, 1, 1),
        (graphml(WEIGHT, '<edge source="a" target="a"><data key="d0">1,5</data></edge>'), 1, 1, 1.5),
    ],
)  # fmt: skip
def test_what_is_left_after_merging(text: str, nodes: int, shown: int, weight: float, tmp_path: Path) -> None:
    verdict = judged(text, tmp_path)
    assert (verdict.nodes, verdict.edges, verdict.weight) == (nodes, shown, weight)


@pytest.mark.parametrize(
    ("type_", "value", "fits"),
    [
        ("int", "2147483647", True),
        ("int", "2147483648", False),
        ("long", "2147483648", True),
        ("integer", "1.0", False),
        ("integer", "", False),
        ("integer", "9" * 5000, False),
        ("double", "1e5", True),
        ("double", "NaN", True),
        ("double", "nan", False),
        ("double", "1_0", False),
        ("string", "", True),
        ("boolean", "maybe", True),
    ],
)
def test_values_fit_their_type_as_java_reads_them(type_: str, value: str, fits: bool, tmp_path: Path) -> None:  # noqa: FBT001 - a row of the table
    inside = f'<node id="a"><data key="d0">{value}</data></node>'
    assert (codes(judged(graphml(key("c", type_), inside), tmp_path)) == set()) == fits


@pytest.mark.parametrize(
    ("spans", "sound"),
    [
        ([("2021-01-01", "2021-01-31"), ("2021-02-01", "2021-02-28")], True),
        ([("2021-02-01", "2021-02-28"), ("2021-01-01", "2021-01-31")], True),
        ([("", "2021-01-31"), ("2021-02-01", "")], True),
        ([("2021-01-01", ""), ("2021-02-01", "")], False),
        ([("0987-01-01", "0987-01-31"), ("1899-12-31T10:00:00Z", "1900-01-01")], True),
    ],
)
def test_intervals(spans: list[tuple[str, str]], sound: bool, tmp_path: Path) -> None:  # noqa: FBT001 - a row of the table
    verdict = judged(dated(spells(*spans)), tmp_path)
    assert ("overlap" not in codes(verdict)) == sound
    assert verdict.dynamic


def test_what_networkx_writes_of_a_multigraph_loses_edges(tmp_path: Path) -> None:
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph(name="news")
    for pair in (("a", "b"), ("a", "b"), ("b", "c")):
        graph.add_edge(*pair)
    path = tmp_path / "theirs.graphml"
    nx.write_graphml(graph, path)
    verdict = check(path)
    assert {"graph-attribute", "duplicate-edge-id"} <= codes(verdict)
    assert verdict.edges == 1


def test_what_igraph_writes_of_a_multigraph_loses_edges(tmp_path: Path) -> None:
    igraph = pytest.importorskip("igraph")
    graph = igraph.Graph(n=3, edges=[(0, 1), (0, 1), (1, 2)], directed=True)
    graph.es["weight"] = [1.0, 2.0, 0.0]
    graph["title"] = "of the whole"
    graph.write_graphml(str(tmp_path / "file.graphml"))
    verdict = check(tmp_path / "file.graphml")
    assert (verdict.nodes, verdict.edges, verdict.weight) == (3, 1, 3)
    assert codes(verdict) == {"parallel", "zero-weight", "graph-attribute"}


@pytest.mark.parametrize("view", [View(), View(directed=False), View(timeline=True), View(kinds=True, measures=True)])
@pytest.mark.parametrize("format_", ["graphml", "gexf"])
def test_nothing_of_ours_is_lost(view: View, format_: str, tmp_path: Path) -> None:
    ministry = actor("INFO", label="INFORMATION MINISTRY")
    told = [
        report("RUS", "USA", "SANCTION", "2021-03-31"),
        report("USA", "RUS", "AID", "2021-04-01"),
        report("RUS", "USA", "AID", "1899-12-31"),
        report(ministry, "USA", "ACCUSE", None),
    ]
    net = network(merge(told), view)
    path = tmp_path / f"ours.{format_}"
    with path.open("wb") as file:
        write_network(net, format_, file)
    verdict = check(path)
    merged_by_gephi = view.kinds and format_ == "graphml"
    assert codes(verdict) <= ({"parallel"} if merged_by_gephi else {"blocks"} if view.timeline else set())
    assert (verdict.nodes, verdict.weight, verdict.dynamic) == (3, 4, format_ == "gexf")
    assert merged_by_gephi or verdict.edges == len(net.edges)


def test_entities_are_neither_expanded_nor_fetched(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("hidden")
    bomb = "".join(f'<!ENTITY e{n} "&e{n - 1};&e{n - 1};">' for n in range(1, 60))
    for declared in (
        f'<!ENTITY e0 "x">{bomb}',
        f'<!ENTITY e59 SYSTEM "{tmp_path}/secret">',
        '<!ENTITY % p SYSTEM "x">',
    ):
        verdict = judged(f'<!DOCTYPE gexf [{declared}]><gexf><graph label="&e59;"/></gexf>', tmp_path)
        assert codes(verdict) == {"entities"}
        assert "hidden" not in repr(verdict)


def test_memory_does_not_grow_with_what_is_said_of_a_node(tmp_path: Path) -> None:
    import tracemalloc

    path = tmp_path / "large.graphml"
    with path.open("w") as file:
        file.write(f'<graphml>{key("c")}<graph edgedefault="directed"><node id="a">')
        file.writelines('<data key="d0">' + "x" * 1000 + "</data>\n" for _ in range(20_000))
        file.write("</node></graph></graphml>")
    tracemalloc.start()
    assert check(path).nodes == 1
    assert tracemalloc.get_traced_memory()[1] < 3_000_000  # of 20 MB
    tracemalloc.stop()


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=60), st.booleans())
def test_any_damage_is_told_and_never_a_crash(text: str, in_front: bool) -> None:  # noqa: FBT001 - drawn
    whole = CASES["overlap"]
    at = whole.index("<node ") if in_front else whole.index("<spell ")
    damaged = (whole[:at] + text + whole[at:]).encode("utf-8", "surrogatepass")
    assert check_stream(io.BytesIO(damaged), "file").nodes <= 2


# --- the command ------------------------------------------------------------------------------------------------


def run(*arguments: str) -> int | str | None:
    with pytest.raises(SystemExit) as stopped:
        main(arguments)
    return stopped.value.code


def test_the_command_tells_what_is_lost_and_how_to_mend_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good, bad = tmp_path / "good.gexf", tmp_path / "bad.gexf"
    good.write_text(gexf(NODES + edges("")))
    bad.write_text(
        CASES["parallel"].replace('id="2"', 'id="2&#27;&#7;"').replace("&#27;&#7;", "\N{RIGHT-TO-LEFT OVERRIDE}")
    )
    assert run("check", str(good)) == 0
    out = capsys.readouterr().out
    assert "2 nodes, 1 directed edges" in out
    assert "nothing is lost" in out
    assert run("check", str(good), str(bad)) == 1
    out = capsys.readouterr().out
    assert "lost: edges between the same two nodes become one" in out
    assert "mend:" in out
    assert "\N{RIGHT-TO-LEFT OVERRIDE}" not in out


def test_the_command_speaks_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "bad.graphml"
    path.write_text(CASES["unknown-type"])
    assert run("check", "--json", str(path)) == 1
    (told,) = json.loads(capsys.readouterr().out)
    assert (told["nodes"], told["loses"], told["findings"][0]["code"]) == (2, True, "unknown-type")


@pytest.mark.parametrize("content", [b"", b"\x00\x01", b"<svg/>", None])
def test_what_is_no_graph_is_said_to_be_none(
    content: bytes | None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "file.gexf"
    if content is not None:
        path.write_bytes(content)
    assert run("check", str(path)) == (1 if content in {b"", b"\x00\x01"} else 2)
    assert "Traceback" not in "".join(capsys.readouterr())


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be read"):
        check(tmp_path)
