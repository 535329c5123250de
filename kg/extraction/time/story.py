"""When something was that no word of its sentence dates: what the story told just before it, or beside it, says."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from kg.base.dates import DateBasis, When
from kg.extraction.syntax.frames import clause_of
from kg.extraction.syntax.tree import Word
from kg.extraction.time.sentence_times import Heard
from kg.lexicon.words import words

_BESIDE = words("accompanying_conjunctions")
_GOING_ON = words("going_on")
_SINCE = "since"
_BEGUN_ONCE = words("begun_once")
_VISITING = words("visiting_prepositions")
_FUTURE = words("future_auxiliaries")
_OCCASIONS = words("talked_at")
_AROUND = words("occasion_prepositions")
_OTHER = words("occasions_before")
_ANSWERING = words("answering")
_ANSWERED = words("answered")
_MEANWHILE = words("meanwhile")
_KNOWN = words("told_before")
_FIGHT = "fight"
_WAR = "war"
_ANNIVERSARY = "anniversary"
_IN = "in"
_BEFORE = "before"
_DYING = words("dying")
_FALLEN_IN = words("fallen_in")
_TOPICS = words("topic_prepositions")
_IN_PASSING = frozenset({"relcl", "advcl", "acl", "ccomp", "pcomp", "csubj"})
_TOLD = frozenset({"ROOT", "ccomp", "conj"})
_MARKS = frozenset({'"', "\u201c", "``"})
_OF_THE_NEWS = timedelta(days=2)  # what was told of yesterday may go on today
_OPENING = 24  # characters within which a sentence says how it goes on: "In response to the raid"


def beside(act: Word) -> list[Word]:
    """Clauses that say when an act was: "froze its aid when the party took power in March"."""
    verb = act if act.is_verb else clause_of(act)
    verbs = [verb, verb.head] if verb.dep == "conj" else [verb]
    clauses = (clause for each in verbs for clause in each.all("advcl"))
    return [
        clause
        for clause in clauses
        if clause.lemma != "do" and any(w.lower in _BESIDE for w in clause.all("advmod", "mark"))
    ]  # "struck a base as Chad did on Friday" is no date


def since(act: Word) -> bool:
    """Whether an act is what something else is counted from: "since the war with Chad began", "since its invasion"."""
    if act.lemma in _BEGUN_ONCE and any(w.dep == "pobj" and w.head.lower == _SINCE for w in _phrase(act)):
        return True
    return any(
        word.tag in {"VBD", "VBN"} and any(c.lower == _SINCE for c in word.all("mark"))
        for word in (act, *act.ancestors())
    )


def used_to(act: Word) -> bool:
    """Whether it was done long ago and again and again: "used to sell arms to Chad"."""
    verb = act if act.is_verb else clause_of(act)
    used = verb.head
    return verb.dep == "xcomp" and used.lower == "used" and used.tag == "VBD" and used.child("dobj") is None


def whole_war(act: Word) -> bool:
    """Whether a war is told as a whole, which is none of today: "fought a war with Chad", "in a border war"."""
    if act.lemma != _FIGHT or act.tag not in {"VBD", "VBN"}:
        return False
    near = (*act.all("dobj"), *(thing for p in act.all("prep") if p.lower == _IN for thing in p.all("pobj")))
    return any(thing.lemma == _WAR and thing.child("det", "nummod", "amod", "compound") is not None for thing in near)


def commemorated(act: Word) -> bool:
    """Whether only the anniversary of a deed is told: "marked the anniversary of Chad's attack"."""
    return act.dep == "pobj" and act.head.head.lemma == _ANNIVERSARY


def ahead(act: Word) -> bool:
    """Whether something else goes before a noun's act, which is still to come: "arms arrived ahead of the talks".

    So it is with what is said or done before it, unless a day tells otherwise.

    Or whether it is when something will be done: "will meet the king during her visit".
    """
    of = act.head
    if act.dep != "pobj":
        return False
    if of.lower == "of" and of.head.lower == "ahead":
        return True
    verb = of.head
    if of.lower == _BEFORE and verb.is_verb:
        return True
    return of.lower in _VISITING and verb.is_verb and bool(_FUTURE & {c.lower for c in _first(verb).all("aux")})


def told_in_passing(act: Word) -> bool:
    """Whether a deed only says more of somebody or something, and so is likely older: "the state that bombed Mali"."""
    verb = act if act.is_verb else clause_of(act)
    above = (verb, *(word for word in verb.ancestors() if word.is_verb))
    had = any(c.lower in {"had", "'d"} for c in verb.all("aux"))
    return (verb.tag == "VBD" or had) and any(word.dep == "relcl" for word in above)


def occasion(act: Word) -> bool:
    """Whether an act is the occasion of what is told, and so of its day: "said after talks with Oman's king".

    So is what somebody answers ("echoed Oman's criticism"), and that in which people die ("died in an Omani raid").
    """
    if act.dep not in {"pobj", "dobj"} or not _simple_past(act):
        return False
    verb = clause_of(act)
    if act.dep == "pobj" and verb.lemma in _DYING:
        return act.head.lower in _FALLEN_IN and act.head.head is verb and verb.dep in _TOLD
    if not _told_outright(act):
        return False
    if verb.lemma in _ANSWERING:
        return act.lemma in _ANSWERED and _on_its_own(act, verb)
    if act.dep != "pobj" or act.lemma not in _OCCASIONS or act.head.lower not in _AROUND:
        return False
    other = any(c.lower in _OTHER for c in act.all("amod"))
    about = any(c.lower in _TOPICS for c in act.all("prep"))  # "a meeting of officers", "a discussion about Oman"
    return not other and not about


def _on_its_own(act: Word, verb: Word) -> bool:
    """Whether a noun is what a verb answers: its object, or right behind its preposition: "responded to claims"."""
    return act.head is verb or (act.dep == "pobj" and act.head.head is verb)


def _phrase(noun: Word) -> Iterator[Word]:
    """A noun and those it belongs to: "war", "outbreak" in "the outbreak of war"."""
    yield noun
    while noun.dep == "pobj" and noun.head.dep == "prep" and noun.head.head.is_noun:
        noun = noun.head.head
        yield noun


def _first(verb: Word) -> Word:
    """The verb that has the auxiliaries: "will travel and meet", "are expected to meet"."""
    return verb.head if verb.dep == "conj" and verb.head.is_verb and verb.child("aux") is None else verb


def long_before(act: Word) -> bool:
    """Whether a main clause tells what had been done before the story; "said it had fired" is news."""
    verb = act if act.is_verb else clause_of(act)
    first = verb
    while first.dep == "conj" and first.head.is_verb:
        first = first.head
    return first.dep == "ROOT" and verb.tag == "VBN" and any(c.lower in {"had", "'d"} for c in first.all("aux"))


def going_on(act: Word, heard: Heard | None, published: date | None) -> When | None:
    """The day of what the sentence before tells, where this one goes on with it in the past.

    It goes on where it says so ("in response"), or where the one before set the scene with a date.
    """
    if heard is None or published is None or not _simple_past(act):
        return None
    when = heard.times.scene if _main(act) else None
    if when is None and _says_so(act):
        told = [*heard.dates] or [*heard.times.dates]
        when = told[-1] if told else None
    if when is None or when.latest is None or when.latest >= published - _OF_THE_NEWS:
        return None
    return when.rebased(DateBasis.CONTEXT)


def _main(act: Word) -> bool:
    """Whether an act is told by a main clause in the text's own voice, not quoted, nor in passing."""
    return _told_outright(act) and not _quoted(act)


