"""Hand-built parses read as articles, no language model: ``events("Russia NNP nsubj 2 ...")``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from kg.extraction import Extractor
from kg.extraction.entities.coreference import Discourse
from kg.extraction.entities.grounding import ground
from kg.extraction.entities.names import Meaning, NameFinder
from kg.extraction.entities.noun_phrases import Phrases
from kg.extraction.syntax.lemmas import lemmatiser
from kg.extraction.syntax.tree import Tree
from kg.lexicon import load_actors, load_predicates
from kg.model import Article, Report

FINDER = NameFinder(load_actors())
LEMMA = lemmatiser(load_predicates().verbs, load_predicates().nouns)


def tree(table: str) -> Tree:
    """A tree with lemmas from ``text tag dep head`` lines."""
    parsed = Tree.of(table)
    for word in parsed.words:
        word.lemma = LEMMA(word.lower, word.tag)
    return parsed


def phrases(parsed: Tree, memory: Discourse | None = None, day: date | None = None) -> Phrases:
    """The phrases of a tree, with names found by the shipped lexicon."""
    meaning = Meaning(FINDER.lexicon, parsed.text, [form for _, _, form in FINDER.spans(parsed.text)], day)
    return ground(parsed, FINDER.find(parsed.text, day, meaning), FINDER.lexicon, memory)


class HandBuilt:
    """Stands in for the parser: yields the trees that it was given, for the sentences that they are of."""

    name = "hand-built"

    def __init__(self) -> None:
        self.given: dict[str, str] = {}

    def trees(self, sentences: Iterable[str]) -> Iterator[Tree]:
        return (tree(self.given[text]) for text in sentences)


PARSER = HandBuilt()
READER = Extractor(model=PARSER, filter=False, judging=False)


def reports(*tables: str, published: date | None = None) -> list[Report]:
    """What an article of these sentences, parsed so, tells."""
    PARSER.given = {Tree.of(table).text: table for table in tables}
    text = " ".join(PARSER.given)
    article = Article(id="hand-built", name="hand-built", text=text, language="en", published=published)
    (read,) = READER.extract([article])
    assert read.skipped is None
    assert read.failed is None, read.failed
    return list(read.reports)


def events(*tables: str) -> list[tuple[str, str, str, str]]:
    """(source, type, target, status) of each event that an article of these sentences tells."""
    return [(report.dyad[0], report.type.value, report.dyad[1], report.status.value) for report in reports(*tables)]
