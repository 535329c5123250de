"""Is it told as a fact? Reports that were false, evidence that is lacking, what nobody believes, what a film shows."""

from __future__ import annotations

from collections.abc import Collection

from kg.extraction.events import mood
from kg.extraction.events.questions import mere_prospect, possible_result
from kg.extraction.syntax import frames
from kg.extraction.syntax.tree import Word
from kg.lexicon.words import words

_COPULAS = words("copulas")
_FALSE = words("false")
_STAGED = words("staging")
_DENYING = _STAGED | words("denying")
_TOLD = words("told")
_UNSURE = words("unsure")
_PRETENDING = words("pretending")
_FACTIVE = words("factive")
_SURE = words("sure")
_FORESEEN = words("foreseen")
_UNREAL = words("unreal")
_UNREAL_GAMES = words("unreal_games")
_SHOWING = words("showing")
_SCANT = words("scant")
_FEW = words("doubters")
_TRUTH = words("truth")
_SETTING = words("setting_prepositions")
_REPORTED = frozenset({"ccomp", "acl", "csubj", "csubjpass", "appos"})


def doubted(word: Word, owners: Collection[Word]) -> bool:
    """Whether an act's sentence says, or makes plain, that the act is no fact.

    Args:
        word: The act's word.
        owners: Words that own the act and have been judged already.
    """
    if possible_result(word) or mere_prospect(word):
        return True
    for step in (word, *word.ancestors()):
        if step.is_verb and (_imagined(step) or _faked(step)):
            return True
        if step.head in owners or step.head is step:
            continue
        content = step.dep in _REPORTED or (step.dep == "relcl" and step.child("mark") is not None)
        if content and _unbelieved(step, step.head):
            return True
        if step.is_noun and step.lemma in _TOLD and step is not word and _refuted(step):
            return True
    return False


def merely_told(noun: Word, owner: Word) -> bool:
    """Whether a verb is about what is told, not about the act told: "denied rumours that it would help"."""
    return noun.is_noun and noun.lemma in _TOLD and owner.is_verb and owner.lemma in _DENYING


def _unbelieved(clause: Word, head: Word) -> bool:
    """Whether a reported clause hangs on a word that does not vouch for it: "no evidence that", "nobody believes"."""
    finite = clause.child("mark", "nsubj", "nsubjpass") is not None and clause.tag != "VB"
    if not finite:
        return False
    if head.is_verb:
        behind = clause.i > head.i or clause.dep.startswith("csubj")  # a clause before a semicolon is a fact of its own
        return clause.dep != "acl" and behind and _not_said(head)
    if head.is_noun and clause.dep in {"acl", "appos", "relcl"}:
        return head.lemma not in _SURE and (head.lemma in _UNSURE or _lacking(head) or _refuted(head))
    return False


def _not_said(verb: Word) -> bool:
    """Whether a verb of saying or thinking, or "it is ...", leaves its clause unsaid or calls it false."""
    if verb.lemma in _PRETENDING:
        return True
    said = verb.child("acomp", "attr", "oprd") if verb.lemma in _COPULAS else None
    if said is not None and said.lemma in _FALSE:
        return not mood.negated(verb)
    if said is not None and said.lemma in _FORESEEN:
        return True  # "it is likely that"
    if said is not None and said.lemma in _SURE:
        return False
    subjects = verb.all("nsubj")
    if verb.lemma in _COPULAS and any(noun.lemma in _UNSURE for word in subjects for noun in _counted(word)):
        return True  # "the fear is that", "some of the rumours were that"
    doubters = any(subject.lower in _FEW for subject in subjects)
    return verb.lemma not in _FACTIVE and (doubters or mood.negated(verb))


def _counted(word: Word) -> list[Word]:
    """A noun, and what it is one or some of."""
    return [word, *(noun for of in word.all("prep") if of.lower == "of" for noun in of.all("pobj"))]


def _lacking(noun: Word) -> bool:
    """*No evidence that*, *found no sign that*, *without proof that*, *do not have proof that*."""
    if any(c.lower in _SCANT for c in noun.all("det", "amod", "neg")):
        return True
    if noun.dep == "pobj" and noun.head.lower == "without":
        return True
    return noun.lemma in _TOLD and noun.dep in {"dobj", "attr"} and noun.head.is_verb and mood.negated(noun.head)


def _refuted(noun: Word) -> bool:
    """Whether what a noun reports is called false or is denied: "claims that ... were baseless", "denied reports"."""
    verb = noun.head
    while noun.dep == "conj" and verb.is_noun:
        noun, verb = verb, verb.head
    if noun.dep == "pobj" and verb.lower == "as" and verb.head.is_verb:  # "dismissed as fabricated reports that"
        return verb.head.lemma in _DENYING or any(word.lower in _FALSE for word in noun.all("amod"))
    if not verb.is_verb:
        return verb.lower == "to" and verb.head.lemma in _TRUTH and _lacking(verb.head)
    if noun.dep in {"dobj", "nsubjpass"}:
        return verb.lemma in _DENYING or _called_false(verb)
    if noun.dep == "nsubj" and verb.lemma in _COPULAS:
        below = verb.child("xcomp")  # "turned out to be a hoax"
        said = verb.child("acomp", "attr", "oprd") or (below.child("acomp", "attr") if below is not None else None)
        return said is not None and said.lemma in _FALSE and not mood.negated(verb)
    return False


def _called_false(verb: Word) -> bool:
    """*Called the reports false*, *described the claim as nonsense*."""
    said = [
        *verb.all("oprd"),
        *(word for way in verb.all("prep") if way.lower == "as" for word in way.all("pobj", "amod")),
    ]
    return any(word.lemma in _FALSE for word in said) and not mood.negated(verb)


def _faked(verb: Word) -> bool:
    """Whether the scene that an act is part of was staged: "a video of soldiers firing was faked"."""
    if verb.dep not in {"acl", "relcl"} or not verb.head.is_noun:
        return False
    noun = verb.head
    shown = noun.head if noun.dep in {"nsubjpass", "nsubj"} else None
    return shown is not None and shown.is_verb and frames.is_passive(shown) and shown.lemma in _STAGED


def _imagined(verb: Word) -> bool:
    """Whether the clause is set in a film, a novel or a war game, or tells what one shows."""
    around = [w for p in verb.all("prep") if p.lower in _SETTING for w in p.all("pobj")]
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
