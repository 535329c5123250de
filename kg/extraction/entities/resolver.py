"""Whom a text mentions, as plain values: what ``kg resolve`` prints."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from kg import states
from kg.extraction.entities.attribution import speaker_of
from kg.extraction.entities.coreference import Discourse
from kg.extraction.entities.grounding import ground
from kg.extraction.entities.names import Hit, Meaning, NameFinder, is_capitals, plain
from kg.extraction.entities.noun_phrases import Phrases
from kg.extraction.entities.references import Ground, Ref
from kg.extraction.entities.responsibility import claimant
from kg.extraction.segmentation import boundaries
from kg.extraction.segmentation.lines import closed_up
from kg.extraction.syntax.tree import Trees, Word
from kg.lexicon.actor_index import country
from kg.lexicon.actor_rows import RoleNoun
from kg.lexicon.weights import weight
from kg.lexicon.words import words
from ontology import ActorKind, Sector

_GOVERNMENTS = frozenset({Ground.PLACE, Ground.SEAT})
_UNKNOWN = weight("unknown_somebody")  # certainty of somebody of whom the text says nothing
_ROLE_ONLY = weight("role_without_side")  # certainty of a role whose side the text leaves open
_PRONOUNS = words("unresolved_pronouns")


@dataclass(frozen=True, slots=True)
class ResolvedMention:
    """An actor as a text names it: the reference, and where its words stand in the text as given."""

    ref: Ref
    start: int
    end: int


class Resolver:
    """Finds the actors of any text: a phrase, a sentence, an article. Stateless once built."""

    def __init__(self, names: NameFinder, parser: Trees) -> None:
        """Take the parts shared with the reader of articles."""
        self._names = names
        self._parser = parser

    def resolve(self, text: str, on: date | None) -> list[dict[str, object]]:
        """Actors mentioned in a text, as JSON objects; in each sentence those of unknown side come last."""
        found: list[dict[str, object]] = []
        for start, kept, phrases in self._sentences(text, on):
            found += [
                self._named(ref, phrases, text, _span(ref.start, ref.end, start, kept))
                | _codes(ref.actor.stands_for, on)
                for ref in phrases.outermost()
            ]
            found += [
                _unowned(word, name, role, former=former, span=_span(word.start, word.end, start, kept))
                for word, name, role, former in phrases.unowned()
            ]
            if not found:
                found += [
                    _nobody(w, _span(w.start, w.end, start, kept)) for w in phrases.tree.words[:1] if _somebody(w)
                ]
        return found

    def mentions(self, text: str, on: date | None) -> list[ResolvedMention]:
        """Every phrase of a text that stands for an actor, parts of larger ones included."""
        return [
            ResolvedMention(ref, *_span(ref.start, ref.end, start, kept))
            for start, kept, phrases in self._sentences(text, on)
            for ref in phrases.every()
        ]

    def _sentences(self, text: str, on: date | None) -> Iterator[tuple[int, tuple[int, ...] | None, Phrases]]:
        """Each sentence, parsed: its offset, where its characters stood before closing up, and its phrases."""
        spaced = plain_spaces(text)
        caps = is_capitals(spaced)
        forms = [form for _, _, form in self._names.spans(self._names.truecase(spaced) if caps else spaced)]
        meaning = Meaning(self._names.lexicon, text, forms, on, private=True)
        lines: list[boundaries.Sentence] = []
        closed: list[tuple[str, tuple[int, ...] | None]] = []
        hits: list[list[Hit]] = []
        for sentence in boundaries.split(spaced):
            part, kept = closed_up(spaced[sentence.start : sentence.end])
            if caps:
                part = self._names.truecase(part)
            lines.append(sentence)
            closed.append((part, kept))
            hits.append(self._names.find(part, on, meaning))
        trees = list(self._parser.trees([part for part, _ in closed]))
        memory = Discourse(claimant((part, found) for (part, _), found in zip(closed, hits, strict=True)))
        previous: Ref | None = None
        for number, (line, tree) in enumerate(zip(lines, trees, strict=True)):
            speaker, memory = speaker_of(number, lines, trees, hits, self._names.lexicon, memory.at(number), previous)
            phrases = ground(tree, hits[number], self._names.lexicon, memory, speaker)
            yield line.start, closed[number][1], phrases
            memory = phrases.memory
            previous = speaker

    def _named(self, ref: Ref, phrases: Phrases, text: str, span: tuple[int, int]) -> dict[str, object]:
        actor = ref.actor
        sector = actor.sector
        if sector is None and (ref.how in _GOVERNMENTS or text[slice(*span)].endswith("Authority")):
            sector = Sector.GOV  # "Beijing" is its government
        if ref.how in {Ground.OWNER, Ground.CITY}:
            sector = phrases.thing(ref) or sector
        return {
            "id": actor.id,
            "label": actor.label,
            "stands_for": actor.stands_for,
            "country": country(actor, self._names.lexicon),
            "kind": actor.kind.value,
            "sector": sector.value if sector else None,
            "role": actor.role,
            "wikidata": actor.wikidata,
            "text": text[slice(*span)],
            "span": list(span),
            "confidence": round(ref.certainty, 3),
            "how": ref.how,
        }


def _codes(side: str, on: date | None) -> dict[str, object]:
    """Codes of a state on the day, by scheme, whom it came from and who from it, what is odd about naming it then."""
    found = {name: number for name in states.SCHEMES if (number := states.code(side, name, on))}
    odd = states.out_of_time(side, on) if on else None
    told = {
        "codes": found,
        "predecessors": states.predecessors(side),
        "successors": states.successors(side),
        "note": odd,
    }
    return {name: list(one) if isinstance(one, tuple) else one for name, one in told.items() if one}


def plain_spaces(text: str) -> str:
    """The text with straight quotes and hyphens and every white space a space; same length."""
    return "".join(" " if letter.isspace() else letter for letter in plain(text, letters=False))


def _span(start: int, end: int, offset: int, kept: tuple[int, ...] | None) -> tuple[int, int]:
    if kept is None or not kept:
        return offset + start, offset + end
    first = kept[start] if start < len(kept) else kept[-1] + 1
    return offset + first, offset + (kept[end - 1] + 1 if end > start else first)


def _unowned(word: Word, name: str, role: RoleNoun, *, former: bool, span: tuple[int, int]) -> dict[str, object]:
    """A role whose side the text leaves open: only kind and sector are known."""
    sector = Sector.ELI if former and role.stands_for else role.sector
    role_name = f"former {name}" if former else name
    return _open(name, role.kind, sector, role_name, word.text, span, _ROLE_ONLY, Ground.ROLE)


def _somebody(word: Word) -> bool:
    return word.tag == "PRP" and word.lower in _PRONOUNS


def _nobody(word: Word, span: tuple[int, int]) -> dict[str, object]:
    """A pronoun without anybody it could mean."""
    return _open(word.lower, ActorKind.PERSON, Sector.UNK, None, word.text, span, _UNKNOWN, Ground.PRONOUN)


def _open(
    label: str,
    kind: ActorKind,
    sector: Sector | None,
    role: str | None,
    text: str,
    span: tuple[int, int],
    confidence: float,
    how: Ground,
) -> dict[str, object]:
    return {
        "id": None,
        "label": label,
        "stands_for": None,
        "country": None,
        "kind": kind.value,
        "sector": sector.value if sector else None,
        "role": role,
        "wikidata": None,
        "text": text,
        "span": list(span),
        "confidence": confidence,
        "how": how,
    }
