"""What an adjective or a predicate noun is said of, and who says so: "called the raid unacceptable"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kg.extraction.entities.references import Ref
from kg.extraction.events.arguments import Arguments
from kg.extraction.syntax import frames
from kg.extraction.syntax.tree import Word
from kg.lexicon import PredicateRow
from kg.lexicon.words import words
from ontology import EventType

_JUDGING = words("judging_verbs")
_COPULAS = words("copulas")
_CIRCUMSTANCES = words("circumstances")
_ANYBODY = words("anybody")
_BLOWS = words("blows")
_LOCAL_EVENTS = words("local_events")
_TERMING = words("terming_verbs")
_INFORMING = words("informing")
_IT = "it"


def adjective_sides(
    arguments: Arguments, word: Word, row: PredicateRow, speakers: Sequence[Ref]
) -> tuple[list[Word], Sequence[Ref], list[Ref]]:
    """The words it is said of, sources and targets: who holds an opinion of whom, or who is what towards whom.

    ``speakers`` are those whose reported words it stands in.
    """
    about, holders = _predication(arguments, word)
    if word.dep == "amod" and word.i < word.head.i and row.type is not EventType.ACCUSE and about == [word.head]:
        return [], [], []  # "wise steps" are no praise, "unjust sanctions" are blame
    if row.target in {("subj",), ()}:
        return about, holders or speakers, judged(arguments, about) or _told(arguments, word, row)
    slots = frames.prepositions(word)
    blamed = [[w for w in slots.get(slot, ()) if not _befell(arguments, w)] for slot in row.target]
    return about, arguments.doers(about), next((r for words in blamed if (r := arguments.refs(words))), [])


def _befell(arguments: Arguments, noun: Word) -> bool:
    """Whether something has befallen a country, which is pitied and not blamed: "shocked by the attack in Nice"."""
    return noun.lemma in _BLOWS and _only_there(arguments, noun)


def _told(arguments: Arguments, word: Word, row: PredicateRow) -> list[Ref]:
    """To whom somebody says to his face that something is bad: "told Chad that the ban was a mistake"."""
    if row.type is not EventType.ACCUSE:
        return []
    said = (above.head for above in (word, *word.ancestors()) if above.dep == "ccomp" and above.head is not above)
    telling = next((verb for verb in said if verb.lemma in _INFORMING), None)
    return [] if telling is None else [r for r in arguments.refs(frames.objects(telling)) if not r.private]


def judged(arguments: Arguments, about: Iterable[Word]) -> list[Ref]:
    """Who is judged where something is said of these words: they themselves, or who does or has what they name.

    Of "Chad is a foe that", the foe is Chad.
    """
    found: list[Ref] = []
    for word in about:
        if is_nobodys(arguments, [word]):
            continue
        refs = arguments.refs([word]) or judged(arguments, _named_as(word))
        found += [ref for ref in refs if all(ref.side != other.side for other in found)]
    return found


def is_nobodys(arguments: Arguments, about: Sequence[Word]) -> bool:
    """Whether nobody answers for what is judged: the state of things, or what goes on in a side's country.

    "Relations with Togo are bad", "the war in Mali is a disaster".
    """
    return bool(about) and all(
        word.lower in _ANYBODY
        or word.lemma in _CIRCUMSTANCES
        or (word.lemma in _LOCAL_EVENTS and _only_there(arguments, word))
        for word in about
    )


def _named_as(noun: Word) -> list[Word]:
    """Of whom a noun is said: *Chad* for *foe* in "Chad is a foe", "Chad, a foe"."""
    while noun.dep == "conj" and noun.head.is_noun:
        noun = noun.head
    if noun.dep == "attr" and noun.head.lemma in _COPULAS:
        return frames.subjects(noun.head)
    return [noun.head] if noun.dep == "appos" else []


def _only_there(arguments: Arguments, noun: Word) -> bool:
    """Whether something is a side's only in that it happens in its country."""
    slots = frames.prepositions(noun)
    return "in" in slots and "by" not in slots and not arguments.modifiers(noun)


