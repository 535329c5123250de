"""Documents typed as they are written: console blocks as commands with what they print, Python blocks as doctests."""

from __future__ import annotations

import contextlib
import doctest
import io
import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from unittest import mock

import pytest

import kg
from kg.cli import main

_BLOCK = re.compile(r"^```(console|python|text)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_FILE = re.compile(r"`([\w.-]+\.(?:txt|tab))`[.:]?\s*$")
OPTIONS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE


def files_of(text: str) -> Iterator[tuple[str, str]]:
    """Files that a document asks to write: a text block behind a line that ends with the file's name."""
    for match in _BLOCK.finditer(text):
        if match[1] == "text":
            before = " ".join(text[: match.start()].split())
            if name := _FILE.search(before):
                yield name[1], match[2]


def commands_of(text: str) -> Iterator[tuple[str, str]]:
    """Commands of the console blocks, each with what it should print."""
    for match in _BLOCK.finditer(text):
        if match[1] == "console":
            for part in re.split(r"^\$ ", match[2], flags=re.MULTILINE)[1:]:
                command, _, expected = part.partition("\n")
                yield command, expected


def examples_of(text: str, name: str) -> doctest.DocTest | None:
    """The Python blocks with prompts, as one test."""
    blocks = [match[2] for match in _BLOCK.finditer(text) if match[1] == "python" and ">>>" in match[2]]
    return doctest.DocTestParser().get_doctest("\n".join(blocks), {"kg": kg}, name, name, 0) if blocks else None


def run(command: str) -> str:
    """What a command prints: on standard output, on standard error too behind ``2>&1``.

    ``echo TEXT | kg ...`` gives it TEXT.
    """
    both = command.endswith("2>&1")
    said, pipe, rest = command.removesuffix("2>&1").rpartition(" | kg ")
    name, *arguments = shlex.split(f"kg {rest}" if pipe else rest, comments=True)
    assert name == "kg", f"{command}: documents type kg"
    given = io.TextIOWrapper(io.BytesIO("".join(shlex.split(said)[1:]).encode()))
    out, raw = io.StringIO(), io.BytesIO()
    out_text = io.TextIOWrapper(raw, encoding="utf-8", write_through=True)
    streams = contextlib.redirect_stdout(out_text), contextlib.redirect_stderr(out_text if both else out)
    with mock.patch("sys.stdin", given), streams[0], streams[1], pytest.raises(SystemExit) as ended:
        main(arguments)
    assert not ended.value.code, f"{command}: exit status {ended.value.code}; {out.getvalue()}"
    return raw.getvalue().decode() or out.getvalue()  # what a command tells of a file it wrote, where it prints nothing


def differs(expected: str, got: str) -> str:
    """What is printed and was not expected; empty when it is as written, ``...`` standing for anything.

    Confidences and means stand in documents as they were when those were written: each change of the tables moves some,
    so decimals are compared as decimals, whatever their value.
    """
    wanted, printed = (_DECIMAL.sub("#", text.rstrip("\n") + "\n") for text in (expected, got))
    if doctest.OutputChecker().check_output(wanted, printed, OPTIONS):
        return ""
    return f"expected:\n{expected}\ngot:\n{got[:3000]}"


_DECIMAL = re.compile(r"(?<![\w.])-?\d+\.\d+(?:\.\.\.)?(?![\w.])")


def pages(root: Path) -> list[Path]:
    """The documents that are typed."""
    return [root / "README.md", root / "docs" / "index.md", *sorted((root / "docs" / "tutorials").glob("*.md"))]
