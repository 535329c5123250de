"""Quadruples (subject, relation, object, time) as integers, for models that learn from graphs over time.

The files are those of the ICEWS14 and ICEWS18 collections as RE-Net, TNTComplEx and others read them: ``train.txt``,
``valid.txt`` and ``test.txt`` of lines ``subject TAB relation TAB object TAB time``, the maps ``entity2id.txt``,
``relation2id.txt`` and ``time2id.txt``, and ``stat.txt`` with the numbers of entities and relations.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from kg.base.errors import ExportError, UsageError
from kg.base.files import write_whole
from kg.model import Event
from kg.views.networks import counts

QUADRUPLES = "quadruples"
"""The one format that is a folder."""
PARTS = ("train", "valid", "test")
Fact = tuple[str, str, str, date]


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What was written.

    Attributes:
        sizes: Number of quadruples in each of :data:`PARTS`.
        entities, relations, days: How many of each there are.
        vague: Events that are left out because their day is not known exactly.
    """

    sizes: tuple[int, int, int]
    entities: int
    relations: int
    days: int
    vague: int


def write_quadruples(events: Iterable[Event], folder: Path, *, split: Sequence[int] = (80, 10, 10)) -> Written:
    """Write the events that are edges of the network as quadruples; their order does not matter.

    A relation is an event type with its mode (``SANCTION-expel``), time the number of days since the first. What is
    told twice of one day is one quadruple. No day is in two parts, and no part has days before those of the part
    before it, so that nothing of the future is learned from.

    Args:
        events: Events.
        folder: Made if there is none; files of these names are replaced.
        split: Shares of the three parts, in per cent of the quadruples.

    Raises:
        UsageError: The shares do not add up.
        ExportError: The folder cannot be written, or there are too few days for three parts.
    """
    if len(split) != len(PARTS) or sum(split) != 100 or min(split) <= 0:  # noqa: PLR2004 - per cent
        raise UsageError(f"split {'/'.join(map(str, split))} is no three shares of 100; write it as 80/10/10")
    facts, vague = _facts(events)
    days = sorted({fact[3] for fact in facts})
    if len(days) < len(PARTS):
        raise ExportError(f"events on {len(days)} different days are too few for train, valid and test")
    entities = _numbered({name for source, _, target, _ in facts for name in (source, target)})
    relations = _numbered({relation for _, relation, _, _ in facts})
    parts = _parts(facts, days, split)
    texts = {f"{name}.txt": _lines(part, entities, relations, days[0]) for name, part in zip(PARTS, parts, strict=True)}
    texts |= {"entity2id.txt": _map(entities), "relation2id.txt": _map(relations)}
    texts["time2id.txt"] = _map({day.isoformat(): (day - days[0]).days for day in days})
    texts["stat.txt"] = f"{len(entities)}\t{len(relations)}\n"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in texts.items():
            write_whole(folder / name, text.encode(errors="replace"), durable=False)
    except OSError as error:
        raise ExportError(f"cannot write {folder}: {error.strerror or error}") from error
    sizes = len(parts[0]), len(parts[1]), len(parts[2])
    return Written(sizes=sizes, entities=len(entities), relations=len(relations), days=len(days), vague=vague)


def _facts(events: Iterable[Event]) -> tuple[list[Fact], int]:
    """The distinct facts by day, subject, relation and object, and how many events have no exact day."""
    found: set[Fact] = set()
    vague = 0
    for event in events:
        best = event.best
        if not counts(event):
            continue
        if best.when.earliest is None or best.when.earliest != best.when.latest:
            vague += 1
            continue
        relation = f"{best.type}-{best.mode.name}" if best.mode else best.type.value
        source, target, relation = map(_plain, (*best.dyad, relation))
        found.add((source, relation, target, best.when.earliest))
    return sorted(found, key=lambda fact: (fact[3], fact[:3])), vague


def _parts(facts: Sequence[Fact], days: Sequence[date], split: Sequence[int]) -> list[list[Fact]]:
    """The facts cut between days, as near to the shares as days allow; each part has a day."""
    ends = []  # number of facts up to the end of each day
    for at, fact in enumerate(facts, 1):
        if at == len(facts) or facts[at][3] != fact[3]:
            ends.append(at)
    cuts, share, least = [0], 0, 0
    for number, percent in enumerate(split[:-1], 1):
        share += percent
        most = len(days) - (len(split) - number)  # each later part needs a day, too
        best = min(range(least, most), key=lambda day: abs(100 * ends[day] - share * len(facts)))
        cuts.append(ends[best])
        least = best + 1
    return [list(facts[start:end]) for start, end in zip(cuts, [*cuts[1:], len(facts)], strict=True)]


def _numbered(names: Iterable[str]) -> dict[str, int]:
    return {name: number for number, name in enumerate(sorted(names))}


def _lines(facts: Iterable[Fact], entities: dict[str, int], relations: dict[str, int], first: date) -> str:
    return "".join(
        f"{entities[source]}\t{relations[relation]}\t{entities[target]}\t{(day - first).days}\n"
        for source, relation, target, day in facts
    )


def _map(numbers: dict[str, int]) -> str:
    return "".join(f"{name}\t{number}\n" for name, number in numbers.items())


@cache  # few names stand in many facts: one object each saves most of the memory
def _plain(name: str) -> str:
    """A name that is one cell of a line."""
    return " ".join(name.split())
