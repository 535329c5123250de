"""What became of each act of a sentence: its owners, its mood, its sides, its day, the events told of it."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import replace
from datetime import date

from kg.base.dates import DateBasis, Precision, When
from kg.extraction.entities.references import Ground, Ref
from kg.extraction.events.act import Act
from kg.extraction.events.telling import Told
from kg.extraction.explanation.step import Stage, Step, step_of
from kg.extraction.reasons import Guess, Reason
from kg.extraction.time.expressions import rule_place
from kg.extraction.time.resolution import Dating
from kg.extraction.trace import SentenceTrace
from kg.lexicon import DerivedRow, MatrixRow, PredicateLexicon, SpeechRow, rule_places
from kg.lexicon.rule_places import list_place
from kg.lexicon.words import words as word_list
from kg.model import Status

_MOODS = {
    Status.NEGATED: ("negations", "nobody"),
    Status.HYPOTHETICAL: ("maybe_auxiliaries", "seldom", "conditions"),
    Status.FUTURE: ("future_auxiliaries", "voiced_auxiliaries"),
}
"""The lists of words that make an act's status, in its own clause."""

_DOUBTS = {
    Status.NEGATED: ("denying",),
    Status.HYPOTHETICAL: ("unsure", "pretending", "false", "staging", "doubters", "scant", "unreal", "showing"),
    Status.ALLEGED: ("alleged", "accusing"),
}
"""The same, in the clauses above."""


def acts_told(
    trace: SentenceTrace, predicates: PredicateLexicon, known: AbstractSet[int] = frozenset()
) -> Iterator[Step]:
    """What becomes of each act, but for those that are ``known``, by the positions of their words."""
    for told in trace.told:
        if told.act.word.i not in known:
            yield from _decided(told, predicates)
            yield from _moods(told)
            yield from _sides(trace, told)
            yield from _dates(trace, told)
            yield from _events(trace, told)


def _decided(told: Told, predicates: PredicateLexicon) -> Iterator[Step]:
    """The words that own an act, and the rows that give it its code."""
    at = told.found.word.i
    for number, owner in enumerate(told.owners, 1):
        last = number == len(told.owners)
        dropped = Reason.OWNER if last and told.dropped is Reason.OWNER else None
        yield step_of(Stage.OWNER, owner.word, owner.outcome, owner.row, dropped=dropped, act=at)
    for row in told.act.rows:
        match predicates.by_id[row]:
            case DerivedRow() as code:
                yield step_of(Stage.CODE, told.top, f"{code.outcome} as CAMEO {code.cameo}", row, act=at)
            case SpeechRow() as said:
                yield step_of(Stage.SPEECH, told.top, str(said.type), row, act=at)
            case MatrixRow() as unknown if row not in {each.row for each in told.owners}:
                yield step_of(Stage.OWNER, told.found.word, unknown.default, row, act=at)
            case _:  # a row of the word itself, which its sense has told, or one of its owners
                pass


def _moods(told: Told) -> Iterator[Step]:
    """The words, and the lists they stand in, by which an act is no fact; at least that it is none."""
    status = told.act.status
    found = False
    clauses = {word.i: word for word in (told.found.word, told.found.word.head, told.top)}
    around = {child.i: child for word in clauses.values() if word.is_verb for child in word.children}
    above = {word.i: word for word in told.found.word.ancestors()}
    for words, lists in ((around, _MOODS), (around | above, _DOUBTS)):
        for word in (words[i] for i in sorted(words)) if not found else ():
            for name in lists.get(status, ()):
                if not word_list(name).isdisjoint({word.lower, word.lemma}):
                    found = True
                    mood = step_of(Stage.MOOD, word, str(status), name, act=told.found.word.i)
                    yield replace(mood, places=(list_place(name),))
    if not (found or status.real or any(owner.outcome == status for owner in told.owners)):
        yield step_of(Stage.MOOD, told.top, f"{status}, by the form of its clause", act=told.found.word.i)


def _sides(trace: SentenceTrace, told: Told) -> Iterator[Step]:
    """Who does it to whom, what is filled in and by what; and the sides that were tried for one that is missing."""
    at = told.found.word.i
    if told.dropped is Reason.OWNER:
        return
    tried = [pair for pair in trace.of(told.act) if pair.act is not told.act and pair.report is not None]
    helped = any(trace.report(pair) for pair in tried)
    word = told.found.word if told.dropped is None else told.top
    dropped = told.dropped or (None if helped else told.lacking)
    filled = "".join(f": {guess}" for guess in told.guesses)
    yield step_of(Stage.SIDES, word, f"{_both(told.act)}{filled}", dropped=dropped, act=at)
    for pair in tried:
        guess = Guess.BEFORE if Ground.BEFORE in {pair.source.how, pair.target.how} else Guess.NEAREST
        tried_out = step_of(Stage.SIDES, word, f"{_both(pair.act)}: {guess}", dropped=pair.dropped, act=at)
        yield replace(tried_out, trial=True)


def _dates(trace: SentenceTrace, told: Told) -> Iterator[Step]:
    """When it was: the expression, what it means and counts from, and the rule that reads it."""
    pair = next((pair for pair in trace.of(told.act) if pair.report is not None and pair.dropped is None), None)
    if pair is None or pair.report is None:
        return
    dating, told_at = pair.dating, trace.report(pair)
    text = f"{_day(dating.when)}: {_by(dating, trace.published)}"
    if told_at is not None and told_at.when != pair.report.when:
        text += f"; {_day(told_at.when)}, as another sentence has it"
    if dating.status is not told.act.status:
        text += f"; {dating.status}"
    step = step_of(Stage.TIME, told.act.word, text, act=told.found.word.i)
    if (time := dating.time) is not None:
        step = replace(step, words=time.text, row=time.rule, places=(rule_place(time.rule),))
    yield step


def _by(dating: Dating, published: date | None) -> str:
    """How an act came to its day: "Monday" counts from the day of publication."""
    if dating.anchor is not None:
        return f"{dating.by}, from {_day(dating.anchor)} in the text"
    counted = dating.time is not None and dating.when.basis is DateBasis.RELATIVE
    return f"{dating.by}, from the day of publication, {published}" if counted else str(dating.by)


def _day(when: When) -> str:
    if when.iso and when.precision is Precision.RANGE:
        return f"{when.earliest} to {when.latest}"
    return when.iso or "no date"


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


def _both(act: Act) -> str:
    """``IRN > IRQ (unsaid)``; and the status, when it is not that it happened."""
    source, target = (" + ".join(map(_side, refs)) or "nobody" for refs in (act.sources, act.targets))
    status = "" if act.status is Status.OCCURRED else f", {act.status}"
    return f"{source} {'<>' if act.symmetric else '>'} {target}{status}"


def _side(ref: Ref) -> str:
    return ref.side if ref.start < ref.end else f"{ref.side} (unsaid)"
