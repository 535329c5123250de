"""Tables of articles, one a row: CSV (any usual separator) and Parquet."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import IO

from kg.base.errors import ReadError
from kg.base.parquet import SCAN, literal
from kg.corpus.base import FIELDS, LIMIT, Skipped, Source, article, decode
from kg.corpus.door import reason, told
from kg.model import Article

GUESSES: Mapping[str, tuple[str, ...]] = {
    "id": ("id", "article_id", "doc_id", "docid", "uri", "guid", "uuid"),
    "title": ("title", "headline", "heading"),
    "text": ("text", "body", "content", "article", "article_text", "full_text", "fulltext", "maintext", "story"),
    "published": (*FIELDS["published"], "pub_date", "publish_date", "published_date", "datetime", "day", "timestamp"),
    "outlet": ("outlet", "publisher", "publication", "source_name", "sitename", "newspaper", "domain", "source"),
    "url": ("url", "link", "web_url", "source_url", "address"),
    "language": ("language", "lang"),
}
"""What the column of a field may be called, in any case, with spaces or underscores; the first that is there counts."""

_SEPARATORS = ",;\t|"
_ROWS = 8  # rows of Parquet in memory at a time: of the largest articles, some hundred megabytes
MEMORY = "500MB"
"""What DuckDB may take to unpack a Parquet file: a few bytes can stand for gigabytes."""
_MAGIC = b"PAR1"


def read_csv(handle: IO[bytes], source: Source) -> Iterator[Article | Skipped]:
    """Read a CSV file row by row; the header says which separator it has."""
    csv.field_size_limit(LIMIT)
    first = handle.readline(LIMIT)
    header = decode(first)
    separator = max(_SEPARATORS, key=header.count)
    lines = _text_lines(handle)
    rows = csv.reader(lines, delimiter=separator)
    try:
        names = next(csv.reader([header], delimiter=separator), [])
    except csv.Error as error:
        raise ReadError(f"no CSV: {error} (line 1)") from error
    columns = _columns(names, source)
    number = 0
    while True:
        number += 1
        origin = f"{source.origin}#{number}"
        try:
            cells = next(rows, None)
            if cells is None:
                return
            if not cells:
                number -= 1
                continue
            if len(cells) != len(names):
                line = rows.line_num + 1
                raise ReadError(f"{len(cells)} cells where the header has {len(names)} columns (line {line})")  # noqa: TRY301 - told like any other bad row
            row = dict(zip(names, cells, strict=True))
            yield _article(row, columns, source, origin=origin, name=f"{source.stem}:{number}")
        except csv.Error as error:
            yield Skipped(origin=origin, reason=f"no CSV: {error} (line {rows.line_num + 1})")
        except Exception as error:  # noqa: BLE001 - one odd row costs none of those behind it
            yield Skipped(origin=origin, reason=reason(error))


def read_parquet(handle: IO[bytes], source: Source) -> Iterator[Article | Skipped]:
    """Read a Parquet file a few hundred rows at a time."""
    import duckdb

    _check(handle)
    path = literal(source.origin)
    with duckdb.connect(config={"memory_limit": MEMORY, "threads": 1}) as database:  # one thread: rows in their order
        try:
            scan = SCAN.format("$path")
            names = [
                str(row[0]) for row in database.execute(f"DESCRIBE SELECT * FROM {scan}", {"path": path}).fetchall()
            ]
            columns = _columns(names, source)
            wanted = {name: '"' + name.replace('"', '""') + '"' for name in dict.fromkeys(columns.values())}
            # what unpacks to more than an article may have is never fetched
            long = " OR ".join(f"coalesce(strlen({cell}::VARCHAR) > {4 * LIMIT}, false)" for cell in wanted.values())
            cells = ", ".join(f"CASE WHEN NOT ({long}) THEN {cell} END" for cell in wanted.values())
            result = database.execute(f"SELECT {long}, {cells} FROM {scan}", {"path": path})
            number = 0
            while rows := result.fetchmany(_ROWS):
                for too_long, *values in rows:
                    number += 1
                    row = dict(zip(wanted, values, strict=True))
                    yield told(
                        partial(_row, row, columns, source, number, too_long=too_long), f"{source.origin}#{number}"
                    )
        except duckdb.Error as error:
            raise ReadError(f"damaged Parquet: {str(error).splitlines()[0]}") from error


def _row(
    row: Mapping[str, object], columns: Mapping[str, str], source: Source, number: int, *, too_long: bool
) -> Article:
    if too_long:
        raise ReadError(f"larger than {LIMIT // 1_000_000} MB")
    return _article(row, columns, source, origin=f"{source.origin}#{number}", name=f"{source.stem}:{number}")


def _check(handle: IO[bytes]) -> None:
    """A Parquet file begins and ends with the same four bytes: one that was cut off is told at once."""
    begins = handle.read(len(_MAGIC)) == _MAGIC
    if not begins:
        raise ReadError("no Parquet file")
    handle.seek(0, 2)
    if handle.tell() < 3 * len(_MAGIC):
        raise ReadError("cut off: its end is missing")
    handle.seek(-len(_MAGIC), 2)
    if handle.read() != _MAGIC:
        raise ReadError("cut off: its end is missing")


def _columns(names: Sequence[str], source: Source) -> dict[str, str]:
    """Which column holds which field: as the user said, else by its name.

    Raises:
        ReadError: A column that the user named is not there, or there is none with text or titles.
    """
    plain = {name.strip().lower().replace(" ", "_").replace("-", "_"): name for name in reversed(names)}
    found = {
        field: plain[guess.lower()]
        for field, guesses in GUESSES.items()
        if (guess := next((guess for guess in guesses if guess.lower() in plain), None)) is not None
    }
    for field, name in source.columns.items():
        if name not in names:
            raise ReadError(f"no column {name!r}; it has {', '.join(names)}")
        found[field] = name
    if "text" not in found and "title" not in found:
        raise ReadError(f"no column with text or title among {', '.join(names)}; name it with --text-column")
    return found


def _article(
    row: Mapping[str, object], columns: Mapping[str, str], source: Source, *, origin: str, name: str
) -> Article:
    return article(
        {FIELDS[field][0]: row[column] for field, column in columns.items()}, source, origin=origin, name=name
    )


def _text_lines(handle: IO[bytes]) -> Iterator[str]:
    """Lines as text; one that is not UTF-8 is read as Windows-1252, whatever the others are."""
    while line := handle.readline(LIMIT):
        try:
            yield line.decode("utf-8")
        except UnicodeDecodeError:
            yield line.decode("cp1252", "replace")
