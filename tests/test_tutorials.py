"""Each tutorial is typed as written, in a folder of its own, and prints what it says."""

from __future__ import annotations

import doctest
import shutil
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


OUTPUTS = [("panel", "kg agree"), ("panel", "kg turns --min-periods 8"), ("lexicon", 'kg explain "Hungary')]
"""Commands of other pages that print what is shown there; the rest of these pages costs too much or needs files."""


@pytest.mark.parametrize(("page", "begin"), OUTPUTS)
def test_other_pages_show_what_is_printed(
    page: str, begin: str, sample_graph: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    if begin == "kg agree":
        shutil.copytree(sample_graph, "both")
        typed.run("kg import icews data/tutorial/icews.2021.tab -o both")
    text = (ROOT / "docs" / f"{page}.md").read_text("utf-8")
    shown = [found for found in typed.commands_of(text) if found[0].startswith(begin)]
    assert len(shown) == 1
    for command, expected in shown:
        assert not typed.differs(expected, typed.run(f"{command} 2>&1"))


def test_what_differs_is_seen() -> None:
    assert typed.differs("a\n...\nc\n", "a\nb\nc\n") == ""
    assert typed.differs("a\n...\nc\n", "a\nb\nd\n")
    assert typed.differs("USA  3... events\n", "USA\t35 events\n") == ""
    assert typed.differs("USA  3... events\n", "USA\t45 events\n")
    assert typed.differs("confidence 0.97\n", "confidence 0.83\n") == ""
    assert typed.differs("confidence 0.97\n", "confidence 1\n")
    assert list(typed.commands_of("```console\n$ kg x\nout\n$ kg y\n```\n")) == [("kg x", "out\n"), ("kg y", "")]
