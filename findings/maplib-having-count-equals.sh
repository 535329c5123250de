#!/bin/sh
# maplib 0.20.26 finds no group by HAVING (COUNT(?o) = 1), although it counts that group as 1; HAVING (COUNT(?o) < 2) finds it.
# The count has another integer type than the constant in the query, and = between both is false in place of a comparison by
# value.
#
# Who meets it: whoever asks for what is told by exactly one source, or met exactly once; the answer is empty, as if there were
# none. Way out: two inequalities in place of the equality.
#
# Seen on Python 3.11, Linux:    counted [('<http://e/a>', 1), ('<http://e/b>', 2)]    = 1 []    < 2 [('<http://e/a>',)]
set -eu
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet maplib==0.20.26
cat > "$folder/data.ttl" <<'TURTLE'
<http://e/a> <http://e/p> <http://e/x> .
<http://e/b> <http://e/p> <http://e/x> , <http://e/z> .
TURTLE
"$folder/venv/bin/python" - "$folder/data.ttl" <<'PYTHON'
import sys

import maplib

model = maplib.Model()
model.read(sys.argv[1], format="turtle")
BODY = "WHERE { ?s <http://e/p> ?o } GROUP BY ?s"
counted = sorted(model.query(f"SELECT ?s (COUNT(?o) AS ?n) {BODY}").rows())
equal = model.query(f"SELECT ?s {BODY} HAVING (COUNT(?o) = 1)").rows()
below = model.query(f"SELECT ?s {BODY} HAVING (COUNT(?o) < 2)").rows()
print("counted", counted, "  = 1", equal, "  < 2", below)
assert counted == [("<http://e/a>", 1), ("<http://e/b>", 2)], "the count itself has changed"
assert below == [("<http://e/a>",)], "the way out is none any more"
assert equal == [], "maplib finds the group now"
PYTHON
