#!/bin/sh
# Comunica 4.5.0 orders by one key only: behind equal values of the first, the second is out of order. It sorts by the last key, then by
# the one before, which is right if a sort keeps equal rows as they came; its own does not. ORDER BY ?n ?it of five rows with the
# same ?n gives 2 4 8 9 5. With a LIMIT behind it, other rows come out than SPARQL 1.1 asks for.
#
# Who meets it: whoever pages through results, or compares the answers of two engines.
# Way out: one key that holds all (CONCAT of texts of one length), or sort the rows once they are there.
#
# Seen on Node 20, Linux:    two keys: 2 4 8 9 5    one key: 2 4 5 8 9
set -eu
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
npm install --silent --no-audit --no-fund --prefix "$folder" @comunica/query-sparql-file@4.5.0 > "$folder/npm.log" 2>&1
cat > "$folder/ask.cjs" <<'JS'
const { QueryEngine } = require("@comunica/query-sparql-file");
const source = { type: "serialized", value: "", mediaType: "text/turtle", baseIRI: "http://example.org/" };
const ask = async (order) => {
  const query = `SELECT ?n ?it { VALUES (?n ?it) { (1 9) (1 2) (1 5) (1 8) (1 4) } } ORDER BY ${order}`;
  const rows = await (await new QueryEngine().queryBindings(query, { sources: [source] })).toArray();
  return rows.map((row) => row.get("it").value).join(" ");
};
(async () => {
  const two = await ask("?n ?it");
  const one = await ask("?it");
  console.log(`two keys: ${two}    one key: ${one}`);
  if (one !== "2 4 5 8 9") throw new Error("one key is out of order, too");
  if (two === one) throw new Error("Comunica orders by several keys now");
})();
JS
node "$folder/ask.cjs"
