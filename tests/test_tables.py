"""The tables of the lexicon: what is wrong with any is told with its place, all at once, and nothing is loaded."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from functools import cache
from importlib.resources import files
from pathlib import Path

import pytest

from kg.base.errors import LexiconError
from kg.lexicon import checked, weights
from kg.lexicon.across import Tables, check_across
from kg.lexicon.checked import names_in, problems_of, shipped, table
from kg.lexicon.rule_schemas import RULES
from kg.lexicon.schema import Cells, Known
from kg.lexicon.schemas import SCHEMAS
from kg.lexicon.tables import Problems
from tests.parses import events

LEXICON = Path(str(files("ontology").joinpath("lexicon")))
WRONG = "?! no such:thing"
CELLS = [
    (name, column)
    for name, schema in SCHEMAS.items()
    for column, asked in schema.columns.items()
    if asked.check is not None or asked.required
]


def rows(name: str) -> list[tuple[int, list[str]]]:
    """Line and cells of each row of a table, the header first."""
    lines = enumerate(shipped(name).splitlines(), 1)
    return [(number, line.split("\t")) for number, line in lines if line.strip() and line[0] != "#"]


def told(name: str, text: str) -> list[str]:
    """The problems when a table has other text."""
    known, tables = everything()
    problems = Problems()
    check_across({**tables, name: SCHEMAS[name].check(text, name, known, problems)}, problems)
    return problems.found


@cache
def everything() -> tuple[Known, Tables]:
    """What the tables name, and their rows."""
    texts = {name: shipped(name) for name in SCHEMAS}
    return names_in(texts), {name: list(table(name)) for name in SCHEMAS}


def with_line(name: str, number: int, cells: list[str]) -> str:
    lines = shipped(name).splitlines()
    lines[number - 1] = "\t".join(cells)
    return "\n".join(lines) + "\n"


def test_every_table_has_a_schema_and_every_column_is_known() -> None:
    assert {path.name for path in LEXICON.glob("*.tsv")} == set(SCHEMAS)
    for name, schema in SCHEMAS.items():
        (_, header), *_ = rows(name)
        assert set(schema.columns) <= set(header), name
        assert set(header) - set(schema.columns) <= {"note", "basis", "predecessor"}, name


def test_the_shipped_tables_have_no_problem() -> None:
    assert problems_of(shipped) == []


@pytest.fixture(scope="module")
def spoilt() -> list[str]:
    """The problems when each column of each table has one bad cell, each in a row of its own."""
    texts = {}
    for name in SCHEMAS:
        (_, header), *body = rows(name)
        lines = shipped(name).splitlines()
        for at, column in enumerate(column for at_table, column in CELLS if at_table == name):
            number, cells = body[at]
            cells += [""] * (len(header) - len(cells))
            cells[header.index(column)] = WRONG if SCHEMAS[name].columns[column].check else ""
            lines[number - 1] = "\t".join(cells)
        texts[name] = "\n".join(lines)
    return problems_of(texts.__getitem__)


@pytest.mark.parametrize(("name", "column"), CELLS)
def test_a_bad_cell_of_any_column_is_told_with_its_line(name: str, column: str, spoilt: list[str]) -> None:
    _, *body = rows(name)
    number, _ = body[[asked for at_table, asked in CELLS if at_table == name].index(column)]
    assert [problem for problem in spoilt if problem.startswith(f"{name}:{number}: {column}")]


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_line_too_long_a_header_too_short_and_a_row_twice_are_told(name: str) -> None:
    (top, header), (first, cells), *_, (last, _) = rows(name)
    assert any(p.startswith(f"{name}:{first}: ") for p in told(name, with_line(name, first, [*cells, "", "", "", ""])))
    assert any(f"{name}:{top}: the header lacks" in p for p in told(name, with_line(name, top, header[1:])))
    twice = told(name, with_line(name, last, cells))
    assert any(p.startswith(f"{name}:{last}: ") for p in twice) == bool(SCHEMAS[name].key or name in RULES)
    assert told(name, "")[0].startswith(f"{name}:1: no header line")


@pytest.mark.parametrize(
    ("name", "line", "problem"),
    [
        ("words.tsv", "mobs\t@nobodies\tx", "words: no table has the class 'nobodies'"),
        ("words.tsv", "mobs\tmob|crowd|mob\tx", "words has mob twice"),
        ("words.tsv", "mobs\tmob||crowd\tx", "words has an empty item, or one with spaces around it"),
        ("patterns.tsv", "line\tby <nobodies>\tBy me", "pattern: no table has the list 'nobodies'"),
        ("patterns.tsv", "line\tread (more\tRead more", "pattern: not a regular expression: missing ), unterminated"),
        ("epithets.tsv", "odd\tFRA|XXX\tx", "countries: no table has the actor 'XXX'"),
        ("members.tsv", "NATO\tFRA\t2020\t2010", "start 2020 lies after end 2010"),
        ("members.tsv", "NATO\tFRA\tMay\t", "start: 'May' is no ISO date (2019, 2019-05 or 2019-05-20)"),
        ("coordinates.tsv", "ADF\tX\t91\t0\tx", "latitude: 91 is not between -90 and 90"),
        ("weights.tsv", "odd\tnan\tshare\tx", "value: 'nan' is no number"),
        ("weights.tsv", "odd\t1.2\tcertainty\tx", "value: 1.2 is not between 0 and 1, as a certainty must be"),
        ("weights.tsv", "odd\t50\tlog odds\tx", "value: 50 is not between -5 and 5, as a log odds must be"),
        (
            "weights.tsv",
            "odd\t0.5\tkilos\tx",
            "measure: unknown measure 'kilos'; known: certainty log odds ratio share",
        ),
        ("regions.tsv", "XXX\tMoon\t155\tx", "code 155 is 'Western Europe' above"),
        ("irregular.tsv", "wend\twent", "went is of go above"),
        ("collectives.tsv", "rest\t\t", "'rest' has neither kinds nor sides"),
        ("datasets.tsv", "role\tABC\tNOBODY", "unknown sector 'NOBODY'"),
        ("places.tsv", "Xtown\tXXX\tcity", "country: no table has the actor 'XXX'"),
        ("ambiguous.tsv", "Georgia\tXXX\tmoon\tno", "actor: no table has the actor 'XXX'"),
        ("negatives.tsv", "-\tX\tnone", "no name, adjective or place"),
    ],
)
def test_what_else_can_be_wrong_is_told(name: str, line: str, problem: str) -> None:
    text = shipped(name)
    (found,) = told(name, f"{text}{line}\n")
    assert found.startswith(f"{name}:{len(text.splitlines()) + 1}: {problem}")


@pytest.mark.parametrize(
    ("name", "old", "new", "problem"),
    [
        ("combining_forms", "sino CHN", "sino", "words: 'sino' is not a word and a code, one space between them"),
        ("combining_forms", "sino CHN", "sino  CHN", "words: 'sino  CHN' is not a word and a code, one space"),
        ("combining_forms", "sino CHN", "sino XQX", "words: no table has the actor 'XQX', which 'sino' stands for"),
        ("halves", "North PRK", "North KOR PRK", "words: 'North KOR PRK' is not a word and a code"),
        ("halves", "North PRK", "South PRK", "words has South twice"),
        ("stative_participles", "oppose to", "oppose", "words: 'oppose' is not a verb and its preposition"),
    ],
)
def test_a_pair_in_a_list_has_both_parts(name: str, old: str, new: str, problem: str) -> None:
    text = shipped("words.tsv")
    lines = text.splitlines()
    at = next(number for number, line in enumerate(lines) if line.startswith(f"{name}\t"))
    assert old in lines[at]
    lines[at] = lines[at].replace(old, new, 1)
    assert any(told.startswith(f"words.tsv:{at + 1}: {problem}") for told in told("words.tsv", "\n".join(lines)))


def without(name: str, *names: str) -> str:
    """A table without some of its rows."""
    return "\n".join(line for line in shipped(name).splitlines() if line.partition("\t")[0] not in names)


def test_every_name_that_the_rules_need_and_no_table_has_is_told_at_once() -> None:
    changed = {
        "words.tsv": without("words.tsv", "crowds", "money"),
        "weights.tsv": without("weights.tsv", "pronoun"),
        "patterns.tsv": without("patterns.tsv", "appeals"),
    }
    found = problems_of(lambda name: changed.get(name) or shipped(name))
    assert len(found) == 4
    for start in ("words.tsv: no row is called crowds, which kg/extraction/", "words.tsv: no row is called money, ",
                  "weights.tsv: no row is called pronoun, ", "patterns.tsv: no row is called appeals, "):  # fmt: skip
        assert [problem for problem in found if problem.startswith(start)], start


def test_a_byte_order_mark_is_no_fault_and_a_bad_header_is_one_only() -> None:
    texts = {name: f"\ufeff{shipped(name)}" for name in SCHEMAS}
    assert problems_of(texts.__getitem__) == []
    names = ("words.tsv", "states.tsv", "derived.tsv")
    tops = {name: rows(name)[0][0] for name in names}
    texts |= {name: with_line(name, top, ["x"]) for name, top in tops.items()}
    problems = problems_of(texts.__getitem__)
    assert len(problems) == len(names)
    assert all(
        any(told.startswith(f"{name}:{top}: the header lacks") for told in problems) for name, top in tops.items()
    )


def test_a_column_without_conditions_takes_anything() -> None:
    assert list(Cells().problems("note", WRONG, {})) == []


def test_a_check_that_was_passed_is_not_made_again_until_a_table_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    shutil.copytree(LEXICON, tmp_path / "lexicon")
    monkeypatch.setattr(checked, "files", lambda _name: tmp_path)
    made: list[str] = []

    def problems(_text_of: object) -> list[str]:
        made.append("a check")
        return []

    monkeypatch.setattr(checked, "problems_of", problems)
    checked._check.__wrapped__()
    checked._check.__wrapped__()
    assert made == ["a check"]
    os.utime(tmp_path / "lexicon" / "weights.tsv", (0, 0))
    checked._check.__wrapped__()
    assert len(made) == 2
    (note,) = (tmp_path / "cache" / "irkg").iterdir()
    note.write_text("{", "utf-8")
    checked._check.__wrapped__()
    assert len(made) == 3
    monkeypatch.setenv("XDG_CACHE_HOME", str(note))  # a file: nothing can be noted there
    checked._check.__wrapped__()
    checked._check.__wrapped__()
    assert len(made) == 5


def test_commands_tell_every_problem_of_every_table_and_load_nothing(tmp_path: Path) -> None:
    shutil.copytree(LEXICON.parent, tmp_path / "ontology")
    for name, line in (
        ("contexts.tsv", "moon\tmoon"),
        ("places.tsv", "Xtown\tXXX\tcity"),
        ("weights.tsv", "odd\tx\tshare\tx"),
    ):
        with (tmp_path / "ontology" / "lexicon" / name).open("a", encoding="utf-8") as file:
            file.write(f"{line}\n")
    (tmp_path / "a.txt").write_text("Iran met Oman.", "utf-8")
    run = subprocess.run(
        [sys.executable, "-m", "kg", "extract", str(tmp_path / "a.txt")],
        capture_output=True, text=True, check=False, cwd=tmp_path, timeout=120,
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
    )  # fmt: skip
    assert run.returncode == 2
    assert run.stdout == ""
    assert "Traceback" not in run.stderr
    for name in ("contexts.tsv", "places.tsv", "weights.tsv"):
        assert f"{name}:{len(shipped(name).splitlines()) + 1}: " in run.stderr


def test_a_weight_that_is_missing_ends_the_run_and_is_no_fault_of_an_article(monkeypatch: pytest.MonkeyPatch) -> None:
    tables = (
        "Chad NNP nsubj 2\nattacked VBD ROOT 0\nMali NNP dobj 2\n. . punct 2",
        "It PRP nsubj 2\nattacked VBD ROOT 0\nNiger NNP dobj 2\n. . punct 2",
    )
    assert ("TCD", "ASSAULT", "NER", "occurred") in events(*tables)
    rest = {name: value for name, value in weights.weights().items() if name != "pronoun"}
    monkeypatch.setattr(weights, "weights", lambda: rest)
    with pytest.raises(LexiconError, match=r"weights\.tsv: no row is called pronoun"):
        events(*tables)
