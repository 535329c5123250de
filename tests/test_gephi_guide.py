"""docs/gephi.md keeps up with the columns, formats and traps of the code, and its pictures are sound."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from kg.assembly import merge
from kg.exporters.network_files import NETWORK_FORMATS
from kg.views.networks import MONTH_COLUMNS, View, edge_columns, network, node_columns
from tests.builders import report
from tests.test_docs import drawing

DOCS = Path(__file__).parent.parent / "docs"
GUIDE = (DOCS / "gephi.md").read_text("utf-8")
FULL = View(kinds=True, measures=True)


def columns_of(table: str) -> set[str]:
    """Names in the first cell of each row of a table of the section on columns."""
    section = GUIDE.partition("\n## Columns\n")[2].partition("\n## ")[0].partition(table)[2].partition("\n\n")[2]
    cells = [line.split("|")[1] for line in section.partition("\n\n")[0].splitlines() if line.startswith("| `")]
    return {name for cell in cells for name in re.findall(r"`(\w+)`", cell)}


def test_every_column_is_described_and_no_other() -> None:
    assert columns_of("Actors:") == set(node_columns(FULL))
    assert columns_of("Ties:") == set(edge_columns(FULL)) | set(MONTH_COLUMNS)


@pytest.mark.parametrize("format_", NETWORK_FORMATS)
def test_every_network_format_is_described(format_: str) -> None:
    assert f"`kg export {format_}" in GUIDE


@pytest.mark.parametrize("name", ["network", "gephi-2021", "gephi-communities"])
def test_the_pictures_are_sound_and_shown(name: str) -> None:
    picture = ET.fromstring((DOCS / f"{name}.svg").read_text("utf-8"))  # noqa: S314 - our own file
    texts = {text.text for text in picture.iter("{http://www.w3.org/2000/svg}text")}
    assert {"United States", "Russia", "conflictual tie"} <= texts
    assert f"]({name}.svg)" in GUIDE


def test_a_picture_of_communities_has_their_colours() -> None:
    module = drawing()
    camps = [("RUS", "CHN"), ("CHN", "UKR"), ("UKR", "RUS"), ("USA", "DEU"), ("DEU", "AUS"), ("AUS", "USA")]
    told = [report(*pair, "AID", day, article=day) for pair in camps for day in ("2021-03-17", "2021-04-18")]
    net = module.in_communities(network(merge(told), View(measures=True)))
    assert {node.color for node in net.nodes} == set(module.PALETTE[:2])
    assert "community 1" in module.draw(net, least=1)
