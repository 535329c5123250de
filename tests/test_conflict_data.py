"""UCDP GED, ACLED, Phoenix and dyadic disputes: what becomes of a row, and that every row is accounted for."""

from __future__ import annotations

import csv
import io
import runpy
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from kg.importers import IMPORTERS, acled, ged, mid, phoenix
from kg.importers.preview import Preview, previews
from kg.importers.run import import_files
from kg.importers.summary import Imported
from kg.lexicon.event_codes import event_codes
from kg.model import Report
from kg.store import Log

GED = {"id": "7", "type_of_violence": "1", "side_a": "Government of Peru", "side_b": "Sendero Luminoso"} | {
    "date_start": "1991-03-05",
    "date_end": "1991-03-05",
    "best": "4",
    "low": "3",
    "high": "6",
    "gwnoa": "135",
    "country": "Peru",
    "where_coordinates": "Ayacucho town",
    "where_prec": "1",
}
ACLED = {"event_id_cnty": "ESP7", "event_date": "12 March 2023", "time_precision": "1", "event_type": "Battles"} | {
    "sub_event_type": "Armed clash",
    "actor1": "Military Forces of Spain (2018-)",
    "inter1": "1",
    "actor2": "Military Forces of Portugal (2015-)",
    "inter2": "8",
    "country": "Spain",
    "location": "Olivenza",
}
PHOENIX = {"EventID": "7", "Date": "20140620", "Year": "2014", "Month": "6", "Day": "20"} | {
    "SourceActorFull": "NORGOV",
    "SourceActorEntity": "NOR",
    "SourceActorRole": "GOV",
    "TargetActorFull": "SWE",
    "TargetActorEntity": "SWE",
    "EventCode": "042",
    "EventRootCode": "04",
    "LocationName": "Oslo",
    "GeoCountryName": "NOR",
    "URLs": "https://news.example/1;https://news.example/2",
}
MID = {"disno": "70", "statea": "385", "stateb": "380", "namea": "NOR", "nameb": "SWD", "year": "1974"} | {
    "strtday": "3",
    "strtmnth": "4",
    "strtyr": "1974",
    "endday": "-9",
    "endmnth": "6",
    "endyear": "1974",
    "highmcaa": "7",
    "highmcab": "16",
    "hihosta": "3",
    "hihostb": "4",
}


def sheet(rows: Sequence[Mapping[str, str]]) -> bytes:
    """Rows as programs write csv: a header, quotes where they are needed."""
    out = io.StringIO()
    writer = csv.DictWriter(out, list(dict.fromkeys(name for row in rows for name in row)))
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def look(tmp_path: Path, dataset: str, data: bytes) -> Preview:
    (tmp_path / "events.csv").write_bytes(data)
    (found,) = previews(dataset, [tmp_path / "events.csv"], rows=100)
    return found


def only(tmp_path: Path, dataset: str, row: Mapping[str, str]) -> Report:
    (report,) = reports(tmp_path, dataset, row)
    return report


def reports(tmp_path: Path, dataset: str, *rows: Mapping[str, str]) -> list[Report]:
    return [report for row in look(tmp_path, dataset, sheet(rows)).rows for report in row.reports]


def reason(tmp_path: Path, dataset: str, row: Mapping[str, str]) -> str | None:
    return look(tmp_path, dataset, sheet([row])).rows[0].reason


def run(tmp_path: Path, dataset: str, data: bytes) -> Imported:
    (tmp_path / "events.csv").write_bytes(data)
    done = import_files(dataset, [tmp_path / "events.csv"], tmp_path / "graph")
    assert done.rows == done.imported + done.known + sum(done.left_out.values()) + sum(done.skipped.values())
    return done


# ---------- UCDP GED ----------


def test_a_ged_row(tmp_path: Path) -> None:
    report = only(tmp_path, "ged", GED)
    assert (report.source.actor.id, report.target.actor.id) == ("PER", "Shining Path")
    assert (report.type.value, report.symmetric, report.original_code) == ("ASSAULT", True, "1")
    assert report.trigger == "state-based violence, 4 deaths (3 to 6)"
    assert (report.place, report.when.iso, report.cameo) == ("Ayacucho town, Peru", "1991-03-05", None)


