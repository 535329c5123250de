"""The codes of the sides of a panel in each of its periods: in Correlates of War, Gleditsch-Ward and ISO 3166-1."""

from __future__ import annotations

from datetime import date

from kg.graph.panel.counted_events import insert
from kg.graph.panel.question import Question
from kg.lexicon.systems import System, load_systems
from kg.store.event_table import EventTable


def hold_codes(table: EventTable, question: Question) -> None:
    """Make ``coded``: for units at times the id and the codes on the last day of it in the period; for states alone.

    Args:
        table: The graph, with units, periods and ``places``: which units are wanted at which times.
        question: What the panel is.
    """
    kinds = {"actor": "VARCHAR", "system": "VARCHAR", "code": "VARCHAR", "first": "DATE", "last": "DATE"}
    spells = [
        (one.actor, system.value, code, one.start or date.min, one.end or date.max)
        for (_, system), found in load_systems().by_actor.items()
        for one in found
        if (code := one.letters if system is System.ISO else one.number)
    ]
    insert(table, "spells", kinds, spells)
    if question.system:
        who = "SELECT n, time, actor, until AS day FROM places JOIN standing USING (n, time)"
    else:  # told of somebody after its end, the code is that of the period's last day
        who = (
            "SELECT n, time, name AS actor, "
            "CASE WHEN u.last >= p.first THEN least(u.last, p.last) ELSE p.last END AS day "
            "FROM places JOIN units u USING (n) JOIN periods p USING (time) "
            "SEMI JOIN (SELECT DISTINCT actor AS name FROM spells) USING (name)"
        )
    codes = ", ".join(f"any_value(code) FILTER (system = '{system.value}') AS {system.value}" for system in System)
    table.run(
        f"""CREATE TABLE coded AS SELECT n, time, any_value(w.actor) AS actor, {codes}
        FROM ({who}) w LEFT JOIN spells s ON s.actor = w.actor AND w.day BETWEEN s.first AND s.last GROUP BY n, time"""
    )
