"""Who stands beside another, what befalls whom, whose deed it is: the sides that constructions of news turn round."""

from __future__ import annotations

import pytest

from kg.extraction import Extractor
from tests.telling import told

pytestmark = pytest.mark.model

TOLD = [
    # the second verb of a sentence may be a passive though the first is none
    ("Kenya condemned Uganda and was praised by Chad.", "TCD>KEN SUPPORT"),
    ("Kenya accused Uganda of spying and was criticised by Chad.", "TCD>KEN ACCUSE"),
    # a participle behind a noun tells what befell it
    ("A Kenyan drone shot down by Uganda fell into the lake.", "UGA>KEN ASSAULT"),
    # those who are added do and undergo the same
    ("Kenya, along with Chad, imposed sanctions on Uganda.", "TCD>UGA SANCTION"),
    ("Kenya, together with Chad, met Uganda.", "TCD>UGA CONSULT"),
    ("Kenya bombed Uganda as well as Chad.", "KEN>TCD ASSAULT"),
    ("Countries such as Malta and Cyprus condemned Uganda.", "CYP>UGA ACCUSE"),
    ("Kenya condemned states like Uganda and Chad.", "KEN>TCD ACCUSE"),
    ("Talks among Kenya, Uganda and Chad ended on Monday.", "UGA>TCD CONSULT"),
    # a plan is his who made it, whatever it is for
    ("Kenya rejected the Ugandan plan for Chad.", "KEN>UGA REJECT"),
    ("Kenya rejected Uganda's claim to Chad.", "KEN>UGA REJECT"),
    ("Kenya rejected Uganda's threats.", "UGA>KEN THREATEN"),
    # what one is blamed or thanked for is his deed
    ("Kenya condemned Uganda for its attack on Chad.", "UGA>TCD ASSAULT"),
    ("Kenya cut ties with Uganda over its raids on Chad.", "UGA>TCD ASSAULT"),
    ("Kenya thanked Uganda for its support for Chad.", "UGA>TCD SUPPORT"),
    ("Kenya helped Uganda in its war with Chad.", "UGA>TCD ASSAULT"),
    # who holds somebody lets him go
    ("Three Kenyans held by Uganda were released.", "UGA>KEN RETREAT"),
    ("A Kenyan jailed in Uganda was freed on Monday.", "UGA>KEN RETREAT"),
    # a raid hits those who died in it, whoever launched it
    ("Two Kenyans were killed in a raid launched by Uganda.", "UGA>KEN ASSAULT"),
    ("A war broke out between Kenya and Uganda.", "KEN>UGA ASSAULT"),
    ("Kenya was hit with tariffs by Uganda.", "UGA>KEN SANCTION"),
    ("Kenya and Uganda agreed to a truce mediated by Chad.", "TCD>UGA CONSULT"),
    ("Kenya condemned Ugandan arms sales to Chad.", "UGA>TCD COOPERATE"),
    # headlines leave out the auxiliary of a passive
    ("Kenya-Uganda talks called off", "KEN>UGA SANCTION"),
    ("Ugandans deported from Kenya", "KEN>UGA COERCE"),
    # "both sides", "the two" refer back to two who were named
    ("Kenya and Uganda held talks. Both sides agreed to a truce.", "KEN>UGA AGREE"),
    ("Kenya and Uganda held talks. The two signed a gas deal.", "KEN>UGA SUPPORT"),
    # what one prepares for, or denies, has not been
    ("Kenya prepared for an attack by Uganda.", "UGA>KEN ASSAULT hypothetical"),
    ("Kenya denied a meeting with Uganda.", "KEN>UGA CONSULT negated"),
    ("Kenya nearly cut ties with Uganda.", "KEN>UGA SANCTION negated"),
]

NOT_TOLD = [
    ("Kenya condemned Uganda and was praised by Chad.", "TCD>UGA SUPPORT"),
    ("A Kenyan drone shot down by Uganda fell into the lake.", "KEN>UGA ASSAULT"),
    ("Kenya rejected the Ugandan plan for Chad.", "KEN>TCD REJECT"),
    ("Kenya rejected Uganda's threats.", "KEN>UGA THREATEN"),
    ("Kenya condemned Uganda for its attack on Chad.", "KEN>TCD ASSAULT"),
    ("Two Kenyan soldiers abducted by Uganda were freed.", "KEN>UGA RETREAT"),
    ("Kenyan soldiers killed in Uganda ambush", "UGA>KEN ASSAULT"),
    ("Kenya accused of hacking Ugandan firm", "KEN>UGA ACCUSE"),
    ("Kenya urged to halt Uganda raid", "KEN>UGA REQUEST"),
    ("Kenya hit with new Ugandan sanctions", "KEN>UGA SANCTION"),
    ("Kenya warned of a Ugandan attack on Chad.", "KEN>TCD THREATEN"),
    ("Kenya, as opposed to Uganda, recognised Kosovo.", "KEN>UGA REJECT"),
    ("Kenya pushed back its talks with Uganda to June.", "KEN>UGA COERCE"),
    ("Kenya hit its growth target for trade with Uganda.", "KEN>UGA ASSAULT"),
    ("Kenya shelled out billions to Uganda.", "KEN>UGA ASSAULT"),
    ("Kenya denied a meeting with Uganda.", "KEN>UGA SANCTION"),
    ("Kenya blasts Chad over Uganda arms sale", "UGA>KEN COOPERATE"),
]


@pytest.mark.parametrize(("text", "event"), TOLD)
def test_it_is_told(unjudging: Extractor, text: str, event: str) -> None:
    assert event in told(unjudging, text)


@pytest.mark.parametrize(("text", "event"), NOT_TOLD)
def test_it_is_not_told(unjudging: Extractor, text: str, event: str) -> None:
    assert event not in told(unjudging, text)