@pytest.mark.parametrize(
    ("changes", "place", "when"),
    [
        ({"date_end": "1991-03-09"}, "Ayacucho town, Peru", ("1991-03-05", "1991-03-09")),
        ({"where_prec": "6"}, "Peru", ("1991-03-05", "1991-03-05")),
        (
            {"date_start": "1991-03-05 00:00:00", "date_end": ""},
            "Ayacucho town, Peru",
            ("1991-03-05", "1991-03-05"),
        ),
        ({"date_end": "1991-12-31"}, "Ayacucho town, Peru", ("1991-03-05", "1991-12-31")),
    ],
)
def test_place_and_time_are_as_exact_as_the_row(
    tmp_path: Path, changes: dict[str, str], place: str, when: tuple[str, str]
) -> None:
    report = only(tmp_path, "ged", GED | changes)
    assert (report.place, (str(report.when.earliest), str(report.when.latest))) == (place, when)


@pytest.mark.parametrize(
    ("side", "number", "day", "actor"),
    [
        ("Government of Russia (Soviet Union)", "365", "1990-01-20", "SUN"),
        ("Government of Russia (Soviet Union)", "365", "1994-12-11", "RUS"),
        ("Government of Yemen (North Yemen)", "678", "2011-05-01", "YEM"),
        ("Government of Serbia (Yugoslavia)", "345", "1995-05-01", "YUG"),
        ("Government of Serbia (Yugoslavia)", "340", "2007-05-01", "SRB"),
        ("Government of Yemen (North Yemen)", "", "2011-05-01", "YEM"),
        ("Government of Croatia", "344", "1991-12-01", "HRV"),
    ],
)
def test_a_government_is_the_state_of_that_day(tmp_path: Path, side: str, number: str, day: str, actor: str) -> None:
    found = look(tmp_path, "ged", sheet([GED | {"side_a": side, "gwnoa": number, "date_start": day, "date_end": day}]))
    assert found.rows[0].reports[0].source.actor.id == actor
    told = any("a number of no state on that day" in remark for remark in found.rows[0].remarks)
    assert told == (side == "Government of Croatia")  # before its membership


def test_several_states_of_one_side_and_violence_against_civilians(tmp_path: Path) -> None:
    allies = {"side_a": "Government of France, Government of Italy", "gwnoa": "220, 325"}
    found = reports(tmp_path, "ged", GED | allies | {"side_b": "Government of Peru", "gwnob": "135"})
    assert [(r.source.actor.id, r.target.actor.id) for r in found] == [("FRA", "PER"), ("ITA", "PER")]
    report = only(tmp_path, "ged", GED | {"type_of_violence": "3", "side_a": "IS", "side_b": "Civilians", "gwnoa": ""})
    assert (report.source.actor.id, report.target.actor.id, report.symmetric) == ("Islamic State", "PER:CVL", False)


def test_a_party_with_the_letters_of_somebody_elsewhere_stays_itself(tmp_path: Path) -> None:
    assert only(tmp_path, "ged", GED | {"side_b": "XQV"}).target.actor.id == "XQV (Peru)"
    report = only(tmp_path, "ged", GED | {"side_b": "CPN-M"})
    assert report.target.actor.stands_for == "CPN-M (Peru)"


def test_cells_may_hold_line_ends_and_lines_keep_their_numbers(tmp_path: Path) -> None:
    first = GED | {"source_article": 'He said "no":\nand left\n\nthe room'}
    found = look(tmp_path, "ged", sheet([first, GED | {"id": "8", "side_a": ""}, GED | {"id": "9"}]))
    assert [(row.line, row.reason) for row in found.rows] == [(2, None), (6, "one side is not named"), (7, None)]
    done = run(tmp_path, "ged", sheet([first, GED | {"id": "8", "type_of_violence": "4"}, GED | {"id": "9"}]))
    assert (done.rows, done.imported, done.skipped) == (3, 2, {"a code that the table of codes does not have": 1})
    assert done.examples[0][0].endswith("events.csv:6")


def test_a_quote_that_nothing_closes_takes_no_row_along(tmp_path: Path) -> None:
    rows = [GED | {"id": str(number)} for number in range(300)]
    data = sheet(rows).replace(b"Ayacucho town", b'Ayacucho "town', 1)
    assert run(tmp_path, "ged", data).rows == 300


# ---------- ACLED ----------


def test_an_acled_row_goes_by_names_not_by_codes(tmp_path: Path) -> None:
    report = only(tmp_path, "acled", ACLED)
    assert (report.source.actor.id, report.target.actor.id, report.symmetric) == ("ESP:MIL", "PRT:MIL", True)
    assert (report.original_code, report.when.iso, report.place) == ("Armed clash", "2023-03-12", "Olivenza, Spain")


