"""What reading costs: beside the bare language model, on several cores, and before the first event is out.

    python benchmarks/extraction.py [SOURCE ...] [--rounds 3] [--write docs/performance.md]

Bare: ``nlp.pipe(texts)`` of the same spaCy pipeline at its defaults (all components, default batch). Ours: everything
from the article's text to its reports. Both in one process, in turns, in processor seconds (of the process and its
children): what else the machine does counts little. Commands are run as a user types them. Medians of the rounds.
"""

from __future__ import annotations

import argparse
import os
import platform
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from importlib.metadata import version
from pathlib import Path

import spacy

from kg.corpus import read
from kg.extraction import DEFAULT_MODEL, Extractor
from kg.extraction.entities.names import NameFinder
from kg.graph import workers
from kg.lexicon import load_actors
from kg.model import Article

BEGINS, ENDS = "<!-- benchmarks/extraction.py begins -->", "<!-- benchmarks/extraction.py ends -->"
TYPER = "import typer; app = typer.Typer(); app.command()(lambda: None); app()"
HELP, SPACY = "`typer` alone, `--help`", "`import spacy` and load"
STARTS: dict[str, tuple[list[str], str | None]] = {
    HELP: (["python", "-c", TYPER, "--help"], None),
    "`kg --help`": (["kg", "--help"], HELP),
    SPACY: (["python", "-c", f"import spacy; spacy.load({DEFAULT_MODEL!r})"], None),
    "`kg resolve TEXT`": (["kg", "resolve", "the German chancellor"], SPACY),
    "`kg explain SENTENCE`": (["kg", "explain", "Iran refused to lift sanctions on Iraq."], SPACY),
}
"""Commands, and what each stands on."""


def main() -> None:
    """Run and print, or write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sources", nargs="*", default=["data/articles"])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--write", type=Path, metavar="FILE", help="put the tables between the marks in this file")
    options = parser.parse_args()
    articles = [item for item in read(options.sources) if isinstance(item, Article)]
    words = sum(len(article.text.split()) for article in articles)
    where = (
        f"{workers.cores()} cores, {platform.system()}, Python {platform.python_version()}, spaCy {version('spacy')}"
    )
    what = (
        f"{len(articles)} articles, {words:,} words; load of the machine {os.getloadavg()[0]:.1f}. Processor seconds."
    )
    head = f"{time.strftime('%Y-%m-%d')}, {where}; {what}"
    lines = [head, "", *reading(articles, words, options.rounds), "", *starting(options.rounds)]
    text = "\n".join(lines) + "\n"
    if options.write is None:
        sys.stdout.write(text)
        return
    page = options.write.read_text("utf-8")
    before, _, rest = page.partition(BEGINS)
    options.write.write_text(f"{before}{BEGINS}\n{text}{ENDS}{rest.partition(ENDS)[2]}", "utf-8")


def reading(articles: list[Article], words: int, rounds: int) -> Iterable[str]:
    """Reading beside ``nlp.pipe``, and on two cores."""
    texts = [article.text for article in articles]
    nlp = spacy.load(DEFAULT_MODEL)
    filtered, unfiltered = Extractor(), Extractor(filter=False)
    finder = NameFinder(load_actors())
    jobs: dict[str, Callable[[], object]] = {
        "bare `nlp.pipe`": lambda: len(list(nlp.pipe(texts))),
        "`kg extract`, one process": lambda: len(list(filtered.extract(articles))),
        "`kg extract --no-filter`": lambda: len(list(unfiltered.extract(articles))),
        "`kg extract -j 2`": lambda: len(list(workers.extract(filtered, articles, 2))),
        "names alone": lambda: sum(len(finder.spans(text)) for text in texts),
    }
    seconds = turns(jobs, rounds)
    bare = seconds["bare `nlp.pipe`"]
    yield "| reading | seconds | words a second | times bare |"
    yield "|---|---|---|---|"
    for name, spent in seconds.items():
        yield f"| {name} | {spent:.2f} | {words / spent:,.0f} | {bare / spent:.2f} |"


def starting(rounds: int) -> Iterable[str]:
    """Commands that read a sentence or nothing, beside what they stand on."""
    here = Path(sys.executable).parent
    # an installed package is compiled, a checkout is with the first round; unless this forbids it
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}

    def run(command: list[str]) -> None:
        words = [str(here / command[0]), *command[1:]]
        subprocess.run(words, stdout=subprocess.DEVNULL, check=True, env=environment)

    seconds = turns({name: partial(run, command) for name, (command, _) in STARTS.items()}, rounds)
    yield "| start | seconds | times what it stands on |"
    yield "|---|---|---|"
    for name, (_, beside) in STARTS.items():
        times = f"{seconds[name] / seconds[beside]:.2f}" if beside else ""
        yield f"| {name} | {seconds[name]:.2f} | {times} |"


def turns(jobs: Mapping[str, Callable[[], object]], rounds: int) -> dict[str, float]:
    """The median processor seconds of each job; they take turns, and the first round only warms up."""
    seconds: dict[str, list[float]] = {name: [] for name in jobs}
    for _ in range(rounds + 1):
        for name, job in jobs.items():
            begun = processor()
            job()
            seconds[name].append(processor() - begun)
    return {name: statistics.median(spent[1:]) for name, spent in seconds.items()}


def processor() -> float:
    """Seconds of processor that this process and those it has waited for have taken."""
    used = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(each.ru_utime + each.ru_stime for each in used)


if __name__ == "__main__":
    main()
