#!/bin/sh
# Comunica 4.5.0 says that one month after 31 March is 1 May, and one month before it 3 March; a month after 31 January is 3 March, too,
# so that February has no day. It counts on past the end of the month, as a Date of JavaScript does. XPath, whose operators it
# takes for sums of dates, has the last day of the month: 30 April, 28 February; rdflib 7.6.0 says so.
#
# Who meets it: whoever asks for "what followed within a month": answers, reprisals, truces that held. Five months of the year have
# days that come out one to three days late, in the next month.
# Way out: durations in days.
#
# Seen on Python 3.11 and Node 20, Linux (31 March and a month, less a month, 31 January and a month):
#     rdflib 2021-04-30 2021-02-28 2021-02-28    Comunica 2021-05-01 2021-03-03 2021-03-03
set -eu
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet rdflib==7.6.0
npm install --silent --prefix "$folder/node" @comunica/query-sparql-file@4.5.0 > "$folder/npm.log" 2>&1
cd "$folder"
cat > sums.rq <<'SPARQL'
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
SELECT ("2021-03-31"^^xsd:date + "P1M"^^xsd:yearMonthDuration AS ?after)
       ("2021-03-31"^^xsd:date - "P1M"^^xsd:yearMonthDuration AS ?before)
       ("2021-01-31"^^xsd:date + "P1M"^^xsd:yearMonthDuration AS ?february) {}
SPARQL
venv/bin/python - > seen <<'PYTHON'
from pathlib import Path

import rdflib

print("rdflib", *list(rdflib.Graph().query(Path("sums.rq").read_text()))[0])
PYTHON
node - >> seen <<'JAVASCRIPT'
const { QueryEngine } = require("./node/node_modules/@comunica/query-sparql-file");
const { readFileSync } = require("fs");
(async () => {
  const sources = [{ type: "serialized", value: "", mediaType: "text/turtle", baseIRI: "http://e/" }];
  const rows = await (await new QueryEngine().queryBindings(readFileSync("sums.rq", "utf8"), { sources })).toArray();
  console.log("Comunica", ...["after", "before", "february"].map((name) => rows[0].get(name)?.value ?? "nothing"));
})();
JAVASCRIPT
cat seen
diff - seen <<'SEEN' || { echo "the engines count in another way now"; exit 1; }
rdflib 2021-04-30 2021-02-28 2021-02-28
Comunica 2021-05-01 2021-03-03 2021-03-03
SEEN
