"""Settings in files and the environment, and the habits that all commands share."""

from __future__ import annotations

import errno
import io
import json
import logging
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from rich.console import Console

from kg.base.errors import UsageError
from kg.cli import main, progress, shared
from kg.cli.app import _undoable, command_line, options
from kg.cli.commands import COMMANDS
from kg.cli.settings import settings
from kg.corpus import Meter, read
from kg.graph.options import Progressed
from kg.store import Log, Reading
from tests.builders import article, report

Kg = Callable[..., tuple[int, str, str]]


@pytest.fixture
def kg(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Kg:
    """The command in a folder with a graph named ``gulf``."""
    log = Log.create(tmp_path / "gulf")
    with log.writing():
        told = (report("SAU", "IRN", day="2016-01-03"), report("IRN", "SAU", "ACCUSE", "2017-06-05", start=50))
        log.append([Reading(article=article("a1"), reports=told)])
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str) -> tuple[int, str, str]:
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            main(arguments)
        out, err = capsys.readouterr()
        return int(ended.value.code or 0), out, err

    return run


@pytest.fixture(autouse=True)
def _loud() -> Iterator[None]:
    yield
    shared.err.quiet = False
    logging.getLogger().handlers.clear()


def periods(out: str) -> list[str]:
    return [line.split("\t")[0] for line in out.splitlines()[1:]]


def test_a_file_says_what_is_typed_every_time_and_an_option_wins(kg: Kg) -> None:
    Path("kg.toml").write_text('graph = "gulf"\n[ties]\nby = "year"\n')
    assert periods(kg("ties", "SAU", "IRN")[1]) == ["2016", "2017"]
    assert periods(kg("ties", "SAU", "IRN", "--by", "month")[1]) == ["2016-01", "2017-06"]
    code, _, err = kg("ties", "SAU", "IRN", "-g", "elsewhere")
    assert (code, "no graph in elsewhere" in err) == (1, True)


