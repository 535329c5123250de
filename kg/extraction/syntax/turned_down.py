"""Whether a text is turned down: whoever votes against a resolution blaming Mali blames nobody."""

from __future__ import annotations

from kg.extraction.syntax.word import Word
from kg.lexicon.words import words

_TURNING_DOWN = words("turning_down")
_REFUSING = words("refusing")


def turned_down(verb: Word) -> bool:
    """Whether a verb turns down the text that it has as its object: "vetoed", "refused to sign", "did not back"."""
    if verb.lemma in _TURNING_DOWN or any(c.dep == "neg" for c in verb.children):
        return True
    if any(c.dep == "prep" and c.lower == "against" for c in verb.children):
        return True  # "voted against"
    return verb.dep == "xcomp" and verb.head.lemma in _REFUSING


def is_turned_down(text: Word) -> bool:
    """Whether somebody turns a text down, and is neither its author nor of its mind: "vetoed a resolution blaming"."""
    above = text.head.head if text.dep == "pobj" else text.head
    return text.dep in {"dobj", "pobj"} and above.is_verb and turned_down(above)


def owned_before(text: Word) -> list[Word]:
    """Whose a text is by what stands before it: "a UN resolution", "the Malian statement"."""
    return [c for c in text.children if c.i < text.i and c.text[:1].isupper()]


def unheard(verb: Word) -> bool:
    """Whether what a verb says is in a text or call that is turned down, and nobody is known to say it.

    "Vetoed a resolution condemning Mali", "ignored calls to condemn Mali".
    """
    says = verb.dep in {"acl", "relcl"} and verb.tag in {"VBG", "VB"}
    return says and verb.head.is_noun and is_turned_down(verb.head)
