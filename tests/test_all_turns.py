"""All ties searched at once: who turned is found, and chance is kept out."""

from __future__ import annotations

import json
import random
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from scipy.stats import false_discovery_control

from kg.base.errors import UsageError
from kg.graph.all_turns import all_turns
from kg.store import Log, Reading
from kg.views.ties.discoveries import common_echo, evidence, false_share
from tests.builders import article, report
from tests.test_cli import Kg, kg

__all__ = ["kg"]  # the fixture

HOSTILE, FRIENDLY = ("ACCUSE", "THREATEN", "REJECT"), ("AID", "CONSULT", "SUPPORT")


@pytest.fixture
def log(tmp_path: Path) -> Log:
    """Russia and the United States turn friendly in 2021; two other ties go on as ever; a fourth has few months."""
    chance = random.Random(4)  # noqa: S311 - no secret
    told = []
    for at in range(48):
        day = f"{2019 + at // 12}-{at % 12 + 1:02}-05"
        told.append(report("RUS", "USA", chance.choice(FRIENDLY if at >= 26 else HOSTILE), day, start=at))
        told.append(report("CHN", "AUS", chance.choice(HOSTILE + FRIENDLY), day, start=100 + at))
        told.append(report("GRC", "TUR", chance.choice(HOSTILE + FRIENDLY), day, start=200 + at))
    told += [report("DEU", "UKR", "AID", f"2021-{month:02}-05", start=300 + month) for month in range(1, 7)]
    made = Log.create(tmp_path / "g")
    with made.writing():
        made.append([Reading(article=article("a1"), reports=tuple(told))])
    return made


def test_the_tie_that_turned_is_found_with_its_day(log: Log) -> None:
    found = all_turns(log)
    assert (found.tested, found.short, found.changed) == (3, 1, 1)
    (one,) = found.turned
    assert ((one.a, one.b), one.turn.day) == (("RUS", "USA"), date(2021, 3, 5))
    assert one.p <= one.q <= 0.05
    assert not all_turns(log, end=date(2020, 12, 31)).turned
    assert [(one.a, one.b) for one in all_turns(log, directed=True).turned] == [("RUS", "USA")]


def test_rates_are_those_of_scipy() -> None:
    chance = random.Random(1)  # noqa: S311 - no secret
    ps = [round(chance.random() ** 3, 3) for _ in range(60)]
    assert np.allclose(false_share(ps), false_discovery_control(ps))
    assert false_share([]) == []


def test_evidence_is_fine_where_it_is_strong() -> None:
    chance = random.Random(2)  # noqa: S311 - no secret
    step = evidence([chance.gauss(4 * (at >= 20), 1) for at in range(40)], [1.0] * 40)
    flat = evidence([chance.gauss(0, 1) for _ in range(40)], [1.0] * 40)
    assert step is not None
    assert flat is not None
    assert step == 1 / 5000
    assert flat * 50 == pytest.approx(round(flat * 50))  # fifty series were enough
    assert evidence([1.0] * 40, [1.0] * 40) is None


def test_a_series_is_taken_to_carry_on_what_all_do_on_average() -> None:
    chance = random.Random(5)  # noqa: S311 - no secret
    many = []
    for _ in range(30):
        noise, values = chance.gauss(0, 1), []
        for _ in range(40):
            noise = 0.6 * noise + 0.8 * chance.gauss(0, 1)
            values.append(noise)
        many.append((values, [1.0] * 40))
    carried = common_echo(many)
    assert 0.5 < carried < 0.75
    alone, together = ([evidence(*one, least) or 1.0 for one in many] for least in (0.0, carried))
    assert sum(p <= 0.05 for p in together) <= sum(p <= 0.05 for p in alone)
    assert not [q for q in false_share(together) if q <= 0.05]
    assert common_echo([([1.0, 2.0], [1.0, 1.0])]) == 0


def test_the_command(kg: Kg, log: Log) -> None:
    done = kg("turns", "-g", log.directory, "--from", "2021-01-01", "--to", "2021-12-31")
    assert [line.split("\t")[:3] for line in done.out.splitlines()[1:]] == [["RUS", "USA", "2021-03-05"]]
    assert "1 of 3 ties changed at a false discovery rate of 5%; 1 with events in fewer than 12 months" in done.err
    told = json.loads(kg("turns", "-g", log.directory, "--json").out)
    assert (told["tested"], told["turns"][0]["day"], told["turns"][0]["a"]) == (3, "2021-03-05", "RUS")
    assert kg("turns", "-g", log.directory, "--min-periods", "3").code == 2
    with pytest.raises(UsageError, match="between 0 and 1"):
        all_turns(log, rate=2)
