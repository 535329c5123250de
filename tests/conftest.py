"""What all tests share: the profiles of property tests, and what a run says of the tests that it left out.

Property tests try the same examples at every run, so that a change and not chance makes a run fail;
``pytest --hypothesis-profile search`` tries new ones, and forty times as many.
"""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 - before anything that an older Python does not understand
    sys.exit(f"irkg needs Python 3.11 or later; this is {sys.version.split()[0]}")

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from kg.extraction import Extractor

settings.register_profile("fixed", derandomize=True, deadline=None)
settings.register_profile("search", max_examples=4000, deadline=None)
settings.load_profile("fixed")

_left_out: Counter[str] = Counter()
_WHY = {"long": "take minutes", "external": "ask software of other people (pip install -r requirements-judges.txt)"}


def pytest_deselected(items: list[pytest.Item]) -> None:
    """Count what is left out because of its marker."""
    _left_out.update(next((name for name in _WHY if item.get_closest_marker(name)), "") for item in items)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Say what was left out, and how to run it."""
    chosen = config.getoption("markexpr")
    told = [f"{_left_out[name]} that {why}" for name, why in _WHY.items() if _left_out[name]]
    if chosen and told:
        terminalreporter.write_line(f"left out by -m {chosen!r}: {', '.join(told)}; python -m pytest -m '' runs all")


@pytest.fixture(scope="session")
def extractor() -> "Extractor":
    """With the real language model, as a user has it; one for all tests, as loading takes a second."""
    from tests import sample_read

    return sample_read.extractor()


@pytest.fixture(scope="session")
def unjudging() -> "Extractor":
    """What the rules find, however likely."""
    from tests import sample_read

    return sample_read.unjudging()


@pytest.fixture(scope="session")
def sample_graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample articles built once, as ``kg build data/articles`` does; only for reading."""
    from kg.graph.build import build
    from kg.graph.options import Options
    from tests.sample_read import ARTICLES, ReadBefore

    out = tmp_path_factory.mktemp("sample") / "exports"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("kg.graph.build.extractor", lambda _: ReadBefore())
        build([ARTICLES], out, Options(jobs=1))
    return out


@pytest.fixture
def as_in_docs(sample_graph: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder as documents mean it, to work in: ``data`` beside ``exports``, both only for reading."""
    (tmp_path / "exports").symlink_to(sample_graph)
    (tmp_path / "data").symlink_to(Path(__file__).parents[1] / "data")
    monkeypatch.chdir(tmp_path)
    return tmp_path
