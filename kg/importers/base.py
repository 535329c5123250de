"""What all importers share: what a format is, the report that a row becomes, and what CAMEO codes mean."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, partial
from operator import itemgetter
from typing import TypeVar

from kg.base.dates import When
from kg.base.frozen import made_quickly
from kg.base.ids import digest
from kg.importers.day_order import Days
from kg.importers.errors import RowError
from kg.importers.layout import Columns, Layout
from kg.importers.row_actors import RowActors
from kg.model import Mention, Report, Status
from ontology import Cameo, Context, EventType, Mode
from ontology.codes import UnknownCodeError

CONFIDENCE = 0.5
"""Confidence of an imported report. The data sets give none, and irkg has not seen the sentence: one half takes no
side, and ranks below almost every reading that has a sentence to show."""

_report = made_quickly(Report)
_MUTUAL = frozenset({"040", "041", "044", "046"})
"""CAMEO codes of acts that both sides do: consult, telephone, meet elsewhere, negotiate."""
_NOTHING = frozenset("NA N/A n/a None none NULL null NaN nan <NA> - -- --- .".split()) | {""}
"""Ways of writing nothing: of R, Python, SQL, Stata, and of GDELT itself."""


Coder = Callable[[Sequence[str], str], Sequence[Report]]
"""Makes reports of the cells of a row and the id of the part of the log it stands in; raises RowError.

One row is one report, unless it names several actors on a side.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class TableContext:
    """What coders of one table share.

    Attributes:
        columns: Where its columns stand.
        cast: Resolves actors.
        days: Reads its dates.
        zeros: Whether its event codes have their leading zeros.
        tell: Called with a remark on the row at hand, and what the row has there; the row is read all the same.
    """

    columns: Columns
    cast: RowActors
    days: Days
    zeros: bool
    tell: Callable[[str, str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Importer:
    """One format of event data.

    Attributes:
        name: As in ``kg import NAME``, and the data set's name in the graph.
        form: What its tables look like.
        day: The column with the day of an event.
        code: The column with its CAMEO code, None where there is none.
        start: Makes the coder of a table.
        suffixes: Ends of the names of such files in a folder, lower case.
        quoted: Whether cells in quotes may hold line ends.
    """

    name: str
    form: Layout
    day: str
    code: str | None
    start: Callable[[TableContext], Coder]
    suffixes: tuple[str, ...] = (".csv", ".tab", ".tsv", ".txt")
    quoted: bool = False

    @property
    def title(self) -> str:
        """Name for people."""
        return self.form.title


@dataclass(frozen=True, slots=True, kw_only=True)
class EventCode:
    """What an event code means."""

    type: EventType
    mode: Mode | None
    contexts: tuple[Context, ...]
    cameo: str | None
    label: str
    symmetric: bool


Remark = tuple[str, str]
_Verdict = TypeVar("_Verdict")
_REMEMBERED = 200_000  # verdicts of one kind, some 100 MB at most


def remembered(
    context: TableContext, columns: Sequence[str], judge: Callable[[TableContext, Sequence[str]], _Verdict]
) -> Callable[[Sequence[str]], tuple[_Verdict, Sequence[Remark]]]:
    """A verdict on some cells of a row, found once for all rows of a table that have the same there.

    Args:
        context: Of the table.
        columns: Whose cells the verdict rests on, and on nothing else of the row.
        judge: Finds it, of these cells in this order; may raise RowError, and tell remarks.

    Returns:
        What gives the verdict on the cells of a row, with its remarks, which the caller tells; raises the RowError.
    """
    noted: list[Remark] = []
    own = replace(context, tell=lambda remark, detail: noted.append((remark, detail)))
    pick = itemgetter(*(context.columns[name] for name in columns))
    known: dict[object, tuple[_Verdict, Sequence[Remark]] | partial[RowError]] = {}

    def verdict(cells: Sequence[str]) -> tuple[_Verdict, Sequence[Remark]]:
        key = pick(cells)
        found = known.get(key)
        if found is None:
            noted.clear()
            try:
                found = judge(own, key), tuple(noted)
            except RowError as error:
                found = partial(RowError, error.reason, error.detail, harmless=error.harmless, code=error.code)
            if len(known) >= _REMEMBERED:
                known.clear()
            known[key] = found
        if isinstance(found, partial):
            raise found()  # a new one: an error holds on to all that was at hand when it was raised
        return found

    return verdict


def cell(text: str) -> str | None:
    """A cell's text, None for the ways of writing nothing."""
    stripped = text.strip()
    return None if stripped in _NOTHING else stripped


def record(cells: Sequence[str], place: int) -> str:
    """The data set's own id of an event; where the table has none, a hash of the row."""
    return cell(cells[place]) or digest(*cells)


@cache
def cameo(code: str) -> EventCode:
    """What a CAMEO code means in PLOVER.

    Raises:
        RowError: It is no CAMEO code, or one of those that PLOVER has no event for.
    """
    try:
        entry = Cameo.get(code)
    except UnknownCodeError:
        raise RowError("not a CAMEO code", code, code=code) from None
    if entry.type is None:
        raise RowError("a mere statement (CAMEO root 01), which is no event in PLOVER", harmless=True, code=code)
    return EventCode(
        type=entry.type,
        mode=Mode.get(entry.type, entry.mode) if entry.mode else None,
        contexts=entry.contexts,
        cameo=code,
        label=entry.label,
        symmetric=code in _MUTUAL,
    )


def report(  # noqa: PLR0913 - one argument a field, all named
    *,
    dataset: str,
    record: str,
    article: str,
    coding: EventCode,
    original: str,
    text: str,
    date: When,
    source: Mention,
    target: Mention,
    place: str | None = None,
    outlet: str | None = None,
    url: str | None = None,
    published: date | None = None,
) -> Report:
    """The report of one row.

    Args:
        dataset: Name of the data set.
        record: Its own id of the event, by which the same row in two files is one report.
        article: Id of the part of the log.
        coding: What its code means.
        original: Its code as it stands there.
        text: Its words for the act.
        date: When it happened.
        source: Who did it.
        target: To whom.
        place: Where.
        outlet: Who told it.
        url: Where it was told.
        published: When it was told or entered.
    """
    return _report(
        article=article,
        doc=f"{dataset} {record}",
        sentence="",
        start=0,
        end=0,
        trigger=text,
        trigger_start=0,
        trigger_end=0,
        predicate=text,
        source=source,
        target=target,
        type=coding.type,
        mode=coding.mode,
        contexts=coding.contexts,
        cameo=coding.cameo,
        when=date,
        status=Status.OCCURRED,
        confidence=CONFIDENCE,
        rule=_rule(dataset),
        place=place,
        symmetric=coding.symmetric,
        domestic=source.actor.stands_for == target.actor.stands_for,
        outlet=outlet,
        url=url,
        published=published,
        dataset=dataset,
        original_code=original,
    )


@cache  # one text for all rows, which the log then takes once
def _rule(dataset: str) -> str:
    return f"import:{dataset}"
