"""Names of countries as lists and tables turn them: ``Congo, Republic of``, ``Korea (South)``, ``Gambia, The``."""

from __future__ import annotations

import re
from collections.abc import Iterator

_BRACKETS = re.compile(r"(.+?) \((.+)\)")
_ARTICLE = re.compile(r"\bthe ", re.IGNORECASE)
_OF = re.compile(r"(.+) of(?: the)?", re.IGNORECASE)


def turned(name: str) -> Iterator[str]:
    """What a name that no table has may be the turned form of, the likeliest first."""
    plain = name.replace("’", "'")  # noqa: RUF001 - look-alikes are what people write
    seen = {name}
    for form in _forms(plain):
        for way in (form, _ARTICLE.sub("", form)):
            if way not in seen:
                seen.add(way)
                yield way


def _forms(name: str) -> Iterator[str]:
    yield name
    if match := _BRACKETS.fullmatch(name):
        land, more = match.groups()
        yield f"{more} {land}"
        yield f"{land}-{more}"
    if ", " in name:
        land, _, more = name.partition(", ")
        yield f"{more} {land}"
    elif _OF.fullmatch(name):
        words = name.split()
        for number in range(1, len(words) - 1):
            yield " ".join([*words[number:], *words[:number]])


def twice(name: str) -> tuple[str, str] | None:
    """Both names of a country that is named twice: ``Myanmar (Burma)``."""
    match = _BRACKETS.fullmatch(name)
    return (match[1], match[2]) if match else None
