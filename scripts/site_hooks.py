"""Hooks of mkdocs for the documentation site: what lies outside ``docs/`` is named there, not linked.

Documents link to code and tables beside them, which a reader of the checkout wants; the site holds documents alone.
With ``repo_url`` in ``mkdocs.yml`` the links lead into the repository instead.
"""

from __future__ import annotations

import re
from typing import Any

_OUTWARD = re.compile(r"\[([^\]]*)\]\((?:\.\./)+([^)#\s]+)(#[^)\s]*)?\)")


def on_page_markdown(markdown: str, page: Any, config: Any, **_: object) -> str:  # noqa: ANN401 - mkdocs' own classes
    """Rewrite links that leave the folder of documents; those from tutorials to its other pages stay."""
    depth = page.file.src_uri.count("/")

    def rewritten(match: re.Match[str]) -> str:
        text, target = match[1], match[2]
        climbs = match[0].count("../")
        if climbs <= depth:
            return match[0]
        return f"[{text}]({config.repo_url.rstrip('/')}/blob/main/{target})" if config.repo_url else text

    return _OUTWARD.sub(rewritten, markdown)
