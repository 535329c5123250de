"""Verdicts on single candidates, read one by one: right or wrong in source, target and type.

``data/training/judged.tsv`` holds places, codes and verdicts, no text: the articles are no part of this repository.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

from kg.model import Report, Status

TABLE = Path(__file__).parent.parent / "data" / "training" / "judged.tsv"
Key = tuple[str, str, str, str, str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdicts:
    """What was said of which candidate of which article."""

    right: dict[Key, bool]
    articles: frozenset[str]

    @classmethod
    def load(cls) -> Verdicts:
        """Read the table; none at all when it is not there."""
        if not TABLE.is_file():
            return cls(right={}, articles=frozenset())
        with TABLE.open(encoding="utf-8", newline="") as file:
            lines = csv.reader((line for line in file if not line.startswith("#")), delimiter="\t")
            next(lines)
            found = {(*cells[:-1],): cells[-1] == "right" for cells in lines}
        return cls(
            right={_key(*key): verdict for key, verdict in found.items()},
            articles=frozenset(key[0] for key in found),
        )

    def of(self, article: str, report: Report) -> bool | None:
        """The verdict on a candidate, or None."""
        return self.right.get(key_of(article, report))


def key_of(article: str, report: Report) -> Key:
    """What a candidate is known by, whatever later rules make of its neighbours."""
    told = "negated" if report.status is Status.NEGATED else "told"
    return _key(article, str(report.trigger_start), *report.dyad, report.type.value, told)


def _key(article: str, start: str, source: str, target: str, kind: str, told: str) -> Key:
    return article, start, source, target, kind, told
