"""Who stands where around a predicate: subject, objects, prepositional slots, complement. Pure syntax, no lexicon."""

from __future__ import annotations

from kg.extraction.syntax.hands import at_hands
from kg.extraction.syntax.instead import is_instead
from kg.extraction.syntax.joined import is_between
from kg.extraction.syntax.tree import RELATIVE, VERBS, Word, is_sum, set_apart
from kg.extraction.syntax.turned_down import owned_before, unheard
from kg.lexicon.words import words

_OBJECT_CONTROL = words("object_control_verbs")
_STATIVE = {verb: slot for verb, _, slot in (told.partition(" ") for told in words("stative_participles"))}
_GIVING = words("double_object_verbs")
_UTTERED = words("uttered_participles")
_AMOUNTS = words("amounts")
_RELATIVE = RELATIVE | {"WP$"}
_OUTCOMES = words("outcome_participles")
_LETTERS = words("letters")
_BLAMED_FOR = words("gerund_prepositions")
_VIEW = words("viewing_verbs")


def is_passive(verb: Word) -> bool:
    """Whether the verb's subject undergoes the act; counts reduced relatives ("restrictions imposed on")."""
    if verb.tag != "VBN":
        return verb.child("nsubjpass") is not None
    if verb.lemma in _STATIVE and any(c.lower == _STATIVE[verb.lemma] for c in verb.all("prep")):
        return False
    if verb.child("auxpass", "nsubjpass", "agent"):
        return True
    if verb.child("aux", "nsubj"):
        return False
    if verb.dep == "acl":
        return verb.child("dobj") is None
    if verb.dep == "conj" and verb.head.is_verb:
        return is_passive(verb.head)
    return verb.dep in {"advcl", "ROOT", "ccomp", "dep"} and verb.child("dobj") is None


def subjects(verb: Word, depth: int = 6) -> list[Word]:
    """Heads of the phrases that do the act, active or passive; empty if the sentence leaves it unsaid."""
    if is_passive(verb):
        # parsers hang "by" on what is kept, on what that is of, or on its clause: "refused permission to land by"
        given = _retained(verb)
        within = [*given, *(w for thing in given for p in thing.all("prep") for w in p.all("pobj"))]
        within += [clause for thing in given for clause in thing.all("acl")]
        within += [clause for p in verb.all("prep") for clause in p.all("pcomp")]  # "accused of arming Mali by Germany"
        # "hit with tariffs by Mali"
        within += [w for p in verb.all("prep") if p.lower == "with" for w in p.all("pobj")]
        agents = verb.all("agent", "prep") + [by for clause in within for by in clause.all("agent", "prep")]
        return [pobj for agent in agents if agent.lower == "by" for pobj in agent.all("pobj")] or at_hands(verb)
    return _grammatical_subject(verb, depth)


def objects(verb: Word) -> list[Word]:
    """Heads of the phrases that undergo the act."""
    if is_passive(verb):
        passive = verb.all("nsubjpass")
        if passive and (given := _retained(verb)):
            return given
        if passive:
            return [antecedent(word) for word in passive]
        if verb.dep == "acl" and verb.head.is_noun:
            return [verb.head]
        if verb.dep == "conj" and verb.head.is_verb:  # "blamed Mali and was praised by Chad": who blamed it
            active = not is_passive(verb.head) and verb.head.child("nsubj", "aux") is not None
            return _grammatical_subject(verb, 3) if active else objects(verb.head)
        if verb.dep in {"advcl", "xcomp"}:
            return _grammatical_subject(verb, 3)
        return []
    found = verb.all("dobj", "dative", *(["attr"] if verb.child("dobj", "attr") else []))
    found = [w for w in found if w.is_noun or w.tag == "VBG" or is_people(w) or w.lower in _AMOUNTS or is_sum(w)]
    if found:
        return [antecedent(word) for word in found]
    subject = verb.child("nsubj")
    if verb.dep == "relcl" and subject and subject.tag not in _RELATIVE:  # the troops that Russia sent; not "who fell"
        elsewhere = [*subject.children, *(w for p in verb.all("prep") for w in p.children)]  # "whose aide", "with whom"
        return [] if any(w.tag in _RELATIVE for w in elsewhere) else [verb.head]
    return []


