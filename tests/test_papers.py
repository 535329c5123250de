"""What stands beside the code keeps its promises: the citation, the data card, the changelog, the examples."""

from __future__ import annotations

import runpy
from importlib.resources import files
from pathlib import Path

import pytest
import yaml

from kg.base.versions import IRKG
from kg.cli import main

ROOT = Path(__file__).parents[1]
SAID = {
    "one_article": ["2024-03-11  NOR > RUS  ACCUSE", "2024-03-12  RUS > NOR  REJECT", "'denied the accusation'"],
    "a_year_of_a_dyad": ["2020  CHN > AUS", "events, mean score -"],
    "own_pipeline": ["<Graph my-graph: 2 articles,", "{'who': 'actor:POL', 'whom': 'actor:RUS'}"],
    "in_spacy": ["POL SANCTION RUS | expelled three Russian diplomats"],
    "central_actors": ["United States    betweenness 0."],
}


def test_the_citation_is_of_this_version() -> None:
    cited = yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))
    assert cited["version"] == IRKG
    assert {"cff-version", "message", "title", "authors", "license"} <= cited.keys()
    assert f"## [{IRKG}] - {cited['date-released']}" in (ROOT / "CHANGELOG.md").read_text("utf-8")


def test_the_data_card_names_every_table_and_trained_file() -> None:
    card = (ROOT / "docs" / "data-card.md").read_text("utf-8")
    packages = files("ontology")
    tables = [table.name for folder in ("lexicon", "tables") for table in packages.joinpath(folder).iterdir()]
    trained = ["kg/extraction/judging/judge.json", "kg/coding/classifier.npz", "kg/views/networks/land.json"]
    sources = [f.name for folder in ("training", "lexicon") for f in (ROOT / "data" / folder).glob("*.tsv")]
    assert len(tables) > 30
    missing = [
        name for name in (*tables, *trained) if name.endswith((".tsv", ".json", ".npz")) and f"{name}`" not in card
    ]
    also = card + (ROOT / "data" / "lexicon" / "README.md").read_text("utf-8")
    assert not missing + [name for name in sources if f"{name}`" not in also]


def test_every_example_is_in_their_list() -> None:
    listed = (ROOT / "examples" / "README.md").read_text("utf-8")
    scripts = [path.name for path in (ROOT / "examples").iterdir() if path.suffix in {".py", ".rq"}]
    assert all(f"]({name})" in listed for name in scripts)
    assert {f"{name}.py" for name in SAID} | {"ask.rq"} == set(scripts)


@pytest.mark.model
@pytest.mark.usefixtures("as_in_docs")
@pytest.mark.parametrize("name", SAID)
def test_examples_do_what_they_say(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    runpy.run_path(str(ROOT / "examples" / f"{name}.py"))
    out = capsys.readouterr().out
    assert all(said in out for said in SAID[name]), out


@pytest.mark.model
@pytest.mark.usefixtures("as_in_docs")
def test_the_example_of_a_query_runs(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["query", str(ROOT / "examples" / "ask.rq"), "-p", "who=RUS"])
    assert not ended.value.code
    assert len(capsys.readouterr().out.splitlines()) > 1
