"""Columns of one row that contradict each other: told with file and line, and the row is read all the same."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from kg.importers import gdelt
from kg.importers.run import import_files
from kg.importers.summary import Imported
from tests.event_tables import ICEWS_COLUMNS, POLECAT_COLUMNS, icews, polecat, table
from tests.test_conflict_data import ACLED, GED, MID, PHOENIX, sheet

GDELT = dict.fromkeys(gdelt.V1, "") | {"GLOBALEVENTID": "5", "SQLDATE": "20140320", "DATEADDED": "20140321"} | {
    "MonthYear": "201403",
    "Year": "2014",
    "Actor1Code": "RUSGOV",
    "Actor1Name": "KREMLIN",
    "Actor1CountryCode": "RUS",
    "Actor1Type1Code": "GOV",
    "Actor2Code": "USA",
    "Actor2Name": "WASHINGTON",
    "Actor2CountryCode": "USA",
    "EventCode": "111",
    "EventBaseCode": "111",
    "EventRootCode": "11",
    "QuadClass": "3",
    "GoldsteinScale": "-2.0",
}  # fmt: skip
ICEWS = icews(4, Intensity="-2.0", Source_Sectors="Government")
POLECAT = polecat(4, Actor_COW="290", Recipient_COW="365", Quad_Code="MATERIAL CONFLICT")
DISPUTE = MID | {"highact": "16"}
VIOLENCE = GED | {"country_id": "135", "deaths_a": "1", "deaths_b": "3", "deaths_civilians": "0", "deaths_unknown": "0"}
STRIFE = ACLED | {"year": "2023", "iso": "724"}


def imported(tmp_path: Path, dataset: str, *rows: Mapping[str, str]) -> Imported:
    columns = {"icews": ICEWS_COLUMNS, "polecat": POLECAT_COLUMNS}.get(dataset)
    (tmp_path / "events.csv").write_bytes(table(columns, rows) if columns else sheet(rows))
    done = import_files(dataset, [tmp_path / "events.csv"], tmp_path / "graph")
    assert done.rows == done.imported + sum(done.left_out.values()) + sum(done.skipped.values())
    return done


CLASHES = [  # data set, a sound row, what is changed, what is told, what the row has there
    ("gdelt1", GDELT, {"Year": "2013"}, "SQLDATE and Year", "2014-03-20 against 2013"),
    ("gdelt1", GDELT, {"MonthYear": "201404"}, "SQLDATE and MonthYear", "2014-03-20 against 201404"),
    ("gdelt1", GDELT, {"QuadClass": "1"}, "event code and QuadClass", "111 against 1"),
    ("gdelt1", GDELT, {"GoldsteinScale": "7.0"}, "event code and GoldsteinScale", "111 against 7.0"),
    ("gdelt1", GDELT, {"EventBaseCode": "112"}, "EventCode and EventBaseCode", "111 against 112"),
    ("gdelt1", GDELT, {"Actor1Code": "FRAGOV"}, "Actor1Code and Actor1CountryCode", "FRAGOV against RUS"),
    ("gdelt1", GDELT, {"Actor1Type1Code": "MIL"}, "Actor1Code and Actor1Type1Code", "RUSGOV against MIL"),
    ("icews", ICEWS, {"Intensity": "4.0"}, "event code and Intensity", "111 against 4.0"),
    ("icews", ICEWS, {"Source Name": "Peru"}, "Source Name and Source Country", "Peru against Turkey"),
    ("icews", ICEWS, {"Target Name": "Army (Peru)"}, "Target Name and Target Country", "Army (Peru) against Greece"),
    ("icews", ICEWS, {"CAMEO Code": "120"}, "code and Event Text", "120 Criticize or denounce"),
    ("polecat", POLECAT, {"Actor COW": "365"}, "Actor COW and Actor Country", "365 (RUS) against POL"),
    ("polecat", POLECAT, {"Recipient Name": "Peru"}, "Recipient Name and Recipient Country", "Peru against RUS"),
    ("polecat", POLECAT, {"Quad Code": "1"}, "Event Type and Quad Code", "SANCTION against 1"),
    ("polecat", POLECAT, {"Contexts": "diplomatic;astral"}, "a context that PLOVER does not have", "astral"),
    ("phoenix", PHOENIX, {"Month": "7"}, "Date and Month", "2014-06-20 against 7"),
    ("phoenix", PHOENIX, {"QuadClass": "4"}, "event code and QuadClass", "042 against 4"),
    ("phoenix", PHOENIX, {"SourceActorFull": "DNKGOV"}, "SourceActorFull and SourceActorEntity", "DNKGOV against NOR"),
    ("ged", VIOLENCE, {"gwnoa": "770"}, "number and name of a government", "770 (PAK) against Government of Peru"),
    ("ged", VIOLENCE, {"country_id": "770"}, "country_id and country", "770 (PAK) against PER"),
    ("ged", VIOLENCE, {"year": "1980"}, "days and year", None),
    ("ged", VIOLENCE, {"high": "1"}, "best is not between low and high", "4, 3 to 1"),
    ("ged", VIOLENCE, {"deaths_b": "30"}, "best and the deaths of each side", "4 against 31"),
    ("ged", VIOLENCE, {"type_of_violence": "3"}, "type_of_violence and sides", None),
    ("acled", STRIFE, {"year": "2022"}, "event_date and year", "2023-03-12 against 2022"),
    ("acled", STRIFE, {"iso": "604"}, "iso and country", "604 (PER) against ESP"),
    ("acled", STRIFE, {"event_type": "Protests"}, "event_type and sub_event_type", "Protests against Armed clash"),
    ("acled", STRIFE, {"inter1": "7"}, "actor1 and inter1", "Military Forces of Spain (2018-) against 7"),
    ("mid", DISPUTE, {"namea": "USA"}, "number and letters of a state", "385 against USA"),
    ("mid", DISPUTE, {"hihosta": "5"}, "action and hostility level", "7 against level 5"),
    ("mid", DISPUTE, {"year": "1975"}, "year and the years of the dispute", "1975 against 1974 to 1974"),
]


@pytest.mark.parametrize(("dataset", "row", "change", "remark", "detail"), CLASHES)
def test_columns_that_contradict_each_other_are_told(
    tmp_path: Path, dataset: str, row: Mapping[str, str], change: dict[str, str], remark: str, detail: str | None
) -> None:
    done = imported(tmp_path, dataset, {**row, **change})
    assert (done.imported, [told.startswith(remark) for told in done.told]) == (1, [True])
    place, text = done.examples[0]
    assert place == f"{tmp_path / 'events.csv'}:2"
    assert detail is None or text.endswith(repr(detail))


@pytest.mark.parametrize(
    ("dataset", "row"),
    [
        *[("gdelt1", GDELT), ("icews", ICEWS), ("polecat", POLECAT), ("phoenix", PHOENIX), ("ged", VIOLENCE)],
        *[("acled", STRIFE), ("mid", DISPUTE)],
        # a part of a country, and a state in two of its lives, are no contradiction
        ("icews", ICEWS | {"Source Name": "Catalonia", "Source Country": "Spain"}),
        ("icews", ICEWS | {"Source Name": "Soviet Union", "Source Country": "Russian Federation"}),
        ("gdelt1", GDELT | {"EventCode": "111.0", "EventBaseCode": "111.0", "QuadClass": "3.0", "Year": "2014.0"}),
        ("mid", DISPUTE | {"hihosta": "-9"}),
    ],
)
def test_nothing_is_told_of_a_sound_row(tmp_path: Path, dataset: str, row: Mapping[str, str]) -> None:
    done = imported(tmp_path, dataset, row)
    assert (done.imported, done.told, done.examples) == (1, {}, [])


def test_the_name_of_a_government_decides_against_a_number_of_another(tmp_path: Path) -> None:
    imported(tmp_path, "ged", VIOLENCE | {"gwnoa": "770", "side_b": "Government of Pakistan", "gwnob": "770"})
    from kg.store import Log

    assert {event.best.dyad for event in Log.open(tmp_path / "graph").events()} <= {("PER", "PAK"), ("PAK", "PER")}


@pytest.mark.parametrize(
    ("dataset", "row"),
    [
        ("polecat", POLECAT | {"Recipient Name": "Poland", "Recipient Country": "POL", "Recipient COW": "290"}),
        ("polecat", POLECAT | {"Primary Recipient Sector": "GOV", "Recipient Country": "POL", "Recipient COW": "290"}
        | {"Actor Name": "None", "Recipient Name": "None"}),
        ("mid", DISPUTE | {"stateb": "385", "nameb": "NOR"}),
        ("ged", VIOLENCE | {"side_b": "Government of Peru", "gwnob": "135"}),
    ],
)  # fmt: skip
def test_nobody_acts_upon_himself(tmp_path: Path, dataset: str, row: Mapping[str, str]) -> None:
    assert imported(tmp_path, dataset, row).left_out == {"both sides are one actor": 1}


@pytest.mark.parametrize("code", ["---GOV", "GOV", "---"])
def test_a_role_of_no_state_is_nobody(tmp_path: Path, code: str) -> None:
    entity, role = ("---", "GOV") if code == "---GOV" else ("", "")
    row = PHOENIX | {"SourceActorFull": code, "SourceActorEntity": entity, "SourceActorRole": role}
    assert imported(tmp_path, "phoenix", row).left_out == {"one side is not named": 1}


@pytest.mark.parametrize(
    ("dataset", "row", "remark"),
    [
        ("gdelt1", GDELT | {"Actor2CountryCode": "QQQ", "Actor2Code": "QQQ"}, "a country that no table has"),
        ("gdelt1", GDELT | {"Actor1Type1Code": "ROB", "Actor1Code": "RUSROB"}, "a code of Actor1Type1Code"),
        ("icews", ICEWS | {"Target Country": "Atlantis"}, "a country that no table has"),
        ("icews", ICEWS | {"Source Sectors": "Robots,Androids"}, "a code of Source Sectors that no table has"),
        ("polecat", POLECAT | {"Recipient Country": "QQQ"}, "a country that no table has"),
        ("polecat", POLECAT | {"Primary Recipient Sector": "ROB"}, "a code of Primary Recipient Sector"),
        ("phoenix", PHOENIX | {"SourceActorRole": "ROB", "SourceActorFull": "NORROB"}, "a code of SourceActorRole"),
    ],
)
def test_codes_newer_than_ours_are_told_and_cost_no_row(
    tmp_path: Path, dataset: str, row: Mapping[str, str], remark: str
) -> None:
    done = imported(tmp_path, dataset, row)
    assert (done.imported, len(done.told)) == (1, 1)
    assert done.examples[0][0] == f"{tmp_path / 'events.csv'}:2"
    assert done.examples[0][1].startswith(remark)


def test_an_action_newer_than_the_code_book_is_told_once(tmp_path: Path) -> None:
    done = imported(tmp_path, "mid", DISPUTE | {"highmcaa": "25"})
    assert done.examples[0][1] == "of one side: a code that the table of codes does not have: '25'"
