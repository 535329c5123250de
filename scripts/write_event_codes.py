"""Writes the table of codes in docs/importing.md from ``event_codes.tsv``: python scripts/write_event_codes.py."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from kg.lexicon.checked import table as rows_of

PAGE: Final = Path(__file__).resolve().parent.parent / "docs" / "importing.md"
MARKS: Final = ("<!-- codes: scripts/write_event_codes.py -->\n", "<!-- end of codes -->")


def table() -> str:
    """The codes as a Markdown table; of a code without a type the reason why."""
    lines = ["| data set | code | PLOVER | way | note |", "|---|---|---|---|---|"]
    for row in rows_of("event_codes.tsv"):
        coded = f"{row['type']} {row['mode']}".strip() or "left out"
        lines.append(f"| `{row['dataset']}` | {row['code']} | {coded} | {row['way']} | {row['note']} |")
    return "\n".join(lines) + "\n"


def main() -> None:
    """Put the table between its marks."""
    begin, end = MARKS
    text = PAGE.read_text("utf-8")
    PAGE.write_text(re.sub(f"{begin}.*?{end}", lambda _: begin + table() + end, text, flags=re.DOTALL), "utf-8")


if __name__ == "__main__":
    main()
