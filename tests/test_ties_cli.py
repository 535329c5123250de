from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from kg.model import Report
from kg.store import Log, Reading
from ontology import Sector
from tests.builders import actor, article, report
from tests.test_cli import Done, Kg, kg, one_line

__all__ = ["kg"]  # the fixture


def told() -> list[Report]:
    types = ["ACCUSE", "SANCTION", "ACCUSE", "ASSAULT", "ACCUSE", "AID", "CONSULT", "AID", "SUPPORT", "AID"]
    months = [report(type=type_, day=f"2021-{at:02}-05", start=at * 99) for at, type_ in enumerate(types, 1)]
    army = actor("USA:MIL", label="US forces", stands_for="USA", sector=Sector.MIL)
    return [
        *months,
        report(army, "RUS", "MOBILIZE", "2021-04-08", start=2000),
        report("DEU", "RUS", "ACCUSE", "2020-02-01", start=2100, dataset="other"),
        report("DEU", "RUS", "ACCUSE", "2020-03-01", start=2200),
    ]


@pytest.fixture
def graph(tmp_path: Path) -> Path:
    log = Log.create(tmp_path / "g")
    with log.writing():
        log.append([Reading(article=article("a1"), reports=tuple(told()))])
    return tmp_path / "g"


def parsed(done: Done) -> object:
    assert done.code == 0, done.err
    return json.loads(done.out)


def test_turns_and_reciprocity(kg: Kg, graph: Path) -> None:
    done = kg("ties", "RUS", "USA", "--turns", "-g", graph)
    lines = [line.split("\t") for line in done.out.splitlines()]
    assert lines[0][:3] == ["direction", "day", "last_before"]
    assert [line[:3] for line in lines[1:]] == [
        ["both", "2021-06-05", "2021-05"],
        ["RUS > USA", "2021-06-05", "2021-05"],
    ]
    assert "USA > RUS: no turning point can be told from 1 month with events" in done.err
    answers = kg("ties", "RUS", "USA", "--reciprocity", "-g", graph).out.splitlines()
    assert [line.split("\t")[:5] for line in answers[1:]] == [
        ["USA", "RUS", "10", "1", "1"],
        ["RUS", "USA", "1", "1", "1"],
    ]
    found = parsed(kg("ties", "RUS", "USA", "--turns", "--reciprocity", "--json", "-g", graph))
    assert isinstance(found, dict)
    assert [search["direction"] for search in found["turns"]] == ["both", "RUS > USA", "USA > RUS"]
    cause = found["turns"][0]["turns"][0]["causes"][0]
    assert cause["sentence"] in {item.sentence for item in told()}
    assert len(found["reciprocity"]) == 2


def test_sectors_members_and_datasets(kg: Kg, graph: Path) -> None:
    rows = kg("ties", "usa:mil", "Russia", "-g", graph).out.splitlines()
    assert [row.split("\t")[:4] for row in rows[1:]] == [["2021-04", "USA:MIL", "RUS", "1"]]
    assert "no actor 'EU'" in kg("ties", "EU", "RUS", "-g", graph).err
    rows = kg("ties", "EU", "RUS", "--expand-members", "--by", "year", "-g", graph).out.splitlines()
    assert [row.split("\t")[:4] for row in rows[1:]] == [["2020", "EU", "RUS", "2"]]
    found = parsed(kg("ties", "DEU", "RUS", "--by-source", "--json", "-g", graph))
    assert isinstance(found, dict)
    assert {name: sum(row["events"] for row in part["ties"]) for name, part in found.items()} == {"irkg": 1, "other": 1}
    lines = kg("ties", "DEU", "RUS", "--by-source", "--csv", "-g", graph).out.splitlines()
    assert lines[0].startswith("dataset,period")
    assert lines[1].startswith("irkg,2020-03")
    assert json.loads(next(csv.DictReader(lines))["types"]) == {"ACCUSE": 1}


def test_a_picture_of_no_known_kind_is_refused_before_the_work(kg: Kg, graph: Path) -> None:
    done = kg("ties", "RUS", "USA", "--plot", "curve.gif", "-g", graph)
    assert (done.code, done.out) == (2, "")
    assert "a picture ends in .svg" in done.err


def test_scales(kg: Kg, graph: Path, tmp_path: Path) -> None:
    done = kg("ties", "RUS", "USA", "--scale", "goldstein", "-g", graph)
    assert "counted without a score: 11 whose codes the scale goldstein lacks" in done.err
    path = tmp_path / "mine.tsv"
    path.write_text("code\tscore\nAID\tx\nADI\t1\n")
    failed = kg("ties", "RUS", "USA", "--scale", path, "-g", graph)
    assert failed.code == 2
    assert failed.err.splitlines() == [
        "kg: error: mine.tsv:2: score 'x' is not a number",
        "  mine.tsv:3: unknown code 'ADI'; did you mean AID?",
    ]
    assert "known: plover" in one_line(kg("ties", "RUS", "USA", "--scale", "mood", "-g", graph))


