import json
from datetime import date
from itertools import pairwise, permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import UsageError
from kg.model import Report, merge
from kg.ties import By, Tie, Ties, period_of, series
from ontology import EventType, QuadClass
from tests.builders import report


def dyad(*reports: Report, by: By = "month", start: date | None = None, end: date | None = None) -> Ties:
    return series(merge(reports), "RUS", "USA", by=by, start=start, end=end)


def cell(ties: Ties, period: str, source: str) -> Tie:
    (found,) = [tie for tie in ties.ties if tie.period.label == period and tie.source == source]
    return found


def test_each_direction_has_its_own_tie() -> None:
    ties = dyad(report("RUS", "USA", "SANCTION", "2021-03-17"), report("USA", "RUS", "ACCUSE", "2021-03-16"))
    assert [(tie.source, tie.target, tie.events) for tie in ties.ties] == [("RUS", "USA", 1), ("USA", "RUS", 1)]
    assert cell(ties, "2021-03", "RUS").types == {EventType.SANCTION: 1}
    assert cell(ties, "2021-03", "USA").quads[QuadClass.VERBAL_CONFLICT] == 1


def test_scores_and_balance() -> None:
    tie = cell(
        dyad(
            report(type="SANCTION", day="2021-03-17"),
            report(type="CONSULT", day="2021-03-18"),
            report(type="CONSULT", day="2021-03-19"),
        ),
        "2021-03",
        "RUS",
    )
    total = EventType.SANCTION.score + 2 * EventType.CONSULT.score
    assert tie.score_sum == pytest.approx(total)
    assert tie.score_mean == pytest.approx(total / 3)
    assert tie.net == pytest.approx(1 / 3)


def test_a_gap_is_a_gap_and_never_a_zero() -> None:
    ties = dyad(report(day="2021-01-05"), report(day="2021-03-05"))
    gap = cell(ties, "2021-02", "RUS")
    assert gap.events == 0
    assert (gap.score_sum, gap.score_mean, gap.net) == (None, None, None)
    assert cell(ties, "2021-01", "USA").score_mean is None


def test_symmetric_events_count_once_in_each_direction() -> None:
    ties = dyad(report("USA", "RUS", "CONSULT", "2021-06-16", symmetric=True))
    assert [tie.events for tie in ties.ties] == [1, 1]


def test_reports_and_outlets_of_one_event() -> None:
    ties = dyad(
        *(report(article=name, outlet=outlet) for name, outlet in (("a", "X"), ("b", "Y"), ("c", "X"), ("d", None)))
    )
    tie = cell(ties, "2021-03", "RUS")
    assert (tie.events, tie.reports, tie.outlets) == (1, 4, 2)


def test_what_did_not_happen_does_not_count() -> None:
    statuses = ("future", "hypothetical", "negated")
    assert dyad(*(report(status=status) for status in statuses)).ties == ()


def test_the_past_counts_at_its_own_date() -> None:
    ties = dyad(report(status="historical", day="1998-12-19"), report(day="2000-01-02"), by="year")
    assert [period.label for period in ties.periods] == ["1998", "1999", "2000"]


def test_other_dyads_do_not_count() -> None:
    assert dyad(report("RUS", "UKR"), report("G7", "RUS"), report("RUS", "RUS", domestic=True)).ties == ()


@pytest.mark.parametrize(
    ("day", "by", "fits"),
    [
        (None, "year", False),
        ("2021", "year", True),
        ("2021", "quarter", False),
        ("2021-03", "quarter", True),
        ("2021-03", "week", False),
        ("2021-03-15/2021-03-21", "week", True),
        ("2021-03-14/2021-03-15", "week", False),
        ("2021-03-14/2021-03-15", "month", True),
        ("2021-03-14/2021-03-15", "day", False),
    ],
)
def test_vague_dates_count_as_undated(day: str | None, by: By, *, fits: bool) -> None:
    ties = dyad(report(day=day), by=by)
    assert (ties.undated, sum(tie.events for tie in ties.ties)) == ((0, 1) if fits else (1, 0))


