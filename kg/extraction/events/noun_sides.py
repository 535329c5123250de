"""Who does and who undergoes what a noun tells: "Russia's poisoning of", "protests from London", "the Gaza war"."""

from __future__ import annotations

from collections.abc import Sequence

from kg.extraction.entities.references import STATES, Ground, Ref
from kg.extraction.events.act import Act
from kg.extraction.events.arguments import TALKING, Arguments
from kg.extraction.events.captives import casualties, where_some_died
from kg.extraction.events.sides import MEDIATION, OF_AUTHORITIES, every_pair, of_a_third
from kg.extraction.events.targets import Targets
from kg.extraction.syntax import frames
from kg.extraction.syntax.hands import at_hands
from kg.extraction.syntax.tree import Word
from kg.lexicon import PredicateRow
from kg.lexicon.words import ordered, words
from ontology import ActorKind, EventType

_SUFFERED = words("suffered_nouns")
_VOICED = frozenset({EventType.PROTEST, EventType.ACCUSE, EventType.SUPPORT, EventType.REQUEST, EventType.THREATEN})
_FROM = _VOICED | {EventType.ASSAULT, EventType.REJECT}  # who voices it, or where it was fired from
_DONE_TO_ONE = frozenset({EventType.ASSAULT, EventType.COERCE})
_SCENES = frozenset({Ground.PLACE, Ground.CITY})
_VISITING = words("visiting_prepositions")
_AIMING = words("aiming")
_UNDOING = words("undoing_nouns")
_RESPONDING = words("responding")
_WARS = words("wars")
_SUFFERED_COMPOUNDS = words("suffered_compounds")
_DEFYING = words("defying_prepositions")
_DEFIED = frozenset({EventType.REJECT, EventType.ACCUSE, EventType.REQUEST, EventType.THREATEN})
_FOES = frozenset(ordered("addresses"))
_HELPED = frozenset({"to", "for"})
_DEFENDING = words("defending_verbs")
_FIRED = words("fired_together")
_IN = "in"
_RELEASE = "release"
_SHIELDING = words("shielding_verbs")
_AVERTING = frozenset({"from", "against"})
_MEANS = words("prepositions_of_means")


def noun_sides(
    arguments: Arguments, targets_around: Targets, act: Act, row: PredicateRow
) -> tuple[Sequence[Ref], Sequence[Ref]]:
    """Sources and targets of a noun's act.

    Its owners and agents have done it; where neither is named, those who must have; a war's place is whom it hits.
    """
    noun = act.word
    owners = arguments.modifiers(noun)
    around = frames.prepositions(noun)
    said = [] if "from" in row.target or act.type not in _FROM else around.get("from", [])  # "protests from London"
    fired = around.get("of", []) if act.type is EventType.ASSAULT and noun.lemma in _FIRED else []
    agents = arguments.doers([*around.get("by", []), *said, *fired, *_hands(noun)])
    targets = [t for t in targets_around.of_noun(row, noun, act.type) if t.side not in {a.side for a in agents}]
    targets = targets or _overshadowed(arguments, act) or _aimed_at(arguments, act) or _shielded(arguments, act)
    targets = targets or _answering(arguments, act) or _resisting(arguments, act) or _parties(arguments, act)
    if act.type is EventType.ASSAULT and noun.child("poss") is None:  # the Berlin bombing hit Berlin
        died = where_some_died(noun) and not around.keys() & {"on", "against"}
        scenes = [o for o in owners if o.how in _SCENES or _fought_in(noun, o) or (died and _named_whole(noun, o))]
        owners = [owner for owner in owners if owner not in scenes]
        targets = targets or scenes  # "killed in a Mali ambush": there
    if not targets and (noun.lemma in _SUFFERED_COMPOUNDS or _is_visit(act)):  # "his Washington visit"
        targets = [o for o in owners if _named_whole(noun, o) or (_is_visit(act) and o.how == Ground.PLACE)]
        owners = [owner for owner in owners if owner not in targets]
    if act.type is EventType.CONSULT and noun.child("poss") is None and len(owners) == 1 != len(targets):
        owners = [owner for owner in owners if owner.how not in _SCENES]  # "the Geneva talks" are held there
    there = act.type in _DONE_TO_ONE and not around.get("of")  # "X's killing in Tehran" is not done to Iran
    if there and noun.lemma in _SUFFERED and any(o.actor.kind is ActorKind.PERSON for o in owners):
        targets = []
    if noun.lemma in _SUFFERED | _UNDOING and not targets:  # Navalny's poisoning; but: Russia's poisoning of Navalny
        undone = noun.lemma in _UNDOING and not around.get("of")  # "bent on Israel's destruction"
        targets = [o for o in owners if o.actor.kind is ActorKind.PERSON or undone]
        owners = [o for o in owners if o not in targets]
    if not owners and not agents:
        agents = _unnamed_agents(arguments, act, targets)
    if agents:
        return agents, [t for t in targets or owners if t.side not in {a.side for a in agents}]
    if act.symmetric and len(owners) > 1:
        return every_pair(owners, act.type)
    if act.symmetric and len(targets) > 1 and not owners:
        return ((), targets) if of_a_third(arguments, noun, targets) else every_pair(targets, act.type)
    return owners, [t for t in targets if t.side not in {o.side for o in owners}]


