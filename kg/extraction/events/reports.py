"""From acts to reports: each source with each target, dated and scored; the best reading of what is told twice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from kg.base.dates import DateBasis, When
from kg.extraction.entities.references import Ground, Ref
from kg.extraction.events.act import Act
from kg.extraction.events.evidence import Evidence
from kg.extraction.events.left_office import in_its_term, speaks_for_nobody
from kg.extraction.events.telling import Told
from kg.extraction.reasons import Reason
from kg.extraction.syntax import frames
from kg.extraction.syntax.tree import Word
from kg.extraction.time import story
from kg.extraction.time.calendar_arithmetic import LOOK_AHEAD
from kg.extraction.time.resolution import Clock, DatedBy, Dating
from kg.lexicon.weights import weight
from kg.lexicon.words import words
from kg.model import Report, Status
from ontology import EventType, QuadClass

_SURE = weight("least_hypothetical")  # a hypothetical act below this certainty is left out
_CALLED_OFF = frozenset({EventType.SANCTION, EventType.REJECT})
_CALLING_OFF = words("calling_off")
_WELCOMING = words("welcoming")
_MATERIAL = frozenset({QuadClass.MATERIAL_COOPERATION, QuadClass.MATERIAL_CONFLICT})
_DISCUSSING = words("discussing")
_JUDGING = frozenset({EventType.ACCUSE, EventType.REJECT, EventType.REQUEST})
_DEEDS = frozenset(
    {
        EventType.AID,
        EventType.ASSAULT,
        EventType.COERCE,
        EventType.CONSULT,
        EventType.COOPERATE,
        EventType.MOBILIZE,
        EventType.PROTEST,
        EventType.RETREAT,
    }
)
"""What is not done by being said: a tariff announced for next month is a sanction today, talks next month are none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """One source and one target of an act: the report that is made of them, or why none is.

    Attributes:
        dropped: Why it is not told, if so; a report that lost to another is kept here to be shown.
        dating: When it was, and why.
    """

    act: Act
    source: Ref
    target: Ref
    report: Report | None = None
    dropped: Reason | None = None
    dating: Dating


def paired(told: Told, clock: Clock, evidence: Evidence) -> Iterator[Pair]:
    """Each source of an act with each target; as confidence the reports have the rules' weight."""
    act = told.act
    if told.dropped is not None or told.lacking is not None:
        return
    dating = dated(act, told.top, clock)
    kept_out = Reason.PLAYED if evidence.contests.played(act, evidence.sentence) else None
    kept_out = Reason.LISTED if act.listed else kept_out
    for source in act.sources:
        for target in act.targets:
            weight = act.certainty * source.certainty * target.certainty
            then = in_its_term(act, source, dating)
            dropped = kept_out or _unfit(source, target, weight, then.status)
            if speaks_for_nobody(act, source, target, then):
                dropped = dropped or Reason.OUT_OF_OFFICE
            report = evidence.report(act, source, target, then.when, then.status, weight) if not dropped else None
            yield Pair(act=act, source=source, target=target, report=report, dropped=dropped, dating=then)


def dated(act: Act, top: Word, clock: Clock) -> Dating:
    """When an act was, and why; a deed on a day that is still to come has not been done, whatever the tense.

    Nor has a visit ahead of which something else is told.
    """
    word = act.word
    if act.about_subject and top is word and not word.is_verb:
        word = top = frames.clause_of(word)  # an opinion is uttered with the clause it stands in
    judging = _judges(act)
    dating = clock.when(word, top, act.status, judging=judging)
    if dating.by is DatedBy.PUBLISHED and act.type.quad in _MATERIAL and story.told_in_passing(word):
        dating = replace(dating, when=When.unknown(), by=DatedBy.LOOKING_BACK)
    first, today = dating.when.earliest, clock.published
    if dating.when.basis is DateBasis.STATED and today is not None:
        today += LOOK_AHEAD  # the clock of who writes may be behind
    ahead = act.type in _DEEDS and today is not None and first is not None and first > today
    ahead |= act.type is EventType.CONSULT and not dating.when.known and story.ahead(act.word)
    return replace(dating, status=Status.FUTURE) if ahead and dating.status is Status.OCCURRED else dating


