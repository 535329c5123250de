"""Irregular forms and their base forms: *went* is of *go*, *police* is no plural."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from kg.lexicon.checked import table


@cache
def irregular() -> Mapping[str, str]:
    """Return the base form of each irregular form; a base form is its own unless it is a form of another word, too.

    Raises:
        LexiconError: A table is malformed: every problem as ``file:line: problem``.
    """
    own = {row["lemma"]: row.items("forms") for row in table("irregular.tsv")}
    return MappingProxyType({lemma: lemma for lemma in own} | {form: lemma for lemma in own for form in own[lemma]})
