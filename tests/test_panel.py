"""Panels hold the numbers of ``kg ties``, of plain SQL, and zeros only where something is known."""

from __future__ import annotations

import csv
import json
import shutil
import subprocess
from datetime import date
from itertools import permutations
from pathlib import Path

import duckdb
import pyreadstat
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

import kg as kg_library
from kg.base.errors import UsageError
from kg.graph.panel import Panel, Question, parse
from kg.graph.panel.panel_files import short_names
from kg.model import Report
from kg.store import Log, Reading
from kg.views.ties import Side, Tie, Ties, goldstein, plover, series
from ontology import EventType, QuadClass
from tests.builders import article, report
from tests.random_graphs import GRAPHS, Given, written
from tests.test_cli import Kg, kg

__all__ = ["kg"]  # the fixture

Row = dict[str, object]


def graph(folder: Path, *told: Report, published: str | None = "2021-01-10") -> Log:
    """A log; each report's article came out on the day given, and one more on the last day of 2021-05."""
    log = Log.create(folder / "g")
    names = sorted({one.article for one in told})
    readings = [
        Reading(article=article(name, published=published), reports=tuple(r for r in told if r.article == name))
        for name in names
    ]
    with log.writing():
        log.append([*readings, Reading(article=article("last", published="2021-05-31"))])
    return log


def rows(log: Log, **asked: object) -> list[Row]:
    return Panel(log=log, question=Question(**asked)).rows()  # type: ignore[arg-type]  # of the tests' own choice


def expected(tie: Tie) -> Row:
    """What a panel must hold of a tie's period."""
    return {
        "period": tie.period.label,
        "first": tie.period.first,
        "last": tie.period.last,
        "events": tie.events,
        **{quad.name.lower(): tie.quads[quad] for quad in QuadClass},
        **{f"type_{type_.value.lower()}": tie.types.get(type_, 0) for type_ in EventType},
        "net": tie.net,
        "plover_sum": pytest.approx(tie.score_sum) if tie.scored else None,
        "plover_mean": pytest.approx(tie.score_mean) if tie.scored else None,
        "plover_scored": tie.scored,
        "reports": tie.reports,
        "outlets": tie.outlets,
        "share": pytest.approx(tie.share),
    }


def same(found: list[Row], ties: Ties, source: str, target: str) -> None:
    mine = [row for row in found if (row["source"], row["target"]) == (source, target)]
    theirs = [expected(tie) for tie in ties.ties if tie.events and (tie.source, tie.target) == (source, target)]
    assert [{name: row[name] for name in expected_names} for row in mine for expected_names in [theirs[0]]] == theirs


written_files = settings(max_examples=4, deadline=None, phases=[Phase.explicit, Phase.generate])


@written_files
@given(GRAPHS, st.sampled_from(["day", "week", "month", "quarter", "year"]), st.sampled_from([None, date(2021, 3, 1)]))
def test_a_panel_holds_what_ties_tell(given_: Given, by: str, start: date | None) -> None:
    with written(given_) as log:
        events, found = log.events(), rows(log, by=by, start=start)
        sides = sorted({side for event in events for side in event.best.dyad})
        for a, b in permutations(sides, 2):
            same(found, series(events, a, b, by=by, start=start), a, b)  # type: ignore[arg-type]  # sampled
        for row in rows(log, by=by, start=start, unit="undirected"):
            pair = {e.id for e in events if {row["a"], row["b"]} == set(e.best.dyad)}
            ties = series(events, str(row["a"]), str(row["b"]), by=by, start=start)  # type: ignore[arg-type]
            acts = {act.event.id for act in ties.acts if act.period.label == row["period"]}
            assert row["events"] == len(acts & pair)
            articles = {r.doc if r.dataset else r.article for e in events if e.id in acts for r in e.reports}
            assert row["articles"] == len(articles)


