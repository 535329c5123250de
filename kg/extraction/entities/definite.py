"""Whom a noun without an owner means: *the embassy*, *the bloc*, *the decision*, *the bomber*."""

from __future__ import annotations

from kg.extraction.entities.coreference import COLLECTIVES, STATELY
from kg.extraction.entities.known_names import REBELS
from kg.extraction.entities.offices import holder
from kg.extraction.entities.possession import TEXTS
from kg.extraction.entities.references import STATES, Ground, Ref
from kg.extraction.entities.scenes import seat
from kg.extraction.entities.scope import Scope
from kg.extraction.syntax.frames import clause_of, subjects
from kg.extraction.syntax.tree import Word
from kg.extraction.syntax.turned_down import is_turned_down
from kg.lexicon.actor_rows import RoleNoun
from kg.lexicon.epithets import epithets
from kg.lexicon.weights import weight
from kg.lexicon.words import words
from kg.model import Actor
from ontology import ActorKind, Sector

_DEEDS = TEXTS | words("deeds")
_ANOTHER = words("another")  # before *country*, *group*: not the one last named
_UNTOLD = words("untold_determiners")
_ATTACKERS = words("attackers")
_ATTACKS = words("claimed_attacks")
_DEFINITE = words("definite")
_THE = words("bare_definite")
_DONE_TO_OTHERS = words("done_to_others")
_JOINING = words("joining_prepositions")  # "the alliance between Russia and Iran" is none that has a name
_AMERICAN = words("american_houses")
_USA = "USA"
_AGAINST = words("against")
_WHOLE_WORLD = words("whole_world")


def bare(scope: Scope, word: Word, role: RoleNoun | None, role_name: str) -> tuple[Ref, ...]:
    """Whom a noun without an owner meant before, or whom the text is about.

    Args:
        scope: The sentence.
        word: The noun.
        role: What role it is, if any.
        role_name: That role as a phrase.
    """
    if role_name in _WHOLE_WORLD:
        return ()
    if done := _attacker(scope, word):
        return (done,)
    if not _is_told_before(word, role):
        return _thing(scope, word) if role is None else ()
    before = word.all("amod", "compound", "nmod")
    if word.tag == "NN" and (body := scope.memory.body(word.lemma, {c.lower for c in before})) is not None:
        return (Ref(body, word.start, word.end, Ground.MEMORY, weight("remembered_office")),)
    actors = scope.memory.role(word.lemma)
    if role is not None and not role.stands_for:  # "the fishermen" after "Vietnamese fishermen"
        if not actors and in_arms(word) and (group := _collective(scope, word)) is not None:
            return (Ref(group, word.start, word.end, Ground.MEMORY, weight("remembered_office")),)
        return tuple(Ref(actor, word.start, word.end, Ground.MEMORY, weight("remembered_people")) for actor in actors)
    if role is not None and role.sector is Sector.IGO and not actors:
        body = scope.memory.collective("organisation") or scope.lexicon.by_id["UN"][0].actor
        return (Ref(holder(body, role_name, role), word.start, word.end, Ground.MEMORY, weight("body_of_role")),)
    if not actors and (collective := _collective(scope, word)) is not None:
        actors = (collective,)
    if actors:
        return tuple(Ref(actor, word.start, word.end, Ground.MEMORY, weight("remembered_office")) for actor in actors)
    return (_thing(scope, word) if role is None else ()) or _topical(scope, word, role, role_name)


def in_arms(word: Word) -> bool:
    """Whether a noun with *the* may be an armed group that was named before: "the insurgents", "the Islamists"."""
    the = any(c.lower in _THE for c in word.all("det"))
    return the and word.tag in {"NNS", "NNPS"} and ActorKind.ARMED_GROUP in COLLECTIVES.get(word.lemma, ())


def _is_told_before(word: Word, role: RoleNoun | None) -> bool:
    """Whether a noun is definite, a title before a name, or people in arms, who need no article."""
    if any(c.lower in _THE for c in word.children) or (word.lemma in REBELS and word.tag == "NNS"):
        return True
    if role is None or word.tag != "NN" or any(c.dep in {"det", "poss", "nummod"} for c in word.children):
        return False
    return bool(word.all("appos"))


