"""What a graph is made of just now: what views and indexes are compared with."""

from __future__ import annotations

from typing import TypedDict

from kg.base.ids import digest
from kg.base.versions import versions
from kg.store.manifest import KINDS
from kg.store.reader import Reader


class MadeOf(TypedDict):
    """What triples and views follow from: files of the log with their checksums, a hash of the marks, versions."""

    parts: list[list[str]]
    marks: str | None
    versions: dict[str, str]


def made_of(log: Reader) -> MadeOf:
    """What triples and views follow from: files of the log, marks, versions.

    Raises:
        GraphError: The log has no manifest.
    """
    files = log.parts.manifest().files
    marks = log.marks_file.path
    return {
        "parts": [[part.file(kind), files[part][kind].sha256] for kind in KINDS for part in sorted(files)],
        "marks": digest(marks.read_bytes().hex()) if marks.is_file() else None,
        "versions": versions(),
    }
