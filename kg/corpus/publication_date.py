"""The day of publication where no metadata tell it: in the address, or in the dateline."""

from __future__ import annotations

import re
from datetime import date

from kg.base import dates

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_URL = re.compile(
    r"[/_.=-](?P<y>(?:19|20)\d\d)(?P<s>[/-]?)(?P<m>\d\d?|[a-z]{3})(?P=s)(?P<d>\d\d?)(?=[/_.?&#-]|$)", re.IGNORECASE
)
_LINES = 6
"""A dateline stands among the first so many lines that are not blank."""
_LONGEST = 90
"""Longest line, in characters, that can be a dateline on its own."""
_DASH = re.compile(r"\s(?:--|[-–—])\s|\s?\([^()]{2,60}\)\s?(?:--|[-–—_])|_\s")  # noqa: RUF001 - both dashes are meant
_WORD = re.compile(r"[^\W\d_]+")
_BRACKETS = re.compile(r"\([^()]*\)")
_SHORT_YEAR = re.compile(r"\b(\d{1,2} [A-Z][A-Za-z]{2,8}\.?) (\d\d)$")
_PIVOT = "70"
_MOST_WORDS = 9


def in_url(url: str) -> date | None:
    """Return the day in an address such as ``/2021/03/18/``, ``/2021-03-18-`` or ``/2021/mar/18/``."""
    for match in _URL.finditer(url):
        if not match["s"] and len(match["m"] + match["d"]) < len("0318"):
            continue
        month = match["m"].lower()
        number = _MONTHS.index(month) + 1 if month in _MONTHS else int(month) if month.isdigit() else 0
        try:
            return date(int(match["y"]), number, int(match["d"]))
        except ValueError:
            continue
    return None


def in_dateline(text: str) -> date | None:
    """Return the day of a dateline, or of a line that is a date, at the head of the text; it must have a year."""
    lines = [line.strip() for line in text[:4000].splitlines() if line.strip()]
    for line in lines[:_LINES]:
        match = _DASH.search(line[: _LONGEST + 10])
        head = line[: match.start()] if match else line
        if len(head) <= _LONGEST and _is_dateline(head) and (day := dates.publication(_tidy(head))):
            return day
    return None


def _is_dateline(head: str) -> bool:
    """Names, a date and perhaps an agency; a headline with a date in it has more words, or words in lower case."""
    words = _WORD.findall(_BRACKETS.sub("", head))
    lower = sum(word.islower() for word in words)
    return any(char.isdigit() for char in head) and len(words) <= _MOST_WORDS and lower <= 1


def _tidy(head: str) -> str:
    """The date without the agency, and with a full year: wire copy of the 1980s and 1990s writes "17 Nov 88"."""
    plain = re.sub(r"\s+,", ",", _BRACKETS.sub(" ", head)).strip(" ,-")
    return _SHORT_YEAR.sub(lambda short: f"{short[1]} {'19' if short[2] >= _PIVOT else '20'}{short[2]}", plain)