@written_files
@given(GRAPHS)
def test_a_group_is_a_side_as_ties_have_it(given_: Given) -> None:
    with written(given_) as log:
        events = log.events()
        found = rows(log, by="year", groups=[parse("EU", {})])
        for other in ("RUS", "USA", "DEU"):
            ties = series(events, Side.parse("EU", expand_members=True), other, by="year")
            for way in (("EU", other), (other, "EU")):
                same(found, ties, *way)
        assert all("EU" in (row["source"], row["target"]) for row in found)


def test_numbers_are_those_of_a_query_on_the_log(tmp_path: Path) -> None:
    types = ["SANCTION", "CONSULT", "AID", "ASSAULT", "ACCUSE"]
    pairs = [("RUS", "USA"), ("USA", "RUS"), ("CHN", "AUS")]
    told = [
        report(*pairs[at % 3], types[at % 5], f"2021-{at % 7 + 1:02}-{at % 28 + 1:02}", start=at * 99)
        for at in range(80)
    ]
    log = graph(tmp_path, *told, report(status="negated", start=9000), report(day="2021", start=9100))
    asked = duckdb.execute(
        f"""WITH events AS (
            SELECT source_stands_for AS s, target_stands_for AS t, type, earliest
            FROM read_parquet('{log.directory}/log/reports-*.parquet')
            WHERE status = 'occurred' AND strftime(earliest, '%Y-%m') = strftime(latest, '%Y-%m') GROUP BY ALL)
        SELECT s, t, strftime(earliest, '%Y-%m'), count(*), count(*) FILTER (type = 'AID') FROM events
        GROUP BY ALL ORDER BY ALL"""
    ).fetchall()
    names = ("source", "target", "period", "events", "type_aid")
    assert [tuple(row[name] for name in names) for row in rows(log)] == asked


def test_a_zero_stands_only_where_something_was_told(tmp_path: Path) -> None:
    log = graph(
        tmp_path, report("RUS", "USA", "SANCTION", "2021-01-05"), report("USA", "RUS", "AID", "2021-03-05", start=9)
    )
    told = {(row["source"], row["period"]): row for row in rows(log, grid=True, lags=[2])}
    assert [period for source, period in told if source == "RUS"] == [f"2021-0{month}" for month in range(1, 6)]
    assert {period: (row["cell"], row["coverage"]) for (source, period), row in told.items() if source == "RUS"} == {
        "2021-01": ("observed", "partial"),
        "2021-02": ("missing", "none"),
        "2021-03": ("missing", "none"),
        "2021-04": ("missing", "none"),
        "2021-05": ("zero", "full"),
    }
    assert [told["RUS", f"2021-0{month}"]["events"] for month in (1, 2, 5)] == [1, None, 0]
    zero = told["RUS", "2021-05"]
    assert (zero["plover_sum"], zero["plover_mean"], zero["net"], zero["first_event"]) == (0, None, None, None)
    assert told["USA", "2021-03"]["cell"] == "observed"  # told though nothing came out then
    assert [told["USA", f"2021-0{month}"]["events_lag2"] for month in (3, 4, 5)] == [0, None, 1]
    assert {row["cell"] for row in rows(log, grid=True, fill="missing")} == {"observed", "missing"}


def test_what_the_bounds_cut_off_a_period_makes_no_zeros_in_it(tmp_path: Path) -> None:
    log = graph(tmp_path, report(day="2021-01-05"), report(day="2021-05-10", start=9))
    # something came out on 2021-01-10 and 2021-05-31
    asked: Row = {"grid": True, "start": date(2021, 1, 11), "end": date(2021, 5, 30), "lags": [1]}
    told = {row["period"]: row for row in rows(log, **asked) if row["source"] == "RUS"}
    cells = {period: (row["cell"], row["coverage"], row["covered_days"]) for period, row in told.items()}
    assert cells["2021-01"] == ("missing", "none", 0)
    assert cells["2021-05"] == ("observed", "none", 0)
    assert told["2021-02"]["events_lag1"] is None
    whole = {
        row["source"]: row for row in rows(log, **asked | {"start": date(2021, 2, 1)}) if row["period"] == "2021-02"
    }
    assert whole["RUS"]["events_lag1"] == 1


