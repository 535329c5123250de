"""Rules on parses built by hand: what the field's dictionary coders get wrong."""

from __future__ import annotations

import pytest

from tests.parses import events, phrases, tree

PASSIVE = "Ukraine NNP nsubjpass 3\nwas VBD auxpass 3\nattacked VBN ROOT 0\nby IN agent 3\nRussia NNP pobj 4"
NEGATED = "Russia NNP nsubj 4\ndid VBD aux 4\nn't RB neg 4\nattack VB ROOT 0\nUkraine NNP dobj 4"
MAY = "Russia NNP nsubj 3\nmay MD aux 3\nattack VB ROOT 0\nUkraine NNP dobj 3"
HELD_TALKS = (
    "Turkey NNP nsubj 4\nand CC cc 1\nGreece NNP conj 1\nheld VBD ROOT 0\ntalks NNS dobj 4\nin IN prep 4\n"
    "Geneva NNP pobj 6"
)
REFUSED = (
    "Germany NNP nsubj 2\nrefused VBD ROOT 0\nto TO aux 4\nsend VB xcomp 2\ntroops NNS dobj 4\nto IN prep 4\n"
    "Iraq NNP pobj 6"
)
DENIED = (
    "Russia NNP nsubj 2\ndenied VBD ROOT 0\nthat IN mark 5\nit PRP nsubj 5\nattacked VBD ccomp 2\nUkraine NNP dobj 5"
)
COLLAPSED = (
    "Talks NNS nsubj 6\nbetween IN prep 1\nIndia NNP pobj 2\nand CC cc 3\nPakistan NNP conj 3\ncollapsed VBD ROOT 0"
)
MINISTERS = (
    "Ministers NNS nsubj 7\nof IN prep 1\nEgypt NNP pobj 2\nand CC cc 3\n"
    "Jordan NNP conj 3\n, , punct 3\nmet VBD ROOT 0\n"
    "in IN prep 7\nCairo NNP pobj 8"
)
BOMBED = "Hamas NNP nsubj 2\nsaid VBD ROOT 0\nIsrael NNP nsubj 4\nbombed VBD ccomp 2\nLebanon NNP dobj 4"
THREATENED = "Iran NNP nsubj 2\nthreatened VBD ROOT 0\nto TO aux 4\nattack VB xcomp 2\nIsrael NNP dobj 4"
URGED = "China NNP nsubj 2\nurged VBD ROOT 0\nJapan NNP dobj 2\nto TO aux 5\nwithdraw VB xcomp 2\ntroops NNS dobj 5"
HALTED = "Iran NNP nsubj 2\nhalted VBD ROOT 0\ntalks NNS dobj 2\nwith IN prep 3\nFrance NNP pobj 4"
LIFTED = "France NNP nsubj 2\nlifted VBD ROOT 0\nsanctions NNS dobj 2\nagainst IN prep 3\nIran NNP pobj 4"
RECALLED = (
    "Russia NNP nsubj 2\nrecalled VBD ROOT 0\nits PRP$ poss 4\nambassador NN dobj 2\nto IN prep 4\nFrance NNP pobj 5"
)
SUMMONED = "Russia NNP nsubj 2\nsummoned VBD ROOT 0\nthe DT det 5\nFrench JJ amod 5\nambassador NN dobj 2"


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        (PASSIVE, ("RUS", "ASSAULT", "UKR", "occurred")),
        (NEGATED, ("RUS", "ASSAULT", "UKR", "negated")),
        (MAY, ("RUS", "ASSAULT", "UKR", "hypothetical")),
        (HELD_TALKS, ("TUR", "CONSULT", "GRC", "occurred")),
        (REFUSED, ("DEU", "MOBILIZE", "IRQ", "negated")),
        (DENIED, ("RUS", "REJECT", "UKR", "occurred")),
        (MINISTERS, ("EGY", "CONSULT", "JOR", "occurred")),
        (THREATENED, ("IRN", "THREATEN", "ISR", "occurred")),
        (URGED, ("CHN", "REQUEST", "JPN", "occurred")),
        (HALTED, ("IRN", "SANCTION", "FRA", "occurred")),
        (LIFTED, ("FRA", "CONCEDE", "IRN", "occurred")),
        (RECALLED, ("RUS", "SANCTION", "FRA", "occurred")),
        (SUMMONED, ("RUS", "ACCUSE", "FRA", "occurred")),
    ],
)
def test_one_event(table: str, expected: tuple[str, str, str, str]) -> None:
    assert set(events(table)) == {expected}


