"""Rules for dates that name a day or a month of the calendar."""

from __future__ import annotations

import re
from datetime import date

from kg.base.dates import MONTHS, DateBasis, When, day_of_numbers, last_of_month, parse_iso
from kg.extraction.time.calendar_arithmetic import day_without_year, month_year, plus_months
from kg.extraction.time.patterns import (
    DASH,
    DAY,
    DETERMINERS,
    MONTH,
    ORDINAL_END,
    PART,
    SP,
    WEEKDAY,
    WEEKDAYS,
    YEAR_TAIL,
    month_number,
)
from kg.extraction.time.scan import BLOCKED, Found, Rule, Scan, TimexKind, in_part, named_year
from kg.lexicon.words import alternation, words

STATED, RELATIVE = DateBasis.STATED, DateBasis.RELATIVE
_TO = rf"(?:\s?{DASH}\s?|{SP}(?:to|through|thru|until|till){SP})"
_BETWEEN = rf"(?:(?P<between>between){SP})?"
_AND = rf"(?(between){SP}and{SP}|{_TO})"
_DAY_AND = rf"(?:{_TO}|{SP}(?:and|&){SP})"
_WEEKDAY_BEFORE = rf"(?:(?P<wd>{WEEKDAY}),?{SP}(?:the{SP})?\(?)?"
ISO = re.compile(r"(?<![\w-])(?P<day>\d{4}-\d\d-\d\d)(?:T\d\d[\d:.+Z-]{0,24}(?<=[\dZ]))?(?![\w-])", re.ASCII)
NUMERIC = re.compile(r"(?<![\w./-])(?P<a>\d{1,2})(?P<sep>[./])(?P<b>\d{1,2})(?P=sep)(?P<y>\d{4})(?![\w/])", re.ASCII)
NINE_ELEVEN = re.compile(r"(?<![\w/])9/11(?![\w/])")
MONTH_DAY = re.compile(
    rf"\b{_BETWEEN}{_WEEKDAY_BEFORE}(?:(?P<mod>last|next|this){SP})?(?P<m>{MONTH}){SP}(?:the{SP})?(?P<d>{DAY}){ORDINAL_END}"
    rf"(?:{_AND}(?P<m2>{MONTH}){SP}(?P<d3>{DAY}){ORDINAL_END}(?!\w)|{_DAY_AND}(?P<d2>{DAY}){ORDINAL_END}(?!\w))?"
    rf"(?!\w){YEAR_TAIL}",
    re.IGNORECASE,
)
DAY_MONTH = re.compile(
    rf"(?<![\w.,:$€£¥/-]){_BETWEEN}{_WEEKDAY_BEFORE}(?:the{SP})?(?P<d>{DAY}){ORDINAL_END}"
    rf"(?:{_DAY_AND}(?:the{SP})?(?P<d2>{DAY}){ORDINAL_END})?{SP}(?:of{SP})?(?P<m>{MONTH})(?!\w)"
    rf"(?:{_AND}(?P<d3>{DAY}){ORDINAL_END}{SP}(?:of{SP})?(?P<m2>{MONTH})(?!\w))?{YEAR_TAIL}",
    re.IGNORECASE,
)
MONTH_ONLY = re.compile(
    rf"\b{_BETWEEN}{PART}(?:(?:this{SP}(?=past|coming))?(?P<mod>last|next|this|past|coming){SP})?(?P<m>{MONTH})(?!\w)"
    rf"(?:{_AND}(?P<m2>{MONTH})(?!\w))?{YEAR_TAIL}",
    re.IGNORECASE,
)
DAY_ONLY = re.compile(
    rf"\b(?:on|by|since|until|from|before|after){SP}the{SP}(?P<d>{DAY})(?:st|nd|rd|th)"
    rf"(?:{SP}of{SP}(?:the|(?P<mod>this|last|next)){SP}month)?(?![\w-])(?!{SP}of\b)",
    re.IGNORECASE,
)
# Days that the world calls by month and day alone: (month, day) -> year.
_NAMED_DAYS = {(9, 11): 2001, (10, 7): 2023, (1, 6): 2021}
_VIOLENCE = rf"(?:terror\w{{0,4}}\s)?{alternation('violence_stems')}"
_NAMED_AFTER = re.compile(rf"\s(?:(?-i:[A-Z])[\w-]{{2,20}}\s)?{_VIOLENCE}", re.IGNORECASE)
_NAMED_BEFORE = re.compile(rf"\b{alternation('violence_of_a_day')}\s(?:of|on)\s(?:the\s)?$", re.IGNORECASE)
# Streets, movements and armed groups are called after days.
_PROPER_AFTER = re.compile(
    rf"\s(?:{alternation('before_called_after_days')}\s)?{alternation('called_after_days')}\b",
    re.IGNORECASE,
)
_MONTH_CUES = words("month_cues")
_MAY_CUES = words("may_cues")
_NAME_LIKE = frozenset({"may", "march", "april", "june", "august"})
_SURNAME_MAY = re.compile(rf"\b{alternation('before_the_surname_may')} May\b")
_MONTH_BEFORE = re.compile(rf"\b(?:{MONTH})(?:,|,?\s(?:and|or))\s$", re.IGNORECASE)


def iso(match: re.Match[str], _scan: Scan) -> Found | None:
    """``2021-03-17``, with or without a time."""
    when = parse_iso(match["day"])
    return Found(when=when) if when else None


def numeric(match: re.Match[str], _scan: Scan) -> Found | None:
    """``17/03/2021``; only the year when the order of day and month is anyone's guess."""
    day = day_of_numbers(int(match["a"]), int(match["b"]), int(match["y"]))
    return Found(when=When.day(day, STATED) if day else When.year(int(match["y"]), STATED))


