"""Reports and articles as flat rows of plain values, and back: what the event log stores."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Any, cast

from kg.base.dates import DateBasis, Precision, When
from kg.base.frozen import made_quickly
from kg.model import Actor, Article, Mention, Part, Report, Status
from kg.store.columns import ACTOR_COLUMNS, REPORT_COLUMNS
from kg.store.logged import LoggedArticle, place
from ontology import ActorKind, Context, EventType, Mode, Sector

Record = dict[str, object]

ACTOR_OF = {prefix: [f"{prefix}_{name}" for name in ACTOR_COLUMNS] for prefix in ("source", "target", "object")}
"""Columns of an actor, by their prefix."""
_SIDE = (*ACTOR_COLUMNS, "text", "start", "end")
SIDE_OF = {prefix: [f"{prefix}_{name}" for name in _SIDE] for prefix in ("source", "target")}
"""Columns of a side: its actor, and where the text names it."""
DAYS = ("earliest", "latest", "precision", "basis")
"""Columns of a time."""
LOGGED: Mapping[str, Callable[[Any], object]] = {
    "type": lambda type_: type_.value,
    "mode": lambda mode: mode.name if mode else None,
    "contexts": lambda contexts: [context.value for context in contexts],
    "status": lambda status: status.value,
}
"""What stands in the log for fields that are no plain values."""
_OWN = tuple(
    name for name in REPORT_COLUMNS if name not in {*SIDE_OF["source"], *SIDE_OF["target"], *ACTOR_OF["object"], *DAYS}
)
_report = made_quickly(Report)
_SHARED = 50_000  # actors, and dates, some 30 MB at most


def report_record(report: Report) -> Record:
    """A report as a row with :data:`kg.store.columns.REPORT_COLUMNS`."""
    found: Record = {}
    for prefix, mention in (("source", report.source), ("target", report.target)):
        found.update(zip(SIDE_OF[prefix], side_cells(mention), strict=True))
    found.update(zip(ACTOR_OF["object"], actor_cells(report.object_actor), strict=True))
    found.update(zip(DAYS, day_cells(report.when), strict=True))
    for name in _OWN:
        value = getattr(report, name)
        found[name] = LOGGED[name](value) if name in LOGGED else value
    return {name: found[name] for name in REPORT_COLUMNS}


def article_record(article: Article, skipped: str | None, *, reports: int, replaces: Sequence[str] = ()) -> Record:
    """An article as a row with :data:`kg.store.columns.ARTICLE_COLUMNS`.

    Args:
        article: The article as it was read.
        skipped: Why it was not, if it was not.
        reports: Number of its reports.
        replaces: Ids of earlier articles that count no more because of it.
    """
    return {
        "id": article.id,
        "name": article.name,
        "content_hash": article.content_hash,
        "origin": article.origin,
        "url": article.url,
        "outlet": article.outlet,
        "title": article.title,
        "published": article.published,
        "published_basis": article.published_basis,
        "language": article.language,
        "skipped": skipped,
        "reports": reports,
        "text_length": article.text_length if isinstance(article, LoggedArticle) else len(article.text),
        "place": place(article),
        "replaces": list(replaces),
        "fingerprint": article.fingerprint,
        "copy_of": article.copy_of,
    }


def report_of(row: Mapping[str, object]) -> Report:
    """The report that a row was made of."""
    text = _text_of(row)
    number = {name: cast("int", row[name]) for name in ("start", "end", "trigger_start", "trigger_end")}
    type_ = EventType(text("type"))
    return _report(
        article=text("article"),
        doc=text("doc"),
        part=cast("Part", text("part")),
        sentence=text("sentence"),
        trigger=text("trigger"),
        predicate=text("predicate"),
        **number,
        object=_maybe(row["object"]),
        source=_mention(row, "source"),
        target=_mention(row, "target"),
        object_actor=actor_of(row, "object") if row["object_id"] is not None else None,
        object_event=_maybe(row["object_event"]),
        type=type_,
        mode=Mode.get(type_, str(row["mode"])) if row["mode"] else None,
        contexts=tuple(Context(name) for name in cast("list[str]", row["contexts"] or [])),
        cameo=_maybe(row["cameo"]),
        when=_when(
            cast("date | None", row["earliest"]), cast("date | None", row["latest"]), text("precision"), text("basis")
        ),
        place=_maybe(row["place"]),
        status=Status(text("status")),
        symmetric=bool(row["symmetric"]),
        domestic=bool(row["domestic"]),
        confidence=cast("float", row["confidence"]),
        rule=text("rule"),
        outlet=_maybe(row["outlet"]),
        url=_maybe(row["url"]),
        published=cast("date | None", row["published"]),
        dataset=_maybe(row["dataset"]),
        original_code=_maybe(row["original_code"]),
    )


def article_of(row: Mapping[str, object]) -> LoggedArticle:
    """The article that a row was made of, without its text."""
    text = _text_of(row)
    return LoggedArticle(
        id=text("id"),
        name=text("name"),
        text="",
        logged_hash=text("content_hash"),
        text_length=cast("int", row["text_length"]),
        title=_maybe(row["title"]),
        published=cast("date | None", row["published"]),
        published_basis=_maybe(row["published_basis"]),
        outlet=_maybe(row["outlet"]),
        url=_maybe(row["url"]),
        language=_maybe(row["language"]),
        origin=text("origin"),
        fingerprint=_maybe(row["fingerprint"]),
        copy_of=_maybe(row["copy_of"]),
    )


def actor_cells(actor: Actor | None) -> tuple[object, ...]:
    """The cells of an actor, in the order of :data:`kg.store.columns.ACTOR_COLUMNS`."""
    if actor is None:
        return (None,) * len(ACTOR_COLUMNS)
    sector = actor.sector.value if actor.sector else None
    return actor.id, actor.label, actor.kind.value, actor.stands_for, sector, actor.role, actor.wikidata


def side_cells(mention: Mention) -> tuple[object, ...]:
    """The cells of a side, in the order of :data:`SIDE_OF`."""
    return *actor_cells(mention.actor), mention.text, mention.start, mention.end


def day_cells(when: When) -> tuple[object, ...]:
    """The cells of :data:`DAYS`."""
    return when.earliest, when.latest, when.precision.value, when.basis.value


def actor_of(row: Mapping[str, object], prefix: str) -> Actor:
    """The actor in a row's columns with a prefix: ``source``, ``target`` or ``object``."""
    return _one_actor(*(_maybe(row[name]) for name in ACTOR_OF[prefix]))


