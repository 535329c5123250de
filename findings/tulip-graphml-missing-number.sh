#!/bin/sh
# Tulip 6.0.0 turns a number that a node of a GraphML file does not have into 0.0; GraphML says that a key without a default and
# without data is undefined. Nothing tells a measured zero from an unknown one any more.
#
# Who meets it: whoever colours or filters by a measure that some nodes lack: a balance of 0 for actors without triads, an
# actor without a place in the Gulf of Guinea. igraph gives nan, networkx no attribute. Way out: a column that says whether the
# number is known, or a value that cannot be.
#
# Seen on Python 3.11, Linux:    [0.5, 0.0, 0.0]
set -eu
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet tulip-python==6.0.0
cat > "$folder/missing.graphml" <<'XML'
<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
  <key id="b" for="node" attr.name="balance" attr.type="double"/>
  <graph id="G" edgedefault="directed">
    <node id="RUS"><data key="b">0.5</data></node>
    <node id="USA"/>
    <node id="CHN"><data key="b">0.0</data></node>
    <edge id="first" source="RUS" target="USA"/>
  </graph>
</graphml>
XML
"$folder/venv/bin/python" - "$folder/missing.graphml" <<'PYTHON'
import sys

from tulip import tlp

parameters = tlp.getDefaultPluginParameters("GraphML")
parameters[next(iter(parameters))] = sys.argv[1]
graph = tlp.importGraph("GraphML", parameters)
values = [graph["balance"][node] for node in graph.getNodes()]
print(values)
assert values == [0.5, 0.0, 0.0], "an unknown number is something else now"
PYTHON
