"""Which rows of the tables were looked at for the words of a sentence, and why all but one were left; for a trace."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from kg.extraction.entities.attribution import speakers
from kg.extraction.entities.noun_phrases import Phrases
from kg.extraction.events.acts import ActFinder
from kg.extraction.reasons import Reason
from kg.extraction.syntax import frames
from kg.extraction.syntax.tree import Word
from kg.lexicon import PredicateLexicon, PredicateRow

_HELPERS = frozenset({"aux", "auxpass"})


@dataclass(frozen=True, slots=True)
class Considered:
    """A row that has the word as its trigger.

    Attributes:
        left: Why it was not taken; None for the row that was.
    """

    word: Word
    row: PredicateRow
    left: Reason | None


def considered(phrases: Phrases, predicates: PredicateLexicon) -> Iterator[Considered]:
    """The rows of each word of a sentence, in order of the text and of trial."""
    finder = ActFinder(phrases, predicates, speakers(phrases))
    verbs: dict[int, PredicateRow] = {}
    framed: set[int] = set()
    for word, row, _, objects in finder.verbs():
        verbs[word.i] = row
        framed |= {head.i for head in objects}
    acts = finder.find()
    for word in phrases.tree.words:
        if word.is_verb and word.dep not in _HELPERS and (rows := finder.senses.rows_of_verb(word)):
            yield from _tried(finder, word, rows, verbs.get(word.i))
        if (word.i in verbs and verbs[word.i].type is not None) or word.dep in _HELPERS:
            continue
        others: tuple[tuple[Sequence[PredicateRow], PredicateRow | None], ...] = (
            (finder.senses.rows_of_adjective(word), finder.senses.of_adjective(word)),
            (finder.senses.rows_of_noun(word), finder.senses.of_noun(word)),
        )
        for rows, taken in others:
            if word.i in acts and acts[word.i].rows[0] not in {each.id for each in rows}:
                continue  # read as the other part of speech
            yield from _tried(finder, word, rows, taken, None if word.i in acts else _left(finder, word, taken, framed))


def _left(finder: ActFinder, word: Word, taken: PredicateRow | None, framed: Collection[int]) -> Reason | None:
    """Why a word tells no act though a row of it fits."""
    if word.i in framed:
        return Reason.FRAMED
    no_act = finder.no_act(word, taken) if taken is not None and taken.pos == "n" else None
    return no_act or Reason.OTHER_PLACE


def _tried(
    finder: ActFinder, word: Word, rows: Sequence[PredicateRow], taken: PredicateRow | None, left: Reason | None = None
) -> Iterator[Considered]:
    passed = False
    for row in dict.fromkeys(rows):
        if row is taken:
            passed = True
            yield Considered(word, row, left or (Reason.NO_EVENT if row.type is None else None))
        else:
            yield Considered(word, row, Reason.LATER_ROW if passed else _misfit(finder, word, row))


def _misfit(finder: ActFinder, word: Word, row: PredicateRow) -> Reason | None:
    match row.pos:
        case "v":
            sources = finder.arguments.doers(frames.subjects(word))
            other = finder.senses.verb_misfit(row, word, sources, spoken=True)
            return other or (None if word.i in finder.speakers else Reason.UNSPOKEN)
        case "n":
            return finder.senses.noun_misfit(row, word)
        case _:
            return finder.senses.adjective_misfit(row, word)
