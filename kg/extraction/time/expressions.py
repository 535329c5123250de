"""Time expressions of a sentence, found and resolved against the day of publication.

Which weekday, month or summer is meant depends on the tense of the verb, which the caller knows from the parse. The
rules themselves stand in five modules, by what they count from: ``days``, ``years``, ``named_eras``, ``relative`` and
``anchored``.
"""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from kg.extraction.time import anchored, days, named_eras, relative, years
from kg.extraction.time.patterns import DETERMINERS, SIGNALS
from kg.extraction.time.scan import Found, Offset, Rule, Scan, TenseAt, Timex, TimexKind

__all__ = ["Offset", "TenseAt", "Timex", "TimexKind", "find"]

RULES: tuple[Rule, ...] = relative.RULES + anchored.RULES + days.RULES + years.RULES + named_eras.RULES
_RANKS: dict[str, list[int]] = {}  # of the rules that a word sets off
for _rank, (_triggers, *_) in enumerate(RULES):
    for _trigger in _triggers:
        _RANKS.setdefault(_trigger, []).append(_rank)
_WORDS = re.compile(r"[A-Za-z]+|[0-9]+")
_NAMES_AND_VERBS = frozenset({"may", "march"})  # a month only with a capital
_AS_OF = re.compile(r"\bas\sof\s$", re.IGNORECASE)
_OWNED = re.compile(r"['\u2019]s?\s{1,3}\w")


def find(text: str, reference: date | None, tense_at: TenseAt | None = None) -> list[Timex]:
    """Find the time expressions of one sentence.

    Conventions: a weekday is the nearest on or before publication, or on or after it beside a verb in the future;
    "last" and "next" exclude the day itself. A month without its year is the latest that has begun. Seasons are the
    meteorological ones of the northern hemisphere, named by the year in which they begin. "Early" and "late" are the
    first and last third. Weeks run from Monday to Sunday.

    Args:
        text: One sentence.
        reference: Day of publication; without it only dates with their year resolve, the others are unknown.
        tense_at: Returns ``past``, ``present`` or ``future`` for the verb that governs the span from start to end
            (character offsets); past if not given.

    Returns:
        Expressions in the order of the text, never overlapping.
    """
    words = _trigger_words(text)
    candidates: list[tuple[int, int, int, Found]] = []
    scan = Scan(text=text, reference=reference, tense_at=tense_at)
    for rank in sorted({rank for word in words for rank in _RANKS.get(word, ())}):
        _, pattern, resolve = RULES[rank]
        for match in pattern.finditer(text):
            try:
                found = resolve(match, scan)
            except (ValueError, OverflowError):  # no such day: 30 February, the year 10000
                continue
            if found:
                candidates.append((match.start(), -match.end(), rank, found))
    return _leftmost_longest(scan, sorted(candidates, key=lambda candidate: candidate[:3]))


def _trigger_words(text: str) -> set[str]:
    """The words of a sentence in lower case, and ``#`` and ``####`` for numbers: what decides which rules run."""
    words = set()
    for token in set(_WORDS.findall(text)):
        if token.isdecimal():
            words.add("#")
            if len(token) >= len("2014"):
                words.add("####")
        elif token not in _NAMES_AND_VERBS:
            words.add(token.lower())
    return words


def _leftmost_longest(scan: Scan, candidates: list[tuple[int, int, int, Found]]) -> list[Timex]:
    chosen: list[Timex] = []
    free_from = 0
    for start, negative_end, rank, found in candidates:
        end = -negative_end
        if start < free_from:
            continue
        free_from = end
        if found.kind is not None:
            chosen.append(_timex(scan, start, end, found, found.kind, _name(RULES[rank])))
    return chosen


def rule_place(name: str) -> str:
    """``file:line`` of a rule of time by its name, ``days.iso``."""
    rule = next(rule for rule in RULES if _name(rule) == name)[2].__code__
    return f"kg/extraction/time/{Path(rule.co_filename).name}:{rule.co_firstlineno}"


def _name(rule: Rule) -> str:
    return f"{rule[2].__module__.rpartition('.')[2]}.{rule[2].__name__}"


def _timex(scan: Scan, start: int, end: int, found: Found, kind: TimexKind, rule: str) -> Timex:
    if kind is TimexKind.DATE and _belongs_to_noun(scan, start, end):
        kind = TimexKind.ATTRIBUTIVE
    before = scan.before(start)
    if before.lower() == "the":
        before = scan.before(scan.text.rindex(before, 0, start))
    if before.lower() == "of" and _AS_OF.search(scan.text, 0, start):
        before = "as of"
    return Timex(
        start=start,
        end=end,
        text=scan.text[start:end],
        when=found.when,
        kind=kind,
        offset=found.offset,
        signal=found.signal or SIGNALS.get(before.lower(), ""),
        rule=rule,
    )


def _belongs_to_noun(scan: Scan, start: int, end: int) -> bool:
    """Whether the date modifies the noun behind it: "Monday's talks", "the March 2014 vote", "a Tuesday raid"."""
    if _OWNED.match(scan.text, end):
        return True
    before = scan.before(start)
    return (before.lower() in DETERMINERS or before.endswith(("'s", "\u2019s"))) and scan.names_noun_after(end)
