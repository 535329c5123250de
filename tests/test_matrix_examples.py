"""Every row of matrix.tsv decides what its own example tells, through the real language model: it is the row that owns
the act, and type, mode, CAMEO code, sides and status are those that its outcome makes of the act.

``known_matrix_misses.txt`` lists the rows whose example is not read so, each with the reason; nothing may join them.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from kg.extraction import Extractor
from kg.extraction.events.telling import Told
from kg.lexicon import MatrixRow, load_predicates
from kg.lexicon.across import BECOMES
from kg.lexicon.rule_ids import chain
from kg.model import Article, Report, Status
from ontology import EventType, Mode

KNOWN = Path(__file__).with_name("known_matrix_misses.txt")
FRIENDLY = 2
TABLES = load_predicates()


class Outcome(NamedTuple):
    """What a report is held against."""

    type: EventType
    mode: Mode | None
    cameo: str | None
    status: Status
    rule: str


def rows() -> list[MatrixRow]:
    return [row for group in TABLES.matrix.values() for row in group]


def made(row: MatrixRow, told: Told) -> list[Outcome]:
    """What the row may make of an act that it owns, straight from the tables."""
    act = told.found
    if act.rows[0] == row.id:  # no act in its complement that the tables know
        derived = TABLES.outcome(EventType(row.default), None)
        cameo = row.cameo or derived.cameo
        return [Outcome(derived.outcome, derived.mode, cameo, Status.OCCURRED, chain(row.id, derived.id))]
    friendly = act.type.quad <= FRIENDLY
    outcome = row.friendly if friendly else row.hostile
    if outcome in {"self", "inverse", "negated", "hypothetical"}:
        status = Status(outcome) if outcome in set(Status) else Status.OCCURRED
        return [Outcome(act.type, act.mode, act.cameo, status, act.rule)]
    if outcome == "future":  # told of a friendly act it is a promise, of a hostile one a threat
        said = TABLES.speech["agree" if friendly else "threaten"]
        derived = TABLES.outcome(said.type, act.type)
        performed = Outcome(
            said.type, derived.mode, derived.cameo, Status.OCCURRED, chain(said.id, derived.id, act.rule)
        )
        return [Outcome(act.type, act.mode, act.cameo, Status.FUTURE, act.rule), performed]
    return [_become(row, told, type_) for type_ in BECOMES.get(outcome, ())]


def _become(row: MatrixRow, told: Told, type_: EventType) -> Outcome:
    derived = TABLES.outcome(type_, told.found.type)
    demanded = type_ is EventType.REQUEST and row.cameo == "10" and derived.cameo is not None
    cameo = f"10{derived.cameo[2:]}" if demanded and derived.cameo else derived.cameo
    return Outcome(type_, derived.mode, cameo, Status.OCCURRED, chain(row.id, derived.id, told.found.rule))


def outcome_of(report: Report) -> Outcome:
    return Outcome(report.type, report.mode, report.cameo, report.status, report.rule)


def reads(row: MatrixRow, told: list[Told], reports: list[Report]) -> bool:
    used = [each for each in told if row.id in {*each.found.rows, *(owner.row for owner in each.owners)}]
    if row.expect == "-":
        return bool(used) and not any(report.status is Status.OCCURRED for report in reports)
    pair = tuple(row.expect.split(">"))
    right = [report for report in reports if report.dyad == pair or (report.symmetric and report.dyad == pair[::-1])]
    return any(outcome_of(report) in made(row, each) for each in used for report in right)


def test_every_row_has_an_example() -> None:
    assert not [row.place for row in rows() if not (row.example and row.expect)]


@pytest.mark.model
def test_rows_decide_their_examples() -> None:
    extractor = Extractor(filter=False, judging=False)
    misses = {}
    for row in rows():
        readings = extractor.trace(Article(id=row.id, name=row.id, text=row.example)).sentences
        told = [each for reading in readings for each in reading.told]
        reports = [report for reading in readings for report in reading.reports]
        if not reads(row, told, reports):
            misses[row.id] = f"{row.place}: {row.example} {row.expect}; got {[outcome_of(r) for r in reports]}"
    known = {line.split("\t")[0] for line in KNOWN.read_text("utf-8").splitlines()}
    assert not misses.keys() - known, "\n".join(misses.values())
    assert not known - misses.keys(), "remove what is read right by now"
