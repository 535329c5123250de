"""The moves of spaCy's parser, asked for one after another from here: the same moves, and so the same trees.

spaCy lets go of the interpreter's lock while it parses. Its wheels for Python 3.11 can be profiled, for which each of
their small functions takes the lock and gives it up again, a hundred times a move: half of the parser's time. Who asks
for each move keeps the lock. Wheels for later ones are not built so, and parse by themselves.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

_TAKES_LOCKS = sys.version_info < (3, 12)
_NAME = "parser"
_SHARE = 4  # of a batch, of sentences about as long: the numbers of so few words stay near the processor


def parsed(nlp: Language, texts: Iterable[str], batch: int) -> Iterator[Doc]:
    """Run a pipeline on texts, in order, so many at a time."""
    if not (_TAKES_LOCKS and _is_plain(nlp)):
        yield from nlp.pipe(texts, batch_size=batch)
        return
    parser = nlp.get_pipe(_NAME)
    share = max(batch // _SHARE, 1)
    tagged = nlp.pipe(texts, batch_size=batch, disable=[_NAME])
    while docs := list(islice(tagged, batch)):
        alike = sorted(docs, key=len)
        for begin in range(0, len(docs), share):
            _parse(parser, alike[begin : begin + share])
        yield from docs


def _is_plain(nlp: Language) -> bool:
    """Whether a pipeline ends in a parser that always makes the best of its moves, as published ones do."""
    from spacy.pipeline import DependencyParser

    last = nlp.get_pipe(_NAME)
    if nlp.pipe_names[-1] != _NAME or not isinstance(last, DependencyParser):
        return False
    known = last.model.attrs
    return last.cfg["beam_width"] == 1 and bool(known.get("has_upper")) and not known.get("unseen_classes")


def _parse(parser: Any, docs: list[Doc]) -> None:  # noqa: ANN401 - compiled
    states = parser.moves.init_batch(docs)
    unfinished = [state for state in states if not state.is_final()]
    if unfinished:  # else all are empty
        step = parser.model.predict(docs)
        weights, bias = (step.vec2scores.get_param(name) for name in ("W", "b"))
        while unfinished:
            scores = step.state2vec.predict(step.get_token_ids(unfinished)) @ weights.T
            scores += bias
            unfinished = parser.transition_states(unfinished, scores)
    parser.set_annotations(docs, states)
