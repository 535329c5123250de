"""How a graph of many reports behaves: questions about a dyad, adding articles, SPARQL.

    python benchmarks/store.py [REPORTS] [--folder DIR] [--sparql] [--build FOLDER]

The whole, some fifteen minutes: ``python benchmarks/store.py 1000000 --sparql --build data/articles``.

Makes a log of so many reports (200,000 unless told) with the files and the schema of the real one: five reports an
article, 190 actors of which few take part in most events, 30 years. Prints processor seconds with those of children,
the median of five where a question is asked repeatedly, and the most memory that the process had.
"""

from __future__ import annotations

import argparse
import os
import resource
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

import duckdb
from command_cases import BUSIEST

from kg.base.ids import digest
from kg.graph.counts import counts
from kg.sparql import index
from kg.store import Log
from kg.store.manifest import Manifest, StorePart
from kg.store.parts import COLUMNS, GROUP
from ontology import EventType

PART = 50_000


def main() -> None:
    """Run and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("reports", nargs="?", type=int, default=200_000)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--sparql", action="store_true", help="build the index, too")
    parser.add_argument("--build", type=Path, help="add these articles by kg build to this graph and to an empty one")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.folder or Path(temporary, "graph")
        if not folder.exists():
            timed("made", lambda: make(folder, options.reports))
        log = Log.open(folder)
        say("reports", f"{log.size()[1]:,} in {size(folder / 'log'):,.0f} MB")
        timed("a dyad's months, first", lambda: counts(log, *BUSIEST))
        repeated("a dyad's months, warm", lambda: counts(log, *BUSIEST))
        say("events of the busiest dyad", f"{sum(int(str(row['events'])) for row in counts(log, *BUSIEST)):,}")
        timed("its events with evidence", lambda: log.events(pair=BUSIEST))
        repeated("one year of it", lambda: counts(log, "A003", "A007", by="year"))
        event = next(log.reports(pair=("A003", "A007"))).event_id
        repeated("an event by its id", lambda: log.find(event[:10]))
        say("memory", f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MB")
        if options.sparql:
            timed("index made", lambda: index.ensure(log))
            say("index on disk", f"{size(folder / 'index'):,.0f} MB")
            store = index.store(log)
            timed("a dyad's months in SPARQL, first", lambda: store.run(_MONTHS))
            repeated("a dyad's months in SPARQL, warm", lambda: store.run(_MONTHS))
            say("memory", f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MB")
        if options.build:
            build(options.build, Path(temporary, "empty"), "100 articles to an empty graph")
            build(options.build, folder, "100 articles to this graph")
            if options.sparql:
                timed("index brought up to date", lambda: index.ensure(Log.open(folder)))
                say("memory", f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MB")


def make(folder: Path, reports: int) -> None:
    """Write a log: columns by DuckDB, ids by ours."""
    _write(Log.create(folder), range(0, reports, PART), reports)


def grow(folder: Path, reports: int) -> None:
    """Add a part with so many reports of the same kind."""
    log = Log.open(folder)
    first = PART * 1000 * max(part.last for part in log.parts.committed())  # numbers that none has yet
    _write(log, [first], first + reports)


def _write(log: Log, firsts: Sequence[int], end: int) -> None:
    types = ", ".join(f"'{type_.value}'" for type_ in EventType)
    parts = max((part.last for part in log.parts.committed()), default=0)
    with duckdb.connect() as database:
        database.create_function("claim", claim)
        database.create_function("told", told)
        for number, first in enumerate(firsts, parts + 1):
            last = min(first + PART, end)
            database.execute(_REPORTS.format(types=types, first=first, last=last, number=number))
            for kind, order in (("reports", "pair, earliest, article"), ("articles", "id")):
                typed = (f'"{name}"::{type_} AS "{name}"' for name, type_ in COLUMNS[kind].items())  # type: ignore[index]
                columns = ", ".join((*typed, "log_part"))
                source = (
                    "made" if kind == "reports" else f"({_ARTICLES.format(number=number, fingerprint=_FINGERPRINT)})"
                )
                path = log.parts.path(kind, StorePart(number, number))  # type: ignore[arg-type]
                database.execute(
                    f"COPY (SELECT {columns} FROM {source} ORDER BY {order}) TO '{path}' "
                    f"(FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {GROUP})"
                )
    Manifest.found(log.parts.folder).write(log.parts.folder)


_MONTHS = """
SELECT ?month ?who (COUNT(?event) AS ?events) WHERE {
  VALUES (?who ?whom) { (actor:A000 actor:A001) (actor:A001 actor:A000) }
  ?event irkg:source ?who ; irkg:target ?whom ; irkg:earliest ?day ; irkg:status status:occurred .
  BIND (SUBSTR(STR(?day), 1, 7) AS ?month)
}
GROUP BY ?month ?who ORDER BY ?month ?who
"""

_REPORTS = """
CREATE OR REPLACE TABLE made AS
WITH drawn AS (
    SELECT i, hash(i) AS h, (hash(i, 1) % 1000000) / 1000000 AS u, (hash(i, 2) % 1000000) / 1000000 AS v,
           list_extract([{types}], 1 + (hash(i, 3) % 16)::INTEGER) AS type,
           DATE '1995-01-01' + (hash(i, 4) % 10957)::INTEGER AS day
    FROM range({first}, {last}) t(i)),
