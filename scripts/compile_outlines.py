"""Write kg/views/networks/land.json, the coast lines of the world map, from the npm package world-atlas.

    npm pack world-atlas && tar xzf world-atlas-*.tgz && python scripts/compile_outlines.py package/land-110m.json

The package (ISC licence) hands on Natural Earth's 1:110m land, which is in the public domain. Coasts only: where states
end is disputed in places that this program's users work on, and a map of capitals needs no borders. Points that change
a coast by less than a quarter of a degree are left out, and what lies south of 60 degrees south.
"""

from __future__ import annotations

import argparse
import json
import math
from itertools import accumulate
from pathlib import Path

Point = tuple[float, float]

TARGET = Path(__file__).parents[1] / "kg" / "views" / "networks" / "land.json"
TOLERANCE, SOUTH, FEWEST = 0.25, -60.0, 4


def arcs(atlas: dict[str, object]) -> list[list[Point]]:
    """The lines of a TopoJSON file, in degrees."""
    transform = atlas["transform"]
    assert isinstance(transform, dict)
    (sx, sy), (tx, ty) = transform["scale"], transform["translate"]
    found = []
    lines = atlas["arcs"]
    assert isinstance(lines, list)
    for line in lines:
        xs, ys = (list(accumulate(point[axis] for point in line)) for axis in (0, 1))
        found.append([(x * sx + tx, y * sy + ty) for x, y in zip(xs, ys, strict=True)])
    return found


def rings(atlas: dict[str, object]) -> list[list[Point]]:
    """The outer rings of all land."""
    lines = arcs(atlas)
    objects = atlas["objects"]
    assert isinstance(objects, dict)
    found = []
    for geometry in objects["land"]["geometries"]:
        for polygon in geometry["arcs"]:
            ring: list[Point] = []
            for at in polygon[0]:
                line = lines[at] if at >= 0 else lines[~at][::-1]
                ring += line[1:] if ring else line
            found.append(ring)
    return found


def cut(ring: list[Point]) -> list[list[Point]]:
    """A ring in pieces that lie west or east of the line where dates change."""
    whole = [ring[0]]
    for x, y in ring[1:]:
        turns = round((whole[-1][0] - x) / 360)
        whole.append((x + 360 * turns, y))
    pieces = []
    for shift in (-360, 0, 360):
        piece = [(x + shift, y) for x, y in whole]
        for side in (1, -1):
            piece = within(piece, side)
        pieces += [piece] if len(piece) >= FEWEST else []
    return pieces


def within(ring: list[Point], side: int) -> list[Point]:
    """The part of a ring east of 180 degrees west (-1) or west of 180 degrees east (1)."""
    found: list[Point] = []
    for (ax, ay), (bx, by) in zip(ring, ring[1:] + ring[:1], strict=True):
        inside, enters = side * ax <= 180, side * bx <= 180  # noqa: PLR2004 - degrees
        if inside:
            found.append((ax, ay))
        if inside != enters:
            found.append((side * 180.0, ay + (by - ay) * (side * 180 - ax) / (bx - ax)))
    return found


def simplified(line: list[Point]) -> list[Point]:
    """The line without points that lie near the straight one (Douglas and Peucker)."""
    if len(line) <= 2:  # noqa: PLR2004 - two ends
        return line
    (ax, ay), (bx, by) = line[0], line[-1]
    length = math.hypot(bx - ax, by - ay)

    def away(point: Point) -> float:
        x, y = point
        if not length:
            return math.hypot(x - ax, y - ay)
        return abs((bx - ax) * (ay - y) - (ax - x) * (by - ay)) / length

    far = max(range(1, len(line) - 1), key=lambda at: away(line[at]))
    if away(line[far]) < TOLERANCE:
        return [line[0], line[-1]]
    return simplified(line[: far + 1])[:-1] + simplified(line[far:])


def main() -> None:
    """Write the file: rings of longitudes and latitudes in tenths of a degree, one list of numbers a ring."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("atlas", type=Path)
    atlas = json.loads(parser.parse_args().atlas.read_text("utf-8"))
    kept = [simplified(piece) for ring in rings(atlas) if max(y for _, y in ring) > SOUTH for piece in cut(ring)]
    flat = [[round(10 * value) for point in ring for value in point] for ring in kept if len(ring) >= FEWEST]
    text = ",\n".join(json.dumps(ring, separators=(",", ":")) for ring in sorted(flat, key=lambda r: (-len(r), r)))
    TARGET.write_text(f"[\n{text}\n]\n", "utf-8")
    print(f"{TARGET}: {len(flat)} rings, {sum(map(len, flat)) // 2} points")


if __name__ == "__main__":
    main()
