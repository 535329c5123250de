"""Sentences made ready for the parser, and which of them can hold an event at all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.extraction.cleaning.passages import Passage
from kg.extraction.entities.names import NameFinder
from kg.extraction.segmentation import boundaries
from kg.extraction.segmentation.headlines import sentence_case
from kg.extraction.syntax.lemmas import forms
from kg.lexicon import PredicateLexicon
from kg.lexicon.words import words

_FUNCTION_WORDS = words("headline_common_words")
_ANAPHORS = words("anaphors")
_OPINIONS = frozenset("should must".split())
_WORD = re.compile(r"[a-z]+")
_SCARE_QUOTES = re.compile(r'"([a-z][^"]{0,40})"')


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence ready for parsing: where it stands, and its text with runs of spaces closed up."""

    passage: Passage
    start: int
    end: int
    text: str
    offsets: tuple[int, ...] | None  # position in ``text`` -> position in the passage, when they differ
    quoted: bool
    open_end: bool


class LineReader:
    """Cuts passages into lines. Stateless once built."""

    def __init__(self, names: NameFinder, predicates: PredicateLexicon) -> None:
        """Collect the words that headlines capitalise though they are no names, and every form of every trigger."""
        self._names = names
        self._roles = frozenset(names.lexicon.roles)
        self._common = predicates.verbs | predicates.nouns | self._roles | _FUNCTION_WORDS
        self._triggers = forms(predicates.triggers) | _OPINIONS

    def lines(self, passage: Passage) -> Iterator[Line]:
        """The sentences of a passage; capitals and title case are undone."""
        for sentence in boundaries.split(passage.text):
            text, offsets = closed_up(passage.text[sentence.start : sentence.end])
            if passage.caps:
                text = self._names.truecase(text)
            elif passage.kind == "headline":
                text = sentence_case(text, [(s, e) for s, e, _ in self._names.spans(text)], self._common)
            yield Line(passage, sentence.start, sentence.end, text, offsets, sentence.quoted, sentence.open_end)

    def may_tell(self, line: Line, *, named: bool) -> bool:
        """Whether the sentence can hold an event: a trigger, and a name, or a role and a word that refers back to one.

        Sentences of quotations are kept in any case: who speaks in one may be told in another.
        """
        if line.quoted or line.open_end or '"' in line.text:
            return True
        words = set(_WORD.findall(line.text.lower()))
        if words.isdisjoint(self._triggers):
            return False
        return named or not (words.isdisjoint(_ANAPHORS) or words.isdisjoint(self._roles))


def closed_up(text: str) -> tuple[str, tuple[int, ...] | None]:
    """The text without what confuses parsers, and where each remaining character stood.

    Runs of spaces become one space; quotation marks around a few words in mid-sentence (called it "hasty") go, those
    of speech stay.
    """
    dropped = {i for match in _SCARE_QUOTES.finditer(text) for i in (match.start(), match.end() - 1)}
    if "  " not in text and not dropped:
        return text, None
    kept = [i for i, letter in enumerate(text) if i not in dropped and (letter != " " or i == 0 or text[i - 1] != " ")]
    return "".join(text[i] for i in kept), tuple(kept)
