"""matrix.tsv: what a verb, noun or adjective makes of the act that is its complement."""

from __future__ import annotations

from dataclasses import dataclass

from kg.lexicon.cells import cameo
from kg.lexicon.rule_ids import Ids
from kg.lexicon.tables import Problems, TableRow
from ontology import EventType

TABLE = "matrix.tsv"
COLUMNS = ("id", "trigger", "pos", "takes", "default", "friendly", "hostile", "cameo", "target", "expect", "example")
OUTCOMES = frozenset({"self", "negated", "future", "hypothetical", "inverse", "cut", "relent", "-", *EventType})
_WORDS, _TAKES = frozenset("vna"), frozenset("vns")


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixRow:
    """What a verb, noun or adjective makes of the act in its complement ("refused to send troops").

    ``default`` applies when the complement is no act we know, ``friendly`` when it is cooperative, ``hostile`` when it
    is conflictual. Each is an event type or one of :data:`OUTCOMES`, explained at the head of matrix.tsv. ``takes``
    says what the complement is: clauses (``v``), nouns (``n``), or a noun in subject position (``s``).
    """

    id: str
    trigger: tuple[str, ...]
    pos: str
    takes: str
    default: str
    friendly: str
    hostile: str
    cameo: str | None
    target: tuple[str, ...]
    expect: str
    example: str
    place: str


def owner(row: TableRow, ids: Ids, problems: Problems) -> MatrixRow | None:
    """Read one row; None, and its problems noted, when nothing can find it."""
    for column in ("default", "friendly", "hostile"):
        if row[column] not in OUTCOMES:
            problems.add(row.place, f"{column} {row[column]!r} is none of {' '.join(sorted(OUTCOMES))}")
    if row["pos"] not in _WORDS:
        problems.add(row.place, f"pos {row['pos']!r} is none of v, n, a")
    if not row["takes"] or set(row["takes"]) - _TAKES:
        problems.add(row.place, f"takes {row['takes']!r} is not made of v, n, s")
    if not row["trigger"]:
        problems.add(row.place, "no trigger")
        return None
    return MatrixRow(
        id=ids.check(row, f"m:{row['trigger']}"),
        trigger=tuple(row["trigger"].split()),
        pos=row["pos"],
        takes=row["takes"],
        default=row["default"],
        friendly=row["friendly"],
        hostile=row["hostile"],
        cameo=cameo(row, problems),
        target=row.items("target"),
        expect=row["expect"],
        example=row["example"],
        place=row.place,
    )
