"""Whose a deed is and whom it concerns, where somebody else is named nearby: nobody rather than him."""

from __future__ import annotations

import pytest

from kg.extraction import Extractor
from tests.telling import told

pytestmark = pytest.mark.model

TOLD = [
    # the plural behind a nationality is no verb where somebody calls it something
    ("Kenya called the Ugandan drills a provocation.", "KEN>UGA ACCUSE"),
    ("Kenya called the Ugandan remarks a lie.", "KEN>UGA ACCUSE"),
    ("Kenya branded the Ugandan visits a provocation.", "KEN>UGA ACCUSE"),
    ("Kenya called Uganda's claims a blatant lie.", "KEN>UGA ACCUSE"),
    ("Kenya called Uganda's step a worrying development.", "KEN>UGA ACCUSE"),
    # what somebody is held to be is said of him
    ("Kenya held Uganda fully responsible for the raid.", "KEN>UGA ACCUSE"),
    # whoever is thrown out of a country is so by it
    ("Two Ugandan diplomats were expelled from Kenya.", "KEN>UGA SANCTION"),
    ("Forty Ugandans were deported from Kenya on Monday.", "KEN>UGA COERCE"),
    # a request is made to whoever answers it
    ("Kenya turned down a Ugandan request for arms.", "UGA>KEN REQUEST"),
    ("Kenya approved Uganda's request for missiles.", "UGA>KEN REQUEST"),
    # tariffs hit where the goods come from, a seizure whose the ship is
    ("Kenya imposed tariffs on Ugandan-made buses.", "KEN>UGA SANCTION"),
    ("Kenya implemented tariffs on three million dollars' worth of Ugandan-made buses.", "KEN>UGA SANCTION"),
    ("Kenya seized a Ugandan-owned ship.", "KEN>UGA COERCE"),
    # an attack is not the one told before for a *the* elsewhere in its sentence
    (
        "A Hamas leader was killed. Hezbollah launched a drone attack as the mourners met, and hit Israel.",
        "Hezbollah>ISR ASSAULT",
    ),
    (
        "An attack hit NATO troops on Monday. A spokesman said the Taliban carried out Monday's attack.",
        "Taliban>NATO ASSAULT",
    ),
    # what is shot at somebody is not his, what is taken by somebody not the taker's
    ("Ugandan warships shot down drones launched by Kenya at Somalia.", "UGA>KEN ASSAULT"),
    ("Uganda rejected a plan drafted by Kenya.", "UGA>KEN REJECT"),
    # what befalls a person he has not done, wherever it happened
    ("Uganda's killing of the Kenyan minister in Somalia shocked many.", "UGA>KEN ASSAULT"),
    # a truce is theirs whom it is between, unless one of them announces it
    ("Qatar announced a ceasefire between Kenya and Somalia.", "KEN>SOM RETREAT"),
    ("Kenya announced a ceasefire between Kenya and Somalia.", "KEN>SOM RETREAT"),
    # whom a girl accuses has done it, not she
    ("Kenyan soldiers were accused by a Ugandan girl of attacking her.", "KEN>UGA ASSAULT"),
    # he is the one whose statement it is
    ("Museveni met the press. Ruto's statement that he will visit Somalia was a surprise.", "KEN>SOM AGREE"),
    # both leaders are those who have just met
    ("Uganda and Somalia fought. Ruto met the Jordanian king, and both leaders condemned Chad.", "JOR>TCD ACCUSE"),
    # an army's operations are its own, wherever they are
    ("Uganda condemned the Kenyan military operations in Somalia.", "UGA>KEN ACCUSE"),
    # to whom a letter goes is asked what it asks for
    ("Uganda sent a letter to the ministers of Kenya and Somalia, calling for talks.", "UGA>SOM REQUEST"),
    # a country that somebody strikes is not his own
    ("Kenya needs help as Uganda launches raids on the country.", "UGA>KEN ASSAULT"),
    # who responds to an attack was attacked; who expects one does not make it
    ("Uganda responded to Kenyan raids.", "KEN>UGA ASSAULT"),
    # what one no longer demands one had demanded of whom its clause names
    ("Uganda dropped its demand that Kenya recognise Somalia.", "UGA>KEN CONCEDE"),
    # who denies any role answers who accused him
    ("Kenya accused Uganda of murder. Uganda denied any role.", "UGA>KEN REJECT"),
    ("The Kenyan president met with Ugandan officials on Somalia.", "KEN>UGA CONSULT"),
    ("The Kenyan minister discussed trade with his Ugandan counterpart.", "KEN>UGA CONSULT"),
    ("Uganda opposed arming Kenya and criticised Somalia.", "UGA>KEN REJECT"),
    # whom one punishes has done what it was for, though somebody else was named before
    ("The EU met. Sanctions were imposed on Uganda after it invaded Kenya.", "UGA>KEN ASSAULT"),
    ("Kenya and Somalia discussed the truce between Uganda and Chad.", "KEN>SOM CONSULT"),
    ("Kenya discussed the war in Chad during talks with Uganda.", "KEN>UGA CONSULT"),
    ("Kenya sent a note of protest to our Ministry, Uganda said.", "KEN>UGA ACCUSE"),
    ("A Ugandan plane was shot down by Kenya, killing Somali soldiers.", "KEN>SOM ASSAULT"),
    ("The talks between Kenya and Uganda go on.", "KEN>UGA CONSULT"),
    # what opens a clause has its subject behind it; where one leaves for is no subject
    ("The market opened after Kenya and Uganda signed a treaty.", "KEN>UGA SUPPORT"),
    ("Kenyan President William Ruto left here on Friday for Uganda to attend a summit.", "KEN>UGA CONSULT"),
    # what one tells somebody to his face is said against him
    ("The Kenyan minister told his Ugandan counterpart that the delay was a mistake.", "KEN>UGA ACCUSE"),
    # a counterpart that has a nationality is of that
    ("Kenya and Chad met. Kenya's minister spoke to his Ugandan counterpart.", "KEN>UGA CONSULT"),
    # for what one judges somebody, that is his
    ("Uganda condemned Chad over its invasion of Kenya.", "TCD>KEN ASSAULT"),
    ("Uganda imposed sanctions on Chad for its invasion of Kenya.", "TCD>KEN ASSAULT"),
    ("Uganda summoned the Chadian ambassador over its attack on Kenya.", "TCD>KEN ASSAULT"),
    ("Uganda criticised Chad and Mali for their support for Kenya.", "MLI>KEN SUPPORT"),
    ("Uganda backs Chad in its war against Kenya.", "TCD>KEN ASSAULT"),
    ("Ugandan criticism of Chad over its strikes on Kenya grew.", "TCD>KEN ASSAULT"),
    ("Uganda accused Chad of sending its troops to Kenya.", "TCD>KEN MOBILIZE alleged"),
    ("Uganda vowed to continue its support for Kenya.", "UGA>KEN AGREE"),
    ("Putin met Modi. During his meeting with Lavrov, Xi was upbeat.", "CHN>RUS CONSULT"),
    ("Uganda warned Chad against its plan to join NATO.", "TCD>NATO AGREE"),
    (
        "The return began after Kenya, Angola and Zambia signed an accord in 2003.",
        "KEN>AGO SUPPORT historical",
    ),
    ("Kenya did not just condemn Uganda, it bombed it.", "KEN>UGA ACCUSE"),
    # a gerund hangs on the noun before it
    ("Kenya announced a halt to sending aid to Uganda.", "KEN>UGA SANCTION"),
    ("Kenya decided against sending aid to Uganda.", "KEN>UGA REJECT"),
]
NOT_TOLD = [
    ("Kenya turned down a Ugandan request for arms.", "KEN>UGA REQUEST"),
    (
        "A Hamas leader was killed. Hezbollah launched a drone attack as the mourners met, and hit Israel.",
        "Hezbollah>Hamas ASSAULT",
    ),
    ("Kenya called the Ugandan drummers a joke.", "UGA>KEN ASSAULT"),
    ("Ugandan warships shot down drones launched by Kenya at Somalia.", "UGA>SOM ASSAULT"),
    ("Navalny's poisoning in Kenya shocked Uganda.", "RUS>KEN ASSAULT"),
    ("Qatar announced a ceasefire between Kenya and Somalia.", "QAT>SOM RETREAT"),
    ("Kenyan soldiers were accused by a Ugandan girl of attacking her.", "UGA>KEN ASSAULT"),
    ("Uganda condemned the Kenyan military operations in Somalia.", "UGA>SOM ACCUSE"),
    # one's own people, what talks are about and all the world are no other side
    ("The Kenyan president met with his security team as Uganda attacked Somalia.", "KEN>UGA CONSULT"),
    ("The Kenyan president met with his national security team to discuss Uganda.", "KEN>UGA CONSULT"),
    ("The Kenyan president presided over a meeting of his commanders after Uganda attacked Kenya.", "KEN>UGA CONSULT"),
    ("Kenya was discussing possible strikes on Uganda.", "KEN>UGA CONSULT"),
    ("Hamas shelled Kenya. Kenya called on the international community to act.", "KEN>Hamas REQUEST"),
    # what a text blames or leaves open does not make whom it names a partner
    ("The Security Council adopted a resolution condemning Kenya.", "UN>KEN SUPPORT"),
    ("Uganda expressed support for a view of how to act in Kenya.", "UGA>KEN SUPPORT"),
    ("Uganda ordered a campaign aimed at the Kenyan election.", "UGA>KEN REQUEST"),
    # whom one will not see struck one does not refuse
    ("Uganda refused to endorse strikes on Kenya.", "UGA>KEN REJECT"),
    # what revenge is for is no victim of it; who braces for an attack does not make it
    ("Ugandan retaliation for the killing of a Kenyan minister is feared.", "UGA>KEN ASSAULT"),
    ("Kenya braced for Ugandan retaliation.", "KEN>UGA ASSAULT"),
    # what nobody has charged somebody with is denied to nobody
    ("Kenya and Uganda met. Uganda denied reports that it would raise prices.", "UGA>KEN REJECT"),
    ("Kenya criticised Uganda. Uganda is in non-compliance with the rules.", "UGA>KEN CONCEDE"),
    ("Uganda opposed arming Kenya and criticised Somalia.", "UGA>SOM REJECT"),
    ("Hostages taken by Kenya were flown to Uganda.", "KEN>KEN COERCE"),
    ("The EU met. Sanctions were imposed on Uganda after it invaded Kenya.", "EU>KEN ASSAULT"),
    ("Kenya and Somalia discussed the truce between Uganda and Chad.", "KEN>UGA CONSULT"),
    ("Kenya and Somalia discussed the war in Chad before talks with Uganda.", "SOM>UGA CONSULT"),
    ("A Ugandan plane was shot down by Kenya, killing two.", "UGA>KEN ASSAULT"),
    ("The row will come up in talks with Uganda and Chad.", "UGA>TCD CONSULT"),
    ("Two ministers signed a statement at the end of talks between Kenya and Uganda.", "KEN>UGA SANCTION"),
    ("Kenya met Chad. Museveni had given Zorro an ultimatum.", "UGA>KEN THREATEN"),
    ("Kenya said elections were the way to settle the row with Uganda.", "KEN>UGA AGREE"),
    ("Kenya decided against sending aid to Uganda.", "KEN>UGA AID"),
    ("Kenya told Uganda that Chad was a threat.", "KEN>UGA ACCUSE"),
    ("Kenya warned Chad against any raid on Uganda.", "KEN>UGA ASSAULT hypothetical"),
    ("Uganda condemned Chad over its invasion of Kenya.", "UGA>KEN ASSAULT"),
    ("Uganda ordered Chad to close its embassy in Kenya.", "UGA>KEN SANCTION"),
    ("Kenya and Chad fought. Kenya's minister spoke to his Ugandan counterpart.", "KEN>TCD CONSULT"),
    ("Kenya wants guarantees before it sends troops to Uganda.", "KEN>UGA MOBILIZE"),
]


@pytest.mark.parametrize(("text", "event"), TOLD)
def test_it_is_told(extractor: Extractor, text: str, event: str) -> None:
    assert event in told(extractor, text)


@pytest.mark.parametrize(("text", "event"), NOT_TOLD)
def test_it_is_not_told(extractor: Extractor, text: str, event: str) -> None:
    assert event not in told(extractor, text)
