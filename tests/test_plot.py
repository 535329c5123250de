from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

import kg
from kg.assembly import merge
from kg.base.errors import ExportError, UsageError
from kg.graph.dyad import Dyad, all_turns, dyad
from kg.model import Report
from kg.views.plot import Figure, figure, html_page, save, svg
from kg.views.plot.look import COLOURS
from kg.views.plot.shown import signed, ticks
from kg.views.plot.vector import grid
from tests.builders import report

SPACE = "{http://www.w3.org/2000/svg}"
HOSTILE = "</script><img src=x onerror=alert(1)> & \u2028 \u202e \x00 \ud800"


def curve(*reports: Report, by: str = "month", **options: object) -> Dyad:
    return dyad(merge(reports), "RUS", "USA", by=by, **options)  # type: ignore[arg-type]  # of the tests' own choice


def shown(found: Dyad) -> Figure:
    return figure(found.series, all_turns(found.series), found.names)


def texts(picture: str) -> list[str]:
    return [item.text or "" for item in ET.fromstring(picture).iter(f"{SPACE}text")]  # noqa: S314 - our own text


def turned() -> list[Report]:
    types = ["ACCUSE", "SANCTION", "ACCUSE", "ASSAULT", "ACCUSE", "AID", "CONSULT", "AID", "SUPPORT", "AID"]
    return [report(type=type_, day=f"2021-{month:02}-05") for month, type_ in enumerate(types, 1)]


def test_a_line_breaks_where_nothing_is_reported() -> None:
    found = shown(curve(*(report(day=f"2021-{month}-05") for month in ("01", "02", "05", "06", "07"))))
    lines = found.curves[0].lines
    assert [[point.at for point in line] for line in lines] == [[0, 1], [4, 5, 6]]
    assert found.silent == ((float(date(2021, 3, 1).toordinal()), float(date(2021, 5, 1).toordinal())),)
    assert found.curves[1].lines == ()


def test_points_are_the_numbers_of_the_series() -> None:
    found = curve(*turned())
    points = [point for line in shown(found).curves[0].lines for point in line]
    assert [point.mean for point in points] == [tie.score_mean for tie in found.series.towards("RUS")]
    assert shown(found).curves[0].counts == (1,) * 10


def test_vague_dates_stand_in_the_middle_of_what_is_known() -> None:
    (dot,) = shown(curve(report(day="2021-03"), by="year")).curves[0].dots
    assert dot.x == (date(2021, 3, 1).toordinal() + date(2021, 4, 1).toordinal()) / 2


def test_the_picture_is_sound_and_says_what_it_shows() -> None:
    picture = curve(*turned(), report("USA", "RUS", "ACCUSE", "2021-09-01")).plot()
    said = texts(picture)
    for text in ("Russia and United States", "Russia to United States", "United States to Russia", "+10", "\u221210"):
        assert text in said
    assert any(text.startswith("1  2021-06-05, both directions: \u2212") for text in said)
    assert all(colour in picture for colour in COLOURS)
    label = ET.fromstring(picture).get("aria-label")  # noqa: S314 - our own text
    assert label
    assert "Turning point 1: 2021-06-05" in label
    assert ' id="' not in picture


def test_the_same_events_give_the_same_bytes_in_any_order() -> None:
    first, second = curve(*turned()), curve(*reversed(turned()))
    assert first.plot() == second.plot()
    assert first._repr_html_() == second._repr_html_()


def test_nothing_to_show_is_a_sentence() -> None:
    picture = curve().plot()
    assert texts(picture) == ["Russia and United States", "No events with a date precise enough for a month"]
    vague = curve(report(day="2021"))
    assert "Not counted: 1 without a date precise enough for a month." in texts(vague.plot())
    empty = curve(report(day="2021-05-01"), start=date(1990, 1, 1), end=date(1990, 12, 31))
    assert "No events" in texts(empty.plot())[1]


@pytest.mark.parametrize(
    "reports",
    [[report()], [report(type=type_) for type_ in ("AID", "ASSAULT", "CONSULT")], [report(day="0001-01-01")]],
    ids=["one event", "one day", "the first day there is"],
)
def test_little_is_drawn_soundly(reports: list[Report]) -> None:
    for by in ("day", "week", "month", "quarter", "year"):
        picture = curve(*reports, by=by).plot()
        assert ET.fromstring(picture).tag == f"{SPACE}svg"  # noqa: S314 - our own text
        assert "nan" not in picture


def test_hostile_text_stays_text() -> None:
    found = curve(*turned())
    named = figure(found.series, (), {"RUS": HOSTILE, "USA": "B"})
    assert "<img" not in svg(named)
    ET.fromstring(svg(named))  # noqa: S314 - our own text
    bad = report(sentence=HOSTILE, outlet="<b>", url="javascript:alert(1)")
    page = html_page(named, curve(bad).series, all_turns(curve(*turned()[:-1], bad).series))
    assert "<img" not in page
    assert "javascript:" not in page


@pytest.mark.parametrize(
    ("first", "last", "labels"),
    [
        ("2021-03-17", "2021-03-17", ["2021-03-17"]),
        ("2021-01-01", "2021-03-31", ["2021-01-01", "2021-01-15", "2021-01-29"]),
        ("2020-11-01", "2021-10-31", ["2020-11", "2020-12", "2021-01"]),
        ("2019-01-01", "2021-12-31", ["2019-01", "2019-04", "2019-07"]),
        ("1989-02-01", "2024-12-31", ["1990", "1995", "2000"]),
        ("0001-01-01", "2024-12-31", ["200", "400"]),
    ],
)
def test_ticks_of_the_calendar(first: str, last: str, labels: list[str]) -> None:
    found = [label for _, label in ticks(date.fromisoformat(first), date.fromisoformat(last))]
    assert found[: len(labels)] == labels
    assert len(found) <= 12


