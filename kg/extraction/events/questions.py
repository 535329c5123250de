"""What is asked, what is a mere prospect, and what may come of something: none of it is told as a fact."""

from __future__ import annotations

from kg.extraction.syntax.tree import Word
from kg.lexicon.words import words

_ASKING = words("asking_words")
_KNOWING = words("knowing_words")
_WILL = words("future_auxiliaries") | words("voiced_auxiliaries")
_MAYBE = _WILL | words("maybe_auxiliaries")
_CAUSING = words("causing_verbs")
_UNSURE = words("unsure")
_DEFINITE = words("definite")
_ADVERB = "WRB"  # how, when, where, why
_PRONOUNS = frozenset({_ADVERB, "WP", "WDT"})


def asked(verb: Word) -> bool:
    """Whether a verb is what a question asks: "Will Chad attack Mali?", "it is unclear when Chad will attack".

    How or why somebody did something is asked of what he did.
    """
    return _asked_directly(verb) or _asked_indirectly(verb)


def mere_prospect(word: Word) -> bool:
    """Whether a gerund is what somebody fears or thinks of: "the prospect of Chad attacking Mali"."""
    while word.dep in {"xcomp", "conj"} and word.head.is_verb:
        word = word.head
    if word.tag != "VBG":
        return False
    if word.dep == "pcomp":
        return word.head.lower == "of" and word.head.head.lemma in _UNSURE
    of = [c for c in word.head.all("prep") if c.lower == "of" and c.i < word.i]
    return word.dep == "acl" and bool(of) and word.head.lemma in _UNSURE


def possible_result(word: Word) -> bool:
    """Whether an act may come of something, and nothing says that it is one known before: "may lead to a truce"."""
    if word.tag not in {"NN", "NNS", "VBG"} or any(c.dep == "poss" or c.lower in _DEFINITE for c in word.children):
        return False
    above = word.head
    while above.dep == "prep":
        above = above.head
    return above.lemma in _CAUSING and above.is_verb and bool(_helpers(above) & _MAYBE)


def _asked_directly(verb: Word) -> bool:
    top = verb
    while top.dep in {"xcomp", "conj"} and top.head.is_verb:
        top = top.head
    end = max(top.children, key=lambda c: c.i, default=top)
    if top.dep != "ROOT" or end.text != "?":
        return False
    begins = any(c.tag in _PRONOUNS for c in top.children)
    return not begins or bool(_helpers(top) & _WILL)


def _asked_indirectly(verb: Word) -> bool:
    will = _helpers(verb) & _MAYBE
    if verb.dep not in {"ccomp", "pcomp", "acl", "advcl", "relcl", "csubj"} or not will:
        return False
    if not any(c.tag == _ADVERB for c in verb.children):
        return False
    above = verb.head.head if verb.dep == "pcomp" else verb.head
    said = above.child("acomp", "attr") if above.lemma == "be" else None
    words_above = {above.lemma} | ({said.lemma} if said is not None else set())
    unknown = any(c.dep == "neg" for c in above.children) and words_above & _KNOWING
    return bool(words_above & _ASKING or unknown)


def _helpers(verb: Word) -> set[str]:
    return {c.lower for c in verb.all("aux", "auxpass")}
