"""Words of an act that tell none, or another one: what is to be done for somebody, what one hopes, turns of phrase."""

from __future__ import annotations

import pytest

from kg.extraction import Extractor
from kg.lexicon.words import words
from tests.telling import told

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("text", "events"),
    [
        # nobody is asked for what must be done for him
        ("Kenya said Somalia must be helped.", set()),
        ("Kenya said Somalia should be seen as a warning.", set()),
        ("Kenya's president called for Somalia to be placed in the first group.", set()),
        ("Kenya's president called for Somalia to be given tanks.", set()),
        ("Kenya said Ugandan troops must be withdrawn from Goma.", {"KEN>UGA REQUEST"}),
        ("Kenya said Somalia must be punished.", {"KEN>SOM REQUEST"}),
        ("Kenya called for Somalia to be expelled from the bloc.", {"KEN>SOM REQUEST"}),
        ("Kenya called for Somalia to free the ship.", {"KEN>SOM REQUEST"}),
        # a hope is a wish, however it is uttered
        ("Kenya's president expressed hope that Somalia would free the crew.", {"KEN>SOM REQUEST"}),
        ("Kenya's president voiced his hope that Somalia would free the crew.", {"KEN>SOM REQUEST"}),
        ("Kenya's president expressed hope for peace in Somalia.", set()),
        ("Kenya's president expressed the hope that the drought would end in Somalia.", set()),
        # of what somebody speaks, and with what he learns to live
        ("We have lost our unity when it comes to Somalia, Kenya's president said.", set()),
        ("Kenya has come to terms with its past in Somalia.", set()),
        ("Kenya's president came to terms with losing Somalia.", set()),
        ("Kenya came to terms with Somalia over the port.", {"KEN>SOM AGREE", "SOM>KEN AGREE"}),
        # who is struck is not blamed, and what befalls a country is not its doing
        ("Kenya's president deplored the Kampala bombings.", set()),
        ("Kenya's president deplored the Ugandan bombings.", {"KEN>UGA ACCUSE"}),
        ("Kenya is shocked by the executions in Uganda.", {"KEN>UGA ACCUSE"}),
        # conflicts without arms
        ("The legal conflict between Kenya and Somalia goes on.", set()),
        ("Kenya warned of a civil war in Somalia.", set()),
        ("Kenya warned of a war against Somalia.", {"KEN>SOM THREATEN"}),
    ],
)
def test_what_is_told(extractor: Extractor, text: str, events: set[str]) -> None:
    assert {event for event in told(extractor, text) if len(event.split()) == len("KEN>SOM AGREE".split())} == events


@pytest.mark.parametrize("blow", sorted({"attack", "fire"} | words("blows")))
def test_nobody_is_blamed_for_what_befalls_his_country(extractor: Extractor, blow: str) -> None:
    assert told(extractor, f"Kenya is shocked by the {blow} in Uganda.") == set()


def test_a_conflict_over_trade_is_none_of_arms(extractor: Extractor) -> None:
    (event,) = {e.split()[1] for e in told(extractor, "The trade conflict between Kenya and Somalia goes on.")}
    assert event == "SANCTION"


def test_of_a_long_row_of_names_none_is_told(extractor: Extractor) -> None:
    names = ["Uganda", "Somalia", "Chad", "Mali", "Togo", "Ghana"]
    for number, events in ((5, {f"{code}>KEN CONSULT" for code in ("UGA", "SOM", "TCD", "MLI", "TGO")}), (6, set())):
        row = f"{', '.join(names[: number - 1])} and {names[number - 1]}"
        found = told(extractor, f"The presidents of {row} arrived in Nairobi.")
        assert {event for event in found if not event.startswith("KEN>")} == events
