"""An article as the log knows it: without its text, by the place where it stands."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass

from kg.base.ids import digest
from kg.model import Article

_WITHIN_A_FILE = re.compile(r"[:#]\d+$")  # articles.jsonl:12


def place(article: Article) -> str | None:
    """A hash of where an article stands, by which a changed text is known for the same article under a new id.

    That is its address or, without one, the path of the file that holds nothing else. An article without an address
    in a file of many has no lasting place: tomorrow another one may stand on that line.
    """
    if article.url:
        return digest("url", article.url)
    if not article.origin or _WITHIN_A_FILE.search(article.origin):
        return None
    return digest("file", os.path.abspath(article.origin))  # noqa: PTH100 - of the name alone: the disk is not asked


@dataclass(frozen=True, slots=True, kw_only=True)
class LoggedArticle(Article):
    """An article as the log keeps it: without its text, so that its hash and length are told, not worked out."""

    logged_hash: str
    text_length: int

    @property
    def content_hash(self) -> str:
        """Hash of what the article said when it was read."""
        return self.logged_hash
