"""Which rows of the tables the words of a sentence were tried for, and words that no table has."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kg.extraction.entities.attribution import SAY
from kg.extraction.entities.noun_phrases import Phrases
from kg.extraction.entities.references import Ground
from kg.extraction.events.considered import Considered, considered
from kg.extraction.explanation.step import Stage, Step, step_of
from kg.extraction.reasons import Reason
from kg.extraction.syntax.tree import CLAUSES, Word
from kg.lexicon import PredicateLexicon
from kg.lexicon.rule_places import FOLDER
from kg.lexicon.words import words as word_list

_ASKING = frozenset({Reason.NO_OBJECT, Reason.OTHER_OBJECT, Reason.NOT_WHOSE})
_COPULAS = word_list("copulas")


def rows_tried(phrases: Phrases, predicates: PredicateLexicon) -> Iterator[Step]:
    """Every row that has a word of the sentence, in order of text and trial; then words that have none."""
    left: dict[int, set[Reason | None]] = {}
    for each in considered(phrases, predicates):
        left.setdefault(each.word.i, set()).add(each.left)
        yield step_of(Stage.SENSE, each.word, _sense(each), each.row.id, dropped=each.left)
    for word in phrases.tree.words:
        if left.get(word.i, set()) <= {Reason.OTHER_WORDS} and _is_unknown(word, phrases, predicates):
            reason = Reason.NO_SENSE if word.i in left else Reason.NO_ROW
            missing = step_of(Stage.SENSE, word, "", dropped=reason)
            yield replace(missing, places=(f"{FOLDER}predicates.tsv",))


def _sense(each: Considered) -> str:
    row = each.row
    sense = f"{row.type or 'no event'}{f' {row.mode.name}' if row.mode else ''}"
    if each.left in _ASKING:
        return f"{sense} of {row.asked}"
    return f"{sense} as {' '.join(row.trigger)}" if each.left is Reason.OTHER_WORDS else sense


def _is_unknown(word: Word, phrases: Phrases, predicates: PredicateLexicon) -> bool:
    """Whether a word could tell an act by where it stands, and is in no table of acts."""
    if word.is_verb:
        return word.dep in CLAUSES and word.lemma not in SAY | _COPULAS and ("v", word.lemma) not in predicates.matrix
    if word.tag.startswith("JJ"):
        return word.dep == "acomp" and ("a", word.lemma) not in predicates.matrix
    common = word.tag in {"NN", "NNS"} and phrases.hit(word) is None and word.lemma not in predicates.nouns
    if not common or phrases.is_role(word) or any(ref.how is not Ground.OWNER for ref in phrases.who(word)):
        return False
    return any(_somebody(child, phrases) for child in word.children)


def _somebody(child: Word, phrases: Phrases) -> bool:
    """Whether somebody stands below a noun as its owner or behind a preposition."""
    below = child.all("pobj") if child.dep == "prep" else [child] if child.dep in {"poss", "amod", "compound"} else []
    return any(phrases.hit(word) is not None for word in below)
