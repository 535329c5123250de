"""What ``benchmarks/commands.py`` types: every command of the README that ends by itself, and what it is beside."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
LOOPBACK = str(ROOT / "benchmarks/commands.py")
"""Starts an endpoint, or what takes the place of one, and asks or fills it."""
BUSIEST = A, B = "A000", "A001"
"""The two between which most events of such a graph are."""


@dataclass(frozen=True, slots=True)
class Case:
    """One command.

    Attributes:
        name: What the table calls it.
        words: What is typed; GRAPH, OUT and ID stand for the graph, a file to write and the id of an event.
        most: Largest graph, in reports, that it is tried on.
        copy: Whether it changes the graph, so that it gets one of its own.
        anew: Whether the index and the kept events are removed before.
        grown: Whether the graph has got 100 articles since events were kept; it gets one of its own.
    """

    name: str
    words: Sequence[str]
    most: int = 1_000_000
    copy: bool = False
    anew: bool = False
    grown: bool = False


def cases(*, peers: bool) -> list[Case]:
    """The commands, those that take an index last.

    Args:
        peers: DuckDB, rdflib and Oxigraph on the same data as well.
    """
    kg, on = [sys.executable, "-m", "kg"], ["-g", "GRAPH"]
    ties = [*kg, "ties", A, B, "--by", "month", *on]
    compare = [*kg, "compare", "--before", "2000..2005", "--after", "2006..2010", *on]
    found = [
        Case("`kg ties A B --by month`, first time", ties, anew=True),
        Case("`kg ties A B --by month`", ties),
        Case("`kg ties A B --turns --plot`", [*ties, "--turns", "--plot", "OUT.svg"]),
        Case("`kg ties A B --by-source`", [*ties, "--by-source"]),
        Case("`kg top`, first time", [*kg, "top", *on], anew=True),
        Case("`kg top`, after 100 articles more", [*kg, "top", *on], grown=True),
        Case("`kg top`", [*kg, "top", *on]),
        Case("`kg top --by improved`", [*kg, "top", "--by", "improved", *on]),
        Case("`kg compare`, first time", compare, anew=True),
        Case("`kg compare`, after 100 articles more", compare, grown=True),
        Case("`kg compare`", compare),
        Case("`kg panel -o .parquet`, after 100 articles more", [*kg, "panel", *on, "-o", "OUT.parquet"], grown=True),
        Case("`kg panel -o .parquet`", [*kg, "panel", *on, "-o", "OUT.parquet"]),
        Case("`kg panel --grid -o .parquet`", [*kg, "panel", "--grid", *on, "-o", "OUT.parquet"]),
        Case(
            "`kg panel --grid --system cow`, 30 years",
            [*kg, "panel", "--grid", "--system", "cow", "--from", "1990", "--to", "2019", *on, "-o", "OUT.cow.parquet"],
        ),
        Case("`kg turns --by year`", [*kg, "turns", "--by", "year", *on], most=100_000),
        Case("`kg show ID`", [*kg, "show", "ID", *on]),
        Case("`kg mark ID --wrong`", [*kg, "mark", "ID", "--wrong", *on], copy=True),
        Case("`kg export graphml`, first time", [*kg, "export", "graphml", *on, "-o", "OUT.graphml"], anew=True),
        *(Case(f"`kg export {name}`", [*kg, "export", name, *on, "-o", f"OUT.{name}"]) for name in _STREAMED),
        Case("`kg export gexf --timeline`", [*kg, "export", "gexf", "--timeline", *on, "-o", "OUT.t.gexf"]),
        Case("`kg view` of a pair", [*kg, "view", "--actor", A, "--actor", B, *on, "-o", "OUT.pair.html"]),
        Case("`kg view`", [*kg, "view", *on, "-o", "OUT.html"]),
        Case("`kg validate` (a sample)", [*kg, "validate", *on]),
        Case(
            "`kg build` of 108 articles",
            [*kg, "build", str(ROOT / "data/articles"), "-o", "GRAPH", "--no-views"],
            copy=True,
        ),
    ]
    if peers:
        found += _beside(_DUCKDB)
    found += [
        Case(
            "`kg query top-dyads`, with the index made",
            [*kg, "query", "top-dyads", "-p", "year=2004", *on],
            anew=True,
            most=100_000,
        ),
        Case("`kg query top-dyads`, second time", [*kg, "query", "top-dyads", "-p", "year=2004", *on], most=100_000),
        Case("`kg query sanctions`", [*kg, "query", "sanctions", "-p", "year=2004", *on]),
        Case("`kg serve`, started and asked", [sys.executable, LOOPBACK, "--loopback", "serve", "GRAPH"]),
        Case("`kg push` to loopback", [sys.executable, LOOPBACK, "--loopback", "push", "GRAPH"]),
    ]
    return [*found, *_beside(_STORES)] if peers else found


def _beside(peers: dict[str, str]) -> list[Case]:
    return [Case(name, [sys.executable, "-c", code, "GRAPH", "OUT"]) for name, code in peers.items()]


_STREAMED = ("parquet", "csv", "ntriples", "turtle", "jsonld", "graphml", "gexf", "nodes", "jsonl", "trig")

_READ = "import sys, duckdb; g, out = sys.argv[1:]; f = f\"read_parquet('{g}/log/reports-*.parquet')\"; "
_DUCKDB = {
    "DuckDB: months of a dyad": _READ
    + f"print(duckdb.sql(f\"SELECT date_trunc('month', earliest), source_id, type, count(*) FROM {{f}} WHERE pair = "
    f"'{A}' || chr(31) || '{B}' GROUP BY ALL\"))",
    "DuckDB: events of each pair": _READ
    + 'print(duckdb.sql(f"SELECT pair, count(DISTINCT event) AS n FROM {f} GROUP BY pair ORDER BY n DESC LIMIT 10"))',
    "DuckDB: COPY of all rows, parquet": _READ
    + "duckdb.sql(f\"COPY (SELECT * FROM {f}) TO '{out}.p.parquet' (FORMAT parquet, COMPRESSION zstd)\")",
    "DuckDB: COPY of all rows, csv": _READ + "duckdb.sql(f\"COPY (SELECT * FROM {f}) TO '{out}.p.csv' (FORMAT csv)\")",
}
_STORES = {
    "Oxigraph: bulk load of our N-Triples": "import sys, pyoxigraph as o; g, out = sys.argv[1:]; "
    "o.Store(f'{out}.store').bulk_load(path=f'{out}.ntriples', format=o.RdfFormat.N_TRIPLES)",
    "Oxigraph: dump of them as N-Triples": "import sys, pyoxigraph as o; g, out = sys.argv[1:]; "
    "o.Store.read_only(f'{out}.store').dump(f'{out}.dump', format=o.RdfFormat.N_TRIPLES, from_graph=o.DefaultGraph())",
    "rdflib: reads and writes the N-Triples of 10,000": "import sys, rdflib, itertools; g, out = sys.argv[1:]; "
    "t = ''.join(itertools.islice(open(f'{out}.ntriples'), 200000)); "
    "rdflib.Graph().parse(data=t, format='nt').serialize(f'{out}.rdflib.nt', format='nt')",
}
