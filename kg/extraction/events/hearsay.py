"""What is only alleged: an accusation tells what another is said to have done, and the text does not vouch for it.

"Finland accused Russia of bombing a base" tells an accusation that took place, and a bombing that Finland alleges.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.extraction.events.act import Act
from kg.extraction.events.telling import Told
from kg.extraction.syntax.tree import Word
from kg.lexicon.words import words
from kg.model import Status

_ACCUSING = words("accusing")
_ALLEGED = words("alleged")
_CONTENT = frozenset({"ccomp", "acl", "pcomp", "prep"})
_ABOUT = words("accusing_prepositions")


def as_alleged(told: Sequence[Told]) -> list[Told]:
    """The same, where acts that are only alleged have that status."""
    return [
        replace(each, act=replace(each.act, status=Status.ALLEGED))
        if each.act.status.real and _only(each.act)
        else each
        for each in told
    ]


def _only(act: Act) -> bool:
    """Whether nobody but an accuser says that an act took place."""
    return any(child.lower in _ALLEGED for child in act.word.children) or _accused(act)


def _accused(act: Act) -> bool:
    """Whether the act is what somebody is accused of, or what an accusation says."""
    word = act.word
    for above in act.word.ancestors():
        if above.lemma in _ACCUSING and above is not act.word and above not in act.words:
            return _is_content(word)
        word = above
    return False


def _is_content(word: Word) -> bool:
    """Whether the word just below an accusing one begins what the accusation says, not what goes on beside it."""
    return word.dep in _CONTENT and (word.dep != "prep" or word.lower in _ABOUT)
