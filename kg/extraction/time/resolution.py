"""When an act happened: the time expression nearest to it in the tree, else what the article implies."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from kg.base.dates import DateBasis, Precision, When
from kg.extraction.syntax.frames import clause_of
from kg.extraction.syntax.tree import Tree, Word
from kg.lexicon.words import words
from kg.model import Status

if TYPE_CHECKING:
    from kg.extraction.time.scan import Timex

NEWS_WINDOW = timedelta(days=30)  # older acts are background; annotators put the line at about a month
_LOOKING_BACK = words("pluperfect_cues")
_FUTURE = words("dated_future_auxiliaries")
_PAST = words("past_auxiliaries")
_REASONS = words("reason_prepositions")
"""Behind these, a date before a noun is that noun's alone: "recalled its envoy over Monday's raid"."""
_BEFORE_NOUNS = frozenset({"nmod", "compound", "amod", "poss"})
_OPENING = 9  # characters of a preposition and an article before a date that opens a sentence
_SUBCLAUSES = frozenset({"ccomp", "advcl", "relcl", "acl", "conj", "csubj", "parataxis", "xcomp", "pcomp"})


class Heard(NamedTuple):
    """A sentence that was read before: its clock, and the dates of what it told, the day of publication aside."""

    clock: Clock
    dates: tuple[When, ...]


