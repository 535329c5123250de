"""Whom words mean that name nobody themselves, and who else takes part, through the real language model."""

from __future__ import annotations

from datetime import date

import pytest

from kg.extraction import Extractor
from kg.model import Article, Status

pytestmark = pytest.mark.model

TOLD = [
    # those who come along pay the visit, too; ships and planes pay none
    ("The Kenyan foreign minister flew to Mogadishu with Rwandan President Paul Kagame.", "RWA>SOM CONSULT"),
    # neighbours are those whom their names name
    ("The Ugandan president has ruled out working with Kenya's neighbours Somalia and Ethiopia.", "UGA>SOM REJECT"),
    ("The Ugandan president has ruled out working with Kenya's neighbours Somalia and Ethiopia.", "UGA>ETH REJECT"),
    # a sum of money is what it is given in
    ("Uganda announced $20m in aid to Somalia.", "UGA>SOM AID"),
    ("Uganda promised $20m in loans to Somalia.", "UGA>SOM AGREE"),
    # a state's name before what it suffers; an adjective there is whose it is
    ("Kenya tightened the Somalia embargo.", "KEN>SOM SANCTION"),
    ("Uganda froze Kenya's assets in banks in Somalia.", "UGA>KEN SANCTION"),
    # a form before a hyphen is a country, too
    ("The Sino-Kenyan summit ended in Nairobi on Monday.", "CHN>KEN CONSULT"),
    # the American houses where the article speaks of America
    ("Ruto praised the United States in Nairobi. The Senate condemned Kenya.", "USA>KEN ACCUSE"),
    # what several do to each other each of them does, and suffers
    ("Kenya and Somalia accused each other of spying.", "KEN>SOM ACCUSE"),
    ("Kenya and Somalia accused each other of spying.", "SOM>KEN ACCUSE"),
    ("Kenya and Somalia expelled one another's diplomats.", "SOM>KEN SANCTION"),
    ("Kenya and Somalia each arrested diplomats of the other.", "SOM>KEN COERCE"),
    # a group that names its members stands for them
    ("Two Arab countries, Oman and Qatar, signed a treaty with Kenya.", "QAT>KEN SUPPORT"),
    # nationalities before a comma own what stands behind them
    ("Kenyan, Ugandan ministers condemn Somali raid.", "KEN>SOM ACCUSE"),
    # a group in arms is not the state of its nationality, but the one of that state that was named
    ("Hezbollah threatened Israel. The Lebanese militant group fired rockets at Israel.", "Hezbollah>ISR ASSAULT"),
    ("The Somali armed group shelled Kenya.", "SOM:REB>KEN ASSAULT"),
    # a past verb behind what was said in the present is the speaker's
    ("Kenya warned that Somalia is at risk and called on Uganda to withdraw its troops.", "KEN>UGA REQUEST"),
    # what somebody hopes that another will do he asks for
    ("Kenya hopes that Somalia will free the ship.", "KEN>SOM REQUEST"),
    # a letter belongs to whom it comes from; a deed is blamed on whose it is
    ("In a letter to the UN, Kenya condemned Somalia's raid.", "KEN>SOM ACCUSE"),
    # whoever may not enter a country is kept out by it
    ("Kenya's minister was barred from entering Somalia.", "SOM>KEN SANCTION"),
    # what belongs to people in arms is theirs, wherever it stands
    ("Israel bombed Hezbollah positions in Syria.", "ISR>Hezbollah ASSAULT"),
    # "by" behind a gerund belongs to the passive above it
    ("Kenya has been accused of arming Somalia by Uganda.", "UGA>KEN ACCUSE"),
    # of four at a table each two met
    ("The ministers of Kenya, Uganda, Somalia and Chad met.", "KEN>TCD CONSULT"),
    # aid that has a state's name before it is for that state
    ("Kenya approved Somalia aid.", "KEN>SOM AID"),
    # a link has swallowed the space before a name
    ("The shells came fromKenya after Uganda met withSomalia.", "UGA>SOM CONSULT"),
    ("Pro-Kenyan separatists shelled Ugandan troops.", "KEN:REB>UGA ASSAULT"),
    # whoever is punished for a reason has given it
    ("Uganda imposed sanctions on Kenya after it invaded Somalia.", "KEN>SOM ASSAULT"),
    ("Uganda thanked the king of Jordan because he had met Kenya's president.", "JOR>KEN CONSULT"),
    # what was done again and again has happened
    ("Kenya has often accused Somalia of spying.", "KEN>SOM ACCUSE historical"),
    # soldiers withdraw by leaving, a minister only goes home
    ("The last Kenyan soldiers left Somalia on Monday.", "KEN>SOM RETREAT"),
    ("Kenyan troops arrived in Somalia on Monday.", "KEN>SOM MOBILIZE"),
    # whoever vows to respond threatens
    ("Kenya shelled Somalia and Somalia vowed to respond.", "SOM>KEN THREATEN"),
    # concern that somebody does something is about him
    ("Uganda voiced concern that Kenya would attack Somalia.", "UGA>KEN ACCUSE"),
    # with a particle it is another verb: nobody is turned to
    ("Kenya turned over four soldiers to the Ugandan embassy.", "KEN>UGA RETREAT"),
    # several who agree to something agree with each other, unless it is with somebody else
    ("Kenya and Uganda agreed to adopt common passports.", "KEN>UGA AGREE"),
    # who is somewhere for talks holds them
    ("The Kenyan minister is in Rome for talks with Uganda.", "KEN>UGA CONSULT"),
    # who dies in a clash was part of it; who dies in a raid was raided
    ("Two Ugandan soldiers were killed in a clash with Kenyan troops.", "UGA>KEN ASSAULT"),
    ("Three Ugandans were wounded in a rocket attack from Kenya.", "KEN>UGA ASSAULT"),
    # what weighs on somebody at the beginning of a sentence
    ("Under pressure from Uganda, Kenya left the scheme.", "UGA>KEN REQUEST"),
    # what one has drafted another may adopt, or veto
    ("China vetoed a US-drafted resolution on Somalia.", "CHN>USA REJECT"),
    # measures are aimed at somebody without a shot
    ("New Ugandan sanctions targeting Kenyan banks took effect.", "UGA>KEN SANCTION"),
    ("Somalia said the Ugandan sanctions target Kenyan banks.", "UGA>KEN SANCTION"),
    # who ends talks that are counted has held them
    ("Kenya ended two days of talks with Somalia.", "KEN>SOM CONSULT"),
    ("The two Koreas exchanged fire.", "PRK>KOR ASSAULT"),
    # a plural that a tagger takes for a verb
    ("Germany closed all three Iranian consulates on its territory.", "DEU>IRN SANCTION"),
    # "defend against" tells whom the attack would hit
    ("Uganda would defend Kenya against an attack from Somalia.", "SOM>KEN ASSAULT hypothetical"),
]
NOT_TOLD = [
    ("Kenya hopes that Somalia will help Uganda.", "SOM>UGA AGREE"),
    ("Kenya hopes to visit Uganda.", "KEN>UGA AGREE"),
    ("In a letter to the UN, Kenya condemned Somalia's raid.", "KEN>UN ACCUSE"),
    ("Kenya's minister was barred from entering Somalia.", "KEN>SOM SANCTION"),
    # of four who agree nobody says who agreed with whom
    ("Kenya, Uganda, Somalia and Chad agreed on a road.", "KEN>TCD AGREE"),
    ("Kenya backed Somalia security assistance.", "SOM>KEN AID"),
    # for or against whom a crowd is does not say whose it is
    ("Anti-Kenya demonstrators clashed with police in Uganda.", "KEN>UGA ASSAULT"),
    ("Pro-Kenyan demonstrators clashed with police in Uganda.", "KEN>UGA ASSAULT"),
    ("Uganda imposed sanctions on Kenya after it invaded Somalia.", "UGA>SOM ASSAULT"),
    # what befalls a state is not done by it; talks are not with the town where they are held
    ("Hezbollah, bent on Kenya's destruction, met Somalia.", "KEN>Hezbollah ASSAULT"),
    ("Kenya will take part in the Kampala talks.", "UGA>KEN CONSULT"),
    # things end nothing
    ("The floods postpone any Kenyan-Somali rapprochement.", "KEN>SOM SANCTION"),
    # whoever is criticised by his own is not someone else's critic
    ("Uganda met Kenya. The Human Rights Council was criticised by Kofi Annan.", "UN>KEN ACCUSE"),
    ("The last Kenyan minister left Somalia on Monday.", "KEN>SOM RETREAT"),
    ("The Lebanese militant group fired rockets at Israel.", "LBN>ISR ASSAULT"),
    ("Kenya warned that Somalia is at risk and called on Uganda to withdraw its troops.", "SOM>UGA REQUEST"),
    # a blockade named after a state is none of its own
    ("Uganda criticised the Kenya blockade.", "KEN>UGA COERCE"),
    ("The UN agency provided two million U.S. dollars for a clinic.", "UN>USA AID"),
    # "it" is the charity that nobody knows, not the state spoken of before
    ("Kenya arrested a Somali. A charity said it was appalled by the Ugandan raid.", "KEN>UGA ACCUSE"),
    # in quotation marks the speaker's own side is "we", never "they"
    (
        'Kenyan President Ruto said: "Ethiopia will see that their invasion of Somalia fails."',
        "KEN>SOM ASSAULT",
    ),
    # whoever asks whether it will be has not promised it
    ("Asked if Kenya would lift sanctions on Somalia, the Kenyan president smiled.", "KEN>SOM AGREE"),
    # what somebody has to do he has not done
    ("Uganda's president said Kenya has to pull its troops out of Somalia.", "KEN>SOM RETREAT occurred"),
    ("Kenya insisted the war in Somalia may not have happened.", "KEN>SOM REQUEST"),
    ("Kenya turned over four soldiers to the Ugandan embassy.", "KEN>UGA REQUEST"),
    ("Kenya criticised Uganda for talks with Somalia.", "KEN>SOM CONSULT"),
    # who is provided with something gives nothing
    ("Kenyan troops in Uganda are provided with houses.", "KEN>UGA AID"),
    # for a country's cause one need not be of it
    ("Kenya advocates in Jordan condemned Uganda.", "KEN>UGA ACCUSE"),
    # "instead of" is what is not done
    ("Instead of arming Somalia, Kenya will arm Uganda.", "KEN>SOM AID occurred"),
    # who comes home pays no visit, and a drone pays none anywhere
    ("The Kenyan fleet arrived in Mombasa after leaving Uganda.", "KEN>UGA CONSULT"),
    ("Uganda shot down Kenyan drones heading for Somalia.", "KEN>SOM CONSULT"),
    ("New Ugandan sanctions targeting Kenyan banks took effect.", "UGA>KEN ASSAULT"),
    ("Kenya ended two days of talks with Somalia.", "KEN>SOM SANCTION"),
    ("Kenya ended two days of talks with Somalia.", "KEN>SOM REJECT"),
    ("Uganda will answer any Kenyan attack on Somalia.", "KEN>SOM ASSAULT occurred"),
    ("It is time for Kenya to open its market to Uganda.", "KEN>UGA COOPERATE occurred"),
    ("Somalia is vulnerable to an attack by Kenya.", "KEN>SOM ASSAULT occurred"),
    # a body of states is not struck by a guess
    ("The Russian attacks mean Ukraine needs EU support.", "RUS>EU ASSAULT"),
]


