"""What an index was made of, as it is written down beside it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TypedDict, cast

from kg.store.state import MadeOf

STAMP = "made_of.json"

FORMAT = 1
"""Version of what stands in the index."""


class Stamp(TypedDict):
    """What an index was made of, and which folder holds it."""

    format: int
    store: str
    made_of: MadeOf
    marks: list[str]


def stamp_of(folder: Path) -> Stamp | None:
    """What the index in a folder was made of, if there is one."""
    try:
        found = json.loads((folder / STAMP).read_text("utf-8"))
        there = isinstance(found["marks"], list) and {"format", "made_of"} <= set(found)
        return cast("Stamp", found) if there and (folder / str(int(found["store"])) / "store").is_dir() else None
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None
