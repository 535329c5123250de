"""The trace of a sentence in steps: what was kept and dropped, by which row of which file, and why.

``kg explain`` prints it. Nothing here decides anything about a sentence.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path

from kg.extraction.entities.attribution import SAY
from kg.extraction.entities.noun_phrases import Phrases
from kg.extraction.entities.references import Ref
from kg.extraction.events.act import Act
from kg.extraction.events.considered import considered
from kg.extraction.events.telling import Told
from kg.extraction.reasons import Reason
from kg.extraction.syntax.tree import CLAUSES, Word
from kg.extraction.trace import SentenceTrace
from kg.lexicon import DerivedRow, MatrixRow, PredicateLexicon, SpeechRow, rule_places
from kg.lexicon.actor_places import actor_places, name_places
from kg.lexicon.places import FOLDER, list_place
from kg.lexicon.words import words as word_list
from kg.model import Status

_MOODS = {
    Status.NEGATED: ("negations", "nobody"),
    Status.HYPOTHETICAL: ("maybe_auxiliaries", "seldom", "conditions"),
    Status.FUTURE: ("future_auxiliaries", "voiced_auxiliaries"),
}
"""The lists of words that make an act's status."""


class Stage(StrEnum):
    """Where something was decided, in the order of the work."""

    SENTENCE = "sentence"
    PARSE = "parse"
    ACTOR = "actor"
    SENSE = "sense"
    OWNER = "owner"
    SPEECH = "speech"
    CODE = "code"
    MOOD = "mood"
    SIDES = "sides"
    EVENT = "event"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One decision about a sentence.

    Attributes:
        stage: Where it was made.
        words: The words that it is about.
        text: What it was.
        row: Id of the row that made it, if one did.
        places: ``file:line`` of the rows to edit, where it is wrong.
        dropped: Why what was found was dropped; None when it was kept.
        act: Position in the sentence of the head word of the act that it is about.
        event: Id of the event that was told.
        trial: Whether a side was tried that the rules do not give the act.
    """

    stage: Stage
    words: str
    text: str
    row: str | None = None
    places: tuple[str, ...] = ()
    dropped: Reason | None = None
    act: int | None = field(default=None, repr=False)
    event: str | None = None
    trial: bool = False


def unread(text: str, why: Reason) -> Step:
    """The step of a sentence or text that was not parsed."""
    return Step(stage=Stage.SENTENCE, words=text, text="", dropped=why)


def about(trace: SentenceTrace, event: str, predicates: PredicateLexicon, actors: Path | None = None) -> Iterator[Step]:
    """The decisions that concern one event, by the beginning of its id or of its report's; none in other sentences."""
    sought = event.lower()
    told = [report for report in trace.reports if report.event_id.startswith(sought) or report.id.startswith(sought)]
    acts = {pair.act.word.i for pair in trace.pairs if trace.report(pair) in told}
    events = {report.event_id for report in told}
    for each in steps(trace, predicates, actors) if told else ():
        if (each.act is None or each.act in acts) and (not each.event or each.event in events):
            yield each


def steps(trace: SentenceTrace, predicates: PredicateLexicon, actors: Path | None = None) -> Iterator[Step]:
    """Every decision about a sentence, in the order of the work.

    Args:
        trace: The sentence.
        predicates: The tables that it was read with.
        actors: The user's own actor table it was read with.
    """
    again = "again, for what goes on inside a country" if trace.phrases.inside else ""
    yield Step(stage=Stage.SENTENCE, words=trace.sentence, text=again)
    parse = " ".join(f"{w.text}/{w.tag}/{w.dep}>{w.head.i}" for w in trace.tree.words)
    yield Step(stage=Stage.PARSE, words=trace.tree.text, text=parse)
    yield from _actors(trace.phrases, actors)
    yield from _senses(trace.phrases, predicates)
    for told in trace.told:
        yield from _told(told, predicates)
        yield from _events(trace, told)


def _actors(phrases: Phrases, own: Path | None) -> Iterator[Step]:
    from kg.extraction.time.expressions import find  # the patterns take a while to compile

    times = find(phrases.tree.text, None)
    dated = {w.i for w in phrases.tree.words if any(time.start <= w.start < time.end for time in times)}
    for word in phrases.tree.words:
        hit = phrases.hit(word)
        refs = phrases.who(word) if word.is_noun or hit else ()
        for ref in refs:
            text = f"{ref.side}{'' if ref.actor.id == ref.side else f', {ref.actor.label}'}, by {ref.how}"
            words = phrases.tree.text[ref.start : ref.end] if ref.start <= word.start < ref.end else word.text
            yield Step(stage=Stage.ACTOR, words=words, text=text, places=actor_places(ref.actor, own))
        if hit is not None and hit.actor is None and hit.end == word.end:
            places = name_places(hit.text)
            yield Step(stage=Stage.ACTOR, words=hit.text, text="", places=places, dropped=Reason.NO_ACTOR)
        elif not refs and hit is None and word.i not in dated and _is_name(word):
            yield Step(stage=Stage.ACTOR, words=word.text, text="", dropped=Reason.UNKNOWN_NAME)


