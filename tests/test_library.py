"""``import kg``: a small surface, lazy and typed, and every example in it does what it says."""

from __future__ import annotations

import ast
import doctest
import importlib
import inspect
import subprocess
import sys
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest

import kg
from kg.base.errors import UsageError
from kg.sparql import Result
from tests.builders import report

OPTIONS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE


def offered() -> Iterator[tuple[str, object]]:
    """Public functions, and the methods of what they return that are our own."""
    for name in kg.__all__:
        if inspect.isfunction(value := getattr(kg, name)):
            yield name, value
    for name, value in vars(kg.Graph).items():
        if inspect.isfunction(value) and not name.startswith("_"):
            yield f"Graph.{name}", value


OFFERED = dict(offered())
CLASSES = {name: value for name in kg.__all__ if inspect.isclass(value := getattr(kg, name))}
DOCUMENTED = {"kg": kg, **OFFERED, **CLASSES}
"""What has an example: the package, its functions and classes, the methods of a graph."""


@pytest.mark.model
@pytest.mark.usefixtures("as_in_docs")
@pytest.mark.parametrize("name", DOCUMENTED)
def test_every_public_name_has_an_example_that_runs(name: str) -> None:
    (test,) = doctest.DocTestFinder(recurse=False).find(DOCUMENTED[name], name, globs={"kg": kg})
    assert test.examples, f"{name} has no example"
    told: list[str] = []
    doctest.DocTestRunner(optionflags=OPTIONS).run(test, out=told.append)
    assert not told, "".join(told)


def test_importing_it_loads_nothing_of_it() -> None:
    code = "import sys, kg; kg.__all__; print(*sorted(name for name in sys.modules if name.startswith('kg')))"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout.split() == ["kg", "kg.base", "kg.base.signals", "kg.base.versions"]


def test_the_surface_is_small_typed_and_all_there() -> None:
    assert {"read", "extract", "events", "build", "open", "resolve", "ties", "network", "query", "export"} <= {
        *kg.__all__
    }
    assert files("kg").joinpath("py.typed").is_file()
    assert sorted(kg.__all__) == sorted(["__version__", *importlib.import_module("kg.api").__all__])
    assert set(kg.__all__) <= set(dir(kg))
    assert not hasattr(kg, "anything")
    for name, value in OFFERED.items():
        assert inspect.signature(value).return_annotation is not inspect.Signature.empty, name  # type: ignore[arg-type]


def test_an_old_python_is_told_before_anything_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    source = files("kg").joinpath("__init__.py").read_text("utf-8")
    ast.parse(source, feature_version=(3, 8))
    monkeypatch.setattr(sys, "version_info", (3, 10, 2))
    with pytest.raises(ImportError, match=r"irkg needs Python 3\.11 or later"):
        exec(compile(source, "kg/__init__.py", "exec"), {"__name__": "kg"})  # noqa: S102 - our own file


@pytest.mark.parametrize("library", ["pandas", "polars"])
def test_tables_become_frames_of_either_library(library: str) -> None:
    pytest.importorskip(library)
    found = kg.Reports([report("POL", "RUS", day="2024-05-21"), report("USA", "IRN", day="2024-05-22")])
    frame = found.to_frame(library)  # type: ignore[arg-type]  # of the test's own choice
    assert list(frame["source"]) == ["POL", "USA"]
    assert list(kg.Reports().to_frame(library).columns) == []  # type: ignore[arg-type]
    answers = Result(columns=("a", "b"), rows=())
    assert list(answers.to_frame(library).columns) == ["a", "b"]  # type: ignore[arg-type]


def test_others_take_tables_through_arrow() -> None:
    pytest.importorskip("pyarrow", reason="pip install 'irkg[arrow]'")
    pl = pytest.importorskip("polars")
    assert pl.DataFrame(Result(answer=True))["answer"].to_list() == [True]
    table = kg.Reports([report("POL", "RUS", day="2024-05-21")]).to_arrow()
    assert table.column("target").to_pylist() == ["RUS"]


