"""The documentation keeps up with the code."""

from __future__ import annotations

import importlib
import importlib.util
import pkgutil
import re
import sys
import tomllib
from functools import cache
from importlib.resources import files
from pathlib import Path
from types import ModuleType
from typing import Any
from xml.etree import ElementTree as ET

import pytest

import kg.cli
from kg.assembly import merge
from kg.cli.app import command_line
from kg.lexicon.rule_schemas import FLAGS, OUTCOMES, SPECIALS
from kg.model import Event
from kg.views.networks import network
from ontology import EventType
from tests.builders import report

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md")), *sorted((ROOT / "data").rglob("*.md"))]
LEXICON = sorted(table.name for table in files("ontology").joinpath("lexicon").iterdir() if table.name.endswith(".tsv"))


@cache
def page(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


@cache
def pyproject() -> dict[str, Any]:
    return tomllib.loads(page("pyproject.toml"))


def section(title: str) -> str:
    """The README's section under a heading."""
    return page("README.md").partition(f"\n## {title}\n")[2].partition("\n## ")[0]


def row_of(command: str) -> str:
    return next((line for line in section("Commands").splitlines() if line.startswith(f"| `kg {command}")), "")


def options() -> dict[str, set[str]]:
    """The long options of each command, as typer knows them once every module has registered its own."""
    for module in pkgutil.iter_modules(kg.cli.__path__):
        importlib.import_module(f"kg.cli.{module.name}")
    group = command_line()
    return {
        name: {opt for param in command.params for opt in (*param.opts, *param.secondary_opts) if opt[:2] == "--"}
        for name, command in group.commands.items()
    }


COMMANDS = options()


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_and_option_is_documented(name: str) -> None:
    row = row_of(name)
    assert row, f"README.md has no row for kg {name}"
    shared = section("Commands").partition("Options that several commands share")[2]
    missing = {opt for opt in COMMANDS[name] if f"`{opt}" not in row and f"`{opt}" not in shared}
    assert not missing, f"kg {name}: {sorted(missing)}"


def test_every_documented_option_exists() -> None:
    known = set().union(*COMMANDS.values(), {"--version", "--help", "--install-completion", "--quiet", "--verbose"})
    assert set(re.findall(r"--[a-z][a-z-]+", section("Commands"))) <= known


def test_every_command_in_the_examples_exists() -> None:
    for path in PAGES:
        called = set(re.findall(r"^(?:\$ )?kg ([a-z][a-z-]+)", path.read_text("utf-8"), re.MULTILINE))
        assert called <= set(COMMANDS), path.name


@pytest.mark.parametrize("table", LEXICON)
def test_every_lexicon_table_and_column_is_described(table: str) -> None:
    text = page("docs/lexicon.md")
    assert f"`{table}`" in text or f"### {table}" in text
    lines = files("ontology").joinpath("lexicon", table).read_text("utf-8").splitlines()
    header = next(line for line in lines if line and not line.startswith("#"))
    assert not [column for column in header.split("\t") if f"`{column}`" not in text]


def test_every_flag_condition_and_outcome_is_described() -> None:
    text = page("docs/lexicon.md")
    assert not [word for word in sorted({*FLAGS, *OUTCOMES} - set(EventType)) if f"`{word}`" not in text]
    assert not [word for word in sorted(SPECIALS) if f"{word}`" not in text]


@pytest.mark.parametrize("name", ["setup", "tests"])
def test_the_readme_has_the_command_that_ci_runs(name: str) -> None:
    block = re.search(rf"^<!-- command: {name} -->\n```sh\n(.+?)\n```$", page("README.md"), re.MULTILINE | re.DOTALL)
    assert block, f"no fenced block after <!-- command: {name} -->"
    assert ("pip install ." if name == "setup" else "pytest") in block[1]
    ci = page(".ci/run")
    assert "<!-- command: $1 -->" in ci
    assert re.search(rf"for name in .*\b{name}\b", ci)


def test_every_dependency_has_its_reason() -> None:
    project = pyproject()["project"]
    extras = project["optional-dependencies"].values()
    wanted = [*project["dependencies"], *(item for extra in extras for item in extra)]
    names = [re.split(r"[<>=!~\[; ]", item, maxsplit=1)[0] for item in wanted]
    assert names
    assert not [name for name in names if f"`{name}`" not in page("docs/decisions.md")]


def test_the_model_described_is_the_model_pinned() -> None:
    (pin,) = (item for item in pyproject()["project"]["dependencies"] if item.startswith("en-core-web"))
    assert f"`{pin}`" in page("docs/decisions.md")


@pytest.mark.parametrize("group", pyproject()["dependency-groups"])
def test_requirements_are_those_of_the_group(group: str) -> None:
    lines = [line for line in page(f"requirements-{group}.txt").splitlines() if line and not line.startswith("#")]
    assert lines == pyproject()["dependency-groups"][group]


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_lead_somewhere(path: Path) -> None:
    text = path.read_text("utf-8")
    links = [link for link in re.findall(r"\]\(([^)\s]+)\)", text) if not link.startswith(("https://", "http://"))]
    assert not [link for link in links if not exists(path, link)]


def exists(page_path: Path, link: str) -> bool:
    name, _, anchor = link.partition("#")
    target = (page_path.parent / name).resolve() if name else page_path
    parts = target.relative_to(ROOT.resolve()).parts
    if parts and parts[0] in {"kg", "ontology"}:  # of the package that is installed, wherever that is
        there = files(parts[0]).joinpath(*parts[1:])
        return there.is_file() or there.is_dir()
    return target.exists() and (not anchor or anchor in anchors(target.read_text("utf-8")))


def anchors(text: str) -> set[str]:
    """Anchors of the headings, as GitHub makes them."""
    titles = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


def drawing() -> ModuleType:
    spec = importlib.util.spec_from_file_location("draw_network", ROOT / "scripts" / "draw_network.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module


def some_events() -> list[Event]:
    """A few actors with a name to escape, each pair with three events."""
    names = ["USA", "RUS", "CHN", "NATO", "TUR", "GRC"]
    pairs = [(a, b) for a in names for b in names if a != b]
    days = ("2021-03-17", "2021-04-18", "2021-05-19")
    return list(merge(report(a, b, day=day, article=f"{a}-{b}-{day}") for a, b in pairs for day in days))


def test_the_picture_is_the_same_whatever_the_order_of_events() -> None:
    events, module = some_events(), drawing()
    first = module.draw(network(events), least=1)
    assert module.draw(network(events[::-1]), least=1) == first


def test_the_picture_shows_every_actor_and_tie_apart() -> None:
    net = network(some_events())
    picture = ET.fromstring(drawing().draw(net, least=1))  # noqa: S314 - our own text
    space = "{http://www.w3.org/2000/svg}"
    arrows = [path for path in picture.findall(f"{space}path") if path.get("marker-end")]
    assert len(arrows) == len(net.edges) == 30
    centres = {(c.get("cx"), c.get("cy")) for c in picture.findall(f"{space}circle") if c.get("r") != "8"}
    assert len(centres) == len(net.nodes) == 6


def test_the_picture_of_the_readme_is_sound() -> None:
    picture = ET.fromstring(page("docs/network.svg"))  # noqa: S314 - our own file
    texts = {text.text for text in picture.iter("{http://www.w3.org/2000/svg}text")}
    assert {"United States", "Russia", "China", "state", "cooperative tie", "conflictual tie"} <= texts
    assert "docs/network.svg" in page("README.md")


def test_the_reference_is_that_of_the_code() -> None:
    """After a change of a command or a docstring: ``python scripts/write_reference.py``."""
    spec = importlib.util.spec_from_file_location("write_reference", ROOT / "scripts" / "write_reference.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    for name, made in module.PAGES.items():
        assert page(f"docs/{name}") == made(), f"docs/{name} is stale: python scripts/write_reference.py"


def test_the_page_of_findings_has_what_the_scripts_say() -> None:
    spec = importlib.util.spec_from_file_location("write_findings", ROOT / "scripts" / "write_findings.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert page("docs/findings.md") == module.page(), "docs/findings.md is stale: python scripts/write_findings.py"
    for path in (ROOT / "findings").glob("*.sh"):
        what, who, *seen = module.paragraphs(path)
        assert what, path
        assert who.startswith("Who meets it: "), path
        assert any(line.startswith("Seen on ") for line in seen), path


def test_every_document_is_in_the_site() -> None:
    listed = set(re.findall(r": ([\w./-]+\.md)$", page("mkdocs.yml"), re.MULTILINE))
    assert listed == {str(path.relative_to(ROOT / "docs")) for path in (ROOT / "docs").rglob("*.md")}
