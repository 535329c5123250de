"""Did it happen? Negation, mood, condition, habit and purpose, read off the clause of a predicate."""

from __future__ import annotations

from kg.extraction.events.questions import asked
from kg.extraction.events.supposed import conditional, of_anybody, urges_politely
from kg.extraction.syntax import frames
from kg.extraction.syntax.instead import is_instead
from kg.extraction.syntax.tree import Word, set_apart
from kg.lexicon.words import words
from kg.model import Status

_VOWING = words("vowing")
_NEGATIONS = words("negations")
_PROTESTING = words("protesting")
_CROWDS = words("crowds")
_NOBODY = words("nobody")
_NO = words("negating_determiners")
_ANY = words("indefinite")
_SELDOM = words("seldom")
_REPEATED = words("repeated")
_EVERY = words("every")
_FORESEEN = words("foreseen")
_PARTITIVES = words("partitives")
_FUTURE = words("future_auxiliaries")
_WILL = _FUTURE | words("voiced_auxiliaries")
_MAYBE = words("maybe_auxiliaries")
OBLIGATIONS = words("obligations")
OBLIGING = words("obliging_verbs")
_COMING = words("coming")
_DONE = words("past_auxiliaries")
_AWAITING = words("awaiting_conjunctions")
_OUTSTANDING = words("outstanding_verbs")
_ONLY = words("merely")
_SIGNS = words("signs")
_US = words("us")
_COUNTERFACTUAL = frozenset({"would", "have"})
_NOT_YET = words("not_yet")


def of_verb(verb: Word, through: Word | None = None) -> Status:
    """Status of an act told by a verb, from its own clause; a "no" before the noun ``through`` is counted already."""
    if negated(verb, through):
        return Status.NEGATED
    if asked(verb) or _let_us(verb):
        return Status.HYPOTHETICAL
    helpers = _helpers(verb)
    if urges_politely(verb, helpers):
        return Status.OCCURRED
    if helpers & _MAYBE or helpers >= _COUNTERFACTUAL:
        return Status.HYPOTHETICAL
    if helpers & _FUTURE or "would" in helpers:
        return Status.FUTURE
    if _is_habit(verb) or of_anybody(verb, helpers):
        return Status.HYPOTHETICAL
    if conditional(verb) or purpose(verb) or due(verb) or outstanding(verb) or _able(verb) or is_instead(verb):
        return Status.HYPOTHETICAL
    if _awaited(verb, helpers):
        return Status.FUTURE
    if "to" in helpers and (verb.head is verb or _announces(verb) or (verb.head.lemma == "be" and verb.dep == "xcomp")):
        return Status.FUTURE  # "was to meet"; of a headline: "Germany to meet Italy"
    return Status.OCCURRED


def _awaited(verb: Word, helpers: set[str]) -> bool:
    """Whether the present stands for what is to come: "will raise it when he visits Oman", "before he does"."""
    present = verb.tag in {"VBZ", "VBP"} or bool(helpers & {"is", "are"})
    if verb.dep != "advcl" or not (present or verb.tag == "VBG") or helpers & _DONE:
        return False
    opening = {c.lower for c in verb.all("advmod", "mark")}
    if present and opening & _NOT_YET:
        return True
    above = _helpers(verb.head)
    ahead = above & _FUTURE or (present and "to" in above and verb.head.dep == "xcomp")  # "hopes to ask him when he"
    return bool(opening & _AWAITING and ahead)


def _announces(verb: Word) -> bool:
    """Whether a headline's verb was taken for a clause of its subject: "Saudi king to visit Egypt"; no finite verb."""
    subject = verb.head
    return verb.dep in {"relcl", "acl"} and subject.is_noun and subject.head is subject and verb.i > subject.i


def _helpers(verb: Word) -> set[str]:
    """The auxiliaries of a verb, those it shares with the one it is joined to included: "will meet and discuss"."""
    own = {child.lower for child in verb.children if child.dep in {"aux", "auxpass"}}
    return own or (_helpers(verb.head) if _shares(verb) else own)


