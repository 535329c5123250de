// Runs queries with Comunica: {"file": N-Triples, "queries": [SPARQL]} on standard input; rows of values on standard output.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";

const require = createRequire(`${process.argv[2]}/`);
const { QueryEngine } = require("@comunica/query-sparql-file");
const asked = JSON.parse(readFileSync(0, "utf8"));
const { Store, Parser } = require("n3");
const store = new Store(new Parser({ format: "N-Triples" }).parse(readFileSync(asked.file, "utf8")));
const engine = new QueryEngine();
const found = [];
for (const query of asked.queries) {
  const answer = await engine.query(query, { sources: [store] });
  const columns = (await answer.metadata()).variables.map((it) => (it.variable ?? it).value);
  const rows = await (await answer.execute()).toArray();
  found.push({ columns, rows: rows.map((row) => columns.map((name) => row.get(name)?.value ?? null)) });
}
process.stdout.write(JSON.stringify(found));
