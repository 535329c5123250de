"""Event data coded by others: what becomes of a row, of a bad row, of a file that is broken, and of a second import."""

from __future__ import annotations

import gc
import gzip
import json
import os
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.base.errors import GraphError, ReadError, UsageError
from kg.cli.app import main
from kg.exporters import EXPORTERS
from kg.importers import IMPORTERS, base, event_files
from kg.importers.base import TableContext
from kg.importers.gdelt import V1
from kg.importers.row_actors import RowActors
from kg.importers.run import COMMIT, import_files
from kg.importers.summary import Imported
from kg.lexicon import load_datasets
from kg.model import Report
from kg.store import Log, Reading
from kg.store.queries import Queries
from kg.views.rdf import to_rdflib, triples
from ontology import EventType, iris, load
from tests.builders import graph
from tests.event_tables import (
    ICEWS_COLUMNS,
    POLECAT_COLUMNS,
    TEXTS,
    gdelt,
    icews,
    lines,
    many_icews,
    polecat,
    table,
)

REFERENCE = os.environ.get("KG_ICEWS_SAMPLE")


def run(
    tmp_path: Path,
    dataset: str,
    data: bytes,
    name: str = "events.tab",
    *,
    rebuild: bool = False,
    strict: bool = False,
) -> Imported:
    path = tmp_path / name
    path.write_bytes(data)
    return import_files(dataset, [path], tmp_path / "graph", rebuild=rebuild, strict=strict)


def reports(tmp_path: Path) -> list[Report]:
    return [report for event in Log.open(tmp_path / "graph").events() for report in event.reports]


def only(tmp_path: Path, dataset: str, data: bytes) -> Report:
    run(tmp_path, dataset, data)
    (report,) = reports(tmp_path)
    return report


# ---------- what a row says ----------


def test_an_icews_row(tmp_path: Path) -> None:
    row = icews(7, Source_Name="Recep Tayyip Erdoğan", Source_Sectors="Government,Executive")
    report = only(tmp_path, "icews", table(ICEWS_COLUMNS, [row]))
    assert (report.dyad, report.type, report.mode and report.mode.name) == (
        ("TUR", "GRC"),
        EventType.ACCUSE,
        "disapprove",
    )
    assert (report.dataset, report.original_code, report.doc) == ("icews", "111", "icews 7")
    assert (report.source.actor.id, report.source.actor.role) == ("person/recep-tayyip-erdogan", "president")
    assert (report.source.text, report.trigger) == ("Recep Tayyip Erdoğan", "Criticize or denounce")
    assert (report.when.iso, report.outlet, report.place) == ("2019-10-04", "Sample Gazette", "Athens, Greece")


def test_imports_in_one_process_keep_no_tables_of_their_own(tmp_path: Path) -> None:
    def sets_after(number: int) -> int:
        (tmp_path / f"{number}.tab").write_bytes(table(ICEWS_COLUMNS, many_icews(3)))
        import_files("icews", [tmp_path / f"{number}.tab"], tmp_path / str(number))
        gc.collect()
        return sum(type(thing) is set for thing in gc.get_objects())

    first, *_, last = [sets_after(number) for number in range(4)]
    assert last < first + 1000  # names of the tables once made 40,000 an import


def test_a_gdelt_row(tmp_path: Path) -> None:
    report = only(tmp_path, "gdelt1", lines([gdelt()]))
    assert (report.dyad, report.type, report.source.actor.id) == (("RUS", "USA"), EventType.ACCUSE, "RUS:GOV")
    assert report.source.actor.label == "Russia (government)"
    assert (report.url, report.outlet) == ("https://www.gazette.example.org/2014/story", "gazette.example.org")
    assert (str(report.published), report.place) == ("2014-03-21", "Moscow, Russia")


def test_gdelt_files_before_2013_have_no_address(tmp_path: Path) -> None:
    report = only(tmp_path, "gdelt1", lines([gdelt(1, 57)]))
    assert (report.dyad, report.url, report.outlet) == (("RUS", "USA"), None, None)


