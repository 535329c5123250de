"""What a sentence does not tell as done: negation of joined verbs, parties left out, false and imagined reports."""

from __future__ import annotations

from datetime import date

import pytest

from kg.extraction.syntax.exclusion import excluded
from kg.model import Article
from tests.parses import events, tree
from tests.sample_read import extractor

Told = set[tuple[str, str, str]]


def real(table: str) -> Told:
    """(source, type, target) of what a parse tells as done."""
    return {(s, type_, t) for s, type_, t, status in events(table) if status == "occurred"}


BUT_NEVER = (
    "Chad NNP nsubj 2\nattacked VBD ROOT 0\nMali NNP dobj 2\nbut CC cc 2\nhas VBZ aux 7\nnever RB neg 7\n"
    "attacked VBN conj 2\nNiger NNP dobj 7"
)
NEITHER = (
    "Chad NNP nsubj 3\nneither CC preconj 3\nattacked VBD ROOT 0\nMali NNP dobj 3\nnor CC cc 3\n"
    "bombed VBD conj 3\nNiger NNP dobj 6"
)
SHARED_NOT = (
    "Chad NNP nsubj 4\ndid VBD aux 4\nnot RB neg 4\nattack VB ROOT 0\nMali NNP dobj 4\nor CC cc 4\n"
    "bomb VB conj 4\nNiger NNP dobj 7"
)
SHARED_WILL = (
    "Chad NNP nsubj 3\nwill MD aux 3\nattack VB ROOT 0\nMali NNP dobj 3\nand CC cc 3\nbomb VB conj 3\nNiger NNP dobj 6"
)
BOTH = "Chad NNP nsubj 2\nattacked VBD ROOT 0\nMali NNP dobj 2\nand CC cc 2\nbombed VBD conj 2\nNiger NNP dobj 5"
BUT_NOT = "Chad NNP nsubj 2\nattacked VBD ROOT 0\nMali NNP dobj 2\nbut CC cc 3\nnot RB neg 4\nNiger NNP conj 3"
NOT_ONLY = (
    "Chad NNP nsubj 2\nattacked VBD ROOT 0\nMali NNP dobj 2\nand CC cc 3\nnot RB neg 7\nonly RB advmod 7\n"
    "Niger NNP conj 3"
)
NOT_ON = (
    "Chad NNP nsubj 2\nimposed VBD ROOT 0\nsanctions NNS dobj 2\non IN prep 3\nMali NNP pobj 4\n, , punct 2\n"
    "not RB neg 2\non IN prep 2\nNiger NNP pobj 8"
)
ALL_BUT = "All DT det 2\ncountries NNS nsubj 5\nbut CC cc 2\nChad NNP conj 2\nattacked VBD ROOT 0\nMali NNP dobj 5"


@pytest.mark.parametrize(
    ("table", "told"),
    [
        (BUT_NEVER, {("TCD", "ASSAULT", "MLI")}),
        (NEITHER, set()),
        (SHARED_NOT, set()),
        (SHARED_WILL, set()),
        (BOTH, {("TCD", "ASSAULT", "MLI"), ("TCD", "ASSAULT", "NER")}),
        (BUT_NOT, {("TCD", "ASSAULT", "MLI")}),
        (NOT_ONLY, {("TCD", "ASSAULT", "MLI"), ("TCD", "ASSAULT", "NER")}),
        (NOT_ON, {("TCD", "SANCTION", "MLI")}),
        (ALL_BUT, set()),
    ],
)
def test_joined_verbs_and_parties(table: str, told: Told) -> None:
    assert real(table) == told


CLAUSE = "that IN mark 4\nChad NNP nsubj 4\nattacked VBD {dep} {head}\nMali NNP dobj 4"
FALSE_REPORTS = "Reports NNS nsubj 6\n" + CLAUSE.format(dep="acl", head=1) + "\nwere VBD ROOT 0\nfalse JJ acomp 6"
TRUE_REPORTS = FALSE_REPORTS.replace("false", "accurate")
NOT_FALSE = FALSE_REPORTS.replace("false JJ acomp 6", "not RB neg 6\nfalse JJ acomp 6")
NO_PROOF = (
    "There EX expl 2\nis VBZ ROOT 0\nno DT det 4\nproof NN attr 2\nthat IN mark 7\nChad NNP nsubj 7\n"
    "attacked VBD acl 4\nMali NNP dobj 7"
)
PROOF = NO_PROOF.replace("no DT", "clear JJ").replace("det 4", "amod 4")
NOBODY = "Nobody NN nsubj 2\nthinks VBZ ROOT 0\nthat IN mark 5\nChad NNP nsubj 5\nattacked VBD ccomp 2\nMali NNP dobj 5"
KNOWS = NOBODY.replace("thinks", "forgot")
EVERYBODY = NOBODY.replace("Nobody", "Everybody")
FILM = "In IN prep 6\nthe DT det 3\nnovel NN pobj 1\n, , punct 6\nChad NNP nsubj 6\nattacks VBZ ROOT 0\nMali NNP dobj 6"
DESERT = FILM.replace("novel", "desert")
SEMICOLON = (
    "Chad NNP nsubj 2\nattacked VBD ccomp 8\nMali NNP dobj 2\n; : punct 8\ntalks NNS nsubj 8\ndid VBD aux 8\n"
    "not RB neg 8\nprove VB ROOT 0"
)


