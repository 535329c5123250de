"""The shipped tables, all of them checked before the first is read: every problem in one error, and nothing loaded.

A check takes as long as reading a few hundred sentences, so that it was passed is noted in the user's cache
(``$XDG_CACHE_HOME/irkg``, by default ``~/.cache/irkg``), and holds until a table or a schema changes.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cache
from importlib.resources import files
from pathlib import Path

from kg.base.errors import LexiconError
from kg.base.files import write_whole
from kg.base.ids import digest
from kg.lexicon.across import check_across
from kg.lexicon.actor_schemas import ACTORS
from kg.lexicon.asked_for import TABLE_OF, asked_for
from kg.lexicon.schemas import SCHEMAS
from kg.lexicon.tables import Problems, TableRow, rows

_HERE = Path(__file__).parent
_CHECKS = (
    "across.py",
    "actor_schemas.py",
    "asked_for.py",
    "checked.py",
    "rule_ids.py",
    "rule_schemas.py",
    "schema.py",
    "schemas.py",
    "tables.py",
    "word_schemas.py",
)


def table(name: str) -> Iterator[TableRow]:
    """The rows of a shipped table, such as ``weights.tsv``.

    Raises:
        LexiconError: Every problem of every table as ``file:line: problem``.
    """
    return rows(shipped(name), name, (), Problems())


def shipped(name: str) -> str:
    """Text of a shipped table; raises like :func:`table`."""
    _check()
    return _text(name)


def problems_of(text_of: Callable[[str], str]) -> list[str]:
    """Everything that is wrong with the tables, as ``file:line: problem``.

    Args:
        text_of: Gives the text of a table by its file's name.
    """
    problems = Problems()
    texts = {}
    for name in SCHEMAS:
        try:
            texts[name] = text_of(name)
        except (OSError, UnicodeDecodeError) as error:
            problems.add(name, f"cannot be read: {error}")
    known = names_in(texts)
    tables = {name: SCHEMAS[name].check(text, name, known, problems) for name, text in texts.items()}
    if len(texts) == len(SCHEMAS) and all(tables.values()):  # of a table without rows only that is told
        check_across(tables, problems)
    for name, missing in _missing(tables):
        problems.add(name, missing)
    return problems.found


def _missing(tables: Mapping[str, Sequence[TableRow]]) -> Iterator[tuple[str, str]]:
    """(table, problem) of each name that the rules ask for, once, of tables that have rows."""
    named = {file: {row["name"] for row in tables.get(file, ())} for file in dict.fromkeys(TABLE_OF.values())}
    for file, name, place in asked_for():
        if named[file] and name not in named[file]:
            named[file].add(name)
            yield file, f"no row is called {name}, which {place} needs"


@cache
def _check() -> None:
    folder = Path(str(files("ontology").joinpath("lexicon")))
    state = _state(folder)
    with suppress(OSError, ValueError, RuntimeError):  # of somebody without a home
        if state and json.loads(_note(folder).read_text("utf-8")) == state:
            return
    if found := problems_of(_text):
        raise LexiconError("\n".join(found))
    with suppress(OSError, RuntimeError):  # where nothing can be noted, the next start checks again
        note = _note(folder)
        note.parent.mkdir(parents=True, exist_ok=True)
        write_whole(note, json.dumps(state).encode(), durable=False)


def _note(folder: Path) -> Path:
    """The file that says which tables, checked by which modules, were found in order."""
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return cache / "irkg" / f"lexicon-{digest(folder, _HERE)}.json"


def _state(folder: Path) -> dict[str, list[int]]:
    """Time and size of each table and of what checks it; empty where the tables are no files."""
    paths = [*(folder / name for name in SCHEMAS), *(_HERE / name for name in _CHECKS)]
    try:
        stats = {path.name: path.stat() for path in paths}
    except OSError:
        return {}
    return {name: [stat.st_mtime_ns, stat.st_size] for name, stat in stats.items()}


def _text(name: str) -> str:
    return files("ontology").joinpath("lexicon", name).read_text("utf-8")


def names_in(texts: Mapping[str, str]) -> dict[str, set[str]]:
    """What tables name, for others that refer to it; nothing of a kind of which a table cannot be read."""
    sources = {"actor": ([f"{name}.tsv" for name in ACTORS], "id"), "class": (["classes.tsv"], "class")}
    sources["list"] = (["words.tsv"], "name")
    found: dict[str, set[str]] = {}
    for kind, (names, column) in sources.items():
        if all(name in texts for name in names):
            made = [list(rows(texts[name], name, (column,), Problems())) for name in names]
            if all(made):
                found[kind] = {row[column].lstrip("@") for table_rows in made for row in table_rows}
    return found