def _hands(noun: Word) -> list[Word]:
    """At whose hands it is suffered, which parsers hang on the verb: "suffered torture at the hands of Chad"."""
    return at_hands(noun) or (at_hands(noun.head) if noun.dep == "dobj" else [])


def _is_visit(act: Act) -> bool:
    return act.mode is not None and act.mode.name == "visit"


def _fought_in(noun: Word, owner: Ref) -> bool:
    """Whether a war is named after where it is: "the Gaza war", not "the Israeli war"."""
    return noun.lemma in _WARS and any(
        c.start == owner.start and owner.how == Ground.NAME for c in noun.all("compound")
    )


def _named_whole(noun: Word, owner: Ref) -> bool:
    """Whether a compound is a state's name that has an adjective beside it: "Russia sanctions", but "US sanctions"."""
    return any(
        c.start == owner.start and owner.how == Ground.NAME and owner.actor.kind in STATES and not c.text.isupper()
        for c in noun.all("compound")
        if "." not in c.text
    )


def _visitors(arguments: Arguments, visit: Word, hosts: set[str]) -> list[Ref]:
    """Who pays it: "the visit of the Polish president to Kyiv", "promised tanks during his visit to Kyiv"."""
    around = frames.prepositions(visit)
    if "to" in around and (of := [ref for ref in arguments.doers(around.get("of", [])) if ref.side not in hosts]):
        return of
    if visit.head.lower not in _VISITING:
        return []
    visitor = visit.head.head  # "the premier, on a visit to Kyiv, said"
    met = arguments.doers([visitor]) if visitor.is_noun else []
    return [ref for ref in met if ref.side not in hosts] or arguments.meeting_host(visit, hosts)


def _overshadowed(arguments: Arguments, act: Act) -> list[Ref]:
    """Whom a noun weighs on, or who defies it: "under pressure from Washington, Panama left", "despite calls by"."""
    preposition = act.word.head
    in_front = preposition.head.is_verb and act.word.i < preposition.head.i
    defied = preposition.lower in _DEFYING and preposition.head.is_verb and act.type in _DEFIED
    if act.word.dep != "pobj" or not (defied or (preposition.lower == "under" and in_front)):
        return casualties(arguments, act.word) if act.type is EventType.ASSAULT and not act.symmetric else []
    return arguments.doers(frames.subjects(preposition.head))


def _aimed_at(arguments: Arguments, act: Act) -> list[Ref]:
    """Whom a measure hits, as its own verb says: "sanctions targeting Russian banks", "the tariffs hit Canada"."""
    if act.type is not EventType.SANCTION:
        return []
    noun = act.word
    verbs = [*noun.all("acl", "relcl"), *([noun.head] if noun.dep == "nsubj" and noun.head.is_verb else [])]
    return [ref for verb in verbs if verb.lemma in _AIMING for ref in arguments.refs(frames.objects(verb))]


def _shielded(arguments: Arguments, act: Act) -> list[Ref]:
    """Who is shielded from it: "protected Mali from Chadian raids", "defended Mali against criticism"."""
    preposition = act.word.head
    verb = preposition.head
    if act.word.dep != "pobj" or preposition.lower not in _AVERTING or verb.lemma not in _SHIELDING:
        return []
    return arguments.refs(frames.objects(verb))


def _parties(arguments: Arguments, act: Act) -> list[Ref]:
    """Between whom one mediates: "Mali and Chad made peace with Moroccan mediation"."""
    preposition = act.word.head
    if act.cameo != MEDIATION or act.word.dep != "pobj" or preposition.lower not in _MEANS:
        return []
    clause = preposition.head if preposition.head.is_verb else frames.clause_of(preposition)
    mediators = {ref.side for ref in (*arguments.modifiers(act.word), *_mediators(arguments, act))}
    things = [*frames.subjects(clause), *frames.objects(clause)]
    around = [w for thing in (clause, *things) for w in frames.prepositions(thing).get("between", ())]
    found = [ref for ref in arguments.refs([*around, *things]) if ref.side not in mediators]
    return found if len(found) > 1 else []


def _mediators(arguments: Arguments, act: Act) -> list[Ref]:
    return arguments.doers(frames.prepositions(act.word).get("of", []))


