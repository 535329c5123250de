"""Which lists, patterns and weights the rules of reading ask for by name, as their source says."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

TABLE_OF: Mapping[str, str] = MappingProxyType(
    {
        **dict.fromkeys(("alternation", "ordered", "words"), "words.tsv"),
        **dict.fromkeys(("any_of", "patterns"), "patterns.tsv"),
        "weight": "weights.tsv",
    }
)
"""The table in which each function of :mod:`kg.lexicon.words` and :mod:`kg.lexicon.weights` looks a name up."""
_CALL = re.compile(rf"(?<!\w)(?:{'|'.join(TABLE_OF)})\(\s*([\"'])([a-z_]+)\1")
_PACKAGE = Path(__file__).parents[1]


class Asked(NamedTuple):
    """A name of a table that a module needs, and its place as ``file:line``."""

    table: str
    name: str
    place: str


def asked_for(folders: Iterable[Path] = (_PACKAGE / "extraction", _PACKAGE / "coding")) -> Iterator[Asked]:
    """What the modules under some folders ask for, in order of the files; nothing where no source is installed."""
    for path in sorted(path for folder in folders for path in folder.rglob("*.py")):
        text = path.read_text("utf-8")
        file = path.relative_to(_PACKAGE.parent).as_posix()
        for call in _CALL.finditer(text):
            line = text.count("\n", 0, call.start()) + 1
            yield Asked(TABLE_OF[call[0].partition("(")[0]], call[2], f"{file}:{line}")