def _shares(verb: Word) -> bool:
    """Whether a joined verb has no subject and no auxiliary of its own, and the form that those of the first ask."""
    return (
        verb.dep == "conj"
        and verb.head.is_verb
        and verb.tag in {"VB", "VBN"}
        and verb.tag == verb.head.tag
        and verb.child("nsubj", "nsubjpass", "aux", "auxpass") is None
    )


def of_noun(noun: Word) -> Status:
    """Status of an act told by a noun, from its own phrase only."""
    for child in noun.children:
        if child.dep in {"det", "neg"} and child.lower in _NO:
            return Status.NEGATED
        if child.dep == "det" and child.lower in _ANY:
            return Status.HYPOTHETICAL  # "would answer any attack on"
        if child.dep == "amod" and child.lower in _COMING:
            return Status.FUTURE
    if noun.dep == "attr" and _helpers(noun.head) & _FUTURE:
        return Status.FUTURE  # "it will be his first visit to Oman"
    if noun.dep == "attr" and noun.head.child("expl") is not None and conditional(noun.head):
        return Status.HYPOTHETICAL  # "if there is an attack on Oman"
    if any(c.tag == "VBN" and c.dep in {"acl", "relcl"} and "to" in _helpers(c) for c in noun.children):
        return Status.FUTURE  # "a treaty with Oman to be signed in May"
    if _foreseen(noun):
        return Status.FUTURE if _helpers(noun.head) & _FUTURE else Status.HYPOTHETICAL
    return Status.NEGATED if noun.dep == "pobj" and noun.head.lower == "without" else Status.OCCURRED


def _foreseen(noun: Word) -> bool:
    """Whether a sentence says that an act may be: "there may be talks", "an attack could come", "talks are likely"."""
    counted = noun.dep == "pobj" and noun.head.lower == "of" and noun.head.head.lemma in _PARTITIVES
    said = noun.head.head if counted else noun  # "may be a wave of attacks"
    verb, helpers = said.head, _helpers(said.head)
    if said.dep == "attr" and verb.child("expl") is not None:
        return bool(helpers & _MAYBE)
    if said.dep != "nsubj" or not verb.is_verb or "have" in helpers:
        return False  # "an attack may have killed ten"
    if verb.lemma == "be" and verb.tag in {"VBZ", "VBP"} and (likely := verb.child("acomp")) is not None:
        return likely.lower in _FORESEEN and not likely.all("xcomp", "ccomp")  # "the attack is likely to anger Oman"
    if verb.lemma == "be" and helpers & _FUTURE and verb.child("acomp") is not None:
        return True  # "our strike will be powerful"
    indefinite = any(c.lower in {"a", "an"} for c in said.all("det"))
    return indefinite and bool(helpers & (_WILL | _MAYBE)) and said.child("relcl", "acl") is None


def negated(word: Word, through: Word | None = None) -> bool:
    """Whether *not*, *never*, *no ...* stands in the word's own clause, or is shared with the verb it is joined to."""
    if any(_denies(child) for child in word.children):
        return True
    if any(c.lower == "longer" and any(n.lower == "no" for n in c.children) for c in word.all("advmod")):
        return True  # will no longer accept
    for child in word.children:
        if child is through or child.dep not in {"dobj", "nsubj", "nsubjpass", "attr"}:
            continue
        if child.lower in _NOBODY or any(c.lower in _NO for c in child.all("det", "neg", "preconj")):
            return True
    if (word.dep == "pcomp" and _of_none(word.head)) or (is_instead(word) and not _should(word.head.head)):
        return True
    if word.dep != "conj" or not word.head.is_verb:
        return False
    if any(c.lower == "nor" and c.i < word.i for c in (*word.head.all("cc"), *word.all("cc"))):
        return True
    return _shares(word) and negated(word.head)


