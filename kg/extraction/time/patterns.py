"""Words and fragments of patterns that the rules for time expressions share.

White space in patterns is bounded, and nothing is repeated without a bound, so every pattern runs in linear time.
"""

from __future__ import annotations

import re

from kg.base.dates import MONTHS
from kg.extraction.time.calendar_arithmetic import VAGUE, Unit
from kg.lexicon.words import alternation, words


def word_set(words: str) -> frozenset[str]:
    """The words of a line."""
    return frozenset(words.split())


WEEKDAYS = {
    "monday": 0, "mon": 0, "tuesday": 1, "tue": 1, "tues": 1, "wednesday": 2, "wed": 2, "weds": 2, "thursday": 3,
    "thu": 3, "thur": 3, "thurs": 3, "friday": 4, "fri": 4, "saturday": 5, "sat": 5, "sunday": 6,
}  # fmt: skip
"""Names and abbreviations, lower case, without a dot -> Monday is 0."""

_ONES = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19,
}  # fmt: skip
_TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
_OTHERS = {"a": 1, "an": 1, "a couple of": 2, "a couple": 2, "a dozen": 12, "a hundred": 100, "one hundred": 100}

SP = r"\s{1,3}"
WEEKDAY = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:mon|tues?|weds?|thur?s?|fri|sat)\.)"
DAYPART = r"(?:early\s|late\s)?(?:morning|afternoon|evening|night|overnight|midday|noon)"
MONTH = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december|"
    r"(?:jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec)\.?)"
)
DAY = r"(?:3[01]|[12][0-9]|0?[1-9])"
ORDINAL_END = r"(?:st|nd|rd|th)?"
COUNTED = rf"{alternation('counted_things')}\b"
YEAR_OR_NUMBER = r"(?:1[0-9]{3}|20[0-9]{2}|21[0-9]{2})(?![0-9]|[.,][0-9]|\s?%)"
YEAR = rf"{YEAR_OR_NUMBER}(?![\s-]{COUNTED})"
RELATIVE_YEAR = rf"(?:last|this|next|that|the{SP}same|the{SP}following|the{SP}previous|the{SP}next){SP}year"
YEAR_TAIL = rf"(?:(?:\s?,)?{SP}(?:of{SP})?(?:(?P<y>{YEAR})|(?P<ry>{RELATIVE_YEAR})\b)|\s?,(?P<y2>{YEAR}))?"
PART = (
    rf"(?:(?P<part>early|mid|late|earlier|later|(?:the{SP})?(?:beginning|start|dawn|middle|end|close|opening|"
    rf"(?:first|second|latter){SP}half|(?:first|second|third|fourth|final|last){SP}quarter)(?={SP}of))"
    rf"(?:{SP}(?:in|of)|(?=[\s-]))(?:{SP}|-))?"
)
DASH = r"[-\u2013\u2014]"
UNIT = r"(?:hour|day|week|fortnight|month|year|decade|centur(?:y|ies))"
NUMBER = (
    r"(?:\d{1,4}|(?:(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[-\s](?:one|two|three|four|five|six|"
    r"seven|eight|nine))?)|one\shundred|(?:a\s)?(?:hundred|dozen|couple(?:\sof)?)|" + "|".join(_ONES) + r"|an|a)"
)
_EXACT = re.compile(NUMBER, re.IGNORECASE)
FEW = alternation("few")

FUNCTION_WORDS = words("no_noun_follows")
"""Words after a date that show that it modifies no noun behind it."""

DETERMINERS = words("determiners")
UNIT_WORDS = word_set(
    "hour hours day days week weeks fortnight fortnights month months year years decade decades century centuries"
)
PARTS_OF_DAY = word_set("night morning afternoon evening")
WEEKDAY_WORDS = frozenset(WEEKDAYS) | {f"{name}s" for name in WEEKDAYS}
SIGNALS = {word: word for word in ("since", "until", "by", "before", "after", "from", "as of")} | {"till": "until"}


def month_number(name: str) -> int | None:
    """1..12 for a month written with a capital, None for ``march`` and ``may`` and other words of that look."""
    return MONTHS[name.rstrip(".").lower()] if name[0].isupper() else None


def number_of(words: str) -> int:
    """The value of a match of :data:`NUMBER`."""
    plain = " ".join(words.lower().replace("-", " ").split())
    if plain.isdecimal():
        return int(plain)
    if plain in _OTHERS:
        return _OTHERS[plain]
    if f"a {plain}" in _OTHERS:
        return _OTHERS[f"a {plain}"]
    return sum(_TENS[word] if word in _TENS else _ONES[word] for word in plain.split())


def count_of(words: str | None, unit: Unit, *, many: bool) -> tuple[int, int] | None:
    """(least, most) units that a match of :data:`NUMBER` or :data:`FEW` counts; None for vaguely many large ones.

    Args:
        words: The match, or None when nothing stands before the unit.
        unit: What is counted.
        many: Whether the unit is in the plural.
    """
    if words and _EXACT.fullmatch(words):
        return number_of(words), number_of(words)
    return VAGUE.get(unit) if words or many else (1, 1)


def unit_named(word: str) -> tuple[Unit, int]:
    """The unit that a word names, singular or plural, and how many of it: a fortnight is two weeks."""
    stem = word.lower()
    if stem.startswith("fortnight"):
        return Unit.WEEK, 2
    return (Unit.CENTURY if stem.startswith("centur") else Unit(stem.removesuffix("s"))), 1


def part_named(words: str | None) -> str | None:
    """The key in ``calendar_arithmetic.PARTS`` of a match of :data:`PART`, also ``earlier`` and ``later``."""
    return " ".join(words.lower().split()).removeprefix("the ") if words else None
