"""What one parsed sentence tells: its acts, as their owners, speakers and moods leave them."""

from __future__ import annotations

from kg.extract import speech, status
from kg.extract.acts import Act, ActFinder
from kg.extract.outcome import Outcomes
from kg.extract.phrases import Phrases
from kg.extract.tree import Tree, Word
from kg.lexicon import PredicateLexicon


def acts_told(
    tree: Tree, phrases: Phrases, predicates: PredicateLexicon
) -> tuple[dict[int, Act], list[tuple[Act, Word]]]:
    """The acts of a sentence as found, by word, and as told, each with the topmost word of the chain that owns it.

    Sides may be missing.
    """
    said_by = speech.speakers(tree, phrases)
    finder = ActFinder(tree, phrases, predicates, said_by)
    acts = finder.find()
    outcomes = Outcomes(predicates, finder, acts)
    made: list[tuple[Act, Word]] = []
    for act in [*acts.values(), *speech.obligations(finder)]:
        settled = outcomes.settle(act) if act.rule[:2] != "s:" else (act, act.word)
        if settled is None or status.purpose(settled[1]):
            continue
        sayers = said_by.get(settled[1].i, said_by.get(act.word.i, []))
        result = speech.performed(*settled, predicates, sayers)
        if result is not None and result.type is not None:
            made.append((result, settled[1]))
    return acts, made
