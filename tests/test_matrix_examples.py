"""Every row of matrix.tsv is used in reading its own example, through the real language model.

``known_matrix_misses.txt`` lists the examples that are not read so, each with the reason; nothing may join them.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.extraction import Extractor
from kg.extraction.events.act import Act
from kg.extraction.events.factuality import Outcomes, _Link
from kg.extraction.syntax.tree import Word
from kg.lexicon import MatrixRow, load_predicates
from kg.model import Article, Report, Status
from ontology import EventType

KNOWN = Path(__file__).with_name("known_matrix_misses.txt")
FRIENDLY = 2
BECOMES = {
    "cut": {EventType.SANCTION},
    "relent": {EventType.CONCEDE, EventType.RETREAT},
    **{str(type_): {type_} for type_ in EventType},
}


def rows() -> list[MatrixRow]:
    return [row for group in load_predicates().matrix.values() for row in group]


def fits(report: Report, outcome: str) -> bool:
    """Whether a report is what the row's outcome makes of the act."""
    if outcome in BECOMES:
        return report.type in BECOMES[outcome]
    if outcome == "future":  # told of a friendly act it is a promise, of a hostile one a threat
        return report.status is Status.FUTURE or report.rule.startswith("s:")
    if outcome in {"negated", "hypothetical"}:
        return report.status is Status(outcome)
    return report.status is Status.OCCURRED


def reads(row: MatrixRow, reports: list[Report], outcomes: set[str]) -> bool:
    if row.expect == "-":
        return bool(outcomes) and not any(report.status is Status.OCCURRED for report in reports)
    wanted = tuple(row.expect.split(">"))
    told = [r for r in reports if r.dyad == wanted or (r.symmetric and r.dyad == wanted[::-1])]
    return any(fits(report, outcome) for report in told for outcome in outcomes)


def test_every_row_has_an_example() -> None:
    assert not [row.place for row in rows() if not (row.example and row.expect)]


@pytest.mark.model
def test_rows_are_used_in_their_examples(monkeypatch: pytest.MonkeyPatch) -> None:
    applied: set[tuple[str, str]] = set()
    apply = Outcomes._apply

    def note(
        self: Outcomes, act: Act, link: _Link, row: MatrixRow, clause: Word, outcome: str, told: Status
    ) -> Act | None:
        applied.add((row.place, row.friendly if act.type.quad <= FRIENDLY else row.hostile))
        return apply(self, act, link, row, clause, outcome, told)

    monkeypatch.setattr(Outcomes, "_apply", note)
    extractor = Extractor(judging=False)
    misses = set()
    for row in rows():
        applied.clear()
        (extraction,) = extractor.extract([Article(id=row.place, name=row.place, text=row.example)])
        outcomes = {outcome for place, outcome in applied if place == row.place}
        if any(report.rule.split(" + ")[0] == row.id for report in extraction.reports):
            outcomes.add(row.default)
        if not reads(row, list(extraction.reports), outcomes):
            misses.add(row.example)
    known = {line.split("\t")[0] for line in KNOWN.read_text("utf-8").splitlines()}
    assert not misses - known
    assert not known - misses, "remove what is read right by now"
