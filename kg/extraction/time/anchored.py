"""Rules for times counted from another date, for looking back, for habits, and for names that tell no time."""

from __future__ import annotations

import re

from kg.base.dates import DateBasis, When
from kg.extraction.time.calendar_arithmetic import HOURS_PER_DAY, MONTHS_PER_YEAR, VAGUE, YEARS, Unit, shifted, window
from kg.extraction.time.patterns import FEW, NUMBER, SP, UNIT, UNIT_WORDS, WEEKDAY_WORDS, count_of, unit_named
from kg.extraction.time.scan import BLOCKED, REACH, Found, Offset, Rule, Scan, TimexKind
from kg.lexicon.words import alternation, any_of, words

RELATIVE = DateBasis.RELATIVE
IDIOMS = re.compile(rf"\b{any_of('time_idioms')}", re.IGNORECASE)
_IDIOM_WORDS = words("idiom_cues")
COUNTED_SPAN = re.compile(
    rf"\b(?:(?P<hedge>{alternation('hedges', SP)}){SP})?"
    rf"(?:(?P<n>{FEW}|{NUMBER}){SP})?(?:{alternation('span_adjectives')}{SP})?(?P<u>{UNIT})(?P<many>s)?"
    rf"(?:{SP}and{SP}a{SP}half)?(?:{SP}to{SP}the{SP}day)?{SP}"
    rf"(?P<dir>ago|earlier|later|before|after|since|prior|hence|from{SP}now)\b",
    re.IGNORECASE,
)
AHEAD = re.compile(
    rf"\b(?P<in>in|within){SP}(?:{alternation('hedges_ahead', SP)}{SP})?"
    rf"(?P<n>{FEW}|{NUMBER}){SP}(?P<u>{UNIT})(?P<many>s)?(?:['\u2019]{SP}time)?(?![\w-])",
    re.IGNORECASE,
)
DAY_BESIDE = re.compile(
    rf"\b(?:the{SP}(?P<u>day|night|morning|week|month|year|weekend){SP}(?P<dir>before|after)|(?P<next>next{SP}day))\b",
    re.IGNORECASE,
)
AT_THE_TIME = re.compile(rf"\b{any_of('at_the_time', SP)}\b", re.IGNORECASE)
LOOKING_BACK = re.compile(rf"\b{any_of('looking_back', SP)}\b", re.IGNORECASE)
LATELY = re.compile(rf"\b(?:recently|lately|of{SP}late)\b", re.IGNORECASE)
HABIT = re.compile(
    rf"\b(?:(?:every|each){SP}(?:(?:other|few|single|{NUMBER}){SP})?(?:{UNIT}|weekend|morning|evening|night|spring|"
    rf"summer|autumn|fall|winter|time)s?|(?:once|twice|several{SP}times|many{SP}times|{NUMBER}{SP}times){SP}"
    rf"(?:a|an|each|every|per){SP}{UNIT}|from{SP}time{SP}to{SP}time"
    rf"|{alternation('habit_adverbs')}"
    rf"|(?:daily|weekly|monthly|yearly|nightly)(?=[.,;:!?]|$|{SP}{alternation('behind_habits')}\b))"
    r"(?![\w-])",
    re.IGNORECASE,
)
_HABIT_WORDS = words("habit_cues")
AGAIN_AND_AGAIN = re.compile(rf"\b(?P<u>day|week|month|year){SP}after{SP}(?P=u)\b", re.IGNORECASE)
_BACK_WORDS = words("looking_back_cues")
_TITLE_AFTER = re.compile(rf"\s(?:[A-Z]\w{{1,24}}\s)?{alternation('titles_behind_then')}\b")
_SINCE_WHEN = re.compile(r"(?:first|last|second|third|only|time|\w+(?:est|rst))\b[^.;]{0,40}$", re.IGNORECASE)
_ABOUT = 2  # months more or less than "about a year"
_FIRST = re.compile(r"\bfirst\b[^.;]{0,80},\s(?:and\s)?$", re.IGNORECASE)
_IF = re.compile(r"\bif\b", re.IGNORECASE)


def idiom(_match: re.Match[str], _scan: Scan) -> Found:
    """Names that hold a time word and tell no time: "Black Friday", "Sunday Times", "October War"."""
    return BLOCKED


def counted_span(match: re.Match[str], scan: Scan) -> Found | None:
    """``three weeks ago``, ``two days later``, ``years after``, ``seven years since``."""
    unit, size = unit_named(match["u"])
    many = bool(match["many"]) or match["u"].lower() == "centuries"
    if not (match["n"] or many):
        return None
    told = " ".join(match["dir"].lower().split())
    count = count_of(match["n"], unit, many=many)
    if told in ("ago", "since") and (count is None or (not match["n"] and unit in YEARS)):
        return Found(kind=TimexKind.PAST_REFERENCE)
    if count is None:
        return Found(kind=TimexKind.DEICTIC, signal=told if told in ("before", "after") else "")
    if unit is Unit.DECADE:  # "two decades ago" is said of about twenty years, not of a calendar's decade
        unit, size = Unit.YEAR, YEARS[unit]
    low, high = _counted(count, size, unit, hedged=bool(match["hedge"]))
    if told in ("ago", "earlier", "before", "prior", "since"):
        low, high = -high, -low
    if unit is Unit.YEAR and count == (1, 1) and size == 1 and told == "ago":  # more exact than "two years ago"
        unit, about = Unit.MONTH, _ABOUT if match["hedge"] else 0
        low, high = -MONTHS_PER_YEAR - about, -MONTHS_PER_YEAR + about
    offset = Offset(unit=unit, low=low, high=high)
    from_now = offset.apply(scan.reference, scan.reference, RELATIVE) if scan.reference else When.unknown()
    if told in ("ago", "hence", "from now"):
        return Found(when=from_now)
    if told == "since":
        return Found(when=from_now, kind=TimexKind.ATTRIBUTIVE)
    counts_from_now = told == "earlier" or (told == "later" and scan.tense(match.start(), match.end()) == "future")
    when = from_now if counts_from_now else When.unknown()
    return Found(when=when, kind=TimexKind.DEICTIC, offset=offset, signal=told if told in ("before", "after") else "")


