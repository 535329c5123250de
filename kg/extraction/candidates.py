"""Sentences made ready for the parser, and which of them can hold an event at all."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import compress

from kg.extraction.cleaning.passages import Passage
from kg.extraction.entities.names import Hit, Meaning, NameFinder
from kg.extraction.possible import PossibleActs
from kg.extraction.reasons import NOT_PARSED, Reason
from kg.extraction.segmentation import boundaries
from kg.extraction.segmentation.headlines import sentence_case
from kg.extraction.segmentation.lines import LeftOut, Line, closed_up
from kg.lexicon import Form, PredicateLexicon
from kg.lexicon.collectives import collectives
from kg.lexicon.words import alternation, words
from kg.model import Article

_FUNCTION_WORDS = words("headline_common_words")
_TWINS = collectives().twins  # "the two Koreas"
_ANAPHORS = words("anaphors")
_OWNS = re.compile(r"['\u2019]s? [a-z]")
_WORD = re.compile(r"[a-z]+")
_PAIR = re.compile(rf"\b{alternation('pair_phrases')}\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """An article cut into the sentences that may hold an event, with the names found in each; the rest is left out.

    Attributes:
        article: The article.
        lines: The sentences to parse.
        hits: The names in each of them.
        left_out: What is not parsed, and why.
        passed: Before each sentence, and behind the last: the names in each of the sentences left out there.
    """

    article: Article
    lines: Sequence[Line]
    hits: Sequence[list[Hit]]
    left_out: Sequence[LeftOut] = ()
    passed: Sequence[Sequence[Sequence[Hit]]] = ()

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
        passed: list[list[Sequence[Hit]]] = [[]]
        for i, before in enumerate(self.passed):
            passed[-1] += before
            if i in kept:
                passed.append([])
        return replace(
            self,
            passed=passed if self.passed else (),
            lines=[self.lines[i] for i in kept],
            hits=[self.hits[i] for i in kept],
            left_out=[*self.left_out, *broken],
        )


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
        left_out = [
            LeftOut(part=passage.part, start=passage.start, text=passage.text, why=passage.left or Reason.DATELINE)
            for passage in passages
            if passage.left or passage.kind == "dateline"
        ]
        read = (passage for passage in passages if not passage.left and passage.kind != "dateline")
        lines = [line for passage in read for line in self.lines(passage)]
        spans = [self._names.spans(line.text) for line in lines]
        forms = [form for found in spans for _, _, form in found]
        meaning = Meaning(self._names.lexicon, article.text, forms, article.published, private=private)
        hits = [meaning.hits(found, article.published) for found in spans]
        if every or not self._prefilter:
            return Prepared(article=article, lines=lines, hits=hits, left_out=left_out)
        lacking = self._lacking(lines, hits)
        passed: list[list[Sequence[Hit]]] = [[]]
        for line, found, why in zip(lines, hits, lacking, strict=True):
            if why is None:
                passed.append([])
            else:
                passed[-1].append(found)
                left_out.append(_left(line, why, [hit.text for hit in found] or self._acts.triggers_in(line.text)))
        may = [why is None for why in lacking]
        chosen, named = list(compress(lines, may)), list(compress(hits, may))
        return Prepared(article=article, lines=chosen, hits=named, left_out=left_out, passed=passed)

    def lines(self, passage: Passage) -> Iterator[Line]:
        """The sentences of a passage; capitals and title case are undone."""
        headline = passage.kind == "headline"
        for sentence in boundaries.split(passage.text):
            text, offsets = closed_up(passage.text[sentence.start : sentence.end], self._names.lexicon.aliases)
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

    def _lacking(self, lines: Sequence[Line], hits: Sequence[Sequence[Hit]]) -> list[Reason | None]:
        """What keeps each sentence from being parsed; a quotation is parsed as a whole, or not at all.

        Who speaks in a sentence of a quotation may be told in another.
        """
        lacking = [
            None if _introduces(line, found) else self.lacking(line, named=bool(found))
            for line, found in zip(lines, hits, strict=True)
        ]
        for places in _quotations(lines):
            if None in lacking[places.start : places.stop]:
                lacking[places.start : places.stop] = [None] * len(places)
        return lacking

    def lacking(self, line: Line, *, named: bool) -> Reason | None:
        """What a sentence lacks to tell an act: words that a row can fit, or somebody who does it.

        That is a name, or a role and a word that refers back to one; who speaks in a quotation need not be in it.
        """
        words = set(_WORD.findall(line.text.lower()))
        referring = named or not (words.isdisjoint(_ANAPHORS) or words.isdisjoint(self._roles))
        referring = referring or any(twins in line.text for twins in _TWINS) or _PAIR.search(line.text) is not None
        if not self._acts.in_text(line.text):
            return Reason.NO_TRIGGER if referring else Reason.NEITHER
        quoted = line.quoted or line.open_end or '"' in line.text
        return None if referring or quoted else Reason.NO_NAME


def _introduces(line: Line, found: Sequence[Hit]) -> bool:
    """Whether a sentence gives somebody something that is spoken of further down: "Washington's decision"."""
    return any(hit.form is Form.ADJECTIVE or _OWNS.match(line.text, hit.end) is not None for hit in found)


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


def _left(line: Line, why: Reason, found: Sequence[str] = ()) -> LeftOut:
    return LeftOut(part=line.part, start=line.start, text=line.text, why=why, found=tuple(found))