def is_people(word: Word) -> bool:
    """Whether an adjective or participle stands for people: "evacuated the wounded"."""
    return word.tag in {"VBN", "JJ"} and word.dep in {"dobj", "nsubj", "pobj"} and word.child("det") is not None


def prepositions(word: Word) -> dict[str, list[Word]]:
    """Objects of each preposition under a word, outer before inner ("out of X" counts as *of* and as *out of*)."""
    found: dict[str, list[Word]] = {}
    for child in word.children:
        if child.dep in {"prep", "agent", "dative", "prt", "advmod"} and child.tag in {"IN", "TO", "RP", "RB"}:
            if set_apart(child):
                continue
            _collect(child, "between" if is_between(child) else child.lower, found)
        elif child.dep == "dative" and child.is_noun:
            found.setdefault("to", []).append(child)
    if word.is_verb and _retained(word):  # "Cuba was refused a loan": refused to Cuba
        found.setdefault("to", []).extend(word.all("nsubjpass"))
    return found


def _retained(verb: Word) -> list[Word]:
    """What somebody was given or refused, where the sentence begins with whom: *loan* in "Cuba was refused a loan"."""
    if verb.lemma not in _GIVING or not verb.child("nsubjpass"):
        return []
    return [word for word in verb.all("dobj") if word.is_noun]


def particle(verb: Word) -> str | None:
    """*off* in "break off"."""
    child = verb.child("prt")
    return child.lower if child else None


def complement(word: Word) -> Word | None:
    """Head of the clause that completes a verb, noun or adjective: *send* in "refused to send"."""
    for child in word.children:
        if child.dep in {"xcomp", "ccomp"}:
            return child
    if word.is_noun:
        return next((c for c in word.children if c.dep == "acl" and c.tag in {"VB", "VBG"}), None)
    for preposition in word.all("prep"):
        clause = preposition.child("pcomp")
        if clause:
            return clause
    return None


def clause_of(word: Word) -> Word:
    """The verb that heads the clause a word stands in, or the topmost word."""
    current = word
    while current.head is not current and not (current.tag in VERBS and current is not word):
        current = current.head
    return current


def _collect(preposition: Word, name: str, found: dict[str, list[Word]]) -> None:
    for child in preposition.children:
        if child.dep in {"pobj", "pcomp"} and (child.is_noun or child.tag in {"VBG", "JJ"}):
            found.setdefault(name, []).append(child)
        elif child.dep in {"prep", "pobj"} and child.tag in {"IN", "TO"}:
            _collect(child, child.lower, found)
            for word in found.get(child.lower, ()):
                found.setdefault(f"{name} {child.lower}", []).append(word)
        elif child.dep == "conj" and child.tag == preposition.tag:
            _collect(child, child.lower, found)


def _bearer(subject: Word) -> Word:
    """The noun in a subject that parsers head by its participle: "the agency operating there said"."""
    inner = subject.child("nsubj") if subject.tag == "VBG" else None
    return inner if inner is not None and inner.i < subject.i else subject


