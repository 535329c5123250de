"""Draw the pictures of the documentation: the actor network of a graph as SVG, with no library but kg's own.

Run ``python scripts/draw_network.py exports docs/network.svg``, and as docs/gephi.md says. Same graph, same bytes.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations
from math import hypot, sqrt
from pathlib import Path
from typing import Final
from xml.sax.saxutils import escape

import kg
from kg.graph.selection import Selection
from kg.views.networks import NODE_COLOURS, OTHER_COLOUR, TONE_COLOURS, Edge, Network, Node, View, network
from kg.views.networks.positions import layout
from kg.views.networks.world import coasts, project
from ontology import ActorKind

TURNS, LAST_STEP_ASIDE = 400, 360  # rounds of pushing apart; the last ones settle
WIDTH, HEIGHT, MARGIN, LEGEND = 1200, 780, 70, 60  # pixels
NARROW, WIDE, HEIGHT_OF_TEXT = "fijlrtI.,'()- ", "mwMW", 14  # letters, and pixels
LONGEST: Final = 14  # letters; longer names are drawn as their id
BEND: Final = 0.14  # how far an edge leaves the straight line, as a share of its length: both directions stay apart
PAPER: Final = "#fbfbf9"
LAND: Final = "#ecebe4"
STYLE: Final = (
    "text{font:600 13px 'Segoe UI',Helvetica,Arial,sans-serif;fill:#222;text-anchor:middle}"
    f" .halo{{stroke:{PAPER};stroke-width:4px;stroke-linejoin:round}} .key{{font-weight:400;text-anchor:start}}"
    f" path{{fill:none;stroke-opacity:.72}} circle{{stroke:{PAPER};stroke-width:2px}}"
)
PALETTE: Final = (
    "#4477aa",
    "#ee6677",
    "#228833",
    "#ccbb44",
    "#66ccee",
    "#aa3377",
    "#bbbbbb",
)  # Paul Tol's bright scheme
THIN: Final = 0.9  # width of a text of the legend, which is not bold
KEY: Final = 54  # pixels of a key of the legend, its name apart
STEPS: Final = 40  # points of an arrow that names keep away from
Point = tuple[float, float]
Place = dict[str, Point]


def label(node: Node) -> str:
    """The name to draw: the actor's own, or its id where that is too long for a picture."""
    return node.label if len(node.label) <= LONGEST else node.id


def width(text: str) -> float:
    """Pixels of a text of 13 pixels height, about: fonts differ."""
    return sum(4.2 if letter in NARROW else 11.5 if letter in WIDE else 7.6 for letter in text)


def radius(node: Node) -> float:
    """Pixels, from the size that Gephi would show."""
    return 7 + node.size * 0.27


def busiest(net: Network, least: int) -> tuple[list[Node], list[Edge]]:
    """The actors with at least so many events, busiest first, and their ties of two or more events."""
    enough = {node.id for node in net.nodes if node.events >= least}
    edges = [edge for edge in net.edges if edge.events > 1 and {edge.source, edge.target} <= enough]
    tied = {end for edge in edges for end in (edge.source, edge.target)}
    return sorted((n for n in net.nodes if n.id in tied), key=lambda n: (-n.events, n.id)), edges


def arrange(nodes: list[Node], edges: list[Edge]) -> Place:
    """Places by forces, spread over the sheet, then moved apart until nothing covers anything."""
    ties: dict[tuple[str, str], float] = {}
    for edge in edges:
        one, other = sorted((edge.source, edge.target))
        ties[one, other] = ties.get((one, other), 0) + edge.weight
    raw = layout([node.id for node in nodes], ties)
    xs, ys = (spread({key: xy[axis] for key, xy in raw.items()}) for axis in (0, 1))
    sheet = (WIDTH - 2 * MARGIN, HEIGHT - 2 * MARGIN - LEGEND)
    points = {key: [MARGIN + xs[key] * sheet[0], MARGIN + ys[key] * sheet[1]] for key in raw}
    for turn in range(TURNS):
        if turn % 10 == 0 and turn < LAST_STEP_ASIDE:
            step_aside(points, nodes, edges)
        for one_node, other_node in combinations(nodes, 2):
            push_apart(points[one_node.id], points[other_node.id], one_node, other_node)
        for point in points.values():
            point[0] = min(max(point[0], MARGIN), WIDTH - MARGIN)
            point[1] = min(max(point[1], MARGIN * 0.7), HEIGHT - LEGEND - MARGIN)
    return {key: (round(x, 1), round(y, 1)) for key, (x, y) in points.items()}


