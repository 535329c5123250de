#!/bin/sh
# EasyGraph 1.6.3, made for structural holes, gives Burt's effective size of a broker whose partners do not know each other as 1, the
# least there is: right is the number of partners. It takes the formula for unweighted networks, partners less twice their ties
# by partners, and writes 1 where the partners have no tie at all; with one tie among three partners the same broker gets
# 2.333. With weight="weight" it counts by another way and is right, networkx is right in both.
#
# Who meets it: whoever looks for mediators: the state that alone connects three rivals comes out last, with the isolated.
# Way out: a weight of 1 at each tie and weight="weight", or networkx.effective_size.
#
# Seen on Python 3.11, Linux (three rivals; two of them tied):    EasyGraph 1.0 2.333    with weights 3.0 2.333    networkx 3.0 2.333
set -eu
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet 'numpy<2' fastjsonschema joblib matplotlib pandas requests scipy tqdm networkx==3.6.1
"$folder/venv/bin/pip" install --quiet --no-deps Python-EasyGraph==1.6.3  # with all that it asks for it brings PyTorch, not needed here
"$folder/venv/bin/python" -W ignore - <<'PYTHON'
import easygraph
import networkx

rivals = [("QAT", "IRN"), ("QAT", "SAU"), ("QAT", "ISR")]
seen = {"EasyGraph": [], "with weights": [], "networkx": []}
for ties in (rivals, [*rivals, ("SAU", "ISR")]):
    graph, other = easygraph.Graph(), networkx.Graph(ties)
    for one, another in ties:
        graph.add_edge(one, another, weight=1)
    seen["EasyGraph"].append(round(easygraph.effective_size(graph)["QAT"], 3))
    seen["with weights"].append(round(easygraph.effective_size(graph, weight="weight")["QAT"], 3))
    seen["networkx"].append(round(networkx.effective_size(other)["QAT"], 3))
print(*(f"{name} {sizes}" for name, sizes in seen.items()), sep="    ")
right = [3.0, 2.333]
assert seen == {"EasyGraph": [1.0, 2.333], "with weights": right, "networkx": right}, "EasyGraph counts otherwise now"
PYTHON
