"""The sides of an act once it is found: paired where several do it together, turned round, blamed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from kg.extraction.entities.references import Ground, Ref
from kg.extraction.events.act import Act
from kg.extraction.events.arguments import Arguments
from kg.extraction.syntax import frames
from kg.extraction.syntax.tree import Word
from kg.lexicon import PredicateRow
from kg.lexicon.weights import weight
from kg.lexicon.words import words
from ontology import EventType, Sector

MEDIATION = "045"  # of several mediators none mediates with the other
_TABLE = 4  # parties of a meeting of which each two are told
_SIGNATORIES = 3  # likewise of what several agree on, sign or do
MUTUAL = words("mutual_classes")
OF_AUTHORITIES = words("deeds_of_authorities")
_AGAINST = words("protested_at")
_FIRE = words("verbal_fire")
_OVER = words("fire_reasons")
_BLAMING = frozenset({EventType.ACCUSE, EventType.SANCTION, EventType.REJECT})


def every_pair(parties: Sequence[Ref], type_: EventType) -> tuple[tuple[Ref, ...], tuple[Ref, ...]]:
    """Sources and targets of what several do together, such that each two of them are a pair once.

    Of more than that nobody says who dealt with whom.
    """
    most = _TABLE if type_ is EventType.CONSULT else _SIGNATORIES
    return ((), ()) if len(parties) > most else (tuple(parties[:-1]), tuple(parties[1:]))


def settled(arguments: Arguments, act: Act, row: PredicateRow) -> Act:
    """Turn the sides where the row says so, and split those of a reciprocal act: "Turkey and Greece met"."""
    if "inv" in row.flags:
        act = _verbal(replace(act, sources=act.targets, targets=act.sources))
    if act.symmetric and not act.targets and len(act.sources) > 1 and act.cameo != MEDIATION:
        sources, targets = every_pair(act.sources, act.type)
        act = replace(act, sources=sources, targets=targets)
    alone = not act.sources and act.cameo != MEDIATION and not of_a_third(arguments, act.word, act.targets)
    if act.symmetric and len(act.targets) > 1 and alone:
        sources, targets = every_pair(act.targets, act.type)  # "the German-Polish treaty was signed"
        act = replace(act, sources=sources, targets=targets)
    if act.symmetric and act.word.is_noun and not act.sources and not act.targets:
        act = _pair_below(arguments, act)
    if _is_between_two(act):
        return replace(act, targets=act.sources)  # each of the other
    sides = {ref.side for ref in act.sources}
    targets = act.targets
    own = {t.side for t in targets} == sides or (not targets and _is_of_authorities(arguments, act, sides))
    if act.type is EventType.ACCUSE and act.sources and own:
        targets = tuple(_held_by(arguments, act.word, sides)) or targets
    if targets and act.sources and not act.symmetric:
        targets = tuple(t for t in targets if t.side not in sides) or targets
        if act.word.dep == "acl":  # "rebels backed by Rwanda" are told of by whom
            targets = tuple(t for t in targets if t.actor.sector is not Sector.REB or t.side.split(":")[0] not in sides)
    return act if targets == act.targets else replace(act, targets=targets)


def _is_between_two(act: Act) -> bool:
    """Whether a pair does with its own what each does to the other: "both countries recalled their ambassadors"."""
    theirs = act.object is not None and any(c.tag == "PRP$" for c in act.object.all("poss"))
    pair = [ref for ref in act.sources if ref.how == Ground.PAIR]
    return theirs and act.type is EventType.SANCTION and len(pair) == len(act.sources) > 1 and not act.targets


def _verbal(act: Act) -> Act:
    """Fire that one comes under over what one does is blame: "Hungary came under fire from Germany over its veto"."""
    around = frames.prepositions(act.word)
    why = [thing for slot in _OVER for thing in around.get(slot, ())]
    own = any(thing.tag == "VBG" or thing.child("poss") for thing in why)
    if act.type is not EventType.ASSAULT or act.object is None or act.object.lemma not in _FIRE or not own:
        return act
    return replace(act, type=EventType.ACCUSE, mode=None, cameo="111")


def of_a_third(arguments: Arguments, noun: Word, parties: Sequence[Ref]) -> bool:
    """Whether a noun is what somebody else has with each of several: "in talks with Chad and Mali"."""
    beside = {ref.side for ref in arguments.refs(frames.prepositions(noun).get("with", ()))}
    return noun.is_noun and beside.issuperset(ref.side for ref in parties)


def halted(arguments: Arguments, act: Act, objects: list[Word]) -> Act:
    """What two did together and end, or nobody says who: "talks between Iran and France were suspended"."""
    if not any(arguments.classes(w) & MUTUAL for w in objects):
        return act
    theirs = any(c.tag == "PRP$" for w in objects for c in w.all("poss"))  # "Greece and Albania put off their talks"
    parties = act.targets if not act.sources else act.sources if theirs and not act.targets else ()
    if len(parties) < 2:  # noqa: PLR2004 - two make a pair
        return act
    sources, targets = every_pair(parties, act.type)
    return replace(act, sources=sources, targets=targets, symmetric=True)


def joined(arguments: Arguments, act: Act, objects: list[Word]) -> Act:
    """Exercises of several, against nobody, are held together: "French and Egyptian ships began war games"."""
    exercise = any("exercise" in arguments.classes(noun) for noun in objects)
    sides = {ref.side for ref in act.targets}
    beside = [w for word in (act.word, *objects) for w in frames.prepositions(word).get("with", ())]
    partners = bool(sides) and sides <= {ref.side for ref in arguments.refs(beside)}
    together = partners or (len(act.sources) > 1 and not act.targets)
    if act.type is EventType.MOBILIZE and exercise and together:
        return replace(act, type=EventType.COOPERATE, mode=None, cameo="062", symmetric=True)
    return act


def blamed(act: Act, acts: Mapping[int, Act]) -> Act:
    """A hostile act without a doer, told as the reason for blaming somebody, was done by whom one blames.

    "Vietnam protested to China over an attack on a fishing boat": China attacked.
    """
    if act.sources or act.type.quad != EventType.ASSAULT.quad:
        return act
    above = next((acts[word.i] for word in act.word.ancestors() if word.i in acts), None)
    sides = {ref.side for ref in act.targets}
    if above is None or above.type not in _BLAMING or not any(ref.side in sides for ref in above.sources):
        return act
    blamed = (ref for ref in above.targets if ref.side not in sides)
    return replace(act, sources=tuple(replace(ref, certainty=weight("blamed_doer") * ref.certainty) for ref in blamed))


def _pair_below(arguments: Arguments, act: Act) -> Act:
    """The only two sides named below a reciprocal noun: "an exchange of fire across the Israel-Lebanon border".

    What a relative clause tells of it is another matter: "the pact, which comes amid Mali's war on Chad".
    """
    below = sorted(_without_clauses(act.word), key=lambda w: w.i)
    refs = [r for w in below if arguments.phrases.hit(w) for r in arguments.phrases.who(w) if not r.private]
    sides = list(dict.fromkeys(ref.side for ref in refs))
    if len(sides) != 2:  # noqa: PLR2004 - a pair
        return act
    first, second = (next(r for r in refs if r.side == side) for side in sides)
    return replace(act, sources=(first,), targets=(second,))


def _without_clauses(noun: Word) -> Iterator[Word]:
    """A noun and what is below it, less its relative clauses, but for who does it: "the swaps they agreed on"."""
    yield noun
    for child in noun.children:
        timed = any(c.tag == "WRB" for c in child.children)  # "the talks in May, when"
        if child.dep != "relcl" or (noun in frames.objects(child) and not timed):
            yield from _without_clauses(child)


def _is_of_authorities(arguments: Arguments, act: Act, sides: set[str]) -> bool:
    """Whether what is blamed befell one's own people, as only a country's authorities do it: "the arrest of a Pole"."""
    around = frames.prepositions(act.word)
    things = [*frames.objects(act.word), *(w for slot in _AGAINST for w in around.get(slot, ()))] if act.sources else []
    suffered = [
        w for thing in things if thing.lemma in OF_AUTHORITIES for w in frames.prepositions(thing).get("of", ())
    ]
    return bool(suffered) and {ref.side for ref in arguments.refs(suffered)} == sides


def _held_by(arguments: Arguments, word: Word, sides: set[str]) -> list[Ref]:
    """Who is blamed for what befell one's own: "concerned about the arrest of its citizen in Turkey"."""
    below = sorted(word.subtree(), key=lambda w: w.i)
    there = [w for w in below if w.dep == "pobj" and w.head.lower in {"in", "by"} and arguments.phrases.hit(w)]
    return [ref for w in there for ref in arguments.phrases.who(w) if ref.side not in sides][:1]
