"""The event line: one report as the JSON object that ``kg extract`` prints and the ``jsonl`` export holds."""

from __future__ import annotations

import json

from kg.model import Actor, Article, Report
from ontology import Cameo

Line = dict[str, object]


def line(report: Report, article: Article | None = None) -> Line:
    """Return the report as a JSON object; key order is part of the format.

    ``source`` and ``target`` are what the actors stand for, ``span`` the sentence's offsets in code points of the part
    (text or title) of the article. ``goldstein`` is null where no CAMEO code is known.

    Args:
        report: The report.
        article: Its article; fills in outlet, address and day of publication where the report lacks them.
    """
    cameo = Cameo.get(report.cameo) if report.cameo else None
    source, target = report.source.actor, report.target.actor
    return {
        "doc": report.doc,
        "source": source.stands_for,
        "target": target.stands_for,
        "plover": report.type.value,
        "mode": report.mode.name if report.mode else None,
        "context": [context.value for context in report.contexts],
        "cameo": report.cameo,
        "cameo_root": cameo.root if cameo else None,
        "quad": report.quad.value,
        "score": report.score,
        "goldstein": cameo.goldstein if cameo else None,
        "date": report.when.iso,
        "date_basis": report.when.basis,
        "status": report.status.value,
        "predicate": report.predicate,
        "object": report.object,
        "sentence": report.sentence,
        "span": [report.start, report.end],
        "confidence": round(report.confidence, 4),
        "rule": report.rule,
        "id": report.id,
        "event": report.event_id,
        "part": report.part,
        "source_text": report.source.text or None,
        "target_text": report.target.text or None,
        "source_actor": source.id,
        "target_actor": target.id,
        "trigger": report.trigger,
        "trigger_span": [report.trigger_start, report.trigger_end],
        "source_span": [report.source.start, report.source.end],
        "target_span": [report.target.start, report.target.end],
        "object_actor": _id(report.object_actor),
        "object_event": report.object_event,
        "symmetric": report.symmetric,
        "domestic": report.domestic,
        "place": report.place,
        "published": _published(report, article),
        "outlet": report.outlet or (article.outlet if article else None),
        "url": report.url or (article.url if article else None),
        "dataset": report.dataset,
    }


def encode(record: Line) -> bytes:
    """Return the record as one line of UTF-8 JSON with its line end; lone surrogates become ``?``."""
    return (json.dumps(record, ensure_ascii=False) + "\n").encode("utf-8", "replace")


def _id(actor: Actor | None) -> str | None:
    return actor.id if actor else None


def _published(report: Report, article: Article | None) -> str | None:
    day = report.published or (article.published if article else None)
    return day.isoformat() if day else None