def on_world(nodes: list[Node]) -> tuple[Place, list[str]]:
    """Places on a map of the world, and its coasts; the sheet shows what lies around the actors."""
    at = {node.id: project(node.latitude or 0, node.longitude or 0) for node in nodes}
    xs, ys = zip(*at.values(), strict=True)
    across, down = (max(xs) - min(xs)) or 1, (max(ys) - min(ys)) or 1
    scale = min((WIDTH - 2 * MARGIN) / across, (HEIGHT - 2 * MARGIN - LEGEND) / down)
    left, top = (max(xs) + min(xs)) / 2, (max(ys) + min(ys)) / 2

    def point(x: float, y: float) -> Point:
        return round(WIDTH / 2 + (x - left) * scale, 1), round((HEIGHT - LEGEND) / 2 + (y - top) * scale, 1)

    rings = (" ".join(f"{x} {y}" for x, y in (point(*corner) for corner in ring)) for ring in coasts())
    land = "".join(f"M{ring}Z" for ring in rings)
    return {key: point(*where) for key, where in at.items()}, [f'<path d="{land}" style="fill:{LAND};stroke:none"/>']


def spread(values: dict[str, float]) -> dict[str, float]:
    """Coordinates in [0, 1], halfway between their value and their rank, which thins out a crowded middle."""
    order = sorted(values, key=lambda key: (values[key], key))
    low, high = values[order[0]], values[order[-1]]
    return {
        key: ((values[key] - low) / ((high - low) or 1) + rank / max(len(order) - 1, 1)) / 2
        for rank, key in enumerate(order)
    }


def step_aside(points: dict[str, list[float]], nodes: list[Node], edges: list[Edge]) -> None:
    """Move actors off the arrows between others."""
    for edge in edges:
        (x1, y1), (x2, y2) = points[edge.source], points[edge.target]
        cx, cy = (x1 + x2) / 2 + (y2 - y1) * BEND, (y1 + y2) / 2 - (x2 - x1) * BEND
        curve = [
            ((1 - t) ** 2 * x1 + 2 * t * (1 - t) * cx + t**2 * x2, (1 - t) ** 2 * y1 + 2 * t * (1 - t) * cy + t**2 * y2)
            for t in (step / 16 for step in range(17))
        ]
        for node in nodes:
            if node.id in {edge.source, edge.target}:
                continue
            point = points[node.id]
            away, (x, y) = min((hypot(point[0] - x, point[1] - y), (x, y)) for x, y in curve)
            if 0 < away < (needed := radius(node) + 12):
                point[0] += (point[0] - x) / away * (needed - away) / 2
                point[1] += (point[1] - y) / away * (needed - away) / 2


def push_apart(a: list[float], b: list[float], one: Node, other: Node) -> None:
    """Move two overlapping actors with their labels, on the axis that takes less."""
    wide = sum(max(radius(n), width(label(n)) / 2) for n in (one, other)) + 16
    high = radius(one) + radius(other) + 46
    dx, dy = b[0] - a[0], b[1] - a[1]
    if abs(dx) >= wide or abs(dy) >= high:
        return
    axis, gap, needed = (0, dx, wide) if wide - abs(dx) < high - abs(dy) else (1, dy, high)
    step = (needed - abs(gap)) / 4 * (1 if gap >= 0 else -1)
    a[axis] -= step
    b[axis] += step


