"""Write tests/golden/examples.tsv: what the example of every row of predicates, opinions and matrix is read as today.

    python scripts/write_examples.py [FILE]

A test compares the file as a whole with what is read: a row that goes, or that comes to mean another type, mode, code
or pair of sides, shows itself in a review as a line of the diff. Read before the judge, so that it is the rows that
speak.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from kg.extraction import Extractor
from kg.lexicon import MatrixRow, PredicateRow, load_predicates
from kg.model import Article, Report

GOLDEN = Path(__file__).parents[1] / "tests" / "golden" / "examples.tsv"
HEADER = "id\tread as\n"


def lines(extractor: Extractor) -> Iterator[str]:
    """One line a row, by id: the id, and each event of its example."""
    rows = sorted(
        (row for row in load_predicates().by_id.values() if isinstance(row, PredicateRow | MatrixRow)),
        key=lambda row: row.id,
    )
    articles = (Article(id=row.id, name=row.id, text=row.example) for row in rows)
    for row, extraction in zip(rows, extractor.extract(articles), strict=True):
        yield f"{row.id}\t{'; '.join(map(event, extraction.reports)) or '-'}\n"


def event(report: Report) -> str:
    """One event: ``RUS>USA SANCTION withdraw 161 occurred by v:recall:own envoy``."""
    mode = f" {report.mode.name}" if report.mode else ""
    return f"{'>'.join(report.dyad)} {report.type}{mode} {report.cameo} {report.status} by {report.rule}"


def table(extractor: Extractor) -> str:
    """The file's text."""
    return HEADER + "".join(lines(extractor))


if __name__ == "__main__":
    file = Path(sys.argv[1]) if len(sys.argv) > 1 else GOLDEN
    file.write_text(table(Extractor(filter=False, judging=False)), encoding="utf-8")
    print(f"{file}: {len(file.read_text('utf-8').splitlines()) - 1} rows")
