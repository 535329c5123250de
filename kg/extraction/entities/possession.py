"""Whose a thing or a person is: possessor, nationality, *of* phrase, apposition, what backs a militia."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extraction.entities.both_sides import NEIGHBOURS
from kg.extraction.entities.coreference import COLLECTIVES
from kg.extraction.entities.known_names import MODIFIERS, REBELS
from kg.extraction.entities.references import SIDES, STATES, Ground, Ref
from kg.extraction.entities.scope import Scope
from kg.extraction.syntax.company import in_company
from kg.extraction.syntax.frames import subjects
from kg.extraction.syntax.tree import Word
from kg.lexicon.weights import weight
from kg.lexicon.words import ordered, words

ALLIED = words("allied")
TEXTS = words("issued_texts")
PARTISANS = words("partisans")
_TO = "to"  # whom a letter is written to it does not belong to
_ORIGINS = words("origin_prepositions")
BACKED = words("backed")
_OTHERS = NEIGHBOURS | ALLIED
_NAMED_AFTER = REBELS | ALLIED | frozenset(COLLECTIVES)
_ISSUING = words("issuing_verbs")
_LEADING = words("leading")  # Vietnamese-led forces; but U.S.-backed rebels
_MADE_IN = words("made_in")
_UPON = words("levying_prepositions")
_BY, _OF = "by", "of"
_AT_ODDS = words("at_odds_with_owner")
_BORDERS = words("borders")
_ANY = words("untold_determiners")
_UTTERED = words("uttered_participles")
_HAVING = words("having_participles")
_ROLE_PREPOSITIONS = ordered("office_prepositions")
_OWNER_PREPOSITIONS = ordered("owner_prepositions")


def is_at_odds(word: Word) -> bool:
    """Whether somebody is against whoever owns him: "Mali's attackers", "critics of Chad", not "Russian critics"."""
    if word.lemma not in _AT_ODDS:
        return False
    return word.child("poss") is not None or any(p.lower == "of" for p in word.all("prep"))


def owners(scope: Scope, word: Word, *, is_role: bool) -> list[Ref]:
    """Whose the thing or person is; several when coordinated.

    Args:
        scope: The sentence.
        word: Head of the phrase.
        is_role: Whether it is a person or an office, which belongs to nobody by *against* or *over*.
    """
    modifiers = _modifiers(scope, word)
    if is_role and word.lemma not in REBELS:  # "the UN-backed government in Libya"
        modifiers = [child for child in modifiers if not _backs(scope, child)]
    if word.lemma in TEXTS and word.dep == "dobj" and word.head.lemma in _ISSUING:  # also of what others have drafted
        return [ref for subject in subjects(word.head) for ref in scope.everyone(subject)]
    for child in modifiers:
        if refs := _owning(scope, child):
            return refs
    if is_role and word.lemma not in NEIGHBOURS and any(child.tag == "PRP$" for child in modifiers):
        return []  # "its embassy in Washington" is not Washington's, whosever it is
    people = is_role or word.lemma in COLLECTIVES
    for candidate in _behind(word, _ROLE_PREPOSITIONS if is_role else _OWNER_PREPOSITIONS, done=not people):
        for_a_country = word.lemma in PARTISANS and candidate.i in scope.names.heads
        if not for_a_country and (refs := scope.everyone(candidate)):
            return refs
    if word.lemma in REBELS and (backers := _backers(scope, word)):
        return backers
    if any(c.lower in _ANY for c in word.all("det")):  # "any terror attack"
        return []
    remembered = (c for c in word.all("compound") if c.i not in scope.names.covered)  # "settlement activity"
    known = next((actors for c in remembered if (actors := scope.memory.thing(c.lemma, definite=False))), ())
    return [Ref(actor, word.start, word.end, Ground.OWNER, weight("remembered_compound")) for actor in known]


def _modifiers(scope: Scope, word: Word) -> list[Word]:
    """What stands before a noun and may name its owner, the likeliest first."""
    modifiers = [child for child in word.children if child.dep in MODIFIERS]
    if word.lemma in PARTISANS:  # "Palestine advocates", "Israeli rights campaigners": of any country
        return [child for child in modifiers if child.tag == "JJ" or scope.names.is_town(child)]
    if word.lemma in _NAMED_AFTER:  # "Lebanon's Hezbollah militias", "its NATO partners": the group's own name first
        modifiers.sort(key=lambda child: not _names_a_group(scope, child))
    if word.lemma in _OTHERS:  # "his Turkish counterpart", "its ally Belarus": not the owner's
        return [child for child in modifiers if child.dep != "poss"]
    return modifiers


def _backs(scope: Scope, child: Word) -> bool:
    """Whether a modifier is whoever backs it, where parsers take the participle behind the hyphen for another one."""
    hyphen, backed = scope.tree.words[child.i + 1 : child.i + 2], scope.tree.words[child.i + 2 : child.i + 3]
    return any(w.text == "-" for w in hyphen) and any(w.lower in BACKED and w.head is child.head for w in backed)


def _owning(scope: Scope, child: Word) -> list[Ref]:
    """Whom a modifier makes the owner."""
    if (pair := _hyphenated(scope, child)) and child.dep != "poss":
        return pair
    if child.i in scope.names.heads or child.dep == "poss":
        return scope.everyone(child)
    made = child.lower in _MADE_IN and _is_dutiable(child.head)
    if child.dep == "amod" and (made or child.lower in _LEADING):
        return [ref for c in child.all("npadvmod", "advmod", "compound", "amod") for ref in scope.everyone(c)]
    if child.dep in {"compound", "nmod"} and child.i not in scope.names.covered:
        inner = [c for c in child.children if c.dep in MODIFIERS]  # "Russian Foreign Ministry spokeswoman"
        return [ref for c in inner for ref in _owning(scope, c)][:1]
    return []


def _is_dutiable(thing: Word) -> bool:
    """Whether a thing is named for where it comes from: "tariffs on Chinese-made cars"; US-made jets fly for many."""
    if thing.dep == "pobj" and thing.head.lower == "of":  # "on three billion dollars' worth of Chinese-made cars"
        thing = thing.head.head
    return thing.dep == "pobj" and thing.head.lower in _UPON


def _names_a_group(scope: Scope, word: Word) -> bool:
    hit = scope.names.heads.get(word.i)
    return hit is not None and hit.actor is not None and hit.actor.kind in SIDES - STATES


def _backers(scope: Scope, word: Word) -> list[Ref]:
    """The state behind an "Iran-linked militia", "rebels backed by Iran", of which nothing else says whose they are."""
    named = [c for backed in word.all("amod") if backed.lower in BACKED for c in backed.all("npadvmod", "compound")]
    behind = (by for backed in word.all("acl") if backed.lower in BACKED for by in backed.all("agent"))
    named += [backer for by in behind for backer in by.all("pobj")]
    return [ref for c in named for ref in scope.everyone(c)]


def _hyphenated(scope: Scope, word: Word) -> list[Ref]:
    """Both sides of "the Israel-Lebanon border"."""
    hyphen = word.child("punct")
    other = scope.tree.words[word.i - 2 : word.i - 1]
    if hyphen is None or hyphen.tag != "HYPH" or hyphen.i != word.i - 1 or not other or other[0].head is not word:
        return []
    refs = [ref for half in (other[0], word) for ref in scope.who(half)]
    return refs if len(refs) > 1 and all(ref.actor.kind in STATES for ref in refs) else []


def _behind(word: Word, prepositions: tuple[str, ...], *, done: bool) -> Iterator[Word]:
    """Apposition, then prepositional phrases in order of preference, then those of a participle behind the noun.

    ``done``: what it is may be done by or to somebody; "leaders allied to Kyiv", "a group blamed on Iran" are not
    theirs, but "workers coming from Chad" are.
    """
    if not word.children:
        return
    yield from word.all("appos")
    attached = word.all("prep")
    if done and any(p.lower == _OF for p in attached):  # "the recognition of Mali by Chad"
        yield from (inner for p in attached if p.lower == _BY for inner in p.all("pobj"))
    present = {child.lower for child in attached}
    for preposition in prepositions if present else ():
        if preposition in present and (preposition != _TO or word.lemma not in TEXTS):
            yield from _nouns_behind(attached, preposition)
    for clause in word.all("acl"):  # restrictions imposed on Russia; missiles fired by Iran at Israel are Iran's
        if clause.child("mark") or (clause.tag == "VBG" and clause.lemma in _UTTERED):
            continue  # "reports that it signed a deal with Chad", "a motion calling on Chad" are not Chad's
        if clause.lemma in _HAVING:
            yield from (inner for agent in clause.all("agent") for inner in agent.all("pobj"))
        for child in clause.all("prep"):
            if done or child.lower in _ORIGINS:
                yield from child.all("pobj")


def _nouns_behind(attached: list[Word], preposition: str) -> Iterator[Word]:
    """What stands behind a preposition; a camp on the Thai border need not be Thailand's."""
    nouns = (inner for child in attached if child.lower == preposition for inner in child.all("pobj"))
    yield from (inner for inner in nouns if inner.lemma not in _BORDERS and not in_company(inner))
