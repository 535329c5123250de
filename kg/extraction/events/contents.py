"""What a noun phrase holds besides what it says or asks: where a side that stands deep in an object may be found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg.extraction.entities.noun_phrases import Phrases
from kg.extraction.events.act import Act
from kg.extraction.syntax.tree import Word
from kg.extraction.syntax.turned_down import unheard
from kg.lexicon.words import words
from ontology import EventType

_QUESTIONS = words("question_words")
_UTTERED = words("uttered_participles")
_ANSWERS = frozenset({EventType.REJECT, EventType.SUPPORT, EventType.ACCUSE})
_FRIENDLY = 2  # quad classes 1 and 2 are cooperation


def phrase(noun: Word) -> Iterator[Word]:
    """A noun and what is below it, but for what it says: "fears that China covets Japan's place" are not Japan's."""
    yield noun
    for child in noun.children:
        said = child.dep in {"acl", "ccomp"} and child.child("mark") is not None
        judged = child.dep == "appos" and child.child("relcl") is not None  # "a missile, a move that Japan condemned"
        if not (said or judged or is_aside(child)):
            yield from phrase(child)


def is_aside(child: Word) -> bool:
    """Whether what hangs on a noun blames or asks: "a motion blaming Mali", "a view of how to act in Gaza"."""
    uttered = child.dep == "acl" and child.tag == "VBG" and child.lemma in _UTTERED
    asking = (c for c in child.children if c.i < child.i and c.lower in _QUESTIONS)
    return uttered or (child.dep in {"pcomp", "ccomp"} and any(asking))


def content(noun: Word) -> Word | None:
    """What a noun says: *cross* in "voiced concern that Rwanda would cross the border"."""
    return next(
        (c for c in noun.all("acl", "ccomp", "relcl") if c.child("mark") and c.child("nsubj", "nsubjpass")), None
    )


def said_of(act: Act, acts: Iterable[Act], phrases: Phrases) -> frozenset[str]:
    """Of whom a text or claim tells something that somebody answers: none of them is the one he answers.

    Whom he is said to have helped ("rejected claims that it had armed Mali"), whom a text blames ("vetoed a resolution
    condemning Mali"). Whom he is said to have struck may well be his accuser.
    """
    if act.type not in _ANSWERS or not act.word.is_verb:
        return frozenset()
    below = [word for word in act.word.subtree() if word is not act.word]
    within = {word.i for word in below}
    inner = [one for one in acts if one.word.i in within]
    helped = (one for one in inner if one.type.quad <= _FRIENDLY and not one.status.real)
    asked = (one for one in inner if one.type.quad > _FRIENDLY and unheard(one.word))
    blamed = (word for aside in below if aside.dep == "acl" and is_aside(aside) for word in aside.subtree())
    return frozenset(
        {ref.side for one in (*helped, *asked) for ref in one.targets}
        | {ref.side for word in blamed for ref in phrases.who(word)}
    )
