"""The sentence under scan for time expressions, and what a rule makes of a match."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kg.base.dates import DateBasis, When
from kg.extraction.time.calendar_arithmetic import PARTS, Unit, clipped, part_of, shifted
from kg.extraction.time.patterns import FUNCTION_WORDS, part_named
from kg.lexicon.words import alternation, any_of

TenseAt = Callable[[int, int], str]


class TimexKind(StrEnum):
    """What a time expression does in its sentence."""

    DATE = "date"
    """It says when the act that it modifies happens."""
    PAST_REFERENCE = "past_reference"
    """It looks back over a stretch of time: "for the past few decades"."""
    HABITUAL = "habitual"
    """It says that something happens again and again: "every year", "rarely"."""
    DEICTIC = "deictic"
    """It counts from another date of the text: "at the time", "three days later"."""
    ATTRIBUTIVE = "attributive"
    """It dates the noun (or clause) that follows it and nothing else: "the 2015 deal", "Monday's talks"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Offset:
    """How far a deictic expression lies from the date it counts from: between ``low`` and ``high`` signed units."""

    unit: Unit
    low: int
    high: int

    def apply(self, start: date, end: date, basis: DateBasis) -> When:
        """The span that far from ``start`` to ``end``; unknown when that leaves the calendar."""
        try:
            return shifted(start, end, self.unit, self.low, self.high, basis)
        except (ValueError, OverflowError):
            return When.unknown()


@dataclass(frozen=True, slots=True, kw_only=True)
class Timex:
    """One time expression.

    Attributes:
        start, end: Where it stands in the sentence; without a preposition before it.
        text: Its words.
        when: What it means; unknown when it needs a publication day that is missing, or another date of the text.
            A deictic expression that may count from the publication day carries that reading.
        kind: What it does in the sentence.
        offset: For deictic expressions, how far from the date they count from; None when that is not said.
        signal: The word that bounds it: ``since``, ``until``, ``by``, ``before``, ``after``, ``from``, or empty. For
            "three days after" it is ``after``, and the date counted from is that of what follows.
        rule: Name of the rule that read it: ``days.weekday``.
    """

    start: int
    end: int
    text: str
    when: When
    kind: TimexKind
    offset: Offset | None = None
    signal: str = ""
    rule: str = ""

    def relative_to(self, anchor: When) -> When:
        """What a deictic expression means when it counts from ``anchor``, on the basis of context.

        Other expressions, and those without an offset, keep their own meaning.
        """
        if self.offset is None or anchor.earliest is None or anchor.latest is None:
            return self.when
        if self.offset.low == self.offset.high == 0 and self.offset.unit is Unit.DAY:
            return anchor.rebased(DateBasis.CONTEXT)
        return self.offset.apply(anchor.earliest, anchor.latest, DateBasis.CONTEXT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a rule makes of a match; ``kind`` None blocks the span: it looks like a time and is none."""

    when: When = When.unknown()  # noqa: RUF009 - immutable
    kind: TimexKind | None = TimexKind.DATE
    offset: Offset | None = None
    signal: str = ""


BLOCKED = Found(kind=None)

_AFTER = re.compile(r"\s{0,3}(?P<word>[^\W_]+|[^\w\s])")
_DUE = re.compile(
    rf"\b{any_of('plans')}"
    r"(?:\s(?:in|to|for)(?:\s(?-i:[A-Z])[\w'-]{1,20}){1,3})?"  # "due in New Delhi on Monday"
    rf"(?:\s{alternation('behind_due')}){{0,4}}\s{{1,3}}$",
    re.IGNORECASE,
)
REACH = 48  # characters looked at on either side of a match
WIDE_REACH = 400  # the same for what may stand anywhere in a sentence; bounded so that a huge "sentence" costs no more


@dataclass(frozen=True, slots=True, kw_only=True)
class Scan:
    """The sentence under scan, its publication day, and who knows the tense."""

    text: str
    reference: date | None
    tense_at: TenseAt | None

    def tense(self, start: int, end: int) -> str:
        """``future``, ``present`` or ``past``: the verb's, unless words before the span make it a plan."""
        if _DUE.search(self.text[max(0, start - REACH) : start]):
            return "future"
        told = self.tense_at(start, end) if self.tense_at else "past"
        return told if told in ("future", "present") else "past"

    def direction(self, modifier: str | None, start: int, end: int) -> str:
        """``last``, ``next``, ``this``, ``past``, ``present`` or ``future`` from a word before it, else the tense."""
        words = (modifier or "").lower().split()
        if not words:
            return self.tense(start, end)
        return {"past": "last", "previous": "last", "coming": "next", "upcoming": "next"}.get(words[-1], words[-1])

    def before(self, position: int) -> str:
        """The word or sign that ends before ``position``; empty at the start."""
        words = self.text[max(0, position - REACH) : position].split()
        word = words[-1].lstrip('(["\u2018\u201c\u2013\u2014-') or words[-1] if words else ""
        if word and not word[-1].isalnum() and word[-1] != "." and not word.endswith(("s'", "s\u2019")):
            return word[-1]
        return word

    def after(self, position: int) -> str:
        """The word or sign that begins at or after ``position``; empty at the end."""
        match = _AFTER.match(self.text, position, min(len(self.text), position + REACH))
        return match["word"] if match else ""

    def opens(self, position: int, word: str) -> bool:
        """Whether nothing but ``word`` stands before ``position``."""
        return position <= REACH and self.text[:position].strip() == word

    def around(self, position: int) -> str:
        """The text near ``position``: all of a sentence of ordinary length."""
        return self.text[max(0, position - WIDE_REACH) : position + WIDE_REACH]

    def names_noun_after(self, position: int) -> bool:
        """Whether a word that can be a noun or its adjective follows ``position`` at once."""
        gap = self.text[position : position + 1]
        word = self.after(position)
        return gap.isspace() and word[:1].isalpha() and word not in FUNCTION_WORDS


Rule = tuple[frozenset[str], re.Pattern[str], Callable[[re.Match[str], Scan], Found | None]]
"""Words of which a sentence must hold one (``#``: a digit, ``####``: four in a row), pattern, what to make of it."""


def in_part(when: When, part: str | None, today: date | None = None) -> When:
    """The early, middle or late part of a span; with ``today``, "earlier" and "later" cut the span that holds it."""
    name = part_named(part)
    if name in PARTS:
        return part_of(when, name)
    if name is None or today is None or not when.overlaps(When.day(today, when.basis)):
        return when
    return clipped(when, not_after=today) if name == "earlier" else clipped(when, not_before=today)


def named_year(match: re.Match[str], scan: Scan) -> tuple[int | None, bool, bool]:
    """(year, stated, deictic) from the tail of a date: "2014", "last year", "that year" or nothing."""
    if written := match["y"] or match["y2"]:
        return int(written), True, False
    words = (match["ry"] or "").lower().split()
    if not words:
        return None, False, False
    steps = {"last": -1, "this": 0, "next": 1}.get(words[0])
    if steps is None:
        return None, False, True
    return (scan.reference.year + steps if scan.reference else None), False, False
