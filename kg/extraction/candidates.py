"""Sentences made ready for the parser, and which of them can hold an event at all."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import compress

from kg.extraction.cleaning.passages import Passage
from kg.extraction.entities.names import Hit, Meaning, NameFinder
from kg.extraction.possible import PossibleActs
from kg.extraction.segmentation import boundaries
from kg.extraction.segmentation.headlines import sentence_case
from kg.extraction.segmentation.lines import Line, closed_up
from kg.lexicon import PredicateLexicon
from kg.lexicon.words import words
from kg.model import Article

_FUNCTION_WORDS = words("headline_common_words")
_ANAPHORS = words("anaphors")
_WORD = re.compile(r"[a-z]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """An article cut into the sentences that may hold an event, with the names found in each; the rest is left out.

    Attributes:
        article: The article.
        lines: The sentences to parse.
        hits: The names in each of them.
        left_out: The other sentences.
        passed: Before each sentence, and behind the last: the names in each of the sentences left out there.
    """

    article: Article
    lines: Sequence[Line]
    hits: Sequence[list[Hit]]
    left_out: Sequence[Line] = ()
    passed: Sequence[Sequence[Sequence[Hit]]] = ()

    @property
    def sentences(self) -> list[str]:
        """What is to be parsed."""
        return [line.text for line in self.lines]

    def without(self, numbers: Collection[int]) -> Prepared:
        """The same without some sentences, by their numbers."""
        kept = [i for i in range(len(self.lines)) if i not in numbers]
        passed: list[list[Sequence[Hit]]] = [[]]
        for i, before in enumerate(self.passed):
            passed[-1] += before
            if i in kept:
                passed.append([])
        hits = [self.hits[i] for i in kept]
        return replace(self, lines=[self.lines[i] for i in kept], hits=hits, passed=passed if self.passed else ())


class LineReader:
    """Cuts passages into lines and chooses among them. Stateless once built."""

    def __init__(self, names: NameFinder, predicates: PredicateLexicon, *, prefilter: bool) -> None:
        """Collect the words that headlines capitalise though they are no names, and what triggers ask for."""
        self._names = names
        self._prefilter = prefilter
        self._roles = frozenset(names.lexicon.roles)
        self._common = predicates.verbs | predicates.nouns | self._roles | _FUNCTION_WORDS
        self._acts = PossibleActs(predicates)

    def prepare(self, article: Article, passages: Sequence[Passage], *, private: bool, every: bool = False) -> Prepared:
        """The sentences of an article's passages that may hold an event, with the names in them and what they mean.

        ``every``: those that cannot hold one, too.
        """
        lines = [line for passage in passages if passage.kind != "dateline" for line in self.lines(passage)]
        spans = [self._names.spans(line.text) for line in lines]
        forms = [form for found in spans for _, _, form in found]
        meaning = Meaning(self._names.lexicon, article.text, forms, article.published, private=private)
        hits = [[meaning.hit(s, e, form, article.published) for s, e, form in found] for found in spans]
        if every or not self._prefilter:
            return Prepared(article=article, lines=lines, hits=hits)
        may = self._chosen(lines, hits)
        left_out = [line for line, told in zip(lines, may, strict=True) if not told]
        passed: list[list[Sequence[Hit]]] = [[]]
        for found, told in zip(hits, may, strict=True):
            if told:
                passed.append([])
            else:
                passed[-1].append(found)
        return Prepared(
            article=article,
            lines=list(compress(lines, may)),
            hits=list(compress(hits, may)),
            left_out=left_out,
            passed=passed,
        )

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

    def _chosen(self, lines: Sequence[Line], hits: Sequence[Sequence[Hit]]) -> list[bool]:
        """Which sentences to parse: those that may tell an act, and what stands in one quotation with such a one.

        Who speaks in a sentence of a quotation may be told in another.
        """
        may = [self._may_tell(line, found) for line, found in zip(lines, hits, strict=True)]
        for places in _quotations(lines):
            if any(may[place] for place in places):
                may[places.start : places.stop] = [True] * len(places)
        return may

    def _may_tell(self, line: Line, hits: Sequence[Hit]) -> bool:
        """Whether the sentence can tell an act, and somebody who does it.

        That is a name, or a role and a word that refers back to one; who speaks in a quotation need not be in it.
        """
        if not self._acts.in_text(line.text):
            return False
        if line.quoted or line.open_end or '"' in line.text or hits:
            return True
        words = set(_WORD.findall(line.text.lower()))
        return not (words.isdisjoint(_ANAPHORS) or words.isdisjoint(self._roles))


def _quotations(lines: Sequence[Line]) -> Iterator[range]:
    """The places of sentences that share a quotation."""
    begin = 0
    for at, line in enumerate(lines):
        if not line.open_end:
            if at > begin:
                yield range(begin, at + 1)
            begin = at + 1
    if len(lines) > begin + 1:
        yield range(begin, len(lines))
