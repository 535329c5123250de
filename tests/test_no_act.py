"""What is no act though its words are those of one: matches, questions, prospects, feelings, duties, other letters."""

from __future__ import annotations

from datetime import date

import pytest

from kg.extraction import Extractor
from kg.extraction.entities.acronyms import otherwise_explained
from kg.extraction.events.contests import Contests
from kg.lexicon import load_actors
from kg.model import Article
from tests.parses import events

pytestmark = pytest.mark.model

DAY = date(2024, 5, 20)


def told(extractor: Extractor, text: str) -> set[str]:
    article = Article(id="x", name="x", text=text, published=DAY)
    (extraction,) = extractor.extract([article])
    return {f"{'>'.join(report.dyad)} {report.type} {report.status}" for report in extraction.reports}


SPORT = " The coach praised his players and the midfielder who scored both goals of the match at the stadium."


@pytest.mark.parametrize(
    ("match", "twin", "event"),
    [
        ("Ghana defeated Egypt 3-1 in Cairo.", "Ghana defeated Egypt at sea in Cairo.", "GHA>EGY ASSAULT occurred"),
        ("Togo clashed with Mali in Group B.", "Togo clashed with Mali in May.", "TGO>MLI ASSAULT occurred"),
        ("Togo met with Mali before the group stage.", "Togo met with Mali in Lome.", "TGO>MLI CONSULT occurred"),
        ("Togo battled Mali in a 2-2 draw.", "Togo battled Mali in a valley.", "TGO>MLI ASSAULT occurred"),
        ("Togo won 3-2 and battled Mali.", "Togo won and battled Mali.", "TGO>MLI ASSAULT occurred"),
        ("Togo attacked Mali from two sets down.", "Togo attacked Mali from two sides.", "TGO>MLI ASSAULT occurred"),
        ("Togo attacked Mali." + SPORT, "Togo attacked Mali.", "TGO>MLI ASSAULT occurred"),
        # beside war a sports page tells of it
        ("Togo attacked Mali." + SPORT, "Togo attacked Mali with missiles." + SPORT, "TGO>MLI ASSAULT occurred"),
    ],
)
def test_teams_at_play(match: str, twin: str, event: str, extractor: Extractor) -> None:
    assert event not in told(extractor, match)
    assert event in told(extractor, twin)


def test_athletes_in_a_war_are_no_sports_page() -> None:
    def played(text: str) -> bool:
        return Contests(Article(id="x", name="x", text=text))._sports_page

    assert played(SPORT)
    assert not played(SPORT + " Soldiers invaded; the army shelled civilians with rockets.")
    assert not played("The coach left.")  # of so short a text nobody can tell


@pytest.mark.parametrize(
    ("open_one", "twin", "event"),
    [
        ("Did Chad attack Mali?", "Chad attacked Mali.", "TCD>MLI ASSAULT"),
        ("It is unclear when Chad will visit Mali.", "In May Chad visited Mali.", "TCD>MLI CONSULT"),
        ("It is not clear when Chad will visit Mali.", "It is clear that Chad visited Mali.", "TCD>MLI CONSULT"),
        ("Nobody knows whether Chad attacked Mali.", "Everybody knows that Chad attacked Mali.", "TCD>MLI ASSAULT"),
        ("Questions on how Chad will help Mali remain.", "The ministers explain how Chad helped Mali.", "TCD>MLI AID"),
        (
            "The prospect of Chad attacking Mali is real.",
            "The video of Chad attacking Mali is real.",
            "TCD>MLI ASSAULT",
        ),
        ("The fear is that Chad attacked Mali.", "The fact is that Chad attacked Mali.", "TCD>MLI ASSAULT"),
        (
            "The vote would pave the way for talks between Chad and Mali.",
            "The vote paved the way for talks between Chad and Mali.",
            "TCD>MLI CONSULT",
        ),
        (
            "The raid may lead to Chadian sanctions on Mali.",
            "The raid led to Chadian sanctions on Mali.",
            "TCD>MLI SANCTION",
        ),
    ],
)
def test_what_is_open_has_not_occurred(open_one: str, twin: str, event: str, extractor: Extractor) -> None:
    assert f"{event} occurred" not in told(extractor, open_one)
    assert any(found.startswith(event) for found in told(extractor, twin))


def test_what_is_not_clear_is_not_denied(extractor: Extractor) -> None:
    assert "TCD>MLI ASSAULT negated" not in told(extractor, "It is not clear whether Chad attacked Mali.")