def test_gdelt_2_has_its_place_and_address_further_right(tmp_path: Path) -> None:
    report = only(tmp_path, "gdelt2", lines([gdelt(1, 61)]))
    assert (report.place, report.outlet, report.dataset) == ("Moscow, Russia", "gazette.example.org", "gdelt2")


def test_a_polecat_row(tmp_path: Path) -> None:
    report = only(tmp_path, "polecat", table(POLECAT_COLUMNS, [polecat()]))
    assert (report.dyad, report.type, report.mode and report.mode.name) == (("POL", "RUS"), EventType.SANCTION, "expel")
    assert [context.value for context in report.contexts] == ["legal", "diplomatic"]
    assert (report.original_code, report.cameo, str(report.published)) == ("SANCTION-expel", None, "2018-03-27")


def test_polecat_columns_may_stand_in_any_order(tmp_path: Path) -> None:
    report = only(tmp_path, "polecat", table(sorted(POLECAT_COLUMNS), [polecat()]))
    assert report.dyad == ("POL", "RUS")


@pytest.mark.parametrize(
    ("changes", "actor", "stands_for"),
    [
        ({"c5": "USA", "c7": "USA", "c12": ""}, "USA", "USA"),
        ({"c5": "ROMGOV", "c6": "BUCHAREST", "c7": "ROM"}, "ROU:GOV", "ROU"),
        ({"c5": "IGOUNO", "c6": "UNITED NATIONS", "c7": "", "c8": "UNO", "c12": "IGO"}, "UN", "UN"),
        ({"c5": "PSEREBHMS", "c6": "HAMAS", "c7": "PSE", "c8": "HMS", "c12": "REB"}, "PSE:REB:HAMAS", "PSE"),
        ({"c5": "EUR", "c6": "EUROPEAN", "c7": "EUR", "c12": ""}, "Europe", "Europe"),
        ({"c5": "INS", "c6": "INS", "c7": "", "c12": "INS"}, "Ins", "Ins"),
    ],
)
def test_actor_codes_of_cameo(tmp_path: Path, changes: dict[str, str], actor: str, stands_for: str) -> None:
    report = only(tmp_path, "gdelt1", lines([gdelt(1, 58, **changes, c15="FRA", c17="FRA")]))
    assert (report.source.actor.id, report.source.actor.stands_for) == (actor, stands_for)


def test_unknown_actors_keep_their_own_names(tmp_path: Path) -> None:
    row = icews(Source_Name="Harbour Pilots (Greece)", Source_Sectors="Labor", Source_Country="Greece")
    row |= {"Target Name": "League of Islands", "Target Country": "NA"}
    report = only(tmp_path, "icews", table(ICEWS_COLUMNS, [row]))
    assert report.source.actor.id == "GRC:LAB:HARBOUR-PILOTS"
    assert (report.source.actor.label, report.source.actor.sector) == ("Harbour Pilots (Greece)", "LAB")
    assert report.target.actor.id == report.target.actor.stands_for == "League of Islands"


@pytest.mark.parametrize(
    ("name", "country", "sectors", "actor"),
    [
        ("Sergey Viktorovich Lavrov", "Russian Federation", "Government,Executive", "person/sergei-lavrov"),
        ("Maria Invented", "Spain", "Government,Executive", "person/maria-invented"),
        ("Board of Harbours", "Spain", "Government", "ESP:GOV:BOARD-OF-HARBOURS"),
        ("Police (Spain)", "Spain", "Police,Government", "ESP:COP:POLICE"),
        ("Police (Spain)", "France", "Police,Government", "FRA:COP:POLICE-SPAIN"),
        ("Vladimir Putin", "France", "NA", "FRA:UNK:VLADIMIR-PUTIN"),
        ("Spain", "Spain", "NA", "ESP"),
        ("Palestinian Territory, Occupied", "Occupied Palestinian Territory", "NA", "PSE"),
    ],
)
def test_names_of_icews(tmp_path: Path, name: str, country: str, sectors: str, actor: str) -> None:
    row = icews(Source_Name=name, Source_Country=country, Source_Sectors=sectors)
    assert only(tmp_path, "icews", table(ICEWS_COLUMNS, [row])).source.actor.id == actor


