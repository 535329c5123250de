"""Which dates of a sentence are an act's: those of its clause, and some that the parser hung below it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from kg.base.dates import Precision
from kg.extraction.syntax.frames import clause_of
from kg.extraction.syntax.tree import Word
from kg.extraction.time.scan import Timex, TimexKind
from kg.extraction.time.sentence_times import SentenceTimes
from kg.lexicon.words import words

_PHASES = words("phases")
_TAKING_PART = words("taking_part")
_WEEKS = timedelta(days=30)
_CLAUSES = frozenset({"acl", "relcl"})
_PHRASES = frozenset({"prep", "pobj", "compound", "poss", "nmod", "appos"})
_SUBCLAUSES = frozenset({"ccomp", "advcl", "relcl", "acl", "conj", "csubj", "parataxis", "xcomp", "pcomp"})
_BELOW = frozenset({"dobj", "prep", "pobj", "dative", "conj", "appos", "nsubjpass", "nmod", "compound", "attr"})


class Reach(SentenceTimes):
    """The times of one sentence, and where in its tree they hang."""

    def _level(self, word: Word, seen: set[int]) -> list[Timex]:
        """Expressions under a word, not looking into its subordinate clauses nor where the search came from."""
        found: list[Timex] = []
        stack = [word]
        while stack:
            current = stack.pop()
            found += self._times.get(current.i, [])
            stack += [c for c in current.children if c.i not in seen and c.dep not in _SUBCLAUSES]
        days = any(self._beside_verb(t, word) for t in found)  # "recently, on 3 May": the day says more
        kept = [t for t in found if not (days and _vague(t))]
        return sorted(kept, key=lambda t: (abs(t.start - word.start), t.start))

    def _beside_verb(self, time: Timex, verb: Word) -> bool:
        """Whether a day, month or year hangs on a verb itself: "sanctioned a bank in July"."""
        word = self._word_at(time)
        if word is None or time.kind is not TimexKind.DATE or time.signal or not time.when.known or _vague(time):
            return False
        return word.head is verb or (word.dep == "pobj" and word.head.head is verb)

    def _of_phase(self, act: Word) -> Iterator[Timex]:
        """The date at which a noun's own clause says it began, was held or ended: "talks that ended on Tuesday".

        A verb has it too by which one takes part: "chaired talks that ended on Tuesday", not "praised talks that".
        """
        nouns = [act] if not act.is_verb else act.all("dobj") if act.lemma in _TAKING_PART else []
        for time in self._dates(act):
            clause = clause_of(self._hangs_on(time))
            phase = clause.dep in _CLAUSES and clause.lemma in _PHASES
            if phase and any(leads(clause.head, noun, _PHRASES) for noun in nouns):
                yield time

    def _swallowed(self, act: Word) -> Iterator[Timex]:
        """The date behind what is told in passing of somebody: "hit a base storing drones on Friday".

        Of what a participle tells beside the act, or set off by a comma: "hit the base, known as B, on Friday".
        """
        for time in self._dates(act):
            word = self._hangs_on(time)
            clause = clause_of(word)
            if clause.dep not in _CLAUSES or not leads(clause.head, act, _BELOW) or not act.is_verb:
                continue
            first = word if word.dep != "pobj" else word.head
            aside = self._tree.text[: first.start].rstrip().endswith(",") and clause.i < first.i
            if aside or (clause.dep == "acl" and clause.tag == "VBG"):
                yield time

    def _dates(self, act: Word) -> Iterator[Timex]:
        """Those behind an act that say when something was, and not since when or until when."""
        for time in self.found:
            if time.start > act.start and time.kind is TimexKind.DATE and not time.signal and time.when.known:
                yield time

    def _told_behind(self, time: Timex) -> Word | None:
        """What an expression counts to: *struck* in "a day after Iran struck", *after* in "a day after the strike"."""
        last = next((w for w in self._tree.words if w.end == time.end), None)
        if last is None or last.dep not in {"mark", "prep"}:
            return None
        return last.head if last.dep == "mark" else last

    def _hangs_on(self, time: Timex) -> Word:
        word = self._word_at(time)
        assert word is not None  # a date has words
        return word


def leads(word: Word, top: Word, through: frozenset[str]) -> bool:
    """Whether a word is another, or hangs on it by phrases alone."""
    while word is not top:
        if word.dep not in through or word.head is word:
            return False
        word = word.head
    return True


def _vague(time: Timex) -> bool:
    """Whether an expression means weeks or more that are not counted from a day: "recently"."""
    first, last = time.when.earliest, time.when.latest
    return time.when.precision is Precision.RANGE and bool(first and last and last - first > _WEEKS)