sided AS (
    SELECT *, (190 * pow(u, 2.5))::INTEGER AS s, (190 * pow(v, 2.5))::INTEGER AS t FROM drawn),
named AS (
    SELECT *, format('A{{:03d}}', s) AS source, format('A{{:03d}}', CASE WHEN s = t THEN s + 1 ELSE t END) AS target,
           format('{{:016x}}', hash(i // 5, 'article')) AS article FROM sided)
SELECT article, 'text' AS part, article AS doc,
       'A sentence of some length about what one did to the other, no. ' || i AS sentence,
       ((i % 5) * 100)::INTEGER AS start, ((i % 5) * 100 + 60)::INTEGER AS "end", 'did' AS trigger,
       ((i % 5) * 100 + 20)::INTEGER AS trigger_start, ((i % 5) * 100 + 23)::INTEGER AS trigger_end, 'did' AS predicate,
       NULL AS object,
       source AS source_id, source AS source_label, 'state' AS source_kind, source AS source_stands_for,
       NULL AS source_sector, NULL AS source_role, NULL AS source_wikidata, source AS source_text,
       ((i % 5) * 100)::INTEGER AS source_start, ((i % 5) * 100 + 4)::INTEGER AS source_end,
       target AS target_id, target AS target_label, 'state' AS target_kind, target AS target_stands_for,
       NULL AS target_sector, NULL AS target_role, NULL AS target_wikidata, target AS target_text,
       ((i % 5) * 100 + 30)::INTEGER AS target_start, ((i % 5) * 100 + 34)::INTEGER AS target_end,
       NULL AS object_id, NULL AS object_label, NULL AS object_kind, NULL AS object_stands_for, NULL AS object_sector,
       NULL AS object_role, NULL AS object_wikidata, NULL AS object_event,
       type, NULL AS mode, []::VARCHAR[] AS contexts, NULL AS cameo, day AS earliest, day AS latest,
       'day' AS precision, list_extract(['relative', 'publication', 'stated'], 1 + (h % 3)::INTEGER) AS basis,
       NULL AS place, 'occurred' AS status, false AS symmetric, false AS domestic, 0.5 + (h % 50) / 100 AS confidence,
       'v:do' AS rule, 'Outlet ' || (h % 40) AS outlet, NULL AS url, day + 1 AS published, NULL AS dataset,
       NULL AS original_code,
       claim(source, target, type, day::VARCHAR, day::VARCHAR, 'real') AS event,
       told(event, article, trigger_start, trigger_end, source, target) AS id,
       least(source, target) || chr(31) || greatest(source, target) AS pair, (i % 5)::INTEGER AS position,
       {number} AS log_part
FROM named
"""

_ARTICLES = """
SELECT article AS id, article AS name, article AS content_hash, 'made.jsonl:' || any_value(article) AS origin,
       NULL AS url, any_value(outlet) AS outlet, 'A title' AS title, any_value(published) AS published,
       'metadata' AS published_basis, 'en' AS language, NULL AS skipped, count(*)::INTEGER AS reports,
       2000 AS text_length, format('{{:016x}}', hash(article, 'place')) AS place, []::VARCHAR[] AS replaces,
       {fingerprint} AS fingerprint, NULL AS copy_of, {number} AS log_part
FROM made GROUP BY article
"""


_FINGERPRINT = " || ".join(f"md5(article || {number})" for number in range(16))  # as long as one of 64 hashes


def claim(source: str, target: str, type_: str, earliest: str, latest: str, whether: str) -> str:
    """Id of an event."""
    return digest(source, target, type_, earliest, latest, whether)


def told(event: str, article: str, start: int, end: int, source: str, target: str) -> str:
    """Id of a report."""
    return digest(event, article, "text", start, end, source, target)


def build(articles: Path, graph: Path, label: str) -> None:
    """Add articles by the command, as a user does."""
    command = [sys.executable, "-m", "kg", "build", str(articles), "-o", str(graph), "--no-views"]
    timed(label, lambda: subprocess.run(command, check=True, capture_output=True))


def timed(label: str, job: Callable[[], object]) -> None:
    """Do it once."""
    start = spent()
    job()
    say(label, f"{spent() - start:.3f} s")


def repeated(label: str, job: Callable[[], object]) -> None:
    """Do it five times."""
    seconds = []
    for _ in range(5):
        start = spent()
        job()
        seconds.append(spent() - start)
    say(label, f"{statistics.median(seconds):.3f} s")


def spent() -> float:
    """Processor seconds of this process and its children so far."""
    return sum(os.times()[:4])


def say(label: str, value: str) -> None:
    """Print one line."""
    print(f"{label:36} {value}", flush=True)


def size(folder: Path) -> float:
    """Megabytes in a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6


if __name__ == "__main__":
    main()