def test_a_picture(kg: Kg, graph: Path, tmp_path: Path) -> None:
    path = tmp_path / "curve.svg"
    done = kg("ties", "RUS", "USA", "--plot", path, "-g", graph)
    assert done.code == 0
    assert f"written: {path}" in done.err
    assert "Russia and United States" in path.read_text("utf-8")
    assert "picture ends in" in kg("ties", "RUS", "USA", "--plot", "a.gif", "-g", graph).err
    assert "--by-source" in kg("ties", "DEU", "RUS", "--by-source", "--plot", path, "-g", graph).err
    nobody = tmp_path / "none.html"
    assert kg("ties", "DEU", "USA", "--plot", nobody, "-g", graph).code == 0
    assert "No events with a date" in nobody.read_text("utf-8")


def test_confidence_and_times(kg: Kg, graph: Path) -> None:
    assert "no dated events" in kg("ties", "RUS", "USA", "--min-confidence", "0.9", "-g", graph).err
    early = parsed(kg("ties", "RUS", "USA", "--from", "2000-01-01", "--to", "2000-03-01", "--json", "-g", graph))
    assert isinstance(early, dict)
    assert [row["score_mean"] for row in early["ties"]] == [None] * 6
    done = kg("ties", "RUS", "USA", "--by", "day", "--from", "0001-01-01", "-g", graph)
    assert "take longer ones" in one_line(done)


def test_compare(kg: Kg, graph: Path) -> None:
    done = kg("compare", "--before", "2021-01..2021-05", "--after", "2021-06..2021-12", "-g", graph)
    lines = [line.split("\t") for line in done.out.splitlines()]
    assert lines[1][:5] == ["flipped", "RUS", "USA", "6 > 5", "-4.9 > +7.5"]
    assert "1 flipped, 0 warmed" in done.err
    found = parsed(kg("compare", "--before", "2020", "--after", "2021", "--json", "-g", graph))
    assert isinstance(found, dict)
    assert found["counts"] == {"flipped": 0, "warmed": 0, "cooled": 0, "born": 1, "died": 1}
    assert found["changes"][0]["after"]["evidence"][0]["sentence"]
    assert "is no time" in one_line(kg("compare", "--before", "then", "--after", "2021", "-g", graph))
    assert "must lie after" in one_line(kg("compare", "--before", "2021", "--after", "2020", "-g", graph))


@pytest.mark.parametrize(
    ("by", "first"),
    [
        ("active", ["RUS", "USA", "11"]),
        ("hostile", ["DEU", "RUS", "2"]),
        ("improved", ["flipped", "RUS", "USA"]),
        ("brokers", ["RUS", "1.0", "2"]),
    ],
)
def test_top(kg: Kg, graph: Path, by: str, first: list[str]) -> None:
    lines = [line.split("\t") for line in kg("top", "--by", by, "-g", graph).out.splitlines()]
    assert lines[1][:3] == first
    assert isinstance(parsed(kg("top", "--by", by, "--json", "-g", graph)), list)


def test_nothing_to_rank(kg: Kg, graph: Path) -> None:
    done = kg("top", "--from", "2030-01-01", "-g", graph)
    assert done.code == 0
    assert "nothing to rank from 2030-01-01" in done.err
    assert "lies after" in one_line(kg("top", "--from", "2030-01-01", "--to", "2029-01-01", "-g", graph))


@pytest.fixture
def unions(tmp_path: Path) -> Path:
    """Events around the ends of states, as 1990 and 1991 brought them."""
    told = [
        report("USA", "SUN", "CONSULT", "1991-07-31", start=1),
        report("USA", "RUS", "CONSULT", "1992-06-17", start=2),
        report("USA", "DEU", "SUPPORT", "1989-05-31", start=3),
        report("USA", "DEU", "SUPPORT", "1991-05-20", start=4),
        report("FRA", "RUS", "AID", "1993-02-01", start=5),
    ]
    log = Log.create(tmp_path / "u")
    with log.writing():
        log.append([Reading(article=article("a1"), reports=tuple(told))])
    return tmp_path / "u"


