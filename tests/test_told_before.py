"""Lists, tables with several parties, and sides that only earlier sentences name."""

from __future__ import annotations

from datetime import date

import pytest

from kg.extraction.entities.deeds import Deeds
from kg.lexicon import load_actors
from kg.model import Actor, Article
from ontology import EventType
from tests.parses import events
from tests.sample_read import extractor


def actor(code: str) -> Actor:
    return load_actors().by_id[code][0].actor


CHAD, MALI, NIGER = actor("TCD"), actor("MLI"), actor("NER")


def test_the_raid_is_his_who_raided() -> None:
    deeds = Deeds({"raid": EventType.ASSAULT, "accord": EventType.SUPPORT})
    deeds = deeds.adding(1, EventType.ASSAULT, "190", (CHAD,), (MALI,))
    deeds = deeds.adding(2, EventType.SUPPORT, "057", (NIGER,), (MALI,), mutual=True)
    assert deeds.doers("raid", 3) == (1, (CHAD,))
    assert deeds.doers("accord", 3) == (2, (NIGER, MALI))
    assert deeds.doers("step", 3) == (2, (NIGER, MALI))
    assert deeds.doers("step", 9) == (-1, ())
    assert deeds.doers("visit", 3) == (-1, ())


def test_praise_is_no_accord() -> None:
    deeds = Deeds({"accord": EventType.SUPPORT})
    deeds = deeds.adding(1, EventType.SUPPORT, "051", (CHAD,), (MALI,))
    assert deeds.doers("accord", 2) == (-1, ())


def test_charges_are_denied_to_who_made_them() -> None:
    deeds = Deeds()
    deeds = deeds.adding(1, EventType.ACCUSE, "112", (NIGER,), (CHAD,))
    assert deeds.accuser("TCD") == NIGER
    assert deeds.accuser("NER") is None


def test_concern_is_over_a_recent_deed_of_another() -> None:
    deeds = Deeds()
    deeds = deeds.adding(1, EventType.ASSAULT, "190", (CHAD,), (MALI,))
    assert deeds.aggressor(2, "NER") == CHAD
    assert deeds.aggressor(2, "TCD") is None
    assert deeds.aggressor(20, "NER") is None


LIST = (
    "Chad NNP nsubj 8\n, , punct 1\nMali NNP appos 1\n, , punct 3\nNiger NNP conj 3\nand CC cc 5\nGhana NNP conj 5\n"
    "attacked VBD ROOT 0\nTogo NNP dobj 8"
)
DANGLING = "Chad NNP npadvmod 4\n, , punct 4\nMali NNP nsubj 4\nattack VBP ROOT 0\nTogo NNP dobj 4"
TABLE = (
    "Chad NNP nsubj 6\n, , punct 1\nMali NNP conj 1\nand CC cc 3\nNiger NNP conj 3\nheld VBD ROOT 0\ntalks NNS dobj 6"
)


@pytest.mark.parametrize(("table", "doers"), [(LIST, {"TCD", "MLI", "NER", "GHA"}), (DANGLING, {"TCD", "MLI"})])
def test_a_row_of_names_is_one_list(table: str, doers: set[str]) -> None:
    assert {(source, target) for source, _, target, _ in events(table)} == {(doer, "TGO") for doer in doers}


def test_each_two_at_a_table_talk() -> None:
    pairs = {frozenset((source, target)) for source, _, target, _ in events(TABLE) if source != target}
    assert pairs == {frozenset(pair) for pair in (("TCD", "MLI"), ("TCD", "NER"), ("MLI", "NER"))}


RETAINED = (
    "Chad NNP nsubjpass 3\nwas VBD auxpass 3\ngranted VBN ROOT 0\na DT det 5\nloan NN dobj 3\nby IN agent 3\n"
    "Mali NNP pobj 6"
)
PUT_OFF = "Chad NNP nsubj 4\nand CC cc 1\nMali NNP conj 1\ncancelled VBD ROOT 0\ntheir PRP$ poss 6\ntalks NNS dobj 4"
UTTERED = (
    "Chad NNP nsubj 2\nfiled VBD ROOT 0\na DT det 4\ncase NN dobj 2\nwith IN prep 2\nthe DT det 7\n"
    "court NN pobj 5\naccusing VBG acl 7\nMali NNP dobj 8"
)
HEADLINE = (
    "North NNP compound 2\nKorea NNP compound 3\nfires NNS nsubj 4\nmissile VBP ROOT 0\nat IN prep 4\nJapan NNP pobj 5"
)
TRUCE = (
    "Chad NNP nsubj 3\n, , punct 1\nagree VBP ROOT 0\nto TO aux 5\ntruce VB xcomp 3\nwith IN prep 5\nMali NNP pobj 6"
)
HALVES = (
    "South NNP compound 2\nKorea NNP nsubj 4\ntwice RB advmod 4\nattacked VBD ROOT 0\nthe DT det 6\nNorth NNP dobj 4\n"
    "with IN prep 4\nsome DT det 9\ndrones NNS pobj 7\n. . punct 4"
)


@pytest.mark.parametrize(
    ("table", "told"),
    [
        (RETAINED, ("MLI", "AID", "TCD")),
        (PUT_OFF, ("TCD", "SANCTION", "MLI")),
        (UTTERED, ("TCD", "ACCUSE", "MLI")),
        (HEADLINE, ("PRK", "ASSAULT", "JPN")),
        (TRUCE, ("TCD", "AGREE", "MLI")),
        (HALVES, ("KOR", "ASSAULT", "PRK")),
    ],
)
def test_sides_by_construction(table: str, told: tuple[str, str, str]) -> None:
    assert told in [(source, type_, target) for source, type_, target, _ in events(table)]


def test_the_north_is_a_direction_where_no_half_was_named() -> None:
    assert not events("Chad NNP nsubj 2\nattacked VBD ROOT 0\nthe DT det 4\nNorth NNP dobj 2")


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "told", "not_told"),
    [
        (
            "Chad bombed Mali on Sunday. Kenya voiced dismay. Ghana was dismayed, too. Norway condemned the raid.",
            {("NOR", "ACCUSE", "TCD")},
            {("GHA", "ACCUSE", "KEN"), ("NOR", "ACCUSE", "GHA")},
        ),
        (
            "Chad and Mali signed an accord on Sunday. Ghana welcomed the accord.",
            {("GHA", "SUPPORT", "TCD"), ("GHA", "SUPPORT", "MLI")},
            set(),
        ),
        (
            "Norway talked about fish with Iceland. Ghana called the raids a disgrace.",
            set(),
            {("GHA", "ACCUSE", "NOR"), ("GHA", "ACCUSE", "ISL")},
        ),
        (
            "The premier of Peru met his counterparts from Chile and Cuba.",
            {("PER", "CONSULT", "CHL"), ("PER", "CONSULT", "CUB")},
            set(),
        ),
    ],
)
def test_articles(text: str, told: set[tuple[str, str, str]], not_told: set[tuple[str, str, str]]) -> None:
    article = Article(id="a", name="a", text=text, published=date(2023, 5, 4))
    (extraction,) = extractor().extract([article])
    found = {(r.dyad[0], str(r.type), r.dyad[1]) for r in extraction.reports if r.status.real}
    assert found >= told
    assert not found & not_told
