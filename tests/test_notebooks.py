"""The notebooks of the documents: as their sources have them, and what they show is what their cells give today."""

from __future__ import annotations

import ast
import contextlib
import importlib.util
import io
import json
import re
from pathlib import Path
from types import ModuleType
from typing import Any

import duckdb
import pytest

from kg.base.databases import without_progress

ROOT = Path(__file__).parents[1]
NOTEBOOKS = sorted((ROOT / "docs" / "notebooks").glob("*.ipynb"))
pytestmark = pytest.mark.model


def read(path: Path) -> list[dict[str, Any]]:
    cells: list[dict[str, Any]] = json.loads(path.read_text("utf-8"))["cells"]
    return cells


def text(value: str | list[str]) -> str:
    return value if isinstance(value, str) else "".join(value)


def executed(source: str, names: dict[str, object]) -> tuple[str, object]:
    """What a cell prints, and the value of its last line if that is an expression."""
    tree = ast.parse(source)
    last = ast.Expression(tree.body.pop().value) if isinstance(tree.body[-1], ast.Expr) else None  # type: ignore[attr-defined]
    with contextlib.redirect_stdout(io.StringIO()) as out:
        exec(compile(tree, "cell", "exec"), names)  # noqa: S102 - our own cells
        value = eval(compile(last, "cell", "eval"), names) if last else None  # noqa: S307 - likewise
    return out.getvalue(), value


def alike(shown: str, now: str) -> bool:
    """The same words in the same order, and as many figures: each change of the tables moves some of these."""
    return " ".join(NUMBER.sub("#", shown).split()) == " ".join(NUMBER.sub("#", now).split())


NUMBER = re.compile(r"(?<![\w-])-?\d+(?:\.\d+)?(?![\w-])")
"""A figure; no part of a date."""


def test_figures_may_move_and_words_and_dates_not() -> None:
    assert alike("<Graph: 776 reports>", "<Graph: 790 reports>")
    assert not alike("<Graph: 776 reports>", "<Graph: no reports>")
    assert not alike("on 2022-11-15", "on 2022-11-16")
    assert not alike("actor:MAR 1", "actor:DZA 1")


def writer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("write_notebooks", ROOT / "scripts" / "write_notebooks.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_there_are_two_and_their_cells_are_those_of_their_sources() -> None:
    assert [path.stem for path in NOTEBOOKS] == ["dyad", "network"]
    for path in NOTEBOOKS:
        source = (ROOT / "scripts" / "notebooks" / f"{path.stem}.py").read_text("utf-8")
        wanted = writer().cells(source)
        assert [(cell["cell_type"] == "markdown", text(cell["source"])) for cell in read(path)] == wanted


@pytest.mark.usefixtures("as_in_docs")
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_cells_show_today_what_the_notebook_shows(path: Path) -> None:
    pytest.importorskip("pandas")
    names: dict[str, object] = {}
    compared = 0
    for cell in read(path):
        if cell["cell_type"] != "code":
            continue
        printed, value = executed(text(cell["source"]), names)
        for output in cell["outputs"]:
            if output["output_type"] == "stream":
                assert alike(text(output["text"]), printed)
            else:
                assert alike(text(output["data"]["text/plain"]), repr(value))
            compared += 1
    assert compared >= 4


def test_a_notebook_without_widgets_is_no_damaged_graph() -> None:
    """DuckDB refuses there to switch off a bar that it cannot draw."""
    asked: list[str] = []

    class Refusing:
        def execute(self, statement: str) -> None:
            asked.append(statement)
            raise duckdb.InvalidInputException("required package 'ipywidgets' is missing")

    without_progress(Refusing())  # type: ignore[arg-type]  # stands in for a connection
    assert asked == ["SET enable_progress_bar = false"]
    others = [path for path in (ROOT / "kg").rglob("*.py") if "enable_progress_bar" in path.read_text("utf-8")]
    assert [path.name for path in others] in ([], ["databases.py"])  # none in a copy without the packages