def test_who_begins_behind_the_bounds_has_no_row(tmp_path: Path) -> None:
    log = graph(tmp_path, report("DEU", "USA", day="1990-10-02"), published="1990-10-02")
    told = rows(log, system="cow", by="week", grid=True, start=date(1990, 10, 1), end=date(1990, 10, 2))
    assert {260, 265} <= {row["source_cow"] for row in told} - {255}
    assert all(255 not in {row["source_cow"], row["target_cow"]} for row in told)


@pytest.mark.parametrize("grid", [False, True])
def test_lags_look_behind_the_first_day(tmp_path: Path, *, grid: bool) -> None:
    days = ("2021-01-05", "2021-03-04", "2021-03-20", "2021-04-05", "2021-05-05")
    log = graph(tmp_path, *(report(day=day, start=9 * at) for at, day in enumerate(days)))
    told = rows(log, start=date(2021, 3, 10), lags=[1, 2], grid=grid)
    mine = {str(r["period"]): (r["events"], r["events_lag1"], r["events_lag2"]) for r in told if r["source"] == "RUS"}
    assert mine == {"2021-03": (1, None, 1), "2021-04": (1, 1, None), "2021-05": (1, 1, 1)}


def test_monads_hold_what_each_did_and_suffered(tmp_path: Path) -> None:
    log = graph(
        tmp_path,
        report("RUS", "USA", "SANCTION", "2021-01-05"),
        report("RUS", "DEU", "AID", "2021-01-06", start=9),
        report("USA", "DEU", "CONSULT", "2021-01-07", symmetric=True, start=99),
    )
    told = {row["actor"]: (row["did_events"], row["got_events"]) for row in rows(log, unit="monad")}
    assert told == {"RUS": (2, 0), "USA": (1, 2), "DEU": (1, 2)}


def test_codes_go_by_day(tmp_path: Path) -> None:
    log = graph(
        tmp_path,
        report("DEU", "USA", "AID", "1990-10-02"),
        report("DEU", "USA", "AID", "1990-10-05", start=9),
        report("SUN", "USA", "ACCUSE", "1991-12-24", start=99),
        report("RUS", "USA", "ACCUSE", "1991-12-28", start=199),
        report("RUS", "SUN", "ACCUSE", "1991-12-28", start=299),
        report("Hamas", "USA", "ACCUSE", "1991-12-28", start=399),
    )
    panel = Panel(log=log, question=Question(system="cow", by="month"))
    told = [(r["period"], r["source"], r["source_cow"], r["target_cow"], r["panel"], r["events"]) for r in panel.rows()]
    assert told == [
        ("1990-10", "DEU", 255, 2, 255002, 1),
        ("1990-10", "DEU", 260, 2, 260002, 1),
        ("1991-12", "RUS", 365, 2, 365002, 2),
    ]
    with panel.opened() as opened:
        assert opened.found.outsiders == {"Hamas": 1}
    gw = rows(log, system="gw", by="year")
    assert [(r["source_gw"], r["events"]) for r in gw] == [(260, 2), (365, 2)]


def test_a_grid_has_the_members_of_each_time_in_order(tmp_path: Path) -> None:
    log = graph(tmp_path, report("RUS", "USA", "AID", "1990-01-05"))
    panel = Panel(
        log=log, question=Question(system="cow", by="year", grid=True, start=date(1989, 1, 1), end=date(1993, 1, 1))
    )
    with panel.opened() as opened:
        keys = opened.table.run(f"SELECT panel, time FROM ({opened.query})").fetchall()
        assert keys == sorted(set(keys))
        assert len(keys) == opened.found.rows
    there = {time for code, time in keys if code == 2 * 1000 + 316}  # the Czech Republic, from 1993
    assert there == {1993}
    assert (260 * 1000 + 2, 1990) in keys
    assert (260 * 1000 + 2, 1991) not in keys


