"""The whole graph as RDF from the log, without an event in memory: SQL puts the text of each subject together.

The same blocks in the same order as :class:`kg.views.rdf.RdfView` gives for all events and articles. What an analyst's
marks touch is described in Python and put in its place.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import chain
from typing import cast

from kg.base.dates import DateBasis, Precision
from kg.base.ids import slug
from kg.lexicon.actor_index import cast_of
from kg.model import Event, Status
from kg.store.event_table import REAL, EventTable, literal
from kg.store.reader import Reader
from kg.store.records import Record
from kg.views.rdf import describe
from kg.views.rdf import vocabulary as v
from kg.views.rdf.forms import PLACEHOLDER, Column, Serialization, filled, thing, value, words, written
from kg.views.rdf.subjects import Run, by_slug
from kg.views.rdf.terms import Pairs, Term, boolean, decimal, iri, text, typed, uri
from ontology import Cameo, Context, EventType, Mode, iris

COLUMNS = (
    *("mode", "cameo", "contexts", "precision", "basis", "domestic", "confidence"),
    *("object_id", "object_event", "place", "rule", "source_id", "target_id"),
)
_EVENT = "coalesce(joined.event, ('0x' || r.event)::UBIGINT)"
_ACTORS = ("source_stands_for", "target_stands_for", "source_id", "target_id", "object_id")
_DIRECT = f"e.{REAL} AND NOT e.domestic AND e.source_stands_for <> e.target_stands_for"
_BASES, _PRECISIONS, _STATUSES = ([code.value for code in codes] for codes in (DateBasis, Precision, Status))
MEMORY = "200MB"
"""What DuckDB may take; sorting the rest goes to disk."""


def blocks(log: Reader, form: Serialization, run: Run | None = None) -> Iterator[bytes]:
    """The graph of a log in a serialization, in pieces.

    Memory grows with the number of actors and of pairs, not with events: what is sorted and does not fit goes to disk.

    Args:
        log: The graph.
        form: The serialization.
        run: What made the reports; this installation by default.

    Raises:
        GraphError: The log is damaged, or the file of marks has errors.
    """
    yield form.head.encode()
    with EventTable(log, columns=COLUMNS) as table:
        table.run(f"SET memory_limit = '{MEMORY}'")
        stream = _Stream(log, table, form, run or Run.installed())
        last = b""
        for block in stream.blocks():
            yield last or form.first.encode()
            last = block
    cut = len(form.end) - 1 if last and form.foot else 0
    yield last[: len(last) - cut - 1] + (b"\n" if last and not form.foot else b"")
    yield form.foot.encode()


@dataclass(frozen=True, slots=True)
class _Stream:
    log: Reader
    table: EventTable
    form: Serialization
    run: Run

    def blocks(self) -> Iterator[bytes]:
        """Every subject once, ascending."""
        self._look_up()
        memory = sorted(self.table.memory.values(), key=lambda event: event.id)
        yield from self._described(self._actors(memory))
        yield from self._rows(self._articles())
        yield from self._described(
            self._named("dataset", v.DATASET, v.TITLE, {n: n for n in self._distinct("dataset")})
        )
        known = self._known(memory)
        events = ((event.id, iri("event", event.id), describe.event(event, known)) for event in memory)
        yield from self._rows(self._events(), self._keyed(events))
        yield from self._described(self._named("outlet", v.OUTLET, v.NAME, by_slug(self._outlets())))
        yield from self._described(self._named("place", v.PLACE, v.LABEL, by_slug(self._distinct("place"))))
        told = sorted({report.id: report for event in memory for report in event.reports}.items())
        reports = ((name, iri("report", name), describe.report(one, self.run.iri, known)) for name, one in told)
        yield from self._rows(self._reports(), self._keyed(reports))
        yield from self._described(self._made_by())

    # --- look-ups: texts of what has few values ---

    def _look_up(self) -> None:
        self.table.run("CREATE MACRO hex(number) AS format('{:016x}', number)")
        self.table.run(f"CREATE TABLE odd ({_columns('id', 'path', 'subject', 'term')})")
        self._fill("odd", (self._odd(name) for name in self._ids_with_signs()))
        actors = {name for one in _ACTORS for name in self._distinct(one)}
        self._texts("actors", actors, v.SOURCE, partial(iri, "actor"))
        self._texts("datasets", self._distinct("dataset"), v.FROM_DATASET, partial(iri, "dataset"))
        self._texts("places", self._distinct("place"), v.IN_PLACE, lambda name: iri("place", slug(name)))
        self._texts("outlets", self._outlets(), v.PUBLISHER, lambda name: iri("outlet", slug(name)))
        sure = self._distinct("confidence")
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
        self._fill(
            name, ((key, nt, self.form.term(predicate, nt)) for key, nt in found), kinds=(kind, *["VARCHAR"] * 2)
        )

    def _fill(self, name: str, rows: Iterable[tuple[object, ...]], kinds: tuple[str, ...] = ("VARCHAR",) * 4) -> None:
        columns = list(zip(*rows, strict=True))
        if columns:
            cells = ", ".join(f"unnest($c{at}::{kinds[at]}[])" for at in range(len(columns)))
            self.table.run(f"INSERT INTO {name} SELECT {cells}", **{f"c{at}": list(c) for at, c in enumerate(columns)})

    def _distinct(self, column: str) -> list[str]:
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
        self.table.run(f"CREATE TABLE codes ({_columns(*names, *told)})")
        rows = list(self.table.rows("SELECT DISTINCT type, mode, cameo FROM events"))
        self._fill("codes", (self._coded(row) for row in rows), kinds=("VARCHAR",) * 9)

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
        self._fill("named", ((name, event, nt, self.form.term(v.OBJECT, nt)) for name, event, nt in events))

    def _of_several(self) -> None:
        """What the reports of one event tell together, where there are several, or other ids of it."""
        key = "{'rank': coalesce(rank, 0), 'sure': -confidence, 'told': told, 'id': id}"
        told = f"""
            WITH r AS (
                SELECT *, coalesce(published::VARCHAR, '9999') AS told FROM live_reports
                WHERE ('0x' || event)::UBIGINT IN (SELECT claim FROM several UNION SELECT claim FROM joined
                                                   UNION SELECT event FROM joined) {self._not_by_hand}
                QUALIFY row_number() OVER (PARTITION BY event, id ORDER BY article DESC, "start" DESC,
                                           trigger_start DESC, position DESC) = 1)"""
        values = self._by_hand
        self.table.run(
            f"CREATE TABLE more AS {told} SELECT {_EVENT} AS event, list_sort(list(DISTINCT id)) AS ids, "
            f"arg_min(place, {key}) FILTER (place <> '') AS place FROM r LEFT JOIN joined "
            "ON joined.claim = ('0x' || r.event)::UBIGINT GROUP BY ALL",
            **values,
        )
        self.table.run(
            f"""CREATE TABLE objects AS WITH r AS (SELECT * FROM live_reports WHERE
                    (object_id IS NOT NULL OR object_event IS NOT NULL) {self._not_by_hand}),
                told AS (
                    SELECT {_EVENT} AS event, a.nt, a.term FROM r LEFT JOIN joined ON joined.claim =
                        ('0x' || r.event)::UBIGINT JOIN actors a ON a.id = r.object_id
                    UNION SELECT {_EVENT} AS event, n.nt, n.term FROM r LEFT JOIN joined ON joined.claim =
                        ('0x' || r.event)::UBIGINT JOIN named n ON n.id = r.object_event
                        WHERE n.event <> hex({_EVENT}))
                SELECT event, list(term ORDER BY nt) AS terms FROM told GROUP BY event""",
            **values,
        )
        self.table.run(
            "CREATE TABLE aliases AS SELECT event, list_sort(list(hex(claim))) AS ids FROM joined GROUP BY event"
        )

    @property
    def _not_by_hand(self) -> str:
        return "AND pair NOT IN (SELECT unnest($by_hand))" if self.table.by_hand else ""

    @property
    def _by_hand(self) -> dict[str, object]:
        return {"by_hand": self.table.by_hand} if self.table.by_hand else {}

    # --- subjects that SQL describes ---

    def _articles(self) -> str:
        s = f"coalesce(odd.subject, {self._subject('article', 'a.id')})"
        language = "CASE WHEN regexp_full_match(a.language, '[a-z]{2,3}(-[A-Za-z0-9]+)*') THEN a.language END"
        block = self._block(
            v.ARTICLE,
            (v.PUBLISHED, value("a.published", "date")),
            (v.HEADLINE, words("a.title")),
            (v.LANGUAGE, words(language)),
            (v.PUBLISHER, written("o.term")),
            (v.URL, Column(typed(PLACEHOLDER, "anyURI"), "nullif(a.url, '')", free=True)),
            (v.CONTENT_HASH, words("a.content_hash")),
        )
        return f"""
            WITH told AS (
                SELECT article AS id, min(nullif(outlet, '')) AS outlet, min(nullif(url, '')) AS url,
                       min(published) AS published FROM live_reports WHERE sentence <> '' GROUP BY article),
            a AS (
                SELECT told.id, coalesce(nullif(l.outlet, ''), told.outlet) AS outlet,
                       coalesce(nullif(l.url, ''), told.url) AS url,
                       coalesce(l.published, told.published) AS published, l.title, l.language, l.content_hash
                FROM told LEFT JOIN (SELECT * FROM live_articles WHERE skipped IS NULL) l ON l.id = told.id)
            SELECT a.id AS key, {block} AS block
            FROM (SELECT a.*, {s} AS s, odd.path FROM a LEFT JOIN odd ON odd.id = a.id) a
            LEFT JOIN outlets o ON o.id = a.outlet ORDER BY coalesce(a.path, {literal(f"{iris.ID}article/")} || a.id)"""

    def _events(self) -> str:
        same_year = "CASE WHEN year(e.earliest) = year(e.latest) THEN lpad(year(e.earliest)::VARCHAR, 4, '0') END"
        block = self._block(
            v.EVENT,
            (v.ALTERNATE, "e.aliases", thing("event", "x")),
            (v.CAMEO, written("e.cameo_term")),
            (v.CONFIDENCE, written("e.sure")),
            (v.CONTEXT, "e.context_terms", written("x")),
            (v.DATE_BASIS, self._code(v.DATE_BASIS, "e.basis", iris.BASIS, _BASES)),
            (v.DATE_PRECISION, self._code(v.DATE_PRECISION, "e.precision", iris.PRECISION, _PRECISIONS)),
            (v.DOMESTIC, self._flag(v.DOMESTIC, "e.domestic")),
            (v.EARLIEST, value("e.earliest", "date")),
            (v.EVENT_TYPE, written("e.event_type")),
            (v.GOLDSTEIN, written("e.goldstein")),
            (v.LATEST, value("e.latest", "date")),
            (v.MODE, written("e.mode_term")),
            (v.OBJECT, "e.objects", written("x")),
            (v.IN_PLACE, written("e.place_term")),
            (v.QUAD, written("e.quad")),
            (v.HAS_REPORT, "e.ids", thing("report", "x")),
            (v.REPORT_COUNT, value("e.reports", "integer")),
            (v.SCORE, written("e.score")),
            (v.SOURCE, written("e.source_term")),
            (v.STATUS, self._code(v.STATUS, "e.status", iris.STATUS, _STATUSES)),
            (v.SYMMETRIC, self._flag(v.SYMMETRIC, 'e."symmetric"')),
            (v.TARGET, written("e.target_term")),
            (v.YEAR, Column(typed(PLACEHOLDER, "gYear"), same_year)),
        )
        return f"""
            SELECT id AS key, {block} AS block FROM (
                SELECT *, {self._subject("event", "e.id")} AS s FROM (
                    SELECT hex(e.event) AS id, e.reports, e.earliest, e.latest, e.basis, e.precision, e.status,
                           e.domestic, e."symmetric", al.ids AS aliases, c.* EXCLUDE (type, mode, cameo),
                           sure.term AS sure, contextual.terms AS context_terms, objects.terms AS objects,
                           coalesce(more.ids, [hex(e.best)]) AS ids, places.term AS place_term,
                           a.term AS source_term, b.term AS target_term
                    FROM events e JOIN codes c ON e.type = c.type AND coalesce(e.mode, '') = c.mode
                              AND coalesce(e.cameo, '') = c.cameo
                         JOIN actors a ON a.id = e.source_stands_for JOIN actors b ON b.id = e.target_stands_for
                         JOIN sure ON sure.id = e.confidence
                         LEFT JOIN contextual ON contextual.contexts = e.contexts
                         LEFT JOIN objects ON objects.event = e.event LEFT JOIN more ON more.event = e.event
                         LEFT JOIN aliases al ON al.event = e.event
                         LEFT JOIN places ON
                             places.id = coalesce(more.place, CASE WHEN more.event IS NULL THEN e.place END)
                    {self._without_memory} ORDER BY e.event) e) e"""

    @property
    def _without_memory(self) -> str:
        if not self.table.memory:
            return ""
        return f"WHERE e.event NOT IN ({', '.join(str(int(name, 16)) for name in self.table.memory)})"

    def _reports(self) -> str:
        def seen(column: Column) -> Column:
            return Column(column.sample, f"CASE WHEN r.sentence <> '' THEN {column.sql} END", column.free)

        def as_told(sql: str) -> Column:
            return Column(text(PLACEHOLDER), sql, free=True)

        block = self._block(
            v.REPORT,
            (v.END, seen(value('r."end"', "integer"))),
            (v.EXACT, seen(as_told("r.sentence"))),
            (v.START, seen(value('r."start"', "integer"))),
            (v.GENERATED_BY, written(literal(self.form.term(v.GENERATED_BY, self.run.iri)))),
            (v.IN_ARTICLE, seen(written(f"coalesce(r.odd_term, {self._term('article', 'r.article', v.IN_ARTICLE)})"))),
            (v.CONFIDENCE, written("r.sure")),
            (v.FROM_DATASET, written("r.dataset_term")),
            (v.DATE_BASIS, self._code(v.DATE_BASIS, "r.basis", iris.BASIS, _BASES)),
            (v.DOMESTIC, self._flag(v.DOMESTIC, "r.domestic")),
            (v.OBJECT, "list_filter([r.object_term, r.named_term], lambda x: x IS NOT NULL)", written("x")),
            (v.OBJECT_TEXT, words("r.object")),
            (v.ORIGINAL_CODE, words("CASE WHEN r.dataset <> '' THEN r.original_code END")),
            (v.PART, seen(as_told("r.part"))),
            (v.PLACE_TEXT, words("r.place")),
            (v.PREDICATE, seen(as_told("r.predicate"))),
            (v.RULE, as_told("r.rule")),
            (v.SOURCE_ACTOR, written("r.source_term")),
            (v.SOURCE_END, seen(value("r.source_end", "integer"))),
            (v.SOURCE_START, seen(value("r.source_start", "integer"))),
            (v.SOURCE_TEXT, seen(as_told("r.source_text"))),
            (v.STATUS, self._code(v.STATUS, "r.status", iris.STATUS, _STATUSES)),
            (v.SYMMETRIC, self._flag(v.SYMMETRIC, 'r."symmetric"')),
            (v.TARGET_ACTOR, written("r.target_term")),
            (v.TARGET_END, seen(value("r.target_end", "integer"))),
            (v.TARGET_START, seen(value("r.target_start", "integer"))),
            (v.TARGET_TEXT, seen(as_told("r.target_text"))),
            (v.TRIGGER_END, seen(value("r.trigger_end", "integer"))),
            (v.TRIGGER_START, seen(value("r.trigger_start", "integer"))),
            (v.TRIGGER_TEXT, seen(as_told("r.trigger"))),
        )
        of_several = "('0x' || event)::UBIGINT IN (SELECT claim FROM several)"
        return f"""
            WITH r AS (
                SELECT * FROM live_reports WHERE NOT ({of_several}) {self._not_by_hand}
                UNION ALL (SELECT * FROM live_reports WHERE {of_several} {self._not_by_hand}
                    QUALIFY row_number() OVER (PARTITION BY event, id ORDER BY article DESC, "start" DESC,
                                               trigger_start DESC, position DESC) = 1))
            SELECT id AS key, {block} AS block FROM (
                SELECT *, {self._subject("report", "r.id")} AS s FROM (
                    SELECT r.*, a.term AS source_term, b.term AS target_term, sure.term AS sure, odd.term AS odd_term,
                           d.term AS dataset_term, o.term AS object_term,
                           CASE WHEN n.event <> hex({_EVENT}) THEN n.term END AS named_term
                    FROM r JOIN actors a ON a.id = r.source_id JOIN actors b ON b.id = r.target_id
                         JOIN sure ON sure.id = r.confidence LEFT JOIN odd ON odd.id = r.article
                         LEFT JOIN datasets d ON d.id = r.dataset LEFT JOIN actors o ON o.id = r.object_id
                         LEFT JOIN named n ON n.id = r.object_event
                         LEFT JOIN joined ON joined.claim = ('0x' || r.event)::UBIGINT
                    ORDER BY r.id) r) r"""

    def _block(self, type_: Term, *statements: tuple[Term, Column] | tuple[Term, str, Column]) -> str:
        parts = [
            self.form.statement(one[0], one[1]) if len(one) == 2 else self.form.statements(*one)  # noqa: PLR2004
            for one in statements
        ]
        return self.form.whole(self.form.term(v.TYPE, type_), " || ".join(parts))

    def _subject(self, kind: str, sql: str) -> str:
        return filled(self.form.subject(iri(kind, PLACEHOLDER)), sql)

    def _term(self, kind: str, sql: str, predicate: Term) -> str:
        return filled(self.form.term(predicate, iri(kind, PLACEHOLDER)), sql)

    def _code(self, predicate: Term, sql: str, namespace: str, codes: Iterable[str]) -> Column:
        cases = " ".join(
            f"WHEN {literal(code)} THEN {literal(self.form.term(predicate, uri(namespace + code)))}" for code in codes
        )
        return written(f"CASE {sql} {cases} END")

    def _flag(self, predicate: Term, sql: str) -> Column:
        return written(f"CASE WHEN {sql} THEN {literal(self.form.term(predicate, boolean(True)))} END")

    def _rows(self, query: str, memory: Iterable[tuple[str, str]] = ()) -> Iterator[bytes]:
        """What a query makes, with the blocks in memory in their places."""
        values = self._by_hand if "$by_hand" in query else {}
        if self.table.memory:
            self.table.run(f"CREATE OR REPLACE TABLE described ({_columns('key', 'block')})")
            self._fill("described", memory, kinds=("VARCHAR",) * 2)
            query = f"SELECT * FROM ({query}) UNION ALL SELECT * FROM described ORDER BY key"
        end = literal(self.form.end[:-1])
        return self.table.lines(
            f"SELECT block || {end} FROM ({query})" if self.form.end[:-1] else f"SELECT block FROM ({query})", **values
        )

    # --- subjects that Python describes ---

    def _keyed(self, found: Iterable[tuple[str, Term, Pairs]]) -> Iterator[tuple[str, str]]:
        return ((key, self.form.block(subject, sorted(set(pairs)))) for key, subject, pairs in found)

    def _described(self, found: Iterable[tuple[Term, Pairs]]) -> Iterator[bytes]:
        for subject, pairs in sorted(found, key=lambda item: item[0][1:-1]):
            yield (self.form.block(subject, sorted(set(pairs))) + self.form.end).encode("utf-8", "replace")

    def _actors(self, memory: Iterable[Event]) -> Iterator[tuple[Term, Pairs]]:
        relations: dict[Term, set[tuple[Term, Term]]] = {}
        told = (describe.direct(event) for event in memory)
        same: dict[Term, Term] = {}  # few terms stand in many triples
        for subject, predicate, obj in chain(self._relations(), self._acts(), *told):
            pair = same.setdefault(predicate, predicate), same.setdefault(obj, obj)
            relations.setdefault(same.setdefault(subject, subject), set()).add(pair)
        for key, who in cast_of(self.log.actors()).items():
            subject = iri("actor", key)
            yield subject, [*describe.actor(who), *relations.get(subject, ())]

    def _relations(self) -> Iterator[tuple[Term, Term, Term]]:
        for row in self.table.rows(
            'SELECT DISTINCT source_stands_for AS a, target_stands_for AS b, type, "symmetric" AS mutual '
            f"FROM events e {self._without_memory or 'WHERE true'} AND {_DIRECT}"
        ):
            sides = str(row["a"]), str(row["b"])
            yield from describe.relation(sides, EventType(str(row["type"])), symmetric=bool(row["mutual"]))

    def _acts(self) -> Iterator[tuple[Term, Term, Term]]:
        for row in self.table.rows(
            'SELECT DISTINCT e.source_stands_for AS a, e.target_stands_for AS b, e."symmetric" AS mutual, r.rule, '
            "r.object_id AS object, r.source_stands_for AS c, r.target_stands_for AS d FROM live_reports r "
            "LEFT JOIN joined ON joined.claim = ('0x' || r.event)::UBIGINT "
            f"JOIN events e ON e.event = {_EVENT} WHERE {_DIRECT} {self._not_by_hand}",
            **self._by_hand,
        ):
            sides, told = (str(row["a"]), str(row["b"])), (str(row["c"]), str(row["d"]))
            obj = None if row["object"] is None else str(row["object"])
            yield from describe.acts(sides, str(row["rule"]), obj, told, symmetric=bool(row["mutual"]))

    def _outlets(self) -> list[str]:
        rows = self.table.rows(
            "SELECT DISTINCT coalesce(nullif(l.outlet, ''), t.outlet) AS name FROM (SELECT article, "
            "min(nullif(outlet, '')) AS outlet FROM live_reports WHERE sentence <> '' GROUP BY article) t LEFT JOIN "
            "(SELECT * FROM live_articles WHERE skipped IS NULL) l ON l.id = t.article ORDER BY name"
        )
        return [str(row["name"]) for row in rows if row["name"]]

    def _named(self, kind: str, class_: Term, naming: Term, names: Mapping[str, str]) -> Iterator[tuple[Term, Pairs]]:
        language = "en" if naming == v.LABEL else None
        return ((iri(kind, key), [(v.TYPE, class_), (naming, text(name, language))]) for key, name in names.items())

    def _known(self, memory: Iterable[Event]) -> dict[str, str]:
        """Events by id, of those that the events in memory may name."""
        named = {str(row["id"]): str(row["event"]) for row in self.table.rows("SELECT id, event FROM named")}
        own = {name: event.id for event in memory for name in (*event.aliases, event.id)}
        return {**own, **named}

    def _made_by(self) -> Iterator[tuple[Term, Pairs]]:
        (row,) = self.table.rows("SELECT count(*) AS events FROM events")
        return self.run.subjects() if row["events"] else iter(())


def _columns(*names: str) -> str:
    return ", ".join(f"{name} VARCHAR" for name in names)
