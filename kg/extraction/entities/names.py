"""Finding the names of actors in text: one Aho-Corasick pass, then the longest names that stand as whole words."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

import ahocorasick_rs

from kg.extraction.entities.acronyms import otherwise_explained
from kg.lexicon import ActorLexicon, ActorRow, Alias, Form
from kg.lexicon.actor_lexicon import NOT_AN_ACTOR
from kg.model import Actor
from ontology import ActorKind, Sector

ORGANS = frozenset(
    {
        ActorKind.GOVERNMENT_BODY,
        ActorKind.MILITARY,
        ActorKind.POLICE,
        ActorKind.PARLIAMENT,
        ActorKind.COURT,
        ActorKind.INTELLIGENCE,
        ActorKind.MEDIA,
    }
)
"""Kinds of which every state may have one of the same name."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A name in a sentence and the actor it means; ``actor`` is None for a name that is known to be no actor.

    ``tentative`` marks a common surname whose full name the article lacks: it counts only behind a title.
    """

    start: int
    end: int
    text: str
    form: Form
    actor: Actor | None
    tentative: bool = False


class NameFinder:
    """Finds lexicon names in text. Stateless once built; one per lexicon."""

    def __init__(self, lexicon: ActorLexicon) -> None:
        """Build the automaton; takes tens of milliseconds for tens of thousands of names."""
        self.lexicon = lexicon
        self._forms = list(lexicon.aliases)
        self._automaton = ahocorasick_rs.AhoCorasick(self._forms)

    @cached_property
    def _capitals(self) -> tuple[list[str], ahocorasick_rs.AhoCorasick]:
        """The same for text in capitals: upper-cased names, of which short ones are left out ("IT", "US" is kept)."""
        forms = sorted(form for form in self._forms if len(form) > len("Mali") - 1 or form.isupper())
        return forms, ahocorasick_rs.AhoCorasick([form.upper() for form in forms])

    def spans(self, text: str) -> list[tuple[int, int, str]]:
        """Longest non-overlapping known forms as (start, end, form), left to right.

        A form also matches letters with other accents than its own, and typographic quotes and hyphens.
        """
        found = self._matches(text)
        bare = plain(text)
        return _longest(found + self._matches(bare) if bare != text else found)

    def _matches(self, text: str) -> list[tuple[int, int, str]]:
        return [
            (start, end, self._forms[number])
            for number, start, end in self._automaton.find_matches_as_indexes(text, overlapping=True)
            if _whole(text, start, end)
        ]

    def truecase(self, text: str) -> str:
        """Text in capitals as one would write it: known names restored, the rest lower-cased; same length."""
        forms, automaton = self._capitals
        lowered = text.lower()
        if len(lowered) != len(text):
            return text
        letters = list(lowered)
        matches = automaton.find_matches_as_indexes(text, overlapping=True)
        for start, end, form in _longest([(s, e, forms[n]) for n, s, e in matches if _whole(text, s, e)]):
            if len(form) == end - start:
                letters[start:end] = form
        for i, letter in enumerate(letters):
            if letter.isalpha():
                letters[i] = letter.upper()
                break
        return "".join(letters)

    def find(self, text: str, day: date | None, meaning: Meaning) -> list[Hit]:
        """Names in one sentence with what each means on ``day`` in this article."""
        return meaning.hits(self.spans(text), day)


class _Bare(dict[int, str]):
    """A letter without its accents, a typographic quote or hyphen as on a typewriter; always one for one."""

    def __init__(self, *, letters: bool) -> None:
        super().__init__(_TYPED | (_BARE_LETTERS if letters else {}))
        self._letters = letters

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        if self._letters:
            parts = unicodedata.normalize("NFKD", letter)
            if parts[0].isascii() and parts[0].isalpha() and all(unicodedata.combining(part) for part in parts[1:]):
                letter = parts[0]
        self[code] = letter
        return letter


_TYPED = {
    **dict.fromkeys(map(ord, "\u2018\u2019\u201a\u201b\u02bc\u02bb\u2032\u00b4\u0060"), "'"),
    **dict.fromkeys(map(ord, "\u201c\u201d\u201e\u201f\u00ab\u00bb"), '"'),
    **dict.fromkeys(map(ord, "\u2010\u2011\u2012\u00ad"), "-"),
}
_BARE_LETTERS = {ord(letter): base for letter, base in zip("øØłŁđĐəıð", "oOlLdDaid", strict=True)}
_BARE = _Bare(letters=True)
_STRAIGHT = _Bare(letters=False)


def plain(text: str, *, letters: bool = True) -> str:
    """The text with straight quotes and hyphens and, if asked, letters without accents; same length."""
    return text if text.isascii() else text.translate(_BARE if letters else _STRAIGHT)


def is_capitals(text: str) -> bool:
    """Whether a text is written in capitals throughout, so that they say nothing about names."""
    return text.isupper() and sum(map(str.isalpha, text)) >= _SHORTEST_CAPITALS


_SHORTEST_CAPITALS = 4  # "US" and "WHO" are written so anyway


def _whole(text: str, start: int, end: int) -> bool:
    before, after = text[start - 1 : start], text[end : end + 1]
    return not before.isalnum() and not (after.isalnum() or (after == "'" and text[end + 1 : end + 3].isalpha()))


def _longest(spans: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    kept: list[tuple[int, int, str]] = []
    for span in sorted(spans, key=lambda s: (s[0], -s[1])):
        if not kept or span[0] >= kept[-1][1]:
            kept.append(span)
    return kept


class Meaning:
    """What ambiguous names mean in one article, decided once from the words that stand in it."""

    def __init__(
        self, lexicon: ActorLexicon, text: str, forms: Iterable[str], day: date | None, *, private: bool = False
    ) -> None:
        """Look at the article's text for cues; ``forms`` are the names found in it, ``day`` that of publication.

        Firms, universities and others that are no side of events are known only if ``private`` is asked for.
        """
        self._lexicon = lexicon
        self._private = private
        present = set(forms)
        self._decided: dict[str, str] = {}
        for name in sorted(present & set(lexicon.ambiguous)):
            choices = [choice for choice in lexicon.ambiguous[name] if not self._is_over(choice.actor, day)]
            cued = next((choice for choice in choices if any(_speaks(cue, name, text) for cue in choice.cues)), None)
            chosen = cued or next((choice for choice in choices if choice.default), None)
            if chosen:
                self._decided[name] = chosen.actor
        self._others = {name for name in present if otherwise_explained(name, text, lexicon)}
        self._named = {
            alias.row.id for form in present for alias in lexicon.aliases.get(form, ()) if not alias.tentative
        }

    def hits(self, spans: Iterable[tuple[int, int, str]], day: date | None) -> list[Hit]:
        """What the names of a sentence mean."""
        known = (span for span in spans if span[2] not in self._others and not self._is_to_come(span[2], day))
        return [self.hit(start, end, form, day) for start, end, form in known]

    def hit(self, start: int, end: int, text: str, day: date | None) -> Hit:
        """Decide which of a form's actors is meant."""
        aliases = self._lexicon.aliases[text]
        decided = self._decided.get(text)
        if decided == NOT_AN_ACTOR:
            return Hit(start, end, text, Form.NAME, None)
        candidates = [alias for alias in aliases if decided is None or alias.row.id == decided]
        if not candidates and decided and decided in self._lexicon.by_id:  # Victoria in Australia, not in Seychelles
            actor = self._lexicon.actor(decided, day)
            elsewhere = Form.SEAT if any(alias.form is Form.SEAT for alias in aliases) else Form.CITY
            form = Form.NAME if text in actor.label else elsewhere  # Guinea for Guinea-Bissau, named before
            return Hit(start, end, text, form, actor)
        candidates = candidates or list(aliases)
        alias = min(candidates, key=lambda a: self._rank(a, day))
        if alias.row.kind is None or not (alias.row.acts or self._private):
            return Hit(start, end, text, alias.form, None)
        if " " not in text and _long_before(alias.row, day):
            return Hit(start, end, text, alias.form, None)  # Stoltenberg in 1987 is another one
        doubtful = alias.tentative and alias.row.id not in self._named
        return Hit(start, end, text, alias.form, self._row(alias, day).actor, tentative=doubtful)

    def _is_to_come(self, text: str, day: date | None) -> bool:
        """Whether a form names nothing but organs of a later day: before it such an office is that of any state."""
        rows = (alias.row for alias in self._lexicon.aliases[text])
        return day is not None and all(row.start and day < row.start and row.kind in ORGANS for row in rows)

    def _is_over(self, actor: str, day: date | None) -> bool:
        """Whether a state has ended: in 2021 the Kremlin is no Soviet one, whatever the article recalls."""
        rows = self._lexicon.by_id.get(actor, ())
        return any(row.kind is ActorKind.FORMER_STATE for row in rows) and not any(row.covers(day) for row in rows)

    def _rank(self, alias: Alias, day: date | None) -> tuple[bool, bool, bool, int]:
        """Smaller is likelier: not "no actor" by an accident of order, in office on the day, latest first."""
        row = alias.row
        start = row.start.toordinal() if row.start else 0
        return row.kind is None, not row.covers(day), alias.tentative and row.id not in self._named, -start

    def _row(self, alias: Alias, day: date | None) -> ActorRow:
        """The row that holds on the day; who has left office by then is one of the former elite (CAMEO's ELI)."""
        row = self._lexicon.row(self._lexicon.by_id[alias.row.id], day)
        if day and row.kind is ActorKind.PERSON and row.end and row.end < day and row.sector in _OFFICES:
            return replace(row, sector=Sector.ELI, role=f"former {row.role}" if row.role else None)
        if day and row.kind is ActorKind.PERSON and row.start and (row.start - day).days > _EARLY:
            return replace(row, sector=Sector.ELI, role=None)  # known, but not yet in any office of the tables
        return row


def _speaks(cue: str, name: str, text: str) -> bool:
    """Whether a cue stands in the text; a longer name speaks for the short one only behind it.

    "Guinea-Bissau ... Guinea" may be one country, "Guinea accused Guinea-Bissau" is two.
    """
    at = text.find(cue)
    if at < 0 or name not in cue:
        return at >= 0
    alone = text.replace(cue, " " * len(cue)).find(name)
    return alone < 0 or at < alone


def _long_before(row: ActorRow, day: date | None) -> bool:
    """Whether the first office of a person that the tables know lies many years ahead."""
    return bool(day and row.kind is ActorKind.PERSON and row.start and (row.start - day).days > _LONG_BEFORE)


_LONG_BEFORE = 3650  # days before that office in which a surname alone means somebody else
_EARLY = 365  # days before the first office in which its holder may already be called by it
_OFFICES = frozenset({Sector.GOV, Sector.MIL, Sector.LEG, Sector.JUD, Sector.SPY, Sector.COP})
