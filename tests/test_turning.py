from __future__ import annotations

import random
from datetime import date, timedelta

import numpy as np
import pytest

from kg.assembly import merge
from kg.base.errors import UsageError
from kg.model import Report
from kg.views.ties import Ties, reciprocity, series, turns
from kg.views.ties.change import FEWEST, divide, echo, find_cuts
from kg.views.ties.echo import unchanged
from ontology import EventType
from tests.builders import report

ALPHA = 0.05
JUDGES = "pip install -r requirements-judges.txt"


def dyad(*reports: Report, by: str = "month") -> Ties:
    return series(merge(reports), "RUS", "USA", by=by)  # type: ignore[arg-type]  # of the tests' own choice


def months(*types: str, start: int = 0) -> list[Report]:
    """One event a month from January 2020 on; ``-`` is a silent month."""
    days = [f"{2020 + at // 12}-{at % 12 + 1:02}-05" for at in range(start, start + len(types))]
    return [report(type=type_, day=day) for type_, day in zip(types, days, strict=True) if type_ != "-"]


# divisions


@pytest.mark.external
@pytest.mark.parametrize("seed", range(5))
def test_divisions_are_those_of_ruptures(seed: int) -> None:
    ruptures = pytest.importorskip("ruptures", reason=JUDGES)
    chance = random.Random(seed)  # noqa: S311 - no secret
    values = [chance.gauss(3 * (at // 9 % 2), 1) for at in range(36)]
    known = ruptures.Dynp(model="l2", min_size=3, jump=1).fit(np.array(values))
    for cuts in (1, 2, 3, 4):
        assert divide(values, [1.0] * 36, cuts) == tuple(known.predict(cuts)[:-1])


@pytest.mark.external
def test_a_value_weighs_as_much_as_its_events() -> None:
    """A division is that of the series in which every value stands as often as its weight says."""
    ruptures = pytest.importorskip("ruptures", reason=JUDGES)
    values, weights = [0.0, 0.2, 4.0, 0.1, 5.0, 5.2, 4.9], [2, 1, 1, 3, 1, 2, 1]
    (cut,) = divide(values, [float(weight) for weight in weights], 1)
    long = [value for value, weight in zip(values, weights, strict=True) for _ in range(weight)]
    (far,) = ruptures.Dynp(model="l2", min_size=1, jump=1).fit(np.array(long)).predict(1)[:-1]
    assert sum(weights[:cut]) == far


def test_a_step_is_found_and_a_flat_line_is_left_alone() -> None:
    step = find_cuts([-3.0, -3.5, -3.0, -2.5, -3.0, 4.0, 4.5, 4.0, 3.5], [1.0] * 9, alpha=ALPHA)
    assert [cut.at for cut in step.cuts] == [5]
    assert step.cuts[0].p <= ALPHA
    flat = find_cuts([-3.0, -2.5, -3.0, -3.5, -2.5, -3.0, -3.5, -3.0, -2.5], [1.0] * 9, alpha=ALPHA)
    assert not flat.cuts
    assert flat.likeliest
    assert flat.likeliest.p > ALPHA
    assert find_cuts([2.5] * 20, [1.0] * 20, alpha=ALPHA).p is None


def test_up_and_down_again_is_two_turns() -> None:
    values = [0.1, -0.2, 0.0, 0.2, -0.1, 5.1, 4.9, 5.0, 5.2, 4.8, 0.0, 0.1, -0.1, 0.2, -0.2]
    assert [cut.at for cut in find_cuts(values, [1.0] * 15, alpha=ALPHA).cuts] == [5, 10]


def test_chance_alone_seldom_turns() -> None:
    chance = random.Random(1)  # noqa: S311 - no secret
    found = [find_cuts([chance.gauss(0, 1) for _ in range(20)], [1.0] * 20, alpha=ALPHA).cuts for _ in range(60)]
    assert sum(map(bool, found)) <= 7  # 3 expected; 8 or more come by chance once in 80


# turning points of ties


def test_a_turn_has_its_date_levels_and_events() -> None:
    found = turns(dyad(*months(*["ACCUSE"] * 9, "-", "-", "AID", *["CONSULT"] * 8)), "RUS")
    (turn,) = found.turns
    assert turn.day == date(2020, 12, 5)
    assert (turn.before.last.label, turn.after.first.label, turn.silent) == ("2020-09", "2020-12", 2)
    assert (turn.before.level, turn.before.events) == (EventType.ACCUSE.score, 9)
    assert turn.after.level == pytest.approx((EventType.AID.score + 8 * EventType.CONSULT.score) / 9)
    assert turn.p <= ALPHA
    assert [cause.act.event.best.type for cause in turn.causes] == ["AID", "CONSULT", "CONSULT"]
    assert turn.causes[0].share == pytest.approx((10 + 3) / (10 + 8 * 2.5 + 9 * 3))
    assert found.sentence == "1 turning point"


def test_silence_is_no_level() -> None:
    types = ["ACCUSE", "CONSULT", "ACCUSE", "CONSULT", "ACCUSE"]
    held = turns(dyad(*months(*types, *["-"] * 24, *types, start=0)))
    assert not held.turns
    assert held.periods == 10


def test_a_meeting_counts_once_in_both_directions_together() -> None:
    ties = dyad(*(report("USA", "RUS", "CONSULT", f"2020-{month:02}-05", symmetric=True) for month in range(1, 9)))
    assert turns(ties).stretches[0].events == 8
    assert turns(ties).sentence == "no turning point: every score is the same"


@pytest.mark.parametrize("number", [0, 1, FEWEST - 1])
def test_too_little_is_told_and_never_a_turn(number: int) -> None:
    found = turns(dyad(*months(*(["ASSAULT"] * 4 + ["AID"] * 4)[:number])))
    assert not found.turns
    assert ("no events" if number == 0 else f"told from {number} month") in found.sentence


def test_turns_do_not_depend_on_the_order_of_events() -> None:
    reports = months(*["ACCUSE"] * 6, *["AID"] * 6)
    assert repr(turns(dyad(*reports))) == repr(turns(dyad(*reversed(reports))))


def test_a_side_that_is_none_and_a_search_too_long() -> None:
    with pytest.raises(UsageError, match="between RUS and USA, not CHN"):
        turns(dyad(report()), "CHN")
    days = (date(2000, 1, 1) + timedelta(days=at) for at in range(601))
    with pytest.raises(UsageError, match="longer periods"):
        turns(dyad(*(report(day=day.isoformat()) for day in days), by="day"))


# reciprocity


def test_who_answers_whom_in_kind() -> None:
    calls = [report("USA", "RUS", "ACCUSE", f"2021-{month:02}-01") for month in (1, 3, 5, 7)]
    replies = [report("RUS", "USA", "SANCTION", f"2021-{month:02}-04") for month in (1, 3, 5)]
    friendly = report("RUS", "USA", "AID", "2021-07-02")
    rus, usa = (found for found in reversed(reciprocity(dyad(*calls, *replies, friendly))))
    assert (rus.acts, rus.answered, rus.in_kind, rus.days) == (4, 4, 3, 3.0)
    assert rus.share == 0.75
    assert rus.p is not None
    assert rus.expected is not None
    assert rus.expected < 0.5
    assert rus.actor == "RUS"
    assert (usa.actor, usa.acts, usa.in_kind) == ("USA", 4, 0)  # two months later is no answer


def test_one_day_answers_nothing() -> None:
    both = dyad(report("USA", "RUS", "ACCUSE", "2021-03-01"), report("RUS", "USA", "ACCUSE", "2021-03-01"))
    assert [(found.acts, found.answered, found.p) for found in reciprocity(both)] == [(1, 0, None)] * 2


def test_vague_and_mutual_events_are_no_answers() -> None:
    ties = dyad(report(day="2021-03"), report("USA", "RUS", "CONSULT", "2021-03-05", symmetric=True))
    assert [found.acts for found in reciprocity(ties)] == [0, 0]
    assert reciprocity(ties)[0].share is None


def echoing(chance: random.Random, carried: float, length: int = 40) -> list[float]:
    """Noise without any change of level, each value carrying on a part of the one before."""
    values, noise = [], chance.gauss(0, 1)
    for _ in range(length):
        values.append(noise)
        noise = carried * noise + (1 - carried**2) ** 0.5 * chance.gauss(0, 1)
    return values


def test_a_series_that_echoes_seldom_turns() -> None:
    chance = random.Random(3)  # noqa: S311 - no secret
    found = [bool(find_cuts(echoing(chance, 0.5), [1.0] * 40, alpha=0.05).cuts) for _ in range(60)]
    assert sum(found) <= 7  # 3 expected; shuffled value by value, more than half of them turn


def test_the_correlation_of_neighbours_is_not_taken_for_levels() -> None:
    chance = random.Random(5)  # noqa: S311 - no secret
    found = {
        carried: sum(echo(echoing(chance, carried, 80), [1.0] * 80) for _ in range(20)) / 20
        for carried in (0.0, 0.4, 0.8)
    }
    assert found[0.0] < 0.3 < found[0.4] < 0.7 < found[0.8]


def test_a_step_is_no_echo() -> None:
    chance = random.Random(7)  # noqa: S311 - no secret
    steps = [[chance.gauss(3 * (at >= 20), 1) for at in range(40)] for _ in range(20)]
    assert sum(echo(step, [1.0] * 40) for step in steps) / 20 < 0.3


def test_series_without_a_change_carry_on_as_much_and_keep_their_weights() -> None:
    chance = random.Random(9)  # noqa: S311 - no secret
    values, weights = echoing(chance, 0.6, 150), [float(1 + at % 3) for at in range(150)]
    made, mass = unchanged(values, weights, 0.6, 40)
    assert list(made[0]) == values
    assert all(sorted(row) == sorted(weights) for row in mass)
    away = made[1:] - made[1:].mean(axis=1, keepdims=True)
    seen = (away[:, 1:] * away[:, :-1]).sum(axis=1) / (away * away).sum(axis=1)
    assert seen.mean() == pytest.approx(0.6, abs=0.1)
    shuffled, _ = unchanged(values, weights, 0.0, 2)
    assert np.allclose(np.sort(shuffled), np.sort(values))
