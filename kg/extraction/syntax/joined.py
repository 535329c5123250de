"""Slips of parsers about who is named beside another, and about participles and verbs that are spelt alike."""

from __future__ import annotations

from kg.extraction.syntax.word import Word
from kg.lexicon.words import words

_BARE = words("bare_passives")
_WHOM = ("dobj", "dative", "ccomp", "aux", "auxpass", "attr", "expl", "nsubjpass", "oprd")
_JUDGING = words("judging_without_to")
_SUBJECTS = ("nsubj", "nsubjpass")
_ALONG = words("together")
_AS = "as"
_WELL = "well"
_WITH = "with"
_BY = "by"
_OF = "of"
_PARTITIVES = words("partitives")
_SUFFERED = words("suffered_nouns")
_NATIONAL = tuple(words("nationality_endings"))
_CALLED = words("called_before_name")
_OVER = frozenset({"against", "over"})
_AMONG = "among"


def mend_added(word: Word) -> None:
    """Whom "as well as", "along with" and "together with" add does or undergoes the same: "bombed Mali as well as"."""
    if word.lower == _AS:
        _mend_as_well_as(word)
    elif word.lower == _WITH:
        _mend_along_with(word)


def _mend_as_well_as(last: Word) -> None:
    """The object behind "as well as" stands beside the noun before it."""
    added = last.child("pobj")
    if added is None or last.dep not in {"cc", "prep"} or all(c.lower != _WELL for c in last.all("advmod")):
        return
    first = last.head
    if first.is_verb:
        beside = [c for c in first.all("dobj") if c.i < last.i]
        beside = beside or [w for p in first.all("prep") for w in p.all("pobj") if p.i < w.i < last.i]
        if not beside:
            return
        first = beside[-1]
    if first.is_noun and first.i < last.i:
        added.hang(first, "conj")
        last.hang(first, "cc")


def _mend_along_with(preposition: Word) -> None:
    """Who stands between a subject and its verb behind "along with" is a subject, too: "Mali, along with Chad, met"."""
    marks = (*preposition.all("advmod"), preposition.head)
    along = next((c for c in marks if c.lower in _ALONG and c.i == preposition.i - 1), None)
    added = preposition.child("pobj")
    if along is None or added is None:
        return
    outer = preposition if along.head is preposition else along
    verb = outer.head if outer.head.is_verb else outer.head.head
    doer = verb.child(*_SUBJECTS)
    if not verb.is_verb or doer is None or not doer.i < outer.i < verb.i or outer.head not in {verb, doer}:
        return
    added.hang(doer, "conj")


def mend_reduced(verb: Word) -> None:
    """A participle with its agent is what befell the noun before it, no subject: "a jet shot down by Mali fell"."""
    thing, agent = verb.child(*_SUBJECTS), verb.child("agent")
    if verb.dep not in _SUBJECTS or verb.head is verb or thing is None or agent is None or agent.lower != _BY:
        return
    if not thing.is_noun or thing.i > verb.i or verb.child("aux", "auxpass") is not None:
        return
    thing.hang(verb.head, verb.dep)
    verb.hang(thing, "acl")
    verb.tag = "VBN"


def mend_bare_passive(verb: Word) -> None:
    """A headline's participle befalls its subject: "Mali accused of a raid", "Mali-Chad talks called off".

    Verbs that ask for an object have none there, and no auxiliary.
    """
    thing = verb.child("nsubj")
    if verb.tag not in {"VBD", "VBN"} or thing is None or thing.i > verb.i or not thing.is_noun:
        return
    after = next((w.lower for c in verb.children for w in (c, *c.children) if w.i == verb.i + 1), "")
    if verb.lemma not in _BARE and f"{verb.lemma} {after}" not in _BARE:
        return
    if thing.tag in {"WDT", "WP", "PRP"} or verb.child(*_WHOM) is not None or verb.dep == "relcl":
        return
    infinitive = verb.child("xcomp")
    if infinitive is not None and infinitive.tag != "VB":  # "postponed sending"
        return
    verb.tag, thing.dep = "VBN", "nsubjpass"