def test_a_wrong_value_of_a_variable_is_told_with_its_name(kg: Kg, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_TIES_BY", "yeer")
    assert "KG_TIES_BY: Invalid value for '--by': 'yeer'" in kg("ties", "SAU", "IRN", "-g", "gulf")[2]
    assert "error: Invalid value for '--by': 'moth'" in kg("ties", "SAU", "IRN", "-g", "gulf", "--by", "moth")[2]


@pytest.mark.parametrize("name", ["KG_GRAF", "KG_TIES_BYE", "KG_MIN_CONFIDENC"])
def test_a_variable_that_is_nearly_a_setting_is_told(kg: Kg, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(name, "x")
    code, _, err = kg("ties", "SAU", "IRN", "-g", "gulf")
    assert (code, f"{name} is no setting; did you mean KG_" in err) == (0, True), err


def test_a_variable_of_another_program_is_its_own(kg: Kg, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_TOTAL_WEIGHT", "3")
    assert "KG_TOTAL" not in kg("ties", "SAU", "IRN", "-g", "gulf")[2]


def test_a_switch_that_is_set_can_be_undone(kg: Kg, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("kg.toml").write_text('graph = "gulf"\njson = true\n')
    assert json.loads(kg("ties", "SAU", "IRN")[1])["a"] == "SAU"
    assert periods(kg("ties", "SAU", "IRN", "--no-json")[1]) == ["2016-01", "2017-06"]
    monkeypatch.setenv("KG_JSON", "0")
    assert periods(kg("ties", "SAU", "IRN")[1]) == ["2016-01", "2017-06"]


def test_every_switch_that_is_set_has_its_opposite() -> None:
    """But for those of which the opposite is the name of another option, as with ``--no-model``."""
    group = command_line()
    lacking = set()
    for command in group.commands.values():
        switches = [option for option in command.params if getattr(option, "is_flag", False)]
        _undoable(command, {str(option.name): True for option in switches})
        lacking |= {option.opts[0] for option in switches if not option.secondary_opts and option.name != "help"}
        for option in switches:
            option.secondary_opts = [] if option.name != "views" else option.secondary_opts
    assert lacking == {"--no-model"}


@pytest.mark.parametrize("how", ["file", "variable"])
def test_quiet_and_verbose_can_be_set(kg: Kg, how: str, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = ["export", "csv", "-g", "gulf", "-o", "x.csv", "--from", "1990", "--to", "1990"]
    if how == "file":
        Path("kg.toml").write_text("quiet = true")
    else:
        monkeypatch.setenv("KG_QUIET", "1")
    assert kg(*asked) == (0, "", "")
    err = kg(*asked, "-v")[2]
    assert "no events are left" in err
    assert "irkg " in err


def test_it_holds_in_folders_below_and_in_a_project(kg: Kg, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("pyproject.toml").write_text(f'[tool.irkg]\ngraph = "{tmp_path / "gulf"}"\nby = "year"\n')
    (tmp_path / "below").mkdir()
    monkeypatch.chdir(tmp_path / "below")
    assert periods(kg("ties", "SAU", "IRN")[1]) == ["2016", "2017"]
    Path("kg.toml").write_text('by = "quarter"')  # the nearest alone
    assert kg("ties", "SAU", "IRN")[0] == 1
    assert periods(kg("ties", "SAU", "IRN", "-g", "../gulf")[1]) == ["2016-Q1", "2017-Q2"]


def test_variables_win_over_the_file_and_options_over_both(kg: Kg, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("kg.toml").write_text('graph = "nowhere"\n[ties]\nby = "year"\n')
    monkeypatch.setenv("KG_GRAPH", "gulf")
    assert periods(kg("ties", "SAU", "IRN")[1]) == ["2016", "2017"]
    monkeypatch.setenv("KG_TIES_BY", "month")
    assert periods(kg("ties", "SAU", "IRN")[1]) == ["2016-01", "2017-06"]
    assert periods(kg("ties", "SAU", "IRN", "--by", "quarter")[1]) == ["2016-Q1", "2017-Q2"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('grahp = "x"', "kg.toml: unknown option 'grahp'; did you mean graph"),
        ('[tise]\nby = "year"', "kg.toml: unknown command 'tise'; did you mean ties?"),
        ('[ties]\nscael = "plover"', "kg.toml: unknown option 'scael' of kg ties; did you mean scale?"),
        ('[ties]\nqqq = "year"', "unknown option 'qqq' of kg ties; kg --help lists"),
        ("graph =", "kg.toml: "),
        ('[ties]\nby = "yeer"', "kg.toml: Invalid value for '--by': 'yeer' is not one of"),
        ('[ties]\nby = "yeer"', "did you mean year?"),
        ("by = 3", "kg.toml: Invalid value for '--by': 3"),
    ],
)
def test_what_is_wrong_in_it_is_told_with_the_nearest(kg: Kg, text: str, said: str) -> None:
    Path("kg.toml").write_text(text)
    code, _, err = kg("ties", "SAU", "IRN", "-g", "gulf")
    assert (code, said in err, "Traceback" in err) == (2, True, False), err


def test_every_option_of_every_command_can_be_set() -> None:
    known = options(command_line())
    assert known["ties"]["from"] == "start"
    assert known["build"]["json"] == "as_json"
    for command, own in known.items():
        for key in own:
            assert settings({command: own}, Path("/nowhere"), {f"KG_{key.replace('-', '_').upper()}": "x"}).values == {
                command: {own[key]: "x"}
            }


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    (tmp_path / "kg.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(UsageError, match="no UTF-8"):
        settings({}, tmp_path, {})


def test_init_writes_a_file_that_is_read(kg: Kg) -> None:
    assert kg("init", "--graph", "gulf")[0] == 0
    assert periods(kg("ties", "SAU", "IRN")[1]) == ["2016-01", "2017-06"]
    code, _, err = kg("init")
    assert (code, "--force" in err) == (2, True)
    assert json.loads(kg("init", "--force", "--json")[1])["graph"] == "gulf"  # as the file has it


def test_init_on_a_full_disk_leaves_the_file_that_was_there(kg: Kg, monkeypatch: pytest.MonkeyPatch) -> None:
    assert kg("init", "--graph", "gulf")[0] == 0
    before = Path("kg.toml").read_bytes()

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    code, _, err = kg("init", "--graph", "other", "--force")
    assert (code, "No space left" in err, "Traceback" in err) == (1, True, False), err
    assert Path("kg.toml").read_bytes() == before


@pytest.mark.parametrize("place", [0, 3])
def test_quiet_says_nothing_beside_the_answer(kg: Kg, place: int) -> None:
    arguments = ["export", "csv", "-g", "gulf", "-o", "x.csv", "--from", "1990", "--to", "1990"]
    assert "no events are left" in kg(*arguments)[2]
    assert kg(*arguments[:place], "-q", *arguments[place:]) == (0, "", "")
    assert "no graph" in kg("ties", "A", "B", "-q", "-g", "nowhere")[2]


def test_verbose_tells_versions_settings_and_where_an_error_comes_from(kg: Kg) -> None:
    Path("kg.toml").write_text('graph = "nowhere"')
    code, _, err = kg("ties", "SAU", "IRN", "-v")
    assert code == 1
    assert "irkg " in err
    assert f"settings of {Path.cwd() / 'kg.toml'}" in err
    assert "Traceback" in err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("tise",), "did you mean ties?"),
        (("ties", "SAU", "IRN", "--form", "2021"), "did you mean --from"),
        (("ties", "SAU", "IRN", "--by", "yeer"), "did you mean year?"),
        (("ties", "SAU", "IRNN", "-g", "gulf"), "did you mean IRN?"),
        (("ties", "SAU", "INR", "-g", "gulf"), "did you mean IRN?"),
        (("ties", "SAU", "IRN", "-g", "gulf", "--scale", "goldstien"), "did you mean goldstein?"),
        (("query", "sanctions", "-g", "gulf", "-p", "yaer=2016"), "did you mean year?"),
        (("export", "gexff", "-g", "gulf"), "did you mean gexf?"),
        (("query", "sanctoins", "-g", "gulf"), "did you mean sanctions?"),
        (("extract", "x", "--status", "ocurred"), "did you mean occurred?"),
        (("import", "icewss", "kg.toml"), "did you mean icews?"),
    ],
)
def test_what_is_mistyped_is_told_with_the_nearest(kg: Kg, arguments: tuple[str, ...], said: str) -> None:
    code, _, err = kg(*arguments)
    assert (code, said in err) == (2, True), err


def test_nothing_is_offered_for_an_option_that_is_like_none(kg: Kg) -> None:
    assert "did you mean" not in kg("view", "--json")[2]


def test_wrong_use_is_told_in_one_line(kg: Kg) -> None:
    err = kg("actors")[2]
    assert err.count("\n") == 1
    assert "Choose from: list, lookup, add, check, update" in err


def test_a_mistyped_event_type_too(kg: Kg) -> None:
    event = json.loads(kg("query", "-g", "gulf", "--json", "-e", "SELECT ?e { ?e a irkg:Event } LIMIT 1")[1])
    name = event["results"]["bindings"][0]["e"]["value"].rpartition("/")[2]
    assert "did you mean ACCUSE?" in kg("mark", name, "--type", "ACUSE", "-g", "gulf")[2]


@pytest.mark.parametrize("command", ["ties SAU IRN --by year", "top --min-events 1", "export csv", "view -o -"])
def test_spans_have_one_form_everywhere(kg: Kg, command: str) -> None:
    told = [kg(*command.split(), "-g", "gulf", *span) for span in (
        ("--from", "2016", "--to", "2016"), ("--from", "2016-01", "--to", "2016-12"),
        ("--from", "2016-01-01", "--to", "2016-12-31"),
    )]  # fmt: skip
    assert {code for code, _, _ in told} == {0}
    assert len({out for _, out, _ in told}) == 1
    assert "2016-01-03" in told[0][1] or "2016" in told[0][1]
    words = ("--from", "January 2016", "--to", "31 December 2016")
    assert kg(*command.split(), "-g", "gulf", *words)[1] == told[0][1]
    assert "write it as" in kg(*command.split(), "-g", "gulf", "--from", "soon")[2]


def test_what_prints_a_table_prints_json_too() -> None:
    with_json = {name for name, known in options(command_line()).items() if "json" in known}
    folder = Path(shared.__file__).parent
    printing = {f"kg.cli.{path.stem}" for path in folder.glob("*_command*.py") if " table(" in path.read_text("utf-8")}
    modules = {command.name: command.run.__module__ for command in COMMANDS}
    lacking = {name for name, module in modules.items() if module in printing and name not in with_json}
    assert lacking <= {"extract", "resolve", "serve"}  # these print JSON and nothing else, or no table


def test_progress_is_told_in_a_file_now_and_then(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    clock = iter([0.0, 1.0, 31.0, 32.0, 62.0])
    monkeypatch.setattr(progress, "monotonic", lambda: next(clock))
    with progress.progress("importing", "rows") as update:
        assert update
        for done in (1, 1000, 1001, 2000):
            update(done)
    assert capsys.readouterr().err.splitlines() == [
        "kg: importing for 31 s: 1,000 rows", "kg: importing for 62 s: 2,000 rows",
    ]  # fmt: skip


def test_reading_tells_words_a_second_and_time_left(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    now = 0.0
    monkeypatch.setattr(progress, "monotonic", lambda: now)
    steps = [(40, 0, 0.2), (100, 1, 0.3), (160, 60_000, 0.3), (260, 160_000, 0.4), (460, 400_000, None)]
    with progress.articles_progress() as update:
        assert update
        for now, words, share in steps:  # noqa: B007 - what the clock says
            update(Progressed(articles=words // 100, words=words, share=share))
    assert [line.removeprefix("kg: reading for ") for line in capsys.readouterr().err.splitlines()] == [
        "40 s: 0 articles",  # all known so far
        "100 s: 0 articles, 0 words/s",
        "160 s: 600 articles, 375 words/s",  # no more of the file than before: nothing is guessed
        "260 s: 1,600 articles, 615 words/s, about 16 min left",
        "460 s: 4,000 articles, 870 words/s",
    ]


def test_what_is_left_is_known_by_bytes(tmp_path: Path) -> None:
    lines = [json.dumps({"text": f"Iran met Iraq on day {number}. " * 400}) + "\n" for number in range(6)]
    (tmp_path / "a.jsonl").write_text("".join(lines[:4]), "utf-8")
    (tmp_path / "b.jsonl").write_text("".join(lines[4:]), "utf-8")
    meter = Meter()
    shares = [meter.share for _ in read([tmp_path], meter=meter)]
    assert shares == pytest.approx([1 / 6, 2 / 6, 3 / 6, 4 / 6, 5 / 6, 1.0], abs=0.001)
    assert meter.share == 1
    without = Meter()
    assert [without.share for _ in read(["-"], stdin=io.BytesIO(lines[0].encode()), meter=without)] == [None]


@pytest.mark.parametrize(("unwanted", "coloured"), [("", True), ("1", False)])
def test_colours_go_when_nobody_wants_them(monkeypatch: pytest.MonkeyPatch, unwanted: str, *, coloured: bool) -> None:
    monkeypatch.setenv("NO_COLOR", unwanted)
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm-256color")
    console = Console(force_terminal=True)
    with console.capture() as captured:
        console.print("[red]a[/red]")
    assert ("\x1b[31m" in captured.get()) is coloured