@dataclass(frozen=True, slots=True)
class Arrow:
    """A bent arrow from rim to rim, as thick as the root of its events: where it starts, bends and ends."""

    edge: Edge
    start: Point
    bend: Point
    end: Point

    @classmethod
    def of(cls, edge: Edge, places: Place, radii: dict[str, float]) -> Arrow:
        """The arrow of an edge between actors at some places."""
        (x1, y1), (x2, y2) = places[edge.source], places[edge.target]
        length = hypot(x2 - x1, y2 - y1)
        bend = cx, cy = (x1 + x2) / 2 + (y2 - y1) * BEND, (y1 + y2) / 2 - (x2 - x1) * BEND
        reach = hypot(length / 2, length * BEND)  # from either end to the control point
        first, last = radii[edge.source] + 1, radii[edge.target] + 4 + thickness(edge) * 1.6
        start = x1 + (cx - x1) * first / reach, y1 + (cy - y1) * first / reach
        return cls(edge, start, bend, (x2 + (cx - x2) * last / reach, y2 + (cy - y2) * last / reach))

    def svg(self) -> str:
        """The element that draws it."""
        (x1, y1), (cx, cy), (x2, y2) = self.start, self.bend, self.end
        return (
            f'<path d="M{x1:.1f} {y1:.1f}Q{cx:.1f} {cy:.1f} {x2:.1f} {y2:.1f}" stroke="{self.edge.color}"'
            f' stroke-width="{thickness(self.edge):.1f}" marker-end="url(#{self.edge.tone})"/>'
        )

    def traces(self) -> Iterator[tuple[Point, float]]:
        """Points on it, each with what it costs to write over it: most at its head."""
        for step in range(STEPS + 1):
            t = step / STEPS
            x, y = (
                (1 - t) ** 2 * a + 2 * t * (1 - t) * b + t**2 * c
                for a, b, c in zip(self.start, self.bend, self.end, strict=True)
            )
            yield (x, y), 3.0 if step >= STEPS - 1 else 0.5


def thickness(edge: Edge) -> float:
    """Pixels."""
    return 0.9 + sqrt(edge.events) * 0.75


def names(nodes: list[Node], places: Place, arrows: list[Arrow]) -> dict[str, Point]:
    """Where the middle of each actor's name stands: around its circle, where it covers least of all else."""
    traces = [trace for arrow in arrows for trace in arrow.traces()]
    traces += [(places[node.id], 30.0) for node in nodes]
    found: dict[str, Point] = {}
    for node in nodes:
        (x, y), beyond = places[node.id], radius(node)
        half, side = width(label(node)) / 2, beyond + 6 + width(label(node)) / 2
        below, above = y + beyond + 9, y - beyond - 9
        around = [(x, below), (x, above), (x + side, y), (x - side, y)]
        around += [(x + turn * half * 0.8, level) for level in (below, above) for turn in (1, -1)]
        around += [(x + turn * (half + beyond * 0.7), y + up * beyond * 0.85) for up in (1, -1) for turn in (1, -1)]
        others = [(found[other.id], width(label(other)) / 2) for other in nodes if other.id in found]
        circles = [(places[other.id], radius(other)) for other in nodes]
        costs = [
            at * 0.3  # the first places look best
            + sum(
                cost for (px, py), cost in traces if abs(px - cx) < half + 3 and abs(py - cy) < HEIGHT_OF_TEXT / 2 + 3
            )
            + 30 * sum(abs(ox - cx) < half + wide + 4 and abs(oy - cy) < HEIGHT_OF_TEXT for (ox, oy), wide in others)
            + 30 * sum(covers((cx, cy), half, *circle) for circle in circles)
            + 90 * (not half < cx < WIDTH - half)
            for at, (cx, cy) in enumerate(around)
        ]
        found[node.id] = around[costs.index(min(costs))]
    return found


def covers(middle: Point, half: float, centre: Point, reach: float) -> bool:
    """Whether a text so wide lies on a circle."""
    across = max(abs(centre[0] - middle[0]) - half, 0)
    return hypot(across, max(abs(centre[1] - middle[1]) - HEIGHT_OF_TEXT / 2, 0)) < reach