def pairs(found: list[Row], period: str, *codes: int) -> set[tuple[object, object]]:
    some = (row for row in found if row["period"] == period)
    return {
        (row["source_cow"], row["target_cow"]) for row in some if {row["source_cow"], row["target_cow"]} <= {*codes}
    }


def test_a_grid_pairs_those_who_stood_on_one_day(tmp_path: Path) -> None:
    log = graph(tmp_path, report("RUS", "USA", "AID", "1990-01-05"), published="1990-01-10")
    found = rows(log, system="cow", grid=True, start=date(1990, 9, 1), end=date(1990, 11, 30))
    there = {(260, 265), (265, 260)}
    assert pairs(found, "1990-09", 255, 260, 265) == there
    assert pairs(found, "1990-10", 255, 260, 265) == there  # 255 begins on the 3rd, when the others have ended
    assert pairs(found, "1990-11", 255, 260, 265) == set()
    by_iso = rows(log, system="iso", grid=True, by="year", start=date(1991, 1, 1), end=date(1992, 12, 31))
    russias = {("SUN", "RUS"), ("RUS", "SUN")}
    assert not {(row["source"], row["target"]) for row in by_iso} & russias


def test_a_grid_of_ids_has_states_on_their_own_days(tmp_path: Path) -> None:
    log = graph(
        tmp_path,
        report("SUN", "USA", "AID", "1991-11-05"),
        report("RUS", "USA", "AID", "1992-02-05", start=9),
        report("Hamas", "USA", "ACCUSE", "1991-11-09", start=99),
        report("SUN", "Hamas", "ACCUSE", "1992-02-09", start=199),  # told of a state that was no more
    )
    found = rows(log, grid=True, start=date(1991, 11, 1), end=date(1992, 2, 29), lags=[1])
    there: dict[tuple[object, object], list[object]] = {}
    for row in found:
        there.setdefault((row["source"], row["target"]), []).append(row["period"])
    months = ["1991-11", "1991-12", "1992-01", "1992-02"]
    assert there["SUN", "USA"] == months[:2]
    assert there["RUS", "USA"] == months[1:]
    assert ("SUN", "RUS") not in there
    assert there["Hamas", "USA"] == months
    assert there["SUN", "Hamas"] == ["1991-11", "1991-12", "1992-02"]
    lags = {str(row["period"]): row["cell"] for row in found if (row["source"], row["target"]) == ("RUS", "USA")}
    assert lags == {"1991-12": "missing", "1992-01": "missing", "1992-02": "observed"}


def test_lags_before_a_state_are_missing_and_no_zero(tmp_path: Path) -> None:
    log = graph(
        tmp_path,
        report("USA", "CZE", "AID", "1993-02-05"),
        report("USA", "SVK", "AID", "1993-01-05", start=9),
        *(report("USA", "FRA", "AID", f"{month}-05", start=99 + at) for at, month in enumerate(("1992-12", "1993-01"))),
        published=None,
    )
    with log.writing():
        days = ("1992-12-01", "1993-01-02", "1993-02-03")
        log.append([Reading(article=article(f"n{day}", published=day)) for day in days])
    found = rows(log, start=date(1993, 1, 1), lags=[1])
    told = {(row["target"], row["period"]): row["events_lag1"] for row in found}
    assert told == {("CZE", "1993-02"): 0, ("SVK", "1993-01"): None, ("FRA", "1993-01"): 1}


