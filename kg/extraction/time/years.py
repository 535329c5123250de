"""Rules for dates that name a year, a part of one, or more than one: seasons, quarters, decades, centuries."""

from __future__ import annotations

import re

from kg.base.dates import DECEMBER, DateBasis, When
from kg.extraction.time.calendar_arithmetic import SEASONS, part_of, season, season_near, years
from kg.extraction.time.patterns import COUNTED, DASH, DETERMINERS, PART, SP, YEAR, YEAR_OR_NUMBER, YEAR_TAIL
from kg.extraction.time.scan import Found, Rule, Scan, TimexKind, in_part, named_year
from kg.lexicon.words import alternation, words

STATED, RELATIVE = DateBasis.STATED, DateBasis.RELATIVE
_TENS = ("twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties")
_TO = rf"(?:\s?{DASH}\s?|{SP}(?:to|through|thru|until|till){SP})"
_BETWEEN = rf"(?:(?P<between>between){SP})?"
_AND = rf"(?(between){SP}and{SP}|{_TO})"
YEARS_NAMED = re.compile(
    rf"(?<![\w.,/$€£¥#§+-])(?P<about>(?:post|pre){DASH})?{_BETWEEN}{PART}(?:the{SP}year{SP})?(?P<y>{YEAR_OR_NUMBER})"
    rf"(?:{_AND}(?P<y2>{YEAR})|{DASH}(?P<short>\d\d)(?![\d-]))?(?P<tail>-{alternation('year_tails')})?(?![\w])",
    re.IGNORECASE,
)
QUARTER = re.compile(rf"\bQ(?P<q>[1-4]){SP}(?:of{SP})?(?P<y>{YEAR})", re.IGNORECASE)
QUARTER_OF_LATE = re.compile(
    rf"\b{alternation('quarter_prepositions')}{SP}the{SP}(?P<q>first|second|third|fourth){SP}quarter\b(?!{SP}of\b|-)",
    re.IGNORECASE,
)
SEASON = re.compile(
    rf"\b{PART}(?P<the>the{SP})?(?P<s>spring|summer|autumn|fall|winter)(?!\w){YEAR_TAIL}", re.IGNORECASE
)
DECADE = re.compile(
    rf"(?<![\w.,$€£¥-])(?:{PART}(?:the{SP})?(?:(?P<d>1[0-9]|20)(?P<t>[0-9])0|['\u2019](?P<t2>[3-9])0)['\u2019]?s"
    rf"|the{SP}(?:(?P<part2>early|mid|late)[\s-])?(?P<w>{'|'.join(_TENS)}))\b",
    re.IGNORECASE,
)
_CENTURIES = ("fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth", "twentieth", "twenty-first")
CENTURY = re.compile(
    rf"\b{PART}(?:the{SP})?(?:(?P<n>\d{{1,2}})(?:st|nd|rd|th)|(?P<w>{'|'.join(_CENTURIES)}))[\s-]century\b"
    rf"(?!{SP}(?:bc|b\.c))",
    re.IGNORECASE,
)
_SEASON_CUES = words("season_cues")
_YEAR_CUES = words("year_cues")
_SURE_CUES = words("sure_year_cues")
_COUNTED = re.compile(rf"[\s-]{COUNTED}", re.IGNORECASE)
_NO_YEAR_AFTER = words("no_year_behind")
"""Words of quantity, and things that bear numbers."""

_DATED_HEADS = words("dated_heads")
"""Nouns that a year right before them dates even after a preposition: "since 1994 accords"."""

_MODERN = range(1800, 2101)


def calendar_year(match: re.Match[str], scan: Scan) -> Found | None:
    """A year or a span of years; numbers that merely look like one are refused."""
    first, last = int(match["y"]), int(match["y2"] or match["y"])
    if match["short"]:
        short = int(match["short"])
        if short != (first + 1) % 100 and 1 <= short <= DECEMBER:
            return Found(when=When.month(first, short, STATED))
        last = first // 100 * 100 + short
    if last < first:
        return None
    when = in_part(years(first, last, STATED), match["part"])
    if match["about"] or match["tail"]:
        return Found(when=when, kind=TimexKind.ATTRIBUTIVE)
    if match["part"] or (match["between"] and match["y2"]) or (last > first and first in _MODERN):
        return Found(when=when)
    kind = _role_of_year(match, scan, first)
    return Found(when=when, kind=kind) if kind else None


