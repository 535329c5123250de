"""Whom a sentence names beside an act that is not done to him, and names that a link has glued to their neighbours."""

from __future__ import annotations

from datetime import date

import pytest

from kg.extraction import Extractor
from kg.extraction.segmentation.lines import closed_up
from kg.model import Article, Status

pytestmark = pytest.mark.model

TOLD = [
    # what a relative clause tells of a pact is not who made it, but who carries out a swap does it
    ("Uganda welcomed the prisoner swaps that Kenya and Somalia carry out.", "KEN>SOM RETREAT"),
    # a good deed may well be done in somebody's support
    ("Kenya sent arms at the request of Uganda.", "KEN>UGA AID"),
    ("Kenya voted in favour of Uganda.", "KEN>UGA SUPPORT"),
    ("Kenya acted in response to Ugandan raids and attacked Somalia in defence of Chad.", "KEN>SOM ASSAULT"),
    # who stops to do something does it; who stops doing it does not
    ("Kenya paused to thank Uganda.", "KEN>UGA SUPPORT"),
    ("Kenya stopped to help Uganda.", "KEN>UGA AID"),
    ("Kenya stopped sending arms to Uganda.", "KEN>UGA SANCTION"),
    ("Kenya turned to Uganda for help.", "KEN>UGA REQUEST"),
    ("Turning to Uganda for help, Kenya asked for arms.", "KEN>UGA REQUEST"),
    # where it came from does not hide whom it hit
    ("Hamas fired rockets from Gaza at Israel.", "Hamas>ISR ASSAULT"),
    ("Kenya fired missiles from Uganda at Somalia.", "KEN>SOM ASSAULT"),
    ("Kenya attacked Uganda over the debt.", "KEN>UGA ASSAULT"),
    ("Kenya abducted a man from Uganda.", "KEN>UGA ASSAULT"),
    ("Kenya fought Uganda in the desert.", "KEN>UGA ASSAULT"),
    ("Ugandan ships would be seized, Kenya said.", "KEN>UGA THREATEN"),
    # a link has swallowed a space before or behind a name
    ("Kenya said Ugandahas bombed Somalia.", "UGA>SOM ASSAULT"),
    ("The raid on Kenya byUgandais over.", "UGA>KEN ASSAULT"),
    ("PresidentVladimir Putinis angry thatUkrainehas attacked Moscow.", "UKR>RUS ASSAULT"),
]

NOT_TOLD = [
    ("The pact, which comes against the backdrop of Kenya's war against Uganda, is new.", "KEN>UGA SUPPORT"),
    ("The agreement, which follows Kenya's raid on Uganda, is new.", "KEN>UGA SUPPORT"),
    ("Talks have failed since the Paris talks in May, when Kenya insisted on a neutral Uganda.", "KEN>UGA CONSULT"),
    # whose part one takes, and with whom
    ("Kenya condemned the attack at the request of Uganda.", "KEN>UGA ACCUSE"),
    ("Kenya condemned the raid along with Uganda.", "KEN>UGA ACCUSE"),
    ("Kenya condemned the raid in contrast to Uganda.", "KEN>UGA ACCUSE"),
    ("Kenya interfered in the border row for the sake of Uganda.", "KEN>UGA COERCE"),
    ("Kenya imposed sanctions in support of Uganda.", "KEN>UGA SANCTION"),
    ("Kenya imposed sanctions under pressure from Uganda.", "KEN>UGA SANCTION"),
    ("Kenya imposed a ban in coordination with Uganda.", "KEN>UGA SANCTION"),
    ("Kenya rejected the plan in favour of Uganda.", "KEN>UGA REJECT"),
    ("Kenya attacked in defence of Uganda.", "KEN>UGA ASSAULT"),
    ("Kenya stopped to help Uganda.", "KEN>UGA SANCTION"),
    ("Three Kenyan ministers quit to join Uganda.", "KEN>UGA SANCTION"),
    ("Turning to Uganda, the Kenyan minister said trade had grown.", "KEN>UGA REQUEST"),
    ("Hamas fired rockets from the Gaza Strip.", "Hamas>PSE ASSAULT"),
    ("Hamas took captives and kept them in Gaza.", "Hamas>PSE ASSAULT"),
    # over what one attacks his rivals
    ("Trump attacked Harris over Kenya.", "USA>KEN ASSAULT"),
    ("Ruto attacked his rivals over the war in Uganda.", "KEN>UGA ASSAULT"),
    ("Ruto slammed his deputy over Uganda.", "KEN>UGA ACCUSE"),
    # who only expects it does not announce it
    ("Kenya believed that Uganda could be bombed.", "KEN>UGA ASSAULT"),
    ("Kenya believed that Uganda would be intimidated.", "KEN>UGA THREATEN"),
    ("Kenya was happy to help Uganda fight the haze.", "KEN>UGA THREATEN"),
    ("A Kenyan Muslim leader praised Uganda.", "KEN>UGA SUPPORT"),
]


def told(extractor: Extractor, text: str) -> list[str]:
    article = Article(id="t", name="t", text=text, language="en", published=date(2024, 5, 22))
    reports = (report for event in extractor.extract([article]) for report in event.reports)
    return [
        f"{r.source.actor.stands_for}>{r.target.actor.stands_for} {r.type}"
        for r in reports
        if r.status is not Status.NEGATED
    ]


@pytest.mark.parametrize(("text", "event"), TOLD)
def test_it_is_told(unjudging: Extractor, text: str, event: str) -> None:
    assert event in told(unjudging, text)


@pytest.mark.parametrize(("text", "event"), NOT_TOLD)
def test_it_is_not_told(unjudging: Extractor, text: str, event: str) -> None:
    assert event not in told(unjudging, text)


def test_only_what_is_glued_to_a_known_name_is_cut_off() -> None:
    names = {"Ukraine", "Israel", "Franco", "Homel", "Israelis"}
    assert closed_up("in Ukraineis war", names)[0] == "in Ukraine is war"
    for whole in ("Israelis met", "Francois Hollande met", "Homeland Security met", "Madrid is"):
        assert closed_up(whole, names)[0] == whole
