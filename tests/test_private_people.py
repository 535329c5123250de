"""What private people do is nobody's act between countries, by whatever word the text calls them further down."""

from __future__ import annotations

from datetime import date

import pytest

from kg.extraction import Extractor
from kg.model import Article, Report, Status
from tests.telling import told

pytestmark = pytest.mark.model

BEFORE = "Kenya recalled its ambassador to Uganda. "
TELLING = "KEN>UGA SANCTION"


@pytest.mark.parametrize(
    ("stranger", "official"),
    [
        (
            "Ida Wekesa, a former swimmer, told a court that her criticism of Uganda had cost her a medal.",
            "Ida Wekesa, a Kenyan minister, told a court that her criticism of Uganda had cost her a seat.",
        ),
        (
            "A poet's widow told a court that he had been killed for his criticism of Uganda.",
            "A Kenyan minister told a court that he had been removed for his criticism of Uganda.",
        ),
        ("The company said it would appeal. It accused Uganda of fraud.", "It accused Uganda of fraud."),
        (
            "The trade union welcomed the step with its members. It condemned Uganda.",
            "The government welcomed the step with its allies. It condemned Uganda.",
        ),
    ],
)
def test_a_pronoun_may_mean_somebody_who_is_no_sides(extractor: Extractor, stranger: str, official: str) -> None:
    assert told(extractor, BEFORE + stranger) == {TELLING}
    assert told(extractor, BEFORE + official) == {TELLING, "KEN>UGA ACCUSE"}


@pytest.mark.parametrize("passing", ["A doctor showed him round.", "A nurse wept."])
def test_who_only_comes_by_is_not_meant(extractor: Extractor, passing: str) -> None:
    text = f"Kenya's president visited Kampala. {passing} He condemned Somalia."
    assert "KEN>SOM ACCUSE" in told(extractor, text)


@pytest.mark.parametrize("noun", ["crowd", "team", "family", "crew", "union", "youth", "public"])
def test_people_in_one_word_are_no_person(extractor: Extractor, noun: str) -> None:
    crowd = f"A poet's {noun} condemned the step before its cameras."
    text = f"Kenya's president spoke in Kampala. {crowd} He condemned Somalia."
    assert "KEN>SOM ACCUSE" in told(extractor, text)


@pytest.mark.parametrize("trade", ["archaeologist", "photographer", "pensioner", "economist", "engineer"])
def test_who_has_a_trade_acts_for_no_country_but_is_its_citizen(extractor: Extractor, trade: str) -> None:
    assert told(extractor, f"A Kenyan {trade} urged Uganda to return the drum.") == set()
    assert told(extractor, f"Ugandan police arrested a Kenyan {trade}.") == {"UGA>KEN COERCE"}


@pytest.mark.parametrize(
    ("text", "events"),
    [
        ("Ruto met with a dozen Ugandan managers in Nairobi.", set()),
        ("Ruto met with a dozen Ugandan generals in Nairobi.", {"KEN>UGA CONSULT", "UGA>KEN CONSULT"}),
        ("Kenya criticised the training of its police by Ugandan experts.", {"KEN>UGA ACCUSE"}),
    ],
)
def test_one_does_not_deal_with_a_country_in_its_citizens(extractor: Extractor, text: str, events: set[str]) -> None:
    assert told(extractor, text) == events


@pytest.mark.parametrize("body", ["football federation", "ski federation", "rating agency"])
def test_a_federation_of_a_game_is_no_state(extractor: Extractor, body: str) -> None:
    assert told(extractor, f"The Kenyan {body} urged Uganda to think again.") == set()
    assert told(extractor, "The Russian Federation urged Uganda to think again.") == {"RUS>UGA REQUEST"}


@pytest.mark.parametrize(
    ("private", "public"),
    [
        ("The Kenyan hotel official", "The Kenyan trade official"),
        ("The Kenyan club president", "The Kenyan president"),
        ("The Kenyan team captain", "The Kenyan army captain"),
        ("The director of a Kenyan museum", "The director of the Kenyan police"),
        ("The head of a Kenyan car lobby", "The head of the Kenyan army"),
    ],
)
def test_an_office_in_a_private_body_is_private(extractor: Extractor, private: str, public: str) -> None:
    assert told(extractor, f"{private} thanked Uganda.") == set()
    assert told(extractor, f"{public} thanked Uganda.") == {"KEN>UGA SUPPORT"}


