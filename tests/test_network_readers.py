"""Programs of other people read our network files and find what the log holds.

Needs ``pip install igraph`` and, for what Gephi Lite uses, Node.js with
``npm install --prefix DIR graphology graphology-types graphology-graphml graphology-gexf @xmldom/xmldom``, then
``IRKG_NODE_MODULES=DIR/node_modules python -m pytest tests/test_network_readers.py``.
"""

from __future__ import annotations

import io
import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import NamedTuple

import networkx as nx
import pytest

from kg.assembly import merge
from kg.exporters.network_files import write_network
from kg.model import Event
from kg.quality.gephi import check
from kg.views.networks import View, counts, network
from tests.builders import actor, report

pytestmark = pytest.mark.external

PATIENCE = 300  # seconds until a hung reader is called hung
NPM = "npm install --prefix DIR graphology graphology-types graphology-graphml graphology-gexf @xmldom/xmldom"
READER = """
const load = require('module').createRequire(process.argv[1] + '/');
const Graph = load('graphology'), format = process.argv[2].split('.').pop();
const parser = load(format === 'gexf' ? 'graphology-gexf' : 'graphology-graphml');
const text = require('fs').readFileSync(process.argv[2], 'utf8');
// the columns of months stand in a block of <attributes> of their own, which graphology-gexf does not look at
const graph = parser.parse(Graph, text, {addMissingNodes: false, allowUndeclaredAttributes: true});
const weight = graph.reduceEdges((sum, edge, data) => sum + data.weight, 0);
const labels = graph.mapNodes((node, data) => data.label).sort();
console.log(JSON.stringify({nodes: graph.order, edges: graph.size, weight, labels}));
"""
VIEWS = {
    "directed": View(),
    "undirected": View(directed=False),
    "measured": View(measures=True),
    "timeline": View(timeline=True),
    "kinds": View(kinds=True),
}


class Numbers(NamedTuple):
    """What a reader finds."""

    nodes: int
    edges: int
    weight: float


def events() -> list[Event]:
    labels = ["INFORMATION MINISTRY", 'a "b" & <c>', "\u0627\u202e", "\U0001f600", "\x07"]
    odd = [actor(f"body/{at}", label=label) for at, label in enumerate(labels)]
    told = [report("RUS", "USA", type_, day) for type_, day in (("AID", "1899-12-31"), ("ACCUSE", "2021-03-31"))]
    told += [report("USA", "RUS", "AID", "2021-03-01"), report("RUS", "USA", "SANCTION", None)]
    told += [report(one, "USA", "CONSULT", f"2021-0{at + 1}-02") for at, one in enumerate(odd)]
    return merge(told)


def log_numbers(view: View) -> Numbers:
    """Counted from the events themselves."""
    found = [event.best for event in events() if counts(event)]
    pairs = {
        (best.dyad if view.directed else tuple(sorted(best.dyad)), best.quad if view.kinds else None) for best in found
    }
    return Numbers(len({side for best in found for side in best.dyad}), len(pairs), float(len(found)))


@pytest.fixture(
    params=[(f, v) for f in ("graphml", "gexf") for v in VIEWS if f == "gexf" or v != "timeline"], ids="-".join
)
def file(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Path, View]:
    format_, name = request.param
    path = tmp_path / f"network.{format_}"
    out = io.BytesIO()
    write_network(network(events(), VIEWS[name]), format_, out)
    path.write_bytes(out.getvalue())
    return path, VIEWS[name]


def test_networkx(file: tuple[Path, View]) -> None:
    path, view = file
    graph = nx.read_gexf(path, version="1.3") if path.suffix == ".gexf" else nx.read_graphml(path)
    assert Numbers(len(graph), graph.number_of_edges(), graph.size(weight="weight")) == log_numbers(view)


def test_our_own_check(file: tuple[Path, View]) -> None:
    path, view = file
    found, expected = check(path), log_numbers(view)
    assert (found.nodes, found.weight) == (expected.nodes, expected.weight)
    if not (view.kinds and path.suffix == ".graphml"):  # which Gephi merges
        assert found.edges == expected.edges


def test_igraph(file: tuple[Path, View]) -> None:
    igraph = pytest.importorskip("igraph", reason="pip install igraph")
    path, view = file
    if path.suffix == ".gexf":
        pytest.skip("igraph reads no GEXF")
    graph = igraph.Graph.Read_GraphML(str(path))
    assert Numbers(graph.vcount(), graph.ecount(), sum(graph.es["weight"])) == log_numbers(view)
    assert graph.is_directed() == view.directed
    assert "INFORMATION MINISTRY" in graph.vs["label"]


def test_graphology(file: tuple[Path, View]) -> None:
    modules = os.environ.get("IRKG_NODE_MODULES")
    if not modules or not shutil.which("node"):
        pytest.skip(f"set IRKG_NODE_MODULES to DIR/node_modules after: {NPM}")
    path, view = file
    command = ["node", "-e", READER, str(Path(modules).resolve()), str(path)]
    told = json.loads(subprocess.run(command, capture_output=True, check=True, timeout=PATIENCE).stdout)
    assert Numbers(told["nodes"], told["edges"], told["weight"]) == log_numbers(view)
    assert {"INFORMATION MINISTRY", "\U0001f600", "\ufffd", "Russia"} <= set(told["labels"])
