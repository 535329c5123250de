"""What several do to as many others, each to one: "Mali and Chad expelled envoys of Togo and Benin respectively"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.extraction.entities.references import Ref
from kg.extraction.events.act import Act
from kg.extraction.events.telling import Told
from kg.extraction.reasons import Reason
from kg.extraction.syntax import frames
from kg.extraction.syntax.tree import Tree, Word
from kg.lexicon.words import words

_COMMA = ","
_RESPECTIVELY = words("respective")


def severally(told: Told, tree: Tree) -> Iterator[Told]:
    """What is told; where the sentence gives each doer one whom it is done to, one act for each such two."""
    act = told.act
    doers, others = _in_order(act.sources), _in_order(act.targets)
    if len(doers) > 1 < len(others) and _is_respective(act, tree, last=max(doers[0].start, others[0].start)):
        if len(doers) != len(others):
            yield replace(told, dropped=Reason.UNPAIRED)
            return
        for doer, other in zip(doers, others, strict=True):
            yield replace(told, act=replace(act, sources=(doer,), targets=(other,)))
    else:
        yield told


def _in_order(sides: Sequence[Ref]) -> list[Ref]:
    """Those whom words of the sentence name, as these stand in it."""
    return sorted((ref for ref in sides if ref.start < ref.end), key=lambda ref: ref.start)


def _is_respective(act: Act, tree: Tree, last: int) -> bool:
    """Whether *respectively* goes with an act: it says which of two rows of names belong together.

    Before the second row it may go with a third: "the leaders of Mali and Chad, A and B respectively, met".
    """
    clause = act.word if act.word.is_verb else frames.clause_of(act.word)
    marks = [word for word in tree.words if word.lower in _RESPECTIVELY and frames.clause_of(word) is clause]
    return any(m.start > last or not _closes_a_row(m, tree) for m in marks)


def _closes_a_row(mark: Word, tree: Tree) -> bool:
    """Whether only behind a word there is a comma."""
    before, behind = tree.words[mark.i - 1 : mark.i], tree.words[mark.i + 1 : mark.i + 2]
    return any(w.text == _COMMA for w in behind) and all(w.text != _COMMA for w in before)
