"""Small builders of model values, so that a test names only what it is about."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from kg.base.dates import DateBasis, When
from kg.model import Actor, Article, Event, Mention, Report, Status
from kg.store import Log
from ontology import ActorKind, Context, EventType, Mode, Sector

NAMES = {
    "RUS": ("Russia", ActorKind.STATE, "Q159"),
    "USA": ("United States", ActorKind.STATE, "Q30"),
    "UKR": ("Ukraine", ActorKind.STATE, "Q212"),
    "CHN": ("China", ActorKind.STATE, "Q148"),
    "AUS": ("Australia", ActorKind.STATE, "Q408"),
    "TUR": ("Turkey", ActorKind.STATE, "Q43"),
    "GRC": ("Greece", ActorKind.STATE, "Q41"),
    "DEU": ("Germany", ActorKind.STATE, "Q183"),
    "G7": ("G7", ActorKind.COALITION, "Q1764511"),
    "UN": ("United Nations", ActorKind.IGO, "Q1065"),
    "Arab League": ("Arab League", ActorKind.IGO, "Q7172"),
    "Hamas": ("Hamas", ActorKind.ARMED_GROUP, "Q38799"),
}


def actor(
    id: str,  # noqa: A002 - named like the field
    *,
    label: str | None = None,
    kind: ActorKind | None = None,
    stands_for: str | None = None,
    sector: Sector | None = None,
    role: str | None = None,
    wikidata: str | None = None,
) -> Actor:
    """An actor; well-known ids get their real label and kind, ``person/...`` a person."""
    known = NAMES.get(id)
    guess = known[1] if known else ActorKind.PERSON if id.startswith("person/") else ActorKind.STATE
    return Actor(
        id=id,
        label=label if label is not None else known[0] if known else id,
        kind=kind or guess,
        stands_for=stands_for or id,
        sector=sector,
        role=role,
        wikidata=wikidata or (known[2] if known else None),
    )


def when(day: str | When | None, basis: DateBasis = DateBasis.STATED) -> When:
    """``2021-03-17``, ``2021-03``, ``2021`` or ``2021-03-01/2021-03-09``; None is unknown."""
    if isinstance(day, When):
        return day
    if day is None:
        return When.unknown()
    if "/" in day:
        first, last = day.split("/")
        return When.between(date.fromisoformat(first), date.fromisoformat(last), basis)
    numbers = [int(part) for part in day.split("-")]
    if len(numbers) == 1:
        return When.year(numbers[0], basis)
    return When.month(numbers[0], numbers[1], basis) if len(numbers) == 2 else When.day(date(*numbers), basis)


def report(  # noqa: PLR0913 - one argument a field, all with defaults
    source: str | Actor = "RUS",
    target: str | Actor = "USA",
    type: str = "SANCTION",  # noqa: A002 - named like the field
    day: str | When | None = "2021-03-17",
    *,
    mode: str | None = None,
    cameo: str | None = None,
    contexts: Sequence[str] = (),
    status: str = "occurred",
    trigger: str = "acted",
    predicate: str | None = None,
    object: str | None = None,  # noqa: A002 - named like the field
    object_actor: str | Actor | None = None,
    sentence: str | None = None,
    start: int = 0,
    article: str = "a1",
    outlet: str | None = "Daily Sample",
    url: str | None = None,
    published: str | None = "2021-03-18",
    confidence: float = 0.8,
    rule: str = "v:act",
    symmetric: bool = False,
    domestic: bool = False,
    place: str | None = None,
    dataset: str | None = None,
    original_code: str | None = None,
    object_event: str | None = None,
) -> Report:
    """A report whose sentence is ``<source label> <trigger> against <target label>.`` unless given."""
    doer = actor(source) if isinstance(source, str) else source
    other = actor(target) if isinstance(target, str) else target
    told = actor(object_actor) if isinstance(object_actor, str) else object_actor
    text = sentence if sentence is not None else f"{doer.label} {trigger} against {other.label}."
    at = start + max(text.find(trigger), 0)
    return Report(
        article=article,
        doc=article,
        sentence=text,
        start=start,
        end=start + len(text),
        trigger=trigger,
        trigger_start=at,
        trigger_end=at + len(trigger),
        predicate=predicate or trigger,
        source=_mention(doer, text, start),
        target=_mention(other, text, start),
        type=EventType(type),
        mode=Mode.get(type, mode) if mode else None,
        cameo=cameo,
        contexts=tuple(Context(name) for name in contexts),
        when=when(day),
        status=Status(status),
        confidence=confidence,
        rule=rule,
        object=object,
        object_actor=told,
        object_event=object_event,
        place=place,
        symmetric=symmetric,
        domestic=domestic or doer.stands_for == other.stands_for,
        outlet=outlet,
        url=url,
        published=date.fromisoformat(published) if published else None,
        dataset=dataset,
        original_code=original_code,
    )


def article(id: str = "a1", **changes: object) -> Article:  # noqa: A002 - named like the field
    """An article; ``published`` may be an ISO day."""
    fields: dict[str, object] = {
        "name": id,
        "text": "Russia acted against United States.",
        "title": "A title",
        "published": "2021-03-18",
        "outlet": "Daily Sample",
        "language": "en",
    } | changes
    day = fields["published"]
    fields["published"] = date.fromisoformat(day) if isinstance(day, str) else day
    return Article(id=id, **fields)  # type: ignore[arg-type]  # tests name fields freely


def _mention(who: Actor, text: str, start: int) -> Mention:
    at = text.find(who.label)
    if at < 0 or not who.label:  # implicit
        return Mention(actor=who, text="", start=start, end=start)
    return Mention(actor=who, text=who.label, start=start + at, end=start + at + len(who.label))


def graph(directory: Path) -> tuple[list[Event], list[Article]]:
    """Events of a graph directory, and the articles they were read from."""
    log = Log.open(directory)
    return log.events(), [read for read, skipped in log.articles() if skipped is None]
