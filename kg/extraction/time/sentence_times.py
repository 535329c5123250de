"""The time expressions of a sentence and the dates told before it: looked for when somebody asks for them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cached_property
from typing import NamedTuple

from kg.base.dates import Precision, When
from kg.extraction.syntax.frames import clause_of
from kg.extraction.syntax.tree import Tree, Word
from kg.extraction.time.scan import Timex
from kg.lexicon.words import words

OPENING = 9  # characters of a preposition and an article before a date that opens a sentence
_LOOKING_AHEAD = words("looking_ahead")
_FUTURE = words("dated_future_auxiliaries")
_NOW = words("present_auxiliaries")
_PAST = words("past_auxiliaries")
_ASKING = words("asked_to")
_DONE = words("claimed_attacks") | words("suffered_nouns") | words("done")
_BEFORE = frozenset({"poss", "nmod", "compound"})
_SCHEDULED = words("scheduled_verbs")
_AWAITING = words("awaiting_conjunctions")


class Heard(NamedTuple):
    """A sentence that was read before, and the dates of what it told, the day of publication aside."""

    times: SentenceTimes
    dates: tuple[When, ...]


class SentenceTimes:
    """The times of one sentence.

    Attributes:
        published: Day of publication.
    """

    def __init__(
        self, tree: Tree, published: date | None, earlier: Heard | None = None, *, follows: bool = False
    ) -> None:
        """Take the sentence; ``earlier`` is the one before, which leads to all those before it.

        ``follows`` says that no other stands between the two.
        """
        self._tree = tree
        self.published = published
        self._earlier = earlier
        self._follows = follows

    @cached_property
    def found(self) -> list[Timex]:
        """The sentence's time expressions."""
        from kg.extraction.time import expressions  # the patterns take a while to compile

        return expressions.find(self._tree.text, self.published, self._tense)

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
    def dates(self) -> list[When]:
        """The days and years that the sentence names."""
        return [t.when for t in self.found if t.kind in {"date", "attributive"} and t.when.known]

    @cached_property
    def scene(self) -> When | None:
        """The day or month with which the sentence sets a scene: "On 7 May, Chad struck a base"."""
        first = self.found[0] if self.found else None
        if first is None or first.start > OPENING or first.kind != "date" or first.signal:
            return None
        return first.when if first.when.precision in {Precision.DAY, Precision.MONTH} else None

    @cached_property
    def _reference(self) -> When | None:
        """What "at the time" refers to: the latest year or month that the article has told before."""
        for times, _ in self._before_this():
            for when in times.dates:
                if when.precision in {Precision.YEAR, Precision.MONTH}:
                    return when
            if "_reference" in vars(times):  # asked before: nobody walks all the way twice
                return times._reference  # noqa: SLF001 - another of the same class
        return None

    @cached_property
    def _before(self) -> When | None:
        """When the event told last was, from which "three days later" counts."""
        for times, told in self._before_this():
            if dates := told or times.dates:
                return dates[-1]
            if "_before" in vars(times):
                return times._before  # noqa: SLF001 - another of the same class
        return None

    def _before_this(self) -> Iterator[Heard]:
        heard = self._earlier
        while heard is not None:
            yield heard
            heard = heard.times._earlier  # noqa: SLF001 - another of the same class

    def _word_at(self, time: Timex) -> Word | None:
        """The word a time expression hangs on: its topmost word."""
        inside = [w for w in self._tree.words if w.start < time.end and w.end > time.start]
        members = {w.i for w in inside}
        return next((w for w in inside if w.head.i not in members), inside[0] if inside else None)

    def _closes(self, start: int, end: int) -> bool:
        """Whether a bare weekday ends the sentence, or what its main clause tells: there it is the main verb's."""
        from kg.extraction.time.patterns import WEEKDAYS  # as above

        text = self._tree.text
        return text[start:end].lower() in WEEKDAYS and text[end : end + 1] in {"", ".", ","}

    def _tense(self, start: int, end: int) -> str:
        word = next((w for w in self._tree.words if w.start < end and w.end > start), None)
        if word is None:
            return "past"
        noun = word.head if word.dep in _BEFORE else word.head.head if word.dep == "pobj" else word
        if noun is not word and noun.lemma in _DONE:  # "will discuss Saturday's raid", "the raid on Saturday"
            return "past"
        verb = clause_of(word)
        helpers = {c.lower for c in verb.children if c.dep == "aux"}
        done = verb.head.tag == "VBD" and verb.head.lemma not in _LOOKING_AHEAD  # what somebody had to do, he did
        if done and verb.head.lemma in _ASKING:  # "urged Chad to free the sailors on Sunday"
            done = self._closes(start, end)
        planned = verb.tag == "VBG" and helpers & _NOW  # "is travelling to Oman on Friday"
        if planned or helpers & _FUTURE or (verb.dep == "xcomp" and "to" in helpers and not done):
            return "future"
        if _to_come(verb, helpers):
            return "future"
        return "past" if verb.tag in {"VBD", "VBN"} or helpers & _PAST else "present"


def _to_come(verb: Word, helpers: set[str]) -> bool:
    """Whether a verb without *will* tells what is to come.

    "A show to be opened on Friday", "flies into Oman on Friday", "will ask him when they meet on Friday".
    """
    if verb.dep in {"relcl", "acl"} and "to" in helpers and verb.child("auxpass", "nsubj") is not None:
        return True
    if verb.tag not in {"VBZ", "VBP"} or helpers & _PAST:
        return False
    awaited = verb.dep == "advcl" and any(c.lower in _AWAITING for c in verb.all("advmod", "mark"))
    above = {c.lower for c in verb.head.all("aux")}
    return verb.lemma in _SCHEDULED or (awaited and bool(above & _FUTURE))
