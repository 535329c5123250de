from __future__ import annotations

import json
from datetime import date

import pytest

from kg.assembly import merge
from kg.base.errors import UsageError
from kg.model import Report
from kg.views.ties import Comparison, Ranking, Span, brokers, changed, compare, dyads
from tests.builders import report


def compared(*reports: Report, **options: object) -> Comparison:
    return compare(merge(reports), Span.parse("2020"), Span.parse("2022"), **options)  # type: ignore[arg-type]


def some(source: str, target: str, type_: str, year: int, number: int = 2) -> list[Report]:
    return [report(source, target, type_, f"{year}-{month:02}-05") for month in range(1, number + 1)]


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        ("", "AID", "born"),
        ("AID", "", "died"),
        ("AID", "SANCTION", "flipped"),
        ("ACCUSE", "CONSULT", "flipped"),
        ("CONSULT", "AID", "warmed"),
        ("SANCTION", "ACCUSE", "warmed"),
        ("ACCUSE", "ASSAULT", "cooled"),
    ],
)
def test_what_became_of_a_tie(before: str, after: str, kind: str) -> None:
    old = some("RUS", "USA", before, 2020) if before else []
    new = some("USA", "RUS", after, 2022) if after else []
    (change,) = compared(*old, *new).changes
    assert change.kind == kind
    assert (change.a, change.b) == ("RUS", "USA")
    assert json.loads(json.dumps(change.row()))["change"] == kind
    evidence = change.row()["after" if after else "before"]["evidence"]  # type: ignore[index]  # a dictionary
    assert evidence[0]["sentence"]


def test_too_little_and_unchanged_is_unclear() -> None:
    found = compared(
        *some("RUS", "USA", "AID", 2020, 1),
        *some("RUS", "USA", "SANCTION", 2022),
        *some("CHN", "AUS", "AID", 2020),
        *some("CHN", "AUS", "AID", 2022),
        *some("TUR", "GRC", "AID", 2022, 1),
    )
    assert not found.changes
    assert (found.unclear, found.events_before, found.events_after) == (3, 3, 5)


def test_directions_apart() -> None:
    reports = [*some("RUS", "USA", "AID", 2020), *some("USA", "RUS", "AID", 2022)]
    assert [(c.a, c.b, c.kind) for c in compared(*reports, directed=True).changes] == [
        ("USA", "RUS", "born"),
        ("RUS", "USA", "died"),
    ]


def test_changes_come_by_kind_then_strength_and_whatever_the_order() -> None:
    reports = [
        *some("RUS", "USA", "CONSULT", 2020, 2),
        *some("RUS", "USA", "SANCTION", 2022, 2),
        *some("CHN", "AUS", "CONSULT", 2020, 9),
        *some("CHN", "AUS", "SANCTION", 2022, 9),
        *some("TUR", "GRC", "CONSULT", 2022, 9),
    ]
    found = compared(*reports)
    assert [(change.a, change.kind) for change in found.changes] == [
        ("AUS", "flipped"), ("RUS", "flipped"), ("GRC", "born"),
    ]  # fmt: skip
    assert compared(*reversed(reports)) == found
    assert found.counts() == {"flipped": 2, "warmed": 0, "cooled": 0, "born": 1, "died": 0}


def test_the_interval_of_a_difference() -> None:
    """Two and two scores: difference 6, spread 2.5 by hand, two degrees of freedom (t = 4.303)."""
    types = [("AID", 2020), ("SUPPORT", 2020), ("CONSULT", 2022), ("ACCUSE", 2022)]
    (change,) = compared(*(report(type=type_, day=f"{year}-02-01") for type_, year in types)).changes
    assert change.difference == pytest.approx(-0.25 - 7.5)
    spread = ((2 * 2.5**2 + 2 * 2.75**2) / 2) ** 0.5
    assert change.high == pytest.approx(-7.75 + 4.30265 * spread, abs=1e-3)


def test_dates_that_may_lie_outside_do_not_count() -> None:
    vague = report(day="2020-12-01/2021-01-31")
    assert compared(vague, report(day=None)).events_before == 0


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2020", "2020-01-01", "2020-12-31"),
        ("2020-Q2", "2020-04-01", "2020-06-30"),
        ("2020-02", "2020-02-01", "2020-02-29"),
        ("2020-W01", "2019-12-30", "2020-01-05"),
        ("2020-03-17", "2020-03-17", "2020-03-17"),
        ("2019..2020-02", "2019-01-01", "2020-02-29"),
        ("March 2020", "2020-03-01", "2020-03-31"),
        ("17 March 2020..June 2020", "2020-03-17", "2020-06-30"),
    ],
)
def test_spans(text: str, first: str, last: str) -> None:
    span = Span.parse(text)
    assert (span.label, span.first, span.last) == (text, date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize("text", ["", "20", "2020-13", "2020-02-30", "2020-Q5", "2021..2020", "2020..", "0000"])
def test_no_spans(text: str) -> None:
    with pytest.raises(UsageError):
        Span.parse(text)


def test_spans_in_the_wrong_order() -> None:
    with pytest.raises(UsageError, match="must lie after"):
        compare([], Span.parse("2020"), Span.parse("2020-06"))


# rankings


def world() -> list[Report]:
    return [
        *some("RUS", "USA", "SANCTION", 2021, 5),
        *some("CHN", "AUS", "CONSULT", 2021, 3),
        *some("TUR", "GRC", "ACCUSE", 2021, 3),
        *some("TUR", "GRC", "AID", 2022, 3),
        *some("USA", "CHN", "REQUEST", 2021, 1),
    ]


@pytest.mark.parametrize(
    ("ranking", "pairs"),
    [
        (Ranking.ACTIVE, [("GRC", "TUR"), ("RUS", "USA"), ("AUS", "CHN")]),
        (Ranking.HOSTILE, [("RUS", "USA")]),
        (Ranking.FRIENDLY, [("AUS", "CHN")]),
    ],
)
def test_dyads_ranked(ranking: Ranking, pairs: list[tuple[str, str]]) -> None:
    assert [(dyad.a, dyad.b) for dyad in dyads(merge(world()), ranking)] == pairs


def test_improved_and_worsened() -> None:
    events = merge(world())
    assert [(c.a, c.b) for c in changed(events, Ranking.IMPROVED, end=date(2022, 12, 31))] == [("GRC", "TUR")]
    assert changed(events, Ranking.WORSENED) == []
    assert [(c.a, c.kind) for c in changed(merge(world()[8:14]), Ranking.IMPROVED)] == [("GRC", "flipped")]
    assert changed(merge(world()[8:14]), Ranking.WORSENED) == []
    assert changed([], Ranking.IMPROVED) == []
    with pytest.raises(UsageError, match="last day"):
        changed(merge([report()]), Ranking.IMPROVED)


def test_brokers_stand_between_others() -> None:
    found = brokers(merge(world()))
    # AUS - CHN - USA - RUS is a line of four beside a pair: each inner actor lies on two of the ten pairs of others
    assert [(broker.actor, broker.partners) for broker in found] == [("CHN", 2), ("USA", 2)]
    assert found[0].betweenness == pytest.approx(2 / 10)
    assert found[0].events == 4


def test_rankings_of_a_time() -> None:
    events = merge(world())
    assert [dyad.a for dyad in dyads(events, Ranking.ACTIVE, start=date(2022, 1, 1))] == ["GRC"]
    assert dyads(events, Ranking.ACTIVE, start=date(2030, 1, 1)) == []
    with pytest.raises(UsageError, match="lies after"):
        brokers(events, start=date(2022, 1, 1), end=date(2021, 1, 1))
