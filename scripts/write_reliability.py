"""Take the hard tests in their long form and write ``docs/reliability.md`` of what they found.

``python scripts/write_reliability.py --times 40``: forty times the short form. Needs an hour or
so, and root for the full disks.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).parent.parent
OUT = ROOT / "docs" / "reliability.md"
Record = dict[str, object]

KILLED = "| `{command}` | {tried} | {killed} | {writes} |"
OTHERS = {
    "full disks": "| full disk during `{command}` | {tried} | full {full} times |",
    "crowds": "| crowds, {commands} commands | {tried} | all marks in, all views of the last state |",
    "inputs": "| odd inputs of {kinds} kinds | {number} | {faults} tracebacks; the slowest took {slowest} s "
    "of processor time, the process at most {megabytes} MB |",
    "requests": "| odd requests to `kg serve` | {number} | it answered on, no traceback in its log |",
    "additions": "| small additions to one graph | {number} | nothing left over; processor seconds for one of the "
    "first tenth {first}, of the last tenth {last} |",
}
SERVED = """| `kg serve`, small queries, clients on the same machine (`benchmarks/serving.py`) | |
|---|---|
| answered a second, with what other programs left of the cores | {a_second} |
| processor time of one: server, worker, client | {ms_server} ms, {ms_workers} ms, {ms_clients} ms |
| so many a second two cores of our own have time for | {possible} |
| 99th percentile at half of that | {p99_at_half} s |
| the same beside {silent} connections that say nothing | {p99_at_half_beside_silent} s |"""


def tried(times: int, seed: str) -> tuple[list[Record], str]:
    """Run the tests; returns their numbers and pytest's last line."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "numbers.jsonl")
        settings = {"KG_HARD": str(times), "KG_HARD_SEED": seed, "KG_HARD_RECORD": str(path)}
        command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests/hard"]
        env = os.environ | settings
        done = subprocess.run(command, cwd=ROOT, env=env, check=False, stdout=subprocess.PIPE, text=True)  # noqa: S603 - our own tests
        print(done.stdout)
        return [json.loads(line) for line in path.read_text("utf-8").splitlines()], done.stdout.splitlines()[-1]


def served() -> Record:
    """What the server can do on this machine now."""
    with tempfile.TemporaryDirectory() as folder:
        kg = [sys.executable, "-m", "kg", "build", "data/articles", "-o", folder]
        subprocess.run(kg, cwd=ROOT, check=True, capture_output=True)  # noqa: S603 - our own command
        command = [sys.executable, "benchmarks/serving.py", folder]
        done = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True)  # noqa: S603 - likewise
        found: dict[str, float] = json.loads(done.stdout)
        took = {name: found[name] for name in ("ms_server", "ms_workers", "ms_clients")}
        # all three on two cores, and the server's one process of Python on one
        return {**found, "possible": int(min(2000 / sum(took.values()), 1000 / took["ms_server"]))}


def commit() -> str:
    """The commit, and whether the tree differs from it."""
    git = ["git", "describe", "--always", "--dirty", "--abbrev=12"]
    return subprocess.run(git, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True).stdout.strip()  # noqa: S603 - git


def rows(records: Iterable[Record], what: str) -> list[Record]:
    """The numbers of one kind."""
    return [record for record in records if record["what"] == what]


def report(records: list[Record], server: Record, how: str) -> str:
    """The tables."""
    machine = (
        f"{platform.system()} on {os.cpu_count()} cores shared with other work, Python {platform.python_version()}"
    )
    kills = rows(records, "kills")
    lines = [
        f"Commit {commit()}, {machine}: {how}.",
        "",
        "| killed | times | of which before it had ended | writes of an undisturbed run |",
        "|---|---|---|---|",
        *(KILLED.format(**one) for one in kills),
        f"| together | {_sum(kills, 'tried')} | {_sum(kills, 'killed')} | |",
        "",
        "| other | tried | what happened |",
        "|---|---|---|",
        *(form.format(**one) for what, form in OTHERS.items() for one in rows(records, what)),
        "",
        "Any loss, difference, file left over or traceback would be a failed test above.",
        "",
        SERVED.format(**server),
    ]
    return "\n".join(lines) + "\n"


def _sum(records: Iterable[Record], name: str) -> int:
    return sum(int(str(record[name])) for record in records)


def main() -> None:
    """Write the document."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=40)
    parser.add_argument("--seed", default="1")
    parser.add_argument(
        "--numbers", nargs="+", type=Path, metavar="FILE", help="what KG_HARD_RECORD kept of earlier runs"
    )
    options = parser.parse_args()
    if options.numbers:
        records = [json.loads(line) for path in options.numbers for line in path.read_text("utf-8").splitlines()]
        how = "numbers of several runs of `tests/hard` on this commit and those just before it"
    else:
        records, last = tried(options.times, options.seed)
        how = f"`--times {options.times}`, {last.strip('= ')}"
    head = (ROOT / "scripts" / "reliability" / "head.md").read_text("utf-8")
    OUT.write_text(head + report(records, served(), how), "utf-8")


if __name__ == "__main__":
    main()
