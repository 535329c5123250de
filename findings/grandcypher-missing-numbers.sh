#!/bin/sh
# GrandCypher 1.2.0 counts what is not there: of four states, one without a number for its power, COUNT(a.power) is 4, and AVG(a.power) divides
# by 4, as if the number were 0; WHERE a.power <> 5 gives the state without a number, too. In Cypher null is left out by COUNT of an expression
# and by AVG, and a comparison with it is no match (openCypher, aggregating functions, null); Kuzu 0.11.3 does so.
#
# Who meets it: whoever averages an attribute that some actors or events lack (troops, trade, tone, dead): the mean is drawn to 0, and the count
# beside it says that nothing is missing. MIN, MAX and SUM are right.
# Way out: a comparison that holds for all that have a number (WHERE a.power > -1).
#
# Seen on Python 3.11, Linux (count, mean, states whose power is not 5):    GrandCypher 4 5.25 CHN IND USA    Kuzu 3 7.0 CHN USA
#     with the comparison: GrandCypher 3 7.0
set -eu
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet grand-cypher==1.2.0 networkx==3.6.1 kuzu==0.11.3
venv/bin/python - <<'PYTHON'
import kuzu
import networkx
from grandcypher import GrandCypher

POWER = {"RUS": 5, "USA": 9, "CHN": 7, "IND": None}
graph = networkx.DiGraph()
database = kuzu.Connection(kuzu.Database("states"))
database.execute("CREATE NODE TABLE State(name STRING PRIMARY KEY, power INT64)")
for name, power in POWER.items():
    graph.add_node(name, name=name, **({} if power is None else {"power": power}))
    database.execute("CREATE (:State {name: $name, power: $power})", {"name": name, "power": power})


def ours(query):
    return list(zip(*GrandCypher(graph).run(query).values()))


def theirs(query):
    return [tuple(row) for row in database.execute(query).get_all()]


MEAN, OTHERS = "MATCH (a) RETURN COUNT(a.power), AVG(a.power)", "MATCH (a) WHERE a.power <> 5 RETURN a.name"
for ask in (ours, theirs):
    print(ask.__name__, ask(MEAN), sorted(ask(OTHERS)))
assert ours(MEAN) == [(4, 5.25)] and theirs(MEAN) == [(3, 7.0)], "missing numbers are counted otherwise now"
assert sorted(ours(OTHERS)) == [("CHN",), ("IND",), ("USA",)], "a comparison with a missing number is otherwise now"
assert sorted(theirs(OTHERS)) == [("CHN",), ("USA",)], "Kuzu compares otherwise now"
assert ours(MEAN.replace("RETURN", "WHERE a.power > -1 RETURN")) == [(3, 7.0)], "the way out does not work any more"
PYTHON
