"""What reading and asking cost at ten and a hundred thousand articles, step by step, and whether memory stays flat.

    python benchmarks/scale.py                                  # 10,000 articles, read: half an hour on a busy machine
    python benchmarks/scale.py 100000 --stubbed                 # reading stubbed: what is left is the store's share
    python benchmarks/scale.py --write docs/scale.md            # both, into the document

Articles come from ``benchmarks/generated.py``. Stubbed, what stands in for the extractor tells five reports of each
article without reading it; all else is a build as ever, with two worker processes. Each step is a command in a process
of its own; counted are its processor seconds and those of its children, and the most memory that the first process
had, seen once in a while from outside. For builds that memory is told for each fifth of the run.
"""

from __future__ import annotations

import argparse
import os
import platform
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from generated import write

from kg.base.dates import DateBasis, When
from kg.extraction import Extraction
from kg.graph import build
from kg.graph.options import Options
from kg.lexicon import load_actors
from kg.model import Article, Mention, Report, Status
from kg.store import Log
from ontology import EventType

ROOT = Path(__file__).parent.parent
BEGIN, END = "<!-- benchmarks/scale.py begins -->", "<!-- benchmarks/scale.py ends -->"
LOOK = 0.2  # seconds between two looks at a process
REPORTS = 5  # an article, when reading is stubbed
FIFTHS = 5
SIDES = "USA RUS CHN DEU FRA GBR IRN ISR TUR GRC IND PAK JPN KOR PRK UKR POL SYR EGY SAU"