def mend_destination_of_object(verb: Word) -> None:
    """What nobody is judged *to* belongs to what is judged: "condemned sales to Mali", "protested at aid to it"."""
    to = next((p for p in verb.all("prep") if p.lower == "to"), None) if verb.lemma in _JUDGING else None
    against = [thing for p in verb.all("prep") if p.lower in _OVER for thing in p.all("pobj")]
    thing = (verb.child("dobj") or next(iter(against), None)) if to is not None else None
    if to is None or thing is None or to.i != thing.last() + 1:
        return
    if thing.tag in {"NN", "NNS"}:
        to.hang(thing, "prep")


def mend_as_opposed(verb: Word) -> None:
    """Nobody opposes anything in "Mali, as opposed to Chad, has no coast"."""
    before = (*verb.children, verb.head)
    if verb.lower == "opposed" and any(w.lower == _AS and w.i == verb.i - 1 for w in before):
        verb.is_verb, verb.tag = False, "IN"


def is_between(preposition: Word) -> bool:
    """Whether *among* stands before the names of all: "talks among Mali, Chad and Niger"."""
    if preposition.lower != _AMONG:
        return False
    named = preposition.child("pobj")
    return named is not None and named.tag.startswith("NNP") and named.child("conj") is not None


def mend_row_of_offices(office: Word) -> None:
    """Who is named beside a bearer of an office is so beside the office: "met President A and Minister B"."""
    bearer = office.child("appos")
    if bearer is None or bearer.child("conj") is None or bearer.tag != "NNP" or not office.tag.startswith("NN"):
        return
    if bearer.first() == office.i + 1:
        for joined in bearer.all("cc", "conj"):
            joined.hang(office, joined.dep)


def mend_member(noun: Word) -> None:
    """What a name is called right before it is no head: "NATO member Turkey", "US ally Egypt" are these two."""
    name = noun.child("appos")
    if name is None or noun.tag != "NN" or noun.lemma not in _CALLED or not name.tag.startswith("NNP"):
        return
    if name.first() != noun.i + 1 or noun.head is noun:
        return
    behind = [child for child in noun.children if child.i > name.i]
    name.hang(noun.head, noun.dep)
    noun.hang(name, "compound")
    for child in behind:
        child.hang(name, child.dep)


def mend_by_whom(noun: Word) -> None:
    """By whom something befell others belongs to what befell them: "the expulsion of two diplomats by Austria"."""
    one = noun.tag == "NN" and noun.lemma not in _PARTITIVES  # not "two days of raids by", "a wave of raids by"
    for befallen in (w for of in noun.all("prep") if of.lower == _OF for w in of.all("pobj")):
        if noun.lemma in _SUFFERED or (one and befallen.tag == "NNS"):
            for by in (p for p in befallen.all("prep") if p.lower == _BY):
                by.hang(noun, "prep")


def mend_nationality(word: Word) -> None:
    """Nationalities before *and other* belong to the noun behind: "talks with Greek and other European officials"."""
    joined = next((c for c in word.all("conj") if c.tag == "NNS"), None)
    if joined is None or word.dep not in {"pobj", "dobj"} or not word.lower.endswith(_NATIONAL):
        return
    other = next((c for c in joined.all("amod") if c.lower == "other"), None)
    between = [c for c in (*word.children, *joined.children) if word.i < c.i < joined.i and c is not joined]
    if other is None or word.child("det", "poss", "compound", "amod") or any(c.dep == "punct" for c in between):
        return
    joined.hang(word.head, word.dep)
    for conjunction in word.all("cc"):
        conjunction.hang(joined, "cc")
    word.hang(joined, "amod")
    word.tag, word.is_noun = "JJ", False
