"""Events as columns: what the page's scripts read. Pure functions; plain values that JSON can hold.

Numbers of a column stand in the order of their table: the nth ``source`` belongs to the nth event. Days are counted
from 1970-01-01; None is unknown. Offsets count UTF-16 units, as JavaScript does.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar
from urllib.parse import urlsplit

from kg.lexicon.actor_index import cast
from kg.model import Article, Event, Mention, Report, Status
from kg.views.networks import TONE_LIMIT, counts
from kg.views.networks.world import coasts
from kg.views.page.actor_columns import GROUP_LABELS, actor_columns
from kg.views.page.turns import turning
from kg.views.ties import plover
from ontology import EventType, Mode, QuadClass

SYMMETRIC, DOMESTIC = 1, 2
"""Flags of an event."""

NOWHERE = -1
"""Offset of words that the sentence does not hold: an actor that an earlier sentence names."""

_EPOCH = date(1970, 1, 1).toordinal()
STATUSES = tuple(Status)
"""What the status of an event is a number of."""

T = TypeVar("T", bound=Hashable)
Table = dict[str, list[object]]
Json = dict[str, object]
Act = tuple[EventType, Mode | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class PageColumns:
    """A graph for the page: dictionaries of columns, which may be :class:`kg.views.page.json_pieces.LongList`.

    Attributes:
        core: What the first picture needs: code lists, actors and events as numbers.
        detail: What lists and cards need: ids, sentences, spans, articles, turning points.
    """

    core: Json
    detail: Json


class _Index(Generic[T]):
    """Numbers values in the order in which they come."""

    def __init__(self) -> None:
        self.values: dict[T, int] = {}

    def __getitem__(self, value: T) -> int:
        return self.values.setdefault(value, len(self.values))


def columns(events: Iterable[Event], articles: Iterable[Article] = ()) -> PageColumns:
    """Return the columns of some events; their order does not matter.

    Args:
        events: Merged events of any status. Those that took place between two sides make the map, the others are told.
        articles: Add titles; those that no event needs are left out.
    """
    ordered = sorted(events, key=lambda e: (e.best.when.sort_key, e.best.dyad, e.best.type, e.id))
    acts: _Index[Act] = _Index()
    sides = sorted({side for event in ordered for side in event.best.dyad})
    number = {side: at for at, side in enumerate(sides)}
    table: Table = {
        "source": [number[event.best.dyad[0]] for event in ordered],
        "target": [number[event.best.dyad[1]] for event in ordered],
        "act": [acts[event.best.type, event.best.mode] for event in ordered],
        "first": [_day(event.best.when.earliest) for event in ordered],
        "last": [_day(event.best.when.latest) for event in ordered],
        "status": [STATUSES.index(event.best.status) for event in ordered],
        "flags": [SYMMETRIC * event.best.symmetric + DOMESTIC * event.best.domestic for event in ordered],
        "reports": [len(event.reports) for event in ordered],
    }
    detail = _detail(ordered, {article.id: article for article in articles}, acts) | {"turns": turning(ordered, number)}
    ties = Counter(_pair(event) for event in ordered if counts(event))
    actors = actor_columns(sides, cast(ordered), ties)
    return PageColumns(core=core(list(acts.values), actors, table), detail=detail)


def _pair(event: Event) -> tuple[str, str]:
    one, other = sorted(event.best.dyad)
    return one, other


def core(acts: Iterable[Act], actors: Json, events: Mapping[str, object]) -> Json:
    """The columns of the first picture.

    Args:
        acts: What events and reports are numbers of.
        actors: Columns of the sides.
        events: Columns of the events.
    """
    return {
        "toneLimit": TONE_LIMIT,
        "scale": [plover().low, plover().high],
        "groups": GROUP_LABELS,
        "quads": [quad.label for quad in QuadClass],
        "statuses": [status.value for status in STATUSES],
        "acts": [_act(type_, mode) for type_, mode in acts],
        "actors": actors,
        "events": dict(events),
        "land": [[int(value) for point in ring for value in point] for ring in coasts()],
    }


def _act(type_: EventType, mode: Mode | None) -> list[object]:
    score = mode.score if mode else type_.score
    return [type_.value, type_.label, mode.name if mode else None, int(type_.quad), score]


def _detail(
    events: Sequence[Event],
    articles: Mapping[str, Article],
    acts: _Index[Act],
) -> Json:
    sentences: _Index[str] = _Index()
    names: _Index[str] = _Index()
    sources: _Index[tuple[str | None, ...]] = _Index()
    reports = [report for event in events for report in event.reports]
    table: Table = {
        "sentence": [sentences[report.sentence] for report in reports],
        "source": [names[report.source.actor.label] for report in reports],
        "target": [names[report.target.actor.label] for report in reports],
        "article": [sources[_article(report, articles)] for report in reports],
        "act": [acts[report.type, report.mode] for report in reports],
        "confidence": [round(report.confidence, 2) for report in reports],
        "rule": [names[report.rule] for report in reports],
    }
    for name, spans in (
        ("sourceSpan", [_span(report, report.source) for report in reports]),
        ("targetSpan", [_span(report, report.target) for report in reports]),
        ("triggerSpan", [_units(report, report.trigger_start, report.trigger_end) for report in reports]),
    ):
        table[f"{name}Start"] = [start for start, _ in spans]
        table[f"{name}End"] = [end for _, end in spans]
    return {
        "ids": [event.id for event in events],
        "sentences": list(sentences.values),
        "names": list(names.values),
        "articles": [list(source) for source in sources.values],
        "reports": table,
    }


def _article(report: Report, articles: Mapping[str, Article]) -> tuple[str | None, ...]:
    """Name, title, outlet, day and address of the article."""
    article = articles.get(report.article)
    day = report.published.isoformat() if report.published else None
    return report.doc, article.title if article else None, report.outlet, day, web(report.url)


def web(url: str | None) -> str | None:
    """The address, if it is one that a link may lead to."""
    try:
        return url if url and urlsplit(url).scheme in ("http", "https") else None
    except ValueError:  # such as a bracket that never closes
        return None


def _span(report: Report, mention: Mention) -> tuple[int, int]:
    return _units(report, mention.start, mention.end)


def _units(report: Report, start: int, end: int) -> tuple[int, int]:
    """Offsets in the article as UTF-16 offsets in the sentence."""
    start, end = start - report.start, end - report.start
    if not 0 <= start < end <= len(report.sentence):
        return NOWHERE, NOWHERE
    if report.sentence.isascii():
        return start, end
    return _utf16(report.sentence[:start]), _utf16(report.sentence[:end])


def _utf16(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _day(day: date | None) -> int | None:
    return day.toordinal() - _EPOCH if day else None
