"""Candidates that the rules alone would not tell: a side taken from elsewhere, or an act they are too unsure of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import product

from kg.extraction.entities.mentions import within
from kg.extraction.entities.noun_phrases import Phrases
from kg.extraction.entities.possession import PARTISANS
from kg.extraction.entities.references import Ground, Ref
from kg.extraction.events.act import Act
from kg.extraction.events.descriptions import of_doers
from kg.extraction.events.evidence import Evidence
from kg.extraction.events.left_office import in_its_term, speaks_for_nobody
from kg.extraction.events.partners import closed, denies_hearsay, topics
from kg.extraction.events.reports import Pair, claim, dated
from kg.extraction.events.targets import TO_CITIZENS
from kg.extraction.events.telling import Told
from kg.extraction.events.unmeant import unmeant
from kg.extraction.reasons import Reason
from kg.extraction.syntax import frames
from kg.extraction.syntax.exclusion import excluded
from kg.extraction.syntax.tree import RELATIVE, Word
from kg.extraction.syntax.turned_down import unheard
from kg.extraction.time.resolution import Clock
from kg.lexicon.weights import weight
from kg.lexicon.words import words
from ontology import ActorKind, EventType

_BEFALLING = words("befalling")
_NEAREST = 3  # sides of the sentence that are tried for one that is missing
_NEAR = weight("side_of_the_sentence")
_BEFORE = weight("side_of_the_sentence_before")
_JUDGING = frozenset({EventType.ACCUSE, EventType.SUPPORT, EventType.REJECT})
_SCENES = frozenset({Ground.PLACE, Ground.CITY})


def loose(
    told: Sequence[Told], pairs: Sequence[Pair], phrases: Phrases, clock: Clock, evidence: Evidence
) -> list[Pair]:
    """Further candidates of a sentence, each claim once; none is among the pairs that the rules make themselves."""
    known = {claim(pair.report) for pair in pairs if pair.report is not None}
    made = {(pair.act.word.i, pair.source.side, pair.target.side) for pair in pairs if pair.report is not None}
    told = [
        each
        for each in told
        if each.dropped is None
        and not each.act.listed
        and not evidence.contests.played(each.act, evidence.sentence)
        and not _done_in_private(each.act, phrases)
    ]
    lacking = any(each.lacking for each in told)
    named = _named(phrases, citizens=False) if lacking else []
    citizens = _named(phrases, citizens=True) if lacking else []
    acts = [act for each in told for act in (each.act, each.found)]
    found: list[Pair] = []
    for each in told:
        hit = each.act.sources and each.act.type in TO_CITIZENS  # what is done to them is done to their country
        beside = [] if hit else citizens
        for act in _completed(each.act, [*named, *citizens] if hit else named, beside, phrases, acts):
            for source, target in product(act.sources, act.targets):
                if source.side == target.side or (act.word.i, source.side, target.side) in made:
                    continue
                dating = in_its_term(act, source, dated(act, each.top, clock))
                if speaks_for_nobody(act, source, target, dating):
                    continue
                sure = act.certainty * source.certainty * target.certainty
                report = evidence.report(act, source, target, dating.when, dating.status, sure)
                if claim(report) not in known:
                    known.add(claim(report))
                    trial = Pair(
                        act=act, source=source, target=target, report=report, dropped=Reason.LOOSE, dating=dating
                    )
                    found.append(trial)
    return found


def _completed(
    act: Act, named: Sequence[Ref], beside: Sequence[Ref], phrases: Phrases, acts: Sequence[Act]
) -> Iterator[Act]:
    """The act itself when it has both sides; else with each that may be meant by the other: named near it, or before.

    Those ``beside`` are not meant; ``acts`` are all of the sentence.

    Who did it is looked for only where somebody is said to do it: nobody is blamed for being named near a deed.
    """
    if act.sources and act.targets:
        yield act
        return
    memory = phrases.memory
    if closed(act, phrases) or denies_hearsay(act) or (not act.sources and unheard(act.word)):
        return
    visit = act.mode is not None and act.mode.name == "visit"
    if not act.sources and (visit or not _somebody_does(act.word)):  # ships and drones pay no visits
        return
    taken = {ref.side for ref in (*act.sources, *act.targets)}
    without = unmeant(act, acts, phrases)
    apart = [phrases.tree.words[i] for i in topics(act, phrases)]
    described = of_doers(act)
    named = [r for r in named if not within(r, described) or any(memory.deeds.between(r.side, side) for side in taken)]
    spoken_of = [ref for ref in named if any(word.start <= ref.start < word.end for word in apart)]
    near = [ref for ref in _nearest(act.word, named, taken | without) if ref not in spoken_of]
    near = [ref for ref in near if not _suffered(act, ref, phrases)]
    if not taken:
        before = [ref for ref in near if ref.end <= act.word.start][:1]
        after = [ref for ref in near if ref.start >= act.word.end][:1]
        if before and after:
            yield replace(act, sources=tuple(before), targets=tuple(after))
        return
    none = taken | without | {ref.side for ref in beside}
    other = memory.counterpart(none, apart=described) if not near and not spoken_of else None
    if other is not None:
        near = [Ref(other.actor, 0, 0, Ground.BEFORE, _BEFORE)]
    for ref in near[:_NEAREST]:
        yield replace(act, targets=(ref,)) if act.sources else replace(act, sources=(ref,))


def _suffered(act: Act, ref: Ref, phrases: Phrases) -> bool:
    """Whether somebody is named as the victim of the deed that is judged: nobody is blamed for the raid on him."""
    deed = act.object
    if act.type not in _JUDGING or deed is None or not phrases.memory.deeds.has_victim(deed.lemma):
        return False
    behind = [word for p in deed.all("prep") if p.lower in _BEFALLING for word in p.subtree()]
    there = [c for c in deed.subtree() if c.dep in {"compound", "nmod"} and c.i < deed.i and phrases.is_town(c)]
    return any(word.start <= ref.start < word.end for word in (*behind, *there))


def _done_in_private(act: Act, phrases: Phrases) -> bool:
    """Whether somebody does it who acts for nobody: "a Polish tourist"; a newspaper may be its government's."""
    if act.sources or not act.word.is_verb or act.word.dep == "conj":  # parsers join verbs to the wrong ones
        return False
    doers = (ref for doer in frames.subjects(act.word) for ref in phrases.who(doer))
    return any(ref.private and ref.actor.kind is not ActorKind.MEDIA for ref in doers)


