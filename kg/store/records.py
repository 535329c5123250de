"""Reports and articles as flat rows of plain values, and back: what the event log stores."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import cast

from kg.base.dates import DateBasis, Precision, When
from kg.model import Actor, Article, Mention, Part, Report, Status
from kg.store.columns import ACTOR_COLUMNS
from kg.store.logged import LoggedArticle, place
from ontology import ActorKind, Context, EventType, Mode, Sector

Record = dict[str, object]

_ACTOR_OF = {prefix: [f"{prefix}_{name}" for name in ACTOR_COLUMNS] for prefix in ("source", "target", "object")}
_SHARED = 50_000  # actors, and dates, some 30 MB at most


def report_record(report: Report) -> Record:
    """A report as a row with :data:`kg.store.columns.REPORT_COLUMNS`."""
    when = report.when
    return {
        "article": report.article,
        "doc": report.doc,
        "part": report.part,
        "sentence": report.sentence,
        "start": report.start,
        "end": report.end,
        "trigger": report.trigger,
        "trigger_start": report.trigger_start,
        "trigger_end": report.trigger_end,
        "predicate": report.predicate,
        "object": report.object,
        **_side("source", report.source),
        **_side("target", report.target),
        **_actor("object", report.object_actor),
        "object_event": report.object_event,
        "type": report.type.value,
        "mode": report.mode.name if report.mode else None,
        "contexts": [context.value for context in report.contexts],
        "cameo": report.cameo,
        "earliest": when.earliest,
        "latest": when.latest,
        "precision": when.precision.value,
        "basis": when.basis.value,
        "place": report.place,
        "status": report.status.value,
        "symmetric": report.symmetric,
        "domestic": report.domestic,
        "confidence": report.confidence,
        "rule": report.rule,
        "outlet": report.outlet,
        "url": report.url,
        "published": report.published,
        "dataset": report.dataset,
        "original_code": report.original_code,
    }


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
        "text_length": len(article.text),
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
    return Report(
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


def _actor(prefix: str, actor: Actor | None) -> Record:
    values = (
        (None,) * len(ACTOR_COLUMNS)
        if actor is None
        else (
            actor.id,
            actor.label,
            actor.kind.value,
            actor.stands_for,
            actor.sector.value if actor.sector else None,
            actor.role,
            actor.wikidata,
        )
    )
    return {f"{prefix}_{name}": value for name, value in zip(ACTOR_COLUMNS, values, strict=True)}


def _side(prefix: str, mention: Mention) -> Record:
    return _actor(prefix, mention.actor) | {
        f"{prefix}_text": mention.text,
        f"{prefix}_start": mention.start,
        f"{prefix}_end": mention.end,
    }


def actor_of(row: Mapping[str, object], prefix: str) -> Actor:
    """The actor in a row's columns with a prefix: ``source``, ``target`` or ``object``."""
    return _one_actor(*(_maybe(row[name]) for name in _ACTOR_OF[prefix]))


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
