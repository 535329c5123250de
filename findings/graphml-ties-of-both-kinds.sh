#!/bin/sh
# GraphML lets a network have ties of both kinds: edgedefault="directed" for most and directed="false" at one (an alliance among threats), or the
# other way round. python-igraph 1.0.0, rustworkx 0.18.1 and NetworKit 11.3 read past the word at the tie: the alliance goes one way only, from
# the state that the file happens to name first, and in a network without directions a threat goes both ways. networkx 3.6.1 refuses
# the file. The GraphML Primer (Declaring a Graph: graphs are mixed) has each tie as its own word says.
#
# Who meets it: whoever has treaties and acts in one file, and counts in and out, or asks who can reach whom:
# the second party of each treaty has one out-tie too few, and may reach nobody.
# Way out: two ties, one each way, for a tie without direction, before the file is read.
#
# Seen on Python 3.11, Linux (the states that PAK reaches, with CHN allied and CHN threatening IND; right are CHN and IND):
#     igraph 0    rustworkx 0    NetworKit 0    networkx: directed=false edge found in directed graph.
set -eu
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet networkx==3.6.1 python-igraph==1.0.0 networkit==11.3 rustworkx==0.18.1
cat > head.xml <<'XML'
<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
  <graph edgedefault="directed">
    <node id="CHN"/><node id="PAK"/><node id="IND"/>
    <edge source="CHN" target="IND"/>
XML
printf '<edge source="CHN" target="PAK" directed="false"/></graph></graphml>\n' | cat head.xml - > mixed.graphml
printf '<edge source="CHN" target="PAK"/><edge source="PAK" target="CHN"/></graph></graphml>\n' | cat head.xml - > twice.graphml
venv/bin/python - <<'PYTHON'
import igraph
import networkit
import networkx
import rustworkx


def reached(path):
    other = networkit.graphio.GraphMLReader().read(path)
    distances = networkit.distance.BFS(other, 1).run().getDistances()
    return {
        "igraph": len(igraph.Graph.Read_GraphML(path).subcomponent(1, mode="out")) - 1,
        "rustworkx": len(rustworkx.descendants(rustworkx.read_graphml(path)[0], 1)),
        "NetworKit": sum(0 < distance < 4 for distance in distances),
    }


print(reached("mixed.graphml"), reached("twice.graphml"))
assert set(reached("twice.graphml").values()) == {2}, "the way out does not work any more"
assert set(reached("mixed.graphml").values()) == {0}, "one of them reads the tie otherwise now"
try:
    networkx.read_graphml("mixed.graphml")
except networkx.NetworkXError as error:
    print("networkx:", error)
else:
    raise AssertionError("networkx reads the file now")
PYTHON
