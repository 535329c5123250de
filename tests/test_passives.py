"""Passives that leave unsaid who did it: whose measure it is, or where it was done, says so."""

from __future__ import annotations

import pytest

from kg.extraction import Extractor
from tests.telling import told

OWN = [
    ("Kenyan sanctions on Chad were lifted on Monday.", "KEN>TCD CONCEDE"),
    ("Chadian tariffs on Malian cotton were doubled.", "TCD>MLI SANCTION"),
    ("Norwegian tanks for Chad were delivered on Monday.", "NOR>TCD AID"),
    ("Kenyan aid to Chad was suspended.", "KEN>TCD SANCTION"),
    ("A Peruvian complaint against Chile was filed in The Hague.", "PER>CHL ACCUSE"),
    ("Malian air strikes were carried out in Chad.", "MLI>TCD ASSAULT"),
]
"""One lifts, widens, gives and carries out what is one's own."""

ANOTHERS = [
    "Kenyan cotton was banned in Peru.",
    "A Kenyan offer to Chad was accepted.",
    "Kenyan aid was approved in the Chadian senate.",
    "A 200-million-US-dollar loan was granted in Chad.",
]
"""What is another's is accepted, banned or approved by somebody who is not named."""

THERE = [
    ("A Kenyan nurse was jailed in Chad for spying.", "TCD>KEN COERCE"),
    ("Two Kenyans were arrested in Mali on Monday.", "MLI>KEN COERCE"),
    ("A Kenyan ship was seized in Norway.", "NOR>KEN COERCE"),
    ("A Kenyan pastor was released from a Chadian prison.", "TCD>KEN RETREAT"),
    ("Kenyan planes were barred from Malian airspace.", "MLI>KEN SANCTION"),
    ("The Kenyan president was received in Peru with a parade.", "PER>KEN CONSULT"),
]

NOT_THERE = [
    "Kenyan songs were received in Peru with joy.",
    "A Kenyan minister was charged in connection with a plot in Chad.",
    "A Kenyan was killed in Chad.",
    "A Kenyan senator was expelled from the party of a Chadian general.",
]


@pytest.mark.model
@pytest.mark.parametrize(("text", "event"), OWN + THERE)
def test_who_did_what_a_passive_tells(unjudging: Extractor, text: str, event: str) -> None:
    assert event in told(unjudging, text)


@pytest.mark.model
@pytest.mark.parametrize("text", ANOTHERS + NOT_THERE)
def test_nobody_is_made_a_doer(unjudging: Extractor, text: str) -> None:
    assert told(unjudging, text) == set()


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "events"),
    [
        ("The Kenyan foreign minister was in Lima on Friday.", {"KEN>PER CONSULT"}),
        ("A Kenyan delegation is in Lima.", {"KEN>PER CONSULT"}),
        ("The Kenyan ambassador is in Lima.", set()),
        ("The Kenyan army is in Somalia.", set()),
        ("The Kenyan president was in exile in Peru.", set()),
        ("There are Kenyan ministers in Peru.", set()),
        ("The Chadian president, on a state visit to Mali, condemned the riot.", {"TCD>MLI CONSULT"}),
        ("Kenya sent generals in support of Chad.", {"KEN>TCD SUPPORT"}),
        ("Kenyan fire killed two Somalis.", {"KEN>SOM ASSAULT"}),
        ("A barrage of Kenyan rockets on Somalia cut the road.", {"KEN>SOM ASSAULT"}),
        ("The arrest of a journalist from Peru by Chad made headlines.", {"TCD>PER COERCE"}),
    ],
)
def test_who_is_where_and_whose_deed_it_is(unjudging: Extractor, text: str, events: set[str]) -> None:
    found = told(unjudging, text)
    assert events <= found
    assert events or not found