def test_a_meeting_told_from_both_sides_is_one_event(tmp_path: Path) -> None:
    there = icews(1, CAMEO_Code="040")
    back = icews(2, CAMEO_Code="040", Source_Name="Greece", Source_Country="Greece")
    back |= {"Target Name": "Turkey", "Target Country": "Turkey"}
    run(tmp_path, "icews", table(ICEWS_COLUMNS, [there, back]))
    (event,) = Log.open(tmp_path / "graph").events()
    assert sorted(report.dyad for report in event.reports) == [("GRC", "TUR"), ("TUR", "GRC")]


# ---------- counting ----------


def counted(path: Path) -> Counter[tuple[str | None, str | None, str]]:
    """Rows by dyad and month, counted by DuckDB in the file itself; rows that import leaves out are not."""
    import duckdb

    cast = RowActors()
    found = (
        duckdb.connect()
        .execute(
            f"""SELECT "Source Country", "Target Country", "Event Date"[:7], count(*)
            FROM read_csv('{path}', delim = '\t', quote = '', all_varchar = true, header = true)
            WHERE "CAMEO Code" NOT LIKE '01%' AND "Source Country" <> 'NA' AND "Target Country" <> 'NA' GROUP BY ALL"""
        )
        .fetchall()
    )
    counts: Counter[tuple[str | None, str | None, str]] = Counter()
    for source, target, month, number in found:
        counts[cast.country(source), cast.country(target), month] += number
    return counts


def check_counts(path: Path, out: Path) -> None:
    import duckdb

    rows = (
        duckdb.connect()
        .execute(
            f"""SELECT "Event ID" FROM read_csv('{path}', delim = '\t', quote = '', all_varchar = true, header = true)
            WHERE "Source Country" = 'NA' OR "Target Country" = 'NA'"""
        )
        .fetchall()
    )
    without = {f"icews {row[0]}" for row in rows}
    import_files("icews", [path], out)
    told = [report for event in Log.open(out).events() for report in event.reports if report.doc not in without]
    assert Counter((*report.dyad, (report.when.iso or "")[:7]) for report in told) == counted(path)


def test_counts_by_dyad_and_month_equal_those_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "events.tab"
    path.write_bytes(table(ICEWS_COLUMNS, many_icews(3000)))
    check_counts(path, tmp_path / "graph")


@pytest.mark.skipif(not REFERENCE, reason="set KG_ICEWS_SAMPLE to an ICEWS file to count that too")
def test_counts_of_a_real_file(tmp_path: Path) -> None:
    assert REFERENCE is not None
    check_counts(Path(REFERENCE), tmp_path / "graph")
    done = import_files("icews", [REFERENCE], tmp_path / "other")
    assert done.countries.known >= 0.97 * done.countries.given
    assert done.codes.known == done.codes.given > 0


# ---------- provenance ----------


def test_turtle_names_the_data_set_and_the_original_code(tmp_path: Path) -> None:
    run(tmp_path, "icews", table(ICEWS_COLUMNS, [icews()]))
    found = to_rdflib(triples(*graph(tmp_path / "graph")))
    ns = rdflib.Namespace(iris.NS)
    (report,) = found.subjects(ns.originalCode, rdflib.Literal("111"))
    assert found.value(report, ns.dataset) == rdflib.URIRef(f"{iris.ID}dataset/icews")
    assert found.value(report, ns.rule) == rdflib.Literal("import:icews")


