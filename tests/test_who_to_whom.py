"""Who did it to whom, where grammar tells: pairs in order, the latter, clauses in a row, what describes a doer."""

from __future__ import annotations

import pytest

from kg.extraction import Extractor
from tests.telling import told

pytestmark = pytest.mark.model

TOLD = [
    # the first of the two, the second of the two, each of the two
    ("Kenya sued Uganda, and the latter appealed to Togo for help.", "UGA>TGO REQUEST"),
    ("Uganda quarrelled with Kenya when the former recalled its ambassador from the latter.", "UGA>KEN SANCTION"),
    ("Kenya accused Uganda of arson. The latter denied the charge.", "UGA>KEN REJECT"),
    ("Kenyan and Ugandan troops exchanged fire. Both sides accused the other of lying.", "UGA>KEN ACCUSE"),
    ("Kenyan and Ugandan troops exchanged fire. Each side blamed the other.", "KEN>UGA ACCUSE"),
    ("Kenya and Uganda blamed the other for the fire.", "UGA>KEN ACCUSE"),
    ("Kenya and Uganda fell out. Both countries recalled their ambassadors.", "UGA>KEN SANCTION"),
    ("Kenya, Uganda and Chad protested. Togo recalled its envoys from the three countries.", "TGO>TCD SANCTION"),
    ("Uganda met Chad. Two Kenyan officials praised Togo.", "KEN>TGO SUPPORT"),
    ("Uganda met Chad. Both leaders of Kenya praised Togo.", "KEN>TGO SUPPORT"),
    # each to one
    ("Kenya and Uganda expelled envoys of Chad and Togo respectively.", "KEN>TCD SANCTION"),
    ("Kenya and Uganda expelled envoys of Chad and Togo respectively.", "UGA>TGO SANCTION"),
    # what was done in the sentence before is what somebody judges
    ("Kenya recognised Kosovo. Serbia slammed the decision.", "SRB>KEN ACCUSE"),
    ("Kenya tested a missile on Monday. Uganda condemned the test.", "UGA>KEN ACCUSE"),
    ("Kenya approved new settlements. Uganda denounced the approval.", "UGA>KEN ACCUSE"),
    ("Kenya jailed a bishop on Monday. Uganda denounced the jailing.", "UGA>KEN ACCUSE"),
    ("Kenya signed a pact with Uganda. Chad denounced the agreement.", "TCD>UGA ACCUSE"),
    ("Kenya rejected the Ugandan plan and Chad denounced it.", "TCD>UGA ACCUSE"),
    # nobody tells another that he himself is in the wrong
    ("Kenya told Uganda that its raid on Chad was a crime.", "KEN>UGA ACCUSE"),
    ("Kenya told Uganda that its raid on Chad was a crime.", "UGA>TCD ASSAULT"),
    ("Kenya told Uganda that its ships had violated its waters.", "KEN>UGA ACCUSE"),
    ("Kenya warned Uganda that its raids on Chad would cost lives.", "UGA>TCD ASSAULT"),
    ("Kenya told Uganda that its troops must leave Chad.", "KEN>UGA REQUEST"),
    # at whose hands, whose fire
    ("Two Kenyan soldiers died at the hands of Ugandan troops.", "UGA>KEN ASSAULT"),
    ("Two Kenyan farmers were killed at the hands of Ugandan troops.", "UGA>KEN ASSAULT"),
    ("Three Kenyans suffered torture at the hands of Ugandan police.", "UGA>KEN ASSAULT"),
    ("Two Kenyan soldiers were killed by Ugandan fire.", "UGA>KEN ASSAULT"),
    ("Kenya came under fire from Uganda over its veto.", "UGA>KEN ACCUSE"),
    ("Kenya came under attack from Uganda for blocking aid.", "UGA>KEN ACCUSE"),
    ("Kenya came under fire from Uganda for two days.", "UGA>KEN ASSAULT"),
    # who did it stands behind by
    ("The expulsion of a Kenyan diplomat by Uganda angered Chad.", "TCD>UGA ACCUSE"),
    ("The expulsion of a Kenyan diplomat by Uganda angered Chad.", "UGA>KEN SANCTION"),
    ("The UN-backed government in Kenya accused Uganda of theft.", "KEN>UGA ACCUSE"),
    # whose, with whom, from which
    ("Uganda attacked Kenya, whose prime minister appealed to Togo.", "KEN>TGO REQUEST"),
    ("Eritrea, whose troops entered Tigray, was sanctioned by Kenya.", "ERI>ETH ASSAULT"),
    ("Kenya, from which Uganda has withdrawn its troops, met Chad.", "UGA>KEN RETREAT"),
    ("The Kenyan president met the Ugandan leader, with whom he signed an accord.", "KEN>UGA SUPPORT"),
    ("Sudan, which Chad accuses of arming rebels, recalled its ambassador.", "TCD>SDN ACCUSE"),
    # clauses that stand in a row
    ("Kenya recognised the state of Kosovo and Serbia recalled its ambassador.", "KEN>XKX SUPPORT"),
    ("Kenya summoned the Ugandan envoy and Chad praised Togo.", "TCD>TGO SUPPORT"),
    ("Greece thanked Egypt and Cyprus praised the Egyptian minister.", "CYP>EGY SUPPORT"),
    ("Qatar offered to host talks between Israel and Hamas.", "QAT>Hamas AGREE"),
    # offices in a row
    ("Talks between the Kenyan minister Saleh Farah and the Sudanese general Burhan failed.", "KEN>SDN SANCTION"),
    (
        "The German chancellor criticised the Turkish president Recep Erdogan and the Iranian president Ebrahim Raisi.",
        "DEU>IRN ACCUSE",
    ),
    # what a state is called right before its name
    ("NATO member Turkey condemned Kenya.", "TUR>KEN ACCUSE"),
    ("US ally Kenya accused Uganda of theft.", "KEN>UGA ACCUSE"),
    # those who have just met are they
    ("Kenya met Uganda in Togo. They accused Chad of theft.", "UGA>TCD ACCUSE"),
    ("Kenya met Uganda in Togo. They signed an accord.", "KEN>UGA SUPPORT"),
    # a passive without a doer: whose measure it is, in whose country strangers are arrested and received
    ("Kenyan sanctions on Uganda were lifted.", "KEN>UGA CONCEDE"),
    ("Kenyan tariffs on Ugandan steel were extended.", "KEN>UGA SANCTION"),
    ("Kenyan aid to Uganda was suspended.", "KEN>UGA SANCTION"),
    ("The Kenyan border was closed to Ugandan trucks.", "KEN>UGA SANCTION"),
    ("Three Swedes were detained in Kenya on Monday.", "KEN>SWE COERCE"),
    ("A Ugandan journalist was jailed in Kenya.", "KEN>UGA COERCE"),
    ("The Ugandan president was received in Nairobi.", "KEN>UGA CONSULT"),
    ("The Ugandan minister was welcomed at the White House.", "USA>UGA CONSULT"),
    ("Kenya condemned the arrest of a Kenyan spy in Uganda.", "KEN>UGA ACCUSE"),
    ("Kenya protested against the detention of its citizen in Uganda.", "UGA>KEN COERCE"),
    ("Kenya protested against Ugandan arms sales to Chad.", "KEN>UGA ACCUSE"),
    # the side that has a nationality is who that is
    ("The Kenyan side praised Uganda.", "KEN>UGA SUPPORT"),
    ("Uganda was attacked by the Kenyan side.", "KEN>UGA ASSAULT"),
    ("Kenya protested against the arrest of two Kenyans in Uganda.", "KEN>UGA ACCUSE"),
    ("Kenya defended Uganda against Chadian criticism.", "TCD>UGA ACCUSE hypothetical"),
    ("Kenya shielded Uganda from Chadian sanctions.", "TCD>UGA SANCTION"),
    ("The Kenyan side is willing to train more officers for Uganda.", "KEN>UGA AGREE"),
    # the host of an envoy, and who bears an office that stands before his name
    ("The Kenyan ambassador to Uganda was summoned.", "UGA>KEN ACCUSE"),
    ("Kenya's ambassador was summoned in Kampala.", "UGA>KEN ACCUSE"),
    ("The Kenyan consul in Kampala was expelled.", "UGA>KEN SANCTION"),
    ("Kenya's foreign minister, Amos Wako, flew to Kampala. Chad thanked Wako for the aid.", "TCD>KEN SUPPORT"),
    ("Kenya vowed to avenge the killing of its officers by Uganda.", "KEN>UGA THREATEN"),
    ("Uganda killed a Kenyan general. Kenya vowed to avenge the killing.", "KEN>UGA THREATEN"),
]
NOT_TOLD = [
    ("Kenya, Togo and Chad attacked Uganda and Mali, respectively.", "KEN>UGA ASSAULT"),  # who did it to whom?
    ("The Kenyan president is not in Kampala.", "KEN>UGA REJECT"),
    ("Kenya and Uganda expelled envoys of Chad and Togo respectively.", "KEN>TGO SANCTION"),
    ("Kenya and Uganda expelled envoys of Chad and Togo respectively.", "UGA>TCD SANCTION"),
    ("Uganda met Chad. Two Kenyan officials praised Togo.", "UGA>TGO SUPPORT"),
    ("Uganda met Chad. Two officials praised Togo.", "UGA>TGO SUPPORT"),
    ("Kenya signed a pact with Uganda. Chad denounced the agreement.", "TCD>UGA SANCTION"),
    ("Kenya told Uganda that its raid on Chad was a crime.", "KEN>TCD ASSAULT"),
    ("Kenya came under fire from Uganda over its veto.", "UGA>KEN ASSAULT"),
    ("The UN-backed government in Kenya accused Uganda of theft.", "UN>UGA ACCUSE"),
    ("Uganda attacked Kenya, whose prime minister appealed to Togo.", "UGA>KEN REQUEST"),
    ("Kenya recognised the state of Kosovo and Serbia recalled its ambassador.", "KEN>SRB SANCTION"),
    ("Kenya bombed Somalia and Ethiopia was sanctioned by the United States.", "USA>SOM SANCTION"),
    ("Qatar offered to host talks between Israel and Hamas.", "ISR>Hamas CONSULT"),
    # who votes a text down does not blame whom it blames, nor turns him down
    ("Kenya voted against the resolution condemning Uganda.", "KEN>UGA ACCUSE"),
    ("Kenya voted against the resolution condemning Uganda.", "KEN>UGA REJECT"),
    ("Kenya blocked a statement criticising Uganda.", "KEN>UGA ACCUSE"),
    ("Kenya backed a statement condemning Uganda.", "KEN>UGA SUPPORT"),
    # who is named in what is said of the doer is not whom he does it to
    ("Kenya, an ally of Uganda, closed its border.", "KEN>UGA SANCTION"),
    ("Kenya, a NATO member, expelled three envoys.", "KEN>NATO SANCTION"),
    ("Kenya, whose peacekeepers serve in Somalia, denied the allegation.", "KEN>SOM REJECT"),
    ("Kenya, like Uganda, rejected the proposal.", "KEN>UGA REJECT"),
    ("NATO member Turkey condemned Kenya.", "NATO>KEN ACCUSE"),
    # somebody's foes are not he
    ("Kenya funds Uganda's enemies.", "KEN>UGA AID"),
    ("Kenya criticised Uganda's critics.", "KEN>UGA ACCUSE"),
    ("Chad fought Mali. Togo armed Mali's attackers.", "TGO>MLI AID"),
    # whom a slot names is nobody whom the article has named before
    ("Kenya criticised Uganda. Kenya pledged to step up dialogue with the armed rebels.", "KEN>UGA AGREE"),
    ("Kenya criticised Uganda. Kenya offered talks to the rebels.", "KEN>UGA AGREE"),
    ("Kenya criticised Uganda. A Kenyan minister launched an attack on the opposition.", "KEN>UGA ASSAULT"),
    ("Kenya criticised Uganda. Kenya rejected calls by the opposition for an inquiry.", "KEN>UGA REJECT"),
    ("Kenya criticised Uganda. Kenya rejected calls for Kenya to leave the union.", "KEN>UGA REJECT"),
    ("Kenya criticised Uganda. Kenya welcomed the latest Gulf proposal.", "KEN>UGA AGREE"),
    # weapons pay no visit; at home nobody is a stranger
    ("Kenya's tanks arrived in Uganda.", "KEN>UGA CONSULT"),
    ("A Hamas leader was arrested in the West Bank.", "PSE>Hamas COERCE"),
    ("A Ugandan minister was received in Geneva.", "CHE>UGA CONSULT"),
    ("Kenya protested against Ugandan arms sales to Chad.", "KEN>TCD ACCUSE"),
]


@pytest.mark.parametrize(("text", "event"), TOLD)
def test_it_is_told(extractor: Extractor, text: str, event: str) -> None:
    assert event in told(extractor, text)


@pytest.mark.parametrize(("text", "event"), NOT_TOLD)
def test_it_is_not_told(extractor: Extractor, text: str, event: str) -> None:
    assert event not in told(extractor, text)
