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

from kg.lexicon.actor_index import cast, country
from kg.model import Actor, Article, Event, Mention, Report, Status
from kg.views.networks import TONE_LIMIT, counts
from kg.views.networks.world import coasts, on_the_map
from kg.views.page.circles import places
from kg.views.page.turns import turning
from kg.views.ties import plover
from ontology import ActorKind, EventType, Mode, QuadClass

SYMMETRIC, DOMESTIC = 1, 2
"""Flags of an event."""

NOWHERE = -1
"""Offset of words that the sentence does not hold: an actor that an earlier sentence names."""

LONG_NAME = 16
"""A body whose name has more letters is labelled by its id on the map, if that is an abbreviation."""

_EPOCH = date(1970, 1, 1).toordinal()
_STATUSES = tuple(Status)
_GROUPS = {
    ActorKind.STATE: "state",
    ActorKind.FORMER_STATE: "state",
    ActorKind.TERRITORY: "state",
    ActorKind.IGO: "body",
    ActorKind.COALITION: "body",
    ActorKind.ORGANIZATION: "body",
    ActorKind.ARMED_GROUP: "group",
    ActorKind.MOVEMENT: "group",
}
_GROUP_LABELS = {
    "state": "States",
    "body": "International bodies",
    "group": "Armed groups, movements",
    "other": "Others",
}

T = TypeVar("T", bound=Hashable)
Table = dict[str, list[object]]
Json = dict[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class PageColumns:
    """A graph for the page.

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
    acts: _Index[tuple[EventType, Mode | None]] = _Index()
    actors = _actors(ordered)
    number = {str(actor_id): at for at, actor_id in enumerate(actors["id"])}
    table: Table = {
        "source": [number[event.best.dyad[0]] for event in ordered],
        "target": [number[event.best.dyad[1]] for event in ordered],
        "act": [acts[event.best.type, event.best.mode] for event in ordered],
        "first": [_day(event.best.when.earliest) for event in ordered],
        "last": [_day(event.best.when.latest) for event in ordered],
        "status": [_STATUSES.index(event.best.status) for event in ordered],
        "flags": [SYMMETRIC * event.best.symmetric + DOMESTIC * event.best.domestic for event in ordered],
        "reports": [len(event.reports) for event in ordered],
    }
    detail = _detail(ordered, {article.id: article for article in articles}, acts) | {"turns": turning(ordered, number)}
    core: Json = {
        "toneLimit": TONE_LIMIT,
        "scale": [plover().low, plover().high],
        "groups": _GROUP_LABELS,
        "quads": [quad.label for quad in QuadClass],
        "statuses": [status.value for status in _STATUSES],
        "acts": [_act(type_, mode) for type_, mode in acts.values],
        "actors": actors,
        "events": table,
        "land": [[int(value) for point in ring for value in point] for ring in coasts()],
    }
    return PageColumns(core=core, detail=detail)


def _actors(events: Sequence[Event]) -> Table:
    known = cast(events)
    sides = sorted({side for event in events for side in event.best.dyad})
    tally: Counter[str] = Counter()
    ties: Counter[tuple[str, str]] = Counter()
    for event in filter(counts, events):
        one, other = sorted(event.best.dyad)
        tally.update((one, other))
        ties[one, other] += 1
    at = places(tally, ties)
    on_map = on_the_map({side: known[side] for side in tally}, ties)
    people = [known[side] for side in sides]
    return {
        "id": list(sides),
        "label": [actor.label or actor.id for actor in people],
        "short": [_short(actor) for actor in people],
        "kind": [actor.kind.label for actor in people],
        "group": [_GROUPS.get(actor.kind, "other") for actor in people],
        "country": [country(actor) for actor in people],
        "x": [at[side][0] if side in at else None for side in sides],
        "y": [at[side][1] if side in at else None for side in sides],
        "worldX": [on_map[side][0] if side in on_map else None for side in sides],
        "worldY": [on_map[side][1] if side in on_map else None for side in sides],
    }


def _short(actor: Actor) -> str:
    label = actor.label or actor.id
    abbreviated = actor.id.isupper() and len(actor.id) < LONG_NAME and _GROUPS.get(actor.kind) != "state"
    return actor.id if abbreviated and len(label) > LONG_NAME else label


def _act(type_: EventType, mode: Mode | None) -> list[object]:
    score = mode.score if mode else type_.score
    return [type_.value, type_.label, mode.name if mode else None, int(type_.quad), score]


def _detail(
    events: Sequence[Event],
    articles: Mapping[str, Article],
    acts: _Index[tuple[EventType, Mode | None]],
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
    return report.doc, article.title if article else None, report.outlet, day, _web(report.url)


def _web(url: str | None) -> str | None:
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