def test_codes_stand_beside_ids_in_every_panel(tmp_path: Path) -> None:
    log = graph(
        tmp_path,
        report("DEU", "KIR", "AID", "1985-03-05"),
        report("DEU", "KIR", "AID", "2005-03-05", start=9),
        report("RUS", "Hamas", "ACCUSE", "1985-03-05", start=99),
    )
    columns = [f"{side}_{system}" for side in ("source", "target") for system in ("cow", "gw", "iso")]
    told = [tuple(row[column] for column in columns) for row in rows(log)]
    assert told == [
        (260, 260, "DEU", None, 970, "KIR"),
        (255, 260, "DEU", 946, 970, "KIR"),
        (365, 365, "SUN", None, None, None),
    ]
    (row,) = [row for row in rows(log, system="gw", unit="monad", by="year") if row["actor"] == "KIR"][:1]
    assert (row["actor_gw"], row["actor_cow"], row["actor_iso"]) == (970, None, "KIR")
    assert [column.name for column in Panel(log=log, question=Question(system="gw")).columns][7:13] == [
        *("source_gw", "target_gw", "source_cow", "target_cow", "source_iso", "target_iso"),
    ]


def test_events_with_non_members_are_told_with_groups_too(tmp_path: Path) -> None:
    log = graph(
        tmp_path,
        report("RUS", "USA", "ACCUSE", "2021-01-05"),
        report("RUS", "UN", "ACCUSE", "2021-01-06", start=9),
        report("Hamas", "USA", "ACCUSE", "2021-01-07", start=99),  # neither is of the group
    )
    for asked, outsiders in (
        ({"system": "cow"}, {"Hamas": 1, "UN": 1}),
        ({"actors": "state"}, {"Hamas": 1, "UN": 1}),
        ({"system": "cow", "groups": [parse("Bloc=RUS,BLR", {})]}, {"UN": 1}),
        ({"groups": [parse("Bloc=RUS,BLR", {})]}, {}),
    ):
        with Panel(log=log, question=Question(**asked)).opened() as opened:
            assert (opened.found.outsiders, opened.found.outside) == (outsiders, sum(outsiders.values()))


def test_a_group_of_codes_counts_on_their_days(kg: Kg, tmp_path: Path) -> None:
    log = graph(
        tmp_path,
        report("DEU", "USA", "AID", "1990-10-01"),
        report("DEU", "USA", "AID", "1990-11-05", start=9),
        report("FRA", "USA", "AID", "1990-11-05", start=99),
        report("SUN", "USA", "ACCUSE", "1990-11-05", start=199),
    )
    done = kg("panel", "-g", log.directory, "--group", "G=255,365", "--codes", "cow")
    told = [row for row in csv.DictReader(done.out.splitlines()) if (row["source"], row["target"]) == ("G", "USA")]
    assert [(row["period"], row["events"]) for row in told] == [("1990-11", "2")]
    for options, said in (
        (["--group", "G=255,99999", "--codes", "cow"], "has no code '99999'"),
        (["--group", "G=255,255", "--codes", "cow"], "has a member twice"),
        (["--codes", "cow"], "names the members of a --group"),
    ):
        done = kg("panel", "-g", log.directory, *options)
        assert (done.code, said in done.err) == (2, True), done.err


def test_several_scales_and_a_column_for_each(tmp_path: Path) -> None:
    log = graph(tmp_path, report(type="SANCTION", cameo="161", day="2021-01-05"), report(day="2021-01-09", start=9))
    (row,) = rows(log, scales=[plover(), goldstein()])
    assert (row["events"], row["plover_scored"], row["goldstein_scored"]) == (2, 2, 1)
    assert row["goldstein_mean"] == goldstein().scores["161"]


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    told = [
        report(*way, type_, f"2021-{month:02}-05", start=100 * at + month)
        for at, (way, type_) in enumerate(
            [(("RUS", "USA"), "ACCUSE"), (("USA", "RUS"), "AID"), (("DEU", "RUS"), "CONSULT")]
        )
        for month in range(1, 6)
    ]
    return graph(tmp_path, *told, report("UN", "RUS", "REQUEST", "2021-02-03", start=9000)).directory