@pytest.mark.parametrize(
    ("kind", "type_", "mode", "way"),
    [
        ("Air/drone strike", "ASSAULT", "aerial", "ESP>PRT"),
        ("Shelling/artillery/missile attack", "ASSAULT", "heavy-weapons", "ESP>PRT"),
        ("Arrests", "COERCE", "arrest", "ESP>PRT"),
        ("Protest with intervention", "COERCE", None, "PRT>ESP"),
        ("Excessive force against protesters", "ASSAULT", "crowd-control", "PRT>ESP"),
        ("Agreement", "AGREE", None, "ESP>PRT"),
    ],
)
def test_sub_events(tmp_path: Path, kind: str, type_: str, mode: str | None, way: str) -> None:
    report = only(tmp_path, "acled", ACLED | {"sub_event_type": kind})
    assert (report.type.value, report.mode and report.mode.name, ">".join(report.dyad)) == (type_, mode, way)


@pytest.mark.parametrize(
    ("name", "inter", "actor"),
    [
        ("Civilians (Spain)", "7", "ESP:CVL"),
        ("Protesters (Spain)", "Protesters", "ESP:CVL"),
        ("Military Forces of the Democratic Republic of Congo (2019-)", "8", "COD:MIL"),
        ("Police Forces of Spain (2018-2019)", "1", "ESP:COP"),
        ("Islamic State (Iraq)", "2", "Islamic State"),
        ("PKK: Kurdistan Workers Party", "Rebel group", "PKK"),
        ("Unidentified Armed Group (Spain)", "3", "ESP:UAF:UNIDENTIFIED-ARMED-GROUP"),
        ("FOO: Front of Nowhere", "2", "FOO: Front of Nowhere"),
    ],
)
def test_acled_actors(tmp_path: Path, name: str, inter: str, actor: str) -> None:
    assert only(tmp_path, "acled", ACLED | {"actor2": name, "inter2": inter}).target.actor.id == actor


def test_a_week_and_a_month_are_spans(tmp_path: Path) -> None:
    week, month = (only(tmp_path, "acled", ACLED | {"time_precision": p}).when for p in ("2", "3"))
    assert (str(week.earliest), str(week.latest), month.iso) == ("2023-03-09", "2023-03-15", "2023-03")


def test_acled_rows_are_all_accounted_for(tmp_path: Path) -> None:
    changes: list[dict[str, str]] = [{}, {"actor2": ""}, {"sub_event_type": "Other"}, {"sub_event_type": "Dance"}]
    changes.append({"event_date": "soon"})
    rows = [ACLED | {"event_id_cnty": f"ESP{at}"} | change for at, change in enumerate(changes)]
    done = run(tmp_path, "acled", sheet(rows))
    assert (done.rows, done.imported) == (5, 1)
    assert done.left_out == {"no event of PLOVER: what happened is not coded": 1, "one side is not named": 1}
    assert done.skipped == {"a code that the table of codes does not have": 1, "no date": 1}
    old = ACLED | {"event_id_cnty": "1SPA", "event_type": "Battle-No change of territory", "sub_event_type": ""}
    assert only(tmp_path, "acled", old).type.value == "ASSAULT"


# ---------- Phoenix ----------


def test_a_phoenix_row_with_and_without_a_header(tmp_path: Path) -> None:
    report = only(tmp_path, "phoenix", PHOENIX)
    assert (report.source.actor.id, report.target.actor.id, report.cameo) == ("NOR:GOV", "SWE", "042")
    assert (report.when.iso, report.place, report.url) == ("2014-06-20", "Oslo, NOR", "https://news.example/1")
    bare = "\t".join(PHOENIX.get(name, "") for name in phoenix.COLUMNS).encode() + b"\n"
    assert look(tmp_path, "phoenix", bare).rows[0].reports[0].event_id == report.event_id


def test_the_historical_files_of_phoenix(tmp_path: Path) -> None:
    row = {"eid": "NYT_1", "story_date": "10/22/1962", "source": "USAGOV", "source_root": "USA", "source_agent": "GOV"}
    row |= {"target": "CUB", "target_root": "CUB", "code": "191", "root_code": "19", "countryname": "CUB"}
    found = look(tmp_path, "phoenix", sheet([row, row | {"eid": "NYT_2", "target_root": "IGOUNO", "target": "IGOUNO"}]))
    report = found.rows[0].reports[0]
    assert (">".join(report.dyad), report.when.iso, report.original_code) == ("USA>CUB", "1962-10-22", "191")


def test_a_phoenix_row_without_a_side_or_with_another_root(tmp_path: Path) -> None:
    nobody = PHOENIX | {"TargetActorFull": "---", "TargetActorEntity": ""}
    assert reason(tmp_path, "phoenix", nobody) == "one side is not named"
    assert "contradict" in str(reason(tmp_path, "phoenix", PHOENIX | {"EventRootCode": "19"}))


# ---------- disputes ----------


