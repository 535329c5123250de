"""Is it told as a fact? Reports that were false, evidence that is lacking, what nobody believes, what a film shows."""

from __future__ import annotations

from collections.abc import Collection

from kg.extraction.events import mood
from kg.extraction.syntax import frames
from kg.extraction.syntax.tree import Word

_COPULAS = frozenset("be prove seem appear remain turn look".split())
_FALSE = frozenset(
    "false untrue wrong baseless unfounded groundless fake bogus fabricated invented fictitious fictional untenable "
    "inaccurate incorrect absurd nonsense lie hoax myth fabrication fiction rumour rumor invention disinformation "
    "propaganda unproven unconfirmed unverified doubtful unclear uncertain implausible inconceivable unthinkable "
    "impossible unimaginable".split()
)
_STAGED = frozenset("stage fake fabricate doctor forge invent debunk disprove refute manipulate simulate".split())
_DENYING = _STAGED | frozenset("deny dismiss reject contradict rebut discredit doubt question dispute".split())
_TOLD = frozenset(
    "report claim rumour rumor allegation story suggestion assertion accusation evidence proof sign indication hint "
    "news speculation video footage image photo photograph picture recording clip article post document version "
    "account theory belief idea notion narrative word talk fear possibility".split()
)  # nouns that carry what is told
_UNSURE = frozenset(
    "speculation rumour rumor gossip myth lie hoax fiction illusion idea notion possibility chance risk prospect "
    "theory scenario dream hope fear suspicion hypothesis fantasy premise pretence pretense assumption likelihood "
    "probability danger worry concern doubt".split()
)
_PRETENDING = frozenset(
    "pretend imagine fantasise fantasize dream speculate doubt disprove suppose hypothesise".split()
)
_FACTIVE = frozenset(
    "know forget realise realize regret mention notice care mind matter understand recognise recognize explain hide "
    "conceal surprise like accept acknowledge doubt dispute deny".split()
)
_SURE = frozenset("doubt question secret surprise coincidence accident wonder dispute denying denial problem".split())
_UNREAL = frozenset(
    "film movie novel thriller drama comic cartoon sitcom series videogame satire simulation scenario wargame fiction "
    "fantasy trailer screenplay".split()
)
_UNREAL_GAMES = frozenset({"war", "video", "computer", "board"})
_SHOWING = frozenset("show depict imagine portray feature tell see simulate describe have".split())
_REPORTED = frozenset({"ccomp", "acl", "csubj", "csubjpass", "appos"})


def doubted(word: Word, owners: Collection[Word]) -> bool:
    """Whether an act's sentence says, or makes plain, that the act is no fact.

    Args:
        word: The act's word.
        owners: Words that own the act and have been judged already.
    """
    for step in (word, *word.ancestors()):
        if step.is_verb and (_imagined(step) or _faked(step)):
            return True
        if step.head in owners or step.head is step:
            continue
        if step.dep in _REPORTED and _unbelieved(step, step.head):
            return True
        if step.is_noun and step.lemma in _TOLD and step is not word and _refuted(step):
            return True
    return False


def _unbelieved(clause: Word, head: Word) -> bool:
    """Whether a reported clause hangs on a word that does not vouch for it: "no evidence that", "nobody believes"."""
    finite = clause.child("mark", "nsubj", "nsubjpass") is not None and clause.tag != "VB"
    if not finite:
        return False
    if head.is_verb:
        behind = clause.i > head.i or clause.dep.startswith("csubj")  # a clause before a semicolon is a fact of its own
        return clause.dep != "acl" and behind and _not_said(head)
    if head.is_noun and clause.dep in {"acl", "appos"}:
        return head.lemma not in _SURE and (head.lemma in _UNSURE or _lacking(head) or _refuted(head))
    return False


def _not_said(verb: Word) -> bool:
    """Whether a verb of saying or thinking, or "it is ...", leaves its clause unsaid or calls it false."""
    if verb.lemma in _PRETENDING:
        return True
    said = verb.child("acomp", "attr", "oprd") if verb.lemma in _COPULAS else None
    if said is not None and said.lemma in _FALSE:
        return not mood.negated(verb)
    if said is not None and said.lemma in _SURE:
        return False
    return verb.lemma not in _FACTIVE and mood.negated(verb)


def _lacking(noun: Word) -> bool:
    """*No evidence that*, *found no sign that*, *without proof that*, *do not have proof that*."""
    if any(c.lower in {"no", "little", "any", "scant"} for c in noun.all("det", "amod", "neg")):
        return True
    if noun.dep == "pobj" and noun.head.lower == "without":
        return True
    return noun.lemma in _TOLD and noun.dep in {"dobj", "attr"} and noun.head.is_verb and mood.negated(noun.head)


def _refuted(noun: Word) -> bool:
    """Whether what a noun reports is called false or is denied: "claims that ... were baseless", "denied reports"."""
    verb = noun.head
    while noun.dep == "conj" and verb.is_noun:
        noun, verb = verb, verb.head
    if not verb.is_verb:
        return verb.lower == "to" and verb.head.lemma in {"truth", "substance"} and _lacking(verb.head)
    if noun.dep in {"dobj", "nsubjpass"}:
        return verb.lemma in _DENYING
    if noun.dep == "nsubj" and verb.lemma in _COPULAS:
        said = verb.child("acomp", "attr", "oprd")
        return said is not None and said.lemma in _FALSE and not mood.negated(verb)
    return False


def _faked(verb: Word) -> bool:
    """Whether the scene that an act is part of was staged: "a video of soldiers firing was faked"."""
    if verb.dep not in {"acl", "relcl"} or not verb.head.is_noun:
        return False
    noun = verb.head
    shown = noun.head if noun.dep in {"nsubjpass", "nsubj"} else None
    return shown is not None and shown.is_verb and frames.is_passive(shown) and shown.lemma in _STAGED


def _imagined(verb: Word) -> bool:
    """Whether the clause is set in a film, a novel or a war game, or tells what one shows."""
    around = [w for p in verb.all("prep") if p.lower in {"in", "during", "under"} for w in p.all("pobj")]
    if any(_unreal(word) for word in around):
        return True
    teller = verb.head
    return (
        verb.dep in {"ccomp", "xcomp", "advcl", "acl"}
        and teller.is_verb
        and teller.lemma in _SHOWING
        and any(_unreal(word) for word in teller.all("nsubj"))
    )


def _unreal(noun: Word) -> bool:
    if noun.lemma in _UNREAL:
        return True
    return noun.lemma == "game" and any(child.lower in _UNREAL_GAMES for child in noun.all("compound"))
