"""Headlines: no articles, commas for *and*, *to* for the future, no final stop."""

from __future__ import annotations

from datetime import date

import pytest

from kg.extraction import Extractor
from kg.model import Article, Status

TOLD = [
    ("Nepali king to thank Bhutan", ("NPL", "BTN"), Status.FUTURE),
    ("Slovenia to expel four Serbian diplomats", ("SVN", "SRB"), Status.FUTURE),
    ("Laos, Thailand sign rice deal", ("LAO", "THA"), Status.OCCURRED),
    ("Oman frees Yemeni sailors", ("OMN", "YEM"), Status.OCCURRED),
    ("Serbia accused by Albania of border attack", ("ALB", "SRB"), Status.OCCURRED),
    # with a finite verb the infinitive is done: no headline
    ("The first Omani minister to visit Yemen landed at noon.", ("OMN", "YEM"), Status.OCCURRED),
]


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor()


@pytest.mark.model
@pytest.mark.parametrize(("line", "dyad", "status"), TOLD)
def test_headlines_are_read(extractor: Extractor, line: str, dyad: tuple[str, str], status: Status) -> None:
    article = Article(id="a", name="a", text=line, published=date(2023, 9, 20))
    (extraction,) = extractor.extract([article])
    assert {(report.dyad, report.status) for report in extraction.reports} == {(dyad, status)}
