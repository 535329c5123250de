"""Hand-built parses run through the rules, no language model: ``events("Russia NNP nsubj 2 ...")``."""

from __future__ import annotations

from datetime import date

from kg.extraction.entities.coreference import Discourse
from kg.extraction.entities.grounding import ground
from kg.extraction.entities.names import Meaning, NameFinder
from kg.extraction.entities.noun_phrases import Phrases
from kg.extraction.events.telling import acts_told
from kg.extraction.syntax.lemmas import lemmatiser
from kg.extraction.syntax.tree import Tree
from kg.lexicon import load_actors, load_predicates

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
    meaning = Meaning(FINDER.lexicon, parsed.text, [form for _, _, form in FINDER.spans(parsed.text)])
    return ground(parsed, FINDER.find(parsed.text, day, meaning), FINDER.lexicon, memory)


def events(table: str) -> list[tuple[str, str, str, str]]:
    """(source, type, target, status) of each event that the rules find in a parse, before dating."""
    parsed = tree(table)
    found = phrases(parsed)
    return [
        (source.side, told.act.type.value, target.side, told.act.status.value)
        for told in acts_told(parsed, found, load_predicates())
        if told.dropped is None
        for source in told.act.sources
        for target in told.act.targets
    ]
