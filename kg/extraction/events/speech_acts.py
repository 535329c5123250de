"""What saying something does: refusing, promising, threatening, demanding, blaming."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.extraction.entities.attribution import SAY
from kg.extraction.entities.references import STATES, Ground, Ref
from kg.extraction.events import mood
from kg.extraction.events.act import Act
from kg.extraction.events.acts import ActFinder
from kg.extraction.events.opinions import opinion
from kg.extraction.events.supposed import conditional
from kg.extraction.syntax import frames
from kg.extraction.syntax.tree import Word
from kg.lexicon import PredicateLexicon
from kg.lexicon.weights import weight
from kg.lexicon.words import words
from kg.model import Status
from ontology import EventType, Sector

_FRIENDLY = 2
_PRESENT = frozenset({"do", "be"})  # "does not let them in", "is not letting them in"
_MERELY_SAID = SAY - words("binding_sayings")  # "one must say", "I should add"; but "Chad must inform the UN"
_EXPECTING = words("expecting")
_PLANNING = words("planning_verbs")
_HOPING = words("hoping")
_VIEWING = words("viewing_verbs")
_UNWILLING = words("will_verbs")


def obligations(finder: ActFinder) -> list[Act]:
    """What a speaker says another *must* or *should* do, or hopes that he will: a request."""
    found = []
    for verb in finder.tree.words:
        hope = _hope(verb)
        hoped = hope is not None
        if not verb.is_verb or not (hoped or _obliged(verb)) or conditional(verb):
            continue
        subjects = frames.objects(verb) if frames.is_passive(verb) else frames.subjects(verb)
        bearers = [subject for subject in subjects if subject.lower != "it"]  # "it must depend on the weather"
        asked = [r for r in finder.arguments.doers(bearers) if r.how != Ground.PLACE]
        if frames.is_passive(verb) and not _is_harm(finder, verb):
            # whose troops must be withdrawn, is asked to; not who must be helped
            asked = [r for r in asked if r.how == Ground.OWNER or r.actor.sector is Sector.MIL]
        sides = {ref.side for ref in asked}
        said_by = finder.arguments.doers(frames.subjects(hope)) if hope else finder.speakers.get(verb.i, [])
        sayers = [ref for ref in said_by if ref.side not in sides]
        if asked and sayers and (verb.lemma not in _MERELY_SAID or _to_sayer(finder, verb, sayers)):
            strong = any(c.lower in {"must", "have"} for c in verb.children) or verb.head.lemma == "have"
            row = finder.lexicon.speech["hope" if hoped else "must" if strong else "should"]
            found.append(
                Act(
                    word=verb,
                    rows=(row.id,),
                    type=row.type,
                    mode=row.mode,
                    cameo=row.cameo,
                    sources=tuple(sayers),
                    targets=tuple(asked),
                    words=(verb,),
                    certainty=weight("obligation"),
                    about_subject=True,
                )
            )
    return found


def _is_harm(finder: ActFinder, verb: Word) -> bool:
    """Whether what must be done to somebody is hostile: who says that he must be punished turns against him."""
    row = finder.senses.of_verb(verb, [], spoken=False)
    if row is not None:
        return row.type is not None and row.type.quad > _FRIENDLY
    types = (row.type for row in finder.senses.rows_of_verb(verb) if row.type is not None)
    return verb.lemma not in _VIEWING and any(type_.quad > _FRIENDLY for type_ in types)


def _hope(verb: Word) -> Word | None:
    """Who hopes that it will be done: "hopes that Russia will free the ship", "expressed hope that it would"."""
    hope = verb.head
    if verb.dep not in {"ccomp", "acl"} or hope.lemma not in _HOPING or not mood.voiced(verb):
        return None
    uttered = hope.is_noun and hope.dep == "dobj" and hope.head.is_verb
    return hope.head if uttered else hope if hope.is_verb and verb.dep == "ccomp" else None


def _to_sayer(finder: ActFinder, verb: Word, sayers: Sequence[Ref]) -> bool:
    """Whether one must tell those something who say so: "Chad must inform the court, its judges said"."""
    sides = {ref.side for ref in sayers}
    return any(ref.side in sides for ref in finder.arguments.refs(frames.objects(verb)))


def is_hope(word: Word) -> bool:
    """Whether a verb says what one hopes."""
    return word.is_verb and word.lemma in _HOPING


def performed(act: Act, top: Word, lexicon: PredicateLexicon, speaker: Sequence[Ref]) -> Act | None:
    """Turn what somebody says of an act into what the saying does; None when nothing is done to anybody.

    A refusal in one's own voice ("we will not accept") is a REJECT, a promise an AGREE, a hostile announcement a
    THREATEN, and blame for another's lack of good will ("said Iran does not want to talk") an ACCUSE. Everything else
    stays as it is.
    """
    if act.type is EventType.PROTEST and act.word.lemma == "protest" and any(_official(ref) for ref in act.sources):
        return act.taken_as(lexicon.speech["note"])  # a government protests by note, a crowd in the street
    if act.about_subject:
        return opinion(act, top, lexicon)
    told = act.word if act.word.is_verb else top  # "said that aid for Mali would be announced"
    decided = told.head.lemma not in _EXPECTING or not told.is_verb  # "feared that it would be attacked"
    if not act.sources and speaker and decided and told.is_verb and frames.is_passive(told) and mood.voiced(told):
        own = tuple(ref for ref in speaker if ref.side not in {target.side for target in act.targets})
        act = replace(act, sources=own)  # "ships will not be allowed in, Estonia said": Estonia will not
    sides = {ref.side for ref in act.sources}
    own_voice = not speaker or any(ref.side in sides for ref in speaker)
    friendly = act.type.quad <= _FRIENDLY
    willing = mood.voiced(top)
    if act.status is Status.NEGATED and friendly and not act.mere_presence:  # who is not in Paris refuses nothing
        if (own_voice and (willing or _present(top) or top.tag == "VB")) or (top.is_noun and act.word.tag == "VB"):
            return _recode(act, EventType.REJECT, lexicon)
        reported = top.head is top or top.head.lemma in SAY
        if (
            act.sources
            and not own_voice
            and reported
            and _unwilling(top)
            and not (act.symmetric and len(act.targets) > 1)
        ):
            blame = _recode(act, EventType.ACCUSE, lexicon)
            return replace(blame, sources=tuple(speaker), targets=act.sources)
    if act.status is Status.FUTURE:
        if conditional(top):  # "whether it would", "asked if it will": nobody has said so
            return replace(act, status=Status.HYPOTHETICAL)
        return _announced(act, top, lexicon, own_voice=own_voice, told=bool(speaker))
    return act


def _official(ref: Ref) -> bool:
    """Whether this is a government, not a crowd: named as such, and not by its nationality alone."""
    return (
        ref.actor.kind in STATES and not ref.party and ref.how not in {Ground.ADJECTIVE, Ground.IMPLICIT, Ground.CITY}
    )


def _announced(act: Act, top: Word, lexicon: PredicateLexicon, *, own_voice: bool, told: bool) -> Act:
    """What announcing a future act does: promise it, or threaten with it."""
    willing = mood.voiced(top)
    friendly = act.type.quad <= _FRIENDLY
    if act.type is EventType.CONSULT and willing and act.sources and act.targets:
        return _recode(act, EventType.AGREE, lexicon)  # "will visit", whoever says so
    if not own_voice or is_hope(top) or not (willing or act.word is not top):
        return act
    if act.type is EventType.THREATEN and willing:
        return _occurred(act)  # "will respond in kind" is the threat itself
    if friendly and any(_unless(clause) for clause in (*act.word.children, *top.children)):
        return _recode(act, EventType.THREATEN, lexicon)
    if friendly:
        return act if act.type is EventType.AGREE else _recode(act, EventType.AGREE, lexicon)
    planned = act.word is not top and top.lemma in _PLANNING
    if (told or planned) and act.type.quad == EventType.ASSAULT.quad:
        return _recode(act, EventType.THREATEN, lexicon)
    return act


def _occurred(act: Act) -> Act:
    return replace(act, status=Status.OCCURRED)


def _recode(act: Act, type_: EventType, lexicon: PredicateLexicon) -> Act:
    said, code = lexicon.speech[type_.lower()], lexicon.outcome(type_, act.type)
    return replace(
        act,
        type=type_,
        cameo=code.cameo,
        mode=code.mode,
        status=Status.OCCURRED,
        rows=(said.id, code.id, *act.rows),
        symmetric=False,
    )


def _unless(clause: Word) -> bool:
    return any(mark.lower == "unless" for mark in clause.all("mark"))


def _present(verb: Word) -> bool:
    return verb.tag in {"VBP", "VBZ"} or any(
        c.dep == "aux" and c.tag in {"VBP", "VBZ"} and c.lemma in _PRESENT for c in verb.children
    )


def _unwilling(top: Word) -> bool:
    return _present(top) or top.lemma in _UNWILLING or mood.voiced(top)


def _obliged(verb: Word) -> bool:
    helpers = {c.lower for c in verb.all("aux")}
    return bool(helpers & mood.OBLIGATIONS) or mood.due(verb)
