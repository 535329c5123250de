"""The house is in order: one name, one thing; and files that can be read at one sitting."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import kg
import ontology

HOMES = [Path(home) for package in (kg, ontology) for home in package.__path__]
MOST_LINES = 250
REASON = f"Longer than {MOST_LINES} lines because "


@cache
def sources() -> dict[str, str]:
    """The text of every Python file, by its path from the folder that holds the package."""
    found = ((home, path) for home in HOMES for path in sorted(home.rglob("*.py")))
    return {str(path.relative_to(home.parent)): path.read_text("utf-8") for home, path in found}


def ambiguous(named: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """Names that stand for more than one thing, each with where it does."""
    places: defaultdict[str, list[str]] = defaultdict(list)
    for name, place in named:
        places[name].append(place)
    return {name: where for name, where in places.items() if len(where) > 1}


def public_classes(texts: dict[str, str]) -> Iterable[tuple[str, str]]:
    for place, text in texts.items():
        for node in ast.parse(text).body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                yield node.name, place


def too_long(text: str) -> bool:
    """Whether a file is long and its docstring gives no reason."""
    said = " ".join((ast.get_docstring(ast.parse(text)) or "").split())
    return len(text.splitlines()) > MOST_LINES and not said.partition(REASON)[2]


def test_no_two_public_classes_share_a_name() -> None:
    assert not ambiguous(public_classes(sources()))


def test_no_two_packages_share_a_name() -> None:
    packages = [Path(place).parent for place in sources() if place.endswith("__init__.py")]
    assert len(packages) > len(HOMES)
    assert not ambiguous((package.name, str(package)) for package in packages)


SHARED = {
    "arguments": "of functions, and of predicates",
    "base": "what all readers share, and what all importers share",
    "errors": "of everything, and why a row of event data is left out",
    "ids": "the name that docs of irkg 0.1 told scripts to import",
    "icews": "a format that is read and written",
}
"""Modules that may share a name, and why."""


def test_no_two_modules_share_a_name() -> None:
    modules = ((Path(place).stem, place) for place in sources() if not place.endswith(("__init__.py", "__main__.py")))
    assert set(ambiguous(modules)) == set(SHARED)


def test_a_long_file_says_why() -> None:
    assert not {place: len(text.splitlines()) for place, text in sources().items() if too_long(text)}


IN_PLACE = {
    "kg/base/files.py": "what writes files whole",
    "kg/cli/shared.py": "lines that are of use while they grow",
    "kg/exporters/tabular.py": "in a temporary folder",
    "kg/store/manifest.py": "a note of which half is as good as none",
}
"""Modules that write a file where it will stand, and why."""


def in_place(text: str) -> bool:
    return bool(re.search(r"""\.write_(text|bytes)\(|open\(("[wxa]b?"|[^()]*, "[wxa]b?")""", text))


def test_files_are_written_whole() -> None:
    assert {place for place, text in sources().items() if place[:3] == "kg/" and in_place(text)} == set(IN_PLACE)


def test_the_rules_can_fail() -> None:
    twice = {"a.py": "class Act: ...\nclass _Own: ...", "b.py": "class Act: ...\nclass _Own: ..."}
    assert ambiguous(public_classes(twice)) == {"Act": ["a.py", "b.py"]}
    body = "\nx = 1" * MOST_LINES
    assert too_long(f'"""Long."""{body}')
    assert too_long(f'"""Long. {REASON}"""{body}')
    assert not too_long(f'"""Long.\n\n{REASON}one\ntable is one thing."""{body}')
    assert not too_long('"""Short."""')
    assert in_place('path.open("wb")')
    assert in_place('path.write_text("x")')
    assert not in_place('path.open("rb")')
