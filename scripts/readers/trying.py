"""Opens each file with each library of this interpreter that can, and prints one JSON line a try."""

from __future__ import annotations

import importlib
import importlib.metadata
import json
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

Found = dict[str, object]
Made = Callable[[], Mapping[str, Callable[[str], Found]]]
HERE = Path(sys.argv[1])
PACKAGES = {"tulip": "tulip-python", "graph_tool": "graph-tool"}
MODULES = {"python-igraph": "igraph", "graph-tool": "graph_tool"}


def version(module: str) -> str:
    """The version of a library, whichever way it tells it."""
    try:
        return importlib.metadata.version(PACKAGES.get(module, module))
    except importlib.metadata.PackageNotFoundError:
        return str(importlib.import_module(module).__version__).split(" ")[0]


def try_all(libraries: Mapping[str, Made]) -> None:
    """Try each library that is there, by its title, on each format that it says it reads."""
    for title, made in libraries.items():
        module = MODULES.get(title, title.lower())
        try:
            importlib.import_module(module)
        except ImportError:
            continue
        for format_, read in made().items():
            line: Found = {"reader": title, "version": version(module), "format": format_}
            try:
                line |= read(str(HERE / f"sample.{format_}"))
            except Exception as error:  # noqa: BLE001 - what goes wrong is what is told
                line["error"] = f"{type(error).__name__}: {str(error).splitlines()[0] if str(error) else ''}"
            print(json.dumps(line), flush=True)
