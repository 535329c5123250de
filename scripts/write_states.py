"""Writes docs/states.md: where the systems of states differ, and how our table compares with the published lists.

    python scripts/write_states.py [--cow states2016.csv] [--gw gwstates.csv]

The lists are the State System Membership file of Correlates of War, and any table with the columns gwcode, start and
end after Gleditsch and Ward. Without them, what was counted of them before stays in the page.
"""

from __future__ import annotations

import argparse
import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import product
from pathlib import Path
from typing import Final

from kg import states
from kg.lexicon import load_actors
from kg.lexicon.systems import Spell, System, load_systems

ROOT: Final = Path(__file__).resolve().parent.parent
PAGE: Final = ROOT / "docs" / "states.md"
DAYS: Final = (
    *("1950-01-01", "1960-12-31", "1979-06-30", "1990-05-22", "1990-10-03", "1991-12-25", "1991-12-31", "1993-01-01"),
    *("2002-06-30", "2006-06-04", "2006-06-10", "2008-02-18", "2016-12-31", "2020-12-31"),
)
SINCE: Final = date(1945, 1, 1)
VERDICTS: Final = dict(zip(product((True, False), repeat=2), ("both", "COW alone", "GW alone", "neither"), strict=True))
BEGIN, END = "<!-- published lists -->", "<!-- end of published lists -->"


