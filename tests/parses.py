"""Hand-built parses run through the rules, no language model: ``events("Russia NNP nsubj 2 ...")``."""

from __future__ import annotations

from datetime import date

from kg.extraction.entities.coreference import Discourse
from kg.extraction.entities.names import Meaning, NameFinder
from kg.extraction.entities.noun_phrases import Phrases
from kg.extraction.events import speech_acts
from kg.extraction.events.acts import ActFinder
from kg.extraction.events.factuality import Outcomes
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
    return Phrases(parsed, FINDER.find(parsed.text, day, meaning), FINDER.lexicon, memory or Discourse())


def events(table: str) -> list[tuple[str, str, str, str]]:
    """(source, type, target, status) of each event that the rules find in a parse, before dating."""
    parsed = tree(table)
    found = phrases(parsed)
    said_by = speech_acts.speakers(parsed, found)
    finder = ActFinder(parsed, found, load_predicates(), said_by)
    acts = finder.find()
    outcomes = Outcomes(load_predicates(), finder, acts)
    made = []
    for act in acts.values():
        settled = outcomes.settle(act)
        if settled is None:
            continue
        result = speech_acts.performed(*settled, load_predicates(), said_by.get(settled[1].i, []))
        if result is not None and result.type is not None:
            made += [
                (s.side, result.type.value, t.side, result.status.value) for s in result.sources for t in result.targets
            ]
    return made
