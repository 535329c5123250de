"""Irregular forms and their base forms: *went* is of *go*, *police* is no plural."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from kg.lexicon.tables import Problems, rows, shipped

COLUMNS = ("lemma", "forms")


@cache
def irregular() -> Mapping[str, str]:
    """Return the base form of each irregular form; a base form is its own unless it is a form of another word, too.

    Raises:
        LexiconError: Every problem of the table as ``file:line: problem``.
    """
    return read_irregular(shipped("irregular.tsv"), "irregular.tsv")


def read_irregular(text: str, file: str) -> Mapping[str, str]:
    """Read such a table."""
    problems = Problems()
    found: dict[str, str] = {}
    own: set[str] = set()
    for row in rows(text, file, COLUMNS, problems):
        lemma = row["lemma"]
        if not lemma or lemma in own:
            problems.add(row.place, f"{lemma!r} stands here for the second time" if lemma else "no lemma")
        own.add(lemma)
        for form in row.items("forms"):
            if form in found:
                problems.add(row.place, f"{form} is a form of {found[form]} above")
            found[form] = lemma
    problems.raise_if_any()
    return MappingProxyType({lemma: lemma for lemma in own} | found)