def test_codes_of_states_count_on_their_days(kg: Kg, unions: Path) -> None:
    def periods(*options: str) -> list[list[str]]:
        done = kg("ties", "2", *options, "--by", "year", "-g", unions)
        return [line.split("\t")[:4] for line in done.out.splitlines()[1:]]

    assert periods("365", "--codes", "cow") == [["1991", "2", "365", "1"], ["1992", "2", "365", "1"]]
    assert periods("260", "--codes", "cow") == [["1989", "2", "260", "1"]]
    assert periods("255", "--codes", "cow") == [["1991", "2", "255", "1"]]
    assert [row[0] for row in periods("GFR", "--codes", "gw")] == ["1989", "1991"]
    told = kg("ties", "2", "365", "--codes", "cow", "-g", unions).err
    assert "2 is USA in Correlates of War\n365 is SUN and RUS in Correlates of War" in told
    refused = kg("ties", "2", "260", "--codes", "cow", "--from", "2000-01-01", "-g", unions)
    assert refused.code == 2
    assert "260 is no state of Correlates of War from 2000-01-01: it is DEU from 1955-05-05" in one_line(refused)
    assert kg("ties", "2", "EU", "--codes", "cow", "--expand-members", "-g", unions).code == 2
    assert periods("Two=255,365", "--codes", "cow") == [["1991", "2", "Two", "2"], ["1992", "2", "Two", "1"]]
    wrong = kg("ties", "2", "Two=255,255", "--codes", "cow", "-g", unions)
    assert (wrong.code, "has a member twice" in wrong.err) == (2, True)


def test_a_state_told_of_when_it_did_not_stand_is_remarked(kg: Kg, tmp_path: Path) -> None:
    told = [report("USA", "SUN", "ACCUSE", "1993-02-01"), report("USA", "FRA", "AID", "1993-02-01", start=9)]
    log = Log.create(tmp_path / "u")
    with log.writing():
        log.append([Reading(article=article("a1"), reports=tuple(told))])
    said = kg("ties", "USA", "SUN", "-g", tmp_path / "u").err
    assert "SUN ended 1991-12-25; on 1993-02-01 it was RUS" in said
    assert "did not stand" not in kg("ties", "USA", "FRA", "-g", tmp_path / "u").err


def test_codes_choose_what_is_exported_and_asked(kg: Kg, unions: Path) -> None:
    def days(*options: str) -> list[str]:
        done = kg("export", "csv", *options, "--codes", "cow", "-g", unions)
        return [row["date"] for row in csv.DictReader(done.out.splitlines())]

    assert days("--actor", "365") == ["1991-07-31", "1992-06-17", "1993-02-01"]
    assert days("--actor", "365", "--actor", "2") == ["1991-07-31", "1992-06-17"]
    assert days("--dyad", "2", "365") == ["1991-07-31", "1992-06-17"]
    assert days("--actor", "255") == ["1991-05-20"]
    asked = kg("query", "dyad", "-p", "a=2", "-p", "b=365", "--codes", "cow", "-g", unions)
    assert [line[:10] for line in asked.out.splitlines()[1:]] == ["1992-06-17"]
    assert "365 is SUN and RUS" in asked.err
    assert kg("query", "-e", "ASK { ?s ?p ?o }", "--codes", "cow", "-g", unions).code == 2


def test_tables_have_the_numbers_of_the_day(kg: Kg, unions: Path) -> None:
    rows = list(csv.DictReader(kg("export", "csv", "-g", unions).out.splitlines()))
    assert [(row["date"], row["target_cow"], row["target_gw"]) for row in rows] == [
        ("1989-05-31", "260", "260"),
        ("1991-05-20", "255", "260"),
        ("1991-07-31", "365", "365"),
        ("1992-06-17", "365", "365"),
        ("1993-02-01", "365", "365"),
    ]
    nodes = {row["Id"]: row for row in csv.DictReader(kg("export", "nodes", "-g", unions).out.splitlines())}
    assert (nodes["DEU"]["cow"], nodes["SUN"]["gw"], nodes["USA"]["cow"]) == ("255", "365", "2")


def test_bounds_may_be_months_and_years_and_wrong_names_get_the_nearest(kg: Kg, unions: Path) -> None:
    done = kg("ties", "USA", "DEU", "--from", "1991", "--to", "1991-05", "--by", "year", "-g", unions)
    assert [line.split("\t")[:2] for line in done.out.splitlines()[1:]] == [["1991", "USA"]]
    assert "write it as 2024-05-22, 2024-05 or 2024" in kg("ties", "USA", "DEU", "--to", "91", "-g", unions).err
    assert "did you mean USA?" in kg("ties", "Amerika", "DEU", "-g", unions).err
    assert "did you mean gexf?" in kg("export", "gefx", "-g", unions).err
    assert "did you mean dyad?" in kg("query", "dyads", "-g", unions).err
    assert "kg query --list shows" in kg("query", "nosuch", "-g", unions).err


def test_several_states_as_one_side(kg: Kg, graph: Path) -> None:
    ours, *parts = (
        parsed(kg("ties", name, "RUS", "--by", "year", "--json", "-g", graph))
        for name in ("West=USA,DEU", "USA", "DEU")
    )
    counts = [
        {(tie["period"], tie["source"] == "RUS"): tie["events"] for tie in part["ties"]}  # type: ignore[index]
        for part in (ours, *parts)
    ]
    keys = counts[0].keys()
    assert {key: sum(part.get(key, 0) for part in counts[1:]) for key in keys} == counts[0]
    assert ours["a"] == "West"  # type: ignore[index]
    assert kg("ties", "West=USA,RUS", "RUS", "-g", graph).code == 2
