"""What a text tells, as tests of the rules put it."""

from __future__ import annotations

from datetime import date

from kg.extraction import Extractor
from kg.model import Article, Status


def told(extractor: Extractor, text: str) -> set[str]:
    """Each event as ``KEN>UGA ACCUSE``, either way round if it is mutual, with its status unless it occurred."""
    (found,) = extractor.extract([Article(id="a", name="a", text=text, published=date(2024, 5, 1))])
    sides = {r: f"{'>'.join(r.dyad)} {r.type}" for r in found.reports}
    mirrored = {r: f"{'>'.join(reversed(r.dyad))} {r.type}" for r in found.reports if r.symmetric}
    return {
        said if r.status is Status.OCCURRED else f"{said} {r.status}"
        for each in (sides, mirrored)
        for r, said in each.items()
    }