@pytest.mark.parametrize(
    ("other", "twin", "event"),
    [
        (
            "Norway is worried about the risk of a recession in Russia.",
            "Norway is worried about the arrests in Russia.",
            "NOR>RUS ACCUSE occurred",
        ),
        (
            "Norway is concerned about the situation in Russia.",
            "Norway is concerned about the human rights situation in Russia.",
            "NOR>RUS ACCUSE occurred",
        ),
        (
            "Norway said Russia was responsible for its side of the border.",
            "Norway said Russia was responsible for the raid.",
            "NOR>RUS ACCUSE occurred",
        ),
        ("Norway will arm itself against Russia.", "Norway is arming Russia.", "NOR>RUS AID occurred"),
        (
            "Norway's demand caught Russian officials off guard.",
            "Norway caught Russian officials at the border.",
            "NOR>RUS COERCE occurred",
        ),
        (
            "Iranian non-compliance with the Norwegian rules went on.",
            "Iranian compliance with the Norwegian rules went on.",
            "IRN>NOR CONCEDE occurred",
        ),
        (
            "Norwegian opposition to imposing sanctions on Russia is strong.",
            "Norway is imposing sanctions on Russia.",
            "NOR>RUS SANCTION occurred",
        ),
        ("Norway joined Russia in criticising Peru.", "Norway joined NATO.", "NOR>NATO SUPPORT occurred"),
        (
            "Norway announced zero tariffs on Russia.",
            "Norway announced tariffs on Russia.",
            "NOR>RUS SANCTION occurred",
        ),
    ],
)
def test_the_other_sense(other: str, twin: str, event: str, extractor: Extractor) -> None:
    assert event not in told(extractor, other)
    assert event in told(extractor, twin)


@pytest.mark.parametrize(
    ("private", "twin", "event"),
    [
        (
            "A Polish tourist attacked a German embassy.",
            "Polish soldiers attacked a German embassy.",
            "POL>DEU ASSAULT",
        ),
        ("The Malian refugees attacked a Chadian ship.", "The Malian army attacked a Chadian ship.", "MLI>TCD ASSAULT"),
        (
            "Two Polish citizens were tried for attacking Mali.",
            "Poland was tried for attacking Mali.",
            "POL>MLI ASSAULT",
        ),
        ("Norway raised its quota of Russian cod.", "Norway raised its tariffs on Russian cod.", "NOR>RUS SANCTION"),
    ],
)
def test_who_acts_for_nobody(private: str, twin: str, event: str, extractor: Extractor) -> None:
    assert not any(found.startswith(event) for found in told(extractor, private))
    assert any(found.startswith(event) for found in told(extractor, twin))


def test_what_befalls_refugees_is_done_to_their_state(extractor: Extractor) -> None:
    assert "NOR>MLI COERCE occurred" in told(extractor, "Norway deported Malian refugees.")


def test_what_is_done_every_year_is_a_habit(extractor: Extractor) -> None:
    assert "NOR>MLI CONSULT occurred" not in told(extractor, "Norway and Mali hold talks every six months.")
    assert "NOR>MLI CONSULT occurred" in told(extractor, "Norway and Mali held talks every six months.")


WORRIED = "Norway NNP nsubj 2\nis VBZ ROOT 0\nworried JJ acomp 2"


def test_a_feeling_about_nothing_is_no_ones(extractor: Extractor) -> None:
    assert events(f"{WORRIED}\nabout IN prep 3\nRussia NNP pobj 4")
    assert not any("ACCUSE" in found for found in told(extractor, "Russia sold gas. Norway said it was less worried."))


@pytest.mark.parametrize(
    ("text", "otherwise"),
    [
        ("The Kivu Ports Authority (KPA) paid for the quay.", True),
        ("The Kivu Ports Authority, KPA, paid for the quay.", True),
        ("The Korean People's Army (KPA) fired on the quay.", False),
        ("The army of the Korean people (KPA) fired on the quay.", False),  # its initials are others
        ("The KPA fired on the quay.", False),
    ],
)
def test_letters_mean_what_the_article_says(text: str, otherwise: bool) -> None:  # noqa: FBT001 - a column
    assert otherwise_explained("KPA", text, load_actors()) is otherwise


def test_who_is_called_by_such_letters_is_nobody(extractor: Extractor) -> None:
    told_of = "The KPA praised Mali on Monday."
    assert told(extractor, told_of)
    assert not told(extractor, f"The Kivu Ports Authority (KPA) was founded last year. {told_of}")
