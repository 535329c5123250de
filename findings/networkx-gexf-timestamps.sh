#!/bin/sh
# networkx 3.6.1 reads GEXF 1.3 and drops the timestamps of nodes and edges without a word: the graph says mode "dynamic", but no
# node and no edge has a time. GEXF 1.3 writes points of time as timestamp="..." and timestamps="[...]"; networkx knows the
# start, end and spells of GEXF 1.2 only, also when it is asked for version 1.3.
#
# Who meets it: whoever takes a network with a timeline out of Gephi (or of kg export gexf) to compute by period; all periods
# are then one. Way out: intervals (spells) in the file, or days as columns of a table of edges.
#
# Seen on Python 3.11, Linux:    mode dynamic    nodes {'A': {'label': 'A'}, 'B': {'label': 'B'}}    edge {'id': 'e'}    warnings 0
set -eu
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet networkx==3.6.1
cat > "$folder/times.gexf" <<'XML'
<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://gexf.net/1.3" version="1.3">
  <graph mode="dynamic" defaultedgetype="directed" timerepresentation="timestamp" timeformat="date">
    <nodes>
      <node id="A" label="A" timestamps="[2021-03-17, 2021-05-02]"/>
      <node id="B" label="B" timestamp="2021-03-17"/>
    </nodes>
    <edges>
      <edge id="e" source="A" target="B" timestamps="[2021-03-17, 2021-05-02]"/>
    </edges>
  </graph>
</gexf>
XML
"$folder/venv/bin/python" - "$folder/times.gexf" <<'PYTHON'
import sys
import warnings

import networkx as nx

with warnings.catch_warnings(record=True) as said:
    warnings.simplefilter("always")
    graph = nx.read_gexf(sys.argv[1], version="1.3")
nodes, edge = dict(graph.nodes(data=True)), graph.edges["A", "B"]
print("mode", graph.graph["mode"], "  nodes", nodes, "  edge", edge, "  warnings", len(said))
assert graph.graph["mode"] == "dynamic", "the graph does not say that it has time"
assert nodes == {"A": {"label": "A"}, "B": {"label": "B"}} and edge == {"id": "e"}, "networkx keeps times now"
assert not said, "networkx says something now"
PYTHON
