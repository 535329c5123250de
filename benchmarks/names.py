"""What finding names adds to the parse, and how long the actor tables take to load.

    python benchmarks/names.py [FOLDER] [--rounds 5]

Names: every known name of every article found and decided, beside the parse of the same texts (tagger and parser as
`kg extract` runs them), in one process. Medians of the rounds; the share is names over parse and should be under 5 %.
Loading should take under 150 ms. Processor seconds, so that other programs on the machine count little.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Callable
from pathlib import Path

from kg.corpus import read
from kg.extraction import DEFAULT_MODEL
from kg.extraction.entities.names import Meaning, NameFinder
from kg.extraction.syntax.lemmas import lemmatiser
from kg.extraction.syntax.parser import Parser
from kg.lexicon import actor_lexicon as tables
from kg.lexicon import load_actors, load_predicates
from kg.model import Article


def main() -> None:
    """Run and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=Path("data/articles"))
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    texts = [item.text for item in read([options.folder]) if isinstance(item, Article)]
    predicates = load_predicates()
    language = Parser(
        DEFAULT_MODEL, lemmatiser(predicates.verbs, predicates.nouns), predicates.verbs | predicates.nouns
    )
    finder = NameFinder(load_actors())

    def names() -> int:
        found = 0
        for text in texts:
            meaning = Meaning(finder.lexicon, text, [form for _, _, form in finder.spans(text)], None)
            found += len(finder.find(text, None, meaning))
        return found

    def load() -> int:
        tables._shipped.cache_clear()  # noqa: SLF001 - measures the first load
        return len(load_actors().aliases)

    jobs: dict[str, Callable[[], int]] = {
        "parse": lambda: len(list(language.trees(texts))),
        "names": names,
        "load": load,
    }
    seconds: dict[str, list[float]] = {name: [] for name in jobs}
    for _ in range(options.rounds + 1):  # the first round warms up
        for name, job in jobs.items():
            start = time.process_time()
            job()
            seconds[name].append(time.process_time() - start)
    median = {name: statistics.median(times[1:]) for name, times in seconds.items()}
    print(f"{len(texts)} articles, {sum(len(text.split()) for text in texts)} words, {load()} names in the lexicon")
    print(f"parse {median['parse']:.3f} s, names {median['names']:.3f} s: {median['names'] / median['parse']:.1%}")
    print(f"lexicon load {1000 * median['load']:.0f} ms")


if __name__ == "__main__":
    main()
