"""What is only alleged: an accusation tells what another is said to have done, and the text does not vouch for it.

"Finland accused Russia of bombing a base" tells an accusation that took place, and a bombing that Finland alleges.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from kg.extraction.events.act import Act
from kg.extraction.events.telling import Told
from kg.extraction.reasons import Guess
from kg.extraction.syntax.tree import Word
from kg.lexicon.weights import weight
from kg.lexicon.words import words
from kg.model import Status
from ontology import EventType

_ACCUSING = words("accusing")
_ALLEGED = words("alleged")
_CONTENT = frozenset({"ccomp", "acl", "pcomp", "prep"})
_ABOUT = words("accusing_prepositions")
_VIOLENT = frozenset({EventType.ASSAULT, EventType.COERCE})
_VICTIM = weight("alleged_victim")


def as_alleged(told: Sequence[Told]) -> list[Told]:
    """The same, where acts that are only alleged have that status; violence against nobody named hit who alleges it."""
    by_word = {each.act.word.i: each.act for each in told}
    return [_judged(each, _alleged(each.act, by_word)) if each.act.status.real else each for each in told]


def _judged(told: Told, act: Act) -> Told:
    if act is told.act:
        return told
    filled = act.targets and not told.act.targets
    return replace(told, act=act, guesses=(*told.guesses, *((Guess.ACCUSER_HIT,) if filled else ())))


def _alleged(act: Act, by_word: Mapping[int, Act]) -> Act:
    accusing = _accusing(act)
    accuser = by_word.get(accusing.i) if accusing is not None else None
    sides = {ref.side for ref in act.sources}
    if act.about_subject or (accuser is not None and any(ref.side in sides for ref in accuser.sources)):
        return act  # the accuser's own doing: this is the accusation
    if accusing is None and not any(child.lower in _ALLEGED for child in act.word.children):
        return act
    act = replace(act, status=Status.ALLEGED)
    if accuser is None or act.targets or act.type not in _VIOLENT:
        return act
    victims = (replace(ref, certainty=_VICTIM * ref.certainty) for ref in accuser.sources if ref.side not in sides)
    return replace(act, targets=tuple(victims))


def _accusing(act: Act) -> Word | None:
    """The word of an accusation that says the act, or accuses somebody of it."""
    below = act.word
    for above in act.word.ancestors():
        if above.lemma in _ACCUSING and above not in act.words:
            return above if _is_content(below) else None
        below = above
    return None


def _is_content(word: Word) -> bool:
    """Whether the word just below an accusing one begins what the accusation says, not what goes on beside it."""
    return word.dep in _CONTENT and (word.dep != "prep" or word.lower in _ABOUT)
