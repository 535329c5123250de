"""What a log holds: articles, reports, events, and what stands in them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Literal

from kg.assembly import Marks, merge_read
from kg.assembly.claims import LONGEST
from kg.base.address_space import allowed
from kg.base.dates import DateBasis, When
from kg.base.errors import GraphError
from kg.model import Actor, Event, Report
from kg.store.article_reader import ArticleReader
from kg.store.columns import ACTOR_COLUMNS
from kg.store.duck import ALIVE
from kg.store.grouped import pair_key
from kg.store.queries import reports_query
from kg.store.records import actor_of

_MARGIN = timedelta(days=2 * LONGEST)
"""How far beyond a date a report may lie that has a say in how those within are merged."""
_A_REPORT, _ITSELF = 4_000, 700_000_000
"""Bytes of address space that a report takes in memory with its event, and those that reading takes."""
_MATCHES = 50
"""Most claims that the beginning of an id may fit before it is no name of an event."""


class Reader(ArticleReader):
    """What can be read of a log. Never blocks a writer, and is not blocked by one."""

    def reports(
        self, *, pair: tuple[str, str] | None = None, start: date | None = None, end: date | None = None
    ) -> Iterator[Report]:
        """Reports of the reading of each article that counts, in order of article and place in it, as they were read.

        Args:
            pair: Only what these two did to each other, in either direction.
            start: Only what may have happened on this day or later.
            end: Only what may have happened on this day or earlier.
        """
        conditions, values = _wanted(pair, start, end)
        return (report for report, *_ in self.read_reports(" AND ".join(conditions), values))

    def events(
        self, *, pair: tuple[str, str] | None = None, start: date | None = None, end: date | None = None
    ) -> list[Event]:
        """What happened: reports of one event merged and marks applied, in order of date.

        The same events as without conditions, less those that do not meet them; but only what they need is read.

        Args:
            pair: Events between these two, in either direction.
            start: Events that may have happened on this day or later; those without a date did not.
            end: Events that may have happened on this day or earlier, likewise.

        Raises:
            GraphError: A part is damaged, or the file of marks has errors.
        """
        marks = self.marks()
        conditions, values = _wanted(pair, start and _less(start), end and _more(end))
        where = " AND ".join(conditions)
        if where and marks.same:  # an event may have been joined to one between others
            where = f"(({where}) OR r.pair IN (SELECT unnest($joined)))"
            values["joined"] = self.pairs_of({*marks.same, *marks.same.values()})
        if not where:
            self._fits()
        events = merge_read(self.read_reports(where, values), marks)
        bounded = start is not None or end is not None
        span = When.between(start or date.min, end or date.max, DateBasis.STATED)
        return [
            event
            for event in events
            if (pair is None or set(event.best.dyad) == set(pair)) and (not bounded or event.best.when.overlaps(span))
        ]

    def _fits(self) -> None:
        """Make sure that all events can be in memory, as far as a limit tells: DuckDB may end the process else."""
        most = allowed()
        if most is None or (needed := (reports := self.size()[1]) * _A_REPORT + _ITSELF) <= most:
            return
        raise GraphError(
            f"this takes all {reports:,} reports of {self.directory} in memory, some {needed / 1e9:.1f} GB, and "
            f"{most / 1e9:.1f} are allowed; raise the limit: ulimit -v {needed // 1000}"
        )

    def events_between(self, pairs: Collection[str]) -> list[Event]:
        """All events between some pairs of sides, in order of date; see :meth:`events`.

        Args:
            pairs: Keys of pairs, see :func:`kg.store.parts.pair_key`.
        """
        marks = self.marks()
        joined = self.pairs_of({*marks.same, *marks.same.values()}) if marks.same else []
        wanted = set(pairs)
        events = merge_read(
            self.read_reports("r.pair IN (SELECT unnest($pairs))", {"pairs": sorted(wanted.union(joined))}), marks
        )
        return [event for event in events if pair_key(*event.best.dyad) in wanted]

    def find(self, prefix: str) -> list[Event]:
        """Events whose id, or another id that they can be found by, begins with a prefix; an exact id gives one."""
        marks = self.marks()
        rows = list(
            self.select(
                f"{reports_query('DISTINCT r.event, r.pair, r.type')} WHERE {ALIVE} AND starts_with(r.event, $prefix) "
                f"LIMIT {_MATCHES}",
                {"prefix": prefix},
            )
        )
        pairs = {str(row["pair"]) for row in rows}
        if marks:
            pairs.update(self.pairs_of({*marks.wrong, *marks.types, *marks.same, *marks.same.values()}))
        if not pairs:
            return []
        where, values = "r.pair IN (SELECT unnest($pairs))", {"pairs": sorted(pairs)}
        if not marks:  # claims of different types are never one event
            where += " AND r.type IN (SELECT unnest($types))"
            values["types"] = sorted({str(row["type"]) for row in rows})
        events = merge_read(self.read_reports(where, values), marks)
        exact = [event for event in events if event.id == prefix] or [e for e in events if prefix in e.aliases]
        return exact or [e for e in events if any(name.startswith(prefix) for name in (e.id, *e.aliases))]

    def claims(self, ids: Collection[str]) -> dict[str, str]:
        """Which of some ids are claims as they were read, sorted, each with its words: ``RUS SANCTION USA 2021-03-17``.

        Args:
            ids: Ids of events.
        """
        columns = "DISTINCT r.event, r.source_stands_for AS a, r.type, r.target_stands_for AS b, r.earliest"
        query = f"{reports_query(columns)} WHERE {ALIVE} AND r.event IN (SELECT unnest($ids)) ORDER BY ALL DESC"
        rows = self.select(query, {"ids": sorted(ids)})
        found = {str(row["event"]): f"{row['a']} {row['type']} {row['b']} {row['earliest'] or ''}" for row in rows}
        return {name: found[name].strip() for name in sorted(found)}

    def events_of(self, claims: Collection[str]) -> list[Event]:
        """The events that some claims, as they were read, are part of now, among others."""
        marks = self.marks()
        pairs = self.pairs_of({*claims, *marks.same, *marks.same.values()})
        return merge_read(self.read_reports("r.pair IN (SELECT unnest($pairs))", {"pairs": pairs}), marks)

    def size(self) -> tuple[int, int]:
        """Numbers of articles that were read and of reports that count."""
        if not self.parts.committed():
            return 0, 0
        (articles,) = self.articles_where("count(*) AS n", order=None, where="r.skipped IS NULL")
        (reports,) = self.select(f"{reports_query('count(*) AS n')} WHERE {ALIVE}", {})
        return int(str(articles["n"])), int(str(reports["n"]))

    def sides(self) -> dict[str, str]:
        """What takes part in the graph: id by id and by label, in lower case."""
        columns = ", ".join(
            f"r.{side}_stands_for AS {side}, CASE WHEN r.{side}_id = r.{side}_stands_for THEN r.{side}_label END "
            f"AS {side}_label"
            for side in ("source", "target")
        )
        rows = list(self.select(f"{reports_query(f'DISTINCT {columns}')} WHERE {ALIVE}", {}))
        found = {(str(row[side]), row[f"{side}_label"]) for row in rows for side in ("source", "target")}
        labels = sorted(((str(label).casefold(), name) for name, label in found if label), reverse=True)
        return dict(labels) | {name.casefold(): name for name, _ in sorted(found, key=str)}

    def actors(self) -> Iterator[Actor]:
        """Every actor as some report describes it, each description once."""
        for side in ("source", "target", "object"):
            columns = ", ".join(f"r.{side}_{name}" for name in ACTOR_COLUMNS)
            where = f"WHERE {ALIVE} AND r.{side}_id IS NOT NULL ORDER BY ALL"
            for row in self.select(f"{reports_query(f'DISTINCT {columns}')} {where}", {}):
                yield actor_of(row, side)

    def names(self, column: Literal["outlet", "place", "object_event"]) -> list[str]:
        """The distinct values of a column of the reports, sorted."""
        rows = self.select(f"{reports_query(f'DISTINCT r.{column} AS name')} WHERE {ALIVE} ORDER BY name", {})
        return [str(row["name"]) for row in rows if row["name"] is not None]

    def portions(self, most: int) -> Iterator[list[Event]]:
        """All events, in portions of whole pairs of sides with about so many reports; see :meth:`events`.

        Memory grows with the largest pair, not with the log.
        """
        return map(list, self.streams(most))

    def streams(self, most: int) -> Iterator[Iterator[Event]]:
        """The same portions, each to be read event by event.

        About so many reports are held in memory at a time, or those of one event type of a pair if these are more.

        Args:
            most: Number of reports.
        """
        marks = self.marks()
        moved = {*marks.same, *marks.same.values()}
        together = set(self.pairs_of(moved)) if moved else set()
        whole = together | (set(self.pairs_of(marks.types)) if marks.types else set())
        sizes: dict[str, dict[str, int]] = {}
        query = f"{reports_query('r.pair, r.type, count(*) AS n')} WHERE {ALIVE} GROUP BY ALL ORDER BY r.pair, r.type"
        for row in self.select(query, {}):
            sizes.setdefault(str(row["pair"]), {})[str(row["type"])] = int(str(row["n"]))
        if together:
            yield self._merged(sorted(together), marks)
        totals = {pair: sum(types.values()) for pair, types in sizes.items() if pair not in together}
        for pairs in _bundles(totals, most):
            if len(pairs) == 1 and totals[pairs[0]] > most and pairs[0] not in whole:
                yield self._by_type(pairs[0], _bundles(sizes[pairs[0]], most), marks)
            else:
                yield self._merged(pairs, marks)

    def _merged(self, pairs: Sequence[str], marks: Marks) -> Iterator[Event]:
        yield from merge_read(self.read_reports("r.pair IN (SELECT unnest($pairs))", {"pairs": pairs}), marks)

    def _by_type(self, pair: str, bundles: Iterable[Sequence[str]], marks: Marks) -> Iterator[Event]:
        """The events of a pair that is too large to be merged at once: those of different types are never one."""
        where = "r.pair = $pair AND r.type IN (SELECT unnest($types))"
        for types in bundles:
            yield from merge_read(self.read_reports(where, {"pair": pair, "types": types}), marks)


def _bundles(sizes: Mapping[str, int], most: int) -> Iterator[list[str]]:
    """Names in bundles of at most so much together; one that is larger by itself."""
    bundle: list[str] = []
    count = 0
    for name, size in sizes.items():
        if bundle and count + size > most:
            yield bundle
            bundle, count = [], 0
        bundle.append(name)
        count += size
    if bundle:
        yield bundle


def _wanted(pair: tuple[str, str] | None, start: date | None, end: date | None) -> tuple[list[str], dict[str, object]]:
    conditions: dict[str, tuple[str, object]] = {}
    if pair is not None:
        conditions["pair"] = "r.pair = $pair", pair_key(*pair)
    if start is not None:
        conditions["first_day"] = "r.latest >= $first_day", start
    if end is not None:
        conditions["last_day"] = "r.earliest <= $last_day", end
    return [text for text, _ in conditions.values()], {name: value for name, (_, value) in conditions.items()}


def _less(day: date) -> date:
    return day - _MARGIN if day - date.min > _MARGIN else date.min


def _more(day: date) -> date:
    return day + _MARGIN if date.max - day > _MARGIN else date.max
