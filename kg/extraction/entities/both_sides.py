"""*The two countries*, *both sides*, *its neighbour*, *the latter*, *the Koreas*: the pair that an article is about."""

from __future__ import annotations

from collections.abc import Sequence

from kg.extraction.entities.mentions import row_of, two_before
from kg.extraction.entities.references import STATES, Ground, Ref
from kg.extraction.entities.scope import Scope
from kg.extraction.syntax.tree import Word
from kg.lexicon.collectives import collectives
from kg.lexicon.weights import weight
from kg.lexicon.words import ordered, words
from kg.model import Actor
from ontology import ActorKind

NEIGHBOURS = words("neighbours")
_TWINS = collectives().twins
_HALVES = dict(half.split(" ") for half in words("halves"))
_COMBINING = dict(form.split(" ") for form in words("combining_forms"))
_DEFINITE = words("definite")
_PAIR_NOUNS = words("pair_nouns")
_PARTIES = words("warring_parties")  # those at war need not be states
_BOTH = frozenset({"two", "both"})
_BESIDE_HIM = NEIGHBOURS | words("allied")
_EACH = "each"
_FROM = frozenset({"of", "from"})
_NUMBERS = ordered("numbers_of_a_row")
_ONE_OF_TWO = ordered("one_of_two")
_THE = words("bare_definite")
_ALONE = frozenset({"nsubj", "nsubjpass", "pobj", "dobj"})
_HELD = _ALONE | {"poss", "conj"}
_WARRING = STATES | {ActorKind.ARMED_GROUP}


def both(scope: Scope, word: Word) -> tuple[Ref, ...]:
    """The two that a noun means, or the other one of the two."""
    if (one := _half(scope, word)) is not None:
        return (one,)
    if (first := _combining(scope, word) or _one_of_two(scope, word)) is not None:
        return (first,)
    if word.text in _TWINS:
        rows = [scope.lexicon.by_id[code][0] for code in _TWINS[word.text]]
        return tuple(Ref(row.actor, word.start, word.end, Ground.PAIR, weight("twins")) for row in rows)
    if word.lemma in _PAIR_NOUNS and not _is_somebodys(scope, word) and (several := _several(scope, word)) is not None:
        return tuple(Ref(actor, word.start, word.end, Ground.PAIR, weight("pair")) for actor in several)
    counted = word.lower != "both" and not word.children  # "killing two"
    if word.lower in _BOTH and not counted and all(c.dep == "det" for c in word.children) and word.dep in _ALONE:
        two = _just_named(scope, word, parties=True) or _named_before(scope, word)
        return tuple(Ref(actor, word.start, word.end, Ground.PAIR, weight("pair")) for actor in two)
    return _neighbours(scope, word) if word.lemma in NEIGHBOURS else ()


def _neighbours(scope: Scope, word: Word) -> tuple[Ref, ...]:
    """Those whom an apposition names, or the one that an owner has."""
    if named := [ref for name in word.all("appos") for ref in scope.everyone(name)]:
        return tuple(named)  # "Iraq's neighbours Iran and Syria"
    national = any(scope.names.hit(c) for c in word.all("amod", "compound", "nmod"))  # "his German counterpart"
    if not national and (owner := word.child("poss")):
        for ref in scope.who(owner):
            if other := scope.memory.neighbour(ref.side):
                return (Ref(other, word.start, word.end, Ground.PAIR, weight("neighbour")),)
    return ()


def _is_somebodys(scope: Scope, word: Word) -> bool:
    """Whether a noun says whose they are: "both Russian officials", "the two ministers of Chad"; allies are others."""
    if word.lemma in _BESIDE_HIM:
        return False
    behind = (w for p in word.all("prep") if p.lower in _FROM for w in p.all("pobj"))
    beside = word.all("amod", "compound", "nmod", "poss")
    refs = (ref for w in (*beside, *behind) if scope.names.hit(w) for ref in scope.everyone(w))
    return any(ref.actor.kind is not ActorKind.COALITION for ref in refs)  # "the two African countries"


