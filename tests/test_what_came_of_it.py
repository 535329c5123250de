"""Quarrels without arms, denials, texts turned down, what is to come or supposed, through the real language model."""

from __future__ import annotations

import pytest

from kg.extraction import Extractor
from tests.telling import told

pytestmark = pytest.mark.model

LEAD = "The weather was mild in the capital.\n\n"  # what follows is no headline

TELLS = [
    # fights in which nobody fires, and twins in which somebody does
    ("Kenya waged a diplomatic battle against Uganda.", "KEN>UGA ACCUSE"),
    ("Kenya waged a battle against Uganda.", "KEN>UGA ASSAULT"),
    ("Kenya and Uganda traded a war of words over rice.", "KEN>UGA ACCUSE"),
    ("Kenya launched a trade war against Uganda.", "KEN>UGA SANCTION"),
    ("The trade conflict between Kenya and Uganda hurt farmers.", "KEN>UGA SANCTION"),
    ("The conflict between Kenya and Uganda hurt farmers.", "KEN>UGA ASSAULT"),
    ("Kenya attacked Uganda over its stance on beef.", "KEN>UGA ACCUSE"),
    ("Kenya attacked Uganda over the killing of a general.", "KEN>UGA ASSAULT"),
    ("Russian forces attacked Ukrainian positions.", "RUS>UKR ASSAULT"),
    # who denies a kindness answers nobody that is named
    ("Kenya denied arming Uganda.", "KEN>UGA AID negated"),
    ("Kenya denied attacking Uganda.", "KEN>UGA REJECT"),
    ("Kenya denied that it had agreed to a pact with Uganda.", "KEN>UGA REJECT"),
    # a warning is told once
    ("Kenya warned Uganda against interfering in Somalia.", "KEN>UGA THREATEN"),
    ("Kenya warned that it will resort to force against Uganda.", "KEN>UGA THREATEN"),
    # what one insists one will do
    ("Kenya insisted it would help Uganda.", "KEN>UGA AGREE"),
    ("Kenya insisted that Uganda extradite the exiles.", "KEN>UGA REQUEST"),
    # what is passed over, and what is about to be
    ("Rather than attack Uganda, Kenya bombed Somalia.", "KEN>UGA ASSAULT negated"),
    ("Rather than attack Uganda, Kenya bombed Somalia.", "KEN>SOM ASSAULT"),
    ("Kenya was on the verge of attacking Uganda.", "KEN>UGA ASSAULT future"),
    ("Kenya held off on imposing sanctions on Uganda.", "KEN>UGA SANCTION negated"),
    ("Kenya is going to attack Uganda.", "KEN>UGA ASSAULT future"),
    ('"We\'re going to help Uganda," the Kenyan president said.', "KEN>UGA AGREE"),
    ('"We\'d help Uganda if asked," the Kenyan president said.', "KEN>UGA AGREE"),
    ('"Let us help Uganda," the Kenyan president said.', "KEN>UGA AID hypothetical"),
    ("Kenya hopes to sign a deal when its president visits Uganda.", "KEN>UGA CONSULT future"),
    ('"Our strike on Uganda will be powerful," the Kenyan minister said.', "KEN>UGA ASSAULT future"),
    # cases and likelihoods
    ("In case Kenya attacks Uganda, Somalia has sent troops to Chad.", "KEN>UGA ASSAULT hypothetical"),
    ("Provided that Kenya helps Uganda, Somalia will win.", "KEN>UGA AID hypothetical"),
    ("It is possible that Kenya attacked Uganda.", "KEN>UGA ASSAULT hypothetical"),
    ("Kenya provided Uganda with weapons.", "KEN>UGA AID"),
    ("Kenya used to sell arms to Uganda.", "KEN>UGA COOPERATE historical"),
    ("Kenya made no mention of attacking Uganda.", "KEN>UGA ASSAULT negated"),
    ("Kenya insists it did not attack Uganda.", "KEN>UGA ASSAULT negated"),
    # sums of money and named weapons
    ("Kenya gave $1.5bn to Uganda.", "KEN>UGA AID"),
    ("Kenya gave $1.5bn in military aid to Uganda.", "KEN>UGA AID"),
    ("Kenya will provide $50m to Uganda for dams.", "KEN>UGA AGREE"),
    ("Denmark sent six F-16s to Ukraine.", "DNK>UKR AID"),
]

TELLS_NOT = [
    ("Kenya and Uganda fought a price war over gas.", "KEN>UGA ASSAULT"),
    ("Kenya launched a charm offensive in Uganda.", "KEN>UGA ASSAULT"),
    ("Kenya rejected allegations that it funds Uganda.", "KEN>UGA REJECT"),
    # a text that is turned down does not say what its opponent says, nor is whom it blames its author
    ("Kenya voted against a resolution condemning Uganda.", "KEN>UGA ACCUSE"),
    ("Kenya voted against a resolution condemning Uganda.", "KEN>UGA REJECT"),
    ("Kenya blocked a statement condemning Uganda.", "KEN>UGA ACCUSE"),
    ("Kenya voted for a resolution condemning Uganda.", "KEN>UGA SUPPORT"),
    ("Kenya warned Uganda against interfering in Somalia.", "KEN>UGA REQUEST"),
    ("Kenya ignored calls to condemn Uganda.", "KEN>UGA REQUEST"),
    ("Kenya ignored calls to condemn Uganda.", "KEN>UGA REJECT"),
    ("Kenya dismissed reports that it had signed a deal with Uganda.", "KEN>UGA REJECT"),
    ("Kenya did nothing to help Uganda.", "KEN>UGA AID"),
    ("Kenya criticised a report accusing Uganda of torture.", "KEN>UGA ACCUSE"),
    ("A Kenyan spy boarded a plane in Uganda.", "KEN>UGA COERCE"),
    ("Somalia proposed that Kenya and Uganda sign a truce.", "KEN>UGA RETREAT"),
    # who judges a raid has not suffered it
    ("Uganda deplored the Kenyan raid.", "KEN>UGA ASSAULT"),
    ("Kenya gave $1.5bn in military aid to Uganda.", "KEN>UGA CONCEDE"),
    ("EU sanctions on Libya expired on Friday.", "EU>LBY SANCTION"),
]


@pytest.mark.parametrize(("text", "event"), TELLS)
def test_it_is_told(text: str, event: str, extractor: Extractor) -> None:
    assert event in told(extractor, LEAD + text)


@pytest.mark.parametrize(("text", "event"), TELLS_NOT)
def test_it_is_not_told(text: str, event: str, extractor: Extractor) -> None:
    assert event not in told(extractor, LEAD + text)


def test_a_text_that_is_backed_says_what_its_friend_says(extractor: Extractor) -> None:
    assert "KEN>UGA ACCUSE" in told(extractor, LEAD + "Kenya voted for a resolution condemning Uganda.")
    assert "UN>RUS REQUEST" in told(
        extractor, LEAD + "Mali voted against a UN resolution demanding that Russia leave Ukraine."
    )


def test_a_month_in_a_title_is_no_verb(extractor: Extractor) -> None:
    assert "TCD>LBY ASSAULT historical" in told(extractor, "Chad Attacked Libya In March 2024")
