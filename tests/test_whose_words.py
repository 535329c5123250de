"""Bodies, their envoys and letters, lawmakers and "the country": whom they mean, through the real language model."""

from __future__ import annotations

from datetime import date

import pytest

from kg.extraction import Extractor
from kg.lexicon.words import words
from kg.model import Article

pytestmark = pytest.mark.model

TOLD = [
    # a body called by a noun of its name, whichever body was named since
    ("The UN Security Council met. The IAEA sent inspectors. Kenya rejected the council's demand.", "KEN>UN REJECT"),
    ("The African Court met. NATO was silent. The top court condemned Kenya.", "AU>KEN ACCUSE"),
    (
        "The Organisation of Islamic Cooperation met. The UN met. The organization condemned Kenya.",
        "OIC>KEN ACCUSE",
    ),
    # a court named since without a body is another one
    ("The Security Council met. A court in Nairobi sat. The court condemned Uganda.", "KEN>UGA ACCUSE"),
    # whom a body has sent acts for it, whatever he was before, and goes on to
    ("UN special envoy Olusegun Obasanjo met Kenyan leaders.", "UN>KEN CONSULT"),
    ("African Union mediator Thabo Mbeki met Kenyan leaders. Mbeki condemned Uganda.", "AU>UGA ACCUSE"),
    ("Thabo Mbeki, head of the EU mission to Somalia, condemned Uganda.", "EU>UGA ACCUSE"),
    # but not whom a state has sent to it, who acts for that state
    ("Russia's UN envoy Vitaly Churkin condemned Kenya.", "RUS>KEN ACCUSE"),
    ("NATO member Turkey's Prime Minister Erdogan condemned Kenya.", "TUR>KEN ACCUSE"),
    # letters that the text gives a body are that body's
    ("The Kenya Ports Authority (KPA) met. KPA accused Uganda of theft.", "KEN>UGA ACCUSE"),
    ("The Kenya Ports Authority, KPA, met. The KPA accused Uganda of theft.", "KEN>UGA ACCUSE"),
    ("The Korean People's Army (KPA) met. KPA accused Uganda of theft.", "PRK>UGA ACCUSE"),
    (
        "The Organisation for Security and Co-Operation in Europe (OSCE) met. The OSCE condemned Uganda.",
        "OSCE>UGA ACCUSE",
    ),
    # lawmakers by their party, and the houses where the article is about America
    ("Carlos Fuerte (R-Fla.) condemned Kenya. Fuerte praised Uganda.", "USA>UGA SUPPORT"),
    ("US officials met. Rep. Carlos Fuerte condemned Kenya.", "USA>KEN ACCUSE"),
    ("The United States bombed Somalia. Kenya's minister met members of Congress.", "KEN>USA CONSULT"),
    # the country is not who does it to the country
    ("Uganda met Somalia. Kenya's invasion of the country began on Monday.", "KEN>SOM ASSAULT"),
    ("Uganda met Somalia. Kenya has launched attacks on the country.", "KEN>SOM ASSAULT"),
    ("Cuba met China. China praised the island.", "CHN>CUB SUPPORT"),
    ("Jordan met Kenya. Kenya praised the kingdom.", "KEN>JOR SUPPORT"),
    # the two just named, not those the article is about
    (
        "Kenya met Uganda. Kenya praised Uganda. Biden met the king of Jordan, and both leaders condemned Chad.",
        "JOR>TCD ACCUSE",
    ),
    ("Kenya met Uganda. Netanyahu met the king of Jordan, and the two condemned Chad.", "JOR>TCD ACCUSE"),
    # as the article spells a name it calls him further down
    ("Saudi oil minister Hisham Nazir met Kenyan leaders. Nazir condemned Uganda.", "SAU>UGA ACCUSE"),
    # who speaks for a people in exile acts for them, not for the state they have fled
    ("Kenyan leaders met the Dalai Lama in Nairobi.", "KEN>Tibet CONSULT"),
    ("China accused the Dalai Lama of lying.", "CHN>Tibet ACCUSE"),
    ("The pope visited Kenya.", "VAT>KEN CONSULT"),
    # letters by what else the article is about
    ("Israel met Kenya. The Quartet condemned Israel.", "Middle East Quartet>ISR ACCUSE"),
    ("Kenya met Sudan. RSF shelled Chad.", "RSF>TCD ASSAULT"),
    # those whom a plural names as some of its own, wherever they are named
    ("Leaders from the region, including Kenyan President Mwai Kibaki, condemned Uganda.", "KEN>UGA ACCUSE"),
    ("Armed groups, including Hezbollah, fired rockets at Kenya.", "Hezbollah>KEN ASSAULT"),
    ("World leaders have condemned Uganda, including British Prime Minister David Cameron.", "GBR>UGA ACCUSE"),
    ("Soldiers coming from Chad attacked Kenyan troops.", "TCD>KEN ASSAULT"),
]
NOT_TOLD = [
    ("The Security Council met. The city council of Nairobi condemned Uganda.", "UN>UGA ACCUSE"),
    ("UN ambassador John Bolton condemned Kenya.", "UN>KEN ACCUSE"),
    ("EU leader Angela Merkel condemned Kenya.", "EU>KEN ACCUSE"),
    ("NATO met. Kenya condemned the alliance between Uganda and Chad.", "KEN>NATO ACCUSE"),
    ("Kenya Ports Authority (KPA) met. KPA accused Uganda of theft.", "PRK>UGA ACCUSE"),
    # a town behind a title and before a surname is a first name
    ("Rep. Victoria Fuerte condemned Kenya.", "SYC>KEN ACCUSE"),
    ("Reps. Victoria Fuerte and Chad Sterling condemned Kenya.", "SYC>KEN ACCUSE"),
    # whom people are blamed on is not whose they are
    ("The raid that a militant group blamed on Uganda hit Kenya.", "UGA:REB>KEN ASSAULT"),
    ("Several leaders condemned the war, including the Kenyan raid on Uganda.", "KEN>UGA ACCUSE"),
    ("The Coptic pope praised Kenya.", "VAT>KEN SUPPORT"),
    ("Journalists met. RSF, a press freedom group, condemned Kenya.", "RSF>KEN ACCUSE"),
    ("Tunisia met Kenya. The Quartet condemned Uganda.", "Middle East Quartet>UGA ACCUSE"),
    ("Peru met Chile. Congress condemned Bolivia.", "USA>BOL ACCUSE"),
    ("Kenya, Uganda and Chad met. Kenya condemned the islands.", "KEN>UGA ACCUSE"),
]


