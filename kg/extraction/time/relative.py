"""Rules for times told from the publication day: weekdays, yesterday, last week, this summer, the past year."""

from __future__ import annotations

import re
from datetime import date, timedelta

from kg.base.dates import DateBasis, When
from kg.extraction.time.calendar_arithmetic import (
    DAYS_PER_WEEK,
    HOURS_PER_DAY,
    SEASONS,
    YEARS,
    Unit,
    clipped,
    plus_months,
    season_near,
    shifted,
    unit_around,
    weekday,
    window,
)
from kg.extraction.time.patterns import (
    DASH,
    DAYPART,
    FEW,
    MONTH,
    NUMBER,
    PART,
    PARTS_OF_DAY,
    SP,
    UNIT,
    UNIT_WORDS,
    WEEKDAY,
    WEEKDAY_WORDS,
    WEEKDAYS,
    count_of,
    part_named,
    unit_named,
)
from kg.extraction.time.scan import Found, Offset, Rule, Scan, TimexKind, in_part
from kg.lexicon.words import alternation, words

RELATIVE = DateBasis.RELATIVE
SATURDAY = 5
WEEKDAY_NAMED = re.compile(
    rf"\b(?:(?:early|late|earlier|later)(?:{SP}on)?{SP})?(?:(?P<mod>last|next|past|coming|this(?:{SP}(?:past|coming))?|every|each|"
    rf"that|(?:the{SP})?(?:following|previous|preceding)){SP})?(?P<wd>{WEEKDAY})(?!\w(?!\b))(?:(?P<many>s)(?!\w))?(?!\w)"
    rf"(?:(?:{SP}(?:through|thru|to){SP}|{DASH})(?P<wd2>{WEEKDAY})(?!\w))?(?:{SP}{DAYPART}(?!\w))?"
    rf"(?:{SP}(?:of{SP})?(?P<wk>last|this|next){SP}week\b)?",
    re.IGNORECASE,
)
NEAR_DAY = re.compile(
    rf"\b(?:(?P<bef>the{SP}day{SP}before{SP}yesterday)|(?P<aft>the{SP}day{SP}after{SP}tomorrow)"
    rf"|(?:(?:early|earlier|late|later){SP})?(?:(?P<yes>yesterday)|(?P<tod>today)|(?P<tom>tomorrow))(?:{SP}{DAYPART})?"
    rf"|tonight|(?P<nig>last{SP}(?:night|evening))|(?:(?:early|earlier|late|later){SP})?this{SP}(?:morning|afternoon|evening)"
    rf"|overnight(?!{SP}(?:(?:on|into|to){SP})?(?:{WEEKDAY}|{MONTH})))\b",
    re.IGNORECASE,
)
_SPAN_UNIT = rf"(?P<u>{UNIT}|weekend|spring|summer|autumn|fall|winter|quarter|night|morning|afternoon|evening)"
SPAN = re.compile(
    rf"\b{PART}(?P<det>the{SP})?(?P<mod>last|past|previous|this{SP}past|this{SP}coming|this|current|next|coming|upcoming|recent|"
    rf"following|preceding|same|that{SP}same|that{SP}very|that)(?:{SP}(?P<n>{NUMBER}|{FEW}))?(?:{SP}and{SP}a{SP}half)?{SP}"
    rf"{_SPAN_UNIT}(?P<many>s)?(?![\w-])",
    re.IGNORECASE,
)
PART_OF_NOW = re.compile(
    rf"\b{PART[:-1]}the{SP}(?P<u>day|week|month|year|decade|century)(?![\w-])(?!{SP}of\b)", re.IGNORECASE
)
WEEKEND = re.compile(rf"\b{alternation('weekend_prepositions')}{SP}(?:the|a){SP}weekend\b", re.IGNORECASE)
_SAME_MEANING = {
    "this past": "past", "this coming": "coming", "current": "this", "that same": "same", "that very": "same",
}  # fmt: skip
_DAY_WORDS = PARTS_OF_DAY | {"day"}
_ROLLING_CUES = words("rolling_cues")
_NAMED = re.compile(rf"\b(?=[A-Z])(?i:{WEEKDAY}|{MONTH})(?!\w)")
_DAYS = {Unit.HOUR: 1, Unit.DAY: 1, Unit.WEEK: DAYS_PER_WEEK}
_OF_THE_NEWS = 30  # days: what has been so for longer is background
_BACK = frozenset({"last", "past", "recent", "previous"})


