"""Every row of the predicate tables reads its own example, through the real language model: it is the row that is
chosen, and what is told has its type, mode, CAMEO code, sides and status.

A row that is no event expects ``-``: it is chosen, and nothing is told. Every sentence is parsed, and no row is exempt.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Iterable
from difflib import unified_diff
from pathlib import Path
from types import ModuleType

import pytest

from kg.extraction import Extraction, Extractor
from kg.extraction.events.senses import Senses
from kg.lexicon import PredicateRow, load_predicates
from kg.lexicon.rule_ids import links
from kg.model import Report, Status

ROOT = Path(__file__).parents[1]


def rows() -> list[PredicateRow]:
    return [row for group in load_predicates().rows.values() for row in group]


def told(report: Report) -> str:
    """What an example is compared in: ``RUS>USA SANCTION withdraw 161 occurred by v:recall:own envoy``."""
    mode = report.mode.name if report.mode else "no mode"
    return f"{'>'.join(report.dyad)} {report.type} {mode} {report.cameo} {report.status} by {report.rule}"


def wanted(row: PredicateRow) -> str:
    mode = row.mode.name if row.mode else "no mode"
    return f"{row.expect} {row.type} {mode} {row.cameo} {Status.OCCURRED} by {row.id}"


def reads(row: PredicateRow, reports: Iterable[Report], chosen: set[str]) -> bool:
    if row.type is None:
        return row.id in chosen and not reports
    return any(_as_wanted(report, row) for report in reports)


def _as_wanted(report: Report, row: PredicateRow) -> bool:
    pair = tuple(row.expect.split(">"))
    return (
        row.id in links(report.rule)
        and (report.dyad == pair or (report.symmetric and report.dyad == pair[::-1]))
        and (report.type, report.mode, report.cameo) == (row.type, row.mode, row.cameo)
        and report.status is Status.OCCURRED
    )


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor(filter=False, judging=False)


@pytest.fixture(scope="module")
def read(extractor: Extractor) -> dict[str, Extraction]:
    """The example of each row, by its id; read once for both tests."""
    return {extraction.article.id: extraction for extraction in extractor.extract(writer().examples())}


@pytest.fixture
def chosen(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """Gets the rows that are chosen from now on."""
    found: set[str] = set()
    for name in ("of_verb", "of_noun", "of_adjective"):
        choose = getattr(Senses, name)

        def noted(*args: object, choose: object = choose, **named: object) -> PredicateRow | None:
            row: PredicateRow | None = choose(*args, **named)  # type: ignore[operator]  # one of three methods
            found.add(row.id if row else "")
            return row

        monkeypatch.setattr(Senses, name, noted)
    return found


@pytest.mark.model
def test_rows_read_their_examples(read: dict[str, Extraction], extractor: Extractor, chosen: set[str]) -> None:
    misses = []
    for row in rows():
        extraction = read[row.id]
        if row.type is None:  # that it was chosen shows only while its example is read alone
            chosen.clear()
            (extraction,) = extractor.extract([extraction.article])
        if not reads(row, extraction.reports, chosen):
            misses.append(f"{row.place}: {row.example} wanted {wanted(row)}; got {[*map(told, extraction.reports)]}")
    assert not misses, "\n".join(misses)


@pytest.mark.model
def test_every_example_is_read_as_in_the_golden_file(read: dict[str, Extraction]) -> None:
    """A row that goes or changes shows here; when it is meant: ``python scripts/write_examples.py``."""
    golden = (ROOT / "tests" / "golden" / "examples.tsv").read_text("utf-8").splitlines()
    lines = writer().table(read.values()).splitlines()
    changed = list(unified_diff(golden, lines, lineterm="", n=0))
    assert not changed, "\n".join(changed[:40])


def writer() -> ModuleType:
    """scripts/write_examples.py, which is no package."""
    spec = importlib.util.spec_from_file_location("write_examples", ROOT / "scripts" / "write_examples.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
