"""The day of what a sentence tells without one, from another sentence of the article that tells the same."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from kg.base.dates import DateBasis, Precision, When
from kg.extraction.time.resolution import NEWS_WINDOW
from kg.lexicon.invasions import invasions
from kg.lexicon.words import words
from kg.model import Report, Status
from ontology import EventType, QuadClass

_WORD = re.compile(r"[a-z]{3,}")
_SMALL = words("determiners") | words("bare_definite")
_PLAN = "s:agree"
_A_NOUN = "n:"
_WARS = words("wars")
_BEGUN_ONCE = words("begun_once")
_BEGINNING = timedelta(days=60)  # a later day is that of something else: "said on Monday that since the invasion"
_TAKING = frozenset({EventType.ASSAULT, EventType.COERCE})
_DEEDS = frozenset({QuadClass.MATERIAL_COOPERATION, QuadClass.MATERIAL_CONFLICT})
_VAGUE = frozenset({Precision.RANGE, Precision.MONTH})


def dated_by_others(
    reports: Sequence[Report], headlines: Iterable[tuple[str, int]], published: date | None
) -> Iterator[Report]:
    """What is told without a day of its own has the day that another sentence gives the same act.

    A headline ("expels diplomats") happened when the body says so; a noun ("the expulsion") when a sentence dates it;
    the same deed, told again in the same words, when it was told with a day.

    Args:
        reports: Those of one article.
        headlines: Part and offset of each headline's sentences.
        published: Day of publication.
    """
    heads = set(headlines)
    body = [r for r in reports if (r.part, r.start) not in heads and r.when.basis is not DateBasis.PUBLICATION]
    for report in reports:
        same = [r for r in body if _may_be_one(report, r)]
        when = _day(report, same, in_head=(report.part, report.start) in heads)
        told = replace(report, when=when.rebased(DateBasis.CONTEXT)) if when else report
        yield told if published is None else _of_the_invasion(told, published)


def _of_the_invasion(report: Report, published: date) -> Report:
    """What is told without a day of an invasion that everybody knows has its first day."""
    words_told = set(_WORD.findall(report.trigger.lower()))
    if report.type not in _TAKING or not report.status.real:
        return report
    today = report.when.basis is DateBasis.PUBLICATION
    for known in invasions().get(report.dyad, ()):
        named = any(name in report.sentence for name in known.beside)
        fits = named or not known.beside
        once = not _BEGUN_ONCE.isdisjoint(words_told)
        late = once and bool(report.when.earliest and report.when.earliest > known.since + _BEGINNING)
        undated = not report.when.known or late or (today and (named or once))
        if undated and fits and known.since <= published and not known.words.isdisjoint(words_told):
            old = known.since < published - NEWS_WINDOW
            when = When.day(known.since, DateBasis.CONTEXT)
            return replace(report, when=when, status=Status.HISTORICAL if old else report.status)
    return report


def _may_be_one(report: Report, other: Report) -> bool:
    """Whether sides, type and outcome agree; a meeting may be told from either side."""
    if report.type is not other.type or report.status.real is not other.status.real:
        return False
    met = report.type is EventType.CONSULT and report.dyad == other.dyad[::-1]
    return report.dyad == other.dyad or met


def _day(report: Report, same: Sequence[Report], *, in_head: bool) -> When | None:
    """The day that others give it, if it has none of its own."""
    days = [r.when for r in same if r.when.precision is Precision.DAY]
    if report.when.precision in _VAGUE:  # "this week", where another says "on Wednesday"
        days = [when for when in days if when.overlaps(report.when)]
        return days[0] if len(set(days)) == 1 else None
    undated = report.when.basis is DateBasis.PUBLICATION
    if report.status is Status.HISTORICAL and not report.when.known:
        wars = [r for r in (report, *same) if r.status is report.status and r.trigger.lower() in _BEGUN_ONCE]
        days = list({r.when for r in wars[1:] if r.when.known})
        if wars[:1] == [report] and len(days) == 1:
            return days[0]  # "since the war began", where another sentence says when
        return None
    noun = report.rule.startswith(_A_NOUN)
    met = noun and report.type is EventType.CONSULT  # "said after the meeting"
    if (undated and (in_head or met)) or (not report.when.known and report.status.real):
        days = [r.when for r in same if r.when.precision is Precision.DAY and r.status is report.status]
        if noun and report.trigger.lower() in _BEGUN_ONCE:  # no raid of some day is the invasion
            days = [r.when for r in same if r.when in days and r.trigger.lower() in _BEGUN_ONCE]
        if not (in_head or noun or report.type is EventType.CONSULT or _once(report)):
            days = [r.when for r in same if r.when in days and _again(report, r)]  # "had shelled" is another deed
        war = in_head and not undated and report.trigger.lower() in _WARS  # what is not over has no day
        return days[0] if days and not war else None
    if not undated or not report.status.real:
        return None
    again = {r.when for r in same if r.when.known and r.when.precision is not Precision.YEAR and _again(report, r)}
    return again.pop() if len(again) == 1 else None


def _once(report: Report) -> bool:
    """Whether a deed is of those that are not done day by day, as attacks and protests are."""
    return report.type.quad in _DEEDS and report.type not in {EventType.ASSAULT, EventType.PROTEST}


def _again(report: Report, other: Report) -> bool:
    """Whether both tell one deed in the same words, or both a plan; what was said may have been said twice."""
    if report.dyad != other.dyad:
        return False
    if report.rule.startswith(_PLAN) and other.rule.startswith(_PLAN):
        day, told = other.when, report.when
        return day.precision is Precision.DAY and day.sort_key > told.sort_key  # what is over is another's plan
    deed = report.type.quad in _DEEDS and report.type is not EventType.PROTEST
    return deed and report.rule == other.rule and not _things(report).isdisjoint(_things(other))


def _things(report: Report) -> set[str]:
    return set(_WORD.findall((report.object or "").lower())) - _SMALL
