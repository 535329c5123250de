"""What terms of office from elsewhere change in a user's actor table: rows to add, ends to write, rows left alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kg.base.dates import parse_iso
from kg.corpus.wikidata import Term
from kg.lexicon.actor_lexicon import ActorLexicon
from kg.lexicon.own_table import Cells, OwnTable, person_id
from kg.lexicon.tables import TableRow

BASIS = "wikidata"
"""The basis of rows that we wrote and may mend; every other row was made by hand."""


class TermChange(StrEnum):
    """What becomes of a term."""

    ADD = "add"
    END = "end"
    LEFT_ALONE = "left alone"


@dataclass(frozen=True, slots=True, kw_only=True)
class TableChange:
    """One line of the difference.

    Attributes:
        kind: What becomes of the term.
        term: The term.
        cells: The row to add.
        row: The row that ends, or that was made by hand and stays.
    """

    kind: TermChange
    term: Term
    cells: Cells | None = None
    row: TableRow | None = None

    def record(self) -> dict[str, object]:
        """The change as a flat dictionary."""
        term = self.term
        return {
            "change": self.kind.value,
            "state": term.state,
            "role": term.role,
            "name": term.name,
            "start": term.start.isoformat(),
            "end": term.end.isoformat() if term.end else None,
            "wikidata": term.item,
            "row": self.row.place if self.row else None,
        }


def changes(terms: Sequence[Term], table: OwnTable, shipped: ActorLexicon) -> list[TableChange]:
    """The difference that some terms make, in their order; what is known already makes none.

    Args:
        terms: As Wikidata tells them.
        table: The user's own.
        shipped: The tables that come with irkg.
    """
    return list(_changes(terms, table, shipped))


def apply(found: Sequence[TableChange], table: OwnTable) -> None:
    """Make the changes in the table, which is not written yet."""
    for change in found:
        if change.kind is TermChange.ADD and change.cells:
            table.add(change.cells)
        elif change.kind is TermChange.END and change.row and change.term.end:
            table.change(change.row, {"end": change.term.end.isoformat()})


def _changes(terms: Sequence[Term], table: OwnTable, shipped: ActorLexicon) -> Iterator[TableChange]:
    own = list(table.rows())
    taken: dict[str, str] = {row["id"]: row["wikidata"] or row["label"] for row in own}
    for term in terms:
        if term.state not in shipped.by_id:
            continue
        role = term.role if term.role in shipped.roles else term.office
        rows = [row for row in own if row["country"] == term.state and _overlaps(row, term)]
        same = [row for row in rows if term.item == row["wikidata"] or term.name in (row["label"], *row.items("names"))]
        mine = next((row for row in same if row["basis"] == BASIS and row["start"] == term.start.isoformat()), None)
        by_hand = next((row for row in [*same, *rows] if row["basis"] != BASIS and _one(row["role"], role)), None)
        if mine is not None:
            if term.end and not mine["end"]:
                yield TableChange(kind=TermChange.END, term=term, row=mine)
        elif by_hand is not None:
            if by_hand not in same:
                yield TableChange(kind=TermChange.LEFT_ALONE, term=term, row=by_hand)
        elif not _known(term, role, shipped):
            name = _id(term, taken, shipped)
            taken[name] = term.item
            yield TableChange(kind=TermChange.ADD, term=term, cells=_cells(term, role, name))


def _known(term: Term, role: str, shipped: ActorLexicon) -> bool:
    """Whether the shipped tables have the term: the same person in the same office at the time."""
    return any(
        alias.row.country == term.state
        and _one(alias.row.role or "", role)
        and (alias.row.start is None or abs((alias.row.start - term.start).days) <= _SLACK)
        for alias in shipped.aliases.get(term.name, ())
    )


_SLACK = 366
"""Days by which the beginning of one term may differ in two sources, of which one knows the year alone."""


def _one(role: str, other: str) -> bool:
    """Whether two names mean one office, as far as their last words tell: a federal chancellor is a chancellor."""
    return role.split()[-1:] == other.split()[-1:]


def _overlaps(row: TableRow, term: Term) -> bool:
    start, end = parse_iso(row["start"]), parse_iso(row["end"])
    begins = start.earliest if start and start.earliest else date.min
    ends = end.latest if end and end.latest else date.max
    return begins <= (term.end or date.max) and term.start <= ends


def _id(term: Term, taken: dict[str, str], shipped: ActorLexicon) -> str:
    """The id that the person has, or a new one."""
    for alias in shipped.aliases.get(term.name, ()):
        if alias.row.id.startswith("person/") and alias.row.country == term.state:
            return alias.row.id
    for name, whose in taken.items():
        if whose == term.item:
            return name
    return person_id(term.name, [*taken, *(name for name in shipped.by_id if name.startswith("person/"))])


def _cells(term: Term, role: str, name: str) -> Cells:
    return {
        "id": name,
        "label": term.name,
        "kind": "person",
        "country": term.state,
        "sector": "GOV",
        "role": role,
        "names": f"{term.name}|{term.name.split()[-1]}?" if " " in term.name else term.name,
        "start": term.start.isoformat(),
        "end": term.end.isoformat() if term.end else "",
        "wikidata": term.item,
        "basis": BASIS,
    }