def draw(net: Network, least: int, *, world: bool = False) -> str:
    """The picture as SVG text; on a map of the world without those that have no place on it."""
    nodes, edges = busiest(net, least)
    if world:
        nodes = [node for node in nodes if node.latitude is not None]
        known = {node.id for node in nodes}
        edges = [edge for edge in edges if {edge.source, edge.target} <= known]
    places, land = on_world(nodes) if world else (arrange(nodes, edges), [])
    radii = {node.id: radius(node) * (0.6 if world else 1) for node in nodes}
    arrows = [Arrow.of(edge, places, radii) for edge in sorted(edges, key=lambda e: (e.events, e.id))]
    heads = "".join(
        f'<marker id="{tone}" orient="auto" markerWidth="3.4" markerHeight="3.4" viewBox="0 0 6 6" refX="2.4" refY="3">'
        f'<path d="M0 0L6 3L0 6z" style="fill:{colour};stroke:none"/></marker>'
        for tone, colour in TONE_COLOURS.items()
    )
    size = f'viewBox="0 0 {WIDTH} {HEIGHT}"'
    told = f"Network of {len(nodes)} actors and {len(edges)} directed ties, coloured by tone"
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" aria-label="{told}">',
        f"<style>{STYLE}</style><defs>{heads}</defs>",
        f'<rect width="{WIDTH}" height="{HEIGHT}" rx="10" fill="{PAPER}"/>',
        *land,
        *(arrow.svg() for arrow in arrows),
    ]
    for node in nodes:
        x, y = places[node.id]
        lines.append(f'<circle cx="{x}" cy="{y}" r="{radii[node.id]:.1f}" fill="{node.color}"/>')
    written = names(nodes, places, arrows)
    for node in nodes:
        x, y = written[node.id]
        at = f'x="{x:.1f}" y="{y + 4.5:.1f}">{escape(label(node))}</text>'
        lines += [f'<text class="halo" {at}', f"<text {at}"]  # twice: not every renderer knows paint-order
    return "\n".join([*lines, *legend(nodes), "</svg>"]) + "\n"


def legend(nodes: list[Node]) -> list[str]:
    """A line of keys at the foot: kinds of actor, tones of ties."""
    kinds = {node.kind for node in nodes}
    keys = [(kind.label, NODE_COLOURS.get(kind, OTHER_COLOUR), True) for kind in ActorKind if kind.value in kinds]
    if any(node.community for node in nodes):
        shown = sorted({min(node.community or 1, len(PALETTE)) for node in nodes})
        names = {1: "community 1", len(PALETTE): "others"}
        keys = [(names.get(at, str(at)), PALETTE[at - 1], True) for at in shown]
    keys += [(f"{tone} tie", colour, False) for tone, colour in TONE_COLOURS.items()]
    lines, y = [], HEIGHT - LEGEND / 2
    x = (WIDTH - sum(KEY + THIN * width(name) for name, _, _ in keys)) / 2 + KEY / 2
    for name, colour, is_actor in keys:
        dot = f'<circle cx="{x:.1f}" cy="{y}" r="8" fill="{colour}"/>'
        dash = f'<path d="M{x - 12:.1f} {y}h24" stroke="{colour}" stroke-width="3"/>'
        lines.append(f'{dot if is_actor else dash}<text class="key" x="{x + 18:.1f}" y="{y + 4.5}">{name}</text>')
        x += KEY + THIN * width(name)
    return lines


def in_communities(net: Network) -> Network:
    """The network with actors in the colours of their communities; the small ones share the last colour."""
    nodes = [replace(n, color=PALETTE[min(n.community or 1, len(PALETTE)) - 1]) for n in net.nodes]
    return replace(net, nodes=tuple(nodes))


def main() -> None:
    """Draw the network of a graph directory."""
    parser = argparse.ArgumentParser(description="Draw the actor network of a graph directory as SVG.")
    parser.add_argument("graph", type=Path, help="directory that kg build made")
    parser.add_argument("out", type=Path, help="SVG file to write")
    parser.add_argument("--least", type=int, default=4, help="leave out actors with fewer events (default 4)")
    parser.add_argument("--from", dest="start", type=date.fromisoformat, help="first day, as 2021-03-18")
    parser.add_argument("--to", dest="end", type=date.fromisoformat, help="last day")
    parser.add_argument("--world", action="store_true", help="on a map of the world")
    parser.add_argument("--communities", action="store_true", help="colour actors by community, not by kind")
    options = parser.parse_args()
    events = Selection(start=options.start, end=options.end).each(kg.open(options.graph).events)
    net = network(events, View(measures=options.communities))
    shown = in_communities(net) if options.communities else net
    options.out.write_text(draw(shown, options.least, world=options.world), encoding="utf-8")


if __name__ == "__main__":
    main()
