"""The actors of a page as columns: names, kinds, and where each stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kg.lexicon.actor_index import country
from kg.model import Actor
from kg.views.networks.world import on_the_map
from kg.views.page.circles import places
from ontology import ActorKind

LONG_NAME = 16
"""A body whose name has more letters is labelled by its id on the map, if that is an abbreviation."""

GROUP_LABELS = {
    "state": "States",
    "body": "International bodies",
    "group": "Armed groups, movements",
    "other": "Others",
}
_GROUPS = {
    ActorKind.STATE: "state",
    ActorKind.FORMER_STATE: "state",
    ActorKind.TERRITORY: "state",
    ActorKind.IGO: "body",
    ActorKind.COALITION: "body",
    ActorKind.ORGANIZATION: "body",
    ActorKind.ARMED_GROUP: "group",
    ActorKind.MOVEMENT: "group",
}


def actor_columns(
    sides: Sequence[str], known: Mapping[str, Actor], ties: Mapping[tuple[str, str], int]
) -> dict[str, object]:
    """The columns of some actors.

    Args:
        sides: Their ids, in order.
        known: All actors of the graph by id; see :func:`kg.lexicon.actor_index.cast`.
        ties: Number of events (> 0) that each pair of them has; each pair once, in alphabetical order.
    """
    tally: dict[str, int] = {}
    for pair, number in ties.items():
        for side in pair:
            tally[side] = tally.get(side, 0) + number
    at = places(tally, ties)
    on_map = on_the_map({side: known[side] for side in tally}, ties)
    people = [known[side] for side in sides]
    return {
        "id": list(sides),
        "label": [actor.label or actor.id for actor in people],
        "short": [_short(actor) for actor in people],
        "kind": [actor.kind.label for actor in people],
        "group": [_GROUPS.get(actor.kind, "other") for actor in people],
        "country": [country(actor) for actor in people],
        "x": [at[side][0] if side in at else None for side in sides],
        "y": [at[side][1] if side in at else None for side in sides],
        "worldX": [on_map[side][0] if side in on_map else None for side in sides],
        "worldY": [on_map[side][1] if side in on_map else None for side in sides],
    }


def _short(actor: Actor) -> str:
    label = actor.label or actor.id
    abbreviated = actor.id.isupper() and len(actor.id) < LONG_NAME and _GROUPS.get(actor.kind) != "state"
    return actor.id if abbreviated and len(label) > LONG_NAME else label