def _several(scope: Scope, word: Word) -> Sequence[Actor] | None:
    """Whom "both sides", "each side" or "the three countries" are; None where nothing counts them, or "two" are new."""
    counts, parties = {c.lower for c in word.children}, word.lemma in _PARTIES
    if _EACH in counts:  # of a score, too
        return _two(scope, word)
    told = any(c.lower in _THE for c in word.all("det")) or word.child("poss") is not None
    if counts & _BOTH == {"two"} and not told and not parties and word.lemma not in _BESIDE_HIM:
        return None
    if counts & (_BOTH | {"all"} if parties else _BOTH):
        spoken_of = scope.memory.pair(_WARRING if parties else STATES)
        named = _just_named(scope, word, parties=parties)
        return named or spoken_of or _able(scope, _two(scope, word), parties=parties)
    size = next((size for size, number in enumerate(_NUMBERS, 3) if number in counts), 0)
    if size and told:
        return _in_a_row(scope, word, size)
    return () if size else None


def _just_named(scope: Scope, word: Word, *, parties: bool) -> list[Actor]:
    """The two that the sentence itself has named: "Biden spoke with the Jordanian king, and both leaders agreed"."""
    return _able(scope, two_before(scope.memory.mentions, scope.memory.sentence, word.start), parties=parties)


def _able(scope: Scope, two: Sequence[Actor], *, parties: bool) -> list[Actor]:
    """What two actors stand for, if both are states, or of those that may be at war."""
    sides = [scope.lexicon.by_id.get(actor.stands_for) for actor in two]
    kinds = _WARRING if parties else STATES
    actors = [rows[0].actor for rows in sides if rows and rows[0].kind in kinds]
    return actors if len(actors) == len(sides) else []


def _named_before(scope: Scope, word: Word) -> list[Actor]:
    """The only two of the sentence before, where "the two" opens one: "Chad met Mali. The two signed a pact"."""
    if word.i > 1 or word.dep != "nsubj":
        return []
    return two_before(scope.memory.mentions, scope.memory.sentence - 1)


def _one_of_two(scope: Scope, word: Word) -> Ref | None:
    """*The former*, *the latter*: the first or the second of the two whom the sentence, or the one before, names."""
    if word.lower not in _ONE_OF_TWO or word.dep not in _HELD or not any(c.lower in _THE for c in word.all("det")):
        return None
    two = _two(scope, word)
    if not two:
        return None
    return Ref(two[_ONE_OF_TWO.index(word.lower)], word.start, word.end, Ground.PAIR, weight("pair"))


def _two(scope: Scope, word: Word) -> list[Actor]:
    """The only two whom the sentence has named, or the one before, or named in a row, in order of the text."""
    memory = scope.memory
    places = ((memory.sentence, word.start), (memory.sentence - 1, None))
    found = (look(memory.mentions, *place) for place in places for look in (two_before, row_of))
    return next((two for two in found if two), [])


def _in_a_row(scope: Scope, word: Word, size: int) -> list[Actor]:
    """As many as "the three countries" are, where the sentence or the two before have named them in a row."""
    memory = scope.memory
    places = [(memory.sentence, word.start), (memory.sentence - 1, None), (memory.sentence - 2, None)]
    found = (row_of(memory.mentions, *place, size=size) for place in places)
    return next((row for row in found if row), [])


def _combining(scope: Scope, word: Word) -> Ref | None:
    """*Sino* in "Sino-Indian": a form that stands for a country only before another one's adjective."""
    code = _COMBINING.get(word.lower)
    behind = scope.tree.words[word.i + 1 : word.i + 3]
    if code is None or len(behind) < 2 or behind[0].tag != "HYPH" or scope.names.hit(behind[1]) is None:  # noqa: PLR2004 - a hyphen and a word
        return None
    return Ref(scope.lexicon.by_id[code][0].actor, word.start, word.end, Ground.ADJECTIVE, weight("twins"))


def _half(scope: Scope, word: Word) -> Ref | None:
    """*The South*, where the article speaks of a divided country."""
    code = _HALVES.get(word.text)
    if code is None or word.dep == "compound" or not any(c.lower in _DEFINITE for c in word.all("det")):
        return None
    if any(scope.memory.knows(side) for side in _HALVES.values()):
        return Ref(scope.lexicon.by_id[code][0].actor, word.start, word.end, Ground.NAME, weight("twins"))
    return None
