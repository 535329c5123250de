"""Reading the lexicon's tables: TSV with a header, ``#`` comments, ``|`` between list items."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path

from kg.errors import LexiconError


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
class Row:
    """One line of a table: its place and its cells by column name."""

    place: str
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells[column]

    def items(self, column: str) -> tuple[str, ...]:
        """The list in a cell."""
        cell = self.cells[column]
        return tuple(item for part in cell.split("|") if (item := part.strip())) if cell else ()


def shipped(name: str) -> str:
    """Text of a table that comes with the package, such as ``states.tsv``."""
    return files("ontology").joinpath("lexicon", name).read_text("utf-8")


def read_file(path: Path) -> str:
    """Text of a user's table."""
    try:
        return path.read_text("utf-8-sig")
    except OSError as error:
        raise LexiconError(f"{path}: cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise LexiconError(f"{path}: is not UTF-8 text (byte {error.start})") from error


def rows(text: str, name: str, columns: Sequence[str], problems: Problems) -> Iterator[Row]:
    """Yield the rows of a table; malformed lines go to ``problems`` and are left out."""
    header: list[str] | None = None
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = [cell.strip() for cell in line.split("\t")]
        place = f"{name}:{number}"
        if header is None:
            header = cells
            missing = [column for column in columns if column not in header]
            if missing:
                problems.add(place, f"the header lacks the column {', '.join(missing)}; wanted: {' '.join(columns)}")
                return
        elif len(cells) > len(header):
            problems.add(place, f"{len(cells)} cells, but the header has {len(header)} columns")
        else:
            cells += [""] * (len(header) - len(cells))
            yield Row(place, dict(zip(header, cells, strict=True)))
    if header is None:
        problems.add(f"{name}:1", f"no header line; wanted: {' '.join(columns)}")
