#!/bin/sh
# GrandCypher 1.2.0, Cypher over networkx, finds a tie by (a)-[r]-(b) only if it goes both ways: of RUS -> USA, USA -> CHN and CHN -> USA it
# gives the second and third, and that RUS threatened the USA is in no row. In Cypher a pattern without an arrow is met by a tie either
# way (openCypher, patterns); Kuzu 0.11.3 gives all. Its table of features has the pattern as supported. In a network with directions a
# state also fills one place of a pattern only: a tie of a state with itself is in no count, and a -> b -> c never comes back to a.
#
# Who meets it: whoever asks for the partners of a state, whoever began, in a network of events; only mutual relations come out, which looks like
# an answer. Counts of ties leave out what happens within a state.
# Way out: ask with an arrow, once each way, and add; loops by networkx.selfloop_edges.
#
# Seen on Python 3.11, Linux (partners of USA, all ties, chains of two from USA):    GrandCypher CHN, 3, 0    Kuzu CHN RUS, 4, 2
set -eu
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet grand-cypher==1.2.0 networkx==3.6.1 kuzu==0.11.3
venv/bin/python - <<'PYTHON'
import kuzu
import networkx
from grandcypher import GrandCypher

TIES = [("RUS", "USA"), ("USA", "CHN"), ("CHN", "USA"), ("CHN", "CHN")]
graph = networkx.DiGraph(TIES)
for node in graph:
    graph.nodes[node]["name"] = node
database = kuzu.Connection(kuzu.Database("states"))
database.execute("CREATE NODE TABLE State(name STRING PRIMARY KEY)")
database.execute("CREATE REL TABLE Tie(FROM State TO State)")
for node in graph:
    database.execute(f"CREATE (:State {{name: '{node}'}})")
for one, other in TIES:
    database.execute(f"MATCH (a:State {{name: '{one}'}}), (b:State {{name: '{other}'}}) CREATE (a)-[:Tie]->(b)")


def ask(pattern):
    """The names that b or c has where a is as the pattern says: by GrandCypher, by Kuzu."""
    last = pattern[-2]
    found = list(GrandCypher(graph).run(f"MATCH {pattern} RETURN a.name, {last}.name").values())
    theirs = database.execute(f"MATCH {pattern} RETURN a.name, {last}.name").get_all()
    return sorted(zip(*found)), sorted(tuple(row) for row in theirs)


partners = [sorted({other for one, other in rows if one == "USA"}) for rows in ask("(a)-[r]-(b)")]
ties = [len(rows) for rows in ask("(a)-[r]->(b)")]
chains = [sum(one == "USA" for one, _ in rows) for rows in ask("(a)-[r]->(b)-[s]->(c)")]
print(partners, ties, chains)
assert partners == [["CHN"], ["CHN", "RUS"]], "ties of one way are found otherwise now"
assert ties == [3, 4] and chains == [0, 2], "loops or ways back are found otherwise now"
assert ("RUS", "USA") in ask("(a)-[r]->(b)")[0], "an arrow is no way out any more"
PYTHON
