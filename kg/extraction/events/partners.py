"""With whom an act is done, where that is one's own, two others, or whom a letter goes to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.extraction.entities.noun_phrases import Phrases
from kg.extraction.entities.possession import is_at_odds
from kg.extraction.entities.references import Ground, Ref
from kg.extraction.events.act import Act
from kg.extraction.events.arguments import HOSTILE, TALKING, Arguments
from kg.extraction.events.contents import is_aside
from kg.extraction.events.ones_own import done_to_ones_own
from kg.extraction.events.sides import MUTUAL, every_pair
from kg.extraction.syntax import frames
from kg.extraction.syntax.company import in_company
from kg.extraction.syntax.tree import Word
from kg.lexicon.words import words
from ontology import ActorKind, EventType, Sector

_ANSWERS = frozenset({EventType.REJECT, EventType.SUPPORT})
_ASKING = frozenset({"by", "from"})
_PEOPLE = frozenset(
    {ActorKind.PERSON, ActorKind.POPULATION, ActorKind.MOVEMENT, ActorKind.ARMED_GROUP, ActorKind.PARTY}
)
_PARTIES = words("warring_parties")
_PLANS = words("plans_of_somebody")
_ATTACKED = frozenset({"against", "on"})
_ANNOUNCING = words("announcing")
_COMPANY = words("company_slots")
_TOPICS = words("topic_prepositions")
_HEARSAY = words("denied_hearsay")
_WITH = "with"
_WHOM = words("addresses")
_CLAUSES = ("ccomp", "xcomp", "advcl")
_NAMES = frozenset({"NNP", "NNPS"})
_DAYS = words("no_side_times")
_AT_HOME = words("of_the_own_nation")
_CALLED_AFTER = frozenset({Ground.ROLE, Ground.PERSON})


def closed(act: Act, phrases: Phrases) -> bool:
    """Whether an act has its other side, though that is none of those whom we know: nobody else is to be looked for."""
    return (
        _among_themselves(act, phrases)
        or _names_whom(act, phrases)
        or _names_a_stranger(act, phrases)
        or done_to_ones_own(act, phrases)
        or _takes_a_part(act, phrases)
        or _answers_a_text(act)
        or _is_called_after_another(act, phrases)
        or _is_asked_by_a_stranger(act, phrases)
        or (act.object is not None and not act.targets and is_at_odds(act.object))
        or _with_a_thing(act, phrases)
    )


def _answers_a_text(act: Act) -> bool:
    """Whether somebody backs or votes down what blames others, or that does so: "vetoed a text condemning Chad"."""
    if is_aside(act.word) and not act.sources:
        return act.word.head in frames.subjects(act.word)
    text = act.object if act.type in _ANSWERS else None
    return text is not None and not act.targets and any(map(is_aside, text.children))


def _is_called_after_another(act: Act, phrases: Phrases) -> bool:
    """Whether an adjective says whose a plan is that somebody answers, though we know no such side: "a Gulf plan"."""
    thing = act.object if act.type in _ANSWERS | {EventType.AGREE} and not act.targets else None
    before = thing.all("amod", "compound") if thing is not None and thing.lemma in _PLANS else []
    return any(c.text[:1].isupper() and c.i > 0 and phrases.hit(c) is None for c in before)


def _is_asked_by_a_stranger(act: Act, phrases: Phrases) -> bool:
    """Whether somebody answers his own people, or what he himself is to do: "rejected calls for Chad to leave"."""
    asked = act.object if act.type is EventType.REJECT and not act.targets else None
    around = frames.prepositions(asked) if asked is not None else {}
    if any(phrases.is_role(w) and not phrases.who(w) for slot in _ASKING for w in around.get(slot, ())):
        return True
    clauses = [c for c in asked.children if c.is_verb and c.tag == "VB"] if asked is not None else []
    doers = [doer for clause in clauses for doer in clause.all("nsubj", "nsubjpass")] + around.get("for", [])
    sides = {ref.side for ref in act.sources}
    return any(ref.side in sides for doer in doers for ref in phrases.who(doer))


def _with_a_thing(act: Act, phrases: Phrases) -> bool:
    """Whether that with which somebody agrees is no side: "came to terms with its past", "with losing a port"."""
    if act.type is not EventType.AGREE or act.targets or not act.word.is_verb:
        return False
    behind = [p for word in (act.word, *act.words) for p in word.all("prep") if p.lower == _WITH]
    things = [w for p in behind for w in p.all("pobj") if w.tag in {"NN", "NNS"} and not phrases.is_role(w)]
    own = {ref.side for ref in act.sources}
    return any(p.all("pcomp") for p in behind) or any(own.issuperset(r.side for r in phrases.who(w)) for w in things)


def _takes_a_part(act: Act, phrases: Phrases) -> bool:
    """Whether somebody is named for whom or with whom a hostile act is done: "imposed a ban in support of Chad"."""
    around = (w for word in (act.word, *act.words) for found in frames.prepositions(word).values() for w in found)
    return act.type in HOSTILE and any(in_company(word) and bool(phrases.who(word)) for word in around)


def _names_a_stranger(act: Act, phrases: Phrases) -> bool:
    """Whether an act's own slots name somebody of whom we know nothing: "gave OMB a deadline", "talks with rebels"."""
    if act.targets:
        return False
    around = [frames.prepositions(word) for word in {word.i: word for word in (act.word, *act.words)}.values()]
    objects = frames.objects(act.word) if act.word.is_verb else []
    verbs_own = [*objects, *(w for slot in _WHOM for w in around[0].get(slot, ()))] if act.word.is_verb else []
    names = (w for w in verbs_own if w.tag in _NAMES and w not in act.words and w.lower not in _DAYS)
    if any(not phrases.who(w) and not phrases.is_role(w) and w.child("poss") is None for w in names):
        return True
    with_whom = [w for found in around for slot in _WHOM - {"against"} for w in found.get(slot, ())]
    against = (w for found in around for slot in _ATTACKED for w in found.get(slot, ()))
    opposed = [w for w in (*objects, *against) if _sector(phrases, w) is Sector.OPP and w.lemma not in _PARTIES]
    people = [w for w in ([] if act.about_subject else with_whom) if _is_people(phrases, w)]
    return any(not phrases.is_office(w) and not phrases.who(w) for w in (*people, *opposed))


