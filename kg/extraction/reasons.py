"""Why something a sentence says did not become an event, or not the one that was asked for."""

from __future__ import annotations

from enum import StrEnum


class Reason(StrEnum):
    """Why a word, an act or a pair of sides was dropped, in the order of the work."""

    LANGUAGE = "not English"
    FURNITURE = "taken for furniture of the page"
    NOT_PARSED = "not parsed: no row can fit its words, or it names nobody"
    NO_ACTOR = "a name that the tables know to be no actor"
    UNKNOWN_NAME = "a name that no actor table has"
    NO_ROW = "no row of the tables has this word"
    NO_EVENT = "this sense is no event"
    CONDITION = "a condition of the row does not hold"
    LATER_ROW = "a row before it fits"
    UNSPOKEN = "an opinion that nobody is said to voice"
    FRAMED = "belongs to the verb that has it as object"
    IN_NAME = "part of a name"
    COMPOUND = "only modifies another noun"
    MENTIONED = "a treaty that is merely mentioned"
    OWNER = "the word above it took it away"
    PURPOSE = "a purpose, not a deed"
    EMPTY_OPINION = "an opinion that is denied or conditional says nothing"
    NO_SOURCE = "no source"
    NO_TARGET = "no target"
    NO_SIDES = "neither source nor target"
    SAME_SIDE = "source and target are one side"
    UNSAID = "both sides are left unsaid"
    LOOSE = "a side is taken from elsewhere, on trial"
    UNLIKELY = "more likely wrong than right"
    UNSURE = "hypothetical, and too unsure"
    OTHER_READING = "another reading of the same is surer"
    ECHO = "repeats what the verb above it tells"
    BETWEEN = "told between countries, or nothing of a country's inside"