def _role_of_year(match: re.Match[str], scan: Scan, year: int) -> TimexKind | None:
    before, after = scan.before(match.start()), scan.after(match.end())
    word = before.lower()
    noun_follows = scan.names_noun_after(match.end())
    doubtful = year not in _MODERN or year % 100 == 0
    counts = _COUNTED.match(scan.text, match.end()) and (doubtful or word not in _SURE_CUES)
    if counts or word.rstrip(".") in _NO_YEAR_AFTER or (noun_follows and doubtful and after.endswith("s")):
        return None
    if word in _YEAR_CUES or match[0].lower().startswith("the"):
        return TimexKind.ATTRIBUTIVE if after in _DATED_HEADS else TimexKind.DATE
    if word in DETERMINERS or before.endswith(("'s", "\u2019s", "s'", "s\u2019")):
        return TimexKind.ATTRIBUTIVE
    if doubtful or (before[:1].isupper() and not scan.opens(match.start(), before)):
        return None
    return TimexKind.ATTRIBUTIVE if noun_follows else TimexKind.DATE


def quarter(match: re.Match[str], _scan: Scan) -> Found:
    """``Q1 2019``."""
    names = ("first", "second", "third", "fourth")
    return Found(when=part_of(When.year(int(match["y"]), STATED), f"{names[int(match['q']) - 1]} quarter"))


def quarter_of_late(match: re.Match[str], scan: Scan) -> Found | None:
    """``in the third quarter``: of this year, or of the last where it has not begun; not beside a year of its own."""
    if scan.reference is None or re.search(YEAR, scan.text):
        return None
    year, name = scan.reference.year, f"{match['q'].lower()} quarter"
    this, last = (part_of(When.year(each, RELATIVE), name) for each in (year, year - 1))
    begun = this.earliest is not None and this.earliest <= scan.reference
    ahead = scan.tense(match.start(), match.end()) == "future"
    return Found(when=this if begun or ahead else last)


def calendar_season(match: re.Match[str], scan: Scan) -> Found | None:
    """A season with its year, or "in the spring" by the publication day."""
    name = match["s"].lower()
    year, stated, deictic = named_year(match, scan)
    if deictic:
        return Found(kind=TimexKind.DEICTIC)
    if year is not None:
        return Found(when=in_part(season(name, year, STATED if stated else RELATIVE), match["part"]))
    cued = match["part"] or scan.before(match.start()).lower() in _SEASON_CUES
    if not cued or match["s"] != name or scan.after(match.end()) == "of":
        return None
    if scan.reference is None:
        return Found()
    direction = scan.tense(match.start(), match.end())
    return Found(when=in_part(season_near(name, scan.reference, direction, RELATIVE), match["part"]))


def decade(match: re.Match[str], _scan: Scan) -> Found:
    """``the 1990s``, ``late '90s``, ``the nineties``: those of the twentieth century unless written out."""
    if match["d"]:
        first = int(match["d"]) * 100 + int(match["t"]) * 10
    elif match["t2"]:
        first = 1900 + int(match["t2"]) * 10
    else:
        first = 1920 + 10 * _TENS.index(match["w"].lower())
    return Found(when=in_part(years(first, first + 9, STATED), match["part"] or match["part2"]))


def century(match: re.Match[str], _scan: Scan) -> Found | None:
    """``the 19th century``: 1801 to 1900."""
    number = int(match["n"]) if match["n"] else 15 + _CENTURIES.index(match["w"].lower())
    if number == 0:
        return None
    return Found(when=in_part(years(100 * number - 99, 100 * number, STATED), match["part"]))


RULES: tuple[Rule, ...] = (
    (frozenset({"####"}), YEARS_NAMED, calendar_year),
    (frozenset({"####"}), QUARTER, quarter),
    (frozenset({"quarter"}), QUARTER_OF_LATE, quarter_of_late),
    (frozenset(SEASONS), SEASON, calendar_season),
    (frozenset({"#", *_TENS}), DECADE, decade),
    (frozenset({"century"}), CENTURY, century),
)
"""(words of which a sentence must hold one, pattern, what to make of a match)."""
