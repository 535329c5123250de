"""Writes docs/readers.md: which program opens which of our files, found out by opening them.

    python scripts/write_readers.py --python VENV/bin/python --python /usr/bin/python3 --node DIR

Each ``--python`` is an interpreter with some of the libraries; ``--node`` a folder with ``node_modules``. Programs are
looked for in the path. What is not installed is told as such. Install lines stand in the page itself.
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from kg.views.networks import EDGE_COLUMNS, NODE_COLUMNS

ROOT = Path(__file__).parent.parent
READERS = ROOT / "scripts" / "readers"
Found = dict[str, object]

NETWORKS = ("graphml", "gexf", "timeline.gexf", "dot", "pajek", "cytoscape")
TABLES = ("csv", "parquet", "jsonl", "nodes", "edges", "icews")
TRIPLES = ("turtle", "ntriples", "jsonld", "trig")
OPTIONS: Mapping[str, tuple[str, ...]] = {"timeline.gexf": ("gexf", "--timeline")}
WANTED = (
    *("networkx", "python-igraph", "R igraph", "graph-tool", "graphology", "Cytoscape.js", "Tulip", "Graphviz"),
    *("pandas", "polars", "pyarrow", "DuckDB", "fastparquet", "pyreadstat"),
    *(
        "rdflib",
        "oxrdflib",
        "pyoxigraph",
        "maplib",
        "PyLD",
        "jsonld.js",
        "N3.js",
        "rapper",
        "serdi",
        "Comunica",
        "Virtuoso",
    ),
)
SECONDS = 600
DRAWN = ("size", "color", "x", "y")
"""Columns that GEXF has places of its own for; readers put them under names of their own."""


def export(folder: Path) -> None:
    """Build the sample graph, and write it in every format."""
    kg = [sys.executable, "-c", "from kg.cli import main; main()"]
    graph = folder / "graph"
    _ran(*kg, "build", "data/articles", "-o", str(graph))
    for name in (*NETWORKS, *TABLES, *TRIPLES):
        given = OPTIONS.get(name, (name,))
        out = str(folder / f"sample.{name}")
        _ran(*kg, "export", *given, "-g", str(graph), "-o", out)


def _ran(*command: str, strict: bool = True) -> str:
    """What a program prints on both its streams."""
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=SECONDS, check=strict)
    return done.stdout + done.stderr


def _said(*command: str) -> str:
    """The same of one that may fail."""
    return _ran(*command, strict=False)


def lines(*command: str) -> Iterator[Found]:
    """What a program of readers prints, line by line."""
    for line in _said(*command).splitlines():
        if line.startswith("{"):
            yield json.loads(line)


def run(folder: Path, pythons: Iterable[str], node: str | None) -> Iterator[Found]:
    """Open everything with everything that is there."""
    for python in pythons:
        for name in ("networks.py", "tables.py", "triples.py"):
            yield from lines(python, "-W", "ignore", str(READERS / name), str(folder))
    if node:
        yield from lines("node", str(READERS / "readers.mjs"), str(folder), str(Path(node).resolve()))
    if shutil.which("Rscript"):
        yield from lines("Rscript", str(READERS / "igraph.R"), str(folder))
    yield from programs(folder)
    yield from virtuoso(folder)


def programs(folder: Path) -> Iterator[Found]:
    """Programs of the command line."""
    if shutil.which("gc"):
        version = re.findall(r"version ([\d.]+)", _said("dot", "-V"))[0]
        nodes, edges = re.findall(r"\d+", _said("gc", "-n", "-e", str(folder / "sample.dot")))[:2]
        yield _told("Graphviz", version, "dot", nodes=int(nodes), edges=int(edges))
    if shutil.which("rapper"):
        for name in ("turtle", "ntriples", "trig"):
            count = re.findall(
                r"returned (\d+) triples", _said("rapper", "-c", "-i", name, str(folder / f"sample.{name}"))
            )
            yield _told("rapper", _said("rapper", "--version").strip(), name, triples=int(count[0]) if count else None)
    if shutil.which("serdi"):
        for name in ("turtle", "ntriples", "trig"):
            written = _said("serdi", "-o", "ntriples", "-i", name, str(folder / f"sample.{name}"))
            yield _told("serdi", _said("serdi", "-v").split()[1], name, triples=len(set(written.splitlines())))


def virtuoso(folder: Path) -> Iterator[Found]:
    """Virtuoso, loaded from N-Triples."""
    sys.path.insert(0, str(ROOT))
    from tests.virtuoso import MISSING
    from tests.virtuoso import virtuoso as started

    if MISSING:
        return
    (folder / "server").mkdir()
    shutil.copy(folder / "sample.ntriples", folder / "server" / "sample.nt")
    with started(folder / "server") as server:
        server.load(folder / "server" / "sample.nt", "https://example.org/graph")
        _, rows = server.select("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", "https://example.org/graph")
        version = re.findall(r"[\d.]{5,}", _said("virtuoso-t", "-?"))
        yield _told("Virtuoso", version[0] if version else "?", "ntriples", triples=int(rows[0]["n"]["value"]))


def _told(reader: str, version: str, format_: str, **found: object) -> Found:
    return {"reader": reader, "version": version, "format": format_, **found}


# ---------- the page ----------

NOTES: Mapping[tuple[str, str], str] = {
    ("networkx", "gexf"): "days and months are dropped without a word: read `kg export csv` beside it",
    ("networkx", "timeline.gexf"): "months of nodes and edges stay as spells",
    ("networkx", "pajek"): "the third coordinate becomes `shape`: ignore it",
    ("networkx", "dot"): "through pydot, every value as text with its quotes; a MultiDiGraph",
    ("python-igraph", "graphml"): "`id` of edges is one that igraph 1.0.0 takes from the nodes: use source and target",
    (
        "graph-tool",
        "graphml",
    ): "an unknown number (`balance`, `latitude`) becomes 0.0: select by `country` or `kind` first",
    ("Tulip", "graphml"): "an unknown number becomes 0.0, as in graph-tool",
    ("graphology", "timeline.gexf"): "refuses a second list of columns: give it `kg export gexf` without months",
    ("pandas", "csv"): "`042` becomes 42: read with `dtype={'cameo': str, 'cameo_root': str}`, or take Parquet",
    (
        "polars",
        "csv",
    ): "`042` becomes 42: read with `schema_overrides={'cameo': pl.String, 'cameo_root': pl.String}`, or take Parquet",
    ("pyarrow", "csv"): "`042` becomes 42: give `column_types`, or take Parquet",
    ("pandas", "icews"): "`042` becomes 42: read with `dtype={'CAMEO Code': str}`",
    ("polars", "icews"): "`042` becomes 42: read with `schema_overrides={'CAMEO Code': pl.String}`",
    ("pyreadstat", "csv"): "read as text, written as Stata 118, read back: codes keep their zeros",
}


def page(found: Sequence[Found]) -> str:
    """The document."""
    best = {
        key: max((int(str(row[key])) for row in found if row.get(key)), default=0)
        for key in ("nodes", "edges", "triples")
    }
    events = next(int(str(row["rows"])) for row in found if row["format"] == "parquet" and "rows" in row)
    parts = [(READERS / "head.md").read_text("utf-8").format(events=events, **best)]
    for title, formats, cells in (
        ("Networks", NETWORKS, _network),
        ("Tables", TABLES, _table),
        ("RDF", TRIPLES, _rdf),
    ):
        parts.append(f"## {title}\n\n{cells(found, formats, best)}\n")
    ran = {str(row["reader"]) for row in found if "error" not in row}
    if missing := [name for name in WANTED if name not in ran]:
        parts.append(f"Not installed where this was written: {', '.join(missing)}.\n")
    parts.append(f"{len(ran)} programs opened at least one file.\n")
    return "\n".join([*parts, (READERS / "tail.md").read_text("utf-8")])


def _rows(found: Sequence[Found], formats: Sequence[str]) -> list[Found]:
    order = {name: at for at, name in enumerate(WANTED)}
    mine = [row for row in found if row["format"] in formats]
    return sorted(mine, key=lambda row: (order[str(row["reader"])], formats.index(str(row["format"]))))


def _network(found: Sequence[Found], formats: Sequence[str], best: Mapping[str, int]) -> str:
    table = ["| program | file | actors | ties | columns that are not there | to know |", "|---|---|---|---|---|---|"]
    for row in _rows(found, formats):
        if "error" in row:
            cells = ["", "", f"**not opened**: {row['error']}"]
        else:
            counts = [_bold(row[key], best[key]) for key in ("nodes", "edges")]
            cells = [*counts, _lost(row)]
        table.append(_line(row, cells))
    return "\n".join(table)


def _lost(row: Found) -> str:
    """Our columns that a reader does not have."""
    if "node_columns" not in row:
        return ""
    lost = []
    for names, key in ((NODE_COLUMNS, "node_columns"), (EDGE_COLUMNS, "edge_columns")):
        given = row[key]
        have = set(map(str, given)) if isinstance(given, list) else set()
        drawn = DRAWN if "viz" in have or row["format"] in ("gexf", "timeline.gexf") else ()
        lost.append([name for name in names if name not in have and name not in drawn])
    if len(lost[0]) + len(lost[1]) > 12:  # noqa: PLR2004 - a list that nobody reads
        return "most: the format has no place for them" if row["format"] in ("pajek", "dot") else "most"
    time = ["**time**"] if str(row["format"]).endswith("gexf") and not row.get("time") else []
    return ", ".join([*time, *dict.fromkeys(f"`{name}`" for name in (*lost[0], *lost[1]))])


def _table(found: Sequence[Found], formats: Sequence[str], best: Mapping[str, int]) -> str:
    del best
    table = ["| program | file | rows | columns | codes keep their zeros | to know |", "|---|---|---|---|---|---|"]
    most = {
        name: max((int(str(row.get("rows", 0))) for row in found if row["format"] == name), default=0)
        for name in formats
    }
    for row in _rows(found, formats):
        if "error" in row:
            cells = ["", "", f"**not opened**: {row['error']}"]
        else:
            zeros = {None: "", True: "yes", False: "**no**"}[row["zeros"]]  # type: ignore[index]  # one of these
            cells = [_bold(row["rows"], most[str(row["format"])]), str(row["columns"]), zeros]
        table.append(_line(row, cells))
    return "\n".join(table)


def _rdf(found: Sequence[Found], formats: Sequence[str], best: Mapping[str, int]) -> str:
    table = ["| program | file | triples | to know |", "|---|---|---|---|"]
    for row in _rows(found, formats):
        cell = f"**not opened**: {row['error']}" if "error" in row else _bold(row["triples"], best["triples"])
        table.append(_line(row, [cell]))
    return "\n".join(table)


def _line(row: Found, cells: Sequence[str]) -> str:
    note = NOTES.get((str(row["reader"]), str(row["format"])), "")
    return f"| {row['reader']} {row['version']} | {row['format']} | {' | '.join(cells)} | {note} |"


def _bold(value: object, best: int) -> str:
    return str(value) if value == best else f"**{value}**"


def main() -> None:
    """Write the page."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--python", action="append", default=[])
    parser.add_argument("--node")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        export(Path(folder))
        found = list(run(Path(folder), options.python or [sys.executable], options.node))
    (ROOT / "docs" / "readers.md").write_text(page(found), encoding="utf-8")


if __name__ == "__main__":
    main()