def test_bounds_are_listed_even_when_empty_and_leave_the_rest_out() -> None:
    events = [report(day=day) for day in ("2020-12-31", "2021-02-03", "2021-09-01", "2019")]
    ties = dyad(*events, start=date(2021, 1, 1), end=date(2021, 4, 30))
    assert [period.label for period in ties.periods] == ["2021-01", "2021-02", "2021-03", "2021-04"]
    assert sum(tie.events for tie in ties.ties) == 1
    assert ties.undated == 0


def test_nothing_is_no_periods() -> None:
    assert dyad() == Ties(a="RUS", b="USA", by="month", ties=(), undated=0)


@pytest.mark.parametrize(
    ("day", "by", "label", "first", "last"),
    [
        ("2021-01-01", "day", "2021-01-01", "2021-01-01", "2021-01-01"),
        ("2021-01-01", "week", "2020-W53", "2020-12-28", "2021-01-03"),
        ("2024-02-10", "month", "2024-02", "2024-02-01", "2024-02-29"),
        ("2021-05-31", "quarter", "2021-Q2", "2021-04-01", "2021-06-30"),
        ("2021-05-31", "year", "2021", "2021-01-01", "2021-12-31"),
        ("9999-12-31", "week", "9999-W52", "9999-12-27", "9999-12-31"),
        ("0001-01-01", "week", "0001-W01", "0001-01-01", "0001-01-07"),
    ],
)
def test_periods_of_the_calendar(day: str, by: By, label: str, first: str, last: str) -> None:
    period = period_of(date.fromisoformat(day), by)
    assert (period.label, period.first.isoformat(), period.last.isoformat()) == (label, first, last)


@pytest.mark.parametrize("by", ["day", "week", "month", "quarter", "year"])
@given(days=st.lists(st.dates(date(2018, 1, 1), date(2022, 12, 31)), min_size=1, max_size=6))
def test_periods_follow_each_other_without_holes(by: By, days: list[date]) -> None:
    ties = dyad(*(report(day=day.isoformat()) for day in days), by=by)
    periods = ties.periods
    assert periods[0].first <= min(days) <= periods[0].last
    assert periods[-1].first <= max(days) <= periods[-1].last
    assert all((b.first - a.last).days == 1 for a, b in pairwise(periods))
    assert sum(tie.events for tie in ties.ties) == len(set(days))


def test_order_of_events_does_not_matter() -> None:
    reports = [report(type=name, day="2021-03-17") for name in ("SANCTION", "CONSULT", "AID", "ASSAULT")]
    assert len({repr(dyad(*order)) for order in permutations(reports)}) == 1


def test_rows_are_plain_values() -> None:
    rows = dyad(report(), report("USA", "RUS", "CONSULT", "2021-04-01")).rows()
    assert json.loads(json.dumps(rows, allow_nan=False)) == rows
    assert rows[0] == {
        "period": "2021-03",
        "first": "2021-03-01",
        "last": "2021-03-31",
        "source": "RUS",
        "target": "USA",
        "events": 1,
        "verbal_cooperation": 0,
        "material_cooperation": 0,
        "verbal_conflict": 0,
        "material_conflict": 1,
        "score_sum": EventType.SANCTION.score,
        "score_mean": EventType.SANCTION.score,
        "net": -1.0,
        "reports": 1,
        "outlets": 1,
        "types": {"SANCTION": 1},
    }
    assert rows[1]["score_mean"] is None


def test_wrong_use_is_told() -> None:
    with pytest.raises(UsageError, match="two different"):
        series([], "RUS", "RUS")
    with pytest.raises(UsageError, match="decade"):
        series([], "RUS", "USA", by="decade")  # type: ignore[arg-type]  # what a user may type
    with pytest.raises(UsageError, match="after"):
        series([], "RUS", "USA", start=date(2021, 2, 1), end=date(2021, 1, 1))
