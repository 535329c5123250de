#!/bin/sh
# python-igraph 1.0.0 gives the edges of a GraphML file the ids of its nodes: the first edge gets the id of the first node, and so
# on, whatever id the file gives the edge. Written again, the wrong ids stand in the new file.
#
# Who meets it: whoever joins edges by id with a table (events of a tie, notes of a coder), or sends a network through igraph
# for its layout or communities and on to Gephi. Way out: join by source and target.
#
# Seen on Python 3.11, Linux:    in the file ['first', 'second']    in igraph ['RUS', 'USA']
set -eu
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet igraph==1.0.0
cat > "$folder/ids.graphml" <<'XML'
<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
  <graph id="G" edgedefault="directed">
    <node id="RUS"/>
    <node id="USA"/>
    <node id="CHN"/>
    <edge id="first" source="RUS" target="USA"/>
    <edge id="second" source="USA" target="CHN"/>
  </graph>
</graphml>
XML
"$folder/venv/bin/python" - "$folder" <<'PYTHON'
import sys

import igraph

graph = igraph.Graph.Read(f"{sys.argv[1]}/ids.graphml", format="graphml")
print("in the file", ["first", "second"], "  in igraph", graph.es["id"])
assert graph.vs["id"] == ["RUS", "USA", "CHN"], "the ids of nodes have changed"
assert graph.es["id"] == ["RUS", "USA"], "edges have other ids now"
graph.write(f"{sys.argv[1]}/again.graphml", format="graphml")
again = igraph.Graph.Read(f"{sys.argv[1]}/again.graphml", format="graphml")
assert "first" not in str(again.es.attributes()) + str([again.es[name] for name in again.es.attributes()]), "it writes the right ids"
PYTHON
