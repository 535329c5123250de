"""What one does to people of one's own, though others are named near it: "asked Congress for the aid to Ukraine"."""

from __future__ import annotations

from collections.abc import Sequence

from kg.extraction.entities.noun_phrases import Phrases
from kg.extraction.entities.references import Ground, Ref
from kg.extraction.events.act import Act
from kg.extraction.syntax import frames
from kg.extraction.syntax.tree import Word
from kg.lexicon.actor_index import country
from ontology import EventType

_ASKED = frozenset({"obj", "on", "upon", "comp"})
_ASKED_BEHIND = frozenset({"on", "upon"})
_DONE_TO = frozenset({EventType.REQUEST, EventType.ASSAULT, EventType.COERCE, EventType.REJECT, EventType.ACCUSE})
_JUDGING = frozenset({EventType.REJECT, EventType.ACCUSE})
_THEMSELVES = frozenset({Ground.ROLE, Ground.PERSON, Ground.NAME, Ground.PLACE, Ground.SEAT, Ground.MEMORY})
_FOUGHT = frozenset({EventType.ASSAULT, EventType.COERCE})
_BLAMED = frozenset({"obj", "at"})
_WITH = "with"
_BY = "by"


def are_ones_own(phrases: Phrases, words: Sequence[Word], slot: str, sides: set[str], type_: EventType | None) -> bool:
    """Whether a slot names people of one's own, or of nobody: "told the army to help", "clashed with aides over"."""
    asked = type_ is EventType.REQUEST and slot in _ASKED and all(word.dep != "nsubjpass" for word in words)
    his = (
        type_ in _JUDGING and slot in _BLAMED and all(_is_his(word) for word in words)
    )  # "slammed his rival over Iran"
    if not words or not (asked or his or slot == _WITH):
        return False
    who, is_role = phrases.who, phrases.is_role
    return all(all(ref.side in sides for ref in who(word)) if who(word) else is_role(word) for word in words)


def _is_his(word: Word) -> bool:
    return any(child.tag == "PRP$" for child in word.children)


def homes(sources: Sequence[Ref], type_: EventType | None) -> set[str]:
    """The countries of armed groups: there they act, and do not strike them, as in "Hamas took hostages in Gaza"."""
    found = {ref.side: country(ref.actor) for ref in sources} if type_ in _FOUGHT else {}
    return {home for home in found.values() if home is not None} if found.keys().isdisjoint(found.values()) else set()


def done_to_ones_own(act: Act, phrases: Phrases) -> bool:
    """Whether an act without a target is done to one's own: "beat his rival", "rejected a senator's argument"."""
    if act.targets or not act.sources or act.type not in _DONE_TO:
        return False
    verbs = [word for word in (act.word, *act.words) if word.is_verb]
    things = [thing for verb in verbs for thing in frames.objects(verb) if thing not in act.words]
    if act.type is EventType.REQUEST:
        things += [w for verb in verbs for slot in _ASKED_BEHIND for w in frames.prepositions(verb).get(slot, ())]
    return any(_is_ones_own(thing, act, phrases) for thing in things if thing.tag != "PRP")


def _is_ones_own(thing: Word, act: Act, phrases: Phrases) -> bool:
    refs = phrases.who(thing)
    if not refs:  # nobody whom we know was asked to do it
        somebody = phrases.is_role(thing) or (thing.tag == "NNP" and frames.complement(thing.head) is not None)
        return act.type is EventType.REQUEST and somebody
    others = any(word.lower == _BY for word in thing.subtree()) or any(c.tag == "PRP$" for c in thing.children)
    judged = act.type in _JUDGING and not others
    sides = {ref.side for ref in act.sources}
    return all(ref.side in sides and (judged or ref.how in _THEMSELVES) for ref in refs)