def test_the_command_writes_a_table_and_its_codebook(kg: Kg, sample: Path, tmp_path: Path) -> None:
    done = kg("panel", "-g", sample, "-o", tmp_path / "p.parquet", "--system", "cow", "--lag", "1", "--json")
    assert done.code == 0, done.err
    told = json.loads(done.out)
    assert (told["rows"], told["not_counted"]["no_members"]) == (15, {"UN": 1})
    assert "1 event with somebody who was no member of cow on the day: UN 1" in done.err
    table = duckdb.read_parquet(str(tmp_path / "p.parquet"))
    assert len(table.columns) == told["columns"]
    book = (tmp_path / "p.codebook.md").read_text("utf-8")
    assert [name for name in table.columns if f"\n| `{name}` |" not in book] == []
    done = kg("panel", "-g", sample, "--system", "cow", "--lag", "1")
    assert done.out.splitlines()[0].split(",") == table.columns
    assert len(done.out.splitlines()) == 16


def test_stata_reads_labels_and_days(kg: Kg, sample: Path, tmp_path: Path) -> None:
    done = kg("panel", "-g", sample, "-o", tmp_path / "p.dta", "--system", "cow", "--actors", "state")
    assert done.code == 0, done.err
    frame, about = pyreadstat.read_dta(str(tmp_path / "p.dta"))
    assert about.column_names_to_labels["events"] == "Events"
    assert about.variable_value_labels["source_cow"] == {2: "United States", 255: "Germany", 365: "Russia"}
    assert about.variable_value_labels["cell"] == {0: "missing", 1: "zero", 2: "observed"}
    assert (frame["first"].iloc[0], list(frame["source_cow"].unique())) == (date(2021, 1, 1), [2, 255, 365])
    assert about.original_variable_types["time"] == "%tm"


def test_counts_stay_whole_in_stata_where_some_are_missing(kg: Kg, tmp_path: Path) -> None:
    log = graph(tmp_path, report(day="2021-01-05"), report(day="2021-04-05", start=9))
    done = kg("panel", "-g", log.directory, "-o", tmp_path / "p.dta", "--grid", "--lag", "1")
    assert done.code == 0, done.err
    frame, about = pyreadstat.read_dta(str(tmp_path / "p.dta"))
    counts = [name for name in frame.columns if name.startswith(("events", "type_", "reports", "articles"))]
    assert len(counts) > 30
    assert {about.readstat_variable_types[name] for name in counts} <= {"int8", "int16", "int32"}
    assert frame["events"].isna().sum() > 0
    assert about.original_variable_types["first"] == about.original_variable_types["last"] == "%td"


def test_each_file_has_a_codebook_of_its_own(kg: Kg, sample: Path, tmp_path: Path) -> None:
    for suffix in ("parquet", "csv", "parquet"):
        assert kg("panel", "-g", sample, "-o", tmp_path / f"p.{suffix}").code == 0
    books = {path.name: path.read_text("utf-8").splitlines()[0] for path in tmp_path.glob("*.md")}
    assert books == {"p.codebook.md": "# p.parquet", "p.csv.codebook.md": "# p.csv"}
    (tmp_path / "q.codebook.md").write_text("my own notes\n", "utf-8")
    assert "codebook: " + str(tmp_path / "q.csv.codebook.md") in kg("panel", "-g", sample, "-o", tmp_path / "q.csv").err
    assert (tmp_path / "q.codebook.md").read_text("utf-8") == "my own notes\n"


