"""Those to whom it is done: who frees captives where nobody else is named, and whom a raid hit in which some died."""

from __future__ import annotations

from kg.extraction.entities.references import Ref
from kg.extraction.events.arguments import Arguments
from kg.extraction.syntax import frames
from kg.extraction.syntax.tree import Word
from kg.lexicon import PredicateRow
from kg.lexicon.words import words

_HOLDING = words("captive_participles")
_POSTED = ("to", "in")
_SUMMONING = words("summoning_verbs")
_DYING = words("dying")
_DYING_IN = words("dying_prepositions")
_RELEASE = "release"


def is_release(row: PredicateRow) -> bool:
    """Whether a row tells that people are let go."""
    return row.mode is not None and row.mode.name == _RELEASE


def captors(arguments: Arguments, verb: Word, row: PredicateRow) -> list[Ref]:
    """Who lets go "three Poles held by Chad", "a Pole jailed in Chad" who "were released", or summons an envoy."""
    if not frames.is_passive(verb):
        return []
    if verb.lemma in _SUMMONING:
        return _hosts(arguments, verb)
    if not is_release(row):
        return []
    freed = frames.objects(verb)
    held = [clause for word in freed for clause in word.all("acl", "relcl") if clause.lemma in _HOLDING]
    by = arguments.doers(word for clause in held for word in frames.subjects(clause) if frames.is_passive(clause))
    there = [word for clause in held for word in frames.prepositions(clause).get("in", ())]
    own = {ref.side for ref in arguments.refs(freed)}
    return [ref for ref in by or arguments.refs(there) if ref.side not in own]


def _hosts(arguments: Arguments, verb: Word) -> list[Ref]:
    """Who alone can summon or expel an envoy: "the Russian ambassador to Sweden was summoned"."""
    envoys = frames.objects(verb)
    own = {ref.side for ref in arguments.refs(envoys)}
    posts = [w for envoy in envoys for slot in _POSTED for w in frames.prepositions(envoy).get(slot, ())]
    return [ref for ref in arguments.refs(posts) if own and ref.side not in own]


def where_some_died(noun: Word) -> bool:
    """Whether a deed is told as what people died in: "killed in a raid", "died in a clash"."""
    return noun.dep == "pobj" and noun.head.lower in _DYING_IN and noun.head.head.lemma in _DYING


def casualties(arguments: Arguments, noun: Word) -> list[Ref]:
    """Who died in it: "two Indian soldiers were killed in a clash with", "three Syrians died in the raid"."""
    if not where_some_died(noun):
        return []
    verb = noun.head.head
    return arguments.refs(frames.objects(verb) if frames.is_passive(verb) else frames.subjects(verb))
