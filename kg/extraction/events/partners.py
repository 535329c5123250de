"""With whom an act is done, where that is one's own, two others, or whom a letter goes to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.extraction.entities.noun_phrases import Phrases
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
from ontology import ActorKind, EventType

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
        or _with_a_thing(act, phrases)
    )


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
    """Whether a verb's own slots name somebody of whom we know nothing: "gave OMB a deadline"."""
    if not act.word.is_verb or act.targets:
        return False
    around = frames.prepositions(act.word)
    whom = [*frames.objects(act.word), *(w for slot in _WHOM for w in around.get(slot, ()))]
    names = (w for w in whom if w.tag in _NAMES and w not in act.words and w.lower not in _DAYS)
    return any(not phrases.who(w) and not phrases.is_role(w) and w.child("poss") is None for w in names)


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
