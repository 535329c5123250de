"""Slips of parsers that can be told from the tree alone, each put right where it is certain."""

from __future__ import annotations

from kg.extraction.syntax.word import Word
from kg.lexicon.words import words

_NO_VERBS = words("no_verbs")
_ASKING_FOR = words("asking_for")
_VISITING = words("visiting_participles")
_MEETING = frozenset({"with", "to", "by", "from"})  # not "after visiting President Nyusi"


def mend(word: Word) -> None:
    """Put right what a parser got wrong about a word and its neighbours in the tree."""
    _mend_noun(word)
    _mend_second_subject(word)
    _mend_infinitive(word)
    _mend_conjunct(word)
    _mend_asked(word)
    _mend_visitor(word)


def _mend_conjunct(verb: Word) -> None:
    """A past verb joined to what is said in the present is the speaker's: "said Chad is at risk and urged Mali"."""
    said = verb.head
    if verb.dep != "conj" or verb.tag != "VBD" or not said.is_verb or said.dep != "ccomp" or not _is_present(said):
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


def _mend_infinitive(word: Word) -> None:
    """A noun that no verb is spelt like stands behind a preposition, not an infinitive: "agree to ceasefire"."""
    to = next((c for c in word.children if c.dep == "aux" and c.lower == "to"), None)
    if word.tag != "VB" or word.lower not in _NO_VERBS or to is None or word.head is word:
        return
    word.children.remove(to)
    word.head.children.remove(word)
    word.head.children.append(to)
    to.head, to.dep, to.tag = word.head, "prep", "IN"
    to.children.append(word)
    word.head, word.dep, word.tag, word.is_verb, word.is_noun = to, "pobj", "NN", False, True


def _mend_second_subject(verb: Word) -> None:
    """A second subject behind an active verb is its object: parsers slip at "summoned its ambassador, X, accusing"."""
    named = verb.all("nsubj") if verb.is_verb else []
    if len(named) > 1 and named[0].i < verb.i < named[-1].i and not verb.child("dobj", "attr", "dative"):
        named[-1].dep = "dobj"


def _mend_asked(clause: Word) -> None:
    """What somebody calls for is the complement of the call: "called for Chad to open its border"."""
    marks = [c for c in clause.children if c.dep == "mark" and c.lower == "for"]
    asking = clause.head.is_verb and clause.head.lemma in _ASKING_FOR
    if clause.dep != "advcl" or not marks or not asking or clause.child("nsubj", "nsubjpass") is None:
        return
    _hang(marks[0], clause.head, "prep")
    clause.dep = "ccomp"


def _mend_visitor(visiting: Word) -> None:
    """A participle right before a name tells who it is: "told visiting President Nyusi"."""
    named = visiting.child("dobj")
    if visiting.lower not in _VISITING or named is None or not named.tag.startswith("NNP"):
        return
    if visiting.dep not in {"xcomp", "ccomp"} and (visiting.dep != "pcomp" or visiting.head.lower not in _MEETING):
        return
    between = [word for word in named.subtree() if word.i < named.i]
    if visiting.head.i != visiting.i - 1 or any(word.tag in {"DT", "PRP$"} for word in between):
        return
    if min((word.i for word in (named, *between)), default=0) != visiting.i + 1:
        return
    above = visiting.head
    _hang(named, above, "pobj" if visiting.dep == "pcomp" else "dobj")
    for child in list(visiting.children):
        _hang(child, above if child.i > named.i else named, child.dep)
    _hang(visiting, named, "amod")
    visiting.is_verb = False


def _hang(word: Word, head: Word, dep: str) -> None:
    word.head.children.remove(word)
    head.children.append(word)
    head.children.sort(key=lambda child: child.i)
    word.head, word.dep = head, dep
