"""Hand-built parses run through the rules, no language model: ``events("Russia NNP nsubj 2 ...")``."""

from __future__ import annotations

from datetime import date

from kg.extract import speech
from kg.extract.acts import ActFinder
from kg.extract.discourse import Discourse
from kg.extract.lemma import lemmatiser
from kg.extract.names import Meaning, NameFinder
from kg.extract.outcome import Outcomes
from kg.extract.phrases import Phrases
from kg.extract.tree import Tree
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
    return Phrases(parsed, FINDER.find(parsed.text, day, meaning), FINDER.lexicon, memory or Discourse())


def events(table: str) -> list[tuple[str, str, str, str]]:
    """(source, type, target, status) of each event that the rules find in a parse, before dating."""
    parsed = tree(table)
    found = phrases(parsed)
    said_by = speech.speakers(parsed, found)
    finder = ActFinder(parsed, found, load_predicates(), said_by)
    acts = finder.find()
    outcomes = Outcomes(load_predicates(), finder, acts)
    made = []
    for act in acts.values():
        settled = outcomes.settle(act)
        if settled is None:
            continue
        result = speech.performed(*settled, load_predicates(), said_by.get(settled[1].i, []))
        if result is not None and result.type is not None:
            made += [
                (s.side, result.type.value, t.side, result.status.value) for s in result.sources for t in result.targets
            ]
    return made
