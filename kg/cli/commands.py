"""Every command of ``kg`` in one table: its name, the function behind it, and an example that its help ends with."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from kg.cli.actors_command import actors
from kg.cli.agree_command import agree
from kg.cli.check_command import check
from kg.cli.compare_commands import compare, top
from kg.cli.doctor_command import doctor
from kg.cli.evaluate_command import evaluate
from kg.cli.explain_commands import explain, resolve
from kg.cli.export_command import export
from kg.cli.graph_commands import query
from kg.cli.import_commands import import_
from kg.cli.init_command import init
from kg.cli.ontology_commands import validate
from kg.cli.pairs_commands import code_pairs, code_sentences
from kg.cli.panel_command import panel
from kg.cli.store_commands import mark, push, serve, show
from kg.cli.text_commands import build, extract
from kg.cli.ties_commands import ties
from kg.cli.turns_command import turns
from kg.cli.view_commands import view


class Command(NamedTuple):
    """A command: what a user types, what it calls, what its help ends with."""

    name: str
    run: Callable[..., None]
    example: str


COMMANDS = (
    Command("init", init, "kg init --graph gulf && kg build articles && kg ties SAU IRN"),
    Command("build", build, "kg build data/articles -o exports"),
    Command("import", import_, "kg import icews events.2018.tab -o graph && kg ties USA RUS -g graph"),
    Command("extract", extract, "kg extract article.txt --published 2021-03-18 > events.jsonl"),
    Command("explain", explain, 'kg explain "Russia recalled its ambassador to France."'),
    Command("resolve", resolve, 'kg resolve "the German foreign minister" --date 2015-06-01'),
    Command("actors", actors, "kg actors lookup Kremlin    kg actors update --from wikidata --write"),
    Command("query", query, "kg query sanctions -p year=2021    kg query -e 'SELECT ?a { ?a a irkg:State }'"),
    Command("ties", ties, "kg ties USA RUS --by year    kg ties CHN AUS --turns --plot curve.svg"),
    Command("turns", turns, "kg turns --from 2021-01-01 --to 2021-12-31    kg turns --by quarter --actors state"),
    Command("panel", panel, "kg panel -o panel.dta --system cow --by month    kg panel -o p.parquet --grid --lag 1"),
    Command("show", show, "kg show 5f0c1d2e"),
    Command("mark", mark, "kg mark 5f0c1d2e --type ACCUSE    kg mark 5f0c1d2e --wrong    kg mark --list"),
    Command("serve", serve, "kg serve --port 8765    then: curl 'http://127.0.0.1:8765/sparql?query=ASK%7B%7D'"),
    Command("push", push, "kg push http://127.0.0.1:8890/sparql-auth --user dba --into https://example.org/graph"),
    Command(
        "compare", compare, "kg compare --before 2020 --after 2022    kg compare --before 2016..2018 --after 2019..2021"
    ),
    Command("top", top, "kg top --by hostile --from 2022-01-01 --to 2022-12-31"),
    Command("agree", agree, "kg agree irkg icews -g graph    kg agree ours theirs --by week --from 2021-03-01"),
    Command("view", view, "kg view -o gulf.html --title 'The Gulf' --actor SAU --actor IRN --actor QAT"),
    Command("evaluate", evaluate, "kg evaluate gold-folder --errors 20"),
    Command("validate", validate, "kg validate exports/graph.ttl    kg validate -g exports --all"),
    Command(
        "code-pairs", code_pairs, 'echo \'{"id": 1, "marked": "<s>Peru</s> thanked <t>Cuba</t>."}\' | kg code-pairs -'
    ),
    Command(
        "code-sentences",
        code_sentences,
        'echo \'{"id": 1, "text": "A court freed two nurses."}\' | kg code-sentences -',
    ),
    Command("export", export, "kg export gexf -o 2022.gexf --from 2022-01-01 --actor Russia --actor Ukraine"),
    Command("check", check, "kg check exports/network.gexf"),
    Command("doctor", doctor, "kg doctor -g exports --verify"),
)
"""In the order of ``kg --help``."""
