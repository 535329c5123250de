"""matrix.tsv: what a verb, noun or adjective makes of the act that is its complement."""

from __future__ import annotations

from dataclasses import dataclass

from kg.lexicon.code_cells import cameo
from kg.lexicon.tables import TableRow

TABLE = "matrix.tsv"


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixRow:
    """What a verb, noun or adjective makes of the act in its complement ("refused to send troops").

    ``default`` applies when the complement is no act we know, ``friendly`` when it is cooperative, ``hostile`` when it
    is conflictual. Each is an event type or another outcome, explained at the head of matrix.tsv. ``takes`` says what
    the complement is: clauses (``v``), nouns (``n``), or a noun in subject position (``s``).
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


def owner(row: TableRow) -> MatrixRow:
    """Read one row."""
    return MatrixRow(
        id=row["id"],
        trigger=tuple(row["trigger"].split()),
        pos=row["pos"],
        takes=row["takes"],
        default=row["default"],
        friendly=row["friendly"],
        hostile=row["hostile"],
        cameo=cameo(row),
        target=row.items("target"),
        expect=row["expect"],
        example=row["example"],
        place=row.place,
    )