def _answering(arguments: Arguments, act: Act) -> list[Ref]:
    """Who answers an attack was hit by it: "responding to raids by rebels, Chad shelled their camp"."""
    preposition = act.word.head
    if act.type is not EventType.ASSAULT or act.word.dep != "pobj" or preposition.head.lemma not in _RESPONDING:
        return []
    return arguments.doers(frames.subjects(preposition.head)) if preposition.head.is_verb else []


def _resisting(arguments: Arguments, act: Act) -> list[Ref]:
    """Who is armed or helped against an attack is hit by it: "gave Chad radars to counter Libyan raids"."""
    verb = act.word.head
    if act.type is not EventType.ASSAULT or act.word.dep != "dobj" or verb.lemma not in _DEFENDING:
        return []
    above = verb.head if verb.dep in {"advcl", "xcomp", "ccomp", "acl"} else verb
    while not above.is_verb and above.head is not above:
        above = above.head
    owners = {ref.side for ref in arguments.modifiers(act.word)}
    around = frames.prepositions(above)
    helped = [*frames.objects(above), *(w for slot in _HELPED for w in around.get(slot, ()))]
    found = [ref for ref in arguments.refs(helped if above is not verb else []) if ref.side not in owners]
    return found or [ref for ref in arguments.doers(frames.subjects(verb)) if ref.side not in owners]


def _authorities(arguments: Arguments, deed: Word, suffering: set[str]) -> list[Ref]:
    """In whose country strangers suffer what authorities do: "the arrest of a Pole in Chad"."""
    whom = frames.prepositions(deed).get("of", [])
    there = [w for thing in (deed, *whom) for w in frames.prepositions(thing).get("in", ())]
    return [ref for ref in arguments.refs(there) if suffering and ref.side not in suffering]


def _held_in(arguments: Arguments, release: Word, freed: set[str]) -> list[Ref]:
    """From whom people are freed: "the release of two Poles from Chad"."""
    whom = frames.prepositions(release).get("of", [])
    held = [w for thing in (release, *whom) for w in frames.prepositions(thing).get("from", ())]
    return [ref for ref in arguments.refs(held) if freed and ref.side not in freed]


def _who_does_around(arguments: Arguments, act: Act, targets: list[Ref]) -> list[Ref] | None:
    """Who does the rest of the sentence in support or during a protest; None where that tells nothing."""
    if act.type is EventType.SUPPORT and act.word.head.lower == _IN:
        return _supporters(arguments, act.word, targets)
    protest = act.type is EventType.PROTEST and act.word.head.head.is_verb
    return arguments.refs(frames.subjects(act.word.head.head)) if protest else None  # "threw stones during a protest"


def _supporters(arguments: Arguments, support: Word, targets: list[Ref]) -> list[Ref]:
    """Who does something in support of somebody: "sent troops in support of Chad"."""
    named = {ref.side for ref in arguments.refs(frames.prepositions(support).get("of", ()))}
    whole = all(ref.how is not Ground.OWNER and ref.side in named for ref in targets)  # not "of his claim"
    out = frames.particle(support.head.head) is not None  # to come out in support is a verb's own sense
    return arguments.doers(frames.subjects(support.head.head)) if whole and not out else []


def _unnamed_agents(arguments: Arguments, act: Act, targets: list[Ref]) -> list[Ref]:
    """Who did it when no possessor says so: "the withdrawal of British troops", "spoke during a meeting with X"."""
    if act.word.lemma in OF_AUTHORITIES and act.type in _DONE_TO_ONE | {EventType.SANCTION}:
        return _authorities(arguments, act.word, {ref.side for ref in targets})
    if act.mode is not None and act.mode.name == _RELEASE:  # those who are let go let nobody go
        return _held_in(arguments, act.word, {ref.side for ref in targets})
    if act.type in {EventType.RETREAT, EventType.MOBILIZE}:
        moved = arguments.heads(frames.prepositions(act.word).get("of", []))
        return arguments.doers([w for w in moved if arguments.acts_for_owner(w)])
    if act.cameo == MEDIATION:
        return _mediators(arguments, act)
    if act.word.dep == "pobj" and (around := _who_does_around(arguments, act, targets)) is not None:
        return around
    if act.type is EventType.ASSAULT and act.symmetric:
        if act.word.lemma in _WARS and not frames.prepositions(act.word).keys() & _FOES:
            return []  # peace-keepers, too, die "in the war in Mali"
        return [ref for ref in casualties(arguments, act.word) if ref.side not in {t.side for t in targets}]
    if _is_visit(act):
        return _visitors(arguments, act.word, {t.side for t in targets})
    if act.type in TALKING and act.symmetric:
        return arguments.meeting_host(act.word, {t.side for t in targets})
    return []
