"""The articles of a log: what was read, and what resembles it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from kg.model import Article
from kg.store.columns import ARTICLE_COLUMNS
from kg.store.duck import names
from kg.store.manifest import StorePart
from kg.store.queries import Queries
from kg.store.records import Record, article_of

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, Any]


class Bands(Protocol):
    """Tells which fingerprints resemble others; see :class:`kg.corpus.near_duplicates.SharedBands`."""

    def numbers(self, fingerprints: Sequence[str], /) -> tuple[Array, Array]:
        """Places of those that can be compared, and what is compared of each."""

    def among(self, numbers: Array, /) -> list[int]:
        """Which rows of these may."""

    def alike(self, fingerprint: str, /) -> bool:
        """Whether such a one does."""


class ArticleReader(Queries):
    """What can be read of a log's articles; their text is not kept."""

    def __init__(self, directory: Path, *, alleged: bool = False) -> None:
        super().__init__(directory, alleged=alleged)
        self._numbers: dict[StorePart, tuple[Array, Array]] = {}  # of a part's articles with fingerprints

    def known(self) -> dict[str, str]:
        """Content hash of each article that counts, by article id."""
        rows = self.articles_where("r.id, r.content_hash")
        return {str(row["id"]): str(row["content_hash"]) for row in rows}

    def articles(self) -> Iterator[tuple[Article, str | None]]:
        """Articles in order of their ids, without text, each with the reason why it was skipped, if it was."""
        for row in self.articles_where(names(ARTICLE_COLUMNS)):
            yield article_of(row), None if row["skipped"] is None else str(row["skipped"])

    def articles_of(self, ids: Collection[str]) -> Iterator[Article]:
        """Some articles, without text, in order of their ids."""
        where = "r.skipped IS NULL AND r.id IN (SELECT unnest($ids))"
        for row in self.articles_where(names(ARTICLE_COLUMNS), where=where, ids=sorted(ids)):
            yield article_of(row)

    def articles_like(self, bands: Bands) -> Iterator[Article]:
        """Articles whose fingerprints resemble others, and those that these are copies of.

        What is compared is kept for the next time: 72 bytes an article.

        Args:
            bands: Knows which do.
        """
        parts = self.parts.committed()
        for gone in self._numbers.keys() - parts:
            del self._numbers[gone]
        ids: set[str] = set()
        for part in parts:
            if part not in self._numbers:
                self._numbers[part] = self._read_numbers(part, bands)
            rows, numbers = self._numbers[part]
            if like := bands.among(numbers):  # few of these do: to keep all would take memory as the log grows
                found = self._rows_of(part, "fingerprint", rows[like].tolist())
                if alike := [row["row"] for row in found if bands.alike(str(row["fingerprint"]))]:
                    ids.update(str(row["id"]) for row in self._rows_of(part, "id", alike))
        if not ids:
            return
        similar = [article for article in self.articles_of(ids) if article.fingerprint]
        yield from similar
        originals = {article.copy_of for article in similar if article.copy_of} - {article.id for article in similar}
        if originals:
            yield from self.articles_of(originals)

    def _read_numbers(self, part: StorePart, bands: Bands) -> tuple[Array, Array]:
        """The places in a part of articles with fingerprints, and what is compared of these."""
        import numpy as np

        found = [(int(str(row["row"])), str(row["fingerprint"])) for row in self._rows_of(part, "fingerprint")]
        whole, numbers = bands.numbers([fingerprint for _, fingerprint in found])
        return np.array([row for row, _ in found], np.int64)[whole], numbers

    def _rows_of(self, part: StorePart, column: str, rows: Sequence[object] | None = None) -> Iterator[Record]:
        """A column of the articles of a part, where there is something in it, each cell with its place."""
        scan = "read_parquet($file, file_row_number = true, hive_partitioning = false)"
        where = f"{column} IS NOT NULL" + ("" if rows is None else " AND file_row_number IN (SELECT unnest($rows))")
        values: dict[str, object] = {"file": self.parts.name("articles", part)}
        query = f"SELECT file_row_number AS row, {column} FROM {scan} WHERE {where}"
        return self.select(query, values if rows is None else {**values, "rows": rows})
