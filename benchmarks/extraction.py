"""How fast `kg extract` is beside the bare language model, on the same articles in one process.

    python benchmarks/extraction.py [FOLDER] [--rounds 3]

Bare: ``nlp.pipe(texts)`` of the same spaCy pipeline at its defaults (all components, default batch). Ours: everything
from the article's text to its reports. Prints words a second and the ratio, the median of the rounds.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Callable
from pathlib import Path

import spacy

from kg.corpus import read
from kg.extraction import DEFAULT_MODEL, Extractor
from kg.extraction.entities.names import NameFinder
from kg.lexicon import load_actors
from kg.model import Article


def main() -> None:
    """Run and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=Path("data/articles"))
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    articles = [item for item in read([options.folder]) if isinstance(item, Article)]
    texts = [article.text for article in articles]
    words = sum(len(text.split()) for text in texts)
    nlp = spacy.load(DEFAULT_MODEL)
    filtered, unfiltered = Extractor(), Extractor(filter=False)
    finder = NameFinder(load_actors())
    jobs: dict[str, Callable[[], int]] = {
        "bare nlp.pipe": lambda: len(list(nlp.pipe(texts))),
        "kg extract": lambda: len(list(filtered.extract(articles))),
        "kg extract --no-filter": lambda: len(list(unfiltered.extract(articles))),
        "names alone": lambda: sum(len(finder.spans(text)) for text in texts),
    }
    seconds: dict[str, list[float]] = {name: [] for name in jobs}
    for _ in range(options.rounds + 1):  # the first round warms up
        for name, job in jobs.items():
            start = time.perf_counter()
            job()
            seconds[name].append(time.perf_counter() - start)
    bare = statistics.median(seconds["bare nlp.pipe"][1:])
    print(f"{len(articles)} articles, {words} words, {len(finder.lexicon.aliases)} names in the lexicon")
    for name, times in seconds.items():
        median = statistics.median(times[1:])
        print(f"{name:24} {median:8.3f} s {words / median:10,.0f} words/s {bare / median:8.2f} x bare")


if __name__ == "__main__":
    main()
