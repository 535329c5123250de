"""What all importers share: the report that a row becomes, dates, CAMEO codes, and why a row is left out."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache

from kg.base.dates import DateBasis, When
from kg.importers.row_actors import Cast
from kg.model import Mention, Report, Status
from ontology import Cameo, Context, EventType, Mode
from ontology.codes import UnknownCodeError

CONFIDENCE = 0.5
"""Confidence of an imported report. The data sets give none, and irkg has not seen the sentence: one half takes no
side, and ranks below almost every reading that has a sentence to show."""

FIRST_YEAR, LAST_YEAR = 1700, 2100
"""Years outside mean a slip or "unknown" (0000, 9999) in every data set read here."""

_MUTUAL = frozenset({"040", "041", "044", "046"})
"""CAMEO codes of acts that both sides do: consult, telephone, meet elsewhere, negotiate."""
_DIGITS = re.compile(r"^(\d{4})(\d\d)(\d\d)$", re.ASCII)
_NOTHING = frozenset({"", "NA", "None", "NULL", "nan"})


class RowError(Exception):
    """A row that becomes no report.

    Attributes:
        reason: Why, the same words for all rows with that problem.
        detail: What the row has there.
        harmless: The row is in order, but no event in our sense.
        code: The row's event code, where that is what decided.
    """

    def __init__(self, reason: str, detail: str = "", *, harmless: bool = False, code: str | None = None) -> None:
        super().__init__(f"{reason}: {detail!r}" if detail else reason)
        self.reason = reason
        self.harmless = harmless
        self.code = code


class FileError(Exception):
    """A file that is not of the format at all; the message says what it seems to be."""


Coder = Callable[[Sequence[str], str], Report]
"""Makes a report of the cells of a row and the id of the part of the log it stands in; raises RowError."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Importer:
    """One format of event data.

    Attributes:
        name: As in ``kg import NAME``, and the data set's name in the graph.
        title: Name for people.
        header: Whether files begin with the names of their columns.
        start: Takes the cells of a file's first line and what resolves actors; raises FileError.
        suffixes: Ends of the names of such files in a folder, lower case.
    """

    name: str
    title: str
    header: bool
    start: Callable[[Sequence[str], Cast], Coder]
    suffixes: tuple[str, ...] = (".csv", ".tab", ".tsv", ".txt")


@dataclass(frozen=True, slots=True, kw_only=True)
class Coding:
    """What an event code means."""

    type: EventType
    mode: Mode | None
    contexts: tuple[Context, ...]
    cameo: str | None
    label: str
    symmetric: bool


def cell(text: str) -> str | None:
    """A cell's text, None for the ways of writing nothing."""
    stripped = text.strip()
    return None if stripped in _NOTHING else stripped


@cache
def cameo(code: str) -> Coding:
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
    return Coding(
        type=entry.type,
        mode=Mode.get(entry.type, entry.mode) if entry.mode else None,
        contexts=entry.contexts,
        cameo=code,
        label=entry.label,
        symmetric=code in _MUTUAL,
    )


@lru_cache(maxsize=100_000)
def day(text: str) -> date:
    """The day in ``2018-06-01``, ``20180601`` or a time stamp that begins so.

    Raises:
        RowError: It is none, or its year cannot be.
    """
    digits = text[:10].replace("-", "") if text[4:5] == "-" else text[:8]
    try:
        found = date(*map(int, _DIGITS.findall(digits)[0]))
    except (ValueError, IndexError):
        raise RowError("no date", text[:40]) from None
    if not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise RowError(f"no date between {FIRST_YEAR} and {LAST_YEAR}", text[:40])
    return found


@lru_cache(maxsize=100_000)
def when(text: str) -> When:
    """That day as the time of an event; raises like :func:`day`."""
    return When.day(day(text), DateBasis.STATED)


def report(  # noqa: PLR0913 - one argument a field, all named
    *,
    dataset: str,
    record: str,
    article: str,
    coding: Coding,
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
    return Report(
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
        rule=f"import:{dataset}",
        place=place,
        symmetric=coding.symmetric,
        domestic=source.actor.stands_for == target.actor.stands_for,
        outlet=outlet,
        url=url,
        published=published,
        dataset=dataset,
        original_code=original,
    )
