#!/bin/sh
# Cytoscape.js 3.35.0 throws the positions of nodes away unless the layout is named "preset": its layout by default is a grid, which in a page
# without a size puts every node at 0, 0. It also writes the new positions into the objects that it was given, so that they are lost
# to whoever draws the same elements a second time, or saves them.
#
# Who meets it: whoever computes a layout elsewhere (Gephi, networkx, graph-tool) and shows it on a page. Way out: layout: {name: "preset"}
# in the options, and a copy of the elements for each drawing.
#
# Seen on Node 20, Linux:    without a layout {"x":0,"y":0}    in the object given {"x":0,"y":0}    preset {"x":300,"y":400}
set -eu
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent cytoscape@3.35.0 > /dev/null
cat > positions.cjs <<'JS'
const assert = require("node:assert");
const cytoscape = require("cytoscape");

const elements = () => [
  { data: { id: "RUS" }, position: { x: 10, y: 20 } },
  { data: { id: "USA" }, position: { x: 300, y: 400 } },
];
const given = elements();
const drawn = cytoscape({ headless: true, elements: given }).$id("USA").position();
const preset = cytoscape({ headless: true, elements: elements(), layout: { name: "preset" } }).$id("USA").position();
console.log("without a layout", JSON.stringify(drawn), "  in the object given", JSON.stringify(given[1].position),
  "  preset", JSON.stringify(preset));
assert.deepEqual({ ...preset }, { x: 300, y: 400 });
assert.notDeepEqual({ ...drawn }, { x: 300, y: 400 }, "positions are kept now");
assert.notDeepEqual({ ...given[1].position }, { x: 300, y: 400 }, "the object that was given stays as it is now");
process.exit(0);
JS
timeout 60 node positions.cjs
