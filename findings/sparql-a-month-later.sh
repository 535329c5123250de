#!/bin/sh
# What is one month after 31 March, and one day after 22 May? Comunica 4.5.0 says 1 May to the first (XPath, whose operators SPARQL
# takes: 30 April) and 3 March to one month before; Oxigraph 0.5.13 adds nothing to a date: the variable stays empty, though
# it takes months and days away from one rightly, and adds both to a dateTime. rdflib 7.6.0 is right in all. None says a word,
# and a FILTER with such a sum drops every row (Oxigraph) or lets days too many in (Comunica).
#
# Who meets it: whoever asks for "what followed within a month": reprisals, answers, ceasefires that held.
# Way out: turn the sum around in Oxigraph (?later - "P1M" <= ?first); in Comunica count in days, not in months.
#
# Seen on Python 3.11 and Node 20, Linux (31 March and a month, less a month, 22 May and a day):
#     rdflib 2021-04-30 2021-02-28 2024-05-23    Oxigraph nothing 2021-02-28 nothing    Comunica 2021-05-01 2021-03-03 2024-05-23
set -eu
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet rdflib==7.6.0 pyoxigraph==0.5.13
npm install --silent --prefix "$folder/node" @comunica/query-sparql-file@4.5.0 > "$folder/npm.log" 2>&1
cd "$folder"
cat > sums.rq <<'SPARQL'
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
SELECT ("2021-03-31"^^xsd:date + "P1M"^^xsd:yearMonthDuration AS ?after)
       ("2021-03-31"^^xsd:date - "P1M"^^xsd:yearMonthDuration AS ?before)
       ("2024-05-22"^^xsd:date + "P1D"^^xsd:dayTimeDuration AS ?next) {}
SPARQL
venv/bin/python - > seen <<'PYTHON'
from pathlib import Path

import pyoxigraph
import rdflib

query = Path("sums.rq").read_text()
row = list(rdflib.Graph().query(query))[0]
print("rdflib", *row)
row = list(pyoxigraph.Store().query(query))[0]
print("Oxigraph", *("nothing" if cell is None else cell.value for cell in row))
PYTHON
node - >> seen <<'JAVASCRIPT'
const { QueryEngine } = require("./node/node_modules/@comunica/query-sparql-file");
const { readFileSync } = require("fs");
(async () => {
  const sources = [{ type: "serialized", value: "", mediaType: "text/turtle", baseIRI: "http://e/" }];
  const rows = await (await new QueryEngine().queryBindings(readFileSync("sums.rq", "utf8"), { sources })).toArray();
  console.log("Comunica", ...["after", "before", "next"].map((name) => rows[0].get(name)?.value ?? "nothing"));
})();
JAVASCRIPT
cat seen
diff - seen <<'SEEN' || { echo "the engines count in another way now"; exit 1; }
rdflib 2021-04-30 2021-02-28 2024-05-23
Oxigraph nothing 2021-02-28 nothing
Comunica 2021-05-01 2021-03-03 2024-05-23
SEEN
