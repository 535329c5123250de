"""The ids of rules: what a row is called in reports, ``v:give:aid``, and the chain of rows that made a report.

An id is the part of speech (``v``, ``n``, ``a``) or the table (``m`` matrix, ``d`` derived, ``s`` speech), the trigger,
and what distinguishes the row from others with that trigger. It is written in the row, so that it stays when rows come,
go or move. In a report the ids stand in a chain, the outermost first: ``m:agree + d:AGREE:AID + v:give:aid``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

CHAIN = " + "
"""What joins the ids of the rows that made a report."""

_RESERVED = ("+", "|")


def chain(*ids: str) -> str:
    """Join the ids of rows, the outermost first."""
    return CHAIN.join(ids)


def links(rule: str) -> tuple[str, ...]:
    """The ids that a report's rule is made of."""
    return tuple(rule.split(CHAIN))


def stem(rule_id: str) -> str:
    """An id without what distinguishes its row: ``v:give:aid`` is ``v:give``, the rule's name in graphs of old."""
    return ":".join(rule_id.split(":")[:2])


def family(rule: str) -> str:
    """A chain without what distinguishes rows and without codes: ``m:agree + v:give``."""
    return CHAIN.join(stem(each) for each in links(rule) if not each.startswith("d:"))


def misnamed(own: str, *stems: str) -> Iterator[str]:
    """What is wrong with an id by itself.

    Args:
        own: The id.
        stems: What it must be, or begin with up to a colon.
    """
    if not own:
        yield "no id; python scripts/row_ids.py writes one"
        return
    if not any(own == each or own.startswith(f"{each}:") for each in stems):
        yield f"id {own!r} is not {_or(stems)}, nor that with :something"
    if any(sign in own for sign in _RESERVED) or any(part != part.strip() or not part for part in own.split(":")):
        yield f"id {own!r} has an empty part, a space at an edge, or one of {_RESERVED}"


def _or(stems: Iterable[str]) -> str:
    return " or ".join(repr(each) for each in stems)
