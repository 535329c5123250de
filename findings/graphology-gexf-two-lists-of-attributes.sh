#!/bin/sh
# graphology-gexf 0.13.2, the reader of Gephi Lite and Sigma, refuses a GEXF file that declares two lists of attributes for nodes,
# one static and one dynamic, as every file with a timeline of numbers must: "Found undeclared attribute". It takes the
# declarations of one list only, and then misses those of the other.
#
# Who meets it: whoever publishes on the web a network with values by month that Gephi opens well. Way out: a second file
# without the values by time.
#
# Seen on Node 20, Linux:    graphology-gexf/parser: Found undeclared attribute "k"
set -eu
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent graphology@0.26.0 graphology-types@0.24.8 graphology-gexf@0.13.2 @xmldom/xmldom@0.8.10 > /dev/null
cat > two.gexf <<'XML'
<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://gexf.net/1.3" version="1.3">
  <graph mode="dynamic" defaultedgetype="directed" timeformat="date">
    <attributes class="node" mode="static"><attribute id="k" title="kind" type="string"/></attributes>
    <attributes class="node" mode="dynamic"><attribute id="m" title="events" type="integer"/></attributes>
    <nodes>
      <node id="A" label="A">
        <attvalues><attvalue for="k" value="state"/><attvalue for="m" value="3" start="2021-03-01" end="2021-03-31"/></attvalues>
      </node>
      <node id="B" label="B"/>
    </nodes>
    <edges><edge id="e" source="A" target="B"/></edges>
  </graph>
</gexf>
XML
sed '/mode="static"/d; s/<attvalue for="k" value="state"\/>//' two.gexf > one.gexf
node - <<'JAVASCRIPT'
const assert = require("assert");
const { readFileSync } = require("fs");
globalThis.DOMParser = require("@xmldom/xmldom").DOMParser;
globalThis.Document = class {};
const { DirectedGraph } = require("graphology");
const { parse } = require("graphology-gexf");
assert.equal(parse(DirectedGraph, readFileSync("one.gexf", "utf8")).order, 2, "not even one list is read");
let said = "opened";
try { parse(DirectedGraph, readFileSync("two.gexf", "utf8")); } catch (error) { said = error.message; }
console.log(said);
assert.equal(said, 'graphology-gexf/parser: Found undeclared attribute "k"', "it reads both lists now, or says something else");
JAVASCRIPT
