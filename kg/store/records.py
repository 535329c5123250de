"""Reports and articles as flat rows of plain values, and back: what the event log stores."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from types import MappingProxyType
from typing import cast

from kg.base.dates import DateBasis, Precision, When
from kg.base.ids import digest
from kg.model import Actor, Article, Mention, Part, Report, Status
from ontology import ActorKind, Context, EventType, Mode, Sector

Record = dict[str, object]

ACTOR_COLUMNS = {
    "id": "VARCHAR",
    "label": "VARCHAR",
    "kind": "VARCHAR",
    "stands_for": "VARCHAR",
    "sector": "VARCHAR",
    "role": "VARCHAR",
    "wikidata": "VARCHAR",
}
"""Columns of an actor, each with ``source_``, ``target_`` or ``object_`` before it."""
_ACTOR_OF = {prefix: [f"{prefix}_{name}" for name in ACTOR_COLUMNS] for prefix in ("source", "target", "object")}
_SHARED = 50_000  # actors, and dates, some 30 MB at most

_SIDE = ACTOR_COLUMNS | {"text": "VARCHAR", "start": "INTEGER", "end": "INTEGER"}

REPORT_COLUMNS: Mapping[str, str] = MappingProxyType(
    {
        "article": "VARCHAR",
        "doc": "VARCHAR",
        "part": "VARCHAR",
        "sentence": "VARCHAR",
        "start": "INTEGER",
        "end": "INTEGER",
    }
    | {
        "trigger": "VARCHAR",
        "trigger_start": "INTEGER",
        "trigger_end": "INTEGER",
        "predicate": "VARCHAR",
        "object": "VARCHAR",
    }
    | {f"source_{name}": kind for name, kind in _SIDE.items()}
    | {f"target_{name}": kind for name, kind in _SIDE.items()}
    | {f"object_{name}": kind for name, kind in ACTOR_COLUMNS.items()}
    | {"object_event": "VARCHAR", "type": "VARCHAR", "mode": "VARCHAR", "contexts": "VARCHAR[]", "cameo": "VARCHAR"}
    | {
        "earliest": "DATE",
        "latest": "DATE",
        "precision": "VARCHAR",
        "basis": "VARCHAR",
        "place": "VARCHAR",
        "status": "VARCHAR",
    }
    | {
        "symmetric": "BOOLEAN",
        "domestic": "BOOLEAN",
        "confidence": "DOUBLE",
        "rule": "VARCHAR",
        "outlet": "VARCHAR",
        "url": "VARCHAR",
    }
    | {"published": "DATE", "dataset": "VARCHAR", "original_code": "VARCHAR"}
)
"""Column name to DuckDB type of a report in the log; order is part of the format."""

ARTICLE_COLUMNS: Mapping[str, str] = MappingProxyType(
    {
        "id": "VARCHAR",
        "name": "VARCHAR",
        "content_hash": "VARCHAR",
        "origin": "VARCHAR",
        "url": "VARCHAR",
        "outlet": "VARCHAR",
        "title": "VARCHAR",
        "published": "DATE",
        "published_basis": "VARCHAR",
        "language": "VARCHAR",
        "skipped": "VARCHAR",
        "reports": "INTEGER",
        "text_length": "INTEGER",
        "place": "VARCHAR",
        "replaces": "VARCHAR[]",
        "fingerprint": "VARCHAR",
        "copy_of": "VARCHAR",
    }
)
"""The same for an article that was read; its text stays where it came from."""


def report_record(report: Report) -> Record:
    """A report as a row with :data:`REPORT_COLUMNS`."""
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


_WITHIN_A_FILE = re.compile(r"[:#]\d+$")  # articles.jsonl:12


def place(article: Article) -> str | None:
    """A hash of where an article stands, by which a changed text is known for the same article under a new id.

    That is its address or, without one, the path of the file that holds nothing else. An article without an address
    in a file of many has no lasting place: tomorrow another one may stand on that line.
    """
    if article.url:
        return digest("url", article.url)
    if not article.origin or _WITHIN_A_FILE.search(article.origin):
        return None
    return digest("file", os.path.abspath(article.origin))  # noqa: PTH100 - of the name alone: the disk is not asked


@dataclass(frozen=True, slots=True, kw_only=True)
class LoggedArticle(Article):
    """An article as the log keeps it: without its text, so that its hash and length are told, not worked out."""

    logged_hash: str
    text_length: int

    @property
    def content_hash(self) -> str:
        """Hash of what the article said when it was read."""
        return self.logged_hash


def article_record(article: Article, skipped: str | None, *, reports: int, replaces: Sequence[str] = ()) -> Record:
    """An article as a row with :data:`ARTICLE_COLUMNS`.

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
