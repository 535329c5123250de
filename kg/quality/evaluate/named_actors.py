"""Measuring actors: phrases of known country and sector, and the sides of events as their mentions name them.

Country and sector codes of other projects are read by what they mean, see :func:`answers` and ``_SECTOR_MEANS``;
``docs/accuracy.md`` says why.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any

from kg.extraction import Extractor
from kg.extraction.entities.resolver import ResolvedMention
from kg.lexicon import load_actors
from kg.lexicon.actor_index import country
from kg.model import Actor
from ontology import ActorKind

Gold = Mapping[str, Any]

_UNITED_NATIONS = frozenset({"UN", "ICJ"})
"""Whose acts count for the United Nations where all of its bodies have one code."""

_SECTOR_MEANS: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "JRN": frozenset({"MED"}),  # journalists
        "PRE": frozenset({"SEP"}),  # partially recognised states
        "PRM": frozenset({"REB", "UAF"}),  # paramilitaries
        "UNK": frozenset({"UNK", ""}),
        "JNK": frozenset({"UNK", ""}),  # no actor at all
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorAnswer:
    """What was found for one question about an actor, and whether it is right."""

    asked: str
    wanted: str
    got: str
    right: bool


def answers(record: Gold, found: Sequence[Mapping[str, object]]) -> list[ActorAnswer]:
    """Judge what :meth:`Extractor.resolve` found first for a phrase against the country and sector it should have."""
    expect = record["expect"]
    best = found[0] if found else {}
    judged = []
    wanted = expect.get("country", expect.get("cc"))
    if wanted is not None:
        got = str(best.get("country") or "")
        judged.append(ActorAnswer(asked="country", wanted=wanted, got=got, right=wanted in {got, _body_code(best)}))
    wanted = expect.get("code_1")
    if wanted is not None:
        got = str(best.get("sector") or "")
        meant = {
            code
            for gold in (wanted, expect.get("code_2"))
            if gold is not None
            for code in _SECTOR_MEANS.get(gold, {gold})
        }
        judged.append(ActorAnswer(asked="sector", wanted=wanted, got=got, right=got in meant | {wanted}))
    return judged


def _body_code(found: Mapping[str, object]) -> str:
    """The code that coders give a body of several countries: ``UNO``, ``EUR``, ``IGO``; empty for others."""
    side = found.get("stands_for")
    rows = load_actors().by_id.get(str(side)) if side and not found.get("country") else None
    if not rows or rows[0].kind not in {ActorKind.IGO, ActorKind.COALITION, ActorKind.GOVERNMENT_BODY}:
        return ""
    return "UNO" if side in _UNITED_NATIONS else "EUR" if side == "EU" else "IGO"


def sides_at(mentions: Iterable[ResolvedMention], start: int, end: int) -> list[Actor]:
    """The actors of the phrases that share words with ``[start, end)``."""
    return [m.ref.actor for m in mentions if m.start < end and start < m.end]


def side_codes(actor: Actor) -> set[str]:
    """Every code under which an actor may stand in an event: its side, and its home country."""
    home = country(actor)
    return {actor.stands_for, *([home] if home else [])}


class SidesOfText:
    """Finds mentions in texts, each text read once."""

    def __init__(self, extractor: Extractor) -> None:
        """Use one extractor for all texts."""
        self._extractor = extractor
        self._read: dict[tuple[str, date | None], list[ResolvedMention]] = {}

    def found(self, text: str, sentence: str, words: str, on: date | None = None) -> list[Actor] | None:
        """Actors at ``words`` of a ``sentence`` of a text; None if the words do not stand there."""
        first = text.find(sentence)
        inside = sentence.find(words)
        if first < 0 or inside < 0 or not words:
            return None
        if (text, on) not in self._read:
            self._read[text, on] = self._extractor.mentions(text, on)
        return sides_at(self._read[text, on], first + inside, first + inside + len(words))
