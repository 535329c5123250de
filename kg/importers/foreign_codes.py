"""Event codes of data sets that are not CAMEO, by the table ``event_codes.tsv``, and the pairs that a row makes."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from kg.importers.base import EventCode
from kg.importers.errors import RowError
from kg.lexicon.event_codes import Way, event_codes
from kg.model import Mention


@lru_cache(maxsize=10_000)
def foreign(dataset: str, code: str, label: str) -> tuple[EventCode, Way]:
    """What a code means in PLOVER, and who does it to whom.

    Args:
        dataset: Whose code.
        code: As it stands there.
        label: Words for what happened; those of the table where there are none.

    Raises:
        RowError: The table has no such code, or PLOVER no event for it.
    """
    known = event_codes(dataset).get(code.casefold())
    if known is None:
        raise RowError("a code that the table of codes does not have", code or "nothing", code=code)
    if known.type is None:
        raise RowError(f"no event of PLOVER: {known.note}", harmless=True, code=code)
    mutual = known.way is Way.MUTUAL
    coding = EventCode(
        type=known.type, mode=known.mode, contexts=(), cameo=None, label=label or known.note, symmetric=mutual
    )
    return coding, known.way


def pairs(
    ones: Sequence[Mention], others: Sequence[Mention], way: Way, *, namesakes: bool = False
) -> list[tuple[Mention, Mention]]:
    """Each of one side with each of the other, in the direction of the act, and nobody with itself.

    Args:
        ones: Those of the first side.
        others: Those of the second.
        way: Who does it to whom.
        namesakes: Whether two may have one name: "Unidentified Armed Group" fights another.

    Raises:
        RowError: Both sides are one actor.
    """
    if way is Way.REVERSED:
        ones, others = others, ones
    if namesakes and len(ones) == len(others) == 1:
        return [(ones[0], others[0])]
    found = {
        (one.actor.id, other.actor.id): (one, other)
        for one in ones
        for other in others
        if one.actor.id != other.actor.id
    }
    if not found:
        raise RowError("both sides are one actor", harmless=True)
    return list(found.values())
