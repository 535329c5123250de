"""What people colour a network by: degree, betweenness, communities, balance.

All treat a pair of actors as one tie, whichever way its events go, and give the same values on every machine.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import combinations
from typing import TYPE_CHECKING

from kg.views.networks.elements import Network

if TYPE_CHECKING:
    import networkx as nx

SEED = 1
EXACT_LIMIT = 500
"""Actors up to which betweenness is exact; beyond, it is estimated from so many of them (Brandes and Pich 2007)."""

Tie = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Ties:
    """Pairs of actors by their place among the nodes: number of events, and cooperation less conflict."""

    weights: dict[Tie, float]
    signs: dict[Tie, int]


def measured(net: Network) -> Network:
    """Return the network with the measures of its nodes.

    * ``weighted_degree``: events with all others together.
    * ``betweenness``: share of the shortest paths between other actors that lead through it, in [0, 1]; every tie is
      one step long.
    * ``community``: number of its group by Louvain's method with the events as weights, the largest group 1.
    * ``triads``: triples of actors it belongs to in which all three ties are more cooperative than conflictual or the
      other way round. ``balance``: share of them that are balanced (friend of a friend, enemy of an enemy), in [0, 1];
      None without triads.
    """
    ties = _ties(net)
    graph = _graph(len(net.nodes), ties)
    degrees = dict(graph.degree(weight="weight"))
    between = _betweenness(graph)
    groups = _communities(graph)
    triads = _triads(len(net.nodes), ties)
    nodes = [
        replace(
            node,
            weighted_degree=float(degrees[at]),
            betweenness=round(between[at], 6) + 0.0,
            community=groups[at],
            triads=triads[at][0],
            balance=round(triads[at][1] / triads[at][0], 4) if triads[at][0] else None,
        )
        for at, node in enumerate(net.nodes)
    ]
    return replace(net, nodes=tuple(nodes))


def _ties(net: Network) -> _Ties:
    # numbers, not ids: sets of strings change their order from run to run
    place = {node.id: at for at, node in enumerate(net.nodes)}
    ties = _Ties({}, {})
    for edge in net.edges:
        one, other = sorted((place[edge.source], place[edge.target]))
        ties.weights[one, other] = ties.weights.get((one, other), 0.0) + edge.weight
        ties.signs[one, other] = ties.signs.get((one, other), 0) + edge.cooperation - edge.conflict
    return ties


def _graph(size: int, ties: _Ties) -> nx.Graph[int]:
    import networkx as nx

    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(size))
    graph.add_weighted_edges_from((one, other, weight) for (one, other), weight in sorted(ties.weights.items()))
    return graph


def _betweenness(graph: nx.Graph[int]) -> dict[int, float]:
    import networkx as nx

    sample = EXACT_LIMIT if len(graph) > EXACT_LIMIT else None
    found: dict[int, float] = nx.betweenness_centrality(graph, k=sample, seed=SEED)
    return found


def _communities(graph: nx.Graph[int]) -> dict[int, int]:
    import networkx as nx

    if not graph:
        return {}
    groups = nx.community.louvain_communities(graph, weight="weight", seed=SEED)
    ordered = sorted((sorted(group) for group in groups), key=lambda group: (-len(group), group))
    return {at: number for number, group in enumerate(ordered, 1) for at in group}


def _triads(size: int, ties: _Ties) -> list[tuple[int, int]]:
    """Of each actor the number of its signed triads, and of those that are balanced."""
    friends: dict[Tie, bool] = {tie: sign > 0 for tie, sign in ties.signs.items() if sign}
    later: dict[int, list[int]] = {}
    for one, other in sorted(friends):
        later.setdefault(one, []).append(other)
    found, balanced = [0] * size, [0] * size
    for one, others in later.items():
        for other, third in combinations(others, 2):
            if (other, third) in friends:
                conflicts = sum(not friends[tie] for tie in ((one, other), (one, third), (other, third)))
                for member in (one, other, third):
                    found[member] += 1
                    balanced[member] += conflicts % 2 == 0
    return list(zip(found, balanced, strict=True))
