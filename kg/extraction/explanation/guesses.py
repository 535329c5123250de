"""Where a side that a sentence leaves unsaid is filled in: the function that looks for it, and how sure it is."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import FunctionType, MappingProxyType
from typing import cast

from kg.extraction.entities.coreference import Discourse
from kg.extraction.entities.deeds import Deeds
from kg.extraction.events import domestic, hearsay
from kg.extraction.events.implicit import Unsaid
from kg.extraction.judging import trials
from kg.extraction.reasons import Guess
from kg.lexicon.rule_places import list_place

_IMPLICIT = "implicit_side"
_RULES: Mapping[Guess, tuple[object, str]] = MappingProxyType(
    {
        Guess.VICTIM: (Unsaid.victim, _IMPLICIT),
        Guess.UNKNOWN_HAND: (Unsaid.hand, "unidentified_hand"),
        Guess.CROWD: (Unsaid.crowd, _IMPLICIT),
        Guess.WITHIN: (domestic.default_target, "default_target"),
        Guess.PARTIES: (Discourse.parties, _IMPLICIT),
        Guess.DOER: (Deeds.doers, _IMPLICIT),
        Guess.OPPOSITE: (Deeds.opposite, _IMPLICIT),
        Guess.ACCUSER: (Deeds.accuser, _IMPLICIT),
        Guess.AGGRESSOR: (Deeds.aggressor, _IMPLICIT),
        Guess.STRIKER: (Deeds.striker, _IMPLICIT),
        Guess.ACCUSER_HIT: (hearsay.as_alleged, "alleged_victim"),
        Guess.NAMED: (Discourse.counterpart, _IMPLICIT),
        Guess.NEAREST: (trials.loose, "side_of_the_sentence"),
        Guess.BEFORE: (trials.loose, "side_of_the_sentence_before"),
    }
)
"""By what each is filled in, and the weight that is its certainty."""


def guess_places(guess: Guess) -> tuple[str, str]:
    """``file:line`` of the function that fills a side in, and of its weight."""
    function, weight = _RULES[guess]
    code = cast("FunctionType", function).__code__
    path = Path(code.co_filename)
    file = path.relative_to(Path(__file__).parents[3]).as_posix()
    return f"{file}:{code.co_firstlineno}", list_place(weight, "weights.tsv")
