"""Sentences made ready for the parser, and which of them can hold an event at all."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import compress

from kg.extraction.cleaning.passages import Passage
from kg.extraction.entities.names import Hit, Meaning, NameFinder
from kg.extraction.segmentation import boundaries
from kg.extraction.segmentation.headlines import sentence_case
from kg.extraction.segmentation.lines import Line, closed_up
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
    left_out: Sequence[Line] = ()

    @property
    def sentences(self) -> list[str]:
        """What is to be parsed."""
        return [line.text for line in self.lines]

    def without(self, numbers: Collection[int]) -> Prepared:
        """The same without some sentences, by their numbers."""
        kept = [i for i in range(len(self.lines)) if i not in numbers]
        return replace(self, lines=[self.lines[i] for i in kept], hits=[self.hits[i] for i in kept])


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
        lines = [line for passage in passages if passage.kind != "dateline" for line in self.lines(passage)]
        spans = [self._names.spans(line.text) for line in lines]
        left_out: list[Line] = []
        if self._prefilter:
            may = [self.may_tell(line, named=bool(found)) for line, found in zip(lines, spans, strict=True)]
            left_out = [line for line, told in zip(lines, may, strict=True) if not told]
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
