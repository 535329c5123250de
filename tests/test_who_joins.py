"""Sides that stand beside a clause's subject or behind its object, and verbs that a parse has lost."""

from __future__ import annotations

import pytest

from kg.extraction import Extractor
from tests.telling import told

pytestmark = pytest.mark.model

TOLD = [
    # who does it along with the subject
    ("Kenya, along with Uganda, condemned Sudan.", "UGA>SDN ACCUSE"),
    ("Together with Uganda, Kenya urged Sudan to return to talks.", "UGA>SDN REQUEST"),
    ("Kenya, joined by Uganda, urged Sudan to return to talks.", "UGA>SDN REQUEST"),
    ("Kenya condemned Sudan, as did Uganda.", "UGA>SDN ACCUSE"),
    ("Kenya joined Uganda in condemning Sudan.", "UGA>SDN ACCUSE"),
    # who works for a body acts for it
    ("A UN team visited a nuclear plant in Kenya.", "UN>KEN CONSULT"),
    ("IAEA experts visited Kenya.", "IAEA>KEN CONSULT"),
    ("UN staff accused Uganda of blocking aid.", "UN>UGA ACCUSE"),
    # by whom, behind those to whom it is done
    ("The expulsion of three Ugandan diplomats by Kenya caused a stir.", "KEN>UGA SANCTION"),
    # what a number is out of
    ("Kenya suspended 30 out of 350 arms export licences to Uganda.", "KEN>UGA SANCTION"),
    # a visit is called after where it goes
    ("The Kenyan president discussed the pipeline during his Kampala trip.", "KEN>UGA CONSULT"),
    ("Nairobi welcomed the minister's Kampala visit.", "KEN>UGA CONSULT"),
    # whom one must inform who says so
    ("Kenya must inform the African Union of its plans, African Union officials said.", "AU>KEN REQUEST"),
    # what meets with resistance is somebody's
    ("The Kenyan proposal met with resistance from Uganda.", "UGA>KEN REJECT"),
    ("The Kenyan town of Garissa fell to Somali troops.", "SOM>KEN COERCE"),
    # what one is not letting others do, one refuses
    ("Kenya is not allowing UN inspectors into the site.", "KEN>UN REJECT"),
    # a sentence headed by a noun
    ("Kenya hosted talks between Uganda and Sudan.", "KEN>UGA CONSULT"),
    ("The Kenyan foreign minister headed to Kampala.", "KEN>UGA CONSULT"),
    ("Kenya took Uganda to court.", "KEN>UGA ACCUSE"),
    ("Ruto called Museveni to congratulate him.", "KEN>UGA CONSULT"),
]

NOT_TOLD = [
    ("Kenya struck a base, as Uganda did on Monday in Kenya.", "UGA>UGA ASSAULT"),
    ("Kenya, joined by Uganda, urged Sudan to return to talks.", "UGA>KEN SUPPORT"),
    ("Kenya worked together with Uganda and Sudan.", "UGA>SDN COOPERATE"),
    ("An American team visited Kenya.", "USA>KEN CONSULT"),  # of whatever trade
    ("Rebels backed by Kenya attacked the Ugandan army.", "KEN>KEN:REB SUPPORT"),
    ("One must say that Uganda has erred, the Kenyan minister said.", "KEN>KEN REQUEST"),
    ("The Geneva talks between Kenya and Uganda ended.", "KEN>CHE CONSULT"),
    ("Kenyan soldiers killed in Uganda were named.", "KEN>UGA ASSAULT"),
    ("The minister called Uganda a friend of Kenya.", "KEN>UGA CONSULT"),
]


@pytest.mark.parametrize(("text", "event"), TOLD)
def test_it_is_told(unjudging: Extractor, text: str, event: str) -> None:
    assert event in told(unjudging, text)


@pytest.mark.parametrize(("text", "event"), NOT_TOLD)
def test_it_is_not_told(unjudging: Extractor, text: str, event: str) -> None:
    assert event not in told(unjudging, text)
