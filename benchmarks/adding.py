"""What it costs to add the sample articles to a graph that is there, reading them apart, beside an empty one.

    python benchmarks/adding.py GRAPH... [--times 3] [--views]

The articles are read once and what was found in them is kept; each run, in a process of its own and on a copy of the
graph, takes it for what an extractor says. What remains is ``kg build``: is an article known, is it a copy, writing
the part, joining parts, views. Printed are processor seconds of the whole process, the least of some runs, and how many
times those of an empty graph.
"""

from __future__ import annotations

import argparse
import os
import pickle
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from kg.extraction import Extraction
from kg.graph import build
from kg.graph.options import Options
from kg.model import Article

ARTICLES = Path(__file__).parent.parent / "data" / "articles"


class Replay:
    """An extractor that says what another has said."""

    def __init__(self, path: Path) -> None:
        self._found: dict[str, Extraction] = pickle.loads(path.read_bytes())  # noqa: S301 - of our own

    def extract(self, articles: Iterable[Article]) -> Iterator[Extraction]:
        """Read articles, in order."""
        for article in articles:
            yield self._found[article.id]


def keep(path: Path) -> None:
    """Read the articles and keep what was found."""
    found = {}
    for reading in build.extract([ARTICLES], Options()):
        found[reading.article.id] = Extraction(
            article=reading.article, reports=reading.reports, skipped=reading.skipped
        )
    path.write_bytes(pickle.dumps(found))


def add(kept: Path, graph: Path, *, views: bool) -> None:
    """Build with what was kept."""
    build.extractor = lambda _: Replay(kept)  # type: ignore[assignment, return-value]
    build.build([ARTICLES], graph, Options(jobs=1), views=None if views else False)


def seconds(kept: Path, graph: Path | None, folder: Path, *, views: bool) -> float:
    """Processor seconds of a process that adds them to a copy of a graph."""
    copy = folder / "copy"
    shutil.rmtree(copy, ignore_errors=True)
    if graph is not None:
        shutil.copytree(graph, copy, ignore=shutil.ignore_patterns("index"))
    words = [sys.executable, __file__, "--add", str(kept), str(copy), *(["--views"] if views else [])]
    process = subprocess.Popen(words)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(process.returncode)
    return used.ru_utime + used.ru_stime


def main() -> None:
    """Run and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("graphs", nargs="+", type=Path)
    parser.add_argument("--times", type=int, default=3)
    parser.add_argument("--views", action="store_true", help="views as kg build writes them unasked, too")
    parser.add_argument("--add", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.add:
        add(*options.graphs, views=options.views)
        return
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        kept = folder / "kept"
        keep(kept)
        graphs = [None, *options.graphs]
        runs: dict[Path | None, list[float]] = {graph: [] for graph in graphs}
        for _ in range(options.times):  # in turn, so that other load falls on all
            for graph in graphs:
                runs[graph].append(seconds(kept, graph, folder, views=options.views))
        empty = min(runs[None])
        for graph, found in runs.items():
            print(f"{graph or 'an empty graph'!s:40} {min(found):.2f} s, {min(found) / empty:.2f} times")


if __name__ == "__main__":
    main()
