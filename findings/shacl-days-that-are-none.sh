#!/bin/sh
# One graph, one shape, three validators. That "2024-02-30" is an xsd:date, rdf-validate-shacl 0.6.5 and shacl-engine 1.1.2 believe (they look at
# the pattern), pySHACL 0.40.1 does not. That "20x1" is an xsd:gYear, pySHACL believes, they do not. 15 March 44 BC, a day, pySHACL refuses.
# And "from 2000 on" as sh:minInclusive of years refuses 2001 and every later year in pySHACL, and lets the number 1980 pass.
#
# Who meets it: whoever checks data in one place, such as a pipeline in Python, and trusts the check in another: a day that no
# calendar has passes on to a program that stops there, or drops the row.
# Way out: read days with a calendar besides SHACL; ranges of years by sh:pattern, or as whole numbers.
#
# Seen on Python 3.11 and Node 20, Linux (valid by each, of 30 February, 20x1, 44 BC, 2001, the number 1980):
#     pySHACL no yes no no yes    rdf-validate-shacl yes no yes yes no    shacl-engine yes no yes yes no
set -eu
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet pyshacl==0.40.1
cd "$folder"
npm install --silent shacl-engine@1.1.2 rdf-validate-shacl@0.6.5 rdf-ext@2.6.0 n3@2.13.12 > npm.log 2>&1
prefixes='@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> . @prefix : <http://e/> .'
cat > shapes.ttl <<TURTLE
$prefixes
:Day a sh:NodeShape ; sh:targetSubjectsOf :day ; sh:property [ sh:path :day ; sh:datatype xsd:date ] .
:Year a sh:NodeShape ; sh:targetSubjectsOf :year ; sh:property [ sh:path :year ; sh:datatype xsd:gYear ] .
:Since a sh:NodeShape ; sh:targetSubjectsOf :since ; sh:property [ sh:path :since ; sh:minInclusive "2000"^^xsd:gYear ] .
TURTLE
echo "$prefixes :x :day '2024-02-30'^^xsd:date ." > 1.ttl
echo "$prefixes :x :year '20x1'^^xsd:gYear ." > 2.ttl
echo "$prefixes :x :day '-0044-03-15'^^xsd:date ." > 3.ttl
echo "$prefixes :x :since '2001'^^xsd:gYear ." > 4.ttl
echo "$prefixes :x :since 1980 ." > 5.ttl
venv/bin/python - 2> warnings > seen <<'PYTHON'
import pyshacl

said = [pyshacl.validate(f"{each}.ttl", shacl_graph="shapes.ttl")[0] for each in range(1, 6)]
print("pySHACL", *("yes" if each else "no" for each in said))
PYTHON
cat > check.mjs <<'JAVASCRIPT'
import { readFileSync } from "fs";
import { Parser } from "n3";
import rdf from "rdf-ext";
import RdfValidateShacl from "rdf-validate-shacl";
import { Validator } from "shacl-engine";
const read = (name) => rdf.dataset(new Parser().parse(readFileSync(`${name}.ttl`, "utf8")));
const shapes = read("shapes");
const said = { "rdf-validate-shacl": [], "shacl-engine": [] };
for (const name of [1, 2, 3, 4, 5]) {
  said["rdf-validate-shacl"].push((await new RdfValidateShacl(shapes).validate(read(name))).conforms ? "yes" : "no");
  said["shacl-engine"].push((await new Validator(shapes, { factory: rdf }).validate({ dataset: read(name) })).conforms ? "yes" : "no");
}
for (const [name, all] of Object.entries(said)) console.log(name, ...all);
JAVASCRIPT
node check.mjs >> seen
cat seen
js='yes no yes yes no'
printf "pySHACL no yes no no yes\nrdf-validate-shacl $js\nshacl-engine $js\n" | diff - seen || { echo "they judge otherwise now"; exit 1; }
