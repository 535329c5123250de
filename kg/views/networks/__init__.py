"""Events as a network of actors: built, measured, handed to networkx.

The package is not called ``network``, which would hide the function :func:`kg.network`.
"""

from kg.views.networks.elements import (
    DOUBLES,
    EDGE_COLUMNS,
    INTEGERS,
    MONTH_COLUMNS,
    NODE_COLOURS,
    NODE_COLUMNS,
    OTHER_COLOUR,
    TONE_COLOURS,
    Edge,
    Month,
    Network,
    Node,
    Value,
    View,
    columns,
    edge_columns,
    node_columns,
)
from kg.views.networks.from_events import TONE_LIMIT, assemble, assemble_ties, counts, network, tone
from kg.views.networks.networkx_graphs import to_networkx
from kg.views.networks.sums import COUNTS, EVIDENCE

__all__ = [
    "COUNTS",
    "DOUBLES",
    "EDGE_COLUMNS",
    "EVIDENCE",
    "INTEGERS",
    "MONTH_COLUMNS",
    "NODE_COLOURS",
    "NODE_COLUMNS",
    "OTHER_COLOUR",
    "TONE_COLOURS",
    "TONE_LIMIT",
    "Edge",
    "Month",
    "Network",
    "Node",
    "Value",
    "View",
    "assemble",
    "assemble_ties",
    "columns",
    "counts",
    "edge_columns",
    "network",
    "node_columns",
    "to_networkx",
    "tone",
]
