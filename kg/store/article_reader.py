"""The articles of a log: what was read, and what resembles it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

from kg.base.parquet import SCAN
from kg.model import Article
from kg.store.columns import ARTICLE_COLUMNS
from kg.store.duck import names
from kg.store.queries import Queries
from kg.store.records import article_of


class ArticleReader(Queries):
    """What can be read of a log's articles; their text is not kept."""

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

    def articles_like(self, resembling: Callable[[Sequence[str]], Iterable[int]]) -> Iterator[Article]:
        """Articles whose fingerprints resemble others, and those that these are copies of.

        Args:
            resembling: Which of some fingerprints do, by their places among them.
        """
        fingerprints = f"SELECT r.id, r.fingerprint FROM {SCAN.format('$articles')} r WHERE r.fingerprint IS NOT NULL"
        ids: set[str] = set()
        for _, rows in self.fetched(fingerprints, {}):
            ids.update(str(rows[at][0]) for at in resembling([str(row[1]) for row in rows]))
        if not ids:
            return
        found = [article for article in self.articles_of(ids) if article.fingerprint]
        yield from found
        originals = {article.copy_of for article in found if article.copy_of} - {article.id for article in found}
        if originals:
            yield from self.articles_of(originals)