def test_reported_act_is_kept() -> None:
    assert ("ISR", "ASSAULT", "LBN", "occurred") in events(BOMBED)


def test_collapsed_talks_are_no_meeting() -> None:
    found = events(COLLAPSED)
    assert [(source, target) for source, _, target, _ in found] == [("IND", "PAK")]
    assert found[0][1] != "CONSULT"


def test_place_is_no_actor() -> None:
    assert all("CHE" not in event for event in events(HELD_TALKS))


EMBASSY = "Its PRP$ poss 2\nembassy NN nsubj 5\nin IN prep 2\nWashington NNP pobj 3\nprotested VBD ROOT 0"
RELATIVE = (
    "U.S. NNP npadvmod 3\n- HYPH punct 3\nbacked VBN amod 5\nSyrian JJ amod 5\nrebels NNS nsubj 6\nadvanced VBD ROOT 0"
)
UNKNOWN = (
    "Lithuanian JJ amod 4\nJustice NNP compound 3\nMinister NNP compound 4\nJonaitis NNP nsubj 5\nspoke VBD ROOT 0"
)


def test_rebels_are_not_their_backers() -> None:
    parsed = tree(RELATIVE)
    (ref,) = phrases(parsed).who(parsed.words[4])
    assert ref.actor.stands_for == "SYR"
    assert ref.actor.sector in {"REB", "OPP"}


def test_unknown_minister_stands_for_the_country() -> None:
    parsed = tree(UNKNOWN)
    (ref,) = phrases(parsed).who(parsed.words[3])
    assert (ref.actor.stands_for, ref.actor.kind, ref.actor.sector) == ("LTU", "person", "GOV")
    assert ref.actor.id == "person/jonaitis"


SUMMONED_X = (
    "Gabon NNP nsubj 2\nsummoned VBD ROOT 0\nGhana NNP poss 5\n's POS case 3\nambassador NN nsubj 2\n"
    ", , punct 5\nX NNP appos 5"
)
STOPPED = (
    "Japan NNP nsubj 2\npursued VBD ROOT 0\nRussian JJ amod 4\nboats NNS dobj 2\nand CC cc 2\n"
    "China NNP nsubj 7\nattacked VBD conj 2\nthem PRP dobj 7"
)
CALLED = (
    "Chad NNP nsubj 2\ncalled VBD ROOT 0\nMali NNP poss 5\n's POS case 3\ndecision NN compound 6\n"
    "unacceptable JJ oprd 2"
)
CONSIDERS = (
    "Chad NNP nsubj 2\nconsiders VBZ ROOT 0\nthe DT det 5\nLibyan JJ amod 5\nbase NN nsubj 6\nillegal JJ ccomp 2"
)
NO_LONGER = CONSIDERS.replace("considers VBZ ROOT 0", "thinks VBZ ROOT 0") + "\nno RB neg 8\nlonger RBR advmod 2"
OPPOSED = (
    "Chad NNP nsubjpass 3\nis VBZ auxpass 3\nopposed VBN ROOT 0\nto IN prep 3\nFrench JJ amod 6\nmediation NN pobj 4"
)
ANGER = (
    "international JJ amod 4\nand CC cc 1\nPalestinian JJ conj 1\ncriticism NN ROOT 0\nof IN prep 4\nIsrael NNP pobj 5"
)
ADMINISTRATION = "The DT det 3\nBush NNP compound 3\nadministration NN nsubj 4\nthreatened VBD ROOT 0\nIran NNP dobj 4"


def test_a_second_subject_behind_the_verb_is_its_object() -> None:
    assert events(SUMMONED_X) == [("GAB", "ACCUSE", "GHA", "occurred")]


def test_an_object_pronoun_is_not_the_subject_of_its_own_clause() -> None:
    assert ("CHN", "ASSAULT", "JPN", "occurred") in events(STOPPED)
    assert all(source != target for source, _, target, _ in events(STOPPED))


@pytest.mark.parametrize("table", [CALLED, CONSIDERS])
def test_what_parsers_hang_on_a_judging_adjective_is_judged(table: str) -> None:
    (event,) = events(table)
    assert event[:2] == ("TCD", "ACCUSE")