def test_the_graph_keeps_its_shapes(tmp_path: Path) -> None:
    import pyshacl

    names = [
        ("EU", "NA"),
        ("Cabinet (Africa)", "Government"),
        ("Ann Invented", "Elite"),
        ("PLF", "Insurgents"),
        ("x/y z", "Media"),
    ]
    strange = [
        icews(90 + at, Target_Name=name, Target_Country="NA", Target_Sectors=sectors)
        for at, (name, sectors) in enumerate(names)
    ]
    run(tmp_path, "icews", table(ICEWS_COLUMNS, [*many_icews(12), *strange]))
    run(tmp_path, "gdelt2", lines([gdelt(1, 61), gdelt(2, 61, c26="163", c1="20150101")]), "g.csv")
    run(
        tmp_path,
        "polecat",
        table(POLECAT_COLUMNS, [polecat(), polecat(2, Event_Type="CONSULT", Event_Mode="")]),
        "p.txt",
    )
    found = to_rdflib(triples(*graph(tmp_path / "graph")))
    conforms, _, text = pyshacl.validate(found, shacl_graph=load("shapes"))
    assert conforms, text


@pytest.mark.parametrize("format_", sorted(EXPORTERS))
def test_every_format_takes_imported_events(tmp_path: Path, format_: str) -> None:
    run(tmp_path, "icews", table(ICEWS_COLUMNS, many_icews(20)))
    events, articles = graph(tmp_path / "graph")
    with (tmp_path / "out").open("wb") as file:
        EXPORTERS[format_](events, articles, file)
    assert (tmp_path / "out").stat().st_size > 0


# ---------- a second import ----------


def test_a_known_file_adds_nothing_whatever_its_name_and_packing(tmp_path: Path) -> None:
    data = table(ICEWS_COLUMNS, many_icews(30))
    first = run(tmp_path, "icews", data)
    before = sorted(path.name for path in (tmp_path / "graph" / "log").iterdir())
    (tmp_path / "moved.tab.gz").write_bytes(gzip.compress(data))
    with zipfile.ZipFile(tmp_path / "events.zip", "w") as archive:
        archive.writestr("inside/events.tab", data)
    again = import_files("icews", [tmp_path / "moved.tab.gz", tmp_path / "events.zip"], tmp_path / "graph")
    assert (first.reports, again.reports, again.known, again.files) == (30, 0, 60, 2)
    assert sorted(path.name for path in (tmp_path / "graph" / "log").iterdir()) == before


def test_a_changed_file_replaces_what_came_from_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(event_files, "ROWS", 10)
    rows = many_icews(45)
    run(tmp_path, "icews", table(ICEWS_COLUMNS, rows))
    shorter = [
        *rows[:10],
        *(row | {"CAMEO Code": "0841", "Event Text": TEXTS["0841"]} for row in rows[10:20]),
        *rows[20:30],
    ]
    done = run(tmp_path, "icews", table(ICEWS_COLUMNS, shorter))
    assert (done.known, done.reports, done.replaced) == (20, 10, 3)
    found = {report.doc: report.original_code for report in reports(tmp_path)}
    assert found == {f"icews {row['Event ID']}": row["CAMEO Code"] for row in shorter}
    back = run(tmp_path, "icews", table(ICEWS_COLUMNS, rows))
    assert (back.reports, len(reports(tmp_path))) == (25, 45)


def test_rows_in_two_files_are_one_report_each(tmp_path: Path) -> None:
    run(tmp_path, "icews", table(ICEWS_COLUMNS, many_icews(20)), "one.tab")
    run(tmp_path, "icews", table(ICEWS_COLUMNS, many_icews(30)), "other.tab")
    assert len(reports(tmp_path)) == 30


def test_rebuild_reads_known_parts_again(tmp_path: Path) -> None:
    data = table(ICEWS_COLUMNS, many_icews(20))
    run(tmp_path, "icews", data)
    assert run(tmp_path, "icews", data, rebuild=True).reports == len(reports(tmp_path)) == 20


