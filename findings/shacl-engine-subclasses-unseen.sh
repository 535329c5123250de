#!/bin/sh
# shacl-engine 1.1.2 looks for subclasses in the graph of the shapes, not in the data: an attack, a subclass of event by the data, is not
# checked by a shape for events, and the report says that all conform. By SHACL (section 2.1.3.2) the data graph says what is a
# subclass. sh:class fails the other way round: a state, by the data a kind of actor, is refused as an actor. pySHACL 0.40.1 and
# rdf-validate-shacl 0.6.5 read the data.
#
# Who meets it: whoever checks a graph that brings its ontology along, types of events below one event, in the browser or in Node.
# Way out: the statements with rdfs:subClassOf in the graph of the shapes, too.
#
# Seen on Node 20 and Python 3.11, Linux (an attack without a source, a state as actor; conform?):
#     shacl-engine true false    rdf-validate-shacl false true    pySHACL false true
set -eu
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet pyshacl==0.40.1
cd "$folder"
npm install --silent shacl-engine@1.1.2 rdf-validate-shacl@0.6.5 rdf-ext@2.6.0 n3@2.13.12 > npm.log 2>&1
prefixes='@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix : <http://e/> .'
cat > shapes.ttl <<TURTLE
$prefixes
:EventShape a sh:NodeShape ; sh:targetClass :Event ; sh:property [ sh:path :source ; sh:minCount 1 ] .
:SourceShape a sh:NodeShape ; sh:targetSubjectsOf :source ; sh:property [ sh:path :source ; sh:class :Actor ] .
TURTLE
echo "$prefixes :Attack rdfs:subClassOf :Event . :raid a :Attack ." > attack.ttl
echo "$prefixes :State rdfs:subClassOf :Actor . :RUS a :State . :talks a :Event ; :source :RUS ." > actor.ttl
cat > check.mjs <<'JAVASCRIPT'
import { readFileSync } from "fs";
import { Parser } from "n3";
import rdf from "rdf-ext";
import RdfValidateShacl from "rdf-validate-shacl";
import { Validator } from "shacl-engine";
const read = (name) => rdf.dataset(new Parser().parse(readFileSync(`${name}.ttl`, "utf8")));
const shapes = read("shapes");
const said = { "shacl-engine": [], "rdf-validate-shacl": [] };
for (const name of ["attack", "actor"]) {
  said["shacl-engine"].push((await new Validator(shapes, { factory: rdf }).validate({ dataset: read(name) })).conforms);
  said["rdf-validate-shacl"].push((await new RdfValidateShacl(shapes).validate(read(name))).conforms);
}
for (const [name, both] of Object.entries(said)) console.log(name, ...both);
JAVASCRIPT
node check.mjs > seen
venv/bin/python - >> seen <<'PYTHON'
import pyshacl

print("pySHACL", *(str(pyshacl.validate(f"{each}.ttl", shacl_graph="shapes.ttl")[0]).lower() for each in ("attack", "actor")))
PYTHON
cat seen
printf 'shacl-engine true false\nrdf-validate-shacl false true\npySHACL false true\n' | diff - seen || { echo "they judge otherwise now"; exit 1; }
