"""What somebody may have meant who typed a name that nothing has."""

from __future__ import annotations

from collections.abc import Iterable

from kg.base.suggestions import alike

CLOSE = 0.75
"""How alike names are, from 0 to 1, of which one is offered for the other."""
_OFFERED = 3


def nearest(word: str, known: Iterable[str], otherwise: str) -> str:
    """``did you mean gexf?``, with the nearest of the names known, or what is told where none is near.

    Args:
        word: What was typed.
        known: Every name there is.
        otherwise: What to do instead.
    """
    by_case = {name.casefold(): name for name in known}
    close = alike(word.strip().casefold(), by_case, most=_OFFERED, cutoff=CLOSE)
    return f"did you mean {' or '.join(by_case[form] for form in close)}?" if close else otherwise
