"""Acts that stand around a corner: mediators, addressees, hosts, crowds, defied pleas, slips of parsers put right."""

from __future__ import annotations

from datetime import date

import pytest

from kg.extraction import Extractor
from kg.extraction.segmentation import boundaries
from kg.extraction.syntax.lemmas import lemmatiser
from kg.model import Article

Told = set[tuple[str, str, str]]


def told(extractor: Extractor, text: str) -> Told:
    """(source, type, target) of what a sentence tells as done."""
    (extraction,) = extractor.extract([Article(id="a", name="a", text=text, published=date(2023, 5, 4))])
    return {(r.dyad[0], r.type.value, r.dyad[1]) for r in extraction.reports if r.status.real}


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "those"),
    [
        ("Chad and Mali made peace with the mediation of Kenya.", "TCD AGREE MLI|KEN CONSULT TCD|KEN CONSULT MLI"),
        ("Chad and Mali reached a deal through Kenyan mediation.", "TCD AGREE MLI|KEN CONSULT TCD|KEN CONSULT MLI"),
        ("Chad reached a deal with Kenya.", "TCD AGREE KEN"),
        ("Peru wrote to the ministers of Chile and Brazil urging talks.", "PER REQUEST CHL|PER REQUEST BRA"),
        ("Mexico sent a letter to Brazil urging talks.", "MEX REQUEST BRA"),
        ("The Kenyan minister met with senior officials in Kampala.", "KEN CONSULT UGA"),
        ("The Kenyan minister, here for talks with Ugandan officials, said the roads were bad.", "KEN CONSULT UGA"),
        ("The Kenyan premier, meeting here with Ugandan officials, pledged reforms.", "KEN CONSULT UGA"),
        ("Thousands gathered in Nairobi to protest against Ugandan policy.", "KEN PROTEST UGA"),
        ("Protesters rallied in Lima to demonstrate against the Chilean law.", "PER PROTEST CHL"),
        ("Panama left the project despite Chinese pressure.", "CHN REQUEST PAN"),
        ("The EU opened talks with Serbia despite opposition from several states, including Peru.", "PER REJECT EU"),
        (
            "The EU opened talks with Serbia despite opposition from a number of states, including Peru.",
            "PER REJECT EU",
        ),
        ("Kenya turned down a request from Chad.", "TCD REQUEST KEN"),
        ("Kenya left the pact despite warnings from Chad.", "TCD THREATEN KEN"),
        ("Kenya said more support for Uganda would soon be announced.", "KEN AGREE UGA"),
        ("The EU insists that Peru implement the treaty.", "EU REQUEST PER"),
        ("Kenya will resort to other means if Uganda backs the motion.", "KEN THREATEN UGA"),
        ("Kenya encouraged direct talks between Uganda and Rwanda.", "KEN REQUEST UGA|KEN REQUEST RWA"),
        ("The United States moved two destroyers closer to Iran.", "USA MOBILIZE IRN"),
        ("Chad pursued retreating Malian troops.", "TCD ASSAULT MLI"),
        ("It was part of a joint Australian/Japanese exercise.", "AUS COOPERATE JPN"),
        ("Kenya held talks with Greek and other foreign officials.", "KEN CONSULT GRC"),
        (
            "The visit follows talks, the first in three years, between delegations from Peru and Chile.",
            "PER CONSULT CHL",
        ),
        ("Iran said the reports were baseless, and warned the United States not to meddle.", "IRN THREATEN USA"),
        ("Kenya stressed that Uganda must continue to take in refugees.", "KEN REQUEST UGA"),
    ],
)
def test_what_is_told(extractor: Extractor, text: str, those: str) -> None:
    assert told(extractor, text) >= {tuple(one.split()) for one in those.split("|")}


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "that"),
    [
        ("Chad and Mali reached a deal with Kenyan mediation.", "TCD AGREE KEN"),
        ("Chad struck Mali with French help.", "TCD ASSAULT FRA"),
        ("The Kenyan minister met European officials in Cairo.", "KEN CONSULT EGY"),
        ("The Kenyan minister met relatives in Cairo.", "KEN CONSULT EGY"),
        ("Ministers gathered in Nairobi to protest against Ugandan policy.", "KEN PROTEST UGA"),
        ("Oil rose despite opposition from China.", "CHN REJECT"),
        ("Scholars wrote on the Israeli/Palestinian conflict.", "ISR ASSAULT PSE"),
        ("Kenya said that Chad was weak and attacked Mali.", "KEN ASSAULT MLI"),
        ("Kenya talked about its right to strike Uganda.", "KEN ASSAULT UGA"),
        ("The rockets enabled Kenya to hit Ugandan towns.", "KEN ASSAULT UGA"),
        ("Turkey insists that Iran opened its border.", "TUR REQUEST IRN"),
    ],
)
def test_what_is_not_told(extractor: Extractor, text: str, that: str) -> None:
    assert not any(" ".join(one).startswith(that) for one in told(extractor, text))


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Iran warned the U.S. And other countries not to meddle.", 1),
        ("Talks between the U.S. And Japan went on.", 1),
        ("He left the U.S. And then he came back.", 2),
        ("He left the U.S. The trip took hours.", 2),
    ],
)
def test_a_list_goes_on_behind_an_abbreviation(text: str, sentences: int) -> None:
    assert len(boundaries.split(text)) == sentences


@pytest.mark.parametrize(
    ("form", "lemma"),
    [
        ("stressed", "stress"),
        ("underlined", "underline"),
        ("underscored", "underscore"),
        ("persuaded", "persuade"),
        ("emphasizes", "emphasize"),
        ("surpassed", "surpass"),
        ("assumed", "assume"),
        ("included", "include"),
        ("tackled", "tackle"),
    ],
)
def test_base_forms_of_verbs_that_no_row_has(form: str, lemma: str) -> None:
    assert lemmatiser(frozenset(), frozenset())(form, "VBZ" if form.endswith("s") else "VBD") == lemma