def test_what_is_no_longer_so_is_negated() -> None:
    assert not events(NO_LONGER)


def test_who_is_opposed_opposes() -> None:
    assert ("TCD", "REJECT", "FRA", "occurred") in events(OPPOSED)


def test_a_nationality_joined_to_another_adjective_owns_the_noun() -> None:
    assert events(ANGER) == [("PSE", "ACCUSE", "ISR", "occurred")]


def test_a_surname_before_administration_is_a_government() -> None:
    assert events(ADMINISTRATION) == [("USA", "THREATEN", "IRN", "occurred")]


ALLIES = (
    "France NNP nsubj 2\nurged VBD ROOT 0\nits PRP$ poss 5\nNATO NNP compound 5\npartners NNS dobj 2\nto TO aux 7\n"
    "help VB xcomp 2"
)
BORDER = (
    "Russia NNP nsubj 2\nshelled VBD ROOT 0\na DT det 4\ncamp NN dobj 2\nnear IN prep 4\nthe DT det 8\n"
    "Polish JJ amod 8\nborder NN pobj 5"
)
OPENED_FIRE = (
    "Israel NNP nsubj 2\nopened VBD ROOT 0\nfire NN dobj 2\nto TO aux 5\ndisperse VB advcl 2\n"
    "Syrian JJ amod 7\nsoldiers NNS dobj 5"
)
MARCH = "France NNP nsubj 2\nspoke VBD ROOT 0\nagainst IN prep 2\nIran NNP pobj 3\nin IN prep 2\nMarch NNP pobj 5"
STATEMENT = (
    "Russia NNP nsubj 2\nissued VBD ROOT 0\na DT det 4\nstatement NN dobj 2\ndemanding VBG acl 4\nthat IN mark 8\n"
    "Turkey NNP nsubj 8\nwithdraw VB ccomp 5"
)
WILLING = (
    "Norway NNP nsubj 2\nis VBZ ROOT 0\nwilling JJ acomp 2\nto TO aux 5\nlook VB xcomp 3\nat IN prep 5\n"
    "Finland NNP pobj 6"
)


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        pytest.param(ALLIES, {("FRA", "REQUEST", "NATO")}, id="partners are named after their alliance"),
        pytest.param(BORDER, set(), id="a camp near a border need not lie behind it"),
        pytest.param(OPENED_FIRE, {("ISR", "ASSAULT", "SYR")}, id="violence is meant for those it disperses"),
        pytest.param(STATEMENT, {("RUS", "REQUEST", "TUR")}, id="a statement speaks for who issued it"),
        pytest.param(WILLING, {("NOR", "AGREE", "FIN")}, id="willing to do what no table knows"),
    ],
)
def test_who_is_meant(table: str, expected: set[tuple[str, str, str]]) -> None:
    assert {event[:3] for event in events(table) if event[3] == "occurred"} == expected


def test_march_is_a_month() -> None:
    assert not [event for event in events(MARCH) if event[1] == "PROTEST"]


OPEN = (
    "France NNP nsubj 4\ndid VBD aux 4\nnot RB neg 4\nrule VB ROOT 0\nout RP prt 4\nan DT det 7\nattack NN dobj 4\n"
    "on IN prep 7\nRussia NNP pobj 8"
)
REFUSED_TO_EXCLUDE = (
    "France NNP nsubj 2\nrefused VBD ROOT 0\nto TO aux 4\nrule VB xcomp 2\nout RP prt 4\nan DT det 7\n"
    "attack NN dobj 4\n"
    "on IN prep 7\nRussia NNP pobj 8"
)
FOILED = "Israel NNP nsubj 2\nfoiled VBD ROOT 0\nan DT det 4\nattack NN dobj 2\nby IN prep 4\nIran NNP pobj 5"


@pytest.mark.parametrize("table", [OPEN, REFUSED_TO_EXCLUDE])
def test_what_is_not_ruled_out_has_not_happened(table: str) -> None:
    assert [event[3] for event in events(table)] == ["hypothetical"]


def test_whose_attack_it_is_the_noun_says() -> None:
    assert events(FOILED) == [("IRN", "ASSAULT", "ISR", "negated")]