def test_a_dispute_is_what_each_state_did_at_the_most(tmp_path: Path) -> None:
    found = reports(tmp_path, "mid", MID)
    assert [(r.dyad, r.type.value, r.original_code) for r in found] == [
        (("NOR", "SWE"), "MOBILIZE", "7"),
        (("SWE", "NOR"), "ASSAULT", "16"),
    ]
    assert {(str(r.when.earliest), str(r.when.latest)) for r in found} == {("1974-04-03", "1974-06-30")}


@pytest.mark.parametrize(
    ("changes", "first", "last"),
    [
        ({"strtday": "-9"}, "1974-04-01", "1974-06-30"),
        ({"endyear": "1976", "endmnth": "2", "year": "1975"}, "1975-01-01", "1975-12-31"),
        ({"endyear": "1976", "endmnth": "2", "year": "1976"}, "1976-01-01", "1976-02-29"),
    ],
)
def test_a_dispute_is_dated_by_its_part_of_the_year(
    tmp_path: Path, changes: dict[str, str], first: str, last: str
) -> None:
    when = reports(tmp_path, "mid", MID | changes)[0].when
    assert (str(when.earliest), str(when.latest)) == (first, last)


def test_numbers_of_states_go_by_day(tmp_path: Path) -> None:
    year = {"year": "2013", "strtyr": "2013", "endyear": "2013", "statea": "345", "stateb": "255"}
    assert {r.dyad for r in reports(tmp_path, "mid", MID | year)} == {("SRB", "DEU"), ("DEU", "SRB")}
    assert "no state of Correlates of War in that time" in str(reason(tmp_path, "mid", MID | year | {"stateb": "260"}))


def test_what_nobody_did_or_knows_is_left_out(tmp_path: Path) -> None:
    assert len(reports(tmp_path, "mid", MID | {"highmcaa": "0"})) == 1
    assert reason(tmp_path, "mid", MID | {"highmcaa": "-9", "highmcab": "0"}) == (
        "no event of PLOVER: the action is not known"
    )
    directed = {"dispnum": "7", "ccode1": "2", "ccode2": "200", "year": "1902", "hiact1": "0", "hiact2": "7"}
    other = directed | {"ccode1": "200", "ccode2": "2", "hiact1": "7", "hiact2": "0"}
    done = run(tmp_path, "mid", sheet([directed, other]))
    assert (done.rows, done.imported, done.left_out) == (2, 1, {"no event of PLOVER: no militarized action": 1})
    assert Log.open(tmp_path / "graph").events()[0].best.dyad == ("GBR", "USA")


def test_participants_of_disputes_are_refused_with_what_to_take(tmp_path: Path) -> None:
    row = {"dispnum": "2", "stabb": "UKG", "ccode": "200", "styear": "1902", "endyear": "1903"}
    error = look(tmp_path, "mid", sheet([row])).error
    assert error is not None
    assert "without the column statea" in error
    assert "these are participants, one row a state: take the dyadic disputes" in error


# ---------- all ----------


@pytest.mark.parametrize("dataset", ["acled", "ged", "mid"])
def test_the_table_of_codes_is_sound_and_described(dataset: str) -> None:
    codes = event_codes(dataset)
    assert codes
    assert all(known.type is not None or known.note for known in codes.values())


def test_the_page_has_the_table_of_codes() -> None:
    root = Path(__file__).parent.parent
    made = runpy.run_path(str(root / "scripts" / "write_event_codes.py"))
    assert made["MARKS"][0] + made["table"]() + made["MARKS"][1] in (root / "docs" / "importing.md").read_text("utf-8")


def test_each_format_knows_its_own_tables_and_refuses_the_others(tmp_path: Path) -> None:
    tables = {"ged": GED, "acled": ACLED, "phoenix": PHOENIX, "mid": MID}
    for name, row in tables.items():
        for dataset in IMPORTERS:
            found = look(tmp_path, dataset, sheet([row]))
            assert (found.error is None) == (dataset == name), (name, dataset, found.error)
            assert dataset == name or f"read by: kg import {name}" in str(found.error)
    assert {ged.NAME, acled.NAME, phoenix.NAME, mid.NAME} <= set(IMPORTERS)


def test_a_state_on_a_day_on_which_it_did_not_stand_is_told(tmp_path: Path) -> None:
    row = PHOENIX | {"Date": "19950620", "Year": "1995", "SourceActorEntity": "SRB", "SourceActorFull": "SRBGOV"}
    done = run(tmp_path, "phoenix", sheet([row]))
    assert done.told == {"a state on a day on which it did not stand": 1}
    assert "SRB begins 2006-06-05; on 1995-06-20 it was YUG" in done.examples[0][1]
