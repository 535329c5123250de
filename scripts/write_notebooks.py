"""Execute the notebooks of docs/notebooks and write them with their output.

    kg build data/articles && pip install nbclient ipykernel && python scripts/write_notebooks.py

Their cells stand in ``scripts/notebooks/NAME.py``. ``tests/test_notebooks.py`` runs the written ones again, without
Jupyter, and compares what they print.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

SOURCES = Path(__file__).parent / "notebooks"
FOLDER = Path(__file__).parents[1] / "docs" / "notebooks"
_CELL = re.compile(r"^# %%( \[markdown\])?\n(.*?)(?=^# %%|\Z)", re.MULTILINE | re.DOTALL)


def cells(source: str) -> list[tuple[bool, str]]:
    """The cells of a source, each with whether it is prose."""
    return [
        (bool(match[1]), re.sub(r"^# ?", "", match[2], flags=re.MULTILINE).strip() if match[1] else match[2].strip())
        for match in _CELL.finditer(source)
    ]


def main() -> None:
    """Execute and write."""
    import nbformat
    from nbclient import NotebookClient

    for source in sorted(SOURCES.glob("*.py")):
        book = nbformat.v4.new_notebook()
        book.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
        for number, (prose, text) in enumerate(cells(source.read_text("utf-8"))):
            made = nbformat.v4.new_markdown_cell(text) if prose else nbformat.v4.new_code_cell(text)
            made["id"] = f"{source.stem}-{number}"
            book.cells.append(made)
        NotebookClient(book, kernel_name="python3").execute()
        for cell in book.cells:
            cell.metadata.pop("execution", None)  # when it ran is nobody's business
        nbformat.write(book, FOLDER / f"{source.stem}.ipynb")
        print(f"docs/notebooks/{source.stem}.ipynb: {len(book.cells)} cells", file=sys.stderr)


if __name__ == "__main__":
    main()
