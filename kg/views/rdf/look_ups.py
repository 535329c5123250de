"""Texts of what has few values in a graph, as tables for SQL: terms of actors, codes, places, other ids of events."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import cast

from kg.base.ids import slug
from kg.store.event_table import EventTable
from kg.store.merging_in_sql import BEST_FIRST
from kg.store.records import Record
from kg.views.rdf import vocabulary as v
from kg.views.rdf.forms import Serialization
from kg.views.rdf.terms import Term, decimal, iri, uri
from ontology import Cameo, Context, EventType, Mode

EVENT = "coalesce(joined.event, ('0x' || r.event)::UBIGINT)"
_ACTORS = ("source_stands_for", "target_stands_for", "source_id", "target_id", "object_id")


@dataclass(frozen=True, slots=True)
class LookUps:
    """Makes the tables, in the database of a table of events.

    Attributes:
        table: The events.
        form: The serialization that the terms are written in.
    """

    table: EventTable
    form: Serialization

    def make(self) -> None:
        """Make all tables."""
        self.table.run("CREATE MACRO hex(number) AS format('{:016x}', number)")
        self.table.run(f"CREATE TABLE odd ({columns('id', 'path', 'subject', 'term')})")
        self.fill("odd", (self._odd(name) for name in self._ids_with_signs()))
        actors = {name for one in _ACTORS for name in self.distinct(one)}
        self._texts("actors", actors, v.SOURCE, partial(iri, "actor"))
        self._texts("datasets", self.distinct("dataset"), v.FROM_DATASET, partial(iri, "dataset"))
        self._texts("places", self.distinct("place"), v.IN_PLACE, lambda name: iri("place", slug(name)))
        self._texts("outlets", self.outlets(), v.PUBLISHER, lambda name: iri("outlet", slug(name)))
        sure = self.distinct("confidence")
        self._texts("sure", sure, v.CONFIDENCE, lambda number: decimal(cast("float", number)), kind="DOUBLE")
        self._codes()
        self.table.run(
            "CREATE TABLE contextual AS SELECT DISTINCT contexts, NULL::VARCHAR[] AS terms FROM events "
            "WHERE len(contexts) > 0"
        )
        for row in list(self.table.rows("SELECT contexts FROM contextual")):
            names = cast("list[str]", row["contexts"])
            terms = [self.form.term(v.CONTEXT, term) for term in sorted({uri(Context(name).iri) for name in names})]
            self.table.run("UPDATE contextual SET terms = $terms WHERE contexts = $names", terms=terms, names=names)
        self._named_events()
        self._of_several()

    def _texts(
        self, name: str, keys: Iterable[object], predicate: Term, term: Callable[[str], Term], kind: str = "VARCHAR"
    ) -> None:
        """A table of terms: as N-Triples sorts them, and as the form writes them."""
        self.table.run(f"CREATE TABLE {name} (id {kind}, nt VARCHAR, term VARCHAR)")
        found = ((key, term(cast("str", key))) for key in keys)
        self.fill(name, ((key, nt, self.form.term(predicate, nt)) for key, nt in found), kinds=(kind, *["VARCHAR"] * 2))

    def fill(self, name: str, rows: Iterable[tuple[object, ...]], kinds: tuple[str, ...] = ("VARCHAR",) * 4) -> None:
        """Add rows to a table whose columns have some kinds."""
        columns = list(zip(*rows, strict=True))
        if columns:
            cells = ", ".join(f"unnest($c{at}::{kinds[at]}[])" for at in range(len(columns)))
            self.table.run(f"INSERT INTO {name} SELECT {cells}", **{f"c{at}": list(c) for at, c in enumerate(columns)})

    def distinct(self, column: str) -> list[str]:
        """The distinct values of a column of the reports, sorted."""
        rows = self.table.rows(
            f"SELECT DISTINCT {column} AS name FROM live_reports WHERE {column} IS NOT NULL ORDER BY name"
        )
        return [cast("str", row["name"]) for row in rows]

    def _ids_with_signs(self) -> list[str]:
        rows = self.table.rows(
            "SELECT DISTINCT article AS name FROM live_reports WHERE sentence <> '' "
            "AND NOT regexp_full_match(article, '[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?') ORDER BY name"
        )
        return [str(row["name"]) for row in rows]

    def _odd(self, name: str) -> tuple[str, str, str, str]:
        term = iri("article", name)
        return name, term[1:-1], self.form.subject(term), self.form.term(v.IN_ARTICLE, term)

    def _codes(self) -> None:
        names = ("type", "mode", "cameo")
        told = ("event_type", "quad", "score", "mode_term", "cameo_term", "goldstein")
        self.table.run(f"CREATE TABLE codes ({columns(*names, *told)})")
        rows = list(self.table.rows("SELECT DISTINCT type, mode, cameo FROM events"))
        self.fill("codes", (self._coded(row) for row in rows), kinds=("VARCHAR",) * 9)

    def _coded(self, row: Record) -> tuple[str | None, ...]:
        type_ = EventType(str(row["type"]))
        mode = Mode.get(type_, str(row["mode"])) if row["mode"] else None
        cameo = Cameo.get(str(row["cameo"])) if row["cameo"] else None
        terms = (
            (v.EVENT_TYPE, uri(type_.iri)),
            (v.QUAD, uri(type_.quad.iri)),
            (v.SCORE, decimal(mode.score if mode else type_.score)),
            (v.MODE, uri(mode.iri) if mode else None),
            (v.CAMEO, uri(cameo.iri) if cameo else None),
            (v.GOLDSTEIN, decimal(cameo.goldstein) if cameo else None),
        )
        written_ = (term and self.form.term(predicate, term) for predicate, term in terms)
        return type_.value, str(row["mode"] or ""), str(row["cameo"] or ""), *written_

    def _named_events(self) -> None:
        """What reports are about, where that is an event of the graph: ``object_event`` to its event."""
        self.table.run("CREATE TABLE named (id VARCHAR, event VARCHAR, nt VARCHAR, term VARCHAR)")
        rows = self.table.rows(
            "SELECT DISTINCT o.object_event AS id, hex(coalesce(e.event, joined.event)) AS event FROM live_reports o "
            "LEFT JOIN events e ON e.event = ('0x' || o.object_event)::UBIGINT "
            "LEFT JOIN joined ON joined.claim = ('0x' || o.object_event)::UBIGINT WHERE o.object_event IS NOT NULL"
        )
        aliases = {name: event.id for _, event in sorted(self.table.memory.items()) for name in event.aliases}
        found = ((str(row["id"]), row["event"] or aliases.get(str(row["id"]))) for row in list(rows))
        events = [(name, str(event), iri("event", str(event))) for name, event in found if event]
        self.fill("named", ((name, event, nt, self.form.term(v.OBJECT, nt)) for name, event, nt in events))

    def _of_several(self) -> None:
        """What the reports of one event tell together, where there are several, or other ids of it."""
        told = f"""
            WITH r AS (
                SELECT * FROM live_reports
                WHERE ('0x' || event)::UBIGINT IN (SELECT claim FROM several UNION SELECT claim FROM joined
                                                   UNION SELECT event FROM joined) {not_by_hand(self.table)}
                QUALIFY row_number() OVER (PARTITION BY event, id ORDER BY article DESC, "start" DESC,
                                           trigger_start DESC, position DESC) = 1)"""
        values = by_hand(self.table)
        self.table.run(
            f"CREATE TABLE more AS {told} SELECT {EVENT} AS event, list_sort(list(DISTINCT id)) AS ids, "
            f"arg_min(place, {BEST_FIRST}) FILTER (place <> '') AS place FROM r LEFT JOIN joined "
            "ON joined.claim = ('0x' || r.event)::UBIGINT GROUP BY ALL",
            **values,
        )
        self.table.run(
            f"""CREATE TABLE objects AS WITH r AS (SELECT * FROM live_reports WHERE
                    (object_id IS NOT NULL OR object_event IS NOT NULL) {not_by_hand(self.table)}),
                told AS (
                    SELECT {EVENT} AS event, a.nt, a.term FROM r LEFT JOIN joined ON joined.claim =
                        ('0x' || r.event)::UBIGINT JOIN actors a ON a.id = r.object_id
                    UNION SELECT {EVENT} AS event, n.nt, n.term FROM r LEFT JOIN joined ON joined.claim =
                        ('0x' || r.event)::UBIGINT JOIN named n ON n.id = r.object_event
                        WHERE n.event <> hex({EVENT}))
                SELECT event, list(term ORDER BY nt) AS terms FROM told GROUP BY event""",
            **values,
        )
        self.table.run(
            "CREATE TABLE aliases AS SELECT event, list_sort(list(hex(claim))) AS ids FROM joined GROUP BY event"
        )

    def outlets(self) -> list[str]:
        """The outlets of articles that reports with words come from, sorted."""
        rows = self.table.rows(
            "SELECT DISTINCT coalesce(nullif(l.outlet, ''), t.outlet) AS name FROM (SELECT article, "
            "min(nullif(outlet, '')) AS outlet FROM live_reports WHERE sentence <> '' GROUP BY article) t LEFT JOIN "
            "(SELECT * FROM live_articles WHERE skipped IS NULL) l ON l.id = t.article ORDER BY name"
        )
        return [str(row["name"]) for row in rows if row["name"]]


def columns(*names: str) -> str:
    """Columns of text, as ``CREATE TABLE`` has them."""
    return ", ".join(f"{name} VARCHAR" for name in names)


def not_by_hand(table: EventTable) -> str:
    """What leaves out the reports of events that were merged in memory, after another condition."""
    return "AND pair NOT IN (SELECT unnest($by_hand))" if table.by_hand else ""


def by_hand(table: EventTable) -> dict[str, object]:
    """The parameter of :func:`not_by_hand`."""
    return {"by_hand": table.by_hand} if table.by_hand else {}


def without_memory(table: EventTable) -> str:
    """What leaves out the events that were merged in memory: a ``WHERE``, or nothing."""
    if not table.memory:
        return ""
    return f"WHERE e.event NOT IN ({', '.join(str(int(name, 16)) for name in table.memory)})"
