"""Lists of words and patterns of text that the rules of reading name: ``words.tsv``, ``patterns.tsv``.

A list is looked up by its name, once, when the module that needs it is loaded.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from kg.base.errors import LexiconError
from kg.lexicon.checked import table
from kg.lexicon.schemas import PLACEHOLDER

NEVER = r"(?!)"
"""A pattern that matches nothing: the alternation of an empty list."""
_CLASS = re.compile(r"^@(?=[a-z])")


def words(name: str) -> frozenset[str]:
    """The words of a list; names of noun classes come without their ``@``.

    Raises:
        LexiconError: There is no such list, or a table is malformed: every problem as ``file:line: problem``.
    """
    return frozenset(ordered(name))


def ordered(name: str) -> tuple[str, ...]:
    """The same in the order of the table, where the first that fits wins."""
    return tuple(_CLASS.sub("", word) for word in _named(word_lists(), name, "words.tsv"))


def alternation(name: str, space: str = r"\s") -> str:
    """A regular expression for any word of a list, the first in the table tried first; in a group of its own.

    Args:
        name: The list.
        space: What stands for a space inside a phrase.
    """
    escaped = (space.join(map(re.escape, word.split())) for word in ordered(name))
    return f"(?:{'|'.join(escaped) or NEVER})"


def patterns(name: str, space: str = " ") -> tuple[str, ...]:
    """Regular expressions of a kind of text; ``<name>`` in them stands for any word of a list.

    Args:
        name: The kind of text.
        space: What stands for a space.

    Raises:
        LexiconError: As for :func:`words`.
    """
    found = _named(pattern_lists(), name, "patterns.tsv")
    return tuple(PLACEHOLDER.sub(lambda match: alternation(match[1]), pattern.replace(" ", space)) for pattern in found)


def any_of(name: str, space: str = " ") -> str:
    """One regular expression for any pattern of a kind, in a group of its own."""
    return f"(?:{'|'.join(patterns(name, space)) or NEVER})"


@cache
def word_lists() -> Mapping[str, tuple[str, ...]]:
    """Every list as the shipped table has it."""
    return MappingProxyType({row["name"]: row.items("words") for row in table("words.tsv")})


@cache
def pattern_lists() -> Mapping[str, tuple[str, ...]]:
    """Every kind of text with its patterns as the shipped table has them; several rows of one name are one kind."""
    found: dict[str, tuple[str, ...]] = {}
    for row in table("patterns.tsv"):
        found[row["name"]] = (*found.get(row["name"], ()), row["pattern"])
    return MappingProxyType(found)


def _named(found: Mapping[str, tuple[str, ...]], name: str, file: str) -> tuple[str, ...]:
    try:
        return found[name]
    except KeyError:
        raise LexiconError(f"{file}: no row is called {name}, which the rules need") from None
