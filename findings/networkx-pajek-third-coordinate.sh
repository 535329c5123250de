#!/bin/sh
# networkx 3.6.1 takes the third coordinate of a Pajek vertex for its shape: of 1 "RUS" 0.1 0.2 0.5 it makes x 0.1, y 0.2 and shape "0.5".
# Pajek's files have x, y and z there, and a shape, if any, behind them; one that is there is lost: of ... 0.5 ellipse the shape is "0.5" too.
#
# Who meets it: whoever brings a layout out of Pajek, or out of any program that writes all three coordinates, and on to a program
# that draws shapes. Way out: drop the attribute "shape" of every node once the network is read.
#
# Seen on Python 3.11, Linux:    {'id': '1', 'x': 0.1, 'y': 0.2, 'shape': '0.5'}
set -eu
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet networkx==3.6.1
"$folder/venv/bin/python" - <<'PYTHON'
import networkx as nx

for behind in ("", " ellipse"):
    text = f'*Vertices 2\n1 "RUS" 0.1 0.2 0.5{behind}\n2 "USA" 0.7 0.8 0.5\n*Arcs\n1 2 3\n'
    node = nx.parse_pajek(text).nodes["RUS"]
    print(dict(node))
    assert node["shape"] == "0.5", "the third coordinate is something else now"
PYTHON
