"""docs/tutorial-panel.md runs as it stands: commands, Python, and R where it is installed."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from kg.store import Log, Reading
from tests.test_cli import Kg, kg
from tests.test_sample import sample

__all__ = ["kg"]  # the fixture

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "tutorial-panel.md").read_text("utf-8")
pytestmark = pytest.mark.model


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", PAGE, flags=re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("study")


def test_commands_and_python(kg: Kg, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    (folder / "data").symlink_to(ROOT / "data")
    for line in "".join(blocks("sh")).splitlines():
        words = shlex.split(line)[1:]
        if words[0] == "build":  # what it would read was read by other tests already
            assert words == ["build", "data/articles", "-o", "study", "--no-views"]
            log = Log.create(folder / "study")
            with log.writing():
                log.append([Reading(article=article, reports=reports) for article, reports in sample()])
        else:
            done = kg(*words)
            assert done.code == 0, done.err
    (folder / "study.py").write_text("\n".join(blocks("python")), "utf-8")
    ran = subprocess.run([sys.executable, "study.py"], capture_output=True, text=True, check=False, cwd=folder)
    assert ran.returncode == 0, ran.stderr
    found = re.search(r"^received -?\d\.\d{4}  lag -?\d\.\d{4}$", ran.stdout, flags=re.MULTILINE)
    assert found, ran.stdout
    assert found[0] in PAGE, f"the page prints other numbers than {found[0]}"
    assert re.search(r"^zero +\d+$", ran.stdout, flags=re.MULTILINE)
    (folder / "python.txt").write_text(ran.stdout, "utf-8")
    assert (folder / "tutorial-panel.svg").stat().st_size > 10_000
    assert "(tutorial-panel.svg)" in PAGE


@pytest.mark.external
def test_r_finds_the_same(folder: Path) -> None:
    if not shutil.which("Rscript"):
        pytest.skip("needs R: apt-get install r-base-core")
    if not (folder / "python.txt").exists():
        pytest.skip("needs the table of the part in Python, which is run before it")
    (folder / "study.R").write_text("\n".join(blocks("r")), "utf-8")
    ran = subprocess.run(["Rscript", "study.R"], capture_output=True, text=True, check=False, cwd=folder)
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.strip() in (folder / "python.txt").read_text("utf-8").splitlines()
