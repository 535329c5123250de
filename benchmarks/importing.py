"""Import generated event tables, and say how fast that goes and how much memory it takes.

    python benchmarks/importing.py [ROWS]

Writes ROWS (1,000,000 by default) rows in the layout of GDELT 1.0 from a fixed seed to a temporary folder, imports them
with ``kg import`` in a process of its own, and prints rows a second of processor time, the largest memory and the size
of the log. A second import of the same file shows what known rows cost. A third run, of a graph of its own, says what
could be shared out among processes, and what handing it over would cost.
"""

from __future__ import annotations

import json
import random
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

SEED = 1979
COUNTRIES = "USA RUS CHN DEU FRA GBR IRN ISR TUR GRC IND PAK JPN KOR PRK UKR POL SYR EGY SAU".split()
ROLES = ("", "", "", "GOV", "MIL", "LEG", "BUS", "REB", "COP", "CVL")
CODES = (
    "010",
    "036",
    "040",
    "042",
    "051",
    "060",
    "073",
    "0841",
    "100",
    "111",
    "112",
    "120",
    "130",
    "141",
    "163",
    "190",
)
_RUN = """
import json, resource, sys, time
from pathlib import Path
from kg.importers.run import import_files
began = time.process_time()
done = import_files("gdelt1", [sys.argv[1]], Path(sys.argv[2]))
seconds = time.process_time() - began
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(json.dumps({"seconds": seconds, "peak": peak, "reports": done.reports, "known": done.known}))
"""

_SHARES = """
import json, pickle, sys, time
from collections import Counter
from pathlib import Path
from kg.importers.run import _Run, import_files
spent = Counter()
def timed(name, call, *arguments):
    begun = time.process_time()
    found = call(*arguments)
    spent[name] += time.process_time() - begun
    return found
reports, commit = _Run._reports, _Run._commit
def handed_over(self, *arguments):
    made = timed("reading rows", lambda: list(reports(self, *arguments)))
    packed = timed("packing reports", pickle.dumps, made, pickle.HIGHEST_PROTOCOL)
    return timed("unpacking them", pickle.loads, packed)
_Run._reports, _Run._commit = handed_over, lambda self: timed("writing the log", commit, self)
begun = time.process_time()
import_files("gdelt1", [sys.argv[1]], Path(sys.argv[2]))
spent["all else"] = time.process_time() - begun - sum(spent.values())
print(json.dumps(spent))
"""


def generate(path: Path, rows: int) -> None:
    """Write a table of invented events; the same bytes for the same number of rows."""
    chance = random.Random(SEED)  # noqa: S311 - sample data
    first = date(2015, 1, 1)
    with path.open("w", encoding="utf-8") as file:
        for number in range(rows):
            day = (first + timedelta(days=number * 3000 // rows)).strftime("%Y%m%d")
            cells = [""] * 58
            cells[0], cells[1], cells[3], cells[26] = str(number), day, day[:4], chance.choice(CODES)
            for start in (5, 15):
                country, role = chance.choice(COUNTRIES), chance.choice(ROLES)
                cells[start], cells[start + 1], cells[start + 2] = country + role, country, country
                cells[start + 7] = role
            cells[50], cells[56] = f"Town {chance.randrange(500)}", day
            cells[57] = f"https://outlet{chance.randrange(200)}.example.org/{day}/{number}"
            file.write("\t".join(cells) + "\n")


def run(table: Path, graph: Path, code: str = _RUN) -> dict[str, float]:
    """Import in a fresh process and return what it measured of itself."""
    import subprocess

    command = [sys.executable, "-c", code, str(table), str(graph)]
    answer: dict[str, float] = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return answer


def main() -> None:
    """Measure and print."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    with tempfile.TemporaryDirectory() as folder:
        table, graph = Path(folder, "events.CSV"), Path(folder, "graph")
        began = time.perf_counter()
        generate(table, rows)
        size = table.stat().st_size / 1e6
        print(f"{rows:,} rows of GDELT 1.0, {size:,.0f} MB, generated in {time.perf_counter() - began:.0f} s")
        for label in ("import", "again"):
            found = run(table, graph)
            speed = rows / found["seconds"]
            print(
                f"{label}: {found['seconds']:.1f} processor seconds, {speed:,.0f} rows/s, peak {found['peak']:,.0f} MB",
                end=", ",
            )
            print(f"{found['reports']:,.0f} imported, {found['known']:,.0f} known")
        disk = sum(part.stat().st_size for part in (graph / "log").iterdir()) / 1e6
        print(f"log: {disk:,.1f} MB in {len(list((graph / 'log').iterdir()))} files")
        shares = run(table, Path(folder, "other"), _SHARES)
        print("processor seconds: " + ", ".join(f"{name} {spent:.1f}" for name, spent in shares.items()))


if __name__ == "__main__":
    main()
