#!/bin/sh
# rdflib 7.6.0 gives the node where a path begins twice, if the path comes back to it: in a ring of three allies, :RUS :ally* ?x has
# four answers. SPARQL 1.1 has three (a path with * gives each node once); the other engines agree. + is right, * is not, and
# :ally/:ally* inherits it.
#
# Who meets it: whoever counts or averages over what is reached by *: in a network of states most ties are answered, so that most
# states lie on a ring, and each counts itself twice; a SUM takes its value twice. Trees (part of, subclass of) show nothing.
# Way out: DISTINCT inside the aggregate, or a subquery with SELECT DISTINCT.
#
# Seen on Python 3.11, Linux (*, +, * in the tree):    rdflib 4 3 2    Oxigraph 3 3 2
set -eu
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet rdflib==7.6.0 pyoxigraph==0.5.13
"$folder/venv/bin/python" - <<'PYTHON'
import pyoxigraph
import rdflib

data = """@prefix : <http://e/> .
:RUS :ally :BLR . :BLR :ally :KAZ . :KAZ :ally :RUS .
:POL :ally :DEU ."""
graph = rdflib.Graph().parse(data=data, format="turtle")
store = pyoxigraph.Store()
store.load(data.encode(), format=pyoxigraph.RdfFormat.TURTLE)
found = {}
for path in (":RUS :ally* ?x", ":RUS :ally+ ?x", ":POL :ally* ?x"):
    query = f"PREFIX : <http://e/> SELECT ?x {{ {path} }}"
    found[path] = len(list(graph.query(query))), len(list(store.query(query)))
print("rdflib", *(ours for ours, _ in found.values()), "  Oxigraph", *(theirs for _, theirs in found.values()))
assert list(found.values()) == [(4, 3), (3, 3), (2, 2)], "rdflib counts in another way now"
PYTHON
