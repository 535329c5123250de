"""Give each row of the rule tables that has no id one: the trigger and what tells the row from its neighbours.

    python scripts/row_ids.py [TABLE ...]

A new row starts with an empty cell (a tab); this fills it, and leaves every id that is there as it is. See
docs/lexicon.md for what an id looks like.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

LEXICON = Path(__file__).parents[1] / "ontology" / "lexicon"
Cells = Mapping[str, str]


def predicate(row: Cells) -> Iterator[str]:
    """Ids for a row of predicates.tsv or opinions.tsv, the best first: ``v:give``, ``v:give:aid``."""
    stem = f"{row['pos']}:{row['trigger']}"
    names = list(dict.fromkeys(filter(None, map(_plain, row["object"].split("|")))))
    if not names:
        yield stem
    yield from (f"{stem}:{name}" for name in names)
    kind = "no event" if row["plover"] == "-" else row["mode"] or row["plover"].lower()
    flags = row["flags"].replace("|", " ")
    yield from (f"{stem}:{' '.join([*names[:1], word])}" for word in (flags, kind) if word)
    yield from (f"{stem}:{' and '.join(names[: n + 1])}" for n in range(1, len(names)))


def owner(row: Cells) -> Iterator[str]:
    """Ids for a row of matrix.tsv: ``m:refuse``, ``m:refuse:noun``, ``m:begin:subject``, ``m:pledge:noun owner``."""
    stem = f"m:{row['trigger']}"
    complement = {"v": "clause", "n": "noun", "s": "subject"}.get(row["takes"], row["takes"])
    by = {"n": "noun owner", "a": "adjective owner"}.get(row["pos"])
    yield stem
    yield f"{stem}:{by or complement}"
    yield f"{stem}:{' '.join(filter(None, (by, complement)))}"


def derived(row: Cells) -> Iterator[str]:
    """Ids for a row of derived.tsv: ``d:AGREE``, ``d:AGREE:AID``."""
    yield ":".join(filter(None, ("d", row["outcome"], row["act"])))


TABLES: dict[str, Callable[[Cells], Iterator[str]]] = {
    "predicates.tsv": predicate,
    "opinions.tsv": predicate,
    "matrix.tsv": owner,
    "derived.tsv": derived,
}


def main(names: list[str]) -> int:
    """Fill the tables, by default all; 1 if a row is too much like another to be told apart."""
    files = {name: (LEXICON / name).read_text("utf-8").splitlines() for name in names or TABLES}
    taken = {cells[0] for name in TABLES for cells in _cells((LEXICON / name).read_text("utf-8").splitlines())}
    failed = 0
    for name, lines in files.items():
        header = next(_cells(lines))
        given = 0
        for number, line in enumerate(lines):
            if not line.startswith("\t") or not line.strip():
                continue
            cells = line.split("\t")
            row = dict(zip(header, cells + [""] * len(header), strict=False))
            found = next((each for each in TABLES[name](row) if each not in taken), None)
            if found is None:
                print(f"{name}:{number + 1}: every id that fits is taken; write one by hand", file=sys.stderr)
                failed = 1
                continue
            taken.add(found)
            given += 1
            lines[number] = found + line
        (LEXICON / name).write_text("\n".join(lines) + "\n", "utf-8")
        print(f"{name}: {given} new ids")
    return failed


def _cells(lines: list[str]) -> Iterator[list[str]]:
    return (line.split("\t") for line in lines if line.strip() and not line.startswith("#"))


def _plain(condition: str) -> str:
    """A condition on the object in words: ``@envoy:own`` is *own envoy*, ``:none`` is *none*; exceptions have none."""
    lemma, _, special = condition.strip().lstrip("@").partition(":")
    return "" if lemma.startswith("!") else " ".join(filter(None, (special, lemma)))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
