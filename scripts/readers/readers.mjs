// Opens files with JavaScript libraries; one JSON line a try. Used by write_readers.py, which runs it beside node_modules.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { join } from "node:path";

const [here, modules] = process.argv.slice(2);
const require = createRequire(join(modules, "package.json"));
const text = (format) => readFileSync(join(here, `sample.${format}`), "utf8");
const version = (name) => JSON.parse(readFileSync(join(modules, "node_modules", name, "package.json"), "utf8")).version;

async function tried(reader, name, format, read) {
  const line = { reader, version: version(name), format };
  try {
    Object.assign(line, await read(text(format)));
  } catch (error) {
    line.error = String(error.message ?? error).split("\n")[0];
  }
  console.log(JSON.stringify(line));
}

function counted(nodes, edges) {
  const names = (all) => [...new Set(all.flatMap((data) => Object.keys(data)))].sort();
  return { nodes: nodes.length, edges: edges.length, node_columns: names(nodes), edge_columns: names(edges) };
}

async function graphology(format) {
  const { DirectedGraph } = require("graphology");
  const { DOMParser } = require("@xmldom/xmldom");
  globalThis.DOMParser = DOMParser;
  globalThis.Document = class {};
  const parse = require(`graphology-${format.replace("timeline.", "")}`).parse;
  await tried("graphology", "graphology", format, (data) => {
    const graph = parse(DirectedGraph, data, { addMissingNodes: false });
    const attributes = (kind) => graph[kind]().map((key) => graph[`get${kind === "nodes" ? "Node" : "Edge"}Attributes`](key));
    return { ...counted(attributes("nodes"), attributes("edges")), time: false };
  });
}

async function cytoscape() {
  const make = require("cytoscape");
  await tried("Cytoscape.js", "cytoscape", "cytoscape", (data) => {
    const given = JSON.parse(data);
    const before = given.elements.nodes[0].position.x;
    const graph = make({ ...given, headless: true, styleEnabled: false });
    const data_of = (all) => all.map((element) => element.data());
    return { ...counted(data_of(graph.nodes()), data_of(graph.edges())), time: false, moved: graph.nodes()[0].position().x !== before };
  });
}

async function n3() {
  const { Parser } = require("n3");
  for (const [format, name] of [["turtle", "Turtle"], ["ntriples", "N-Triples"], ["trig", "TriG"]])
    await tried("N3.js", "n3", format, (data) => {
      const quads = new Parser({ format: name }).parse(data);
      return { triples: new Set(quads.map((q) => `${q.subject.id} ${q.predicate.id} ${q.object.id}`)).size };
    });
}

async function jsonld() {
  await tried("jsonld.js", "jsonld", "jsonld", async (data) => {
    const quads = await require("jsonld").toRDF(JSON.parse(data), { format: "application/n-quads" });
    return { triples: new Set(quads.trim().split("\n")).size };
  });
}

async function comunica() {
  const { QueryEngine } = require("@comunica/query-sparql-file");
  for (const format of ["turtle", "ntriples", "jsonld", "trig"])
    await tried("Comunica", "@comunica/query-sparql-file", format, async (data) => {
      const mediaType = { turtle: "text/turtle", ntriples: "application/n-triples", jsonld: "application/ld+json", trig: "application/trig" };
      const source = { type: "serialized", value: data, mediaType: mediaType[format], baseIRI: "http://example.org/" };
      const where = format === "trig" ? "{ ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } }" : "?s ?p ?o";
      const query = `SELECT (COUNT(*) AS ?n) WHERE { SELECT DISTINCT ?s ?p ?o WHERE { ${where} } }`;
      const stream = await new QueryEngine().queryBindings(query, { sources: [source] });
      return { triples: Number((await stream.toArray())[0].get("n").value) };
    });
}

for (const format of ["graphml", "gexf", "timeline.gexf"]) await graphology(format);
await cytoscape();
await n3();
await jsonld();
await comunica();