def _counted(count: tuple[int, int], size: int, unit: Unit, *, hedged: bool) -> tuple[int, int]:
    """The least and the most that a count of units amounts to."""
    if unit is Unit.HOUR and count[1] < HOURS_PER_DAY:
        return 0, 0  # "hours after the raid": on its day
    low, high = count[0] * size, count[1] * size
    if hedged and low == high and unit is not Unit.WEEK:  # a week is no more exact than half of it anyway
        return max(low - 1, 0), high + 1
    return low, high


def ahead(match: re.Match[str], scan: Scan) -> Found | None:
    """``in three weeks`` of what lies ahead; "the first visit in three weeks" looks back and is none."""
    before = scan.text[max(0, match.start() - REACH) : match.start()]
    if scan.tense(match.start(), match.end()) != "future" or _SINCE_WHEN.search(before):
        return None
    if scan.reference is None:
        return Found()
    unit, size = unit_named(match["u"])
    count = count_of(match["n"], unit, many=bool(match["many"]))
    if count is None:
        return Found()
    if match["in"].lower() == "within":
        return Found(when=window(scan.reference, unit, count[1] * size, RELATIVE))
    return Found(when=shifted(scan.reference, scan.reference, unit, count[0] * size, count[1] * size, RELATIVE))


def day_beside(match: re.Match[str], _scan: Scan) -> Found:
    """``the day after``, ``the year before``, ``next day``."""
    if match["next"]:
        return Found(kind=TimexKind.DEICTIC, offset=Offset(unit=Unit.DAY, low=1, high=1))
    told, name = match["dir"].lower(), match["u"].lower()
    if name == "weekend":
        return Found(kind=TimexKind.DEICTIC, signal=told)
    unit = Unit.DAY if name in ("night", "morning") else Unit(name)
    step = 1 if told == "after" else -1
    return Found(kind=TimexKind.DEICTIC, offset=Offset(unit=unit, low=step, high=step), signal=told)


def at_the_time(match: re.Match[str], scan: Scan) -> Found | None:
    """``at the time``, ``then``, ``later that day``: the date that the text was telling of."""
    if match["ann"]:
        return Found(kind=TimexKind.DEICTIC)
    if match[0].lower() == "then" and _IF.search(scan.around(match.start())):
        return None
    if match[0].lower() == "then" and _TITLE_AFTER.match(scan.text, match.end()):
        return None
    if match[0].lower() == "then" and _FIRST.search(scan.text, 0, match.start()):
        return None  # "first tanks, then jets"
    same_day = Offset(unit=Unit.DAY, low=0, high=0)
    today = bool(match["same"] and " that " not in match[0] and scan.reference)
    when = When.day(scan.reference, RELATIVE) if today and scan.reference else When.unknown()
    return Found(when=when, kind=TimexKind.DEICTIC, offset=same_day)


def looking_back(_match: re.Match[str], _scan: Scan) -> Found:
    """``in the past``, ``for decades``, ``previously``."""
    return Found(kind=TimexKind.PAST_REFERENCE)


def lately(_match: re.Match[str], scan: Scan) -> Found:
    """``recently``: as much as "in recent weeks"."""
    if scan.reference is None:
        return Found()
    return Found(when=window(scan.reference, Unit.WEEK, -VAGUE[Unit.WEEK][1], RELATIVE))


def habit(_match: re.Match[str], _scan: Scan) -> Found:
    """``every year``, ``twice a month``, ``rarely``."""
    return Found(kind=TimexKind.HABITUAL)


RULES: tuple[Rule, ...] = (
    (WEEKDAY_WORDS | _IDIOM_WORDS, IDIOMS, idiom),
    (UNIT_WORDS, COUNTED_SPAN, counted_span),
    (UNIT_WORDS, AHEAD, ahead),
    (UNIT_WORDS | {"night", "morning", "weekend"}, DAY_BESIDE, day_beside),
    (frozenset({"time", "then", "anniversary", "day"}), AT_THE_TIME, at_the_time),
    (UNIT_WORDS | _BACK_WORDS, LOOKING_BACK, looking_back),
    (frozenset({"recently", "lately", "late"}), LATELY, lately),
    (UNIT_WORDS, AGAIN_AND_AGAIN, habit),
    (_HABIT_WORDS, HABIT, habit),
)
"""(words of which a sentence must hold one, pattern, what to make of a match)."""
