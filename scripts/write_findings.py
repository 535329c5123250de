"""Write docs/findings.md: what the scripts of findings/ show, in the words of the comments on top of them.

    python scripts/write_findings.py [--check]

``--check`` writes nothing and fails when the page would change; a test does the same.
"""

from __future__ import annotations

import argparse
import re
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "findings.md"
_HEAD = """# Findings

<!-- written by scripts/write_findings.py: edit the comments of findings/, not this page -->

What surprised us in the formats, data and programs of this field, and is no fault of ours. Each script installs the
versions that it names into a temporary folder, shows what they do to a small input, without irkg, and fails when they
no longer do it: `sh findings/NAME.sh`.
"""
_WAY_OUT = re.compile(r"(?<=\. )Way out: ")


def page() -> str:
    """The page: a section for each script, by name."""
    return "\n".join([_HEAD, *(_section(path) for path in sorted((ROOT / "findings").glob("*.sh")))])


def _section(path: Path) -> str:
    what, who, *seen = paragraphs(path)
    who = _WAY_OUT.sub("\n\n**Way out**: ", who.replace("Who meets it: ", "**Who meets it**: ", 1)).replace(" \n", "\n")
    parts = [f"## {_name(path)}", _literal(what), _literal(who), *(f"    {line}" for line in seen)]
    return "\n\n".join([*parts, f"[`findings/{path.name}`](../findings/{path.name})"]) + "\n"


def paragraphs(path: Path) -> list[str]:
    """The comment on top of a script, paragraph by paragraph, each on one line."""
    found: list[list[str]] = [[]]
    for line in path.read_text("utf-8").splitlines()[1:]:
        if not line.startswith("#"):
            break
        text = line.removeprefix("#").strip()
        if text:
            found[-1].append(text)
        elif found[-1]:
            found.append([])
    return [" ".join(lines) for lines in found if lines]


def _name(path: Path) -> str:
    return path.stem.replace("-", " ")


def _literal(text: str) -> str:
    """A text of a comment in Markdown: what looks like HTML or emphasis stands as it is."""
    return re.sub(r"(?<!`)([<>|])(?!`)", r"\\\1", text).replace("*", r"\*").replace(r"\*\*", "**")


def main() -> int:
    """Write the page, or say that it is stale."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true")
    stale = not PAGE.is_file() or PAGE.read_text("utf-8") != page()
    if parser.parse_args().check:
        print("docs/findings.md is stale" if stale else "docs/findings.md is as the scripts have it")
        return int(stale)
    PAGE.write_text(page(), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
