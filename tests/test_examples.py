"""Every row of the predicate tables reads its own example, through the real language model.

``known_misses.txt`` lists the rows whose example the parser or the rules do not yet read; nothing may join them.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.extraction import Extraction, Extractor
from kg.lexicon import PredicateRow, load_predicates
from kg.model import Article

KNOWN = Path(__file__).with_name("known_misses.txt")


def reads(row: PredicateRow, extraction: Extraction) -> bool:
    if row.expect == "-":
        return not any(report.rule.endswith(row.id) for report in extraction.reports)
    wanted = tuple(row.expect.split(">"))
    return any(
        report.type is row.type and (report.dyad == wanted or (report.symmetric and report.dyad == wanted[::-1]))
        for report in extraction.reports
    )


@pytest.mark.model
def test_rows_read_their_examples() -> None:
    rows = [row for group in load_predicates().rows.values() for row in group]
    articles = [Article(id=str(i), name=str(i), text=row.example) for i, row in enumerate(rows)]
    extractions = Extractor(judging=False).extract(articles)
    misses = {row.example for row, extraction in zip(rows, extractions, strict=True) if not reads(row, extraction)}
    known = set(KNOWN.read_text("utf-8").splitlines())
    assert not misses - known
    assert not known - misses, "remove what is read right by now, and examples that no table has any more"
