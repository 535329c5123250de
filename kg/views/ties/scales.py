"""What an event is worth: PLOVER's scores, Goldstein's, or a table of the user's own."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from types import MappingProxyType

from kg.base.errors import LexiconError, UsageError
from kg.base.suggestions import nearest
from kg.lexicon.tables import Problems, TableRow, read_file, rows
from kg.model import Report
from ontology import Cameo, EventType, Mode


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """Scores by code. The most specific code of an event decides: its mode, then its CAMEO code, then its type.

    Attributes:
        name: ``plover``, ``goldstein`` or the table's file name.
        scores: Score by ``SANCTION/withdraw`` (a mode), ``16`` (CAMEO, and all narrower codes) or ``SANCTION``.
        low, high: The least and the greatest score that there is.
    """

    name: str
    scores: Mapping[str, float] = field(repr=False)

    @property
    def low(self) -> float:
        """The least score."""
        return min(self.scores.values())

    @property
    def high(self) -> float:
        """The greatest score."""
        return max(self.scores.values())

    def score(self, report: Report) -> float | None:
        """The score of a coded event; None when the scale has none of its codes."""
        return self.of(report.type.value, report.mode.name if report.mode else None, report.cameo)

    def of(self, type_: str, mode: str | None, cameo: str | None) -> float | None:
        """The same of codes: ``SANCTION``, ``withdraw``, ``161``."""
        codes = [f"{type_}/{mode}"] if mode else []
        code = cameo or ""
        codes += [code[:size] for size in range(len(code), 1, -1)]
        return next((self.scores[found] for found in [*codes, type_] if found in self.scores), None)


def mode_code(mode: Mode) -> str:
    """How a table names a mode: ``SANCTION/withdraw``."""
    return f"{mode.type.value}/{mode.name}"


@cache
def plover() -> Scale:
    """PLOVER's scores of modes and types, from ``ontology/tables``, in [-10, 10]."""
    scores = {type_.value: type_.score for type_ in EventType} | {mode_code(mode): mode.score for mode in Mode.all()}
    return Scale(name="plover", scores=MappingProxyType(scores))


@cache
def goldstein() -> Scale:
    """Goldstein's scores of CAMEO codes, from ``ontology/tables``, in [-10, 10].

    J. S. Goldstein, A conflict-cooperation scale for WEIS events data, Journal of Conflict Resolution 36 (1992), as the
    CAMEO project extended it. An event without a CAMEO code has none.
    """
    return Scale(name="goldstein", scores=MappingProxyType({cameo.code: cameo.goldstein for cameo in Cameo.all()}))


def load_scale(name: str | Path) -> Scale:
    """A scale by name, or from a table with the columns ``code`` and ``score``.

    Args:
        name: ``plover``, ``goldstein``, or the path of a TSV file. Its codes are types (``SANCTION``), modes
            (``SANCTION/withdraw``) and CAMEO codes (``0312``).

    Raises:
        UsageError: There is no such scale and no such file.
        LexiconError: The table is malformed; lists every problem as ``file:line: problem``.
    """
    if name == "plover":
        return plover()
    if name == "goldstein":
        return goldstein()
    path = Path(name)
    if not path.is_file():
        close = nearest(str(name), ("plover", "goldstein"))
        hint = f"did you mean {close[0]}? " if close else ""
        raise UsageError(
            f"no scale {str(name)!r}; {hint}known: plover, goldstein, or a TSV file with columns code, score"
        )
    return _from_table(path)


def _from_table(path: Path) -> Scale:
    problems = Problems()
    scores: dict[str, float] = {}
    places: dict[str, str] = {}
    known = {type_.value for type_ in EventType} | {mode_code(m) for m in Mode.all()} | {c.code for c in Cameo.all()}
    for row in rows(read_file(path), path.name, ("code", "score"), problems):
        code, score = row["code"], _number(row, problems)
        if code not in known:
            close = get_close_matches(code, sorted(known), n=1)
            hint = f"did you mean {close[0]}?" if close else "wanted: SANCTION, SANCTION/withdraw or a CAMEO code"
            problems.add(row.place, f"unknown code {code!r}; {hint}")
        elif code in scores:
            problems.add(row.place, f"{code} has a score already, in {places[code]}")
        elif score is not None:
            scores[code], places[code] = score, row.place
    problems.raise_if_any()
    if not scores:
        raise LexiconError(f"{path.name}:1: the table has no rows")
    return Scale(name=path.name, scores=MappingProxyType(scores))


def _number(row: TableRow, problems: Problems) -> float | None:
    try:
        number = float(row["score"])
    except ValueError:
        number = math.nan
    if math.isfinite(number):
        return number
    problems.add(row.place, f"score {row['score']!r} is not a number")
    return None