def told(extractor: Extractor, text: str) -> list[str]:
    article = Article(id="a", name="a", text=text, published=date(2023, 9, 20))
    (extraction,) = extractor.extract([article])
    found = [(f"{'>'.join(r.dyad)} {r.type}", r.status) for r in extraction.reports if r.status is not Status.NEGATED]
    return [event for event, _ in found] + [f"{event} {status}" for event, status in found]


@pytest.mark.parametrize(("text", "event"), TOLD)
def test_it_is_told(extractor: Extractor, text: str, event: str) -> None:
    assert event in told(extractor, text)


@pytest.mark.parametrize(("text", "event"), NOT_TOLD)
def test_it_is_not_told(extractor: Extractor, text: str, event: str) -> None:
    assert event not in told(extractor, text)


PLAYED = [
    ("Kenya and Uganda clash in Kampala on Sunday with a place in the World Cup at stake.", "KEN>UGA ASSAULT"),
    ("Kenya beat Ethiopia in the semi-final and will meet Uganda on Sunday.", "KEN>UGA AGREE"),
]


@pytest.mark.parametrize(("text", "event"), PLAYED)
def test_teams_do_nothing_to_each_other(extractor: Extractor, text: str, event: str) -> None:
    assert event not in told(extractor, text)
    assert event in told(extractor, text.replace("World Cup", "treaty").replace("semi-final", "war"))