@pytest.mark.parametrize(
    ("praised", "events"),
    [
        ("a Ugandan poet", set()),
        ("a Ugandan minister", {"KEN>UGA SUPPORT"}),
        ("the Ugandan people", {"KEN>UGA SUPPORT"}),
    ],
)
def test_who_is_praised_may_be_somebody_in_private(extractor: Extractor, praised: str, events: set[str]) -> None:
    assert told(extractor, f"Kenya's president praised {praised}.") == events


def events(extractor: Extractor, text: str, on: date) -> list[Report]:
    """What a text of a day tells."""
    (found,) = extractor.extract([Article(id="a", name="a", text=text, published=on)])
    return list(found.reports)


@pytest.mark.parametrize(
    ("gone", "in_office"),
    [
        ("Former British prime minister Tony Blair urged Israel to stop.", "Keir Starmer urged Israel to stop."),
        ("Former president Jair Bolsonaro condemned Chile.", "Luiz Inacio Lula da Silva condemned Chile."),
        ("Kenya held talks with former German chancellor Angela Merkel.", "Kenya held talks with Friedrich Merz."),
        ("Tony Blair said he would pressure Israel to stop.", "Keir Starmer said he would pressure Israel to stop."),
    ],
)
def test_who_has_left_office_speaks_for_nobody(extractor: Extractor, gone: str, in_office: str) -> None:
    """What they say now is theirs alone."""
    on = date(2025, 8, 6)
    assert events(extractor, gone, on) == []
    assert events(extractor, in_office, on) != []


def test_what_was_done_in_office_is_background_of_no_known_day(extractor: Extractor) -> None:
    (report,) = events(extractor, "Jair Bolsonaro imposed sanctions on Venezuela.", date(2025, 8, 6))
    assert (report.dyad, report.status, report.when.known) == (("BRA", "VEN"), Status.HISTORICAL, False)


def test_who_is_elected_again_acts_already(extractor: Extractor) -> None:
    (report,) = events(extractor, "Donald Trump threatened Canada with new duties.", date(2024, 11, 25))
    assert report.dyad == ("USA", "CAN")


def test_a_rebel_leader_leads_no_state_though_he_will(extractor: Extractor) -> None:
    """Nor is whoever has his surname in the tables meant by it further down."""
    text = "Rebel leader Laurent Kabila accused France of arrogance. Kabila rejected a French plan."
    assert {r.dyad for r in events(extractor, text, date(1997, 4, 29))} == {("COD:REB", "FRA")}
    text = text.replace("Rebel leader", "President")
    assert {r.dyad for r in events(extractor, text, date(1998, 4, 29))} == {("COD", "FRA")}


def test_a_surname_is_whose_the_article_named_in_full(extractor: Extractor) -> None:
    """Also where the tables know a later holder of an office by it."""
    text = "Rebel leader Laurent Kabila spoke. Kabila thanked Uganda."
    (report,) = events(extractor, text, date(1997, 4, 29))
    assert report.source.actor.label == "Laurent Kabila"


@pytest.mark.parametrize("body", ["Kenya Medical Association", "Kenya Solidarity Campaign", "Kenya National Chamber"])
def test_a_body_that_is_called_after_a_state_is_none_of_its_own(extractor: Extractor, body: str) -> None:
    rest = " and it was read out by an old doctor from the coast on a windy evening"
    assert told(extractor, f"A letter came from Egypt. The {body} condemned Uganda,{rest}.") == set()
    assert told(extractor, f"A letter came from Egypt. The Kenyan government condemned Uganda,{rest}.") != set()


def test_a_former_regime_may_fight_on(extractor: Extractor) -> None:
    """Only somebody who has left office is a private man."""
    (report,) = events(extractor, "Fighters of the former Taliban regime attacked Pakistan.", date(2005, 11, 16))
    assert report.target.actor.stands_for == "PAK"


def test_a_deed_told_in_passing_has_no_day_of_publication(extractor: Extractor) -> None:
    """Who is only told of by it may have done it long ago."""
    (report,) = events(extractor, "Kenya, which bombed Uganda, grows tea.", date(2024, 5, 1))
    assert not report.when.known
    (report,) = events(extractor, "Kenya bombed Uganda.", date(2024, 5, 1))
    assert report.when.known