def test_without_a_library_for_frames_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.base.data_frames.find_spec", lambda _: None)
    found = kg.Reports([report()])
    with pytest.raises(UsageError, match=r"pip install pandas; or use \.records\(\)"):
        found.to_frame()
    with pytest.raises(UsageError, match="pip install polars"):
        found.to_frame("polars")
    with pytest.raises(UsageError, match=r"irkg\[arrow\]"):
        found.to_arrow()
    with pytest.raises(UsageError, match="unknown library 'numpy'"):
        found.to_frame("numpy")  # type: ignore[arg-type]


def test_results_say_what_they_are() -> None:
    many = kg.Reports([report("POL", "RUS", day="2024-05-21")] * 12)
    told = repr(many).splitlines()
    assert told[0] == "<Reports: 12 reports>"
    assert len(told) == 12
    assert told[-1] == "  ... and 2 more"
    assert "<td>POL</td>" in many._repr_html_()
    assert repr(kg.Graph()) == "<Graph: 0 events>"
    assert repr(Result(answer=True)) == "<Result: yes>"


def test_articles_of_ones_own_are_read_and_built(tmp_path: Path) -> None:
    (tmp_path / "broken.json").write_text("{")
    (tmp_path / "story.txt").write_text("Poland expelled three Russian diplomats on Tuesday.")
    found = kg.read(tmp_path)
    assert (len(found), [item.origin for item in found.skipped]) == (1, [str(tmp_path / "broken.json")])
    assert repr(found).startswith("<Articles: 1 article, 1 skipped>")
    with pytest.raises(TypeError, match="a source must be"):
        kg.read([3])  # type: ignore[list-item]
    with pytest.raises(TypeError, match="sources must be"):
        kg.extract(None)  # type: ignore[arg-type]
    with pytest.raises(UsageError, match="no such file"):
        kg.read(tmp_path / "nowhere.txt")
    with pytest.raises(UsageError, match="a number from 0 to 1"):
        kg.extract(found, min_confidence=7)


@pytest.mark.model
def test_what_was_read_can_be_read_out_and_built(tmp_path: Path) -> None:
    (tmp_path / "story.txt").write_text("Poland expelled three Russian diplomats on Tuesday.")
    articles = kg.read(tmp_path / "story.txt", published="2024-05-22")
    (told,) = kg.extract(articles)
    graph = kg.build(articles, tmp_path / "graph")
    assert [event.best.id for event in graph.events] == [told.id]
    assert kg.query("ASK { actor:POL rel:sanction actor:RUS }", graph=graph).records() == [{"answer": True}]


@pytest.mark.usefixtures("as_in_docs")
def test_a_part_is_exported_as_the_command_does(sample_graph: Path) -> None:
    from kg.cli import main

    part = {"start": "2021", "end": "2021", "dyad": ("USA", "Russia")}
    for format_ in ("gexf", "csv"):
        kg.export(format_, "ours", **part)  # type: ignore[arg-type]
        kg.export(format_, "held", graph=kg.Graph(kg.open(sample_graph).events), **part)  # type: ignore[arg-type]
        span = ["--from", "2021-01-01", "--to", "2021-12-31"]
        with pytest.raises(SystemExit):
            main(["export", format_, "-o", "theirs", "--dyad", "USA", "Russia", *span])
        assert Path("ours").read_bytes() == Path("held").read_bytes() == Path("theirs").read_bytes()
    with pytest.raises(UsageError, match="is for networks"):
        kg.export("csv", "out", kinds=True)
    with pytest.raises(UsageError, match="unknown format 'gexff'"):
        kg.export("gexff", "out")


def test_a_graph_directory_that_is_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "exports").write_text("")
    with pytest.raises(kg.base.errors.GraphError, match="exports is a file, and a graph is a directory; name another"):
        kg.open(tmp_path / "exports")
    for out in ("exports", "exports/below"):
        with pytest.raises(kg.base.errors.GraphError, match="exports is a file, and a graph is a directory"):
            kg.build((), tmp_path / out)


