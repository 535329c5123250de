"""Codes of states go by day: the systems of states, where they differ, and what a wrong code is told."""

from __future__ import annotations

import runpy
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from kg import states
from kg.base.errors import UsageError
from kg.graph.coded import coded, common_days
from kg.lexicon import load_actors
from kg.lexicon.systems import System, load_systems

UNION = date(1990, 10, 3)


@pytest.mark.parametrize(
    ("actor", "scheme", "day", "code"),
    [
        ("DEU", "cow", "1990-10-02", "260"), ("DEU", "cow", "1990-10-03", "255"), ("DEU", "gw", "1990-10-03", "260"),
        ("DEU", "iso-num", "1990-10-02", "280"), ("DEU", "iso-num", "1990-10-03", "276"),
        ("DDR", "cow", "1990-10-02", "265"), ("DDR", "cow", "1990-10-03", None), ("DDR", "gw", "1949-10-04", None),
        ("YEM", "cow", "1985-01-01", "678"), ("YEM", "cow", "1990-05-22", "679"), ("YEM", "gw", "1991-01-01", "678"),
        ("SUN", "cow", "1985-01-01", "365"), ("RUS", "cow", "1985-01-01", "365"), ("RUS", "iso", "2020-01-01", "RUS"),
        ("YUG", "cow", "1995-01-01", "345"), ("SRB", "cow", "2013-01-01", "345"), ("SRB", "gw", "2013-01-01", "340"),
        ("SRB", "gw", "1995-01-01", "345"), ("NRU", "cow", "2010-01-01", "970"), ("KIR", "gw", "2010-01-01", "970"),
        ("NRU", "cow", "1990-01-01", None), ("RVN", "gw", "1970-01-01", "817"), ("VNM", "gw", "1970-01-01", "816"),
        ("VNM", "iso", "1976-06-01", "VDR"), ("VNM", "iso", "1980-06-01", "VNM"), ("COD", "iso", "1990-01-01", "ZAR"),
        ("PSE", "cow", "2010-01-01", None), ("PSE", "iso-num", "2010-01-01", "275"), ("USA", "cow-abb", None, "USA"),
        ("USA", "cow", None, "2"), ("CSK", "gw", None, "315"), ("Abkhazia", "gw", "2010-01-01", "396"),
        ("GBR", "gw-abb", "2010-01-01", "UKG"), ("nobody", "cow", "2010-01-01", None),
    ],
)  # fmt: skip
def test_code(actor: str, scheme: str, day: str | None, code: str | None) -> None:
    assert states.code(actor, scheme, date.fromisoformat(day) if day else None) == code


@pytest.mark.parametrize(
    ("code", "scheme", "day", "actor"),
    [
        (365, "cow", "1991-12-25", "SUN"), (365, "cow", "1991-12-26", "RUS"), ("365", "gw", "1900-01-01", "RUS"),
        (345, "cow", "1995-01-01", "YUG"), (345, "cow", "2004-01-01", "SCG"), (345, "cow", "2013-01-01", "SRB"),
        (345, "gw", "1930-01-01", "YUG"), (340, "gw", "2010-01-01", "SRB"), (970, "cow", "2010-01-01", "NRU"),
        (970, "gw", "2010-01-01", "KIR"), (260, "gw", "2010-01-01", "DEU"), (260, "cow", None, "DEU"),
        (365, "cow", None, "RUS"), (345, "cow", None, "SRB"), (345, "gw", None, "SCG"), ("UKG", "cow", None, "GBR"),
        ("4", "iso-num", None, "AFG"), ("004", "iso", None, "AFG"), ("bur", "iso", "1980-01-01", "MMR"),
    ],
)  # fmt: skip
def test_actor(code: str | int, scheme: str, day: str | None, actor: str) -> None:
    assert states.actor(code, scheme, date.fromisoformat(day) if day else None) == actor