def weekday_named(match: re.Match[str], scan: Scan) -> Found | None:
    """A weekday: the nearest on or before publication, unless the tense or a word beside it says otherwise."""
    if match["wd"].endswith(".") and match["wd"][0].islower():
        return None
    mod = " ".join((match["mod"] or "").lower().split())
    if match["many"] or mod in ("every", "each"):
        return Found(kind=TimexKind.HABITUAL)
    if mod == "that" or mod.endswith(("following", "previous", "preceding")):
        return Found(kind=TimexKind.DEICTIC)
    return Found(when=_weekdays(match, scan, scan.reference, mod)) if scan.reference else Found()


def _weekdays(match: re.Match[str], scan: Scan, reference: date, mod: str) -> When:
    number = WEEKDAYS[match["wd"].lower().rstrip(".")]
    if match["wk"]:
        week = unit_around(reference, Unit.WEEK, {"last": -1, "this": 0, "next": 1}[match["wk"].lower()], RELATIVE)
        assert week.earliest is not None
        return When.day(week.earliest + timedelta(number), RELATIVE)
    direction = scan.direction(mod, match.start(), match.end())
    if direction == "this" and scan.tense(match.start(), match.end()) == "future":
        direction = "future"
    direction = "past" if direction == "present" else direction
    if not match["wd2"]:
        return When.day(weekday(reference, number, direction), RELATIVE)
    number2 = WEEKDAYS[match["wd2"].lower().rstrip(".")]
    if direction in ("future", "next"):
        first = weekday(reference, number, direction)
        return When.between(first, weekday(first, number2, "future"), RELATIVE)
    last = weekday(reference, number2, direction)
    return When.between(weekday(last, number, "past"), last, RELATIVE)


def near_day(match: re.Match[str], scan: Scan) -> Found:
    """Yesterday, today, tomorrow and their parts; overnight is the night that ends on the publication day."""
    if match[0].lower() == "overnight" and scan.names_noun_after(match.end()) and _NAMED.search(scan.text):
        return Found(kind=TimexKind.ATTRIBUTIVE)  # "in March it struck a port in an overnight raid"
    if scan.reference is None:
        return Found()
    steps = {"bef": -2, "yes": -1, "nig": -1, "tom": 1, "aft": 2}
    step = next((days for name, days in steps.items() if match[name]), 0)
    return Found(when=When.day(scan.reference + timedelta(step), RELATIVE))


def weekend(reference: date, direction: str) -> When:
    """Saturday and Sunday; ``past`` is the one that has begun, ``last`` is over, ``future`` the one not over."""
    saturday = weekday(reference, SATURDAY, "past")
    over = reference > saturday + timedelta(1)
    if direction == "last" and not over:
        saturday -= timedelta(DAYS_PER_WEEK)
    elif direction == "next" or (direction == "future" and over):
        saturday += timedelta(DAYS_PER_WEEK)
    return When.between(saturday, saturday + timedelta(1), RELATIVE)


def over_the_weekend(match: re.Match[str], scan: Scan) -> Found:
    """``over the weekend``."""
    tense = scan.tense(match.start(), match.end())
    return Found(when=weekend(scan.reference, tense)) if scan.reference else Found()


def span(match: re.Match[str], scan: Scan) -> Found | None:
    """A unit of time with a pointing word: last week, this summer, the past three years, the following day."""
    mod = _SAME_MEANING.get(told := " ".join(match["mod"].lower().split()), told)
    name, several = match["u"].lower(), match["n"] or match["many"]
    if scan.before(match.start()).lower() == "time" and _NAMED.search(scan.text):
        return Found(kind=TimexKind.ATTRIBUTIVE)  # "for the second time this week on Friday"
    if mod in ("following", "preceding", "same", "that", "previous") or _narrates(match, scan, mod):
        return _beside(name, mod)
    first_or_last_of = mod in ("last", "next") and match["det"] and not several and scan.after(match.end()) == "of"
    if first_or_last_of or name in PARTS_OF_DAY or (name == "day" and not several and mod != "past"):
        return None
    if name in ("weekend", "quarter") or name in SEASONS:
        return _named_span(match, scan, name, mod)
    unit, size = unit_named(name)
    if several or name == "centuries" or mod in ("recent", "past", "coming") or match["det"]:
        return _rolling(match, scan, unit, size, mod)
    return _calendar_unit(match, scan, unit, size, mod)


def _narrates(match: re.Match[str], scan: Scan, mod: str) -> bool:
    """Whether "the next day" goes on telling from the date before it, unlike "over the next year"."""
    single = not (match["n"] or match["many"])
    return bool(mod == "next" and match["det"] and single and scan.before(match.start()).lower() not in _ROLLING_CUES)