def _told_outright(act: Word) -> bool:
    told = [word.dep for word in (act, *act.ancestors()) if word.is_verb]
    return not _IN_PASSING.intersection(told)


def _quoted(act: Word) -> bool:
    root = [act, *act.ancestors()][-1]
    return any(word.text in _MARKS for word in root.subtree() if word.i < act.i)


def _simple_past(act: Word) -> bool:
    verb = act if act.is_verb else clause_of(act)
    if any(helper.lemma == "have" for helper in verb.all("aux")):
        return False
    passive = verb.child("auxpass")
    return verb.tag == "VBD" or (verb.tag == "VBN" and passive is not None and passive.tag == "VBD")


def _says_so(act: Word) -> bool:
    verb = act if act.is_verb else clause_of(act)
    if any(_at_one_told(phrase) for phrase in verb.all("prep")):
        return True
    opening = {word.lower for word in verb.subtree() if word.end <= _OPENING}
    return not _GOING_ON.isdisjoint(opening | {child.lower for child in verb.all("advmod")})


def _at_one_told(phrase: Word) -> bool:
    """Whether a phrase names talks or a visit told just before: "at the meeting", "during his visit"."""
    told = (thing for thing in phrase.all("pobj") if phrase.lower in _MEANWHILE and thing.lemma in _OCCASIONS)
    return any(c.lower in _KNOWN or c.tag == "PRP$" for thing in told for c in thing.all("det", "poss"))
