import json
from datetime import date
from itertools import pairwise, permutations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.assembly import merge
from kg.base.errors import LexiconError, UsageError
from kg.model import Report
from kg.store import Log, Reading
from kg.views.ties import By, Side, Tie, Ties, by_source, goldstein, load_scale, period_of, plover, series
from kg.views.ties.band import t_bound
from ontology import Cameo, EventType, QuadClass, Sector
from tests.builders import actor, article, report


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
@settings(deadline=None)  # a shared machine has its pauses
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
        "scored": 1,
        "low": None,
        "high": None,
        "rolling": EventType.SANCTION.score,
        "net": -1.0,
        "reports": 1,
        "outlets": 1,
        "share": 1.0,
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


# what is beside the counts


def test_share_of_all_that_was_reported() -> None:
    others = [
        report("CHN", "AUS", day="2021-03-05"),
        report("UKR", "UKR", domestic=True),
        report("CHN", "AUS", day="2021-05-05"),
    ]
    ties = dyad(report(), *others)
    assert cell(ties, "2021-03", "RUS").share == pytest.approx(1 / 2)
    assert cell(ties, "2021-03", "USA").share == 0
    gap = dyad(report(), report(day="2021-05-01"), *others)
    assert [tie.share for tie in gap.towards("RUS")] == [0.5, None, 0.5]


def test_the_rolling_mean_weighs_events_and_never_runs_through_silence() -> None:
    days = [("AID", "2021-01-01"), ("AID", "2021-01-02"), ("ASSAULT", "2021-02-01"), ("CONSULT", "2021-06-01")]
    found = dyad(*(report(type=type_, day=day) for type_, day in days)).towards("RUS")
    aid, assault, consult = (EventType(name).score for name in ("AID", "ASSAULT", "CONSULT"))
    assert [tie.rolling for tie in found] == [aid, pytest.approx((2 * aid + assault) / 3), None, None, None, consult]


@pytest.mark.parametrize(
    ("freedom", "bound"), [(1, 12.706), (2, 4.303), (3, 3.182), (10, 2.228), (30, 2.042), (999, 1.962), (5000, 1.960)]
)
def test_bounds_of_student_are_those_of_the_tables(freedom: int, bound: float) -> None:
    assert t_bound(freedom) == pytest.approx(bound, abs=5e-4 if freedom < 1000 else 2e-3)


def test_the_band_is_that_of_a_pooled_spread() -> None:
    """Scores 2.5, 5 in one month and -3 in the next: one degree of freedom, spread 1.77, cut off at the scale's end."""
    found = dyad(
        report(type="CONSULT", day="2021-01-01"),
        report(type="SUPPORT", day="2021-01-02"),
        report(type="SUPPORT", day="2021-01-03"),
        report(type="CONSULT", day="2021-01-04"),
        report(type="ACCUSE", day="2021-02-01"),
    ).towards("RUS")
    spread = (4 * 1.25**2 / 3) ** 0.5
    assert found[0].low == pytest.approx(3.75 - 3.18245 * spread / 2, abs=1e-3)
    assert found[1].high == pytest.approx(-3 + 3.18245 * spread, abs=1e-3)
    (wide,) = dyad(report(type="AID", day="2021-01-01"), report(type="ASSAULT", day="2021-01-02")).towards("RUS")
    assert (wide.low, wide.high) == (-10, 10)


def test_no_spread_is_no_band() -> None:
    assert dyad(report(), report(day="2021-03-18")).towards("RUS")[0].low is None


# scales


def test_goldstein_scores_by_cameo_code() -> None:
    events = merge([report(cameo="1623", day="2021-03-01"), report(cameo=None, day="2021-03-02")])
    (tie, _) = series(events, "RUS", "USA", scale=goldstein()).ties
    assert (tie.events, tie.scored) == (2, 1)
    assert tie.score_mean == Cameo.get("162").goldstein  # the code has no score of its own
    assert plover().score(report(mode="expel")) != EventType.SANCTION.score


def test_a_scale_of_ones_own(tmp_path: Path) -> None:
    path = tmp_path / "mine.tsv"
    path.write_text("# mine\ncode\tscore\nSANCTION\t-1\nSANCTION/expel\t-2\n16\t-3\n162\t-4\n")
    scale = load_scale(path)
    cases = [
        report(),
        report(mode="expel", cameo="1623"),
        report(cameo="1623"),
        report(cameo="160"),
        report(type="AID"),
    ]
    assert [scale.score(case) for case in cases] == [-1, -2, -4, -3, None]
    assert (scale.name, scale.low, scale.high) == ("mine.tsv", -4, -1)


def test_every_problem_of_a_scale_is_told(tmp_path: Path) -> None:
    path = tmp_path / "mine.tsv"
    path.write_text("code\tscore\nSANCTON\t1\nAID\tmuch\nAID\t1\nAID\t2\nAID\tnan\n10\t1\t2\n")
    with pytest.raises(LexiconError) as told:
        load_scale(path)
    assert str(told.value).splitlines() == [
        "mine.tsv:2: unknown code 'SANCTON'; did you mean SANCTION?",
        "mine.tsv:3: score 'much' is not a number",
        "mine.tsv:5: AID has a score already, in mine.tsv:4",
        "mine.tsv:6: score 'nan' is not a number",
        "mine.tsv:6: AID has a score already, in mine.tsv:4",
        "mine.tsv:7: 3 cells, but the header has 2 columns",
    ]


