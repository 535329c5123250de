#!/bin/sh
# In rdflib 7.6.0 every xsd:date is before every xsd:dateTime: a day of 2024 is smaller than noon of 1 January 2000. SPARQL 1.1 has no
# order between the two types and makes the comparison an error, which drops the row, as Oxigraph and Comunica do; rdflib falls
# back on the order that it sorts types by, in a FILTER too. A text is greater than any number for the same reason.
#
# Who meets it: whoever asks a graph of two sources, one with days (ACLED, UCDP) and one with times (GDELT, pages of news), for what
# was before a moment: all days come out, of whatever year, and none for what came after it.
# Way out: one type in the whole graph, or FILTER (STR(?when) < "2000-01-01T12:00:00").
#
# Seen on Python 3.11, Linux (before 2000, after 2000, by text):    rdflib 1 0 0    Oxigraph 0 0 0
set -eu
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet rdflib==7.6.0 pyoxigraph==0.5.13
"$folder/venv/bin/python" - <<'PYTHON'
import pyoxigraph
import rdflib

data = """@prefix : <http://e/> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
:summit :when "2024-05-22"^^xsd:date ."""
graph = rdflib.Graph().parse(data=data, format="turtle")
store = pyoxigraph.Store()
store.load(data.encode(), format=pyoxigraph.RdfFormat.TURTLE)
prefix = "PREFIX : <http://e/> PREFIX xsd: <http://www.w3.org/2001/XMLSchema#> SELECT ?e { ?e :when ?w FILTER "
moment = '"2000-01-01T12:00:00"'
seen = {}
for name, engine in (("rdflib", graph), ("Oxigraph", store)):
    filters = (f"(?w < {moment}^^xsd:dateTime)", f"(?w > {moment}^^xsd:dateTime)", f"(STR(?w) < {moment})")
    seen[name] = [len(list(engine.query(prefix + each + " }"))) for each in filters]
    print(name, *seen[name])
assert seen == {"rdflib": [1, 0, 0], "Oxigraph": [0, 0, 0]}, "rdflib compares days with times in another way now"
PYTHON
