"""``marks.tsv``: an analyst's corrections, one a line, in a file that people can read and edit."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path

from kg.assembly import Mark, MarkKind
from kg.base.errors import GraphError
from kg.base.files import locked, write_whole
from ontology import EventType

NAME = "marks.tsv"
_HEADER = "event\tmark\tvalue\tabout"
_CELLS = 3
_ID = re.compile(r"[0-9a-f]{16}")


class MarksFile:
    """The marks of one graph directory. Lines keep their order; what stands in ``about`` is for people only."""

    def __init__(self, directory: Path) -> None:
        self.path = directory / NAME

    def read(self) -> dict[Mark, str]:
        """Every mark with what it is about, as written.

        Raises:
            GraphError: The file cannot be read, or some lines make no sense; all are listed as ``file:line: problem``.
        """
        try:
            lines = self.path.read_text("utf-8").splitlines()
        except FileNotFoundError:
            return {}
        except (OSError, UnicodeError) as error:
            raise GraphError(f"{self.path} cannot be read: {getattr(error, 'strerror', None) or 'no UTF-8'}") from error
        found: dict[Mark, str] = {}
        problems: list[str] = []
        for number, line in enumerate(lines, 1):
            if not line.strip() or line.startswith("#") or line == _HEADER:
                continue
            try:
                mark, about = _parse(line)
                _check_again(mark, found)
                found[mark] = about
            except ValueError as error:
                problems.append(f"{self.path}:{number}: {error}")
        if problems:
            raise GraphError("\n".join(problems))
        return found

    def change(self, by: Callable[[dict[Mark, str]], Mapping[Mark, str]]) -> None:
        """Replace the marks by what a function makes of them; nobody else changes them meanwhile.

        Raises:
            GraphError: As for :meth:`read`, or the file cannot be written.
        """
        try:
            with locked(self.path.with_name(".marks.lock")):
                marks = by(self.read())
                lines = [_HEADER, *(f"{m.event}\t{m.kind}\t{m.value}\t{about}" for m, about in marks.items())]
                lines[:0] = self._comments()
                write_whole(self.path, ("\n".join(lines) + "\n").encode())
        except OSError as error:
            raise GraphError(f"cannot write {self.path}: {error.strerror or error}") from error

    def _comments(self) -> list[str]:
        lines = self.path.read_text("utf-8").splitlines() if self.path.exists() else []
        return [line for line in lines if line.startswith("#")]


def _parse(line: str) -> tuple[Mark, str]:
    cells = [cell.strip() for cell in line.split("\t")]
    event, kind, value, *about = [*cells, *[""] * _CELLS][: max(len(cells), _CELLS)]
    if not _ID.fullmatch(event):
        raise ValueError(f"{event!r} is no event id: 16 hexadecimal digits")
    if kind not in set(MarkKind):
        raise ValueError(f"unknown mark {kind!r}; there are {', '.join(MarkKind)}")
    if kind == MarkKind.TYPE and value not in set(EventType):
        raise ValueError(f"{value!r} is no event type; there are {', '.join(EventType)}")
    if kind == MarkKind.SAME_AS and (not _ID.fullmatch(value) or value == event):
        raise ValueError(f"same-as needs the id of another event, not {value!r}")
    if kind == MarkKind.WRONG and value:
        raise ValueError(f"wrong takes no value, not {value!r}")
    return Mark(event=event, kind=MarkKind(kind), value=value), " ".join(about)


def _check_again(mark: Mark, found: Mapping[Mark, str]) -> None:
    if any((mark.event, mark.kind) == (other.event, other.kind) for other in found):
        raise ValueError(f"a second mark {mark.kind} of event {mark.event}; leave one")
