"""What an index was made of, as it is written down beside it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TypedDict, cast

from kg.base.ids import digest
from kg.base.versions import versions
from kg.store import Log

STAMP = "made_of.json"

FORMAT = 2
"""Version of what stands in the index."""


class Stamp(TypedDict):
    """What an index was made of, and which folder holds it."""

    format: int
    store: str
    made_of: MadeOf
    marks: list[str]


class MadeOf(TypedDict):
    """What triples follow from: files of the log with size and time, a hash of the marks, versions."""

    parts: list[list[str | int]]
    marks: str | None
    versions: dict[str, str]


def stamp_of(folder: Path) -> Stamp | None:
    """What the index in a folder was made of, if there is one."""
    try:
        found = json.loads((folder / STAMP).read_text("utf-8"))
        there = isinstance(found["marks"], list) and {"format", "made_of"} <= set(found)
        return cast("Stamp", found) if there and (folder / str(int(found["store"])) / "store").is_dir() else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def made_of(log: Log) -> MadeOf:
    """What triples follow from: files of the log, marks, versions."""
    parts: list[list[str | int]] = []
    for path in (*log.parts.files("reports"), *log.parts.files("articles")):
        status = Path(path).stat()
        parts.append([Path(path).name, status.st_size, status.st_mtime_ns])
    marks = log.marks_file.path
    return {
        "parts": parts,
        "marks": digest(marks.read_bytes().hex()) if marks.exists() else None,
        "versions": versions(),
    }