def test_what_is_merely_told_to_somebody_is_refused_in_ones_own_voice(extractor: Extractor) -> None:
    text = "The Ugandan ships will no longer be allowed to use the port, Kenya told Kampala."
    assert "KEN>UGA REJECT" in told(extractor, text)


@pytest.mark.parametrize(
    ("text", "published", "said"),
    [
        # since then one state alone has an office of that name
        ("The Secretary of War warned Iran on Tuesday.", "2025-11-05", {"USA:GOV:SECRETARY-OF-WAR>IRN"}),
        ("The war secretary threatened Venezuela.", "2025-11-05", {"USA:GOV:SECRETARY-OF-WAR>VEN"}),
        ("Secretary of War Pete Hegseth threatened Venezuela.", "2025-11-05", {"person/pete-hegseth>VEN"}),
        ("The War Department accused China of espionage.", "2025-11-05", {"USA:MIL:DEFENSE-DEPARTMENT>CHN"}),
        ("The Pentagon chief accused China of espionage.", "2025-11-05", {"USA:GOV:CHIEF>CHN"}),
        ("The British Secretary of War threatened Russia.", "2025-11-05", {"GBR:GOV:SECRETARY-OF-WAR>RUS"}),
        ("The former Secretary of War accused Russia of lying.", "2025-11-05", set()),
        # before it anybody may have one: whose it is the text says, or nothing
        ("The Secretary of War threatened Russia on Tuesday.", "1905-11-05", set()),
        (
            "Britain accused Russia of lying on Monday. The Secretary of War threatened Russia on Tuesday.",
            "1905-11-05",
            {"GBR>RUS", "GBR:GOV:SECRETARY>RUS"},
        ),
    ],
)
def test_an_office_that_came_to_be_one_state_s(text: str, published: str, said: set[str], extractor: Extractor) -> None:
    article = Article(id="a", name="a", text=text, published=date.fromisoformat(published))
    (found,) = extractor.extract([article])
    assert {f"{report.source.actor.id}>{report.target.actor.id}" for report in found.reports} == said
