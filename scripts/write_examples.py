"""Write tests/golden/examples.tsv: what the example of every row of predicates, opinions and matrix is read as today.

    python scripts/write_examples.py [FILE]

A test compares the file as a whole with what is read: a row that goes, or that comes to mean another type, mode, code
or pair of sides, shows itself in a review as a line of the diff. Read before the judge, so that it is the rows that
speak.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from kg.extraction import Extraction, Extractor
from kg.lexicon import MatrixRow, PredicateRow, load_predicates
from kg.model import Article, Report

GOLDEN = Path(__file__).parents[1] / "tests" / "golden" / "examples.tsv"
HEADER = "id\tread as\n"


def examples() -> Iterator[Article]:
    """The example of each row as an article, by id."""
    rows = (row for row in load_predicates().by_id.values() if isinstance(row, PredicateRow | MatrixRow))
    return (Article(id=row.id, name=row.id, text=row.example) for row in sorted(rows, key=lambda row: row.id))


def lines(readings: Iterable[Extraction]) -> Iterator[str]:
    """One line a row: the id, and each event of its example."""
    for extraction in readings:
        yield f"{extraction.article.id}\t{'; '.join(map(event, extraction.reports)) or '-'}\n"


def event(report: Report) -> str:
    """One event: ``RUS>USA SANCTION withdraw 161 occurred by v:recall:own envoy``."""
    mode = f" {report.mode.name}" if report.mode else ""
    return f"{'>'.join(report.dyad)} {report.type}{mode} {report.cameo} {report.status} by {report.rule}"


def table(readings: Iterable[Extraction]) -> str:
    """The file's text."""
    return HEADER + "".join(lines(readings))


if __name__ == "__main__":
    file = Path(sys.argv[1]) if len(sys.argv) > 1 else GOLDEN
    file.write_text(table(Extractor(filter=False, judging=False).extract(examples())), encoding="utf-8")
    print(f"{file}: {len(file.read_text('utf-8').splitlines()) - 1} rows")