class Clock:
    """Dates the acts of one sentence. It looks for time expressions when it is asked for a date first."""

    def __init__(self, tree: Tree, published: date | None, earlier: Heard | None = None) -> None:
        """Take the sentence.

        Args:
            tree: The sentence.
            published: Day of publication.
            earlier: The sentence before, which leads to all those before it.
        """
        self._tree = tree
        self._published = published
        self._earlier = earlier

    @cached_property
    def found(self) -> list[Timex]:
        """The sentence's time expressions."""
        from kg.extraction.time import expressions  # the patterns take a while to compile

        return expressions.find(self._tree.text, self._published, self._tense)

    @cached_property
    def _times(self) -> dict[int, list[Timex]]:
        """The same by the word that each hangs on."""
        times: dict[int, list[Timex]] = {}
        for time in self.found:
            word = self._word_at(time)
            if word is not None:
                times.setdefault(word.i, []).append(time)
        return times

    @cached_property
    def _dates(self) -> list[When]:
        return [t.when for t in self.found if t.kind in {"date", "attributive"} and t.when.known]

    @cached_property
    def _reference(self) -> When | None:
        """What "at the time" refers to: the latest year or month that the article has told before."""
        for heard in self._sentences_before():
            for when in heard.clock._dates:  # noqa: SLF001 - another of the same class
                if when.precision in {Precision.YEAR, Precision.MONTH}:
                    return when
            if "_reference" in vars(heard.clock):  # asked before: nobody walks all the way twice
                return heard.clock._reference  # noqa: SLF001 - another of the same class
        return None

    @cached_property
    def _before(self) -> When | None:
        """When the event told last was, from which "three days later" counts."""
        for heard in self._sentences_before():
            if dates := heard.dates or heard.clock._dates:  # noqa: SLF001 - another of the same class
                return dates[-1]
            if "_before" in vars(heard.clock):
                return heard.clock._before  # noqa: SLF001 - another of the same class
        return None

    def _sentences_before(self) -> Iterator[Heard]:
        heard = self._earlier
        while heard is not None:
            yield heard
            heard = heard.clock._earlier  # noqa: SLF001 - another of the same class

    def when(self, act: Word, top: Word, status: Status) -> tuple[When, Status]:
        """Date and, where the date or the tense shows that it is background, status *historical*."""
        stated = self._nearest(act) or self._from_clause(act) or self._leading(act)
        if stated is not None:
            return stated, self._aged(stated, status)
        if status is Status.OCCURRED and self._looks_back(act, top):
            return When.unknown(), Status.HISTORICAL
        unsaid = act is top and not act.is_verb and act.dep not in {"ROOT", "acomp", "attr", "oprd"}
        if status in {Status.FUTURE, Status.HYPOTHETICAL} or self._published is None or unsaid:
            return When.unknown(), status  # "condemned the occupation": nothing says that it began today
        return When.day(self._published, DateBasis.PUBLICATION), status

    def _aged(self, when: When, status: Status) -> Status:
        if status is Status.OCCURRED and self._published and when.latest:
            past_year = when.precision is Precision.YEAR and when.latest < self._published
            if past_year or when.latest < self._published - NEWS_WINDOW:
                return Status.HISTORICAL
        return status

    def _nearest(self, act: Word) -> When | None:
        """Climb from the act to the top of its clause, then to the clauses above; the first level with a date wins.

        An act told behind "a day after" happened that long before the date of what it is counted from.
        """
        seen: set[int] = set()
        shift: Timex | None = None
        current = act
        while True:
            for time in self._level(current, seen):
                if self._counts_to(time) and time.end < act.start:
                    shift = shift or time
                elif (when := self._meaning(time)) is not None and self._concerns(time, current):
                    return when if current is act and time.start > act.start else _counted_back(when, shift)
            seen.add(current.i)
            if current.head is current or current.dep == "relcl":
                break
            current = current.head
        if shift is None or self._published is None:
            return None
        return _counted_back(When.day(self._published, DateBasis.PUBLICATION), shift)

    def _counts_to(self, time: Timex) -> bool:
        """Whether an expression counts to what is told behind it: "a day after Iran struck"."""
        counts = time.kind == "deictic" and time.signal == "after" and time.offset is not None
        return counts and not self._tree.text.startswith(",", time.end)

    def _from_clause(self, act: Word) -> When | None:
        """The day of an act told as "a day after Iran struck on 3 May": that long from the date in the clause."""
        for time in self.found:
            if time.start < act.start or time.kind != "deictic" or not time.signal or time.offset is None:
                continue
            dates = [t.when for t in self.found if t.start > time.end and t.kind == "date" and not t.signal]
            days = [when for when in dates if when.precision is Precision.DAY]
            if days and days[0].earliest and days[0].latest:
                return time.offset.apply(days[0].earliest, days[0].latest, DateBasis.RELATIVE)
        return None

    def _leading(self, act: Word) -> When | None:
        """The date that a sentence begins with, set off by a comma, wherever the parser hung it."""
        first = self.found[0] if self.found else None
        if first is None or first.start > _OPENING or first.end >= act.start or first.kind != "date":
            return None
        if not self._tree.text.startswith(",", first.end) or any(w.dep == "relcl" for w in (act, *act.ancestors())):
            return None
        return self._meaning(first)

    def _concerns(self, time: Timex, level: Word) -> bool:
        """Whether a date is the clause's, not only that of a noun which gives the reason."""
        word = self._word_at(time)
        if word is None or (time.kind != "attributive" and word.dep not in _BEFORE_NOUNS):
            return True
        path = [word]
        while path[-1] is not level and path[-1].head is not path[-1]:
            path.append(path[-1].head)
        return not any(w.dep in {"prep", "advmod"} and w.lower in _REASONS for w in path[:-1])

    def _level(self, word: Word, seen: set[int]) -> list[Timex]:
        """Expressions under a word, not looking into its subordinate clauses nor where the search came from."""
        found: list[Timex] = []
        stack = [word]
        while stack:
            current = stack.pop()
            found += self._times.get(current.i, [])
            stack += [c for c in current.children if c.i not in seen and c.dep not in _SUBCLAUSES]
        return sorted(found, key=lambda t: (abs(t.start - word.start), t.start))

    def _meaning(self, time: Timex) -> When | None:
        if time.signal in {"before", "until", "by"}:
            return None  # a bound of the act, not its day
        if time.kind in {"date", "attributive"}:
            return time.when if time.when.known else None
        if time.kind == "deictic":
            if (counted := self._from_before(time)) is not None:
                return counted
            if self._reference is not None and self._reference.known:
                counted = time.relative_to(self._reference)
                return counted if counted.known else self._reference.rebased(DateBasis.CONTEXT)
            return time.when if time.when.known else None
        return None

    def _from_before(self, time: Timex) -> When | None:
        """Counted from the date told before, here or in an earlier sentence: "three days later", "the day after"."""
        if time.offset is None or not (time.offset.low or time.offset.high) or time.when.known:
            return None
        told = [t.when for t in self.found if t.end <= time.start and t.kind == "date" and t.when.known]
        base = told[-1] if told else self._before
        if base is None or not base.known:
            return None
        counted = time.relative_to(base)
        late = self._published is not None and counted.earliest is not None and counted.earliest > self._published
        return counted if counted.known and not late else None

    def _looks_back(self, act: Word, top: Word) -> bool:
        if any(time.kind == "past_reference" for time in self.found):
            return True
        for verb in {act.i: act, top.i: top}.values():
            if verb.is_verb and any(c.dep == "aux" and c.lower in {"had", "'d"} for c in verb.children):
                return any(c.lower in _LOOKING_BACK for c in verb.children)
        return False

    def _word_at(self, time: Timex) -> Word | None:
        """The word a time expression hangs on: its topmost word."""
        inside = [w for w in self._tree.words if w.start < time.end and w.end > time.start]
        members = {w.i for w in inside}
        return next((w for w in reversed(inside) if w.head.i not in members), inside[-1] if inside else None)

    def _tense(self, start: int, end: int) -> str:
        word = next((w for w in self._tree.words if w.start < end and w.end > start), None)
        if word is None:
            return "past"
        verb = clause_of(word)
        helpers = {c.lower for c in verb.children if c.dep == "aux"}
        if helpers & _FUTURE or (verb.dep == "xcomp" and "to" in helpers):
            return "future"
        return "past" if verb.tag in {"VBD", "VBN"} or helpers & _PAST else "present"


def _counted_back(when: When, shift: Timex | None) -> When:
    if shift is None or shift.offset is None or when.earliest is None or when.latest is None:
        return when
    back = replace(shift.offset, low=-shift.offset.high, high=-shift.offset.low)
    return back.apply(when.earliest, when.latest, DateBasis.RELATIVE)
