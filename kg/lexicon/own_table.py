"""A user's own actor table as a file: read with its comments, rows added and mended, written whole."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from kg.base.errors import ExportError, LexiconError
from kg.base.files import write_whole
from kg.base.suggestions import nearest
from kg.lexicon.actor_lexicon import ActorLexicon
from kg.lexicon.actor_schemas import OWN_ACTOR
from kg.lexicon.actor_tables import forms_of
from kg.lexicon.tables import Problems, TableRow, read_file, rows

Cells = Mapping[str, str]
COLUMNS = tuple(OWN_ACTOR.columns)


@dataclass(slots=True)
class OwnTable:
    """A table of a user's actors.

    Attributes:
        path: The file; it need not be there yet.
        lines: Its lines, comments and all.
    """

    path: Path
    lines: list[str] = field(default_factory=list)

    @classmethod
    def read(cls, path: Path) -> OwnTable:
        """Read a table, or begin a new one where there is no file.

        Raises:
            LexiconError: The file cannot be read.
        """
        return cls(path, read_file(path).splitlines() if path.exists() else ["\t".join(COLUMNS)])

    def rows(self) -> Iterator[TableRow]:
        """The rows that can be read."""
        return rows("\n".join(self.lines), self.path.name, COLUMNS, Problems())

    def problems(self) -> list[str]:
        """What is wrong with the table, as ``file:line: problem``."""
        problems = Problems()
        OWN_ACTOR.check("\n".join(self.lines), self.path.name, {}, problems)
        return problems.found

    def add(self, cells: Cells) -> TableRow:
        """Append a row; one that says the same is left as it is, and returned.

        Raises:
            LexiconError: A cell says nothing that can be used; the message says which and what would.
        """
        header = next((line for line in self.lines if line.strip() and not line.startswith("#")), "")
        columns = {name.strip(): at for at, name in enumerate(header.split("\t"))}
        line = [cells.get(name, "") for name in columns]
        written = "\t".join(line).rstrip("\t")
        for row in self.rows():
            if self.lines[row.number - 1].rstrip("\t") == written:
                return row
        row = TableRow(self.path.name, len(self.lines) + 1, line, columns)
        if any(re.search(r"[\t\r\n]", cell) for cell in line):
            raise LexiconError(f"{row.place}: a tab or line end within a cell")
        longer = OwnTable(self.path, [*self.lines, written])
        if wrong := [problem for problem in longer.problems() if problem.startswith(f"{row.place}: ")]:
            raise LexiconError("\n".join(wrong))
        self.lines = longer.lines
        return row

    def change(self, row: TableRow, cells: Cells) -> None:
        """Put cells in the place of those of a row."""
        line = [*row.cells, *[""] * (len(row.columns) - len(row.cells))]
        for name, cell in cells.items():
            line[row.columns[name]] = cell
        self.lines[row.number - 1] = "\t".join(line).rstrip("\t")

    def write(self) -> None:
        """Write the file; a reader sees the old one or the whole new one.

        Raises:
            ExportError: It cannot be written.
        """
        try:
            write_whole(self.path, "\n".join([*self.lines, ""]).encode())
        except OSError as error:
            raise ExportError(f"cannot write {self.path}: {error.strerror or error}") from error


def taken_over(table: OwnTable, shipped: ActorLexicon) -> list[tuple[TableRow, str, str]]:
    """Names that the shipped tables give to somebody else: row, name, whose it was. The user's row wins."""
    return [
        (row, name, other)
        for row in table.rows()
        for name, _, _ in forms_of(row)
        for other in dict.fromkeys(alias.row.id for alias in shipped.aliases.get(name.strip(), ()))
        if other != row["id"]
    ]


def strangers(table: OwnTable, shipped: ActorLexicon) -> list[str]:
    """Rows with a country that is no actor of any table, as ``file:line: problem``."""
    mine = {row["id"] for row in table.rows()}
    found = []
    for row in table.rows():
        if (country := row["country"]) and country not in mine and country not in shipped.by_id:
            close = nearest(country, shipped.by_id, cutoff=0.75)
            hint = f"did you mean {' or '.join(close)}?" if close else "give it a row of its own first"
            found.append(f"{row.place}: country: no actor has the id {country!r}; {hint}")
    return found


def person_id(name: str, taken: Sequence[str] = ()) -> str:
    """The id of a person: ``person/first-last``, with a number where somebody else has it."""
    letters = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    base = "person/" + re.sub(r"[^a-z0-9]+", "-", letters).strip("-")
    number = 1
    while (made := base if number == 1 else f"{base}-{number}") in taken:
        number += 1
    return made
