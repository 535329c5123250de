"""Slips of parsers that can be told from the tree alone, each put right where it is certain."""

from __future__ import annotations

from kg.extraction.syntax.joined import (
    mend_added,
    mend_as_opposed,
    mend_bare_passive,
    mend_by_whom,
    mend_destination_of_object,
    mend_member,
    mend_nationality,
    mend_reduced,
    mend_row_of_offices,
)
from kg.extraction.syntax.lost_subjects import (
    mend_before_colon,
    mend_destination,
    mend_lost_object,
    mend_lost_subject,
    mend_second_doer,
    mend_second_subject,
)
from kg.extraction.syntax.lost_verbs import mend_lost_verb, mend_tag
from kg.extraction.syntax.said_when import mend_said_when
from kg.extraction.syntax.small_clauses import mend_called, mend_held, mend_phoned, mend_visitor
from kg.extraction.syntax.word import ADJECTIVES, Word
from kg.lexicon.words import words

_NO_VERBS = words("no_verbs")
_UTTERED = words("uttered_participles")
_ASKING_FOR = words("asking_for")
_CLAUSAL = frozenset({"xcomp", "relcl"})
_PAST = {"was": False, "were": True}
_SHORT = frozenset({"'d", "\u2019d"})
_WOULD = "would"
_PROPOSING = words("proposing")
_ADDING = frozenset({"as", "with"})
_SLIPPED = frozenset({"pobj", "dobj", "oprd", "ccomp"})  # what stands there may be no object


def mend(word: Word) -> None:
    """Put right what a parser got wrong about a word and its neighbours; most words are looked at once."""
    if word.dep in _CLAUSAL and word.tag in {"NN", "NNS"}:
        mend_tag(word)
    if word.is_verb:
        _mend_noun(word)
        _mend_conjunct(word)
        _mend_participle(word)
        if word.children:
            for slip in _OF_VERBS:
                slip(word)
    elif word.tag in ADJECTIVES:
        mend_held(word)
    elif word.children and word.lower == "between":
        _mend_belated(word)
    elif word.children and word.lower in _ADDING:
        mend_added(word)
    if word.children and word.is_noun:
        mend_row_of_offices(word)
        mend_member(word)
        mend_by_whom(word)
    if word.children and word.dep in _SLIPPED:
        mend_nationality(word)
        mend_called(word)


def _mend_conjunct(verb: Word) -> None:
    """A past verb joined to what is said in the present is the speaker's: "said Chad is at risk and urged Mali"."""
    said = verb.head
    if verb.dep != "conj" or verb.tag != "VBD" or not said.is_verb or said.dep != "ccomp":
        return
    if not (_is_present(said) or (said.lemma == "be" and verb.lemma in _UTTERED)):  # "said it was wrong and urged Mali"
        return
    speaking = said.head
    if speaking.tag != "VBD" or speaking.i > said.i or verb.child("nsubj", "nsubjpass", "expl"):
        return
    said.children.remove(verb)
    speaking.children.append(verb)
    verb.head = speaking


def _is_present(verb: Word) -> bool:
    return any(word.tag in {"VBZ", "VBP", "MD"} for word in (verb, *verb.all("aux", "auxpass")))


def _mend_noun(word: Word) -> None:
    """A verb form that stands as an object and has nothing of a verb is a plural: "closed three consulates"."""
    if word.tag == "VBZ" and word.dep in {"dobj", "pobj"} and not word.child("nsubj", "dobj", "aux", "ccomp", "xcomp"):
        word.tag, word.is_verb, word.is_noun = "NNS", False, True
        word.lemma = word.lemma if word.lemma != word.lower else word.lower.removesuffix("s")


def _mend_would(verb: Word) -> None:
    """*'d* before a bare verb is *would*: "we'd help"; before a participle it is *had*."""
    short = next((c for c in verb.all("aux") if c.lower in _SHORT and c.i < verb.i), None)
    if short is not None and verb.tag == "VB":
        short.lower = short.lemma = _WOULD


def _mend_infinitive(word: Word) -> None:
    """A noun that is no verb, or none without an object, stands behind a preposition: "agree to truce"."""
    to = next((c for c in word.children if c.dep == "aux" and c.lower == "to"), None)
    if word.tag != "VB" or word.lower not in _NO_VERBS or to is None or word.head is word or word.child("dobj"):
        return
    word.children.remove(to)
    word.head.children.remove(word)
    word.head.children.append(to)
    to.head, to.dep, to.tag = word.head, "prep", "IN"
    to.children.append(word)
    word.head, word.dep, word.tag, word.is_verb, word.is_noun = to, "pobj", "NN", False, True


def _mend_asked(clause: Word) -> None:
    """What somebody calls for is the complement of the call: "called for Chad to open its border"."""
    marks = [c for c in clause.children if c.dep == "mark" and c.lower == "for"]
    asking = clause.head.is_verb and clause.head.lemma in _ASKING_FOR
    if clause.dep != "advcl" or not marks or not asking or clause.child("nsubj", "nsubjpass") is None:
        return
    marks[0].hang(clause.head, "prep")
    clause.dep = "ccomp"


