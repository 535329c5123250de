"""What is made of sound files to see what happens, and who must be able to take it; see ``test_fuzz.py``."""

from __future__ import annotations

import gzip
import random
import shutil
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory

from kg.base.errors import KgError

SEEDS = Path(__file__).with_name("seeds")
Take = Callable[[bytes, Path], None]
"""Reads some bytes in a folder of its own; whatever it raises but :class:`KgError` is a fault."""

_PIECES = tuple(
    piece.encode("utf-8", "surrogatepass")
    for piece in (
        *"\0\r\\\"'<;%$*\t\u202e\ud800\xff",
        *("\n\n", "<!--", "]]>", "&#x41;", "&amp", "[" * 40, "{" * 40, "{}", "\x1b[31m"),
        *("9" * 30, "-1", "0x1", "1e999", "null"),
    )
)


def mutated(data: bytes, chance: random.Random) -> bytes:
    """The same with one to six changes: bits, pieces, repetitions, cuts."""
    found = bytearray(data)
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(found) + 1)
        size = min(len(found) - at, chance.choice([1, 2, 5, 20, 100]))
        match chance.randrange(6):
            case 0 if at < len(found):
                found[at] ^= 1 << chance.randrange(8)
            case 1:
                found[at:at] = chance.choice(_PIECES)
            case 2:
                del found[at : at + size]
            case 3:
                found[at:at] = bytes(found[at : at + size]) * chance.choice([1, 2, 50])
            case 4:
                found[at : at + size] = chance.choice(_PIECES)
            case _:
                del found[at : at + chance.choice([1, 1, 1, 1, len(found)])]  # now and then all that follows
    return bytes(found)


def article_file(name: str) -> Take:
    """Read as articles."""

    def take(data: bytes, folder: Path) -> None:
        from kg.corpus import read

        path = folder / name
        path.write_bytes(data)
        list(read([path]))

    return take


def event_table(dataset: str) -> Take:
    """Look at as an event table of others, then import it."""

    def take(data: bytes, folder: Path) -> None:
        from kg.importers.preview import previews
        from kg.importers.run import import_files

        path = folder / "events.tab"
        path.write_bytes(data)
        previews(dataset, [path])
        import_files(dataset, [path], folder / "g")

    return take


def graph_file(name: str) -> Take:
    """A file of a graph."""

    def take(data: bytes, folder: Path) -> None:
        from kg.graph.build import build
        from kg.graph.doctor import examine
        from kg.graph.options import Options
        from kg.sparql import index
        from kg.store import Log

        graph = folder / "g"
        shutil.copytree(folder.parent / "graph", graph)
        (graph / name).write_bytes(data)
        tries: list[Callable[[], object]] = [
            lambda: list(examine(graph, verify=True)),
            lambda: Log.open(graph).events(),
            lambda: index.store(Log.open(graph)).run("ASK { ?a ?b ?c }"),
            lambda: build([folder.parent / "story.txt"], graph, Options()),
            lambda: list(examine(graph, mend=True)),
            lambda: Log.open(graph).events(),
        ]
        for attempt in tries:
            try:
                attempt()
            except KgError:
                continue

    return take


def question(data: bytes, folder: Path) -> None:
    """A query, and a file with one."""
    from kg.sparql import Store
    from kg.sparql.named import parse

    del folder
    text = data.decode("utf-8", "surrogateescape")
    for attempt in (lambda: parse("question", text).bound({}), lambda: Store.of([], codes=False).run(text)):
        try:
            attempt()
        except KgError:
            continue


def words(data: bytes, folder: Path) -> None:
    """What somebody types behind ``kg``."""
    from kg.cli import main

    text = data.decode("utf-8", "surrogateescape").replace("{graph}", str(folder.parent / "graph"))
    given = [word for word in text.split("\n") if word]
    with redirect_stdout(StringIO()) as out, redirect_stderr(StringIO()) as said:
        try:
            main(given or ["--help"])
        except SystemExit as ended:
            assert ended.code in {0, 1, 2}, (given, ended.code)  # noqa: PT017 - the code is the point
    assert "Traceback" not in out.getvalue() + said.getvalue(), given


COMMANDS = (
    b"ties\nUSA\nRUS\n--by\nyear\n-g\n{graph}",
    b"query\ntop-dyads\n-p\nyear=2021\n-g\n{graph}",
    b"query\n-e\nSELECT ?a { ?a a irkg:State }\n-g\n{graph}",
    b"show\na9a4\n-g\n{graph}",
    b"mark\na9a4\n--type\nACCUSE\n-g\n{graph}",
    b"top\n--by\nhostile\n--from\n2021-01-01\n-g\n{graph}",
    b"compare\n--before\n2020\n--after\n2016..2018\n-g\n{graph}",
    b"push\nhttp://user:word@[::1]:99999/x\n-g\n{graph}",
    b"doctor\n--json\n-g\n{graph}",
)


def seeds() -> dict[str, tuple[bytes, Take]]:
    """By kind: sound bytes, and who takes what is made of them."""
    import duckdb

    from tests.event_tables import ICEWS_COLUMNS, POLECAT_COLUMNS, many_icews, polecat, table

    found: dict[str, tuple[bytes, Take]] = {}
    for path in sorted(SEEDS.iterdir()):
        if path.suffix not in {".rq", ".tsv"} or path.name.startswith("stories"):
            found[path.name] = path.read_bytes(), article_file(path.name)
    found["pages.warc.gz"] = gzip.compress(found["pages.warc"][0], mtime=0), article_file("pages.warc.gz")
    with TemporaryDirectory() as folder:
        file = Path(folder, "stories.parquet")
        query = "SELECT 'p1' AS id, 'One' AS title, 'Poland expelled three.' AS text, DATE '2021-03-17' AS date"
        duckdb.execute(f"COPY ({query}) TO $1 (FORMAT parquet)", [str(file)])
        found[file.name] = file.read_bytes(), article_file(file.name)
    found["icews"] = table(ICEWS_COLUMNS, many_icews(6)), event_table("icews")
    found["polecat"] = table(POLECAT_COLUMNS, [polecat(1), polecat(2)]), event_table("polecat")
    found["question"] = (SEEDS / "question.rq").read_bytes(), question
    for at, given in enumerate(COMMANDS):
        found[f"command {at + 1} ({given.split()[0].decode()})"] = given, words
    return found
