#!/bin/sh
# rdflib 7.6.0 writes an xsd:double into Turtle, and N3, with seven digits: 48.856614 becomes 4.885661e+01, a moment of 2024 in seconds
# 1.716373e+09, three minutes off, 23456789.0 inhabitants 2.345679e+07. N-Triples, RDF/XML and JSON-LD written of the same graph have all
# digits, so that one graph in two formats is two graphs. A float of Python is an xsd:double; no setting, no warning.
#
# Who meets it: whoever saves places, populations, trade flows or weights as Turtle: towns move by metres, sums no longer add up, and
# a value that was read back is not equal to the one that was written.
# Way out: Decimal(str(value)) in place of a float, or N-Triples.
#
# Seen on Python 3.11, Linux:    Turtle 48.85661 1716373000.0 23456790.0    N-Triples 48.856614 1716373199.5 23456789.0
set -eu
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet rdflib==7.6.0
"$folder/venv/bin/python" - <<'PYTHON'
from decimal import Decimal

from rdflib import Graph, Literal, URIRef

numbers = [48.856614, 1716373199.5, 23456789.0]


def read_back(values, form):
    graph = Graph()
    for at, value in enumerate(values):
        graph.add((URIRef(f"http://e/{at}"), URIRef("http://e/value"), Literal(value)))
    again = Graph().parse(data=graph.serialize(format=form), format=form)
    return [next(again.objects(URIRef(f"http://e/{at}"))).toPython() for at in range(len(values))]


seen = {form: read_back(numbers, form) for form in ("turtle", "n3", "nt", "xml", "json-ld")}
print("Turtle", *seen["turtle"], "  N-Triples", *seen["nt"])
rounded = [48.85661, 1716373000.0, 23456790.0]
assert seen == dict.fromkeys(("turtle", "n3"), rounded) | dict.fromkeys(("nt", "xml", "json-ld"), numbers), seen
exact = [Decimal(str(number)) for number in numbers]
assert read_back(exact, "turtle") == exact, "decimals are rounded, too"
PYTHON