def table(header: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    """A Markdown table."""
    head = list(header)
    lines = ["| " + " | ".join(map(str, cells)) + " |" for cells in (head, ["---"] * len(head), *rows)]
    return "\n".join(lines) + "\n"


def on_days() -> str:
    """How many members each system has on some days, and who is in one list alone."""
    rows = []
    for text in DAYS:
        day = date.fromisoformat(text)
        cow, gw = set(states.members("cow", day)), set(states.members("gw", day))
        micro = gw - set(states.members("gw", day, microstates=False))
        only = ", ".join(sorted(cow - gw)), ", ".join(sorted(gw - cow - micro)), ", ".join(sorted(gw & micro - cow))
        rows.append((text, len(cow), f"{len(gw)}, {len(micro)}", len(states.members("iso", day)), *only))
    header = ("day", "COW", "GW, of them micro", "ISO", "in COW alone", "in GW alone", "microstates in GW alone")
    return table(header, rows)


def changes(actor: str) -> Iterator[tuple[date, date | None]]:
    """The stretches since 1945 on which an actor's two numbers stay what they are."""
    spells = [spell for spell in states.spells(actor) if spell.system is not System.ISO]
    starts = {max(spell.start or SINCE, SINCE) for spell in spells}
    starts |= {date.fromordinal(spell.end.toordinal() + 1) for spell in spells if spell.end and spell.end >= SINCE}
    ordered = sorted(starts)
    for first, after in zip(ordered, [*ordered[1:], None][: len(ordered)], strict=True):
        yield first, after and date.fromordinal(after.toordinal() - 1)


def other_numbers() -> str:
    """Where the same state has different numbers on the same day."""
    rows = []
    for actor in sorted({actor for actor, _ in load_systems().by_actor}):
        for first, last in changes(actor):
            cow, gw = states.code(actor, "cow", first), states.code(actor, "gw", first)
            stood = states.lived(actor, first) or (last is not None and states.lived(actor, last))
            if cow and gw and cow != gw and stood:
                rows.append((actor, load_actors().actor(actor).label, f"{first} to {last or ''}".rstrip(), cow, gw))
    return table(("id", "state", "days", "COW", "GW"), rows)


def other_states() -> str:
    """Numbers that mean another state in the other list."""
    systems = load_systems()
    rows = []
    for key in sorted({key for key, _ in systems.by_key}, key=lambda key: (len(key), key)):
        cow, gw = (systems.by_key.get((key, system), ()) for system in (System.COW, System.GW))
        ids = {one.actor for one in cow}, {one.actor for one in gw}
        if cow and gw and not ids[0] & ids[1]:
            rows.append((key, states.told(cow), states.told(gw)))
    return table(("number", "COW", "GW"), rows)


def successions() -> str:
    """Who came from whom, with the codes of the one on its last day and of the other on its first."""
    lives = load_systems().lives
    rows = []
    for before in sorted({name for actor in lives for name in states.predecessors(actor)}):
        for after in states.successors(before):
            (born, gone), (begun, _) = _days(before), _days(after)
            took_in = gone is not None and (begun is None or (born is not None and begun < born))
            how = "the same state" if lives[after].continues else "took it in" if took_in else "came from it"
            turn = begun if begun and not took_in else gone and gone + timedelta(1)
            codes = (
                [_codes(before, after, system, turn) for system in ("cow", "gw", "iso-num")] if turn else ["", "", ""]
            )
            name = load_actors().actor(after).label
            rows.append((before, gone or "", after, name, begun or "", how, *codes))
    header = ("state", "last day", "successor", "called", "first day", "how", "COW", "GW", "ISO")
    return table(header, rows)


def _days(actor: str) -> tuple[date | None, date | None]:
    """First and last day of a state; of what has none of its own, those of its codes."""
    life, spells = load_systems().lives[actor], states.spells(actor)
    first = life.start or min((one.start or date.min for one in spells), default=date.min)
    last = life.end or max((one.end or date.max for one in spells), default=date.max)
    return None if first == date.min else first, None if last == date.max else last


def _codes(before: str, after: str, system: str, turn: date) -> str:
    """The codes of a state on the day before a change, and of its successor on that day."""
    codes = states.code(before, system, turn - timedelta(1)), states.code(after, system, turn)
    return " to ".join(code or "none" for code in codes)


def beginnings() -> str:
    """The first day of each state that began in or after 1945 by our own table: how often the lists agree with it."""
    found: Counter[str] = Counter()
    rows = []
    for actor, life in load_systems().lives.items():
        if life.start is None or life.start < SINCE or not states.spells(actor) or life.continues:
            continue
        cow, gw = (_first(actor, system) for system in (System.COW, System.GW))
        if cow is None and gw is None:
            continue
        agrees = {
            (True, True): "both",
            (True, False): "COW alone",
            (False, True): "GW alone",
            (False, False): "neither",
        }
        verdict = agrees[cow == life.start, gw == life.start]
        found[verdict] += 1
        if verdict != "both":
            rows.append((actor, load_actors().actor(actor).label, life.start, cow or "-", gw or "-", verdict))
    told = ", ".join(f"{verdict} {found[verdict]}" for verdict in VERDICTS.values())
    return (
        f"Of {found.total()} states that began in or after 1945, the first day of ours is that of: {told}.\n\n"
        + table(("id", "state", "ours", "COW", "GW", "agrees with"), sorted(rows))
    )


def _first(actor: str, system: System) -> date | None:
    """The first day of a state's membership since 1945, joined over a change of number."""
    spells = [one for one in states.spells(actor) if one.system is system and (one.end or date.max) >= SINCE]
    return min((one.start for one in spells if one.start), default=None)


def published(title: str, path: Path, system: System) -> str:
    """One line: how many spells of a published list stand in our table."""
    spells = set(_rows(path))
    ours = {(int(one.key), one.start, one.end) for one in _spells(system)}
    last = max(end for _, _, end in spells)
    listed: set[_Listed] = {(number, start, None if end == last else end) for number, start, end in spells}
    known = {number for number, _, _ in ours}
    gone = {number for number, _, _ in listed} - known
    ended = max(end or last for number, _, end in listed if number in gone)
    return table(
        ("list", "spells", "with the same number and days in ours", "of states that ours has not", "ours, in no list"),
        [(title, len(listed), len(listed & ours), _left(listed, gone, ended), len(ours - listed))],
    )


_Listed = tuple[int, date, date | None]


def _left(listed: set[_Listed], gone: set[int], ended: date) -> str:
    return f"{sum(number in gone for number, _, _ in listed)}, the last of which ended {ended}"


def _spells(system: System) -> Iterator[Spell]:
    return (one for (_, which), found in load_systems().by_actor.items() if which is system for one in found)


def _rows(path: Path) -> Iterator[tuple[int, date, date]]:
    with path.open(encoding="utf-8") as file:
        for row in csv.DictReader(file, delimiter="\t" if "\t" in path.open(encoding="utf-8").readline() else ","):
            if "gwcode" in row:
                yield int(row["gwcode"]), date.fromisoformat(row["start"]), date.fromisoformat(row["end"])
            else:
                start, end = (date(*(int(row[f"{side}{unit}"]) for unit in _UNITS)) for side in ("st", "end"))
                yield int(row["ccode"]), start, end


_UNITS = ("year", "month", "day")
_SUCCESSIONS = (
    "`kg.states.predecessors`, `successors` and `continued`; `irkg:predecessor`, `irkg:successor`, `irkg:continues`. "
    "The codes are those of the state on the day before the change, and of the successor on its day; *none* is a state "
    "that a list does not have then, as it begins there on another day."
)


def main() -> None:
    """Write the page."""
    parser = argparse.ArgumentParser(description="Write docs/states.md.")
    parser.add_argument("--cow", type=Path, help="State System Membership of Correlates of War, as csv")
    parser.add_argument("--gw", type=Path, help="Gleditsch and Ward's list: gwcode, start, end")
    options = parser.parse_args()
    before = PAGE.read_text("utf-8") if PAGE.exists() else ""
    kept = re.search(f"{BEGIN}\n(.*?){END}", before, re.DOTALL)
    lists = kept[1] if kept else ""
    if options.cow and options.gw:
        lists = published("Correlates of War, v2016", options.cow, System.COW)
        lists += published("Gleditsch and Ward, to 2020-12-31 (isard 0.2.0)", options.gw, System.GW).split("\n", 2)[2]
    PAGE.write_text(
        (ROOT / "scripts" / "states" / "head.md").read_text("utf-8")
        + "Below here everything is written by `python scripts/write_states.py` from `systems.tsv`.\n\n"
        + "## Against the published lists\n\n"
        + f"{BEGIN}\n{lists}{END}\n\n"
        + f"## Members on a day\n\n{on_days()}\n"
        + f"## Same state, other number\n\nSince 1945, on the days of both lists.\n\n{other_numbers()}\n"
        + f"## Same number, other state\n\n{other_states()}\n"
        + f"## Who came from whom\n\n{_SUCCESSIONS}\n\n{successions()}\n"
        + f"## First days\n\n{beginnings()}",
        encoding="utf-8",
    )


if __name__ == "__main__":
    main()