RIGHT: dict[str, dict[str, object]] = {
    "read": {"sources": "data/articles"},
    "extract": {"sources": ()},
    "events": {"text": "Oman."},
    "resolve": {"text": "Oman"},
    "build": {"sources": (), "out": "made", "views": False},
    "ties": {"a": "USA", "b": "RUS"},
    "query": {"text": "top-dyads", "values": {"year": "2021"}},
    "export": {"format": "csv", "out": "out.csv"},
    "network": {"events": ()},
    "Graph.ties": {"a": "USA", "b": "RUS"},
    "Graph.counts": {"a": "USA", "b": "RUS"},
    "Graph.query": {"text": "top-dyads", "values": {"year": "2021"}},
    "Graph.agree": {"other": "irkg"},
    "Graph.side": {"name": "USA"},
}
"""Arguments of public functions that are in order."""
CALLED_BACK = ("self", "progress")


def parameters() -> Iterator[tuple[str, str]]:
    """Each parameter of each public function."""
    for name, function in OFFERED.items():
        for parameter in inspect.signature(function).parameters.values():  # type: ignore[arg-type]  # a function
            if parameter.name not in CALLED_BACK and parameter.kind is not parameter.VAR_KEYWORD:
                yield name, parameter.name


@pytest.mark.usefixtures("as_in_docs")
@pytest.mark.parametrize(("name", "parameter"), list(parameters()))
def test_an_argument_of_another_type_is_refused_by_name(name: str, parameter: str) -> None:
    owner = kg.open() if "." in name else kg
    function = getattr(owner, name.rpartition(".")[2])
    default = inspect.signature(function).parameters[parameter].default
    for wrong in (object(), *(() if default is None or parameter == "values" else (None,))):
        with pytest.raises(TypeError, match=r" must be .*(not|write)") as told:
            function(**RIGHT.get(name, {}) | {parameter: wrong})
        said = {"sources": "source", "groups": "group", "scales": "scale", "name": "actor"}.get(parameter, parameter)
        assert said in str(told.value)


@pytest.mark.usefixtures("as_in_docs")
@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"min_confidence": 2}, "min_confidence 2 is no share"),
        ({"min_events": 0}, "min_events 0 is too small"),
        ({"format": "quadruples", "split": (50, 50)}, "no three shares of 100"),
        ({"out": ""}, "out is empty; name a file or folder"),
        ({"actor": "Atlantis"}, "Atlantis"),
    ],
)
def test_an_argument_that_means_nothing_is_refused(options: dict[str, object], said: str) -> None:
    with pytest.raises(UsageError, match=said):
        kg.export(**{"format": "csv", "out": "out.csv"} | options)  # type: ignore[arg-type]
    with pytest.raises(UsageError, match="Atlantis"):
        kg.open().counts("USA", "Atlantis")


@pytest.mark.usefixtures("as_in_docs")
def test_quadruples_are_written_from_python_as_by_the_command() -> None:
    from kg.cli import main

    with pytest.warns(UserWarning, match=r"ours: left out: \d+ events whose day is not known exactly"):
        assert kg.export("quadruples", "ours", split=(60, 20, 20)) == Path("ours")
    with pytest.raises(SystemExit):
        main(["export", "quadruples", "-o", "theirs", "--split", "60/20/20"])
    files_ = sorted(path.name for path in Path("theirs").iterdir())
    assert "train.txt" in files_
    assert all(Path("ours", name).read_bytes() == Path("theirs", name).read_bytes() for name in files_)


@pytest.mark.usefixtures("as_in_docs")
def test_what_a_file_cannot_say_is_warned_of() -> None:
    with pytest.warns(UserWarning, match="icews.tab: ") as told:
        kg.export("icews", "icews.tab")
    assert any("without a day" in str(one.message) for one in told)
    with pytest.warns(UserWarning, match="no events are left by these options"):
        kg.export("gexf", "none.gexf", start="1950", end="1951")


@pytest.mark.model
def test_objects_of_other_programs_stay_the_collectors() -> None:
    code = (
        "import gc; from kg.graph.loading import extractor; from kg.graph.options import Options\n"
        "extractor(Options()); print(gc.get_freeze_count())"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "0\n"