def _of_none(preposition: Word) -> bool:
    """Whether what stands behind a preposition is not done: "without attacking", "made no mention of attacking"."""
    noun = preposition.head
    return preposition.lower == "without" or (
        noun.lemma in _SIGNS and any(c.lower in _NO for c in noun.all("det", "neg"))
    )


def outstanding(verb: Word) -> bool:
    """Whether somebody "has yet to" do it."""
    governor = verb.head
    return (
        verb.dep == "xcomp"
        and governor.lemma in _OUTSTANDING
        and any(c.lower == "yet" for c in (*governor.all("advmod"), *verb.all("advmod")))
    )


def _denies(child: Word) -> bool:
    """Whether a word negates the verb it hangs on, not the phrase behind it ("sent aid to Sudan, not to Chad")."""
    verb = child.head
    if any(c.i == child.i + 1 and c.lower in _ONLY for c in (*verb.children, *child.children)):
        return False  # "not only attacked but"
    if child.dep == "neg":
        return not any(set_apart(c) for c in verb.all("prep", "dative") if c.i == child.i + 1 and child.i > verb.i)
    return child.dep in {"advmod", "preconj"} and child.lower in _NEGATIONS


def _should(verb: Word) -> bool:
    """Whether somebody is told what to do: what he should do it "instead of", he may be doing."""
    return bool(_helpers(verb) & OBLIGATIONS)


def _is_habit(verb: Word) -> bool:
    """Whether a verb tells a habit: "often accuses"; but "has often accused" has happened."""
    adverbs = {child.lower for child in verb.all("advmod")}
    spans = verb.all("npadvmod") if verb.tag in {"VBZ", "VBP"} else ()
    if any(c.lower in _EVERY for span in spans for c in span.children):
        return True  # "hold talks every six months"
    done = verb.tag == "VBD" or (verb.tag == "VBN" and verb.child("aux", "auxpass") is not None)
    return bool(adverbs & _SELDOM) and not (done and adverbs & _REPEATED)


def voiced(verb: Word) -> bool:
    """Whether the verb speaks of a will: *will*, *would*, *can*, *going to*, *vowed to*."""
    if any(c.dep == "aux" and c.lower in _WILL for c in verb.children):
        return True
    return verb.dep == "xcomp" and verb.head.lemma in _VOWING


def _let_us(verb: Word) -> bool:
    """Whether somebody only calls for it: "let us help Chad"."""
    let = verb.head
    us = verb.child("nsubj") or let.child("dobj")
    return verb.dep in {"ccomp", "xcomp"} and let.lower == "let" and us is not None and us.lower in _US


def due(verb: Word) -> bool:
    """Whether the verb tells what somebody has to do, and not what he had to: "has to pull its troops out"."""
    governor = verb.head
    return (
        verb.dep == "xcomp"
        and not outstanding(verb)
        and any(c.lower == "to" for c in verb.all("aux"))
        and governor.lemma in OBLIGING
        and governor.tag in {"VBZ", "VBP"}
    )


def _able(verb: Word) -> bool:
    """Whether somebody merely can do it: "is able to block the talks"; what he was able to do, he did."""
    can = verb.head
    return verb.dep == "xcomp" and can.lemma == "able" and can.head.tag in {"VBZ", "VBP", "VB"}


def purpose(verb: Word) -> bool:
    """Whether the verb is an infinitive of purpose: "met to discuss", "met in order to discuss"."""
    if gathered(verb):
        return False
    in_order = verb.dep == "acl" and verb.head.lower == "order" and verb.head.head.lower == "in"
    infinitive = verb.tag == "VB" and any(c.lower == "to" for c in verb.all("aux", "mark"))
    return infinitive and (in_order or verb.dep == "advcl")


def gathered(verb: Word) -> bool:
    """Whether a verb tells what a crowd came together for, and so does: "thousands gathered to protest against"."""
    return (
        verb.tag == "VB"
        and verb.dep == "advcl"
        and verb.lemma in _PROTESTING
        and any(doer.lemma in _CROWDS for doer in frames.subjects(verb))
    )