def _somebody_does(word: Word) -> bool:
    """Whether a verb has a doer in its sentence, whoever that is: a subject, and no passive."""
    return word.is_verb and not frames.is_passive(word) and bool(frames.subjects(word))


def _named(phrases: Phrases, *, citizens: bool) -> list[Ref]:
    """The sides that a sentence names, as far as they may be meant; or those of whose citizens it speaks."""
    apart = excluded(phrases.tree)
    nouns = [
        word
        for word in phrases.tree.words
        if word.i not in apart
        and (word.is_noun or phrases.hit(word) is not None)
        and word.tag not in RELATIVE
        and (word.head.lemma not in PARTISANS or word.tag == "JJ" or phrases.is_town(word))
        and phrases.of_a_citizen(word) is citizens
    ]
    refs = (ref for word in nouns for ref in phrases.who(word))
    return [
        replace(ref, certainty=_NEAR * ref.certainty)
        for ref in refs
        if ref.start < ref.end and not ref.private and ref.how not in _SCENES
    ]


def _nearest(word: Word, named: Sequence[Ref], taken: set[str]) -> list[Ref]:
    """Sides that are not taken, the nearest to the word first."""
    found: dict[str, Ref] = {}
    for ref in sorted(named, key=lambda ref: min(abs(ref.start - word.end), abs(word.start - ref.end))):
        if ref.side not in taken:
            found.setdefault(ref.side, ref)
    return list(found.values())
