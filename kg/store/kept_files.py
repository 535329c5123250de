"""The files that hold the merged events of a graph, and what they were made of.

One has all events of some state of the log. A second one may stand beside it, for a log that has gained a little since:
it names the groups of claims, by their two sides and their type, of which something has changed, and has the events of
these as they are now. What is written down beside them tells what each must be and was made of; a file that is not so
is not read.
"""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, TypedDict

from kg.base.files import leftovers, write_whole
from kg.base.parquet import SCAN
from kg.store.manifest import FileStamp

GROUP = ("source_stands_for", "target_stands_for", "type")
"""What the claims of one event share, but for the direction: claims of different groups are never one event."""


class State(TypedDict):
    """What a file is made of: files of the log with their checksums, and versions."""

    format: int
    parts: list[list[str]]
    versions: dict[str, str]


class KeptStamp(TypedDict):
    """What is written down of a file: what it was made of, its size, its time in nanoseconds, its checksum."""

    state: State
    file: tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class OpenedEvents:
    """The files, open: they stay what they are, though others take their place.

    Attributes:
        files: That of all events; and that of what has changed since, if there is one.
    """

    files: Sequence[BinaryIO]

    @property
    def rows(self) -> str:
        """A query for the events."""
        whole, *since = map(reading, self.files)
        if not since:
            return f"SELECT * FROM {whole}"
        changed = f"(SELECT {', '.join(GROUP)} FROM {since[0]} WHERE event IS NULL)"
        return f"{but_for(whole, changed)} UNION ALL BY NAME SELECT * FROM {since[0]} WHERE event IS NOT NULL"

    def named_in(self, said: str) -> str | None:
        """The name of the one that an error message is about."""
        found = (Path(file.name).name for file in self.files if f"/dev/fd/{file.fileno()}'" in said)
        return next(found, None)

    def close(self) -> None:
        """Let them go."""
        for file in self.files:
            file.close()


def reading(file: BinaryIO) -> str:
    """How a query names an open file."""
    return SCAN.format(f"'/dev/fd/{file.fileno()}'")


def but_for(events: str, changed: str) -> str:
    """A query for the events that are not of some groups; each of these stands there in both directions."""
    return f"SELECT * FROM {events} ANTI JOIN {changed} USING ({', '.join(GROUP)})"


@dataclass(frozen=True, slots=True)
class KeptFiles:
    """The files of one graph.

    Attributes:
        path: That of all events.
    """

    path: Path

    @property
    def since(self) -> Path:
        """That of what has changed since."""
        return self.path.with_name(f"{self.path.stem}-since.parquet")

    @property
    def paths(self) -> tuple[Path, Path]:
        """Both."""
        return self.path, self.since

    @property
    def stamp(self) -> Path:
        """Where it is written down what they are."""
        return self.path.with_suffix(".json")

    def stamps(self) -> list[KeptStamp]:
        """What the file of all events is, and that of what has changed since; nothing where none can be read."""
        try:
            told = json.loads(self.stamp.read_text("utf-8"))
            return [_stamp(one) for one in told[:2]]
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            return []

    def write_down(self, stamps: Sequence[KeptStamp]) -> None:
        """Let files count that are as these say, and remove what is of no use beside them.

        Raises:
            OSError: It cannot be written.
        """
        write_whole(self.stamp, json.dumps(stamps).encode() + b"\n")
        old = [self.since] if len(stamps) == 1 else []
        with suppress(OSError):  # does no harm where it is
            for path in (*old, *leftovers(self.path), *leftovers(self.since)):
                path.unlink(missing_ok=True)

    def forget(self) -> None:
        """Let the files count no more."""
        with suppress(OSError):
            self.stamp.unlink()

    def opened(self, stamps: Sequence[KeptStamp], *, verify: bool = False) -> OpenedEvents | None:
        """The files, if they are what stamps say: what has its size and its time is believed.

        Args:
            stamps: Of the first, or of both.
            verify: Read all of them.
        """
        files: list[BinaryIO] = []
        for path, stamp in zip(self.paths, stamps, strict=False):
            if (file := _opened(path, stamp, verify=verify)) is None:
                OpenedEvents(files).close()
                return None
            files.append(file)
        return OpenedEvents(files) if files else None


def stamp_of(path: Path, state: State) -> KeptStamp:
    """What is to be written down of a file that has just been made.

    Raises:
        OSError: It cannot be read.
    """
    made = FileStamp.of(path)
    return {"state": state, "file": (made.size, path.stat().st_mtime_ns, made.sha256)}


def _stamp(told: object) -> KeptStamp:
    assert isinstance(told, dict)
    size, time, checksum = told["file"]
    state: State = {name: told["state"][name] for name in State.__annotations__}  # type: ignore[assignment]
    return {"state": state, "file": (int(size), int(time), str(checksum))}


def _opened(path: Path, stamp: KeptStamp, *, verify: bool) -> BinaryIO | None:
    size, time, checksum = stamp["file"]
    try:
        file = path.open("rb")
    except OSError:
        return None
    status = os.fstat(file.fileno())
    same_time = status.st_mtime_ns == time and not verify
    if status.st_size == size and (same_time or FileStamp.of(path).sha256 == checksum):
        return file
    file.close()
    return None
