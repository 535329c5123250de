"""Which form of an answer a client wants: HTTP content negotiation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

RESULTS: Mapping[str, str] = MappingProxyType(
    {
        "application/sparql-results+json": "JSON",
        "application/json": "JSON",
        "application/sparql-results+xml": "XML",
        "application/xml": "XML",
        "text/csv": "CSV",
        "text/tab-separated-values": "TSV",
    }
)
"""Media type to name of the engine's format, for rows and yes or no; the first is what who asks for nothing gets."""

GRAPHS: Mapping[str, str] = MappingProxyType(
    {
        "text/turtle": "TURTLE",
        "application/n-triples": "N_TRIPLES",
        "application/rdf+xml": "RDF_XML",
        "application/ld+json": "JSON_LD",
        "text/plain": "N_TRIPLES",
    }
)
"""The same for triples."""


def choose(accept: str, offered: Sequence[str]) -> str | None:
    """Return the media type that fits an ``Accept`` header best, of equals the first offered; None if none fits.

    Args:
        accept: The header; empty for anything.
        offered: Media types, the preferred first.
    """
    wanted = [_range(part) for part in accept.split(",") if part.strip()] or [("*", "*", 1.0)]
    best: tuple[float, str] | None = None
    for media in offered:
        quality = _quality(media, wanted)
        if quality > 0 and (best is None or quality > best[0]):
            best = quality, media
    return best[1] if best else None


def _quality(media: str, wanted: Sequence[tuple[str, str, float]]) -> float:
    """The quality that the most specific range gives."""
    major, _, minor = media.partition("/")
    fits = [
        ((one != "*") + (two != "*"), quality)
        for one, two, quality in wanted
        if one in {major, "*"} and two in {minor, "*"}
    ]
    return max(fits, default=(0, 0.0))[1]


def _range(part: str) -> tuple[str, str, float]:
    media, *parameters = (piece.strip().lower() for piece in part.split(";"))
    major, _, minor = media.partition("/")
    quality = 1.0
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip() == "q":
            try:
                quality = float(value)
            except ValueError:
                quality = 0.0
    return major, minor or "*", quality
