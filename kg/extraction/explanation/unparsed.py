"""What of an article never reached the parser, why, and by which list or pattern."""

from __future__ import annotations

import re

from kg.base.dates import MONTHS
from kg.extraction.cleaning import boilerplate
from kg.extraction.explanation.step import Stage, Step
from kg.extraction.reasons import Reason
from kg.extraction.segmentation.lines import LeftOut
from kg.extraction.time.patterns import WEEKDAYS
from kg.lexicon.rule_places import FOLDER, list_place, pattern_places
from kg.lexicon.words import patterns, words

_FURNITURE = {"furniture_lines": r"\W*", "bylines": "", "furniture_sentences": r"\W*"}
"""Kinds of patterns by which a line or sentence is furniture, and what may stand before it."""
_CAPITALS = re.compile(r"[A-Z][\w.-]*\w(?: [A-Z][\w.-]*\w)*")
_TABLES = {
    Reason.NO_TRIGGER: (f"{FOLDER}predicates.tsv",),
    Reason.NO_NAME: (f"{FOLDER}states.tsv",),
    Reason.NEITHER: (f"{FOLDER}states.tsv", f"{FOLDER}predicates.tsv"),
}
_FOUND = {Reason.NO_TRIGGER: "names", Reason.NO_NAME: "has", Reason.NEITHER: "has"}


def unread(text: str, why: Reason) -> Step:
    """The step of a text that was not read at all."""
    return Step(stage=Stage.SENTENCE, words=text, text="", dropped=why)


def unparsed(left: LeftOut) -> Step:
    """The step of a stretch of an article that was left out."""
    found = f"{_FOUND[left.why]} {', '.join(left.found)}" if left.found else ""
    if left.why in {Reason.NO_NAME, Reason.NEITHER} and (unknown := _capitals(left.text)):
        found = f"{found}{'; ' if found else ''}no table has {', '.join(unknown)}"
    row, places = _rule(left)
    return Step(stage=Stage.SENTENCE, words=left.text, text=found, row=row, places=places, dropped=left.why)


def _capitals(sentence: str) -> list[str]:
    """What may be names in a sentence in which no name is known."""
    common = words("headline_common_words") | WEEKDAYS.keys() | MONTHS.keys()
    return [match[0] for match in _CAPITALS.finditer(sentence) if match[0].lower() not in common]


def _rule(left: LeftOut) -> tuple[str | None, tuple[str, ...]]:
    """The list or pattern to edit, where one decided."""
    if left.why is Reason.APPEAL:
        return _pattern("appeals", r".*?\b", left.text)
    if left.why is not Reason.FURNITURE:
        return None, _TABLES.get(left.why, ())
    for kind, before in _FURNITURE.items():
        row, places = _pattern(kind, before, left.text)
        if row:
            return row, places
    return ("menu_words", (list_place("menu_words"),)) if boilerplate.is_menu(left.text) else (None, ())


def _pattern(kind: str, before: str, text: str) -> tuple[str | None, tuple[str, ...]]:
    for pattern, place in zip(patterns(kind), pattern_places(kind), strict=True):
        if re.match(before + pattern, text, re.IGNORECASE | re.DOTALL):
            return kind, (place,)
    return None, ()
