"""Whose a date is: the act's, or that of a thing which the act is about, counted from, or told of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta

from kg.base.dates import Precision
from kg.extraction.syntax.tree import RELATIVE, Word
from kg.extraction.time.calendar_arithmetic import LOOK_AHEAD
from kg.extraction.time.reach import Reach
from kg.extraction.time.scan import Timex, TimexKind
from kg.lexicon.words import words

_REASONS = words("reason_prepositions")
"""Behind these, a date before a noun is that noun's alone: "recalled its envoy over Monday's raid"."""
_BEFORE_NOUNS = frozenset({"nmod", "compound", "amod", "poss", "nummod"})
_HELD = words("talked_at")
_JUDGED = words("deeds") | words("claimed_attacks") | words("suffered_nouns") | words("issued_texts") | words("judged")
_CALLING_OFF = words("calling_off")
_DOING = words("doing")
_HAVE = frozenset({"has", "have", "'ve"})
FIRST_SINCE = re.compile(
    r"\b(?:first|last|second|third|only|time|worst|\w{2,12}est)\b[^.;,]{0,40}\bsince\s(?:the\s)?$", re.IGNORECASE
)
"""What stands before a date that only says how long something has not been: "his first visit since 2019"."""

_A_WEEK = timedelta(days=7)
_ON = "on"


class Concern(Reach):
    """The times of one sentence, and which of them are not an act's though they stand in its clause."""

    def _concerns(self, time: Timex, level: Word, act: Word, *, judging: bool) -> bool:
        """Whether a date is the clause's, not only that of a noun which gives the reason.

        Nor that of a deed which the act judges, nor of what another expression counts from.
        """
        if len(self.found) > 1 and self._counted_from(time, act):
            return False
        if judging and level is act and self._of_the_judged(time, act):
            return False
        word = self._word_at(time)
        ahead = self.published and time.when.earliest and time.when.earliest > self.published
        if word is None or (time.kind != "attributive" and word.dep not in _BEFORE_NOUNS and not ahead):
            return True
        return not any(w.dep in {"prep", "advmod"} and w.lower in _REASONS for w in _path(word, level)[:-1])

    def _counts_to(self, time: Timex) -> bool:
        """Whether an expression counts to what is told behind it: "a day after Iran struck"."""
        counts = time.kind == "deictic" and time.signal == "after" and time.offset is not None
        return counts and not self._tree.text.startswith(",", time.end)

    def _counted_from(self, time: Timex, act: Word) -> bool:
        """Whether a date is only that of what another expression counts from: "two days after the raid on 3 May"."""
        for other in self.found:
            if other is not time and self._counts_to(other) and not self._tells(other, act):
                return self._tells(other, self._hangs_on(time))
        return False

    def _tells(self, time: Timex, act: Word) -> bool:
        """Whether an act is told behind an expression that counts to it: *struck* in "a day after Iran struck"."""
        clause = self._told_behind(time)
        return clause is None or act in clause.subtree()

    def _of_the_judged(self, time: Timex, verb: Word) -> bool:
        """Whether a date is that of the deed which somebody judges: "condemned Saturday's raid".

        So is one that lies ahead. What is merely behind the deed is, where the verb cannot have it ("has condemned
        Iran's raid on Sunday") or has it hardly: who condemns a raid is news, and a date of long ago the raid's.
        """
        word, first, last = self._word_at(time), time.when.earliest, time.when.latest
        planned = any(c.tag == "MD" for c in verb.all("aux"))  # "would make a request next week"
        if first is not None and self.published and first > self.published + LOOK_AHEAD and not planned:
            return True  # "urged Chad to hold a vote in June"
        if word is None or first is None or last is None or verb.lemma in _DOING:
            return False
        if not verb.is_verb:  # "cancelled Friday's talks"
            return word.head is verb and word.dep in _BEFORE_NOUNS
        path = _path(word, verb)
        below = path[-2] if len(path) > 1 else verb
        about = below.dep == "dobj" or below.lower in _REASONS
        for noun in path[1:-1] if about else ():
            before = path[path.index(noun) - 1]
            ahead = noun.is_noun and before.start < noun.start and before.dep in _BEFORE_NOUNS
            if ahead and (noun.lemma not in _HELD or verb.lemma in _CALLING_OFF):
                return True
        if self.published is None or time.kind is not TimexKind.DATE or last >= self.published:
            return False
        perfect = any(c.lower in _HAVE for c in verb.all("aux"))
        old = last < self.published - _A_WEEK or (first != last and last < self.published)
        deed = _judged(verb, path)
        return deed is not None and verb.start < deed.start < time.start and (perfect or old)

    def _of_the_noun(self, clause: Word) -> Iterator[Timex]:
        """The date of the noun that a clause tells more of: "the April raid, in which Chad killed two soldiers".

        Of what the noun itself did, or what was done in or by it; "the 2015 deal that Chad broke" is no such.
        """
        noun = clause.head
        if clause.dep != "relcl" or any(c.lower in _HAVE for c in clause.all("aux")) or not _past(clause):
            return
        does = any(c.tag in RELATIVE for c in clause.all("nsubj", "nsubjpass"))
        inside = any(c.tag in RELATIVE for prep in clause.all("prep") for c in prep.all("pobj"))
        made = clause.lemma in _DOING
        if not (does or inside or made):
            return
        for time in self.found:
            word = self._word_at(time)
            if word is None or not time.when.known or time.signal or time.start > clause.start:
                continue
            beside = word.head is noun and word.dep in _BEFORE_NOUNS and word.start < noun.start
            on = word.dep == "pobj" and word.head.lower == _ON and word.head.head is noun
            if beside or (on and time.when.precision is Precision.DAY):
                yield time


def _path(word: Word, level: Word) -> list[Word]:
    """A word and those above it, up to ``level``."""
    path = [word]
    while path[-1] is not level and path[-1].head is not path[-1]:
        path.append(path[-1].head)
    return path


def _judged(verb: Word, path: list[Word]) -> Word | None:
    """The deed of another that a verb judges, or that it judges him for."""
    for noun in (w for c in verb.all("dobj", "prep") for w in (c, *c.all("pobj"))):
        if noun.lemma not in _JUDGED or (noun.dep == "pobj" and noun.head.lower not in _REASONS):
            continue
        doer = any(c.is_noun for c in noun.all("poss"))
        if doer or noun in path or noun.dep == "pobj":
            return noun
    return None


def _past(verb: Word) -> bool:
    return verb.tag == "VBD" or (verb.tag == "VBN" and any(c.tag == "VBD" for c in verb.all("aux", "auxpass")))
