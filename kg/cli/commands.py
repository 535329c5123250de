"""Every command of ``kg`` in one table: its name, where its function stands, its first line of help, and an example.

The help of ``kg`` needs no more than this, and a command only its own function: 26 of them take longer to load and to
make options of than all else at the start.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any, NamedTuple


class Command(NamedTuple):
    """A command: what a user types, what it calls, how its help begins and ends."""

    name: str
    where: str
    summary: str
    example: str

    @property
    def run(self) -> Callable[..., None]:
        """The function behind it; loads its module."""
        module, _, function = self.where.partition(".")
        found: Any = getattr(import_module(f"kg.cli.{module}"), function)
        return found  # type: ignore[no-any-return]  # of a name in a table


COMMANDS = (
    Command(
        "init",
        "init_command.init",
        "Write kg.toml into this folder: what is typed every time, written down once.",
        "kg init --graph gulf && kg build articles && kg ties SAU IRN",
    ),
    Command(
        "build",
        "text_commands.build",
        "Read articles into a graph: what is new is added, what is known is not read again.",
        "kg build data/articles -o exports",
    ),
    Command(
        "import",
        "import_commands.import_",
        "Bring event data coded by others into a graph: ICEWS, GDELT, POLECAT, UCDP GED, ACLED, Phoenix, COW disputes.",
        "kg import icews events.2018.tab -o graph && kg ties USA RUS -g graph",
    ),
    Command(
        "extract",
        "text_commands.extract",
        "Articles in, events out as JSON lines, one event a line.",
        "kg extract article.txt --published 2021-03-18 > events.jsonl",
    ),
    Command(
        "explain",
        "explain_commands.explain",
        "Every decision from a sentence to its events: what was kept and dropped, why, and by which row of which file.",
        'kg explain "Russia recalled its ambassador to France."',
    ),
    Command(
        "resolve",
        "explain_commands.resolve",
        "The actors a text mentions, as JSON: whom they stand for, kind, sector, span and how they were found.",
        'kg resolve "the German foreign minister" --date 2015-06-01',
    ),
    Command(
        "actors",
        "actors_command.actors",
        "List, look up, add and check actors, yours beside ours; bring office holders up to date.",
        "kg actors lookup Kremlin    kg actors update --from wikidata --write",
    ),
    Command(
        "query",
        "graph_commands.query",
        "Ask the graph in SPARQL: your own query, or one of those that come with irkg.",
        "kg query sanctions -p year=2021    kg query -e 'SELECT ?a { ?a a irkg:State }'",
    ),
    Command(
        "ties",
        "ties_commands.ties",
        "How two sides treated each other, period by period, in both directions.",
        "kg ties USA RUS --by year    kg ties CHN AUS --turns --plot curve.svg",
    ),
    Command(
        "turns",
        "turns_command.turns",
        "Which ties turned, and when: all dyads searched, with control of false discoveries, most evidence first.",
        "kg turns --from 2021-01-01 --to 2021-12-31    kg turns --by quarter --actors state",
    ),
    Command(
        "panel",
        "panel_command.panel",
        "Every dyad (or actor) over time as a table for models: .csv, .parquet or .dta, with a codebook beside it.",
        "kg panel -o panel.dta --system cow --by month    kg panel -o p.parquet --grid --lag 1",
    ),
    Command(
        "show",
        "store_commands.show",
        "One event with its evidence: all that tell it side by side, what they disagree about, every sentence marked.",
        "kg show 5f0c1d2e",
    ),
    Command(
        "mark",
        "store_commands.mark",
        "Correct an event by hand; marks stand in marks.tsv of the graph and survive every rebuild.",
        "kg mark 5f0c1d2e --type ACCUSE    kg mark 5f0c1d2e --wrong    kg mark --list",
    ),
    Command(
        "serve",
        "store_commands.serve",
        "A SPARQL endpoint and a page to ask from, on this machine only, read-only, until interrupted.",
        "kg serve --port 8765    then: curl 'http://127.0.0.1:8765/sparql?query=ASK%7B%7D'",
    ),
    Command(
        "push",
        "store_commands.push",
        "Load the graph into any SPARQL 1.1 server; interrupted, the same command goes on where it was.",
        "kg push http://127.0.0.1:8890/sparql-auth --user dba --into https://example.org/graph",
    ),
    Command(
        "compare",
        "compare_commands.compare",
        "Which ties were born, died, flipped, warmed or cooled from one span of time to another.",
        "kg compare --before 2020 --after 2022    kg compare --before 2016..2018 --after 2019..2021",
    ),
    Command(
        "top",
        "compare_commands.top",
        "The most active, hostile, friendly, improved or worsened dyads of a time, or its brokers.",
        "kg top --by hostile --from 2022-01-01 --to 2022-12-31",
    ),
    Command(
        "agree",
        "agree_command.agree",
        "How two codings of the same dyads and time agree: counts, correlations, what each has that the other has not.",
        "kg agree irkg icews -g graph    kg agree ours theirs --by week --from 2021-03-01",
    ),
    Command(
        "view",
        "view_commands.view",
        "Write one HTML page to explore the graph: map, time, evidence. It needs no network; open it in a browser.",
        "kg view -o gulf.html --title 'The Gulf' --actor SAU --actor IRN --actor QAT",
    ),
    Command(
        "evaluate",
        "evaluate_command.evaluate",
        "Measure extraction against gold: precision, recall and F1, and what went wrong.",
        "kg evaluate gold-folder --errors 20",
    ),
    Command(
        "validate",
        "ontology_commands.validate",
        "Is a graph well formed? Says what is wrong, where, by which rule, and how to mend it.",
        "kg validate exports/graph.ttl    kg validate -g exports --all",
    ),
    Command(
        "code-pairs",
        "pairs_commands.code_pairs",
        "Sentences with source and target marked by <s>..</s> and <t>..</t>: what the one does to the other.",
        'echo \'{"id": 1, "marked": "<s>Peru</s> thanked <t>Cuba</t>."}\' | kg code-pairs -',
    ),
    Command(
        "code-sentences",
        "pairs_commands.code_sentences",
        "Sentences without marks: who does what to whom in the main event of each, whoever they are.",
        'echo \'{"id": 1, "text": "A court freed two nurses."}\' | kg code-sentences -',
    ),
    Command(
        "export",
        "export_command.export",
        "Write the graph, or a part of it, in a format of your choice.",
        "kg export gexf -o 2022.gexf --from 2022-01-01 --actor Russia --actor Ukraine",
    ),
    Command(
        "check",
        "check_command.check",
        "What Gephi will show of a file, what gets lost on the way, and how to mend it; exit status 1 if anything is.",
        "kg check exports/network.gexf",
    ),
    Command(
        "doctor",
        "doctor_command.doctor",
        "Is a graph sound: its log, marks, views, index, versions, room and permissions; exit status 1 if not.",
        "kg doctor -g exports --verify",
    ),
)
"""In the order of ``kg --help``."""
