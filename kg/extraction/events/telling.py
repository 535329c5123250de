"""What one parsed sentence tells: its acts, as their owners, speakers and moods leave them."""

from __future__ import annotations

from kg.extraction.entities.noun_phrases import Phrases
from kg.extraction.events import mood, speech_acts
from kg.extraction.events.acts import Act, ActFinder
from kg.extraction.events.factuality import Outcomes
from kg.extraction.syntax.tree import Tree, Word
from kg.lexicon import PredicateLexicon


def acts_told(
    tree: Tree, phrases: Phrases, predicates: PredicateLexicon
) -> tuple[dict[int, Act], list[tuple[Act, Word]]]:
    """The acts of a sentence as found, by word, and as told, each with the topmost word of the chain that owns it.

    Sides may be missing.
    """
    said_by = speech_acts.speakers(tree, phrases)
    finder = ActFinder(tree, phrases, predicates, said_by)
    acts = finder.find()
    outcomes = Outcomes(predicates, finder, acts)
    made: list[tuple[Act, Word]] = []
    for act in [*acts.values(), *speech_acts.obligations(finder)]:
        settled = outcomes.settle(act) if act.rule[:2] != "s:" else (act, act.word)
        if settled is None or mood.purpose(settled[1]):
            continue
        sayers = said_by.get(settled[1].i, said_by.get(act.word.i, []))
        result = speech_acts.performed(*settled, predicates, sayers)
        if result is not None and result.type is not None:
            made.append((result, settled[1]))
    return acts, made