@pytest.mark.parametrize(
    ("code", "scheme", "day", "told"),
    [
        (260, "cow", date(2020, 1, 1), "260 is no state of Correlates of War on 2020-01-01: DEU from 1955-05-05"),
        (946, "gw", None, "Gleditsch-Ward has no code '946': 946 is KIR from 1999-09-14 in Correlates of War"),
        (9999, "cow", None, "Correlates of War has no code '9999': kg resolve"),
        (2, "polity", None, "unknown scheme of codes 'polity'; known: cow, cow-abb, gw"),
    ],
)  # fmt: skip
def test_a_code_that_means_nobody_is_told_with_what_it_means_elsewhere(
    code: int, scheme: str, day: date | None, told: str
) -> None:
    with pytest.raises(UsageError) as error:
        states.actor(code, scheme, day)
    assert told in str(error.value)


def test_members_on_the_days_on_which_the_lists_differ() -> None:
    """Counts after the published lists: COW v2016, Gleditsch-Ward to 2020."""
    counts = {"1979-06-30": (155, 162), "1990-10-03": (161, 170), "1991-12-25": (166, 185), "2016-12-31": (195, 197)}
    for day, (cow, gw) in counts.items():
        when = date.fromisoformat(day)
        assert (len(states.members("cow", when)), len(states.members("gw", when))) == (cow, gw), day
    assert len(states.members("gw", date(2016, 12, 31), microstates=False)) == 174
    assert not states.is_member("DDR", "cow", UNION)
    assert states.is_member("DDR", "cow", UNION - timedelta(1))
    assert not states.is_member("HKG", "iso", UNION)
    assert states.code("HKG", "iso", UNION) == "HKG"


@pytest.mark.parametrize("system", System)
def test_each_code_is_one_state_on_any_day(system: System) -> None:
    """On the days before, of and after every change: no state twice, and each member's code leads back to it."""
    systems = load_systems()
    spells = [spell for (_, which), found in systems.by_actor.items() if which is system for spell in found]
    ends = {end for spell in spells for end in (spell.start, spell.end) if end}
    for day in {end + timedelta(step) for end in ends for step in (-1, 0, 1) if end > date(1816, 1, 2)}:
        members = systems.members(system, day)
        assert len({spell.key for spell in members}) == len({spell.actor for spell in members}) == len(members), day
        assert all(states.actor(spell.key, system, day) == spell.actor for spell in members), day


def test_spells_of_a_state_do_not_overlap_and_end_after_they_begin() -> None:
    for spells in load_systems().by_actor.values():
        for spell in spells:
            assert (spell.start or date.min) <= (spell.end or date.max), spell
        ordered = sorted(spells, key=lambda spell: spell.start or date.min)
        for before, after in pairwise(ordered):
            assert (before.end or date.max) < (after.start or date.min), after


def test_a_state_ends_before_the_one_that_continues_it_begins() -> None:
    lives = load_systems().lives
    for actor, life in lives.items():
        if life.predecessor is None:
            continue
        before = lives[life.predecessor]
        if life.continues:
            assert before.end == (life.start or date.max) - timedelta(1), actor
        elif before.end is not None and life.start is not None and life.start > date(1989, 1, 1):
            assert states.same_state(actor, life.start) == actor


def test_the_same_state_under_the_id_of_the_day() -> None:
    assert states.same_state("RUS", date(1985, 1, 1)) == "SUN"
    assert states.same_state("SUN", date(1995, 1, 1)) == "RUS"
    assert states.same_state("SRB", date(1995, 1, 1)) == "YUG"
    assert states.same_state("YUG", date(2013, 1, 1)) == "SRB"
    assert states.same_state("UKR", date(1985, 1, 1)) == "UKR"
    assert states.same_state("DDR", date(1995, 1, 1)) == "DDR"
    assert not states.lived("UKR", date(1985, 1, 1))
    assert states.lived("person/nobody", date(1985, 1, 1))


def test_who_came_from_whom() -> None:
    came = {
        "RUS": "SUN",
        "SRB": "SCG",
        "SCG": "YUG",
        "HRV": "YUG",
        "CZE": "CSK",
        "SVK": "CSK",
        "ERI": "ETH",
        "SSD": "SDN",
    }
    taken_in = {"DEU": "DDR", "YEM": "YMD", "VNM": "RVN", "TZA": "TZA:ZANZIBAR"}
    for after, before in (came | taken_in | {"SSD": "SDN", "BGD": "PAK", "XKX": "SRB", "MNE": "SCG"}).items():
        assert states.predecessors(after) == (before,)
        assert after in states.successors(before)
    assert (states.predecessors("FRA"), states.successors("FRA")) == ((), ())
    assert [states.continued(one) for one in ("RUS", "SRB", "SCG", "UKR")] == ["SUN", "SCG", "YUG", None]


