"""Sentences made ready for the parser, and which of them can hold an event at all."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import compress

from kg.extraction.cleaning.passages import Passage
from kg.extraction.entities.names import Hit, Meaning, NameFinder
from kg.extraction.reasons import NOT_PARSED, Reason
from kg.extraction.segmentation import boundaries
from kg.extraction.segmentation.headlines import sentence_case
from kg.extraction.segmentation.lines import LeftOut, Line, closed_up
from kg.extraction.syntax.lemmas import forms
from kg.lexicon import PredicateLexicon
from kg.lexicon.words import words
from kg.model import Article

_FUNCTION_WORDS = words("headline_common_words")
_ANAPHORS = words("anaphors")
_OPINIONS = frozenset("should must".split())
_WORD = re.compile(r"[a-z]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """An article cut into the sentences that may hold an event, with the names found in each; the rest is left out."""

    article: Article
    lines: Sequence[Line]
    hits: Sequence[list[Hit]]
    left_out: Sequence[LeftOut] = ()

    @property
    def sentences(self) -> list[str]:
        """What is to be parsed."""
        return [line.text for line in self.lines]

    @property
    def has_sentences(self) -> bool:
        """Whether anything in the article reads as a sentence, told or not."""
        return bool(self.lines) or any(left.why in NOT_PARSED for left in self.left_out)

    def without(self, numbers: Collection[int]) -> Prepared:
        """The same without some sentences that no parser can read, by their numbers."""
        kept = [i for i in range(len(self.lines)) if i not in numbers]
        broken = [_left(self.lines[i], Reason.BROKEN) for i in sorted(numbers)]
        return replace(
            self,
            lines=[self.lines[i] for i in kept],
            hits=[self.hits[i] for i in kept],
            left_out=[*self.left_out, *broken],
        )


class LineReader:
    """Cuts passages into lines and chooses among them. Stateless once built."""

    def __init__(self, names: NameFinder, predicates: PredicateLexicon, *, prefilter: bool) -> None:
        """Collect the words that headlines capitalise though they are no names, and every form of every trigger."""
        self._names = names
        self._prefilter = prefilter
        self._roles = frozenset(names.lexicon.roles)
        self._common = predicates.verbs | predicates.nouns | self._roles | _FUNCTION_WORDS
        self._triggers = forms(predicates.triggers) | _OPINIONS

    def prepare(self, article: Article, passages: Sequence[Passage], *, private: bool) -> Prepared:
        """The sentences of an article's passages that may hold an event, with the names in them and what they mean."""
        left_out = [
            LeftOut(part=passage.part, start=passage.start, text=passage.text, why=passage.left or Reason.DATELINE)
            for passage in passages
            if passage.left or passage.kind == "dateline"
        ]
        read = (passage for passage in passages if not passage.left and passage.kind != "dateline")
        lines = [line for passage in read for line in self.lines(passage)]
        spans = [self._names.spans(line.text) for line in lines]
        if self._prefilter:
            lacking = [self.lacking(line, named=bool(found)) for line, found in zip(lines, spans, strict=True)]
            left_out += [
                _left(line, why, [form for _, _, form in found] or self._triggers_in(line))
                for line, why, found in zip(lines, lacking, spans, strict=True)
                if why
            ]
            may = [why is None for why in lacking]
            lines, spans = list(compress(lines, may)), list(compress(spans, may))
        forms = [form for found in spans for _, _, form in found]
        meaning = Meaning(self._names.lexicon, article.text, forms, article.published, private=private)
        hits = [[meaning.hit(s, e, form, article.published) for s, e, form in found] for found in spans]
        return Prepared(article=article, lines=lines, hits=hits, left_out=left_out)

    def lines(self, passage: Passage) -> Iterator[Line]:
        """The sentences of a passage; capitals and title case are undone."""
        headline = passage.kind == "headline"
        for sentence in boundaries.split(passage.text):
            text, offsets = closed_up(passage.text[sentence.start : sentence.end])
            if passage.caps:
                text = self._names.truecase(text)
            elif headline:
                text = sentence_case(text, [(s, e) for s, e, _ in self._names.spans(text)], self._common)
            yield Line(
                part=passage.part,
                start=passage.start + sentence.start,
                end=passage.start + sentence.end,
                text=text,
                offsets=offsets,
                headline=headline,
                quoted=sentence.quoted,
                open_end=sentence.open_end,
            )

    def lacking(self, line: Line, *, named: bool) -> Reason | None:
        """What a sentence lacks to hold an event: a trigger, or a name or a role and a word that refers back to one.

        Sentences of quotations are kept in any case: who speaks in one may be told in another.
        """
        if line.quoted or line.open_end or '"' in line.text:
            return None
        words = set(_WORD.findall(line.text.lower()))
        referring = named or not (words.isdisjoint(_ANAPHORS) or words.isdisjoint(self._roles))
        if words.isdisjoint(self._triggers):
            return Reason.NO_TRIGGER if referring else Reason.NEITHER
        return None if referring else Reason.NO_NAME

    def _triggers_in(self, line: Line) -> list[str]:
        return [word for word in _WORD.findall(line.text.lower()) if word in self._triggers]


def _left(line: Line, why: Reason, found: Sequence[str] = ()) -> LeftOut:
    return LeftOut(part=line.part, start=line.start, text=line.text, why=why, found=tuple(found))
