#!/bin/sh
# Four engines read one Turtle file with a day written "2024-05-22" and the same day written "2024-05-22Z", and give four answers to
# "which events are of 22 May?". rdflib 7.6.0 takes the zone away and finds both, Oxigraph 0.5.13 finds the one without a zone,
# Comunica 4.5.0 finds two or one, by the time zone of the computer that it runs on, and maplib 0.20.26 does not load the
# second: the statement is gone, without a word. Both are valid xsd:date.
#
# Who meets it: whoever merges event data of two sources in a triple store and asks by day.
# Way out: write days without a zone; of data that has them, compare SUBSTR(STR(?date), 1, 10), before maplib reads it.
#
# Seen on Python 3.11 and Node 20, Linux (statements, events of the day):    rdflib 2 2    Oxigraph 2 1    maplib 1 1
#     Comunica in UTC 2 2, in Tokyo 2 1
set -eu
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet rdflib==7.6.0 maplib==0.20.26 pyoxigraph==0.5.13
npm install --silent --prefix "$folder/node" @comunica/query-sparql-file@4.5.0 > "$folder/npm.log" 2>&1
cd "$folder"
cat > data.ttl <<'TURTLE'
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
<http://e/plain> <http://e/date> "2024-05-22"^^xsd:date .
<http://e/zone> <http://e/date> "2024-05-22Z"^^xsd:date .
TURTLE
echo 'SELECT ?s { ?s <http://e/date> ?d }' > all.rq
echo 'SELECT ?s { ?s <http://e/date> ?d FILTER (?d = "2024-05-22"^^<http://www.w3.org/2001/XMLSchema#date>) }' > day.rq
venv/bin/python - > seen <<'PYTHON'
from pathlib import Path

import maplib
import pyoxigraph
import rdflib

graph = rdflib.Graph().parse("data.ttl")
model = maplib.Model()
model.read("data.ttl", format="turtle")
store = pyoxigraph.Store()
store.load(path="data.ttl", format=pyoxigraph.RdfFormat.TURTLE)
for name, ask in (("rdflib", graph.query), ("Oxigraph", store.query), ("maplib", lambda q: model.query(q).rows())):
    print(name, *(len(list(ask(Path(f"{kind}.rq").read_text()))) for kind in ("all", "day")))
PYTHON
cat > ask.cjs <<'JAVASCRIPT'
const { QueryEngine } = require("./node/node_modules/@comunica/query-sparql-file");
const { readFileSync } = require("fs");
(async () => {
  const counts = [];
  for (const kind of ["all", "day"]) {
    const sources = [{ type: "serialized", value: readFileSync("data.ttl", "utf8"), mediaType: "text/turtle", baseIRI: "http://e/" }];
    counts.push((await (await new QueryEngine().queryBindings(readFileSync(`${kind}.rq`, "utf8"), { sources })).toArray()).length);
  }
  console.log("Comunica", process.env.TZ, ...counts);
})();
JAVASCRIPT
for zone in UTC Asia/Tokyo; do TZ=$zone node ask.cjs >> seen; done
cat seen
printf 'rdflib 2 2\nOxigraph 2 1\nmaplib 1 1\nComunica UTC 2 2\nComunica Asia/Tokyo 2 1\n' | diff - seen || { echo "the engines answer in another way now"; exit 1; }
