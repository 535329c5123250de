#!/bin/sh
# JSON-LD with "weight": 0.5 and the type xsd:decimal in its context becomes "5.0E-1"^^xsd:decimal in PyLD 3.3.0, jsonld.js 9.0.0 and
# Oxigraph 0.5.13, which is no decimal: xsd:decimal has no exponent. The algorithm of JSON-LD 1.1 asks for it (a number with a fraction is
# written as a double, whatever its type), so that all who follow it make invalid RDF of valid JSON-LD. Oxigraph then does not take its
# own text for a number: the row fails every FILTER, and one such row empties a SUM. rdflib 7.6.0 writes 0.5.
#
# Who meets it: whoever publishes scores, shares or coordinates in JSON-LD, typed as decimals, and asks for them in a triple store.
# Whole numbers are right, so that a test with 1 or 10 shows nothing.
# Way out: the number as a text in the JSON ("weight": "0.5"), or xsd:double in the context.
#
# Seen on Python 3.11 and Node 20, Linux:    PyLD 5.0E-1    jsonld.js 5.0E-1    Oxigraph 5.0E-1, rows with weight > 0.1: 0
#     rdflib 0.5    as a text, in Oxigraph: 0.5, rows 1
set -eu
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet PyLD==3.3.0 rdflib==7.6.0 pyoxigraph==0.5.13
npm install --silent --prefix "$folder/node" jsonld@9.0.0 > "$folder/npm.log" 2>&1
cd "$folder"
cat > tie.json <<'JSON'
{"@context": {"weight": {"@id": "http://e/weight", "@type": "http://www.w3.org/2001/XMLSchema#decimal"}},
 "@id": "http://e/tie", "weight": 0.5}
JSON
sed 's/0\.5/"0.5"/' tie.json > text.json
node -e '
const { toRDF } = require("./node/node_modules/jsonld");
toRDF(JSON.parse(require("fs").readFileSync("tie.json", "utf8"))).then(([quad]) => console.log("jsonld.js", quad.object.value));' > seen
venv/bin/python - >> seen <<'PYTHON'
import json
from pathlib import Path

import pyoxigraph
import rdflib
from pyld import jsonld

tie, text = Path("tie.json").read_bytes(), Path("text.json").read_bytes()
print("PyLD", jsonld.to_rdf(json.loads(tie))["@default"][0]["object"]["value"])
print("rdflib", *rdflib.Graph().parse(data=tie, format="json-ld").objects())
for source in (tie, text):
    store = pyoxigraph.Store()
    store.load(source, format=pyoxigraph.RdfFormat.JSON_LD)
    rows = list(store.query("SELECT ?t { ?t <http://e/weight> ?w FILTER (?w > 0.1) }"))
    print("Oxigraph", next(iter(store)).object.value, len(rows))
PYTHON
cat seen
printf 'jsonld.js 5.0E-1\nPyLD 5.0E-1\nrdflib 0.5\nOxigraph 5.0E-1 0\nOxigraph 0.5 1\n' | diff - seen || { echo "it is otherwise now"; exit 1; }
