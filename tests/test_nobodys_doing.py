"""What is told of somebody and is not his doing towards another: some of a people, one's own, the weather, trade."""

from __future__ import annotations

from datetime import date

import pytest

from kg.extraction import Extractor
from kg.lexicon.words import words
from kg.model import Article

Told = set[str]


def told(extractor: Extractor, text: str) -> Told:
    """ "source type target" of what a text tells as done."""
    (extraction,) = extractor.extract([Article(id="a", name="a", text=text, published=date(2023, 5, 4))])
    return {f"{r.dyad[0]} {r.type} {r.dyad[1]}" for r in extraction.reports if r.status.real}


@pytest.mark.model
@pytest.mark.parametrize("noun", sorted(words("counted_people")))
def test_some_of_a_people_do_not_act_for_their_country(extractor: Extractor, noun: str) -> None:
    assert told(extractor, f"A {noun} of Kenyans visited Uganda.") == set()


@pytest.mark.model
@pytest.mark.parametrize("noun", sorted(words("forces_of_nature")))
def test_what_nature_does_is_no_attack(extractor: Extractor, noun: str) -> None:
    assert told(extractor, f"The {noun} from Kenya struck Uganda and killed two people.") == set()


@pytest.mark.model
@pytest.mark.parametrize("verb", sorted(words("defending_verbs")))
def test_who_is_armed_against_an_attack_is_hit_by_it(unjudging: Extractor, verb: str) -> None:
    assert "LBY ASSAULT TCD" in told(unjudging, f"Kenya pledged to provide Chad with radars to {verb} Libyan attacks.")


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "those"),
    [
        ("The Kenyan president instructed the army to help Somalia.", ""),
        ("Kenya's president instructed Somalia to leave.", "KEN REQUEST SOM"),
        ("The White House asked Congress to approve arms for Kenya.", ""),
        ("The White House asked Uganda to approve arms for Kenya.", "USA REQUEST UGA"),
        ("The Kenyan premier urged lawmakers to back the aid for Uganda.", ""),
        ("France demanded the release of its citizens from Mali.", "FRA REQUEST MLI"),
        ("Joseph Kabila won, beating Vice President Jean-Pierre Bemba, the United Nations said.", ""),
        ("Kenya's president rejected Kenyan senators' argument that growth in Uganda would help.", ""),
        ("Kenya's president rejected Ugandan senators' argument that growth would help.", "KEN REJECT UGA"),
    ],
)
def test_what_one_does_to_ones_own_concerns_nobody_named_near(extractor: Extractor, text: str, those: str) -> None:
    assert told(extractor, text) == set(filter(None, those.split("|")))


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "those"),
    [
        ("Kenya imports phones from Uganda.", ""),
        ("Kenya exported more to Uganda than to Mali.", ""),
        ("Kenya agreed to export rice to Uganda.", "KEN AGREE UGA"),
        ("Kenya exported missiles to Uganda.", "KEN COOPERATE UGA"),
        ("Kenyan soldiers have died in the war in Mali.", ""),
        ("Two Kenyan soldiers were killed in a clash with Somalia.", "KEN ASSAULT SOM"),
        ("Kenya has designated the Taliban as a foreign terrorist organization.", "KEN SANCTION Taliban"),
    ],
)
def test_figures_of_trade_the_fallen_and_a_name_are_no_acts(extractor: Extractor, text: str, those: str) -> None:
    assert told(extractor, text) == set(filter(None, those.split("|")))


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "those"),
    [
        ("Ugandans tried to survive Malian attacks in Uganda, which have killed forty people.", "MLI ASSAULT UGA"),
        (
            "Hours later a Kenyan strike on Somalia killed a Hezbollah commander.",
            "KEN ASSAULT SOM|KEN ASSAULT Hezbollah",
        ),
        ("The Kunduz raid killed two Kenyan soldiers.", ""),
        ("Kenya's premier met Uganda's president and praised his courage.", "KEN CONSULT UGA|KEN SUPPORT UGA"),
    ],
)
def test_whose_an_attack_is_and_whose_his_is(extractor: Extractor, text: str, those: str) -> None:
    assert told(extractor, text) == set(filter(None, those.split("|")))


@pytest.mark.model
def test_several_organisations_are_not_the_one_named_last(extractor: Extractor) -> None:
    text = "Student groups spoke of Hamas at length. The organizations believed Kenya was responsible for the attacks."
    assert not any(event.startswith("Hamas") for event in told(extractor, text))
