"""When an act happened: the time expression nearest to it in the tree, else what the article implies."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum

from kg.base.dates import DateBasis, Precision, When
from kg.extraction.syntax.frames import clause_of
from kg.extraction.syntax.tree import Word
from kg.extraction.time import story
from kg.extraction.time.calendar_arithmetic import Unit
from kg.extraction.time.concern import FIRST_SINCE, Concern
from kg.extraction.time.reach import leads
from kg.extraction.time.scan import Timex, TimexKind
from kg.extraction.time.sentence_times import OPENING
from kg.lexicon.words import words
from kg.model import Status

NEWS_WINDOW = timedelta(days=30)  # older acts are background; annotators put the line at about a month
_LOOKING_BACK = words("pluperfect_cues")
_REPEATED = words("repeated")
_WHEN = "when"
_TOLD_MORE = frozenset({"relcl", "advcl"})
_PREDICATES = frozenset({"ROOT", "acomp", "attr", "oprd"})
_WITHIN = frozenset({"prep", "pobj", "compound", "poss"})
_ASIDE = frozenset({"ccomp", "acl", "relcl"})


class DatedBy(StrEnum):
    """By what an act has its day, or has none; in words for people."""

    EXPRESSION = "the nearest expression of time"
    COUNTED = "counted from the day of what it came before"
    LOOKING_BACK = "it looks back, and no day is told"
    STORY = "it goes on with what the sentence before tells"
    OPEN = "to come or in doubt: no day is guessed"
    UNTOLD = "a noun, and nothing says when it was"
    PUBLISHED = "no expression of time, so the day of publication"
    UNPUBLISHED = "no expression of time, and the day of publication is not known"


@dataclass(frozen=True, slots=True)
class Dating:
    """When an act was, and why.

    Attributes:
        when: The days.
        status: The act's; where date or tense show that it is background, *historical*.
        by: What gave the days.
        time: The expression, if one did.
        anchor: Another date of the text that the expression counts from.
    """

    when: When
    status: Status
    by: DatedBy
    time: Timex | None = None
    anchor: When | None = None


_Meant = tuple[When, Timex, When | None]  # days, the expression that means them, what of the text it counts from


class Clock(Concern):
    """Dates the acts of one sentence."""

    def when(self, act: Word, top: Word, status: Status, *, judging: bool = False) -> Dating:
        """Date and, where the date or the tense shows that it is background, status *historical*.

        ``judging`` is an act that says something of another's deed, which has a day of its own.
        """
        if story.commemorated(act) and not self._dated_inside(act):
            return Dating(When.unknown(), Status.HISTORICAL if status.real else status, DatedBy.LOOKING_BACK)
        stated = self._nearest(act, judging=judging) or self._from_clause(act)
        stated = stated or self._leading(act) or self._beside(act, top)
        stated = stated or next(((t.when, t, None) for t in self._swallowed(act)), None)
        if stated is not None:
            when, time, anchor = stated
            by = DatedBy.COUNTED if self._counts_to(time) else DatedBy.EXPRESSION
            return Dating(when, self._aged(when, status), by, time, anchor)
        if status is Status.OCCURRED and self._looks_back(act, top):
            return Dating(When.unknown(), Status.HISTORICAL, DatedBy.LOOKING_BACK)
        if status is Status.OCCURRED and story.long_before(act):
            return Dating(When.unknown(), status, DatedBy.LOOKING_BACK)
        if status in {Status.FUTURE, Status.HYPOTHETICAL}:
            return Dating(When.unknown(), status, DatedBy.OPEN)
        if self._in_passing(act, top) and not story.occasion(act):
            return Dating(When.unknown(), status, DatedBy.UNTOLD)
        if self.published is None:
            return Dating(When.unknown(), status, DatedBy.UNPUBLISHED)
        heard = self._earlier if self._follows else None
        if status is Status.OCCURRED and (told := story.going_on(act, heard, self.published)) is not None:
            return Dating(told, self._aged(told, status), DatedBy.STORY)
        return Dating(When.day(self.published, DateBasis.PUBLICATION), status, DatedBy.PUBLISHED)

    def _dated_inside(self, act: Word) -> bool:
        """Whether a date stands in an act's own phrase: "the 7 October attack"."""
        inside = {word.i for word in act.subtree()}
        hangs = (self._word_at(time) for time in self.found)
        return any(word is not None and word.i in inside for word in hangs)

    def _in_passing(self, act: Word, top: Word) -> bool:
        """Whether nothing says that it was today: "condemned the occupation", "after the launch of the offensive"."""
        if act is top:
            return not act.is_verb and act.dep not in _PREDICATES
        return act.is_noun and top.is_noun and top.dep not in _PREDICATES and leads(act, top, _WITHIN)

    def _aged(self, when: When, status: Status) -> Status:
        if status is Status.OCCURRED and self.published and when.latest:
            past_year = when.precision is Precision.YEAR and when.latest < self.published
            if past_year or when.latest < self.published - NEWS_WINDOW:
                return Status.HISTORICAL
        return status

    def _nearest(self, act: Word, *, judging: bool) -> _Meant | None:
        """Climb from the act to the top of its clause, then to the clauses above; the first level with a date wins.

        An act told behind "a day after" happened that long before the date of what it is counted from.
        """
        for time in self._of_phase(act):
            return time.when, time, None
        seen: set[int] = set()
        shift: Timex | None = None
        current = act
        while True:
            for time in self._level(current, seen):
                if self._counts_to(time) and time.end < act.start:
                    shift = shift or (time if self._tells(time, act) else None)
                elif (meant := self._meaning(time)) is not None and self._concerns(time, current, act, judging=judging):
                    own = current is act and time.start > act.start
                    return meant if own or shift is None else (_counted_back(meant[0], shift), shift, meant[0])
            seen.add(current.i)
            if current.dep in _TOLD_MORE and (told := self._when(current)) is not None:
                return told
            if current.head is current or current.dep == "relcl":
                break
            current = current.head
        if shift is None:
            return next(((time.when, time, None) for time in self._of_the_noun(current)), None)
        if self.published is None:
            return None
        return _counted_back(When.day(self.published, DateBasis.PUBLICATION), shift), shift, None

    def _when(self, clause: Word) -> _Meant | None:
        """The date that a clause tells more of: "in 2014, when Russia annexed Crimea", "since 1974 when"."""
        start = next((child.start for child in clause.all("advmod") if child.lower == _WHEN), -1)
        text = self._tree.text
        dates = (
            t
            for t in self.found
            if t.when.known
            and (
                (clause.dep == "relcl" and t.start <= clause.head.start < t.end)
                or (t.end <= start and not text[t.end : start].strip(" ,"))
            )
        )
        return next(((time.when, time, None) for time in dates), None)

    def _from_clause(self, act: Word) -> _Meant | None:
        """The day of an act told as "a day after Iran struck on 3 May": that long from the date in the clause."""
        for time in self.found:
            if time.kind != "deictic" or not time.signal or time.offset is None:
                continue
            clause = self._told_behind(time)
            dates = [t for t in self.found if t.start > time.end and t.kind == "date" and not t.signal]
            if time.start < act.start:  # "Two days after Iran struck on 3 May, Iraq struck back"
                if clause is None or self._tells(time, act):
                    continue
                dates = [t for t in dates if t.end < act.start and clause in list(self._hangs_on(t).ancestors())]
            days = [t.when for t in dates if t.when.precision is Precision.DAY]
            if days and days[0].earliest and days[0].latest:
                return time.offset.apply(days[0].earliest, days[0].latest, DateBasis.RELATIVE), time, days[0]
        return None

    def _leading(self, act: Word) -> _Meant | None:
        """The date that a sentence begins with, set off by a comma, wherever the parser hung it."""
        first = self.found[0] if self.found else None
        if first is None or first.start > OPENING or first.end >= act.start or first.kind != "date":
            return None
        if not self._tree.text.startswith(",", first.end) or any(w.dep == "relcl" for w in (act, *act.ancestors())):
            return None
        return self._meaning(first)

    def _beside(self, act: Word, top: Word) -> _Meant | None:
        """The date of a clause that says when it was: "froze its aid when the party took power in March"."""
        times = (time for word in (act, top) for clause in story.beside(word) for time in self._level(clause, set()))
        return next((meant for time in times if time.kind == "date" and (meant := self._meaning(time))), None)

    def _meaning(self, time: Timex) -> _Meant | None:
        if time.signal in {"before", "until", "by", "as of"}:
            return None  # a bound of the act, not its day
        if time.signal == "since" and FIRST_SINCE.search(self._tree.text, 0, time.start):
            return None  # "his first visit since 2019"
        if time.kind in {TimexKind.PAST_REFERENCE, TimexKind.HABITUAL}:
            return None
        if time.kind is TimexKind.DEICTIC:
            if (counted := self._from_before(time)) is not None:
                return counted
            if self._reference is not None and self._reference.known:
                when = time.relative_to(self._reference)
                return when if when.known else self._reference.rebased(DateBasis.CONTEXT), time, self._reference
        return (time.when, time, None) if time.when.known else None

    def _from_before(self, time: Timex) -> _Meant | None:
        """Counted from the date told before, here or in an earlier sentence: "three days later", "the day after"."""
        if time.offset is None or time.when.known:
            return None
        if not (time.offset.low or time.offset.high or time.offset.unit is Unit.HOUR):
            return None
        told = [t.when for t in self.found if t.end <= time.start and t.kind == "date" and t.when.known]
        base = told[-1] if told else self._before
        if base is None or not base.known:
            return None
        counted = time.relative_to(base)
        late = self.published is not None and counted.earliest is not None and counted.earliest > self.published
        return (counted, time, base) if counted.known and not late else None

    def _reaches(self, time: Timex, act: Word) -> bool:
        """Whether a look back is the act's, not that of a clause beside: "said that ties would last for years"."""
        word = self._word_at(time)
        verb = clause_of(word) if word is not None else None
        if verb is None or verb.dep not in _ASIDE or verb is act or verb in act.ancestors():
            return True
        return verb.dep == "ccomp" and verb in act.subtree()

    def _looks_back(self, act: Word, top: Word) -> bool:
        if (
            story.since(act)
            or story.used_to(act)
            or story.whole_war(act)
            or any(self._reaches(time, act) for time in self.found if time.kind == "past_reference")
        ):
            return True
        for verb in {act.i: act, top.i: top}.values():
            if verb.is_verb and any(c.lower in _REPEATED for c in verb.all("advmod")):
                return True
            if verb.is_verb and any(c.dep == "aux" and c.lower in {"had", "'d"} for c in verb.children):
                return any(c.lower in _LOOKING_BACK for c in verb.children)
        return False


def _counted_back(when: When, shift: Timex) -> When:
    if shift.offset is None or when.earliest is None or when.latest is None:
        return when
    back = replace(shift.offset, low=-shift.offset.high, high=-shift.offset.low)
    return back.apply(when.earliest, when.latest, DateBasis.RELATIVE)