OWN_POSITIONS = (
    "Armenia NNP nsubj 2\nsaid VBD ROOT 0\nAzerbaijan NNP nsubj 4\nshelled VBD ccomp 2\nits PRP$ poss 6\n"
    "positions NNS dobj 4"
)
YET = (
    "France NNP nsubj 2\nhas VBZ ROOT 0\nyet RB advmod 2\nto TO aux 5\nlift VB xcomp 2\nsanctions NNS dobj 5\n"
    "on IN prep 6\nSyria NNP pobj 7"
)


def test_what_is_fired_on_is_the_speakers_own() -> None:
    assert events(OWN_POSITIONS) == [("AZE", "ASSAULT", "ARM", "occurred")]


def test_what_is_yet_to_be_done_is_not_done() -> None:
    assert {event[3] for event in events(YET)} == {"hypothetical"}


SUSPENDED = (
    "Talks NNS nsubjpass 7\nbetween IN prep 1\nIran NNP pobj 2\nand CC cc 3\nFrance NNP conj 3\nwere VBD auxpass 7\n"
    "suspended VBN ROOT 0"
)
BERLIN = (
    "France NNP nsubj 2\ncondemned VBD ROOT 0\nthe DT det 5\nBerlin NNP compound 5\nbombing NN dobj 2\nby IN prep 5\n"
    "Libya NNP pobj 6"
)
BOTH_AGREED = (
    "Jordan NNP nsubj 4\nand CC cc 1\nBritain NNP conj 1\nagreed VBD ROOT 0\nto TO aux 6\nhold VB xcomp 4\n"
    "talks NNS dobj 6"
)


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        (SUSPENDED, ("IRN", "SANCTION", "FRA", "occurred")),
        (BERLIN, ("FRA", "ACCUSE", "LBY", "occurred")),
        (BOTH_AGREED, ("JOR", "AGREE", "GBR", "occurred")),
    ],
)
def test_sides_that_stand_in_unusual_places(table: str, expected: tuple[str, str, str, str]) -> None:
    assert expected in events(table)


CHAIRMAN = "The DT det 3\nPLO NNP compound 3\nchairman NN nsubj 4\ncondemned VBD ROOT 0\nSyria NNP dobj 4"


def test_the_head_of_a_movement_acts_for_it() -> None:
    assert events(CHAIRMAN) == [("PSE", "ACCUSE", "SYR", "occurred")]


IN_PROTEST = "China NNP nsubj 2\nleft VBD ROOT 0\nin IN prep 2\nprotest NN pobj 3\nagainst IN prep 4\nJapan NNP pobj 5"
FROM = "Protests NNS nsubj 4\nfrom IN prep 1\nChina NNP pobj 2\nreached VBD ROOT 0\nJapan NNP dobj 4"


@pytest.mark.parametrize("table", [IN_PROTEST, FROM])
def test_a_government_does_not_march(table: str) -> None:
    assert not [event for event in events(table) if event[1] == "PROTEST"]


ON_ALLIES = (
    "Ukraine NNP nsubj 2\ncalled VBD ROOT 0\non IN prep 2\nits PRP$ poss 5\nallies NNS pobj 3\nto TO aux 7\n"
    "impose VB xcomp 2\nsanctions NNS dobj 7\non IN prep 8\nRussia NNP pobj 9"
)
TWO_KOREAS = "The DT det 3\ntwo CD nummod 3\nKoreas NNPS nsubj 4\nheld VBD ROOT 0\ntalks NNS dobj 4"
INCLUDING = (
    "Countries NNS nsubj 4\nincluding VBG prep 1\nCanada NNP pobj 2\nrecalled VBD ROOT 0\ntheir PRP$ poss 6\n"
    "envoys NNS dobj 4\nfrom IN prep 4\nIran NNP pobj 7"
)
US_CHINA = (
    "US NNP compound 3\n- HYPH punct 3\nChina NNP compound 5\ntrade NN compound 5\ntalks NNS nsubj 6\nended VBD ROOT 0"
)


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        pytest.param(ON_ALLIES, set(), id="whom one calls on is not whom the act would hit"),
        pytest.param(TWO_KOREAS, {("PRK", "CONSULT", "KOR")}, id="the two Koreas"),
        pytest.param(INCLUDING, {("CAN", "SANCTION", "IRN")}, id="countries, including Canada"),
        pytest.param(US_CHINA, {("USA", "CONSULT", "CHN")}, id="US-China talks"),
    ],
)
def test_sides_named_in_a_roundabout_way(table: str, expected: set[tuple[str, str, str]]) -> None:
    assert {event[:3] for event in events(table)} == expected
