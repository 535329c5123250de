"""Periods as numbers, as Stata counts them where it counts any."""

from __future__ import annotations

EPOCH = {
    "day": "({day} - DATE '1960-01-01')",
    "week": "(date_trunc('week', {day})::DATE - DATE '1960-01-04') // 7",
    "month": "((year({day}) - 1960) * 12 + month({day}) - 1)",
    "quarter": "((year({day}) - 1960) * 4 + quarter({day}) - 1)",
    "year": "year({day})",
}
"""The number of the period that a day lies in."""


def number(by: str, day: str) -> str:
    """SQL of the number of the period of a day."""
    return f"({EPOCH[by].format(day=day)})::INTEGER"
