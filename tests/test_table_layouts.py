"""Event tables as people hold them: what pandas, R, BigQuery and Excel made of the published files."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from kg.cli.app import main
from kg.importers import IMPORTERS
from kg.importers.gdelt import V1, V2
from kg.importers.preview import Preview, previews
from kg.importers.run import import_files
from kg.store import Log
from ontology import Cameo
from tests.event_tables import ICEWS_COLUMNS, POLECAT_COLUMNS, gdelt, icews, lines, polecat, table


def look(tmp_path: Path, dataset: str, data: bytes) -> Preview:
    (tmp_path / "events.csv").write_bytes(data)
    (found,) = previews(dataset, [tmp_path / "events.csv"], rows=100)
    return found


def dyads(found: Preview) -> list[tuple[str, str]]:
    return [report.dyad for row in found.rows for report in row.reports]


def codes(found: Preview) -> list[str | None]:
    """Codes of the rows, and reasons of those that become nothing."""
    return [row.reports[0].original_code if row.reports else row.reason for row in found.rows]


def reasons(found: Preview) -> list[str | None]:
    return [row.reason for row in found.rows]


def days(found: Preview) -> list[str | None]:
    return [report.when.iso for row in found.rows for report in row.reports]


# ---------- dates ----------


@pytest.mark.parametrize(
    ("written", "read", "note"),
    [
        (["5/4/2016", "5/30/2016"], ["2016-05-04", "2016-05-30"], "month/day/year, as days above 12 show"),
        (["4/5/2016", "30/5/2016"], ["2016-05-04", "2016-05-30"], "day/month/year, as days above 12 show"),
        (["4/5/2016", "5/5/2016"], ["2016-04-05", "2016-05-05"], "month/day/year, as no day above 12 says otherwise"),
        (["4/5/2016", "13/5/2016", "5/14/2016"], ["2016-05-13", "2016-05-14"], "both month/day/year and day/month"),
        (["04.05.16 00:00", "30.05.16 00:00"], ["2016-05-04", "2016-05-30"], "day/month/year"),
        (["04may2016", "2016-05-30T00:00:00Z"], ["2016-05-04", "2016-05-30"], ""),
    ],
)
def test_day_and_month_have_one_order_in_a_table(
    tmp_path: Path, written: Sequence[str], read: Sequence[str], note: str
) -> None:
    rows = [icews(number, Event_Date=day) for number, day in enumerate(written)]
    found = look(tmp_path, "icews", table(ICEWS_COLUMNS, rows))
    assert days(found) == read
    assert note in " ".join(found.notes)


def test_the_order_is_that_of_the_whole_table(tmp_path: Path) -> None:
    rows = [icews(number, Event_Date="3/4/2016") for number in range(400)]
    data = table(ICEWS_COLUMNS, [*rows, icews(400, Event_Date="31/4/2016"), icews(401, Event_Date="31/3/2016")])
    (tmp_path / "events.tab").write_bytes(data)
    done = import_files("icews", [tmp_path / "events.tab"], tmp_path / "graph")
    assert {event.best.when.iso for event in Log.open(tmp_path / "graph").events()} == {"2016-04-03", "2016-03-31"}
    assert (done.imported, done.skipped) == (401, {"no date": 1})


def test_a_chunk_is_known_by_its_order_too(tmp_path: Path) -> None:
    first = [icews(number, Event_Date="3/4/2016") for number in range(3)]
    for name, last in (("us.tab", "3/31/2016"), ("elsewhere.tab", "31/3/2016")):
        (tmp_path / name).write_bytes(table(ICEWS_COLUMNS, [*first, icews(9, Event_Date=last)]))
        import_files("icews", [tmp_path / name], tmp_path / "graph")
    assert {event.best.when.iso for event in Log.open(tmp_path / "graph").events()} == {
        "2016-03-04",
        "2016-04-03",
        "2016-03-31",
    }


# ---------- ICEWS ----------


def test_headers_of_r_and_stata(tmp_path: Path) -> None:
    data = table(ICEWS_COLUMNS, [icews()]).decode()
    header, _, rest = data.partition("\n")
    for written in (header.lower().replace(" ", "_"), header.replace(" ", "."), header.lower().replace(" ", "")):
        found = look(tmp_path, "icews", f"{written}\n{rest}".encode())
        assert (dyads(found), found.notes) == ([("TUR", "GRC")], ())


def test_row_names_of_r_shift_the_header(tmp_path: Path) -> None:
    header, row = table(ICEWS_COLUMNS, [icews()]).decode().splitlines()
    found = look(tmp_path, "icews", f"{header}\n1\t{row}\n2\t{row}\n".encode())
    assert dyads(found) == [("TUR", "GRC")] * 2
    assert "the header is one column off" in found.notes[0]


def test_a_table_of_icews_without_header(tmp_path: Path) -> None:
    found = look(tmp_path, "icews", table(ICEWS_COLUMNS, [icews(), icews(2)]).partition(b"\n")[2])
    assert dyads(found) == [("TUR", "GRC")] * 2


def test_words_stand_in_for_a_missing_code(tmp_path: Path) -> None:
    columns = [name for name in ICEWS_COLUMNS if name != "CAMEO Code"]
    texts = ["Make a visit", "fight with small arms and light weapons", "Consult", "Juggle"]
    found = look(tmp_path, "icews", table(columns, [icews(n, Event_Text=text) for n, text in enumerate(texts)]))
    assert codes(found) == ["042", "193", "040", "neither a CAMEO code nor words of one: 'Juggle'"]


def test_every_wording_of_icews_is_the_code_that_it_stands_for() -> None:
    from kg.importers.cameo_codes import told

    for entry in Cameo.all():
        code = told(entry.label.upper())
        assert code is not None
        assert code.rstrip("0") == entry.code.rstrip("0")


def test_words_decide_where_a_number_column_lost_the_zero(tmp_path: Path) -> None:
    rows = [
        icews(1, Event_Text="Make an appeal or request") | {"CAMEO Code": "20"},
        icews(2, Event_Text="Praise or endorse") | {"CAMEO Code": "51.0"},
        icews(3, Event_Text="Reject") | {"CAMEO Code": "120"},
        icews(4, Event_Text="Threaten") | {"CAMEO Code": "036"},
    ]
    found = look(tmp_path, "icews", table(ICEWS_COLUMNS, rows))
    assert codes(found) == ["020", "051", "120", "130"]
    assert [row.remarks for row in found.rows] == [
        ["a code without its leading zero: read by the text: 20 Make an appeal or request"],
        ["a code without its leading zero: read by the text: 51.0 Praise or endorse"],
        [],
        ["code and Event Text disagree: read by the text: 036 Threaten"],
    ]


@pytest.mark.parametrize(
    ("country", "state"),
    [
        ("Congo", "COG"),
        ("Democratic Republic of Congo", "COD"),
        ("Solomon Island", "SLB"),
        ("Sardinia", "ITA"),
        ("Aeolian Islands", "ITA"),
        ("Saxony", "DEU"),
    ],
)
def test_islands_and_provinces_belong_to_a_state(tmp_path: Path, country: str, state: str) -> None:
    row = icews(Source_Name=f"Police ({country})", Source_Country=country, Source_Sectors="Police,Government")
    found = look(tmp_path, "icews", table(ICEWS_COLUMNS, [row]))
    assert dyads(found) == [(state, "GRC")]
    assert found.rows[0].reports[0].source.actor.id == f"{state}:COP:POLICE"


# ---------- GDELT ----------


def csv(rows: Sequence[Sequence[str]], separator: str = ",") -> bytes:
    return "".join(separator.join(f'"{c}"' if separator in c else c for c in row) + "\n" for row in rows).encode()


def named(row: Sequence[str], columns: Sequence[str] = V2) -> Mapping[str, str]:
    return dict(zip(columns, row, strict=True))


def described(row: Sequence[str]) -> list[str]:
    return [*row[:27], "Criticize or denounce, not specified below", *row[27:]]


@pytest.mark.parametrize(
    "data",
    [
        csv([gdelt(1, 61), gdelt(2, 61)]),
        csv([V2, gdelt(1, 61), gdelt(2, 61)]),
        csv([V2, gdelt(1, 61), gdelt(2, 61)], "\t"),
        csv([V2, gdelt(1, 61), gdelt(2, 61)], ";"),
        csv([["", *V2], ["0", *gdelt(1, 61)], ["1", *gdelt(2, 61)]]),
        csv([["0", *gdelt(1, 61)], ["1", *gdelt(2, 61)]], "\t"),
        csv([described(gdelt(1, 61)), described(gdelt(2, 61))]),
        b"\xef\xbb\xbf" + csv([[name.lower() for name in V2], gdelt(1, 61), gdelt(2, 61)]),
        csv([V2, gdelt(1, 61), gdelt(2, 61)]).replace(b"\n", b"\r\n"),
        csv([V2, gdelt(1, 61), gdelt(2, 61)]).replace(b"\n", b"\r"),
        csv([gdelt(1, 61), gdelt(2, 61)], "\t").replace(b"\n", b"\r"),
        csv([[*gdelt(number, 61), "Criticize or denounce"] for number in (1, 2)], "\t"),
        csv([["0", *gdelt(1, 61), "new", ""], ["1", *gdelt(2, 61), "new", ""]]),
    ],
    ids="commas header tabs semicolons index index-bare gdeltPyR lower windows mac mac-bare one-more two-more".split(),
)
def test_gdelt_is_read_in_every_dress(tmp_path: Path, data: bytes) -> None:
    found = look(tmp_path, "gdelt2", data)
    assert dyads(found) == [("RUS", "USA")] * 2
    assert [report.place for row in found.rows for report in row.reports] == ["Moscow, Russia"] * 2


def test_a_few_columns_in_any_order_are_enough(tmp_path: Path) -> None:
    wanted = ("Actor2CountryCode", "EventCode", "SQLDATE", "Actor1Code", "SOURCEURL")
    rows = [[named(gdelt(number, 61))[name] for name in wanted] for number in (1, 2)]
    rows[1][2] = "20140322"
    found = look(tmp_path, "gdelt2", csv([wanted, *rows]))
    reports = [report for row in found.rows for report in row.reports]
    assert [(report.dyad, report.source.actor.id) for report in reports] == [(("RUS", "USA"), "RUS:GOV")] * 2
    assert len({report.doc for report in reports}) == 2  # no ids in the table: rows are known by what they say


def test_what_a_subset_lacks_is_told(tmp_path: Path) -> None:
    found = look(tmp_path, "gdelt1", csv([("GLOBALEVENTID", "SQLDATE", "Actor1Code", "EventCode"), ["1"] * 4]))
    assert found.error is not None
    assert "without the column Actor2CountryCode or Actor2Code or Actor2Name" in found.error
    assert "separated by commas (GLOBALEVENTID, SQLDATE" in found.error


@pytest.mark.parametrize("nothing", ["", " ", "---", "nan", "NULL"])
def test_an_actor_without_name_is_nobody(tmp_path: Path, nothing: str) -> None:
    row = gdelt(1, 61, c15=nothing, c16=nothing, c17=nothing)
    found = look(tmp_path, "gdelt2", lines([row, gdelt(2, 61)]))
    assert (reasons(found), dyads(found)) == (["one side is not named", None], [("RUS", "USA")])


@pytest.mark.parametrize(
    ("code", "root", "quad", "read"),
    [
        ("42", "4", "1", "042"),
        ("112", "11", "3", "112"),
        ("841", "8", "2", "0841"),
        ("10", "1", "1", "a mere statement"),
        ("10", "10", "3", "10"),
        ("20.0", "2.0", "1.0", "020"),
        ("111", "19", "4", "event code and root code contradict each other: '111 under 19'"),
        ("20", "", "1", "020"),
        ("20", "", "4", "20"),
        ("20", "", "", "a code that may have lost a zero: '20 is 20 or 020'"),
    ],
)
def test_the_root_code_gives_a_lost_zero_back(tmp_path: Path, code: str, root: str, quad: str, read: str) -> None:
    rows = [gdelt(1, 61, c26=code, c27=code, c28=root, c29=quad), gdelt(2, 61, c26="42", c27="42", c28="4")]
    found = look(tmp_path, "gdelt2", lines(rows))
    (told, *_), (other,) = codes(found)[:1], codes(found)[1:]
    assert str(told).startswith(read)
    assert other == "042"


# ---------- POLECAT ----------


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        (
            {"Actor_Name": "Poland; Latvia", "Actor_Country": "POL; LVA", "Primary_Actor_Sector": "GOV; GOV"},
            [("POL", "RUS"), ("LVA", "RUS")],
        ),
        (
            {"Recipient_Name": "Russia;Belarus", "Recipient_Country": "RUS;BLR"},
            [("POL", "RUS"), ("POL", "BLR")],
        ),
        (
            {"Actor_Name": "Poland; Russia", "Actor_Country": "POL; RUS", "Primary_Actor_Sector": "None"},
            [("POL", "RUS")],
        ),
        ({"Actor_Name": "None", "Actor_Country": "POL; LVA"}, [("POL", "RUS"), ("LVA", "RUS")]),
        ({"Actor_Name": "Poland; Latvia", "Actor_Country": "POL"}, [("POL", "RUS"), ("LVA", "RUS")]),
        ({"Actor_Name": "Russia; Russia", "Actor_Country": "RUS; RUS", "Primary_Actor_Sector": "None"}, []),
    ],
)
def test_several_actors_are_several_events(
    tmp_path: Path, changes: Mapping[str, str], expected: Sequence[tuple[str, str]]
) -> None:
    found = look(tmp_path, "polecat", table(POLECAT_COLUMNS, [polecat(1, **changes)]))
    assert dyads(found) == expected
    assert reasons(found) == [None if expected else "both sides are one actor"]


def test_a_header_one_column_off(tmp_path: Path) -> None:
    rows = [[polecat(number).get(name, "") for name in POLECAT_COLUMNS] for number in (1, 2)]
    found = look(tmp_path, "polecat", csv([["", *POLECAT_COLUMNS], *([*row, ""] for row in rows)], "\t"))
    assert dyads(found) == [("POL", "RUS")] * 2
    assert found.notes == ("the header is one column off: each cell is taken for the name one to the left of it",)


# ---------- newer than ours ----------


def test_columns_that_nobody_knows_are_told_and_cost_nothing(tmp_path: Path) -> None:
    row = dict(icews(1)) | {"Certainty": "3", "Weather": "rain", "Unnamed: 22": "0", "X": "1", "...24": "2"}
    found = look(tmp_path, "icews", table(list(row), [row]))
    assert dyads(found) == [("TUR", "GRC")]
    assert found.notes == ("columns that are not known, and not read: Certainty, Weather",)
    found = look(tmp_path, "gdelt1", lines([[*gdelt(), "new", "newer"]]))
    assert (dyads(found), found.notes) == (
        [("RUS", "USA")],
        ("columns behind the last that is known, which are not read: 2",),
    )
    assert look(tmp_path, "gdelt1", lines([[*gdelt(), *["new"] * 9]])).error is not None


def test_words_of_no_code_leave_the_code(tmp_path: Path) -> None:
    found = look(tmp_path, "icews", table(ICEWS_COLUMNS, [icews(1, Event_Text="Send a hologram")]))
    assert codes(found) == ["111"]
    assert found.rows[0].remarks == ["words of no code that we know: read by the code: 111 Send a hologram"]


@pytest.mark.parametrize(
    ("name", "state"),
    [
        ("Congo Republic of", "COG"),
        ("Congo, Democratic Republic of", "COD"),
        ("Congo (Kinshasa)", "COD"),
        ("Korea, North", "PRK"),
        ("Korea (South)", "KOR"),
        ("Gambia, The", "GMB"),
        ("Iran (Islamic Republic of)", "IRN"),
        ("Myanmar (Burma)", "MMR"),
        ("Côte d’Ivoire", "CIV"),  # noqa: RUF001 - as people write it
    ],
)
def test_names_of_countries_may_be_turned(tmp_path: Path, name: str, state: str) -> None:
    row = icews(1, Source_Name=name, Source_Country=name)
    assert dyads(look(tmp_path, "icews", table(ICEWS_COLUMNS, [row]))) == [(state, "GRC")]


# ---------- as a whole ----------


def test_a_header_without_a_row_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "events.tab").write_bytes(table(ICEWS_COLUMNS, []))
    with pytest.raises(SystemExit) as ended:
        main(["import", "icews", str(tmp_path / "events.tab"), "-o", str(tmp_path / "graph")])
    assert ended.value.code != 0
    assert "no ICEWS events: a header, and no row under it" in capsys.readouterr().err


def test_what_stands_under_a_header_of_another_layout_is_counted(tmp_path: Path) -> None:
    turned = [*ICEWS_COLUMNS[1:], ICEWS_COLUMNS[0]]
    data = table(ICEWS_COLUMNS, [icews(1), icews(2)]) + table(turned, [icews(3), icews(4), icews(5)])
    (tmp_path / "events.tab").write_bytes(data)
    for _ in ("first", "again"):
        done = import_files("icews", [tmp_path / "events.tab"], tmp_path / "graph")
        assert done.skipped == {"under a header of another layout": 4}
        assert (done.rows, done.imported + done.known) == (6, 2)
        assert "another table begins in line 4, with a header of its own: 4 lines" in done.files_skipped[0][1]
    found = look(tmp_path, "icews", data)
    assert [row.line for row in found.rows] == [2, 3, 4]
    assert found.rows[-1].reason == "under a header of another layout, with all that follows"


def test_a_dry_run_knows_the_header_when_it_comes_again(tmp_path: Path) -> None:
    data = table(ICEWS_COLUMNS, [icews(1)]) + table(ICEWS_COLUMNS, [icews(2)])
    assert reasons(look(tmp_path, "icews", data)) == [None, "the header once more", None]


def test_the_summary_adds_up(tmp_path: Path) -> None:
    rows = [
        icews(1),
        icews(2, Target_Name="NA"),
        icews(3, CAMEO_Code="010"),
        icews(4, Event_Date="soon"),
        icews(5, Event_Text="Threaten") | {"CAMEO Code": "036"},
    ]
    data = table(ICEWS_COLUMNS, rows)
    other = lines([gdelt(), gdelt(2)])  # a table of something else, glued on
    (tmp_path / "events.tab").write_bytes(data + data.partition(b"\n")[0] + b"\n" + b"\n" + other)
    done = import_files("icews", [tmp_path / "events.tab"], tmp_path / "graph")
    assert done.rows == 9
    assert (done.imported, sum(done.left_out.values()), sum(done.skipped.values())) == (2, 3, 4)
    assert done.left_out["the header once more"] == 1
    assert done.told == {"code and Event Text disagree: read by the text": 1}
    told = dict(done.examples)
    assert told[f"{tmp_path / 'events.tab'}:8"] == "empty line"
    assert told[f"{tmp_path / 'events.tab'}:9"].startswith("another number of columns")


def test_the_summary_adds_up_when_a_file_is_given_up(tmp_path: Path) -> None:
    rows = [gdelt(number, 61, c1="soon") for number in range(500)]
    (tmp_path / "events.csv").write_bytes(lines(rows))
    done = import_files("gdelt2", [tmp_path / "events.csv"], tmp_path / "graph")
    assert (done.rows, done.imported, sum(done.skipped.values())) == (500, 0, 500)


def test_a_row_of_several_actors_counts_once(tmp_path: Path) -> None:
    row = polecat(1, Actor_Name="Poland; Latvia", Actor_Country="POL; LVA")
    (tmp_path / "events.txt").write_bytes(table(POLECAT_COLUMNS, [row]))
    done = import_files("polecat", [tmp_path / "events.txt"], tmp_path / "graph")
    assert (done.rows, done.imported, done.reports) == (1, 1, 2)


def test_a_dry_run_shows_rows_and_writes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = [icews(1, Event_Date="5/30/2016"), icews(2, Event_Date="5/30/2016", Target_Name="NA")]
    (tmp_path / "events.tab").write_bytes(table(ICEWS_COLUMNS, rows))
    arguments = ["import", "icews", str(tmp_path / "events.tab"), "-o", str(tmp_path / "graph"), "--dry-run"]
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    told = capsys.readouterr()
    assert ended.value.code == 0
    assert "2\t2016-05-30\tTUR\tACCUSE\tdisapprove\tGRC\t111\tAthens, Greece\t" in told.out
    assert "left out: one side is not named" in told.out
    assert "dates are month/day/year" in told.err
    with pytest.raises(SystemExit):
        main([*arguments, "--json"])
    (preview,) = json.loads(capsys.readouterr().out)
    assert (preview["columns"]["Event Date"], preview["rows"][0]["source"]) == (2, "TUR")
    assert not (tmp_path / "graph").exists()


def test_utf16_is_told(tmp_path: Path) -> None:
    data = table(ICEWS_COLUMNS, [icews()]).decode().encode("utf-16")
    assert look(tmp_path, "icews", data).error == "is UTF-16: save it as UTF-8"


def test_columns_of_gdelt_are_as_many_as_they_should_be() -> None:
    assert (len(V1), len(V2)) == (58, 61)
    assert set(IMPORTERS) >= {"gdelt1", "gdelt2", "icews", "polecat"}