@pytest.mark.parametrize("text", ["", "code\tscore\n", "code\nAID\n", "\xff"])
def test_scales_that_are_none(tmp_path: Path, text: str) -> None:
    path = tmp_path / "mine.tsv"
    path.write_bytes(text.encode("latin-1"))
    with pytest.raises(LexiconError, match=r"mine\.tsv"):
        load_scale(path)
    with pytest.raises(UsageError, match="known: plover, goldstein"):
        load_scale(tmp_path / "none.tsv")


# sides


def test_a_sector_of_a_side() -> None:
    army = actor("RUS:MIL", label="Russian army", stands_for="RUS", sector=Sector.MIL)
    events = merge([report(army, "USA", "ASSAULT"), report("RUS", "USA", "CONSULT", day="2021-03-18")])
    ties = series(events, "RUS:MIL", "USA")
    assert [(tie.source, tie.events) for tie in ties.ties] == [("RUS:MIL", 1), ("USA", 0)]
    assert series(events, "RUS", "USA").ties[0].events == 2
    with pytest.raises(UsageError, match="RUS:MIL is a part of RUS"):
        series(events, "RUS", "RUS:MIL")


def test_two_sectors_of_one_state() -> None:
    army = actor("RUS:MIL", label="army", stands_for="RUS", sector=Sector.MIL)
    court = actor("RUS:JUD", label="court", stands_for="RUS", sector=Sector.JUD)
    ties = series(merge([report(army, court, domestic=True)]), "RUS:MIL", "RUS:JUD")
    assert [tie.events for tie in ties.ties] == [1, 0]


def test_a_body_is_itself_or_its_members_of_the_day() -> None:
    events = merge(
        [
            report("EU", "RUS", day="2019-03-01"),
            report("DEU", "RUS", day="2019-03-02"),
            report("GBR", "RUS", day="2019-03-03"),
            report("GBR", "RUS", day="2021-03-04"),
            report("DEU", "GRC", day="2021-03-05"),
            report("DEU", "RUS", day=None),
        ]
    )
    assert [tie.events for tie in series(events, "EU", "RUS", by="year").towards("EU")] == [1]
    expanded = series(events, Side.parse("EU", expand_members=True), "RUS", by="year")
    assert [tie.events for tie in expanded.towards("EU")] == [3]  # Britain has left
    assert expanded.undated == 1


def test_the_own_name_outranks_membership_and_members_of_both_count_for_neither() -> None:
    union, alliance = (Side.parse(name, expand_members=True) for name in ("EU", "NATO"))
    events = merge([report("EU", "DEU"), report("DEU", "EU", "ACCUSE"), report("GRC", "DEU", "AID")])
    assert [tie.events for tie in series(events, union, "DEU").ties] == [2, 1]
    events = merge([report("DEU", "USA"), report("EU", "USA", "AID"), report("NATO", "AUT", "AID")])
    assert [tie.events for tie in series(events, union, alliance).ties] == [1, 1]
    assert not Side.parse("DEU", expand_members=True).members


def test_datasets_apart() -> None:
    events = merge(
        [report(article="a"), report(article="b", dataset="icews"), report(day="2021-04-01", dataset="icews")]
    )
    found = by_source(events)
    assert {name: [len(event.reports) for event in part] for name, part in found.items()} == {
        "icews": [1, 1],
        "irkg": [1],
    }


# bounds


def test_periods_before_the_first_event_are_silent() -> None:
    ties = dyad(report(), start=date(2021, 1, 1), end=date(2021, 3, 31))
    assert [(tie.events, tie.score_mean) for tie in ties.towards("RUS")] == [(0, None), (0, None), (1, -6.0)]


def test_more_periods_than_anyone_can_want() -> None:
    with pytest.raises(UsageError, match="take longer ones"):
        dyad(report(), by="day", start=date(1, 1, 1))


def test_what_straddles_a_bound_is_undated() -> None:
    assert dyad(report(day="2021-03"), start=date(2021, 3, 15)).undated == 1


def test_the_numbers_are_those_of_a_query_on_the_log(tmp_path: Path) -> None:
    """Events, mean score and reports by direction and month, asked of the Parquet files alone."""
    duckdb = pytest.importorskip("duckdb")
    types = ["SANCTION", "CONSULT", "AID", "ASSAULT", "ACCUSE"]
    told = []
    for at in range(60):
        pair = ("RUS", "USA") if at % 3 else ("USA", "RUS")
        day = f"2021-{at % 7 + 1:02}-{at % 28 + 1:02}"
        told.append(report(*pair, types[at % 5], day, start=at * 99))
    told += [report("CHN", "USA"), report(status="negated", start=7), report(day="2021", start=8)]
    again = Reading(article=article("a2"), reports=(report(article="a2", day="2021-02-02"),))
    log = Log.create(tmp_path)
    with log.writing():
        log.append([Reading(article=article("a1"), reports=tuple(told)), again])
    asked = duckdb.sql(
        f"""
        WITH told AS (
            SELECT source_stands_for AS s, target_stands_for AS t, type, earliest, count(*) AS reports
            FROM read_parquet('{tmp_path}/log/reports-*.parquet')
            WHERE status IN ('occurred', 'historical') AND s IN ('RUS', 'USA') AND t IN ('RUS', 'USA')
              AND strftime(earliest, '%Y-%m') = strftime(latest, '%Y-%m')
            GROUP BY ALL)
        SELECT strftime(earliest, '%Y-%m') AS month, s, count(*), sum(reports) FROM told GROUP BY ALL ORDER BY ALL
        """
    ).fetchall()
    ties = series(log.events(), "RUS", "USA")
    counted = sorted((tie.period.label, tie.source, tie.events, tie.reports) for tie in ties.ties if tie.events)
    assert [(month, source, int(number), int(reports)) for month, source, number, reports in asked] == counted