def told(extractor: Extractor, text: str) -> list[str]:
    (extraction,) = extractor.extract([Article(id="a", name="a", text=text, published=date(2010, 9, 20))])
    return [f"{'>'.join(r.dyad)} {r.type}" for r in extraction.reports]


@pytest.mark.parametrize(("text", "event"), TOLD)
def test_it_is_told(extractor: Extractor, text: str, event: str) -> None:
    assert event in told(extractor, text)


@pytest.mark.parametrize(("text", "event"), NOT_TOLD)
def test_it_is_not_told(extractor: Extractor, text: str, event: str) -> None:
    assert event not in told(extractor, text)


@pytest.mark.parametrize(
    ("name", "some"),
    [
        (
            "body_nouns",
            "court tribunal council agency organisation organization union league commission alliance assembly",
        ),
        ("body_epithets", "top highest world global international regional"),
        ("envoys_to_bodies", "ambassador representative delegate member leader minister diplomat"),
        ("joining_prepositions", "among between"),
        ("origin_prepositions", "from as"),
        ("plural_titles", "reps sens reps. sens."),
        ("american_bodies", "congress congressman congressmen congresswoman"),
        ("american_titles", "rep reps congressman congresswoman"),
        ("listing_nouns", "country leader minister official ally organisation organization body group member diplomat"),
        ("done_to_others", "invade invasion attack visit war sanction occupation"),
        ("topic_prepositions", "on about over"),
        ("of_the_own_nation", "national domestic own"),
        ("counted_people", "dozen hundred thousand number majority"),
        ("forces_of_nature", "typhoon hurricane earthquake flood virus"),
    ],
)
def test_lists_hold_what_the_rules_need(name: str, some: str) -> None:
    assert set(some.split()) <= words(name)
