"""Lists of words and patterns of text that the rules of reading name: ``words.tsv``, ``patterns.tsv``.

A list is looked up by its name, once, when the module that needs it is loaded.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from kg.base.errors import LexiconError
from kg.lexicon.tables import Problems, rows, shipped

WORD_COLUMNS = ("name", "words", "for")
PATTERN_COLUMNS = ("name", "pattern", "example")
NEVER = r"(?!)"
"""A pattern that matches nothing: the alternation of an empty list."""
_NAME = re.compile(r"[a-z]+(?:_[a-z]+)*")
_CLASS = re.compile(r"^@(?=[a-z])")
_PLACEHOLDER = re.compile(r"(?<!\(\?P)<([a-z_]+)>")


def words(name: str) -> frozenset[str]:
    """The words of a list; names of noun classes come without their ``@``.

    Raises:
        LexiconError: There is no such list, or the table is malformed: every problem as ``file:line: problem``.
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
    return tuple(
        _PLACEHOLDER.sub(lambda match: alternation(match[1]), pattern.replace(" ", space)) for pattern in found
    )


def any_of(name: str, space: str = " ") -> str:
    """One regular expression for any pattern of a kind, in a group of its own."""
    return f"(?:{'|'.join(patterns(name, space)) or NEVER})"


@cache
def word_lists() -> Mapping[str, tuple[str, ...]]:
    """Every list as the shipped table has it."""
    return read_words(shipped("words.tsv"), "words.tsv")


@cache
def pattern_lists() -> Mapping[str, tuple[str, ...]]:
    """Every kind of text with its patterns as the shipped table has them."""
    return read_patterns(shipped("patterns.tsv"), "patterns.tsv", word_lists())


def read_words(text: str, file: str) -> Mapping[str, tuple[str, ...]]:
    """Read a table of word lists.

    Raises:
        LexiconError: Every problem of the table as ``file:line: problem``.
    """
    problems = Problems()
    found: dict[str, tuple[str, ...]] = {}
    for row in rows(text, file, WORD_COLUMNS, problems):
        name, items = row["name"], row.items("words")
        if not _NAME.fullmatch(name):
            problems.add(row.place, f"{name!r} is no name; wanted: small letters and underscores")
        elif name in found:
            problems.add(row.place, f"{name} stands here for the second time")
        if not items:
            problems.add(row.place, f"{name} has no words")
        if twice := sorted({item for item in items if items.count(item) > 1}):
            problems.add(row.place, f"{name} has {', '.join(twice)} twice")
        if not row["for"]:
            problems.add(row.place, f"{name} does not say what it is for")
        found[name] = items
    problems.raise_if_any()
    return MappingProxyType(found)


def read_patterns(text: str, file: str, lists: Mapping[str, object]) -> Mapping[str, tuple[str, ...]]:
    """Read a table of patterns; several rows of one name are one kind of text.

    Raises:
        LexiconError: Every problem of the table as ``file:line: problem``.
    """
    problems = Problems()
    found: dict[str, list[str]] = {}
    for row in rows(text, file, PATTERN_COLUMNS, problems):
        name, pattern = row["name"], row["pattern"]
        if not _NAME.fullmatch(name):
            problems.add(row.place, f"{name!r} is no name; wanted: small letters and underscores")
        if unknown := [inner for inner in _PLACEHOLDER.findall(pattern) if inner not in lists]:
            problems.add(row.place, f"there is no list {', '.join(unknown)} in words.tsv")
        try:
            re.compile(_PLACEHOLDER.sub("x", pattern))
        except re.error as error:
            problems.add(row.place, f"not a regular expression: {error}")
        if not pattern:
            problems.add(row.place, f"{name} has no pattern")
        if not row["example"]:
            problems.add(row.place, f"{name} has no example")
        found.setdefault(name, []).append(pattern)
    problems.raise_if_any()
    return MappingProxyType({name: tuple(listed) for name, listed in found.items()})


def _named(table: Mapping[str, tuple[str, ...]], name: str, file: str) -> tuple[str, ...]:
    try:
        return table[name]
    except KeyError:
        raise LexiconError(f"{file}: no row is called {name}, which the rules need") from None
