"""Write tests/golden/events.tsv: every event of the sample articles, one a line, as the reading core tells it today.

    python scripts/write_golden.py [ARTICLES [FILE]]

A test compares the file as a whole with what is read, so that a change of reading shows itself in a review as a diff of
who, what, whom, when. Whoever writes it anew says in the commit message why each kind of line changed.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from kg.corpus import read
from kg.extraction import Extractor
from kg.model import Article, Report

ROOT = Path(__file__).parents[1]
ARTICLES = ROOT / "data" / "articles"
GOLDEN = ROOT / "tests" / "golden" / "events.tsv"
HEADER = "article part start source target type mode cameo date status object rule".split()


def rows(readings: Iterable[tuple[Article, Iterable[Report]]]) -> Iterator[list[str]]:
    """One row a report, in order of the text; confidence moves with every fit and is left out."""
    for article, reports in readings:
        for report in reports:
            yield [
                article.name,
                report.part,
                f"{report.trigger_start}",
                *report.dyad,
                report.type,
                report.mode.name if report.mode else "",
                report.cameo or "",
                report.when.iso or "",
                report.status,
                report.object or "",
                report.rule,
            ]


def table(readings: Iterable[tuple[Article, Iterable[Report]]]) -> str:
    """The golden file's text: tab-separated, with a header."""
    return "".join("\t".join(row) + "\n" for row in [HEADER, *rows(readings)])


def main(articles: Path, golden: Path) -> None:
    """Read the articles and write the file."""
    found = [item for item in read([articles]) if isinstance(item, Article)]
    readings = [(done.article, done.reports) for done in Extractor().extract(found)]
    golden.parent.mkdir(exist_ok=True)
    golden.write_text(table(readings), encoding="utf-8")
    print(f"{golden}: {sum(len(reports) for _, reports in readings)} events of {len(readings)} articles")


if __name__ == "__main__":
    arguments = [Path(argument) for argument in sys.argv[1:]]
    main(*arguments, *(ARTICLES, GOLDEN)[len(arguments) :])