@pytest.mark.parametrize(
    ("table", "done"),
    [
        (FALSE_REPORTS, False),
        (TRUE_REPORTS, True),
        (NOT_FALSE, True),
        (NO_PROOF, False),
        (PROOF, True),
        (NOBODY, False),
        (KNOWS, True),
        (EVERYBODY, True),
        (FILM, False),
        (DESERT, True),
        (SEMICOLON, True),
    ],
)
def test_what_is_not_vouched_for_is_not_done(table: str, *, done: bool) -> None:
    assert (("TCD", "ASSAULT", "MLI") in real(table)) is done


NOT_TO = "Chad NNP nsubj 2\nvowed VBD ROOT 0\nnot RB neg 5\nto TO aux 5\n{} VB xcomp 2\nMali NNP dobj 5"


@pytest.mark.parametrize(("verb", "type_"), [("attack", "AGREE"), ("recognise", "REJECT")])
def test_a_promise_not_to_do_it_is_turned_round(verb: str, type_: str) -> None:
    assert real(NOT_TO.format(verb)) == {("TCD", type_, "MLI")}


HEADLINE = "Chad NNP nsubj 3\nto TO aux 3\nattack VB ROOT 0\nMali NNP dobj 3"


def test_a_headline_with_to_is_about_the_future() -> None:
    assert events(HEADLINE) == [("TCD", "ASSAULT", "MLI", "future")]


UNLESS = (
    "Mali NNP nsubj 2\nsaid VBD ROOT 0\nChad NNP nsubj 5\nwould MD aux 5\nhelp VB ccomp 2\nit PRP dobj 5\n"
    "should MD aux 10\nNiger NNP nsubjpass 10\nbe VB auxpass 10\nattacked VBN advcl 5"
)


def test_an_inverted_condition_asks_nothing() -> None:
    assert all(target != "NER" for _, _, target, _ in events(UNLESS))


BEFELL = (
    "Chad NNP nsubj 2\ncondemned VBD ROOT 0\nthe DT det 4\nmurder NN dobj 2\nof IN prep 4\nMalian JJ amod 7\n"
    "soldiers NNS pobj 5"
)


def test_who_suffered_a_condemned_deed_is_not_condemned() -> None:
    assert ("TCD", "ACCUSE", "MLI") not in real(BEFELL)
    assert ("TCD", "ACCUSE", "NER") in real(BEFELL + "\nby IN prep 2\nNiger NNP pobj 8")


@pytest.mark.parametrize(
    ("table", "apart"),
    [
        (BUT_NOT, {"Niger"}),
        (NOT_ONLY, set()),
        (ALL_BUT, {"Chad"}),
        (NOT_ON, {"not on Niger"}),
        ("All DT nsubj 4\nexcept IN prep 1\nChad NNP pobj 2\nprotested VBD ROOT 0", {"except Chad"}),
    ],
)
def test_who_is_left_out(table: str, apart: set[str]) -> None:
    parsed = tree(table)
    named = {parsed.words[i].text for i in excluded(parsed)} - {"not", "on", "except"}
    assert named == {phrase.split()[-1] for phrase in apart}


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "told", "not_told"),
    [
        ("Kenya condemned Uganda yet never blamed Rwanda.", {("KEN", "ACCUSE", "UGA")}, {("KEN", "ACCUSE", "RWA")}),
        ("Peru shelled Chile but not Bolivia.", {("PER", "ASSAULT", "CHL")}, {("PER", "ASSAULT", "BOL")}),
        ("The claim that Peru shelled Chile is baseless.", set(), {("PER", "ASSAULT", "CHL")}),
        ("The claim that Peru shelled Chile was confirmed.", {("PER", "ASSAULT", "CHL")}, set()),
        ("Observers found no sign that Peru had invaded Chile.", set(), {("PER", "ASSAULT", "CHL")}),
        ("During the war game Peru invades Chile.", set(), {("PER", "ASSAULT", "CHL")}),
        ("During the night Peru invaded Chile.", {("PER", "ASSAULT", "CHL")}, set()),
    ],
)
def test_sentences(text: str, told: Told, not_told: Told) -> None:
    article = Article(id="a", name="a", text=text, published=date(2023, 5, 4))
    (extraction,) = extractor().extract([article])
    found = {(r.dyad[0], r.type.value, r.dyad[1]) for r in extraction.reports if r.status.real}
    assert found >= told
    assert not found & not_told
