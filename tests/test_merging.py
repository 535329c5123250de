"""Reports whose dates may mean the same day become one event; nothing else does."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.assembly import merge
from kg.assembly.claims import LONGEST
from kg.base.dates import DateBasis
from kg.model import Event, Report
from tests.builders import report, when

PUBLICATION, RELATIVE, STATED = DateBasis.PUBLICATION, DateBasis.RELATIVE, DateBasis.STATED


def told(day: str, basis: DateBasis = PUBLICATION, article: str | None = None, **fields: str) -> Report:
    return report(day=when(day, basis), article=article or f"{day} {basis}", **fields)  # type: ignore[arg-type]  # free


def dates(events: Iterable[Event]) -> list[list[str]]:
    """Of each event the dates told, the one that names it first."""
    return [[f"{r.when.earliest}/{r.when.latest}" if not r.when.iso else r.when.iso for r in e.reports] for e in events]


@pytest.mark.parametrize(
    ("first", "second", "one"),
    [
        (told("2021-03-17"), told("2021-03-18"), True),
        (told("2021-03-17", RELATIVE), told("2021-03-18", RELATIVE), True),
        (told("2021-03-17", STATED), told("2021-03-18"), True),
        (told("2021-03-17", STATED), told("2021-03-18", RELATIVE), False),
        (told("2021-03-17"), told("2021-03-18", STATED), False),
        (told("2021-03-17", STATED), told("2021-03-18", STATED), False),
        (told("2021-03-17"), told("2021-03-19"), False),
        (told("2021-12-31"), told("2022-01-01"), True),
        (told("2021-03-17"), told("2021-03-18", source="UKR"), False),
        (told("2021-03-17"), told("2021-03-18", source="USA", target="RUS"), False),
        (told("2021-03-17"), told("2021-03-18", type="ACCUSE"), False),
        (told("2021-03-17"), told("2021-03-18", status="negated"), False),
        (told("2021-03-17"), told("2021-03-18", status="historical"), True),
        (told("2021-03-17", article="a"), told("2021-03-18", article="a"), False),
        (told("0001-01-01"), told("0001-01-02"), True),
        (told("9999-12-30"), told("9999-12-31"), True),
    ],
)
def test_neighbouring_days(first: Report, second: Report, one: bool) -> None:  # noqa: FBT001 - the expectation
    assert len(merge([first, second])) == (1 if one else 2)


@pytest.mark.parametrize("days", [3, 4, 31])
@pytest.mark.parametrize("basis", [PUBLICATION, RELATIVE])
def test_daily_shelling_stays_daily(days: int, basis: DateBasis) -> None:
    first = date(2022, 3, 1)
    reports = [told((first + timedelta(days=n)).isoformat(), basis, type="ASSAULT") for n in range(days)]
    assert len(merge(reports)) == days
    assert len(merge([*reports, told("2022-03", type="ASSAULT")])) == days + 1


@pytest.mark.parametrize(
    ("vague", "inside", "events"),
    [
        ("2021-03", ["2021-03-17"], 1),
        ("2021-03", ["2021-03-17", "2021-03-25"], 3),
        ("2021-03", ["2021-03-17", "2021-03-18"], 1),
        ("2021-03", ["2021-04-17"], 2),
        ("2021-03", ["2021-03-08/2021-03-14", "2021-03-10"], 1),
        ("2021-03", ["2021-03-28/2021-04-03"], 2),
        ("2021", ["2021-03-17"], 2),
    ],
)
def test_a_vague_date_joins_the_only_exact_one_inside(vague: str, inside: list[str], events: int) -> None:
    found = merge([told(vague, RELATIVE), *(told(day) for day in inside)])
    assert len(found) == events
    if events == 1:
        assert dates(found)[0][-1] == vague


def test_an_article_that_tells_a_month_and_a_day_in_it_tells_two_events() -> None:
    assert len(merge([told("2021-03", RELATIVE, "a"), told("2021-03-17", RELATIVE, "a")])) == 2


def test_unknown_dates_merge_with_each_other_only() -> None:
    reports = [report(day=None, article="a"), report(day=None, article="b"), told("2021-03-17")]
    assert sorted(len(event.reports) for event in merge(reports)) == [1, 2]


def test_the_claim_with_the_best_date_names_the_event_and_the_others_lead_to_it() -> None:
    sure, vague, day = told("2021-03-18"), told("2021-03", RELATIVE), told("2021-03-17", RELATIVE)
    (event,) = merge([sure, vague, day])
    assert event.id == day.event_id == event.best.event_id
    assert event.aliases == tuple(sorted([sure.event_id, vague.event_id]))
    assert dates([event]) == [["2021-03-17", "2021-03-18", "2021-03"]]


def test_a_symmetric_event_is_one_whichever_side_is_named_first() -> None:
    there = report("RUS", "USA", "CONSULT", when("2021-03-17", RELATIVE), symmetric=True, article="a")
    back = report("USA", "RUS", "CONSULT", when("2021-03-18", PUBLICATION), symmetric=True, article="b")
    assert len(merge([there, back])) == 1


DAYS = st.builds(lambda n: (date(2021, 3, 1) + timedelta(days=n)).isoformat(), st.integers(0, 12))
SPANS = st.one_of(DAYS, st.sampled_from(["2021-03", "2021", "2021-03-01/2021-03-07", "2021-03-08/2021-03-14"]))
REPORTS = st.lists(
    st.builds(
        told,
        SPANS,
        st.sampled_from([PUBLICATION, RELATIVE, STATED]),
        st.sampled_from("abcdef"),
        type=st.sampled_from(["ASSAULT", "ACCUSE"]),
    ),
    max_size=14,
    unique_by=lambda r: r.id,
)


@given(REPORTS, st.randoms(use_true_random=False))
def test_the_order_of_reports_does_not_matter_and_no_event_grows(reports: list[Report], random: object) -> None:
    events = merge(reports)
    shuffled = reports[:]
    random.shuffle(shuffled)  # type: ignore[attr-defined]  # hypothesis gives a Random
    assert merge(shuffled) == events
    assert sorted(r.id for e in events for r in e.reports) == sorted({r.id for r in reports})
    for event in events:
        if len({r.event_id for r in event.reports}) > 1:
            days = [(r.when.earliest, r.when.latest) for r in event.reports]
            first, last = min(e for e, _ in days if e), max(latest for _, latest in days if latest)
            assert (last - first).days <= LONGEST
