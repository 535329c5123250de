"""Ids of the rule tables: one a row, readable, checked when loaded, and found again from what a report carries."""

from __future__ import annotations

import re
from collections.abc import Callable
from importlib.resources import files

import pytest

from kg.lexicon import checked, load_predicates, matrix, outcomes, predicates, rule_places
from kg.lexicon.actor_schemas import ACTORS
from kg.lexicon.rule_ids import family, links, stem

READ = checked.shipped


def test_every_row_of_every_table_has_an_id_of_its_own() -> None:
    known = load_predicates().by_id
    lines = 0
    for table in (*predicates.TABLES, matrix.TABLE, outcomes.DERIVED, outcomes.SPEECH):
        rows = [line for line in READ(table).splitlines() if line and line[0] != "#"][1:]
        lines += len(rows)
        assert not [line for line in rows if line.split("\t")[0] not in known]
    assert len(known) == lines > 2700
    assert len({row.place for row in known.values()}) == lines


def test_a_row_is_found_from_its_id() -> None:
    lexicon = files("ontology").joinpath("lexicon")
    tables = {entry.name: entry.read_text("utf-8").splitlines() for entry in lexicon.iterdir() if entry.is_file()}
    for own in load_predicates().by_id:
        (found,) = rule_places(own)
        path, _, line = found.place.rpartition(":")
        assert path.startswith("ontology/lexicon/")
        assert tables[path.rpartition("/")[2]][int(line) - 1].split("\t")[0] == own


def test_each_link_of_a_chain_is_found() -> None:
    found = rule_places("m:refuse + d:REJECT:AID + v:give:aid")
    assert [place.id for place in found] == ["m:refuse", "d:REJECT:AID", "v:give:aid"]
    assert [place.place.rpartition(":")[0].rpartition("/")[2] for place in found] == [
        "matrix.tsv",
        "derived.tsv",
        "predicates.tsv",
    ]


def test_a_rule_of_old_is_every_row_of_its_trigger() -> None:
    found = rule_places("v:give")
    assert {"v:give:aid", "v:give:warning"} <= {place.id for place in found}
    assert {stem(place.id) for place in found} == {"v:give"}


@pytest.mark.parametrize("rule", ["import:icews", "v:no such verb", ""])
def test_what_no_table_has_stands_nowhere(rule: str) -> None:
    assert rule_places(rule) == ()


def test_a_chain_without_senses_and_codes() -> None:
    assert links("m:agree + v:meet") == ("m:agree", "v:meet")
    assert family("m:agree + d:AGREE:AID + v:give:aid") == "m:agree + v:give"


def spoilt(table: str, spoil: Callable[[str], str]) -> list[str]:
    """The problems told when a table has been changed; of those that name actors only the beginning is looked at."""
    return checked.problems_of(lambda name: spoil(READ(name)) if name == table else BRIEF.get(name) or READ(name))


BRIEF = {f"{name}.tsv": "".join(READ(f"{name}.tsv").splitlines(keepends=True)[:20]) for name in ACTORS}


def line_of(table: str, own: str) -> int:
    return next(i for i, line in enumerate(READ(table).splitlines(), 1) if line.split("\t")[0] == own)


@pytest.mark.parametrize(
    ("table", "own", "other", "told"),
    [
        ("predicates.tsv", "v:give:aid", "", "no id; python scripts/row_ids.py writes one"),
        ("predicates.tsv", "v:give:aid", "v:give:warning", "ids are never used twice"),
        ("predicates.tsv", "v:give:aid", "v:get:aid", "is not 'v:give', nor that with :something"),
        ("predicates.tsv", "v:give:aid", "n:give:aid", "is not 'v:give', nor that with :something"),
        ("predicates.tsv", "v:give:aid", "v:give: aid", "a space at an edge"),
        ("predicates.tsv", "v:give:aid", "v:give:", "an empty part"),
        ("predicates.tsv", "v:give:aid", "v:give:aid + more", "or one of"),
        ("opinions.tsv", "v:regret", "v:condemn", "is not 'v:regret'"),
        ("matrix.tsv", "m:refuse:noun", "m:refuse", "ids are never used twice"),
        ("derived.tsv", "d:AGREE:AID", "d:AGREE:HELP", "is not 'd:AGREE:AID'"),
        ("speech.tsv", "s:reject", "s:rejoice", "no rule of speech is called 'rejoice'"),
    ],
)
def test_a_bad_id_is_told_with_its_line(table: str, own: str, other: str, told: str) -> None:
    problems = spoilt(table, lambda text: text.replace(f"\n{own}\t", f"\n{other}\t"))
    at = [problem for problem in problems if told in problem]
    # of a pair with one id it is the second that is told
    lines = {line_of(table, each) for each in (own, other) if f"\n{each}\t" in READ(table)}
    assert at
    assert {int(problem.split(":")[1]) for problem in at} <= lines
    assert all(problem.startswith(f"{table}:") for problem in at)


def test_all_problems_of_all_tables_are_told_at_once() -> None:
    bad = "v:x\tx\tw\t@nobody|:never\t\tATTACK\t\t1\tloud\t-\tNobody.\n"
    problems = spoilt("predicates.tsv", lambda text: text + bad + "\tx\tv\t\t\tAID\twin\t\t\t-\tNo.\n" * 2)
    last = len(READ("predicates.tsv").splitlines())
    told = {n: [p for p in problems if p.startswith(f"predicates.tsv:{last + n}: ")] for n in (1, 2, 3)}
    for word in ("class 'nobody'", ":never", "'ATTACK'", "'1'", "loud", "pos 'w'", "'v:x'"):
        assert any(word in problem for problem in told[1]), word
    for n in (2, 3):
        assert any("no id" in problem for problem in told[n])
        assert any("no mode 'win'" in problem for problem in told[n])


@pytest.mark.parametrize(
    ("table", "spoil", "told"),
    [
        ("derived.tsv", lambda text: re.sub(r"\nd:RETREAT\t.*", "", text), "no default for RETREAT"),
        ("derived.tsv", lambda text: text + "d:AGREE:AID\tAGREE\tAID\t033\t\n", "stands in derived.tsv"),
        ("derived.tsv", lambda text: text.replace("d:AGREE:AID\tAGREE\tAID", "d:AGREE:HELP\tAGREE\tHELP"), "'HELP'"),
        ("speech.tsv", lambda text: re.sub(r"\ns:note\t.*", "", text), "no row for s:note"),
        ("matrix.tsv", lambda text: text + "m:x\t\tv\tv\tself\tself\tself\t\t\t-\tX.\n", "trigger is empty"),
        ("matrix.tsv", lambda text: text + "m:x\tx\tq\tz\tself\tself\tso\t\t\t-\tX.\n", "takes: 'z'"),
    ],
)
def test_what_else_can_be_wrong_is_told(table: str, spoil: Callable[[str], str], told: str) -> None:
    assert any(told in problem for problem in spoilt(table, spoil))
