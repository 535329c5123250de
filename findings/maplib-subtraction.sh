#!/bin/sh
# maplib 0.20.26 evaluates a chain of SPARQL subtractions and additions from the right: 10 - 4 + 3 is 3, and so is a chain of
# divisions and multiplications: 10 / 5 * 2 is 1. SPARQL 1.1 (grammar rules AdditiveExpression and MultiplicativeExpression)
# and the other engines say 9 and 4. No error, no warning: a wrong number.
#
# Who meets it: whoever computes with dates or balances in a query, such as "events minus conflicts plus meetings" or a count
# of days from years, months and days. Way out: parentheses, or all that is taken away at the end.
#
# Seen on Python 3.11, Linux:    maplib 3 1.0    pyoxigraph 9.0 4.0
set -eu
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet maplib==0.20.26 pyoxigraph==0.5.13
"$folder/venv/bin/python" - <<'PYTHON'
import maplib
import pyoxigraph

QUERIES = ("SELECT (10 - 4 + 3 AS ?v) WHERE {}", "SELECT (10 / 5 * 2 AS ?v) WHERE {}")
theirs = [maplib.Model().query(query).rows()[0][0] for query in QUERIES]
others = [float(next(iter(pyoxigraph.Store().query(query)))["v"].value) for query in QUERIES]
print("maplib", *theirs, "  pyoxigraph", *others)
assert others == [9, 4], "the engine beside it has changed"
assert theirs == [3, 1], "maplib reads chains from the left now, or in another way"
PYTHON
