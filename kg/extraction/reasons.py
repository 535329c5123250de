"""Why something a sentence says did not become an event, and why a side that nobody names was filled in."""

from __future__ import annotations

from enum import StrEnum


class Reason(StrEnum):
    """Why a word, an act or a pair of sides was dropped, in the order of the work."""

    LANGUAGE = "not English"
    EMPTY = "nothing to read in it"
    FURNITURE = "furniture of the page"
    APPEAL = "an appeal to readers, or what follows it"
    COPY = "stands further up already"
    HEADING = "a line that is no sentence: a heading, a link, an entry of a menu"
    CREDIT = "label or credit of a picture"
    DATELINE = "where and when it was filed"
    NO_TRIGGER = "not parsed: no row of the tables of acts can fit its words"
    NO_NAME = "not parsed: it names nobody, and no word in it refers back to a side"
    NEITHER = "not parsed: it names nobody, and no row of the tables of acts can fit its words"
    BROKEN = "the parser failed on it"
    NO_ACTOR = "a name that the tables know to be no actor"
    UNKNOWN_NAME = "a name that no actor table has"
    NOBODY = "stands for no side: it names none, and nothing above says whose it is"
    NO_ROW = "no row of the tables has this word"
    NO_SENSE = "the rows that have this word ask for other words beside it"
    NO_EVENT = "this sense is no event"
    OTHER_WORDS = "the other words of the row's trigger are not there"
    NO_WILL = "the row asks for will, would or can"
    NOT_ARMED = "the row asks for soldiers who do it"
    NO_OBJECT = "the row asks for an object, and there is none"
    OTHER_OBJECT = "the row asks for another object"
    NOT_ALONE = "the row asks that no object follows and no clause, and one does"
    NO_CLAUSE = "the row asks for a clause, and there is none"
    NOT_WHOSE = "the row asks for an object that is one's own, or the other's"
    NAMING = "it only gives a name: called it so"
    MONTH = "the month"
    LATER_ROW = "a row before it fits"
    UNSPOKEN = "an opinion that nobody is said to voice"
    FRAMED = "belongs to the verb that has it as object"
    IN_NAME = "part of a name"
    COMPOUND = "only modifies another noun"
    OTHER_PLACE = "the word stands where it tells no act"
    MENTIONED = "a treaty that is merely mentioned"
    OWNER = "the word above it took it away"
    MERE_ABILITY = "what somebody can do is no deed"
    PURPOSE = "a purpose, not a deed"
    EMPTY_OPINION = "an opinion that is denied or conditional says nothing"
    NO_SOURCE = "no source"
    NO_TARGET = "no target"
    NO_SIDES = "neither source nor target"
    SAME_SIDE = "source and target are one side"
    OUT_OF_OFFICE = "whoever has left office does not act for a state"
    PLAYED = "a match between their teams"
    LISTED = "one of more than five in a row"
    UNPAIRED = "respectively, of rows that differ in length"
    UNSAID = "both sides are left unsaid"
    LOOSE = "a side is taken from elsewhere, on trial"
    UNLIKELY = "more likely wrong than right"
    UNSURE = "hypothetical, and too unsure"
    OTHER_READING = "another reading of the same is surer"
    ECHO = "repeats what the verb above it tells"
    BETWEEN = "told between countries, or nothing of a country's inside"


NOT_PARSED = frozenset({Reason.NO_TRIGGER, Reason.NO_NAME, Reason.NEITHER, Reason.BROKEN})
"""Why a sentence of an article did not reach the parser; other reasons are those of cleaning."""

MISFITS = frozenset(
    {
        *(
            Reason.OTHER_WORDS,
            Reason.NO_WILL,
            Reason.NOT_ARMED,
            Reason.NO_OBJECT,
            Reason.OTHER_OBJECT,
            Reason.NOT_WHOSE,
        ),
        *(Reason.NOT_ALONE, Reason.NO_CLAUSE),
        *(Reason.NAMING, Reason.MONTH, Reason.UNSPOKEN),
    }
)
"""Which condition of a row does not hold."""


class Guess(StrEnum):
    """Who is taken for a side that a sentence leaves unsaid."""

    VICTIM = "whom the attack hit, as told before"
    UNKNOWN_HAND = "somebody where it happened"
    CROWD = "a crowd is of the place where it gathers"
    WITHIN = "whom such an act concerns inside a country"
    PARTIES = "the two sides of which the article speaks most"
    DOER = "who did what is judged, as told before"
    OPPOSITE = "whom its last act of this kind concerned"
    ACCUSER = "who accused it before"
    AGGRESSOR = "who did what one is concerned about"
    STRIKER = "who lately struck it"
    ACCUSER_HIT = "who alleges it says that it hit him"
    NAMED = "named here or in the sentence before"
    NEAREST = "on trial: the nearest that the sentence names"
    BEFORE = "on trial: named in the sentence before"
