"""Reading the lexicon's tables: TSV with a header, ``#`` comments, ``|`` between list items."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from kg.base.errors import LexiconError


@dataclass(slots=True)
class Problems:
    """Collects what is wrong with a table, so that a user sees all of it at once."""

    found: list[str] = field(default_factory=list)

    def add(self, place: str, problem: str) -> None:
        """Note one problem at ``file:line``."""
        self.found.append(f"{place}: {problem}")

    def raise_if_any(self) -> None:
        """Raise :class:`LexiconError` listing every problem, or do nothing."""
        if self.found:
            raise LexiconError("\n".join(self.found))


@dataclass(frozen=True, slots=True)
class TableRow:
    """One line of a table: its file, line number and cells, and which column stands where."""

    file: str
    number: int
    cells: list[str]
    columns: Mapping[str, int]

    @property
    def place(self) -> str:
        """``file:line``."""
        return f"{self.file}:{self.number}"

    def __getitem__(self, column: str) -> str:
        position = self.columns[column]
        return self.cells[position].strip() if position < len(self.cells) else ""

    def items(self, column: str) -> tuple[str, ...]:
        """The list in a cell."""
        cell = self[column]
        return tuple(item for part in cell.split("|") if (item := part.strip())) if cell else ()


def read_file(path: Path) -> str:
    """Text of a user's table."""
    try:
        return path.read_text("utf-8-sig")
    except OSError as error:
        raise LexiconError(f"{path}: cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise LexiconError(f"{path}: is not UTF-8 text (byte {error.start})") from error


def rows(text: str, name: str, columns: Sequence[str], problems: Problems, *, having: str = "") -> Iterator[TableRow]:
    """Yield the rows of a table that have a text somewhere; malformed lines go to ``problems`` and are left out."""
    header: dict[str, int] | None = None
    for number, line in enumerate(text.removeprefix("\ufeff").splitlines(), 1):
        if not line or line[0] == "#" or line.isspace() or (header is not None and having not in line):
            continue
        cells = line.split("\t")
        if header is None:
            header = {cell.strip(): position for position, cell in enumerate(cells)}
            missing = [column for column in columns if column not in header]
            if missing:
                wanted = " ".join(columns)
                problems.add(f"{name}:{number}", f"the header lacks the column {', '.join(missing)}; wanted: {wanted}")
                return
        elif len(cells) > len(header):
            problems.add(f"{name}:{number}", f"{len(cells)} cells, but the header has {len(header)} columns")
        else:
            yield TableRow(name, number, cells, header)
    if header is None:
        problems.add(f"{name}:1", f"no header line; wanted: {' '.join(columns)}")
