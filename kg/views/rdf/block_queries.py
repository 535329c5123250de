"""SQL that writes the block of each article, event and report of a graph, once the look-ups have made its tables."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kg.base.dates import DateBasis, Precision
from kg.model import Status
from kg.store.event_table import EventTable, literal
from kg.views.rdf import vocabulary as v
from kg.views.rdf.forms import PLACEHOLDER, Column, Serialization, filled, thing, value, words, written
from kg.views.rdf.look_ups import EVENT, not_by_hand, without_memory
from kg.views.rdf.subjects import Run
from kg.views.rdf.terms import Term, boolean, iri, text, typed, uri
from ontology import iris

COLUMNS = (
    *("mode", "cameo", "contexts", "precision", "basis", "domestic", "confidence"),
    *("object_id", "object_event", "place", "rule", "source_id", "target_id"),
)
WORDS = "sentence <> ''"
"""The condition of a report that quotes words of an article."""
_BASES, _PRECISIONS, _STATUSES = ([code.value for code in codes] for codes in (DateBasis, Precision, Status))


@dataclass(frozen=True, slots=True)
class BlockQueries:
    """Queries with the columns ``key`` and ``block``, ascending.

    Attributes:
        table: The events.
        form: The serialization.
        run: What made the reports.
        words: Whether only what quotes words of an article is told, in no order, or only the rest; None is all. For
            the rest ``wordless`` has the ``ids`` of reports by ``event``.
    """

    table: EventTable
    form: Serialization
    run: Run
    words: bool | None = None

    def articles(self) -> str:
        """Articles that reports with words come from, also as ``subject``; those from a data set name none."""
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
            SELECT a.id AS key, {block} AS block, s AS subject
            FROM (SELECT a.*, {s} AS s, odd.path FROM a LEFT JOIN odd ON odd.id = a.id) a
            LEFT JOIN outlets o ON o.id = a.outlet
            {self._order(f"coalesce(a.path, {literal(f'{iris.ID}article/')} || a.id)")}"""

    def events(self) -> str:
        """Events, but for those that were merged in memory."""
        ids, apart = "coalesce(more.ids, [hex(e.best)])", ""
        if self.words is False:
            ids, apart = "wordless.ids", "LEFT JOIN wordless ON wordless.event = e.event"
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
                           {ids} AS ids, places.term AS place_term,
                           a.term AS source_term, b.term AS target_term
                    FROM events e JOIN codes c ON e.type = c.type AND coalesce(e.mode, '') = c.mode
                              AND coalesce(e.cameo, '') = c.cameo
                         JOIN actors a ON a.id = e.source_stands_for JOIN actors b ON b.id = e.target_stands_for
                         JOIN sure ON sure.id = e.confidence
                         LEFT JOIN contextual ON contextual.contexts = e.contexts
                         LEFT JOIN objects ON objects.event = e.event LEFT JOIN more ON more.event = e.event
                         LEFT JOIN aliases al ON al.event = e.event {apart}
                         LEFT JOIN places ON
                             places.id = coalesce(more.place, CASE WHEN more.event IS NULL THEN e.place END)
                    {without_memory(self.table)} ORDER BY e.event) e) e"""

    def reports(self) -> str:
        """Reports, each once, with their ``article``, but for those of events that were merged in memory."""

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
        wanted = {None: "true", True: WORDS, False: f"({WORDS}) IS NOT TRUE"}[self.words]
        return f"""
            WITH r AS (SELECT * FROM told_reports WHERE {wanted} {not_by_hand(self.table)})
            SELECT id AS key, {block} AS block, article FROM (
                SELECT *, {self._subject("report", "r.id")} AS s FROM (
                    SELECT r.*, a.term AS source_term, b.term AS target_term, sure.term AS sure, odd.term AS odd_term,
                           d.term AS dataset_term, o.term AS object_term,
                           CASE WHEN n.event <> hex({EVENT}) THEN n.term END AS named_term
                    FROM r JOIN actors a ON a.id = r.source_id JOIN actors b ON b.id = r.target_id
                         JOIN sure ON sure.id = r.confidence LEFT JOIN odd ON odd.id = r.article
                         LEFT JOIN datasets d ON d.id = r.dataset LEFT JOIN actors o ON o.id = r.object_id
                         LEFT JOIN named n ON n.id = r.object_event
                         LEFT JOIN joined ON joined.claim = ('0x' || r.event)::UBIGINT
                    {self._order("r.id")}) r) r"""

    def _order(self, by: str) -> str:
        """What sorts; reports that quote words stand with others, and are sorted with them."""
        return "" if self.words else f"ORDER BY {by}"

    def _block(self, type_: Term, *statements: tuple[Term, Column] | tuple[Term, str, Column]) -> str:
        parts = [
            self.form.statement(one[0], one[1]) if len(one) == 2 else self.form.statements(*one)  # noqa: PLR2004
            for one in statements
        ]
        return self.form.whole(self.form.term(v.TYPE, type_), ", ".join(parts))

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