@pytest.mark.external
def test_base_r_reads_the_stata_file(kg: Kg, sample: Path, tmp_path: Path) -> None:
    if not shutil.which("Rscript"):
        pytest.skip("needs R: apt-get install r-base-core r-cran-foreign")
    kg("panel", "-g", sample, "-o", tmp_path / "p.dta", "--system", "cow")
    script = (
        "p <- foreign::read.dta(commandArgs(TRUE)); "
        "cat(nrow(p), class(p$first), levels(p$source_cow)[1], sum(p$events))"
    )
    done = subprocess.run(["Rscript", "-e", script, tmp_path / "p.dta"], capture_output=True, text=True, check=False)
    if "no package called" in done.stderr:
        pytest.skip("needs R's package foreign: apt-get install r-cran-foreign")
    assert done.stdout == "15 Date United States 15"


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--group", "Atlantis"], "no members of 'Atlantis' are known"),
        (["--group", "X="], "is no group"),
        (["--group", "X=RUS,RUS"], "has a member twice"),
        (["--group", "EU", "--group", "EU=FRA"], "two groups are called EU"),
        (["-o", "p.sav"], "is no file that a panel can be"),
        (["--undirected", "--monads"], "take one"),
        (["--lag", "2000"], "from 1 to 1000"),
        (["--json"], "name a file with -o"),
        (["--scale", "other"], "no scale 'other'"),
    ],
)
def test_bad_input_is_told(kg: Kg, sample: Path, options: list[str], said: str) -> None:
    done = kg("panel", "-g", sample, *options)
    assert (done.code, said in done.err) == (2, True), done.err


def test_a_grid_without_any_coverage_needs_bounds(tmp_path: Path) -> None:
    log = Log.create(tmp_path / "g")
    with log.writing():
        log.append([Reading(article=article("a", published=None), reports=(report(article="a"),))])
    with pytest.raises(UsageError, match="name --from and --to"):
        rows(log, grid=True)


def test_names_that_are_too_long_for_stata_are_cut_apart() -> None:
    long = "did_a_scale_with_a_rather_long_name_"
    other = long.replace("_name", "_label")
    found = short_names(["events", f"{long}sum", f"{long}mean_lag12", f"{other}sum", f"{other}mean_lag12"])
    assert list(found.values()) == [
        "events",
        "did_a_scale_with_a_rather_lo_sum",
        "did_a_scale_with_a_ra_mean_lag12",
        "did_a_scale_with_a_rather__2_sum",
        "did_a_scale_with_a__2_mean_lag12",
    ]


def test_the_library_says_what_is_wrong(sample: Path) -> None:
    graph = kg_library.open(sample)
    panel = graph.panel(system="cow")
    assert (
        len(panel.to_frame()) == len(panel.rows()) == len(panel.to_frame("polars")) == panel.to_arrow().num_rows == 15
    )
    assert list(panel.to_frame("polars").columns) == list(panel.to_frame().columns) == panel.column_names()
    for asked, said in (
        ({"system": "polity"}, "unknown system 'polity'; known: cow, gw, iso"),
        ({"by": "decade"}, "decade"),
        ({"fill": "mean"}, "unknown fill"),
        ({"unit": "triad"}, "unknown unit"),
        ({"start": "2021-05", "end": "2021-01"}, "lies after"),
        ({"actors": "people"}, "unknown actors"),
        ({"codes": "polity"}, "unknown codes"),
        ({"codes": "cow"}, "codes name the members of groups"),
        ({"codes": "cow", "groups": "EU"}, "codes name the members of groups"),
        ({"groups": "Atlantis"}, "no members of 'Atlantis'"),
        ({"scales": "other"}, "no scale 'other'"),
        ({"lags": 0}, "too small"),
        ({"min_confidence": 2}, "a number from 0 to 1"),
    ):
        with pytest.raises(UsageError, match=said):
            graph.panel(**asked)
    for wrong in (
        *({"lags": [1.5]}, {"lags": None}, {"lags": "1"}, {"groups": 3}, {"groups": None}, {"scales": [7]}),
        *({"grid": "yes"}, {"min_confidence": "high"}, {"start": 2021}, {"by": 3}, {"codes": 2}),
    ):
        with pytest.raises(TypeError):
            graph.panel(**wrong)
    assert graph.panel(lags=1).columns == graph.panel(lags=[1]).columns
    assert graph.panel(scales="goldstein").columns == graph.panel(scales=["goldstein"]).columns
    assert graph.panel(groups="EU").question.groups == graph.panel(groups=["EU"]).question.groups
    with pytest.raises(UsageError, match="counted from a directory"):
        kg_library.Graph().panel()