def test_grid_lines_are_round() -> None:
    assert grid(-10, 10) == [-10, -5, 0, 5, 10]
    assert grid(0, 0.5) == pytest.approx([0, 0.1, 0.2, 0.3, 0.4, 0.5])
    assert signed(-2.84) == "\u22122.8"
    assert signed(-0.01) == "0.0"


@pytest.mark.parametrize(
    ("suffix", "magic"), [("svg", b"<svg"), ("html", b"<!DOC"), ("png", b"\x89PNG"), ("pdf", b"%PDF")]
)
def test_files_of_every_form(tmp_path: Path, suffix: str, magic: bytes) -> None:
    if suffix in ("png", "pdf"):
        pytest.importorskip("matplotlib", reason="pip install 'irkg[plot]'")
    found = curve(*turned(), report("USA", "RUS", "CONSULT", "2021-03-07", symmetric=True))
    paths = [tmp_path / f"{name}.{suffix}" for name in "ab"]
    for path in paths:
        found.plot(path)
    assert paths[0].read_bytes().startswith(magic)
    assert paths[0].read_bytes() == paths[1].read_bytes()


def test_a_long_legend_of_a_png_keeps_to_the_sheet(tmp_path: Path) -> None:
    pytest.importorskip("matplotlib", reason="pip install 'irkg[plot]'")
    images = pytest.importorskip("PIL.Image", reason="pip install pillow")
    tie = curve(*turned(), report(type="AID", day="2022-05-05"))
    drawn = figure(tie.series, all_turns(tie.series), {"RUS": "A" * 20, "USA": "B" * 20})
    save(tmp_path / "long.png", drawn, tie.series)
    picture = images.open(tmp_path / "long.png").convert("L")
    assert picture.crop((picture.width - 8, 0, picture.width, picture.height)).getextrema() == (255, 255)


def test_files_that_cannot_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = curve(*turned())
    with pytest.raises(UsageError, match=r"\.svg, \.png"):
        found.plot(tmp_path / "picture.gif")
    with pytest.raises(ExportError, match="cannot write"):
        save(tmp_path / "no" / "a.svg", shown(found), found.series)
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    with pytest.raises(UsageError, match=r"irkg\[plot\]"):
        found.plot(tmp_path / "a.png")


def test_a_data_frame_or_a_clear_word(monkeypatch: pytest.MonkeyPatch) -> None:
    pd = pytest.importorskip("pandas")
    found = curve(*turned(), report(day="2022-03-05"))
    frame = found.to_frame()
    assert isinstance(frame, pd.DataFrame)
    assert list(frame["score_mean"].dropna()) == [
        row["score_mean"] for row in found.rows() if row["score_mean"] is not None
    ]
    assert frame["first"][0] == pd.Timestamp("2021-01-01")
    assert len(curve().to_frame()) == 0
    monkeypatch.setitem(sys.modules, "pandas", None)
    monkeypatch.setitem(sys.modules, "polars", None)
    with pytest.raises(UsageError, match="pandas or polars"):
        found.to_frame()


def test_polars_where_pandas_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    pl = pytest.importorskip("polars", reason="pip install polars")
    monkeypatch.setitem(sys.modules, "pandas", None)
    # twenty years of silence first: the type of a column does not follow from its first hundred rows
    found = dyad(merge(turned()), "RUS", "USA", start=date(2000, 1, 1))
    frame = found.to_frame()
    assert isinstance(frame, pl.DataFrame)
    assert frame.columns == list(found.rows()[0])
    assert frame["first"][0] == date(2000, 1, 1)
    for column in ("score_mean", "low", "high", "net", "events", "share", "source"):
        assert frame[column].to_list() == [row[column] for row in found.rows()]
    for row in frame.iter_rows(named=True):
        assert sum(number or 0 for number in row["types"].values()) == row["events"]
    assert len(dyad([], "RUS", "USA").to_frame()) == 0
    silent = dyad([], "RUS", "USA", start=date(2020, 1, 1), end=date(2020, 3, 1)).to_frame()
    assert silent["score_mean"].to_list() == [None] * 6


def test_the_library_gives_a_dyad_that_draws_itself() -> None:
    found = kg.Graph(merge(turned())).ties("RUS", "USA")
    assert found.turns().turns[0].day == date(2021, 6, 5)
    assert found._repr_html_().startswith("<svg")
    assert "<table>" in found._repr_html_()
    assert [answers.actor for answers in found.reciprocity()] == ["USA", "RUS"]


def test_the_curves_of_the_docs_are_sound() -> None:
    docs = Path(__file__).parent.parent / "docs"
    curves = sorted(docs.glob("ties-*.svg"))
    assert len(curves) >= 3
    page = (docs / "ties.md").read_text("utf-8")
    for path in curves:
        assert "no events reported" in texts(path.read_text("utf-8"))
        assert path.name in page


@pytest.mark.parametrize("letters", [6, 16, 60])
def test_the_legend_keeps_to_the_sheet(letters: int) -> None:
    tie = curve(*turned(), report(type="AID", day="2022-05-05"))
    found = all_turns(tie.series)
    assert any(search.turns for search in found)
    picture = ET.fromstring(svg(figure(tie.series, found, {"RUS": "A" * letters, "USA": "B" * letters})))  # noqa: S314
    # all that there can be: both directions, events, levels, silence; in a second row if the first is full
    legend = [item for item in picture.iter(f"{SPACE}text") if item.get("y") in ("72", "90")]
    assert len(legend) == 5
    assert {item.get("y") for item in legend} == ({"72"} if letters == 6 else {"72", "90"})
    assert all(float(item.get("x", "0")) + 6 * len(item.text or "") < 960 for item in legend)
