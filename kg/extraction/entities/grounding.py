"""Grounding a sentence: whom each of its phrases stands for, and what the article knows behind it."""

from __future__ import annotations

from collections.abc import Iterable

from kg.extraction.entities.coreference import Discourse, Ref
from kg.extraction.entities.names import Hit
from kg.extraction.entities.noun_phrases import Phrases
from kg.extraction.syntax.tree import Tree
from kg.lexicon import ActorLexicon


def ground(
    tree: Tree, hits: Iterable[Hit], lexicon: ActorLexicon, memory: Discourse | None = None, speaker: Ref | None = None
) -> Phrases:
    """The phrases of a sentence.

    Args:
        tree: Its parse.
        hits: The names found in it.
        lexicon: All actors.
        memory: What the article has said before; it is left as it is. None: nothing.
        speaker: Who speaks, for *we* and *our*.

    Returns:
        Its phrases; ``phrases.memory`` is what the article has said when the sentence is over.
    """
    phrases = Phrases(tree, hits, lexicon, memory or Discourse(), speaker)
    phrases.listen()
    return phrases
