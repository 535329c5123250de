#!/bin/sh
# GROUP_CONCAT(?state), the usual way to get the parties of an event into one cell, gives the IRIs one behind the other in rdflib
# 7.6.0 and Comunica 4.5.0, nothing at all in Oxigraph 0.5.13 (the cell is empty, the row stays), and numbers in maplib 0.20.26: the
# places of the IRIs in a table of its own, such as "3 1", which look like codes of states. SPARQL 1.1 joins texts, and an IRI is
# none, so that Oxigraph may call it an error; a number that is in no data is wrong by every reading.
#
# Who meets it: whoever moves a query that works to another engine.
# Way out: GROUP_CONCAT(STR(?state)), which all of them answer alike, and a separator, which maplib leaves out by default.
#
# Seen on Python 3.11 and Node 20, Linux:    rdflib IRIs    Oxigraph nothing    maplib numbers    Comunica IRIs
set -eu
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet rdflib==7.6.0 maplib==0.20.26 pyoxigraph==0.5.13
npm install --silent --prefix "$folder/node" @comunica/query-sparql-file@4.5.0 > "$folder/npm.log" 2>&1
cd "$folder"
cat > data.ttl <<'TURTLE'
<http://e/summit> <http://e/party> <http://e/NOR> , <http://e/POL> .
TURTLE
echo 'SELECT (GROUP_CONCAT(?p; SEPARATOR = " ") AS ?all) { ?e <http://e/party> ?p } GROUP BY ?e' > iris.rq
echo 'SELECT (GROUP_CONCAT(STR(?p); SEPARATOR = " ") AS ?all) { ?e <http://e/party> ?p } GROUP BY ?e' > texts.rq
cat > ask.cjs <<'JAVASCRIPT'
const { QueryEngine } = require("./node/node_modules/@comunica/query-sparql-file");
const { readFileSync } = require("fs");
(async () => {
  for (const kind of ["iris", "texts"]) {
    const sources = [{ type: "serialized", value: readFileSync("data.ttl", "utf8"), mediaType: "text/turtle", baseIRI: "http://e/" }];
    const rows = await (await new QueryEngine().queryBindings(readFileSync(`${kind}.rq`, "utf8"), { sources })).toArray();
    console.log(rows[0].get("all")?.value ?? "nothing");
  }
})();
JAVASCRIPT
node ask.cjs > comunica
venv/bin/python - <<'PYTHON'
from pathlib import Path

import maplib
import pyoxigraph
import rdflib

iris, texts = (Path(f"{kind}.rq").read_text() for kind in ("iris", "texts"))
graph = rdflib.Graph().parse("data.ttl")
model = maplib.Model()
model.read("data.ttl", format="turtle")
store = pyoxigraph.Store()
store.load(path="data.ttl", format=pyoxigraph.RdfFormat.TURTLE)
engines = {
    "rdflib": lambda query: str(list(graph.query(query))[0][0]),
    "Oxigraph": lambda query: getattr(list(store.query(query))[0][0], "value", "nothing"),
    "maplib": lambda query: model.query(query).rows()[0][0],
}
both = {name: [ask(iris), ask(texts)] for name, ask in engines.items()}
both["Comunica"] = Path("comunica").read_text().splitlines()


def kind(cell):
    words = sorted(cell.split())
    return "IRIs" if words == ["http://e/NOR", "http://e/POL"] else "numbers" if all(w.isdigit() for w in words) else cell


for name, cells in both.items():
    print(name, *cells, sep="    ")
assert {n: [kind(cell) for cell in cells] for n, cells in both.items()} == {
    "rdflib": ["IRIs", "IRIs"], "Oxigraph": ["nothing", "IRIs"], "maplib": ["numbers", "IRIs"], "Comunica": ["IRIs", "IRIs"],
}, "the engines answer in another way now"
PYTHON