# the same few actors and dates stand in most rows: one object each saves most of the time and memory of reading
@lru_cache(maxsize=_SHARED)
def _one_actor(
    id_: str | None,
    label: str | None,
    kind: str | None,
    stands_for: str | None,
    sector: str | None,
    role: str | None,
    wikidata: str | None,
) -> Actor:
    return Actor(
        id=str(id_),
        label=str(label),
        kind=ActorKind(str(kind)),
        stands_for=str(stands_for),
        sector=Sector(sector) if sector else None,
        role=role,
        wikidata=wikidata,
    )


@lru_cache(maxsize=_SHARED)
def _when(earliest: date | None, latest: date | None, precision: str, basis: str) -> When:
    return When(earliest=earliest, latest=latest, precision=Precision(precision), basis=DateBasis(basis))


def _mention(row: Mapping[str, object], prefix: str) -> Mention:
    start, end = cast("int", row[f"{prefix}_start"]), cast("int", row[f"{prefix}_end"])
    return Mention(actor=actor_of(row, prefix), text=str(row[f"{prefix}_text"]), start=start, end=end)


def _maybe(value: object) -> str | None:
    return None if value is None else str(value)


def _text_of(row: Mapping[str, object]) -> Callable[[str], str]:
    return lambda name: str(row[name])