def _judges(act: Act) -> bool:
    """Whether an act says or does something about another, which has a day of its own."""
    if not act.word.is_verb:
        return act.type in _CALLED_OFF and bool(act.words)
    calls_off = act.type in _CALLED_OFF and act.word.lemma in _CALLING_OFF
    welcomes = act.type is EventType.SUPPORT and act.word.lemma in _WELCOMING
    discusses = act.type is EventType.CONSULT and act.word.lemma in _DISCUSSING
    return act.type in _JUDGING or welcomes or calls_off or discusses


def chosen(pairs: Iterable[Pair]) -> list[Pair]:
    """The same pairs, where of several readings of one event all but the best are dropped, and echoes are.

    The best is one that takes in the other's word ("asked Germany to send tanks" says more than "asked Germany"), else
    the surest.
    """
    pairs = list(pairs)
    best: dict[tuple[object, ...], tuple[int, Report]] = {}
    for at, pair in enumerate(pairs):
        if (report := pair.report) is not None:
            key = claim(report)
            if key not in best or _better(pair, pairs[best[key][0]]):
                best[key] = at, report
    kept = dict(best.values())
    told = [(pairs[at].act, report) for at, report in kept.items()]
    echoes = {at for at, report in kept.items() if _echo(pairs[at].act, report, told)}
    return [
        pair
        if pair.report is None
        else replace(pair, dropped=Reason.OTHER_READING)
        if at not in kept
        else replace(pair, dropped=Reason.ECHO)
        if at in echoes
        else pair
        for at, pair in enumerate(pairs)
    ]


def claim(report: Report) -> tuple[object, ...]:
    """What a sentence tells once."""
    return (*(sorted(report.dyad) if report.symmetric else report.dyad), report.type, report.status.real)


def reports_of(pairs: Sequence[Pair]) -> list[Report]:
    """What is told in the end, in order of the text; a report whose object is itself an event points to that event."""
    told = sorted(
        ((pair.act, pair.report) for pair in pairs if pair.report is not None and pair.dropped is None),
        key=lambda pair: pair[0].word.i,
    )
    by_word = {act.word.i: report for act, report in told}
    return [
        _linked(report, act, by_word) for act, report in sorted(told, key=lambda pair: (pair[0].word.i, pair[1].dyad))
    ]


def _better(pair: Pair, other: Pair) -> bool:
    assert pair.report is not None
    assert other.report is not None
    if pair.act.word is not other.act.word:
        if other.act.word in pair.act.words:
            return True
        if pair.act.word in other.act.words:
            return False
    return pair.report.confidence > other.report.confidence


def _unfit(source: Ref, target: Ref, weight: float, status: Status) -> Reason | None:
    if source.side == target.side:
        return Reason.SAME_SIDE
    if target.how == Ground.IMPLICIT and source.how == Ground.IMPLICIT:
        return Reason.UNSAID
    return Reason.UNSURE if status is Status.HYPOTHETICAL and weight < _SURE else None


def _echo(act: Act, report: Report, told: Iterable[tuple[Act, Report]]) -> bool:
    """Whether a noun repeats what a verb of its sentence tells of the same two: *pact* in "agreed on a trade pact"."""
    if any(word.is_verb for word in act.words) or report.type.quad is not QuadClass.VERBAL_COOPERATION:
        return False
    sides = set(report.dyad)
    return any(
        set(other.dyad) == sides and other.type.quad is report.type.quad and above.word in act.word.ancestors()
        for above, other in told
        if above.word is not act.word and above.word.is_verb
    )


def _linked(report: Report, act: Act, by_word: dict[int, Report]) -> Report:
    if act.object is None or act.object.i not in by_word or by_word[act.object.i] is report:
        return report
    return replace(report, object_event=by_word[act.object.i].event_id)
