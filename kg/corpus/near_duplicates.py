"""Which articles are copies of one another: syndicated stories, one story at two addresses.

Two articles are copies when they share most runs of words: the Jaccard similarity of their sets of five consecutive
words, estimated by MinHash, is at least :data:`SIMILAR`. Stories that tell one event in their own words share almost
none. The copy keeps its place in the graph, and points to the article read first; what it tells counts under that
one's outlet.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from kg.model import Article
from kg.store.logged import place

if TYPE_CHECKING:
    import datasketch
    import numpy as np
    from numpy.typing import NDArray

    Array = np.ndarray[Any, Any]

SIMILAR = 0.6
"""Least similarity of copies. A story with a fifth cut or added has 0.75 or more, see ``tests/test_copies.py``."""

SHORTEST = 30
"""Words below which a text is too short to tell a copy from a set phrase."""

_RUN = 5
_HASHES = 64  # the estimate's standard error is 0.06 at most: sqrt(s * (1 - s) / 64)
_SEED, _SCHEME = 1, "affine32"  # both decide the values that the log keeps
_BANDS = (16, 4)  # a pair of similarity 0.6 shares one of 16 bands of 4 hashes with probability 0.89, of 0.7 with 0.99
_DIGITS = 8  # of a hash
_NUMBER, _SPREAD = 32, 0x9E3779B97F4A7C15  # bits of a band's number, by Fibonacci hashing
_BITS = 18  # of these, in a table of bands that are sought: of 200 articles all but 0.1 % of others are not in it
_WORD = re.compile(r"\w+")


def fingerprint(text: str) -> str | None:
    """The MinHash of a text in hexadecimal digits, the same on every machine; None for a short one."""
    import datasketch

    words = _WORD.findall(text.casefold())
    if len(words) < SHORTEST:
        return None
    runs = {" ".join(words[at : at + _RUN]).encode("utf-8", "replace") for at in range(len(words) - _RUN + 1)}
    found = datasketch.MinHash(num_perm=_HASHES, seed=_SEED, scheme=_SCHEME, permutations=_permutations())
    found.update_batch(runs)
    return bytes(found.hashvalues.astype("<u4").tobytes()).hex()


class SharedBands:
    """Tells which fingerprints share a band with those of some articles, as those of possible copies do."""

    def __init__(self, articles: Iterable[Article]) -> None:
        import numpy as np

        found = sorted({article.fingerprint for article in articles if article.fingerprint})
        whole, ours = self.numbers(found)
        self._hashes = _matrix([found[at] for at in whole])
        self._ours = {(at, number) for row in ours.tolist() for at, number in enumerate(row)}
        self._marked = np.zeros((_BANDS[0], 1 << _BITS), bool)
        self._marked[np.arange(_BANDS[0]), ours >> (_NUMBER - _BITS)] = True

    def __bool__(self) -> bool:
        return bool(self._ours)

    @staticmethod
    def numbers(fingerprints: Sequence[str]) -> tuple[Array, Array]:
        """Places of those that are whole, and of each band of these a number that is the same for the same band."""
        import numpy as np

        whole = [at for at, each in enumerate(fingerprints) if len(each) == _HASHES * _DIGITS]
        digits = "".join([fingerprints[at] for at in whole]).encode("ascii", "replace")
        hashes = np.frombuffer(digits, "<u8").reshape(-1, *_BANDS)  # the eight digits of a hash as one number
        found = np.zeros(hashes.shape[:2], np.uint64)
        for at in range(_BANDS[1]):
            found = (found ^ hashes[:, :, at]) * np.uint64(_SPREAD)
        return np.array(whole, np.int64), (found >> np.uint64(64 - _NUMBER)).astype(np.uint32)

    def among(self, numbers: Array) -> list[int]:
        """Which rows of such numbers share one; of several thousand in a moment."""
        import numpy as np

        maybe = np.flatnonzero(self._marked[np.arange(_BANDS[0]), numbers >> (_NUMBER - _BITS)].any(axis=1))
        rows = zip(maybe.tolist(), numbers[maybe].tolist(), strict=True)
        return [at for at, row in rows if not self._ours.isdisjoint(enumerate(row))]

    def alike(self, fingerprint: str) -> bool:
        """Whether one that shares a band is that of a copy indeed, or of what one of the articles is a copy of."""
        shared = (self._hashes == _matrix([fingerprint])).sum(axis=1)
        return bool((shared / _HASHES >= SIMILAR).any())


class Originals:
    """Articles that were read, to find what a new one is a copy of. Takes about 3 KB an article."""

    def __init__(self, known: Iterable[Article] = ()) -> None:
        """Start with articles that carry their fingerprints."""
        import datasketch

        self._index = datasketch.MinHashLSH(num_perm=_HASHES, params=_BANDS)
        self._known: dict[str, tuple[Article, datasketch.MinHash]] = {}
        for article in known:
            self.add(article)

    def add(self, article: Article) -> None:
        """Remember an article; a later version replaces an earlier one of the same id."""
        if article.id in self._known:
            self._index.remove(article.id)
            del self._known[article.id]
        if article.fingerprint:
            hashes = _hashes(article.fingerprint)
            self._index.insert(article.id, hashes)
            self._known[article.id] = article, hashes

    def note(self, article: Article) -> None:
        """Remember an article of earlier runs, unless a version of it is known already."""
        if article.id not in self._known:
            self.add(article)

    def of(self, article: Article) -> Article | None:
        """The article that another is a copy of: the most similar one, or the one that this is a copy of itself.

        An earlier version of the same article, by its id or its place, is none.
        """
        if not article.fingerprint:
            return None
        hashes = _hashes(article.fingerprint)
        where = place(article)
        ranked = [
            (-hashes.jaccard(other), name)
            for name in self._index.query(hashes)
            for candidate, other in [self._known[name]]
            if name != article.id and (where is None or place(candidate) != where)
        ]
        similarity, name = min(ranked, default=(0.0, ""))
        if -similarity < SIMILAR:
            return None
        found = self._known[name][0]
        first = self._known.get(found.copy_of or "")
        return first[0] if first else found


def _matrix(fingerprints: Sequence[str]) -> Array:
    """The hashes of fingerprints, one row each."""
    import numpy as np

    return np.frombuffer(bytes.fromhex("".join(fingerprints)), dtype="<u4").reshape(-1, _HASHES)


def _hashes(hexadecimal: str) -> datasketch.MinHash:
    import datasketch
    import numpy as np

    values = _matrix([hexadecimal])[0].astype(np.uint64)
    return datasketch.MinHash(
        num_perm=_HASHES, seed=_SEED, scheme=_SCHEME, hashvalues=values, permutations=_permutations()
    )


@cache
def _permutations() -> NDArray[np.uint32]:
    """Those of the seed; each MinHash by itself would draw them again, which takes longer than all else."""
    import datasketch

    drawn: NDArray[np.uint32] = datasketch.MinHash(num_perm=_HASHES, seed=_SEED, scheme=_SCHEME).permutations
    return drawn
