"""What an index was made of, as it is written down beside it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TypedDict, cast

from kg.store.manifest import FileStamp
from kg.store.state import MadeOf

STAMP = "made_of.json"

FORMAT = 2
"""Version of what stands in the index."""


Files = dict[str, list[str | int]]


class Stamp(TypedDict):
    """What an index was made of, and which folder holds it."""

    format: int
    store: str
    made_of: MadeOf
    marks: list[str]
    files: Files


def stamp_of(folder: Path) -> Stamp | None:
    """What the index in a folder was made of, if there is one."""
    try:
        found = json.loads((folder / STAMP).read_text("utf-8"))
        there = isinstance(found["marks"], list) and {"format", "made_of"} <= set(found)
        return cast("Stamp", found) if there and (folder / str(int(found["store"])) / "store").is_dir() else None
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None


def files_of(store: Path, known: Files | None = None) -> Files:
    """Size, time and checksum of what an index consists of.

    Oxigraph takes a list of tables that was cut short for an empty graph, and may never end with damaged tables. So
    files are compared with this before it sees them.

    Args:
        store: The folder.
        known: What is known of files already; those of the same name, size and time are not read.

    Raises:
        OSError: They cannot be read.
    """
    found: Files = {}
    for path in sorted(store.iterdir()):
        if path.suffix == ".sst" or path.name == "CURRENT" or path.name.startswith("MANIFEST-"):
            told = (known or {}).get(path.name)
            status = path.stat()
            now = [status.st_size, status.st_mtime_ns]
            same = told is not None and told[:2] == now
            found[path.name] = told if told and same else [*now, FileStamp.of(path).sha256]
    return found


def whole(folder: Path, stamp: Stamp, *, verify: bool = False) -> bool:
    """Whether the index that a stamp is about is as it was written.

    Args:
        folder: Where it is.
        stamp: What was written down beside it.
        verify: Read all of it; else what has its size and its time is believed.
    """
    try:
        found = files_of(folder / stamp["store"] / "store", None if verify else stamp["files"])
        told = {name: [size, checksum] for name, (size, _, checksum) in stamp["files"].items()}
        return bool(told) and {name: [size, checksum] for name, (size, _, checksum) in found.items()} == told
    except (OSError, KeyError, ValueError, TypeError, AttributeError):
        return False


def damage(error: Exception) -> bool:
    """Whether an error of Oxigraph says that its files are damaged."""
    return isinstance(error, OSError | RuntimeError) and ("Corruption" in str(error) or "IO error" in str(error))
