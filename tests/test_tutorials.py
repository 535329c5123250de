"""Each tutorial is typed as written, in a folder of its own, and prints what it says."""

from __future__ import annotations

import doctest
from pathlib import Path

import pytest

from kg.cli import shared
from tests import typed

ROOT = Path(__file__).parents[1]

pytestmark = [pytest.mark.model, pytest.mark.usefixtures("as_in_docs")]


@pytest.mark.parametrize("page", typed.pages(ROOT), ids=lambda page: page.stem)
def test_a_tutorial_prints_what_it_says(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    text = page.read_text("utf-8")
    for name, content in typed.files_of(text):
        Path(name).write_text(content, "utf-8")
    wrong = [
        f"$ {command}\n{difference}"
        for command, expected in typed.commands_of(text)
        if (expected or page.name != "README.md")  # where some commands stand for files of the reader's own
        and (difference := typed.differs(expected, typed.run(command)))
    ]
    shared.err.quiet = False
    if test := typed.examples_of(text, page.name):
        doctest.DocTestRunner(optionflags=typed.OPTIONS).run(test, out=wrong.append)
    assert not wrong, "\n".join(wrong)


def test_what_differs_is_seen() -> None:
    assert typed.differs("a\n...\nc\n", "a\nb\nc\n") == ""
    assert typed.differs("a\n...\nc\n", "a\nb\nd\n")
    assert typed.differs("USA  3... events\n", "USA\t35 events\n") == ""
    assert typed.differs("USA  3... events\n", "USA\t45 events\n")
    assert typed.differs("confidence 0.97\n", "confidence 0.83\n") == ""
    assert typed.differs("confidence 0.97\n", "confidence 1\n")
    assert list(typed.commands_of("```console\n$ kg x\nout\n$ kg y\n```\n")) == [("kg x", "out\n"), ("kg y", "")]
