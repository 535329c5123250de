"""Counts made in SQL are those made of events."""

from __future__ import annotations

import tempfile
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from kg.assembly import MarkKind
from kg.base.dates import DateBasis
from kg.base.errors import UsageError
from kg.graph.counts import counted, counts
from kg.model import Report
from kg.store import Log, Reading, mark
from kg.views.ties import By
from tests.builders import article, report, when


def write(folder: Path, reports: list[Report]) -> Log:
    log = Log.create(folder)
    names = sorted({told.article for told in reports})
    with log.writing():
        log.append([Reading(article=article(n), reports=tuple(r for r in reports if r.article == n)) for n in names])
    return log


DAYS = st.builds(lambda n: (date(2021, 2, 20) + timedelta(days=n)).isoformat(), st.integers(0, 20))
SPANS = st.one_of(DAYS, st.sampled_from(["2021-03", "2021", "2021-02-27/2021-03-03", "2020-12-31"]))
REPORTS = st.lists(
    st.builds(
        lambda way, type_, day, basis, name, start, symmetric, status: report(
            way[0], way[1], type_, when(day, basis), article=name, start=start, symmetric=symmetric, status=status
        ),
        st.sampled_from([("RUS", "USA"), ("USA", "RUS"), ("UKR", "USA")]),
        st.sampled_from(["ASSAULT", "CONSULT"]),
        SPANS,
        st.sampled_from([DateBasis.PUBLICATION, DateBasis.RELATIVE, DateBasis.STATED]),
        st.sampled_from("abcdef"),
        st.integers(0, 2),
        st.booleans(),
        st.sampled_from(["occurred", "historical", "negated"]),
    ),
    max_size=16,
)


@settings(max_examples=25, deadline=None, phases=[Phase.explicit, Phase.generate])  # each writes files
@given(REPORTS, st.sampled_from(["day", "week", "month", "quarter", "year"]))
def test_counts_from_the_log_are_those_of_the_events(reports: list[Report], by: By) -> None:
    with tempfile.TemporaryDirectory() as folder:
        log = write(Path(folder), reports)
        assert counts(log, "USA", "RUS", by=by) == counted(log.events(), "USA", "RUS", by=by)


def test_marks_count(tmp_path: Path) -> None:
    log = write(tmp_path, [report(), report(day="2021-03-25", article="b")])
    (event,) = log.events(end=date(2021, 3, 20))
    mark(log, event, MarkKind.WRONG)
    (row,) = counts(log, "RUS", "USA", by="year")
    assert (row["period"], row["events"], row["material_conflict"]) == ("2021", 1, 1)


def test_questions_that_make_no_sense(tmp_path: Path) -> None:
    log = write(tmp_path, [])
    assert counts(log, "RUS", "USA") == []
    with pytest.raises(UsageError):
        counts(log, "RUS", "RUS")
    with pytest.raises(UsageError, match="century"):
        counts(log, "RUS", "USA", by="century")  # type: ignore[arg-type]  # wrong on purpose


def test_both_ends_of_the_calendar(tmp_path: Path) -> None:
    log = write(tmp_path, [report(day="0001-01-01"), report(day="9999-12-31", article="b")])
    assert [row["period"] for row in counts(log, "RUS", "USA", by="year")] == ["0001", "9999"]