def _beside(name: str, mod: str) -> Found | None:
    steps = {"following": 1, "next": 1, "preceding": -1, "previous": -1}.get(mod, 0)
    if name in _DAY_WORDS:
        unit, size = Unit.DAY, 1
    elif name in ("weekend", "quarter") or name in SEASONS:
        return Found(kind=TimexKind.DEICTIC)
    else:
        unit, size = unit_named(name)
    return Found(kind=TimexKind.DEICTIC, offset=Offset(unit=unit, low=steps * size, high=steps * size))


def _named_span(match: re.Match[str], scan: Scan, name: str, mod: str) -> Found | None:
    if scan.reference is None:
        return Found()
    tense = scan.tense(match.start(), match.end())
    direction = {"past": "last", "recent": "last", "coming": "next", "upcoming": "next", "this": tense}.get(mod, mod)
    if name == "weekend":
        return Found(when=weekend(scan.reference, direction))
    if name == "quarter":
        start = date(scan.reference.year, (scan.reference.month - 1) // 3 * 3 + 1, 1)
        moved = plus_months(start, {"last": -3, "next": 3}.get(direction, 0))
        return Found(when=When.between(moved, plus_months(moved, 3) - timedelta(1), RELATIVE))
    return Found(when=in_part(season_near(name, scan.reference, direction, RELATIVE), match["part"], scan.reference))


def _rolling(match: re.Match[str], scan: Scan, unit: Unit, size: int, mod: str) -> Found | None:
    back = mod in _BACK
    count = count_of(match["n"], unit, many=bool(match["many"]) or mod == "recent")
    vague = count is None or count[0] != count[1]
    brief = 0 < _DAYS.get(unit, 0) * (count[1] if count else 0) <= _OF_THE_NEWS
    lasting = scan.before(match.start()).lower() == "for" and not brief
    looking_back = back and (lasting or (vague and unit in YEARS))
    kind = TimexKind.PAST_REFERENCE if looking_back else TimexKind.DATE
    if mod == "this" or (unit is Unit.CENTURY and not back):
        return None
    if scan.reference is None or count is None or (looking_back and vague and unit in YEARS):
        return Found(kind=kind)
    steps = count[1] * size
    if back and scan.after(match.end()) == "since":  # "the past two years since": so long ago
        low, high = -count[1] * size, -count[0] * size
        when = shifted(scan.reference, scan.reference, unit, low, high, RELATIVE)
        return Found(when=when, kind=TimexKind.ATTRIBUTIVE)
    if back and unit is Unit.HOUR and steps <= HOURS_PER_DAY:  # "in the last 24 hours": told of the day
        return Found(when=When.day(scan.reference, RELATIVE), kind=kind)
    return Found(when=window(scan.reference, unit, -steps if back else steps, RELATIVE), kind=kind)


def _calendar_unit(match: re.Match[str], scan: Scan, unit: Unit, size: int, mod: str) -> Found:
    if scan.reference is None:
        return Found()
    steps = {"last": -1, "next": 1, "upcoming": 1}.get(mod, 0) * size
    when = unit_around(scan.reference, unit, steps, RELATIVE)
    if match["part"]:
        return Found(when=in_part(when, match["part"], scan.reference))
    if unit is Unit.WEEK and not steps:
        tense = scan.tense(match.start(), match.end())
        bound = {"past": {"not_after": scan.reference}, "future": {"not_before": scan.reference}}.get(tense, {})
        when = clipped(when, **bound)
    return Found(when=when)


def part_of_now(match: re.Match[str], scan: Scan) -> Found:
    """``earlier in the year``, ``by the end of the month``; with "day" it may be another day that the text tells of."""
    part, name = part_named(match["part"]), match["u"].lower()
    when = When.unknown()
    if scan.reference is not None:
        around = unit_around(scan.reference, Unit(name), 0, RELATIVE)
        when = in_part(around, match["part"], scan.reference) if name != "day" else around
    here = Offset(unit=Unit(name), low=0, high=0)
    if name == "day":
        return Found(when=when, kind=TimexKind.DEICTIC, offset=here)
    if part == "later" and scan.tense(match.start(), match.end()) == "past":
        return Found(kind=TimexKind.DEICTIC, offset=here)
    return Found(when=when)


RULES: tuple[Rule, ...] = (
    (WEEKDAY_WORDS, WEEKDAY_NAMED, weekday_named),
    (PARTS_OF_DAY | {"yesterday", "today", "tomorrow", "tonight", "overnight"}, NEAR_DAY, near_day),
    (UNIT_WORDS | PARTS_OF_DAY | frozenset(SEASONS) | {"weekend", "quarter"}, SPAN, span),
    (UNIT_WORDS, PART_OF_NOW, part_of_now),
    (frozenset({"weekend"}), WEEKEND, over_the_weekend),
)
"""(words of which a sentence must hold one, pattern, what to make of a match)."""
