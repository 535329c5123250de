"""The extractor for some options: loaded here, so that who only reads a sentence needs nothing else of a graph."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

from kg.base.collector import undisturbed
from kg.base.signals import is_command
from kg.graph.options import Options

if TYPE_CHECKING:
    from kg.extraction import Extractor


@undisturbed()  # hundreds of thousands of objects are made, and stay
def extractor(options: Options) -> Extractor:
    """The extractor for some options; loads the language model."""
    from kg.extraction import DEFAULT_MODEL, Extractor

    found = Extractor(
        model=options.model or DEFAULT_MODEL,
        actors=options.actors,
        filter=options.prefilter,
        domestic=options.domestic,
        judging=options.judging,
        min_confidence=options.min_confidence,
    )
    if is_command():  # others' objects are none of our business: a frozen cycle of theirs would never be collected
        gc.freeze()  # the collector need not look through tables and model again, nor workers write to their pages
    return found