def nine_eleven(_match: re.Match[str], _scan: Scan) -> Found:
    """``9/11``: the day of the attacks of 2001."""
    return Found(when=When.day(date(2001, 9, 11), STATED))


def calendar_day(match: re.Match[str], scan: Scan) -> Found | None:
    """A day of a month, or a span of days, in American or British order, with or without weekday and year."""
    month, month2 = month_number(match["m"]), match["m2"] and month_number(match["m2"])
    if month is None or (match["m2"] and month2 is None):
        return None
    if _PROPER_AFTER.match(scan.text, match.end()) and not (match["y"] or match["y2"]):
        return BLOCKED
    day, day2 = int(match["d"]), int(match["d2"] or match["d3"] or match["d"])
    year, stated, deictic = named_year(match, scan)
    if deictic:
        return Found(kind=TimexKind.DEICTIC)
    if year is None and _is_named_day(match, scan, month, day):
        return Found(when=When.day(date(_NAMED_DAYS[month, day], month, day), STATED))
    basis = STATED if stated else RELATIVE
    if year is not None:
        last = date(year, month2 or month, day2)
    elif scan.reference is None:
        return Found()
    else:
        mod = match.groupdict().get("mod")
        weekday = WEEKDAYS[match["wd"].lower().rstrip(".")] if match["wd"] else None
        last = day_without_year(
            scan.reference, month2 or month, day2, scan.direction(mod, match.start(), match.end()), weekday
        )
    first = date(last.year - (month > last.month), month, day)
    return Found(when=When.between(first, last, basis))


def day_of_month(match: re.Match[str], scan: Scan) -> Found | None:
    """``on the 10th``: of this month or of the last, whichever the tense allows; "the 10th floor" is no day."""
    if scan.names_noun_after(match.end()):
        return None
    if scan.reference is None:
        return Found()
    day, mod = int(match["d"]), (match["mod"] or "").lower()
    future = scan.tense(match.start(), match.end()) == "future"
    steps = {"this": (0,), "last": (-1,), "next": (1,)}.get(mod, (0, 1, 2) if future else (0, -1, -2))
    for step in steps:
        month = plus_months(scan.reference.replace(day=1), step)
        if day > last_of_month(month.year, month.month).day:
            continue
        found = month.replace(day=day)
        if mod or (found >= scan.reference if future else found <= scan.reference):
            return Found(when=When.day(found, RELATIVE))
    return None


def _is_named_day(match: re.Match[str], scan: Scan, month: int, day: int) -> bool:
    year = _NAMED_DAYS.get((month, day))
    if year is None or (scan.reference and scan.reference < date(year, month, day)):
        return False
    before = scan.text[max(0, match.start() - 32) : match.start()]
    return bool(_NAMED_AFTER.match(scan.text, match.end()) or _NAMED_BEFORE.search(before))


def calendar_month(match: re.Match[str], scan: Scan) -> Found | None:
    """A month or a span of months, with or without year; a bare month needs a word that makes it one."""
    month, month2 = month_number(match["m"]), match["m2"] and month_number(match["m2"])
    if month is None or (match["m2"] and month2 is None):
        return None
    year, stated, deictic = named_year(match, scan)
    if deictic:
        return Found(kind=TimexKind.DEICTIC)
    if not (stated or match["ry"] or match["mod"] or match["part"] or month2) and not _month_is_meant(match, scan):
        return None
    if year is None and scan.reference is None:
        return Found()
    if year is None:
        assert scan.reference is not None
        direction = scan.direction(match["mod"], match.start(), match.end())
        year = month_year(scan.reference, month2 or month, "past" if direction == "present" else direction)
        just_over = plus_months(scan.reference.replace(day=1), -1)
        if direction == "last" and (year, month2 or month) == (just_over.year, just_over.month):
            year -= 1  # the month that is just over is "last month"; "last March", said in April, is a year older
    basis = STATED if stated else RELATIVE
    last = When.month(year, month2 or month, basis)
    if month2:
        assert last.latest is not None
        return Found(when=When.between(date(year - (month > month2), month, 1), last.latest, basis))
    return Found(when=in_part(last, match["part"]))


def _month_is_meant(match: re.Match[str], scan: Scan) -> bool:
    name, before = match["m"].lower(), scan.before(match.start())
    if len(name.rstrip(".")) <= len("sept") and name not in ("may", "june", "july"):
        return False
    if name == "may":
        return before.lower() in _MAY_CUES and not _SURNAME_MAY.search(scan.around(match.start()))
    if before.lower() in _MONTH_CUES or _MONTH_BEFORE.search(scan.text[max(0, match.start() - 24) : match.start()]):
        return True
    noun_follows = scan.names_noun_after(match.end()) and scan.after(match.end()).islower()
    plainly = before[:1].islower() or before[:1] in "'\u2019" or scan.opens(match.start(), before)
    if before.lower() in DETERMINERS and plainly and noun_follows:
        return True
    plain = name not in _NAME_LIKE
    return plain and (scan.text[match.end() : match.end() + 2] in ("'s", "\u2019s") or (not before and noun_follows))


RULES: tuple[Rule, ...] = (
    (frozenset({"####"}), ISO, iso),
    (frozenset({"####"}), NUMERIC, numeric),
    (frozenset({"#"}), NINE_ELEVEN, nine_eleven),
    (frozenset(MONTHS), MONTH_DAY, calendar_day),
    (frozenset(MONTHS), DAY_MONTH, calendar_day),
    (frozenset(MONTHS), MONTH_ONLY, calendar_month),
    (frozenset({"#"}), DAY_ONLY, day_of_month),
)
"""(words of which a sentence must hold one, pattern, what to make of a match)."""