def _grammatical_subject(verb: Word, depth: int) -> list[Word]:
    if own := verb.all("nsubj", "nsubjpass"):
        return [antecedent(word) for word in map(_bearer, own)]
    if depth == 0 or verb.head is verb:
        return []
    head = verb.head
    if verb.dep == "conj" and head.is_verb:
        return (
            subjects(head, depth - 1) if is_passive(verb) == is_passive(head) else _grammatical_subject(head, depth - 1)
        )
    if verb.dep in {"xcomp", "ccomp"} and (head.is_verb or head.tag.startswith("JJ")):
        return _controller(head, depth)
    if verb.dep == "xcomp" and head.is_noun:
        return _controller(head, depth)
    if verb.dep == "advcl" and head.is_verb:
        outcome = verb.tag == "VBG" and verb.lemma in _OUTCOMES and verb.i > head.i and is_passive(head)
        return subjects(head, depth - 1) if outcome else _grammatical_subject(head, depth - 1)
    if verb.dep == "acl" and head.is_noun:
        return _of_participle(verb, head, depth)
    if verb.dep == "relcl" and head.is_noun:
        return [head] if not verb.child("nsubj", "nsubjpass") else []
    if verb.dep == "pcomp":
        return _of_gerund(verb, depth)
    return []


def _controller(head: Word, depth: int) -> list[Word]:
    """Subject of an infinitive: the object of *urge*, the subject of *refuse*."""
    if head.lemma in _OBJECT_CONTROL:
        controlled = objects(head) or [w for p in prepositions(head).values() for w in p]
        if controlled:
            return controlled
    if head.tag.startswith("JJ") and head.dep in {"acomp", "oprd", "attr"}:
        return _grammatical_subject(head.head, depth - 1)
    if is_passive(head):
        return _grammatical_subject(head, depth - 1)
    return subjects(head, depth - 1)


def _of_participle(verb: Word, noun: Word, depth: int) -> list[Word]:
    """Subject of a participle behind a noun: the noun, or who utters it ("filed a case with the court accusing")."""
    if verb.tag != "VBG":
        return _owner_of(noun, depth)
    governor = noun
    while governor.dep in {"pobj", "conj"} and governor.is_noun:  # "to the ministers of Mali and Chad, urging"
        governor = governor.head.head if governor.dep == "pobj" else governor.head
    if verb.lemma in _UTTERED and unheard(verb):
        return owned_before(noun)
    if verb.lemma in _UTTERED and governor.is_verb and governor is not verb:
        return subjects(governor, depth - 1)
    if verb.lemma in _UTTERED and noun.lemma in _LETTERS:
        return _owner_of(noun, depth)  # "sent a letter urging"
    return [noun]


def _of_gerund(verb: Word, depth: int) -> list[Word]:
    """Subject of "for trying", "of refusing": whom the governing verb blames, else that verb's subject."""
    governor = verb.head.head
    if governor.is_verb:
        behind = _BLAMED_FOR | ({"as"} if governor.lemma in _VIEW else set())
        blamed = objects(governor) if verb.head.lower in behind and not is_instead(verb) else []
        return blamed or _grammatical_subject(governor, depth - 1)  # criticised Iran for testing missiles
    if governor.is_noun:
        by = governor.head
        if governor.dep == "pobj" and by.lower == "by" and by.head.lemma in _UTTERED and is_passive(by.head):
            return objects(by.head)  # "accused by a girl of lying"
        return _owner_of(governor, depth)
    return []


def _owner_of(noun: Word, depth: int) -> list[Word]:
    """Who decides in "Moscow's decision to recall", "the decision by Moscow to recall"."""
    possessor = noun.all("poss")
    if possessor:
        return possessor
    by = [pobj for prep in noun.all("prep") if prep.lower in {"by", "of"} for pobj in prep.all("pobj")]
    if by:
        return by
    adjective = [c for c in noun.all("amod", "compound", "nmod") if c.text[:1].isupper()]
    if adjective:
        return adjective[:1]
    if noun.dep in {"dobj", "attr", "pobj"}:
        governor = noun.head if noun.dep != "pobj" else noun.head.head
        if governor.is_verb:
            return subjects(governor, depth - 1)
    return []


def antecedent(word: Word) -> Word:
    """The noun a relative pronoun stands for; any other word itself."""
    if word.tag in _RELATIVE:
        for ancestor in word.ancestors():
            if ancestor.dep == "relcl" and ancestor.head.is_noun:
                return ancestor.head
    return word