def test_an_import_that_was_interrupted_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(event_files, "ROWS", 5)
    data = table(ICEWS_COLUMNS, many_icews(100))
    append, commits = Log.append, iter(range(10))

    def stops(log: Log, readings: Sequence[Reading]) -> int:
        if next(commits) == 2:
            raise KeyboardInterrupt
        return append(log, readings)

    monkeypatch.setattr(Log, "append", stops)
    with pytest.raises(KeyboardInterrupt):
        run(tmp_path, "icews", data)
    assert len(reports(tmp_path)) == 40
    monkeypatch.setattr(Log, "append", append)
    done = run(tmp_path, "icews", data)
    assert (done.known, done.reports, len(reports(tmp_path))) == (40, 60, 100)


def test_the_log_is_asked_once_a_commit_about_parts_that_it_cannot_have(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(event_files, "ROWS", 5)
    asked: Counter[str] = Counter()
    select = Queries.select

    def selects(self: Queries, query: str, values: dict[str, object]) -> Iterator[dict[str, object]]:
        asked["questions"] += "content_hash" in query and "unnest($ids)" in query
        yield from select(self, query, values)

    monkeypatch.setattr(Queries, "select", selects)
    data = table(ICEWS_COLUMNS, many_icews(100))
    assert run(tmp_path, "icews", data).reports == 100
    assert asked["questions"] == 100 / 5 / COMMIT
    again = run(tmp_path, "icews", data)
    assert (again.known, again.reports) == (100, 0)


def test_same_input_same_log(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        run(tmp_path / name, "icews", table(ICEWS_COLUMNS, many_icews(50)))
    one, other = ([report.id for report in reports(tmp_path / name)] for name in ("a", "b"))
    assert one == other


# ---------- bad input: told with its place, and good rows stay ----------


@pytest.mark.parametrize(
    ("dataset", "bad", "reason"),
    [
        ("icews", table(ICEWS_COLUMNS, [icews(2, CAMEO_Code="999", Event_Text="")]), "not a CAMEO code: '999'"),
        ("icews", table(ICEWS_COLUMNS, [icews(2, Event_Date="0000-01-01")]), "no date: '0000-01-01'"),
        (
            "icews",
            table(ICEWS_COLUMNS, [icews(2, Event_Date="9999-12-31")]),
            "no date between 1700 and 2100: '9999-12-31'",
        ),
        ("icews", table(ICEWS_COLUMNS, [icews(2, Event_Date="2018-02-30")]), "no date: '2018-02-30'"),
        ("icews", table(ICEWS_COLUMNS, [icews(1)]), "the id of a row before: 'icews 1'"),
        ("polecat", table(POLECAT_COLUMNS, [polecat(2, Event_Type="ROAR")]), "not a PLOVER type: 'ROAR'"),
        ("polecat", table(POLECAT_COLUMNS, [polecat(2, Event_Mode="fax")]), "not a mode of SANCTION: 'fax'"),
    ],
)
def test_a_bad_row_is_skipped_with_its_place(tmp_path: Path, dataset: str, bad: bytes, reason: str) -> None:
    columns, good = (ICEWS_COLUMNS, icews(1)) if dataset == "icews" else (POLECAT_COLUMNS, polecat(1))
    data = (
        table(columns, [good])
        + bad.partition(b"\n")[2]
        + table(columns, [good | {"Event ID": "3"}]).partition(b"\n")[2]
    )
    done = run(tmp_path, dataset, data)
    assert done.examples == [(f"{tmp_path / 'events.tab'}:3", reason)]
    assert (done.reports, sum(done.skipped.values())) == (2, 1)
    with pytest.raises(ReadError, match=r"events\.tab:3"):
        run(tmp_path, dataset, data, rebuild=True, strict=True)


def test_empty_cells_at_the_end_may_be_missing_or_too_many(tmp_path: Path) -> None:
    header, row = table(ICEWS_COLUMNS, [icews(1)]).splitlines()
    second = table(ICEWS_COLUMNS, [icews(2)]).splitlines()[1]
    rows = [row.rstrip(b"\t"), second + b"\t\t", row + b"\tmore", row[:40]]
    done = run(tmp_path, "icews", b"\n".join([header, *rows]))
    assert sum(done.skipped.values()) == 2
    assert done.reports == 2


def test_a_row_with_other_columns_is_skipped(tmp_path: Path) -> None:
    data = lines([gdelt(), gdelt(2)[:40], gdelt(3)])
    done = run(tmp_path, "gdelt1", data)
    assert (done.reports, done.examples[0][1]) == (2, "another number of columns: '40, not 58'")


@pytest.mark.parametrize(
    ("dataset", "data", "message"),
    [
        ("gdelt2", lines([gdelt()]), "58 columns instead of 61 or 62, separated by tabs (1, 20140320, 201403,"),
        ("gdelt2", lines([gdelt(1, 57)]), "it is one of GDELT 1.0, which is read by: kg import gdelt1"),
        ("gdelt1", b"1,2,3\n", "no header, and 3 columns instead of 57 or 58 or 59, separated by commas (1, 2, 3)"),
        ("icews", lines([gdelt()]), "it is one of GDELT 1.0, which is read by: kg import gdelt1"),
        (
            "icews",
            b"Event ID,Source Name,Event Text,City\n",
            "without the column Event Date, Source Country, Target Name",
        ),
        ("icews", b"", "no ICEWS events: the file is empty"),
        ("gdelt1", os.urandom(400), "no GDELT 1.0 events"),
    ],
)
def test_a_file_of_another_kind_is_refused_at_once(tmp_path: Path, dataset: str, data: bytes, message: str) -> None:
    done = run(tmp_path, dataset, data)
    assert message in done.files_skipped[0][1]
    assert done.reports == 0


def test_a_file_none_of_whose_rows_fits_is_given_up(tmp_path: Path) -> None:
    done = run(tmp_path, "gdelt1", lines([gdelt(n, c1="soon") for n in range(400)]))
    assert done.files_skipped == [(str(tmp_path / "events.tab"), "none of its first 200 rows is one of GDELT 1.0")]


def test_half_a_gzip_keeps_the_rows_before_the_end(tmp_path: Path) -> None:
    whole = gzip.compress(table(ICEWS_COLUMNS, many_icews(4000)))
    done = run(tmp_path, "icews", whole[: len(whole) // 2], "events.tab.gz")
    assert 500 < done.reports < 4000
    assert "damaged, or not whole" in done.files_skipped[0][1]
    assert len(reports(tmp_path)) == done.reports


def test_half_a_zip_is_told_and_other_files_are_read(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "whole.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("events.tab", table(ICEWS_COLUMNS, many_icews(50)))
    data = (tmp_path / "whole.zip").read_bytes()
    (tmp_path / "half.zip").write_bytes(data[: len(data) // 2])
    done = import_files("icews", [tmp_path / "half.zip", tmp_path / "whole.zip"], tmp_path / "graph")
    assert done.files_skipped[0][0].endswith("half.zip")
    assert done.reports == 50


def test_a_row_that_is_not_utf8_is_read_all_the_same(tmp_path: Path) -> None:
    strange = table(ICEWS_COLUMNS, [icews(2, Source_Name="Nicolás Example", Source_Country="Spain")])
    data = table(ICEWS_COLUMNS, [icews(1)]) + strange.partition(b"\n")[2].decode().encode("cp1252")
    done = run(tmp_path, "icews", data)
    assert done.reports == 2
    assert done.examples == [(f"{tmp_path / 'events.tab'}:3", "not UTF-8: read as Windows-1252")]
    assert "Nicolás Example" in {report.source.text for report in reports(tmp_path)}


def test_rows_that_are_no_event_are_counted_apart(tmp_path: Path) -> None:
    data = table(ICEWS_COLUMNS, [icews(1), icews(2, CAMEO_Code="010"), icews(3, Target_Name="NA")])
    done = run(tmp_path, "icews", data, strict=True)
    assert (done.reports, list(done.left_out.values()), done.skipped) == (1, [1, 1], {})


def test_quotes_around_cells_are_taken_off(tmp_path: Path) -> None:
    data = table(ICEWS_COLUMNS, [{name: f'"{value}"' for name, value in icews().items()}])
    assert only(tmp_path, "icews", data).source.text == "Turkey"


def test_an_endless_line_does_not_fill_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(event_files, "LONGEST", 1000)
    done = run(tmp_path, "gdelt1", lines([gdelt()]) + b"x" * 50_000 + b"\n" + lines([gdelt(2)]))
    assert (done.reports, done.rows) == (2, 3)


def test_sources_that_do_not_exist_stop_before_anything_is_made(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no such file"):
        import_files("icews", [tmp_path / "absent.tab"], tmp_path / "graph")
    with pytest.raises(UsageError, match="unknown data set 'cameo'; known: acled, gdelt1, gdelt2, ged"):
        import_files("cameo", [tmp_path], tmp_path / "graph")
    (tmp_path / "empty").mkdir()
    with pytest.raises(UsageError, match="no event tables"):
        import_files("icews", [tmp_path / "empty"], tmp_path / "graph")
    assert not (tmp_path / "graph").exists()


def test_two_imports_at_once(tmp_path: Path) -> None:
    log = Log.create(tmp_path / "graph")
    with log.writing(), pytest.raises(GraphError, match="another kg"):
        run(tmp_path, "icews", table(ICEWS_COLUMNS, [icews()]))


def test_an_odd_row_costs_only_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def moody(cells: Sequence[str], place: int) -> str:
        if cells[place] == "2":
            raise KeyError("odd")
        return cells[place]

    monkeypatch.setattr("kg.importers.icews.record", moody)
    done = run(tmp_path, "icews", table(ICEWS_COLUMNS, [icews(1), icews(2), icews(3)]))
    assert (done.imported, done.skipped) == (2, {"cannot be read": 1})
    assert done.examples == [(f"{tmp_path / 'events.tab'}:3", "cannot be read: \"KeyError: 'odd'\"")]


def test_only_regular_files_are_imported(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.tab")
    done = import_files("icews", [tmp_path / "pipe.tab"], tmp_path / "graph")
    assert done.files_skipped == [(str(tmp_path / "pipe.tab"), "no regular file")]


def test_views_follow_an_import_unless_the_graph_is_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done = run(tmp_path, "icews", table(ICEWS_COLUMNS, many_icews(20)))
    view = tmp_path / "graph" / "graph.ttl"
    assert str(view) in done.written
    assert view.is_file()
    monkeypatch.setattr("kg.graph.written.VIEWS_LIMIT", 25)
    assert run(tmp_path, "icews", table(ICEWS_COLUMNS, many_icews(30)), "more.tab").written == []
    assert not view.exists()


# ---------- the tables, and the command ----------


def test_the_table_of_codes_is_sound() -> None:
    codes = load_datasets()
    assert codes.groups["EEC"] == "EU"
    assert codes.cameo["ROM"] == "ROU"
    assert next(iter(codes.sectors)) == "Military Intelligence"


def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "events.tab").write_bytes(
        table(ICEWS_COLUMNS, [icews(), icews(2, CAMEO_Code="x", Event_Text="NA")])
    )
    arguments = ["import", "icews", str(tmp_path / "folder"), "-o", str(tmp_path / "graph")]
    with pytest.raises(SystemExit) as ended:
        main([*arguments, "--json"])
    told = json.loads(capsys.readouterr().out)
    assert (ended.value.code, told["reports"], told["skipped"]) == (0, 1, {"not a CAMEO code": 1})
    with pytest.raises(SystemExit) as ended:
        main([*arguments, "--strict", "--rebuild"])
    assert ended.value.code == 1
    assert "events.tab:3: not a CAMEO code" in capsys.readouterr().err
    with pytest.raises(SystemExit):
        main(["show", reports(tmp_path)[0].event_id, "-g", str(tmp_path / "graph")])
    assert "Turkey | Criticize or denounce (111) | Greece" in capsys.readouterr().out


def test_a_file_that_is_nothing_fails(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "events.tab").write_bytes(b"nothing\n")
    with pytest.raises(SystemExit) as ended:
        main(["import", "icews", str(tmp_path / "events.tab"), "-o", str(tmp_path / "graph")])
    assert ended.value.code == 1
    assert "none of the files could be read" in capsys.readouterr().err


def test_importers_know_their_names() -> None:
    assert all(name == importer.name for name, importer in IMPORTERS.items())


def test_where_nothing_can_be_read_no_graph_is_left(tmp_path: Path) -> None:
    (tmp_path / "half.zip").write_bytes(b"PK\x03\x04 and no more")
    done = import_files("gdelt1", [tmp_path / "half.zip"], tmp_path / "g")
    assert done.files_skipped
    assert not (tmp_path / "g").exists()


def _unremembered(
    context: TableContext, columns: Sequence[str], judge: Callable[[TableContext, Sequence[str]], object]
) -> Callable[[Sequence[str]], tuple[object, Sequence[tuple[str, str]]]]:
    """As :func:`kg.importers.base.remembered`, each row judged by itself."""

    def verdict(cells: Sequence[str]) -> tuple[object, Sequence[tuple[str, str]]]:
        noted: list[tuple[str, str]] = []
        own = replace(context, tell=lambda remark, detail: noted.append((remark, detail)))
        return judge(own, tuple(cells[context.columns[name]] for name in columns)), noted

    return verdict


_RANDOM_CELLS = {
    "SQLDATE": ("20200217", "20200218", "2020", "19910101", ""),
    "Year": ("2020", "1991", ""),
    "MonthYear": ("202002", "199101", ""),
    "EventCode": ("042", "42", "111", "010", "9999", "190", ""),
    "EventRootCode": ("04", "11", "01", "19", ""),
    "QuadClass": ("1", "3", "4", ""),
    "GoldsteinScale": ("1.9", "-2.0", "-10.0", ""),
    "Actor1Code": ("TUR", "TURGOV", "SUN", "DEUMIL", ""),
    "Actor1CountryCode": ("TUR", "GRC", "DEU", ""),
    "Actor1Name": ("TURKEY", "ANGELA MERKEL", "POLICE", ""),
    "Actor1Type1Code": ("GOV", "MIL", ""),
    "Actor2Name": ("GREECE", "VLADIMIR PUTIN", ""),
    "Actor2CountryCode": ("GRC", "RUS", ""),
    "DATEADDED": ("20200218", "soon", ""),
    "SOURCEURL": ("https://www.example.org/1", "https://[", "BBC Monitoring", ""),
}


@settings(max_examples=25, deadline=None)
@given(st.lists(st.fixed_dictionaries({name: st.sampled_from(c) for name, c in _RANDOM_CELLS.items()}), max_size=25))
def test_verdicts_that_are_remembered_are_those_of_each_row(rows: list[dict[str, str]]) -> None:
    """The same reports, counts, remarks and places of bad rows as when each row is judged by itself."""
    data = lines(
        [
            gdelt(number % 20, **{f"c{V1.index(name)}": cell for name, cell in cells.items()})
            for number, cells in enumerate(rows)
        ]
        + [gdelt(99)]
    )
    found = []
    for judged in (base.remembered, _unremembered):
        with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
            patch.setattr("kg.importers.gdelt.remembered", judged)
            done = run(Path(folder), "gdelt1", data, "events.csv")
            told = [(place.removeprefix(folder), text) for place, text in done.examples]
            counts = (done.imported, done.left_out, done.skipped, done.told, done.countries, done.actors, done.codes)
            found.append(([*Log.open(Path(folder) / "graph").reports()], told, counts))
    assert found[0] == found[1]