@pytest.mark.parametrize(
    ("actor", "day", "number"),
    [
        ("RUS", "1985-01-01", "810"), ("SUN", "1995-01-01", "643"), ("SRB", "1995-01-01", "891"),
        ("SRB", "2010-01-01", "688"), ("CZE", "1992-12-31", None), ("CZE", "1993-01-01", "203"),
        ("AGO", "1975-01-01", "024"), ("XKX", "2010-01-01", None),
    ],
)  # fmt: skip
def test_codes_of_iso_begin_with_their_state_and_go_on_under_its_names(
    actor: str, day: str, number: str | None
) -> None:
    assert states.code(actor, "iso-num", date.fromisoformat(day)) == number


def test_kosovo_counts_by_a_code_that_iso_leaves_to_its_users() -> None:
    assert states.is_member("XKX", "iso", date(2010, 1, 1))
    assert not states.is_member("XKX", "iso", date(2008, 2, 16))
    assert states.code("XKX", "iso", date(2008, 2, 17)) == "XKX"


def test_every_actor_with_a_code_is_in_the_actor_tables() -> None:
    systems, known = load_systems(), load_actors().by_id
    assert {actor for actor, _ in systems.by_actor} <= set(known)
    assert {life.predecessor for life in systems.lives.values() if life.predecessor} <= set(known)


@pytest.mark.parametrize(
    ("code", "scheme", "start", "end", "sentence"),
    [
        ("365", "cow", None, None, "365 is SUN and RUS in Correlates of War"),
        ("345", "cow", None, None, "345 is YUG and SCG and SRB in Correlates of War from 1944-10-20"),
        ("260", "cow", None, None, "260 is DEU in Correlates of War from 1955-05-05 to 1990-10-02"),
        ("gmy", "cow", None, None, "GMY is DEU in Correlates of War from 1990-10-03"),
        ("255", "cow", None, date(1940, 1, 1), "255 is DEU in Correlates of War to 1945-05-08"),
        ("031", "gw", None, None, "31 is BHS in Gleditsch-Ward from 1973-07-10"),
        ("DEU", "iso", None, None, "DEU is DEU in ISO 3166-1"),
        ("RUS", "iso", None, None, "RUS is SUN and RUS in ISO 3166-1 from 1991-12-26"),
        (
            *("970", "cow", None, None),
            "970 is NRU in Correlates of War from 1999-09-14 (in Gleditsch-Ward it is KIR from 1979-07-12)",
        ),
        ("BUR", "iso", None, None, "BUR is MMR in ISO 3166-1 to 1989-12-04"),
    ],
)
def test_a_code_says_whom_it_means_when(
    code: str, scheme: str, start: date | None, end: date | None, sentence: str
) -> None:
    assert coded(code, scheme, start, end).sentence == sentence


def test_codes_that_never_hold_together_are_refused_with_both() -> None:
    south, germany = coded("680", "cow"), coded("255", "cow")
    with pytest.raises(UsageError, match=r"no day on which .* 680 is YMD .* to 1990-05-21; 255 is DEU .* 1990-10-03"):
        common_days([south, germany])
    with pytest.raises(UsageError, match="260 is no state of Correlates of War from 2001-01-01: it is DEU from 1955"):
        coded("260", "cow", date(2001, 1, 1))
    assert common_days([coded("2", "cow"), germany], date(1980, 1, 1)) == (date(1990, 10, 3), None)


def test_the_page_is_what_its_script_writes() -> None:
    root = Path(__file__).parent.parent
    page, made = (root / "docs" / "states.md").read_text("utf-8"), runpy.run_path(str(root / "scripts/write_states.py"))
    assert page.startswith((root / "scripts" / "states" / "head.md").read_text("utf-8"))
    for part in ("on_days", "other_numbers", "other_states", "successions", "beginnings"):
        assert made[part]() in page, part
