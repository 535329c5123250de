"""``log/manifest.json``: which files of the log are ours, which of them count, and what each must be.

A part counts from the moment the manifest names it. Whatever else lies in the folder is neither read nor removed. The
names of a part are noted in ``begun.json`` before its files are made, so that what a killed run left can be told from a
stranger's.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Literal

from kg.base.errors import GraphError
from kg.base.files import write_whole
from kg.base.places import elsewhere

NAME = "manifest.json"
_BEGUN = "begun.json"
RowKind = Literal["reports", "articles"]
KINDS: tuple[RowKind, ...] = ("reports", "articles")
_BLOCK = 1 << 20
_OURS = re.compile(r"(reports|articles)-(\d{6,}(?:-\d{6,})?)\.(parquet|unfinished)")


@dataclass(frozen=True, slots=True, order=True)
class StorePart:
    """A committed part: the numbers it covers."""

    first: int
    last: int

    @classmethod
    def named(cls, name: str) -> StorePart:
        """The part of a name: ``000001`` or ``000001-000032``.

        Raises:
            ValueError: It is none.
        """
        first, _, last = name.partition("-")
        return cls(int(first), int(last or first))

    @property
    def name(self) -> str:
        """``000001`` or ``000001-000032``."""
        return f"{self.first:06d}" if self.first == self.last else f"{self.first:06d}-{self.last:06d}"

    @property
    def size(self) -> int:
        """How many parts it was made of."""
        return self.last - self.first + 1

    def file(self, kind: RowKind) -> str:
        """Name of one of its two files."""
        return f"{kind}-{self.name}.parquet"


@dataclass(frozen=True, slots=True, kw_only=True)
class FileStamp:
    """What a file must be.

    Attributes:
        size: Bytes.
        sha256: Its checksum, hexadecimal.
    """

    size: int
    sha256: str

    @classmethod
    def of(cls, path: Path) -> FileStamp:
        """Read a file, in pieces.

        Raises:
            OSError: It cannot be read.
        """
        found, size = hashlib.sha256(), 0
        with path.open("rb") as file:
            while block := file.read(_BLOCK):
                found.update(block)
                size += len(block)
        return cls(size=size, sha256=found.hexdigest())


@dataclass(frozen=True)
class Manifest:
    """What stands in the file.

    Attributes:
        files: The parts that count, each with what its two files must be.
        removable: Names of files of ours that count no more, or not yet.
    """

    files: Mapping[StorePart, Mapping[RowKind, FileStamp]]
    removable: tuple[str, ...] = ()

    @cached_property
    def parts(self) -> list[StorePart]:
        """The parts that count, in order."""
        return sorted(self.files)

    @classmethod
    def read(cls, folder: Path) -> Manifest:
        """The manifest of a folder.

        Raises:
            GraphError: It is missing or makes no sense.
            OSError: It is on object storage, and cannot be reached.
        """
        path = folder / NAME
        try:
            told = json.loads(path.read_text("utf-8"))
            files = {
                StorePart.named(part["name"]): {
                    kind: FileStamp(size=int(part[kind]["size"]), sha256=str(part[kind]["sha256"])) for kind in KINDS
                }
                for part in told["parts"]
            }
            return cls(files=files, removable=tuple(_plain(name) for name in told["removable"]))
        except FileNotFoundError:
            what = "is missing" if folder.is_dir() else f"is missing: there is no folder {folder}"
        except OSError:
            if elsewhere(folder):
                raise  # the way there, and not the file
            what = "cannot be read"
        except (ValueError, KeyError, TypeError, RecursionError):
            what = "cannot be understood"
        where = "COPY in a folder" if elsewhere(folder) else folder.parent
        raise GraphError(
            f"the event log of {folder.parent} is damaged: {path} {what}\n"
            f"restore it from a copy; or make it from the parts that are there: kg doctor --mend -g {where}"
        )

    @classmethod
    def found(cls, folder: Path) -> Manifest:
        """A manifest of the parts that a folder without one has, by their names.

        Raises:
            OSError: They cannot be read.
        """
        names = {path.name: path for path in folder.iterdir() if is_ours(path)}
        pairs = sorted(
            {StorePart.named(_OURS.sub(r"\2", name)) for name in names if name.startswith("articles-")},
            key=lambda part: (part.first, -part.last),
        )
        parts: list[StorePart] = []
        for part in pairs:  # a larger part goes before those that it was made of
            whole = all(part.file(kind) in names for kind in KINDS)
            if whole and (not parts or part.last > parts[-1].last):
                parts.append(part)
        files = {part: {kind: FileStamp.of(names[part.file(kind)]) for kind in KINDS} for part in parts}
        mine = {part.file(kind) for part in parts for kind in KINDS}
        return cls(files=files, removable=tuple(sorted(names.keys() - mine)))

    def write(self, folder: Path) -> None:
        """Put it in place of the one before: from this moment on it counts.

        Raises:
            OSError: It cannot be written; the one before still counts.
        """
        parts = [
            {"name": part.name}
            | {kind: {"size": stamp.size, "sha256": stamp.sha256} for kind, stamp in self.files[part].items()}
            for part in self.parts
        ]
        text = json.dumps({"format": 1, "parts": parts, "removable": list(self.removable)}, indent=0)
        write_whole(folder / NAME, text.encode() + b"\n")

    def with_part(self, part: StorePart, stamps: Mapping[RowKind, FileStamp]) -> Manifest:
        """The same with one more part, which takes the place of those whose numbers it covers."""
        covered = [one for one in self.files if part.first <= one.first and one.last <= part.last]
        kept = {one: stamp for one, stamp in self.files.items() if one not in covered}
        gone = {*self.removable, *(one.file(kind) for one in covered for kind in KINDS)}
        return Manifest(
            files={**kept, part: stamps}, removable=tuple(sorted(gone - {part.file(kind) for kind in KINDS}))
        )

    def without(self, parts: Iterable[StorePart]) -> Manifest:
        """The same where some parts count no more."""
        left_out = set(parts)
        return replace(self, files={part: stamp for part, stamp in self.files.items() if part not in left_out})


def _plain(name: object) -> str:
    """A name in the folder itself."""
    if not isinstance(name, str) or Path(name).name != name:
        raise ValueError(name)
    return name


def is_ours(path: Path) -> bool:
    """Whether a file has a name that a log gives, as far as that tells."""
    return _OURS.fullmatch(path.name) is not None and path.is_file()


def begin(folder: Path, names: Iterable[str]) -> None:
    """Note names before files are made under them.

    Raises:
        OSError: It cannot be written.
    """
    (folder / _BEGUN).write_text(json.dumps(sorted(names)), "utf-8")


def begun(folder: Path) -> list[str]:
    """Names that were noted and may not have come to count; none where the note was lost, too."""
    try:
        return [_plain(name) for name in json.loads((folder / _BEGUN).read_text("utf-8"))]
    except (OSError, ValueError, TypeError, RecursionError):
        return []


def ended(folder: Path) -> None:
    """Forget what was noted: all of it counts or is gone."""
    (folder / _BEGUN).unlink(missing_ok=True)