def _is_name(word: Word) -> bool:
    return word.tag in {"NNP", "NNPS"} and word.dep not in {"compound", "nmod", "npadvmod"}


def _senses(phrases: Phrases, predicates: PredicateLexicon) -> Iterator[Step]:
    known: set[int] = set()
    for each in considered(phrases, predicates):
        text = f"{each.row.type or 'no event'}{f' {each.row.mode.name}' if each.row.mode else ''}"
        known.add(each.word.i)
        yield _step(Stage.SENSE, each.word, text, each.row.id, dropped=each.left)
    for word in phrases.tree.words:
        clause = word.is_verb and word.dep in CLAUSES and word.i not in known
        if clause and word.lemma not in SAY and ("v", word.lemma) not in predicates.matrix:
            missing = _step(Stage.SENSE, word, "", dropped=Reason.NO_ROW)
            yield replace(missing, places=(f"{FOLDER}predicates.tsv",))


def _told(told: Told, predicates: PredicateLexicon) -> Iterator[Step]:
    at = told.found.word.i
    for number, owner in enumerate(told.owners, 1):
        last = number == len(told.owners)
        dropped = Reason.OWNER if last and told.dropped is Reason.OWNER else None
        yield _step(Stage.OWNER, owner.word, owner.outcome, owner.row, dropped=dropped, act=at)
    for row in told.act.rows:
        match predicates.by_id[row]:
            case DerivedRow() as code:
                yield _step(Stage.CODE, told.top, f"{code.outcome} as CAMEO {code.cameo}", row, act=at)
            case SpeechRow() as said:
                yield _step(Stage.SPEECH, told.top, str(said.type), row, act=at)
            case MatrixRow() as unknown if row not in {each.row for each in told.owners}:
                yield _step(Stage.OWNER, told.found.word, unknown.default, row, act=at)
            case _:  # a row of the word itself, which its sense has told, or one of its owners
                pass
    yield from _moods(told)
    if told.dropped not in {None, Reason.OWNER}:
        yield _step(Stage.SIDES, told.top, _sides(told.act), dropped=told.dropped, act=at)
    elif told.dropped is None:
        yield _step(Stage.SIDES, told.found.word, _sides(told.act), dropped=told.lacking, act=at)


def _moods(told: Told) -> Iterator[Step]:
    """The words, and the lists they stand in, by which an act is no fact."""
    clauses = {word.i: word for word in (told.found.word, told.found.word.head, told.top)}
    around = {child.i: child for word in clauses.values() if word.is_verb for child in word.children}
    for word in (around[i] for i in sorted(around)):
        for name in _MOODS.get(told.act.status, ()):
            if word.lower in word_list(name):
                step = _step(Stage.MOOD, word, f"{told.act.status}", name, act=told.found.word.i)
                yield replace(step, places=(list_place(name),))


def _events(trace: SentenceTrace, told: Told) -> Iterator[Step]:
    """What is told, and which pairs of sides are not, and why."""
    if told.dropped is not None:
        return
    for pair in trace.of(told.act):
        if pair.dropped is Reason.SAME_SIDE and len(trace.pairs) > 1:
            continue
        report, act = trace.report(pair), pair.act
        shown = report or pair.report
        text = f"{pair.source.side} {act.type}{f' {act.mode.name}' if act.mode else ''} {pair.target.side}"
        if shown is not None:
            text += f", {shown.status}, {shown.when.iso or 'no date'} ({shown.when.basis}), {shown.confidence:.2f}"
        dropped = pair.dropped or (None if report else Reason.BETWEEN)
        yield Step(
            stage=Stage.EVENT,
            words=shown.trigger if shown else act.word.text,
            text=text,
            row=act.rule,
            places=tuple(place.place for place in rule_places(act.rule)),
            dropped=dropped,
            act=told.found.word.i,
            event=report.event_id if report else None,
            trial=pair.act is not told.act,
        )


def _sides(act: Act) -> str:
    """``IRN (Iran) > IRQ, unsaid``; and the status, when it is not that it happened."""
    source, target = (" + ".join(map(_side, refs)) or "nobody" for refs in (act.sources, act.targets))
    status = "" if act.status is Status.OCCURRED else f", {act.status}"
    return f"{source} {'<>' if act.symmetric else '>'} {target}{status}"


def _side(ref: Ref) -> str:
    return ref.side if ref.start < ref.end else f"{ref.side} (unsaid)"


def _step(
    stage: Stage,
    word: Word,
    text: str,
    row: str | None = None,
    *,
    dropped: Reason | None = None,
    act: int | None = None,
) -> Step:
    places = tuple(place.place for place in rule_places(row)) if row else ()
    at = word.i if act is None else act
    return Step(stage=stage, words=word.text, text=text, row=row, places=places, dropped=dropped, act=at)