def _mend_participle(word: Word) -> None:
    """A participle is no other name of the noun before it, it tells what that does: "the premier, meeting with X,"."""
    if word.tag == "VBG" and word.dep == "appos" and word.is_verb and not word.child("det", "amod", "poss", "compound"):
        word.dep = "acl"


def _mend_subjunctive(verb: Word) -> None:
    """A plural verb behind *that* and a singular name is a subjunctive: "insists that Iran open its border".

    Any is behind a verb of proposing: "proposed that Iran and Iraq sign a truce".
    """
    subject = verb.child("nsubj")
    if verb.tag != "VBP" or verb.dep != "ccomp" or subject is None or verb.child("mark") is None:
        return
    one = subject.tag in {"NN", "NNP"} and not subject.lower.endswith("s") and subject.child("conj", "cc") is None
    if (one or verb.head.lemma in _PROPOSING) and verb.lower == verb.lemma and verb.child("aux") is None:
        verb.tag = "VB"


def _mend_moved_closer(verb: Word) -> None:
    """What is moved is no measure of how much closer: "moved two destroyers closer to the coast"."""
    closer = next((c for c in verb.all("advmod") if c.tag == "RBR" and c.i > verb.i), None)
    moved = closer.child("npadvmod") if closer is not None else None
    if closer is None or moved is None or moved.i < verb.i or _has_object(verb):
        return
    moved.hang(verb, "dobj")
    for preposition in closer.all("prep"):
        preposition.hang(verb, "prep")


def _mend_belated(preposition: Word) -> None:
    """*Between* behind a remark in commas belongs to the talks before it: "talks, the first in years, between"."""
    remark = preposition.head
    if preposition.lower != "between" or preposition.dep != "prep" or preposition.i == 0:
        return
    while remark.dep in {"pobj", "prep"} and remark.head is not remark:
        remark = remark.head
    commas = [c for c in remark.children if c.dep == "punct" and c.lower == "," and c.i == preposition.i - 1]
    talks = remark.head if remark.dep == "appos" else _object_before(remark)
    if commas and talks is not None and talks.tag in {"NN", "NNS"} and talks.i < remark.i:
        preposition.hang(talks, "prep")


def _mend_relative(verb: Word) -> None:
    """A relative clause agrees with what it is about: "attacks in Gaza, which have killed" is about the attacks."""
    inner, subject = verb.head, verb.child("nsubj", "nsubjpass")
    if verb.dep != "relcl" or inner.dep != "pobj" or subject is None or subject.tag != "WDT":
        return
    many = _number(verb)
    outer = inner.head.head
    if many is None or not outer.is_noun or outer.i > inner.i:
        return
    if _is_many(outer) is many and _is_many(inner) is not many and _is_many(inner) is not None:
        verb.hang(outer, "relcl")


def _mend_share(verb: Word) -> None:
    """What a number is "out of" is counted by it: "suspended 30 out of 350 licences"."""
    number = verb.child("dobj")
    out = next((c for c in verb.all("prep") if c.lower == "out"), None)
    of = out.child("prep") if out is not None else None
    if out is None or of is None or number is None or number.tag != "CD" or out.i != number.i + 1 or of.lower != "of":
        return
    of.hang(number, "prep")
    out.hang(of, "advmod")


def _number(verb: Word) -> bool | None:
    """Whether a finite verb is in the plural, where its form tells."""
    for word in (*verb.all("aux", "auxpass"), verb):
        if word.tag in {"VBZ", "VBP"} or word.lower in _PAST:
            return word.tag == "VBP" or _PAST.get(word.lower, False)
    return None


def _is_many(noun: Word) -> bool | None:
    """Whether a noun is in the plural; of several, or a body of many, nobody can say."""
    if (
        noun.child("conj")
        or noun.tag not in {"NN", "NNS", "NNP"}
        or noun.lower.endswith("s") is not (noun.tag == "NNS")
    ):
        return None
    return noun.tag == "NNS"


def _object_before(remark: Word) -> Word | None:
    """The object that a remark in commas follows: *talks* in "follow talks, the first in years,"."""
    if remark.dep != "npadvmod" or not remark.head.is_verb:
        return None
    return next((c for c in remark.head.all("dobj") if c.i < remark.i), None)


def _has_object(verb: Word) -> bool:
    """Whether a verb has an object already."""
    return verb.child("dobj", "nsubjpass", "attr") is not None


_OF_VERBS = (
    _mend_would,
    mend_before_colon,
    mend_second_subject,
    _mend_infinitive,
    _mend_asked,
    mend_visitor,
    _mend_subjunctive,
    _mend_moved_closer,
    _mend_relative,
    mend_lost_subject,
    mend_second_doer,
    mend_lost_object,
    mend_destination,
    mend_lost_verb,
    mend_phoned,
    _mend_share,
    mend_reduced,
    mend_bare_passive,
    mend_destination_of_object,
    mend_as_opposed,
    mend_said_when,
)
"""Slips of verbs with something below them."""
