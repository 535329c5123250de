"""The events of a log, or of a part of it, in memory: only the reports are read that have a say in them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta

from kg.assembly import Marks, merge_read
from kg.assembly.claims import LONGEST
from kg.base.address_space import allowed
from kg.base.dates import DateBasis, When
from kg.base.errors import GraphError
from kg.model import Event, Report
from kg.store.article_reader import ArticleReader
from kg.store.duck import ALIVE
from kg.store.grouped import pair_key
from kg.store.queries import reports_query

_MARGIN = timedelta(days=2 * LONGEST)
"""How far beyond a date a report may lie that has a say in how those within are merged."""
_A_REPORT, _ITSELF = 4_000, 700_000_000
"""Bytes of address space that a report takes in memory with its event, and those that reading takes."""
_FEW = 5_000
"""Reports that find room wherever a command does."""


class ReportReader(ArticleReader):
    """What can be read of a log's reports, and of the events that they make."""

    def reports(
        self, *, pair: tuple[str, str] | None = None, start: date | None = None, end: date | None = None
    ) -> Iterator[Report]:
        """Reports of the reading of each article that counts, in order of article and place in it, as they were read.

        Args:
            pair: Only what these two did to each other, in either direction.
            start: Only what may have happened on this day or later.
            end: Only what may have happened on this day or earlier.
        """
        conditions, values = _wanted(None if pair is None else {pair_key(*pair)}, start, end)
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
            GraphError: A part is damaged, the file of marks has errors, or a limit of memory is too low.
        """
        return self._events(None if pair is None else {pair_key(*pair)}, start, end)

    def events_between(self, pairs: Collection[str]) -> list[Event]:
        """All events between some pairs of sides, in order of date; see :meth:`events`.

        Args:
            pairs: Keys of pairs, see :func:`kg.store.grouped.pair_key`.
        """
        return self._events(pairs, None, None)

    def _events(self, pairs: Collection[str] | None, start: date | None, end: date | None) -> list[Event]:
        marks = self.marks()
        pairs = None if pairs is None else frozenset(pairs)
        conditions, values = _wanted(pairs, start and _less(start), end and _more(end))
        where = " AND ".join(conditions)
        if where and marks.same:  # an event may have been joined to one between others
            where = f"(({where}) OR r.pair IN (SELECT unnest($joined)))"
            values["joined"] = self.pairs_of({*marks.same, *marks.same.values()})
        self._fits(where, values)
        events = merge_read(self.read_reports(where, values), marks)
        bounded = start is not None or end is not None
        span = When.between(start or date.min, end or date.max, DateBasis.STATED)
        return [
            event
            for event in events
            if (pairs is None or pair_key(*event.best.dyad) in pairs)
            and (not bounded or event.best.when.overlaps(span))
        ]

    def _fits(self, where: str, values: Mapping[str, object]) -> None:
        """Make sure that such events can be in memory, as far as a limit tells: DuckDB may end the process else."""
        if (most := allowed()) is None:
            return
        reports = self._number(where, values)
        if reports > _FEW and (needed := reports * _A_REPORT + _ITSELF) > most:
            raise GraphError(
                f"this takes {'' if where else 'all '}{reports:,} reports of {self.directory} in memory, some "
                f"{needed / 1e9:.1f} GB, and {most / 1e9:.1f} are allowed; raise the limit: ulimit -v {needed // 1000}"
            )

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
        return int(str(articles["n"])), self._number()

    def _number(self, where: str = "", values: Mapping[str, object] | None = None) -> int:
        """How many reports count, or of these meet a condition."""
        condition = f" AND {where}" if where else ""
        rows = self.select(f"{reports_query('count(*) AS n')} WHERE {ALIVE}{condition}", values or {})
        return sum(int(str(row["n"])) for row in rows)  # no row where there are no parts

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


def _wanted(pairs: Collection[str] | None, start: date | None, end: date | None) -> tuple[list[str], dict[str, object]]:
    conditions: dict[str, tuple[str, object]] = {}
    if pairs is not None and len(pairs) == 1:
        conditions["pair"] = "r.pair = $pair", next(iter(pairs))
    elif pairs is not None:
        conditions["pairs"] = "r.pair IN (SELECT unnest($pairs::VARCHAR[]))", sorted(pairs)
    if start is not None:
        conditions["first_day"] = "r.latest >= $first_day", start
    if end is not None:
        conditions["last_day"] = "r.earliest <= $last_day", end
    return [text for text, _ in conditions.values()], {name: value for name, (_, value) in conditions.items()}


def _less(day: date) -> date:
    return day - _MARGIN if day - date.min > _MARGIN else date.min


def _more(day: date) -> date:
    return day + _MARGIN if date.max - day > _MARGIN else date.max
