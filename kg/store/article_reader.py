"""The articles of a log: what was read, and what resembles it."""

from __future__ import annotations

from collections.abc import Collection, Iterator

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

    def articles_like(self, bands: Collection[str]) -> Iterator[Article]:
        """Articles that share a band of their fingerprint with others, and those that these are copies of.

        Args:
            bands: See :func:`kg.corpus.near_duplicates.bands`: each as long, with its number before it.
        """
        if not bands:
            return
        size = len(next(iter(bands)).partition(":")[2])
        number = 1 + max(int(band.partition(":")[0]) for band in bands)
        own = ", ".join(f"'{at}:' || substr(r.fingerprint, {1 + at * size}, {size})" for at in range(number))
        shared = (  # a join: a list of all bands would be searched for each article
            f"SELECT id FROM (SELECT r.id, unnest([{own}]) AS band FROM {SCAN.format('$articles')} r "
            "WHERE r.fingerprint IS NOT NULL) WHERE band IN (SELECT unnest($bands))"
        )
        where = f"r.skipped IS NULL AND r.fingerprint IS NOT NULL AND r.id IN ({shared})"
        rows = self.articles_where(names(ARTICLE_COLUMNS), where=where, bands=sorted(bands))
        found = [article_of(row) for row in rows]
        yield from found
        originals = {article.copy_of for article in found if article.copy_of} - {article.id for article in found}
        if originals:
            yield from self.articles_of(originals)