@dataclass(frozen=True, slots=True)
class Step:
    """What a command took. ``memory`` is megabytes of the first process at each look."""

    processor: float
    wall: float
    memory: Sequence[float]

    @property
    def peak(self) -> float:
        """The most memory."""
        return max(self.memory, default=0.0)

    def fifths(self) -> str:
        """The most memory in each fifth of the run."""
        size = max(-(-len(self.memory) // FIFTHS), 1)
        return ", ".join(f"{max(self.memory[at : at + size]):.0f}" for at in range(0, len(self.memory), size))


def main() -> None:
    """Run and print, or write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", nargs="?", type=int, default=10_000)
    parser.add_argument("--stubbed", action="store_true", help="let five reports an article stand in for reading")
    parser.add_argument("--write", type=Path, metavar="FILE", help="both runs, between the marks in this file")
    parser.add_argument("--build-stubbed", nargs=2, metavar=("ARTICLES", "GRAPH"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.build_stubbed:
        _build_stubbed(*map(Path, options.build_stubbed))
        return
    runs = [(10_000, False), (100_000, True)] if options.write else [(options.articles, options.stubbed)]
    lines = [
        f"{time.strftime('%Y-%m-%d')}, {os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}."
    ]
    for articles, stubbed in runs:
        lines += ["", *measured(articles, stubbed=stubbed)]
    text = "\n".join(lines) + "\n"
    print(text)
    if options.write:
        page = options.write.read_text("utf-8")
        before, _, rest = page.partition(BEGIN)
        options.write.write_text(f"{before}{BEGIN}\n{text}{END}{rest.partition(END)[2]}", "utf-8")


def measured(articles: int, *, stubbed: bool) -> Iterator[str]:
    """The table of one size in Markdown."""
    with tempfile.TemporaryDirectory() as folder:
        corpus, graph = Path(folder, "articles.jsonl"), Path(folder, "graph")
        words = write(corpus, articles)
        say(f"{articles:,} articles, {words:,} words, {corpus.stat().st_size / 1e6:,.0f} MB of JSON lines")
        building = (
            [sys.executable, __file__, "--build-stubbed", str(corpus), str(graph)]
            if stubbed
            else _kg("build", str(corpus), "-o", str(graph), "--no-views")
        )
        built = run("build", building)
        reports = _reports(graph)
        how = "reading stubbed" if stubbed else "read"
        yield f"{articles:,} articles of {words / articles:.0f} words, {reports:,} reports; {how}:"
        yield ""
        yield "| step | processor | passed | memory of the first process | out |"
        yield "|---|---|---|---|---|"
        yield _row("build", built, graph / "log")
        log = _size(graph / "log")
        for name, words_, out in _steps(graph, Path(folder), corpus):
            yield _row(name, run(name, words_), out)
        yield ""
        each = built.processor / articles
        yield (
            f"{1000 * each:.1f} ms an article, {1 / each:.1f} articles a second and core; "
            f"{log / articles:,.0f} bytes of log an article, its reports included, {log / reports:,.0f} a report. "
            f"Memory of the build's first process in each fifth of the run, MB: {built.fifths()}."
        )


def _steps(graph: Path, folder: Path, corpus: Path) -> Iterable[tuple[str, list[str], Path]]:
    on = ["-g", str(graph)]
    triples, table = folder / "out.nt", folder / "out.parquet"
    yield "build again: all known", _kg("build", str(corpus), "-o", str(graph), "--no-views"), folder / "none"
    yield "`kg ties RUS UKR --by month`", _kg("ties", "RUS", "UKR", "--by", "month", *on), folder / "none"
    yield "`kg top`", _kg("top", *on), folder / "none"
    yield "`kg export parquet`", _kg("export", "parquet", *on, "-o", str(table)), table
    yield "`kg export ntriples`", _kg("export", "ntriples", *on, "-o", str(triples)), triples
    query = _kg("query", "top-dyads", "-p", "year=2020", *on)
    yield "`kg query top-dyads`, index made", query, graph / "index"
    yield "`kg query top-dyads` again", query, folder / "none"


def _kg(*words: str) -> list[str]:
    return [sys.executable, "-m", "kg", *words]


def run(name: str, words: Sequence[str]) -> Step:
    """A command to its end, watched from outside."""
    begun = time.perf_counter()
    memory: list[float] = []
    with tempfile.TemporaryFile() as errors:
        process = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=errors, cwd=ROOT)
        while (ended := os.wait4(process.pid, os.WNOHANG))[0] == 0:
            memory.append(_resident(process.pid))
            time.sleep(LOOK)
        _, status, used = ended
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            errors.seek(0)
            raise SystemExit(f"{name} failed: {errors.read().decode(errors='replace')[-500:]}")
    step = Step(used.ru_utime + used.ru_stime, time.perf_counter() - begun, memory)
    say(f"{name}: {step.processor:.1f} s of processor, {step.wall:.1f} s, {step.peak:.0f} MB")
    return step


def _resident(process: int) -> float:
    """Megabytes that a process has in memory now."""
    try:
        text = Path(f"/proc/{process}/statm").read_text("ascii")
    except OSError:
        return 0.0
    return int(text.split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6 if text else 0.0


def _row(name: str, step: Step, out: Path) -> str:
    written = f"{_size(out) / 1e6:,.1f} MB" if out.exists() else ""
    return f"| {name} | {step.processor:.1f} s | {step.wall:.1f} s | {step.peak:.0f} MB | {written} |"


def _size(path: Path) -> int:
    return sum(each.stat().st_size for each in [path, *path.rglob("*")] if each.is_file())


def _reports(graph: Path) -> int:
    return Log.open(graph).size()[1]


def say(text: str) -> None:
    """How far it is."""
    print(text, file=sys.stderr, flush=True)


def _build_stubbed(corpus: Path, graph: Path) -> None:
    """``kg build -j 2`` with invented reports in place of read ones."""
    build.extractor = lambda _options: Stub()  # type: ignore[assignment, return-value]  # reads nothing
    build.build([corpus], graph, Options(jobs=2), views=False)


class Stub:
    """Stands in for an extractor: five reports of each article, whatever it tells."""

    def __init__(self) -> None:
        """Know the sides."""
        lexicon = load_actors()
        self._actors = [lexicon.actor(code) for code in SIDES.split()]

    def extract(self, articles: Iterable[Article], /) -> Iterator[Extraction]:
        """Read nothing."""
        for article in articles:
            chance = random.Random(article.id)  # noqa: S311 - sample data
            step = len(article.text) // REPORTS
            reports = tuple(self._report(article, at * step, chance) for at in range(REPORTS))
            yield Extraction(article=article, reports=reports)

    def _report(self, article: Article, start: int, chance: random.Random) -> Report:
        source, target = chance.sample(self._actors, 2)
        assert article.published
        return Report(
            article=article.id,
            doc=article.name,
            sentence=article.text[start : start + 120],
            start=start,
            end=start + 120,
            trigger="did",
            trigger_start=start + 20,
            trigger_end=start + 23,
            predicate="did",
            source=Mention(actor=source, text=source.label, start=start, end=start + 10),
            target=Mention(actor=target, text=target.label, start=start + 30, end=start + 40),
            type=chance.choice(list(EventType)),
            cameo=None,
            when=When.day(article.published, DateBasis.PUBLICATION),
            status=Status.OCCURRED,
            confidence=0.5 + chance.random() / 2,
            rule="v:do",
            outlet=article.outlet,
            url=article.url,
            published=article.published,
        )


if __name__ == "__main__":
    main()