def _predication(arguments: Arguments, word: Word) -> tuple[list[Word], list[Ref]]:
    """What an adjective is said of, and who says so ("called the raid unacceptable")."""
    head = word.head
    if word.tag in {"VBN", "VBG"} and (word.child("nsubjpass", "nsubj") or word.dep in {"acl", "relcl"}):
        return frames.objects(word) if frames.is_passive(word) else frames.subjects(word), []  # was appalled by
    if word.dep == "conj" and not head.is_verb:
        return _predication(arguments, head)
    if word.dep == "oprd" and head.is_verb:
        # "called Mali's decision hasty": parsers may hang the decision, or only its owner, on the adjective
        stray = [c for c in word.all("nmod", "compound", "poss", "nsubj") if c.i < word.i]
        return frames.objects(head) or stray, arguments.doers(frames.subjects(head))
    if word.dep == "ccomp" and head.lemma in _JUDGING and (own := word.all("nsubj", "nsubjpass")):
        return own, arguments.doers(frames.subjects(head))  # "considers the wall illegal"
    if word.dep in {"pobj", "amod", "pcomp"} and head.lower == "as" and (verb := _governor(head)) is not None:
        about = frames.objects(verb) or frames.prepositions(verb).get("to", [])
        return about, arguments.doers(frames.subjects(verb))  # described it as, referred to it as
    if word.dep in {"dobj", "appos"}:  # "called the strike a crime", where parsers lose the object
        verb = head if word.dep == "dobj" and head.is_verb else head.head
        objects = [w for w in verb.all("nsubj", "dobj", "dative") if verb.i < w.i < word.i]
        return objects, arguments.doers(frames.subjects(verb))
    if word.dep == "amod" and word.i < head.i and _is_said_of(head):
        return _predication(arguments, head)  # "is an illegal act", "called it an adverse step"
    if word.dep == "nsubj" and head.lemma in _COPULAS:  # "the main obstacle is Togo"
        return head.all("attr"), []
    if word.dep == "amod":  # "called the remarks unacceptable", which parsers take for a modifier
        called = word.i > head.i and head.dep == "dobj" and head.head.is_verb
        return ([head], arguments.doers(frames.subjects(head.head))) if called else (_doing(arguments, head), [])
    return _of_whom(word) or frames.subjects(head) or head.all("nsubj"), []


def _doing(arguments: Arguments, deed: Word) -> list[Word]:
    """Whose deed it is that somebody calls bad in passing: "Togo's unjust sanctions", "imposes unjust sanctions"."""
    if deed.lemma not in arguments.phrases.memory.deeds.nouns:
        return []
    if arguments.modifiers(deed) or "by" in frames.prepositions(deed):
        return [deed]
    return frames.subjects(deed.head) if deed.dep == "dobj" and deed.head.is_verb else []


def _of_whom(word: Word) -> list[Word]:
    """Whom it is said of where *it* is nobody: "it would be foolish for Japan to", "it was wrong of Mali to"."""
    verb = word.head
    subject = verb.child("nsubj")
    if not verb.is_verb or subject is None or subject.lower != _IT:
        return []
    if word.is_noun and (by := frames.prepositions(word).get("by")):
        return by  # "it is a wise move by Japan"
    clauses = [c for c in (*verb.all("advcl", "ccomp", "xcomp"), *word.all("advcl", "ccomp", "xcomp")) if c.tag == "VB"]
    done = [who for c in clauses if any(m.lower == "for" for m in c.all("mark")) for who in c.all("nsubj")]
    of = frames.prepositions(word).get("of", [])
    return done or (of if clauses else [])


def is_predicative(noun: Word) -> bool:
    """Whether a noun says what somebody is: "called him a killer", "the vote was a farce", "refer to it as a lie"."""
    return (
        noun.dep in {"attr", "oprd"}
        or (noun.dep == "nsubj" and any(_is_named(attr) for attr in noun.head.all("attr")))
        or (noun.dep == "pobj" and noun.head.lower == "as")
        or (noun.dep == "dobj" and "call" in {noun.head.lemma, noun.head.head.lemma})
        or _named_so(noun)
    )


def _is_said_of(noun: Word) -> bool:
    """Whether a noun says what something is, so that its adjectives do."""
    return noun.dep in {"oprd", "attr"} or noun.head.lower == "as" or _named_so(noun)


def _named_so(noun: Word) -> bool:
    """Whether a noun behind an object is what somebody calls that: "branded the vote a sham"."""
    thing, verb = noun.head, noun.head.head
    return noun.dep == "appos" and thing.dep == "dobj" and verb.lemma in _TERMING and noun.child("det") is not None


def _is_named(attr: Word) -> bool:
    return attr.tag in {"NNP", "NNPS"} and attr.head.lemma in _COPULAS


def _governor(preposition: Word) -> Word | None:
    """The verb above a preposition, also when the parser hung it on the verb's object."""
    head = preposition.head
    if not head.is_verb and head.dep in {"dobj", "pobj"}:
        head = head.head
    head = head if head.is_verb else head.head
    return head if head.is_verb else None


def says_of_what(word: Word, row: PredicateRow) -> bool:
    """Whether a feeling is told with what it is about, be it nobody's: "concerned about the vague rules"."""
    slots = frames.prepositions(word)
    return frames.complement(word) is not None or any(
        thing.tag in {"NN", "NNS"} for slot in row.target for thing in slots.get(slot, [])
    )
