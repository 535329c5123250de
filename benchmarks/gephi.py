"""Time and memory of network exports from a log of invented events, beside networkx's own writers.

    python benchmarks/gephi.py [--events 200000] [--actors 3000] [--keep FOLDER] [--plain]

Each export runs in a process of its own. Seconds are of CPU, and the peak of memory is that of the process. The file of
networkx holds the same network, which is built beforehand by ``kg.network`` and not counted in its time.
"""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from kg.base.dates import DateBasis, When
from kg.model import Actor, Article, Mention, Report, Status
from kg.store import Log, Reading
from ontology import ActorKind, EventType

BATCH = 20_000
SPAN = 25 * 365  # days
SEED = 7
VIEWS: tuple[list[str], ...] = ([], ["--timeline"], ["--kinds", "--undirected"])
NETWORKX = """
import sys, time, kg, networkx as nx
from pathlib import Path
from kg.store import Log
portions = Log.open(Path(sys.argv[1])).streams(20_000)
graph = kg.network(event for events in portions for event in events)
start = time.process_time()
(nx.write_graphml if sys.argv[2] == "graphml" else nx.write_gexf)(graph, sys.argv[3])
print(time.process_time() - start)
"""
OURS = """
import sys, time
from pathlib import Path
from kg.exporters.network_files import write_network
from kg.graph.network_sums import network_of
from kg.graph.selection import Selection
from kg.store import Log
from kg.views.networks import View
net = network_of(Log.open(Path(sys.argv[1])), Selection(), View())
start = time.process_time()
with open(sys.argv[3], "wb") as file:
    write_network(net, sys.argv[2], file)
print(time.process_time() - start)
"""


def reports(number: int, actors: int) -> Iterator[Report]:
    """Yield invented reports, one an event; a few actors take part in most of them, as in the news."""
    chance = random.Random(SEED)  # noqa: S311 - no secret
    types, first = list(EventType), date(1999, 1, 1)
    cast = [Actor(id=f"X{n:04}", label=f"Actor {n}", kind=ActorKind.IGO, stands_for=f"X{n:04}") for n in range(actors)]
    for at in range(number):
        source, target = (cast[min(int(chance.paretovariate(0.6)) - 1 + side, actors - 1)] for side in (0, 1))
        sentence = f"{source.label} did something to {target.label} for the {at}th time, as the agencies reported."
        yield Report(
            article=f"a{at // 20}",
            doc=f"a{at // 20}",
            sentence=sentence,
            start=at * 200,
            end=at * 200 + len(sentence),
            trigger="did",
            trigger_start=at * 200,
            trigger_end=at * 200 + 3,
            predicate="did",
            source=Mention(actor=source, text=source.label, start=0, end=9),
            target=Mention(actor=target, text=target.label, start=0, end=9),
            type=chance.choice(types),
            cameo=None,
            when=When.day(first + timedelta(days=chance.randrange(SPAN)), DateBasis.STATED),
            status=Status.OCCURRED,
            confidence=0.8,
            rule="v:do",
            outlet=f"Outlet {at % 50}",
        )


def fill(folder: Path, number: int, actors: int) -> None:
    """Write the log."""
    log = Log.create(folder)
    with log.writing():
        batch: dict[str, list[Report]] = {}
        for at, told in enumerate(reports(number, actors), 1):
            batch.setdefault(told.article, []).append(told)
            if at % BATCH == 0 or at == number:
                log.append(
                    [
                        Reading(article=Article(id=name, name=name, text=""), reports=tuple(found))
                        for name, found in batch.items()
                    ]
                )
                batch.clear()


def measured(command: list[str]) -> tuple[float, float, str]:
    """Run a command; return seconds of CPU, its peak of memory in MB, and what it prints."""
    code = (
        "import resource, subprocess, sys;"
        "done = subprocess.run(sys.argv[1:], capture_output=True, check=True, text=True);"
        "used = resource.getrusage(resource.RUSAGE_CHILDREN);"
        "print(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, done.stdout)"
    )
    done = subprocess.run([sys.executable, "-c", code, *command], capture_output=True, text=True, check=True)
    seconds, peak, *printed = done.stdout.split()
    return float(seconds), float(peak), " ".join(printed)


def main() -> None:
    """Run and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--events", type=int, default=200_000)
    parser.add_argument("--actors", type=int, default=3_000)
    parser.add_argument("--keep", type=Path, help="folder for log and files; what stands there is used again")
    parser.add_argument("--plain", action="store_true", help="leave out timelines and kinds")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="irkg-") as temporary:
        folder = options.keep or Path(temporary)
        if not (folder / "log").is_dir():
            start = time.process_time()
            fill(folder, options.events, options.actors)
            print(f"{options.events} events of {options.actors} actors written in {time.process_time() - start:.0f} s")
        for format_ in ("gexf", "graphml"):
            for view in VIEWS if format_ == "gexf" and not options.plain else VIEWS[:1]:
                file = folder / f"ours{''.join(view)}.{format_}"
                command = [sys.executable, "-m", "kg", "export", format_, *view, "-g", str(folder), "-o", str(file)]
                seconds, peak, _ = measured(command)
                size = file.stat().st_size / 1e6
                what = f"kg export {format_:8} {' '.join(view):20}"
                print(f"{what} {seconds:6.1f} s {peak:5.0f} MB peak {size:6.1f} MB file", flush=True)
            for name, code in (("kg", OURS), ("networkx", NETWORKX)):
                file = folder / f"{name}.{format_}"
                _, peak, printed = measured([sys.executable, "-c", code, str(folder), format_, str(file)])
                size = file.stat().st_size / 1e6
                print(
                    f"writing by {name:10} {format_:12} {float(printed):7.1f} s {peak:6.0f} MB peak {size:7.1f} MB file"
                )
        file = folder / ("ours.gexf" if options.plain else "ours--timeline.gexf")
        seconds, peak, _ = measured([sys.executable, "-m", "kg", "check", str(file)])
        print(f"kg check {file.name:29} {seconds:6.1f} s {peak:5.0f} MB peak", flush=True)


if __name__ == "__main__":
    main()
