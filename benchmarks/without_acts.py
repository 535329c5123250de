"""What would be lost if no sentence without an act were parsed: the most that a better choice of sentences could save.

    python benchmarks/without_acts.py SOURCE ...

Reads each article as ever, then once more without the sentences in which no act was found, as if a test had known;
whom they name is remembered, as of other sentences that are left out. Prints how many reports differ.
"""

from __future__ import annotations

import sys
from collections.abc import Collection
from dataclasses import replace

from kg.corpus import read
from kg.extraction import Extractor
from kg.extraction.candidates import Prepared
from kg.model import Article, Report


def main() -> None:
    """Run and print."""
    extractor = Extractor(min_confidence=0)
    reports = lost = found = surer = parsed = left_out = 0
    for article in (item for item in read(sys.argv[1:]) if isinstance(item, Article)):
        prepared = extractor._pipeline.prepare(article)  # noqa: SLF001 - between two steps
        acts, before = reading(extractor, prepared)
        idle = {at for at, some in enumerate(acts) if not some}
        _, after = reading(extractor, without(prepared, idle))
        parsed, left_out, reports = parsed + len(acts), left_out + len(idle), reports + len(before)
        lost, found = lost + len(before.keys() - after.keys()), found + len(after.keys() - before.keys())
        surer += sum(before[name].confidence != after[name].confidence for name in before.keys() & after.keys())
    print(f"{left_out:,} of {parsed:,} parsed sentences hold no act; without them, of {reports:,} reports at any")
    print(f"confidence {lost:,} are lost, {found:,} come, and {surer:,} have another confidence")


def reading(extractor: Extractor, prepared: Prepared) -> tuple[list[bool], dict[tuple[str, str], Report]]:
    """Whether acts were found in each sentence, and all reports by their ids."""
    trees = list(extractor.parser.trees(prepared.sentences))
    sentences = extractor._read(prepared, trees, inside=False).sentences  # noqa: SLF001 - likewise
    told = {report.ids: report for sentence in sentences for report in sentence.reports}
    return [bool(sentence.told) for sentence in sentences], told


def without(prepared: Prepared, idle: Collection[int]) -> Prepared:
    """The same without some sentences, by their numbers, whose names are remembered."""
    kept = [at for at in range(len(prepared.lines)) if at not in idle]
    passed = [list(prepared.passed[0])]
    for at, hits in enumerate(prepared.hits):
        passed = [*passed, []] if at in kept else [*passed[:-1], [*passed[-1], hits]]
        passed[-1].extend(prepared.passed[at + 1])
    lines, named = [prepared.lines[at] for at in kept], [prepared.hits[at] for at in kept]
    return replace(prepared, lines=lines, hits=named, passed=passed)


if __name__ == "__main__":
    main()