def _sector(phrases: Phrases, word: Word) -> Sector | None:
    role = phrases.role(word)
    return None if role is None else role.sector


def _is_people(phrases: Phrases, word: Word) -> bool:
    """Whether a role is that of people, not of a ship or a camp."""
    role = phrases.role(word)
    return role is not None and role.kind in _PEOPLE


def _names_whom(act: Act, phrases: Phrases) -> bool:
    """Whether the clause that completes a verb says whom it is about: "opposed aiding Ukraine"."""
    lacking = act.type is EventType.REJECT and act.word.is_verb and act.object is None and not act.targets
    clause = frames.complement(act.word) if lacking else None
    about = frames.objects(clause) if clause is not None and clause.dep == "xcomp" else []
    return any(phrases.who(word) for word in about)


def _among_themselves(act: Act, phrases: Phrases) -> bool:
    """Whether those whom one talks to are one's own: "met with his generals", "chaired a meeting of his cabinet"."""
    if act.type not in TALKING or act.targets or not act.sources:
        return False
    sides = {ref.side for ref in act.sources}
    around = [found for word in (act.word, *act.words) for found in frames.prepositions(word).items()]
    company = [w for slot, found in around if slot in _COMPANY for w in found]
    company += frames.objects(act.word) if act.word.is_verb else []
    return any(_own(phrases, word, sides) for word in company if word not in act.words or phrases.who(word))


def _own(phrases: Phrases, word: Word, sides: set[str]) -> bool:
    refs = phrases.who(word)
    if not refs:
        return any(c.lower in _AT_HOME for w in (word, *word.all("compound")) for c in w.all("amod"))
    person = ActorKind.PERSON
    return all(r.side in sides and (r.how in _CALLED_AFTER or r.actor.kind is person) for r in refs)


def denies_hearsay(act: Act) -> bool:
    """Whether somebody denies what nobody is said to have charged him with: "denied any role", "denied the reports"."""
    denied = act.object if act.type is EventType.REJECT and act.word.is_verb else None
    return denied is not None and denied.lemma in _HEARSAY


def topics(act: Act, phrases: Phrases) -> frozenset[int]:
    """Positions of the words that say what a text says, or what talks are about: nobody named there has taken part.

    What a visit is for may well name its host: "arrived to show support for Jordan".
    """
    texts = [act.object] if act.type is EventType.SUPPORT and act.object is not None else []
    said = frozenset(
        inner.i for text in texts for clause in text.children if is_aside(clause) for inner in clause.subtree()
    )
    if act.type is EventType.REQUEST and act.word.is_verb:
        clauses = (act.word, *act.word.all(*_CLAUSES))
        done = [subject for clause in clauses for subject in clause.all("nsubjpass")]
        said |= {subject.i for subject in done if phrases.hit(subject)}  # "asked for Chad to be admitted"
    visit = act.mode is not None and act.mode.name == "visit"
    if act.type not in TALKING or visit or not act.word.is_verb:
        return said
    about = [p for word in (act.word, *act.words) for p in word.all("prep") if p.lower in _TOPICS]
    about += [c for c in act.word.all("advcl", "xcomp") if c.tag == "VB"]
    things = (w for w in act.word.all("dobj") if w.tag in {"NN", "NNS"} and not phrases.is_role(w))
    about += [thing for thing in things if thing is act.object and thing not in act.words]
    inside = {inner.i: inner for word in about for inner in word.subtree()}
    beside = {w.i for p in inside.values() if p.dep == "prep" and p.lower == _WITH for w in p.subtree()}
    return frozenset(inside.keys() - beside)


def announced(arguments: Arguments, act: Act, objects: Sequence[Word]) -> Act:
    """What is announced of two others is theirs: "Qatar announced a truce between Israel and Hamas"."""
    if act.word.lemma not in _ANNOUNCING:
        return act
    mutual = [noun for noun in objects if arguments.classes(noun) & MUTUAL]
    between = [w for word in (act.word, *mutual) for w in frames.prepositions(word).get("between", ())]
    parties = arguments.refs(between if mutual else ())
    if len(parties) < 2 or {r.side for r in parties} & {r.side for r in act.sources}:  # noqa: PLR2004 - two make a pair
        return act
    sources, targets = every_pair(parties, act.type)
    return replace(act, sources=sources, targets=targets, symmetric=True)


def addressees(arguments: Arguments, participle: Word) -> list[Ref]:
    """To whom a text goes that asks or says something: "sent a letter to Oslo and Riga, calling for talks"."""
    if participle.tag != "VBG" or participle.dep not in {"advcl", "acl"}:
        return []
    sending = participle.head if participle.head.is_verb else participle.head.head
    texts = frames.objects(sending) if sending.is_verb else []
    to = [w for word in (sending, *texts) for w in frames.prepositions(word).get("to", ())]
    return arguments.refs(to)
