"""Columns of reports, articles and actors in the event log, with their types; order is part of the format."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

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
