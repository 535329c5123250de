"""The lowest version of each direct dependency that ``pyproject.toml`` allows, as requirements for pip.

``python scripts/lowest_versions.py > lowest.txt``; ``scripts/test_lowest.sh`` installs them and runs the tests.
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

_BOUND = re.compile(r"(?P<name>[A-Za-z0-9_.-]+)(?P<kind>>=|==)(?P<version>[0-9][^,;\s]*)")


def lowest(requirements: list[str]) -> list[str]:
    """Return each requirement with its lower bound as its version.

    Raises:
        ValueError: One has no lower bound.
    """
    found = []
    for requirement in requirements:
        match = _BOUND.match(requirement)
        if match is None:
            raise ValueError(f"{requirement} has no lower bound")
        found.append(f"{match['name']}=={match['version']}")
    return found


if __name__ == "__main__":
    project = tomllib.loads(Path(__file__).parent.with_name("pyproject.toml").read_text("utf-8"))["project"]
    print("\n".join(lowest(project["dependencies"])))