def _attacker(scope: Scope, word: Word) -> Ref | None:
    """The group behind "a suicide bomber" or "the blast" that the article says did it."""
    group = scope.memory.claimant
    if group is None or any(hit.actor == group for hit in scope.names.heads.values()):
        return None  # "the Taliban said they carried out the attack": it is the victim that is left unsaid
    if word.lemma in _ATTACKERS:
        return Ref(group, word.start, word.end, Ground.MEMORY, weight("claimant"))
    if word.lemma in _ATTACKS and any(c.lower in _DEFINITE for c in word.children):
        return Ref(group, word.start, word.end, Ground.OWNER, weight("claimed_attack"))
    return None


def _thing(scope: Scope, word: Word) -> tuple[Ref, ...]:
    """*The decision*, *settlements* without an owner: those of the side the text gave them to."""
    marks = {c.lower for c in word.children if c.dep == "det"}
    if word.tag not in {"NN", "NNS"} or (word.tag == "NN" and not marks & _DEFINITE) or marks & _UNTOLD:
        return ()
    if any(c.lower in _ANOTHER for c in word.all("amod")):  # "Hamas and other groups"
        return ()
    certainty = weight("known_deed") if word.lemma in _DEEDS else weight("known_thing")
    known = scope.memory.thing(word.lemma, definite=bool(marks & _DEFINITE))
    return tuple(Ref(actor, word.start, word.end, Ground.OWNER, certainty) for actor in known)


def _topical(scope: Scope, word: Word, role: RoleNoun | None, role_name: str) -> tuple[Ref, ...]:
    """*The ministry*, *the report* of which nothing was said before: those of the side the text is about."""
    american = word.lemma in _AMERICAN and word.text[:1].isupper() and scope.memory.knows(_USA)
    topic = seat(scope) or scope.memory.topic(word.start, bodies=not {word.lemma, role_name} & STATELY)
    side = scope.lexicon.by_id[_USA][0].actor if american else topic.actor if topic else None
    if side is None or word.tag == "NNS":
        return ()
    if role is not None:
        office = holder(side, role_name, role)
        return (Ref(office, word.start, word.end, Ground.MEMORY, weight("office_of_topic")),)
    if word.lemma not in TEXTS or is_turned_down(word):
        return ()
    return (Ref(side, word.start, word.end, Ground.OWNER, weight("text_of_topic")),)


def _collective(scope: Scope, word: Word) -> Actor | None:
    """Whom "the bloc", "the 15-member council", "the Baltic nation" means: none whom a modifier rules out."""
    modifiers = word.all("amod", "compound", "nmod")
    kinds = COLLECTIVES.get(word.lemma, ())
    if word.tag == "NNS" and (STATES.issuperset(kinds) or ActorKind.IGO in kinds):
        return None  # "the countries", "the organisations" are several
    if any({c.lower, c.lemma} & _ANOTHER for c in modifiers) or any(c.lower in _JOINING for c in word.all("prep")):
        return None
    first = min((c.i for c in modifiers), default=word.i)
    before = [w.lower for w in scope.tree.words[first : word.i]]
    known = epithets()
    among = next((known[e] for i in range(len(before)) if (e := " ".join(before[i:])) in known), known.get(word.lemma))
    return scope.memory.collective(word.lemma, among, without=_doers(scope, word) | _doers_to(scope, word))


def _doers(scope: Scope, word: Word) -> frozenset[str]:
    """Whose invasion, visit or attack it is that befalls "the country": that is another one."""
    deed = word.head.head if word.dep == "pobj" else word.head
    if word.dep not in {"pobj", "dobj"} or deed.lemma not in _DONE_TO_OTHERS or (deed.is_noun and word.dep == "dobj"):
        return frozenset()
    verb = deed if deed.is_verb else next((w for w in deed.ancestors() if w.is_verb), deed)
    doers = [w for c in deed.all("poss", "amod", "compound") for w in c.conjuncts()]
    doers += [w for p in deed.all("prep") if p.lower == "by" for w in p.all("pobj")]
    doers += subjects(verb) if verb.is_verb and not doers else []
    return frozenset(ref.actor.stands_for for doer in doers for ref in scope.everyone(doer))


def _doers_to(scope: Scope, word: Word) -> frozenset[str]:
    """Those who do something against a country, which is not their own: "Russia launched raids on the country"."""
    if word.dep != "pobj" or word.head.lower not in _AGAINST:
        return frozenset()
    clause = clause_of(word)
    doers = subjects(clause) if clause.is_verb else []
    return frozenset(ref.side for doer in doers for ref in scope.everyone(doer))
