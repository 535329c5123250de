"""What the tables of words, patterns and weights must look like, which the rules of reading ask for by name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from kg.lexicon.actor_schemas import CODED
from kg.lexicon.schema import Cells, Schema, matching, number, one_of
from kg.lexicon.tables import TableRow

PLACEHOLDER = re.compile(r"(?<!\(\?P)<([a-z_]+)>")
"""In a pattern: any word of the list with that name."""
_CLASS = re.compile(r"@(?=[a-z])")
NAME = Cells(required=True, check=matching(r"[a-z]+(?:_[a-z]+)*", "a name; wanted: small letters and underscores"))
"""A name that code asks for."""
_NEEDED = Cells(required=True)
PACKED: Mapping[str, tuple[re.Pattern[str], str]] = MappingProxyType(
    {
        **dict.fromkeys(CODED, (re.compile(r"\S+ \S+"), "a word and a code, one space between them")),
        "stative_participles": (re.compile(r"[a-z]+ [a-z]+"), "a verb and its preposition, one space between them"),
    }
)
"""Lists of words.tsv of which each item has two parts: what it must look like, in a pattern and in words."""
MEASURES: Mapping[str, tuple[float, float]] = MappingProxyType(
    {"certainty": (0, 1), "share": (0, 1), "ratio": (1, 10), "log odds": (-5, 5)}
)
"""What a weight measures, and between which two values it lies."""


def _pattern(text: str) -> str | None:
    try:
        re.compile(PLACEHOLDER.sub("x", text))
    except re.error as error:
        return f"not a regular expression: {error}"
    return None


def _packed(row: TableRow) -> Iterator[str]:
    """Items of two parts have both, and no word twice."""
    if row["name"] not in PACKED:
        return
    form, wanted = PACKED[row["name"]]
    items = row.items("words")
    yield from (f"words: {item!r} is not {wanted}" for item in items if not form.fullmatch(item))
    first = [item.partition(" ")[0] for item in items]
    if twice := sorted({word for word in first if first.count(word) > 1} if len(set(items)) == len(items) else ()):
        yield f"words has {', '.join(twice)} twice"


def _weight(row: TableRow) -> Iterator[str]:
    """A weight lies where its measure can."""
    bounds = MEASURES.get(row["measure"])
    if bounds and not number()(row["value"]) and (problem := number(*bounds)(row["value"])):
        yield f"value: {problem}, as a {row['measure']} must be"


def _lists(pattern: str) -> Iterator[tuple[str, str]]:
    yield from (("list", name) for name in PLACEHOLDER.findall(pattern))


def _classes(word: str) -> Iterator[tuple[str, str]]:
    if _CLASS.match(word):
        yield "class", _CLASS.sub("", word)


WORDS: Mapping[str, Schema] = MappingProxyType(
    {
        "patterns.tsv": Schema(
            columns={
                "name": NAME,
                "pattern": Cells(required=True, check=_pattern, refers=_lists),
                "example": _NEEDED,
            },
            key=("name", "pattern"),
        ),
        "weights.tsv": Schema(
            columns={
                "name": NAME,
                "value": Cells(required=True, check=number()),
                "measure": Cells(required=True, check=one_of(MEASURES, "measure")),
                "basis": _NEEDED,
            },
            key=("name",),
            row=_weight,
        ),
        "words.tsv": Schema(
            columns={"name": NAME, "words": Cells(required=True, listed=True, refers=_classes), "for": _NEEDED},
            key=("name",),
            row=_packed,
        ),
    }
)
"""The schema of each of these tables by its file's name."""
