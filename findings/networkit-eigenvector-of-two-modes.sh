#!/bin/sh
# NetworKit 11.3 gives wrong eigenvector centralities to networks of two modes (states and organisations, and every network without
# a ring of odd length): of a hub and three spokes the hub gets 0.866 and the spokes 0.289, right are 0.707 and 0.408. On such a
# network the power iteration swings between two vectors and never settles; NetworKit looks at the length of the vector only,
# which stands still, and stops. A finer tolerance changes nothing. networkx and igraph are right; no error, no warning.
#
# Who meets it: whoever ranks members of alliances or international organisations, or states of a sparse network: the order
# changes, too (below, of five states, the first passes the second).
# Way out: add a loop at each node (which moves all eigenvalues by one and no vector), or networkx.
#
# Seen on Python 3.11, Linux:    hub and spokes: NetworKit 0.866 0.289 0.289 0.289, networkx 0.707 0.408 0.408 0.408
#     ring of four and one more: NetworKit 0.473 0.421 0.605 0.421 0.236, networkx 0.435 0.465 0.557 0.465 0.261
set -eu
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet networkit==11.3 networkx==3.6.1 scipy==1.17.1
"$folder/venv/bin/python" - <<'PYTHON'
import networkit
import networkx


def centralities(ties, count, loops=False):
    ours, theirs = networkit.Graph(count), networkx.Graph(ties)
    for one, other in ties + ([(node, node) for node in range(count)] if loops else []):
        ours.addEdge(one, other)
    right = networkx.eigenvector_centrality_numpy(theirs)
    scores = networkit.centrality.EigenvectorCentrality(ours, tol=1e-12).run().scores()
    return [round(score, 3) for score in scores], [round(abs(right[node]), 3) for node in range(count)]


hub = [(0, 1), (0, 2), (0, 3)]
ring = [(0, 1), (1, 2), (2, 3), (3, 0), (2, 4)]
for name, ties, count in (("hub and spokes", hub, 4), ("ring of four and one more", ring, 5)):
    print(name, *centralities(ties, count))
assert centralities(hub, 4) == ([0.866, 0.289, 0.289, 0.289], [0.707, 0.408, 0.408, 0.408]), "NetworKit counts otherwise now"
found, right = centralities(ring, 5)
assert found[0] > found[1] and right[0] < right[1], "the order is right now"
assert max(abs(a - b) for a, b in zip(*centralities(ring, 5, loops=True))) < 0.002, "loops are no way out any more"
odd = [(0, 1), (1, 2), (2, 0), (2, 3)]
assert max(abs(a - b) for a, b in zip(*centralities(odd, 4))) < 0.002, "it is wrong with a triangle, too"
PYTHON
