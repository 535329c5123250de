"""Arguments of public functions, checked at the door: a wrong one is refused with what would be right.

A wrong type is a :class:`TypeError`, as everywhere in Python; a value of the right type that means nothing is a
:class:`~kg.base.errors.UsageError`.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import TypeVar

from kg.base import dates
from kg.base.errors import UsageError
from kg.base.places import place
from kg.base.printable import sound
from kg.base.suggestions import unknown

T = TypeVar("T")
_YEAR = re.compile(r"[1-9]\d{3}", re.ASCII)


def text(value: object, name: str, *, remedy: str = "") -> str:
    """A text, half characters in it made whole ones.

    Raises:
        TypeError: It is none; bytes are told how to become one.
    """
    if isinstance(value, str):
        return sound(value)
    if isinstance(value, bytes | bytearray):
        remedy = 'decode it first: value.decode("utf-8")'
    raise TypeError(_said(name, "a str", value, remedy))


def optional_text(value: object, name: str) -> str | None:
    """A text or None; raises like :func:`text`."""
    return None if value is None else text(value, name)


def day(value: object, name: str) -> date | None:
    """A day or None, given as ``datetime.date`` or in words: ``2024-05-22``, ``22 May 2024``.

    Raises:
        TypeError: It is neither date nor text.
        UsageError: The text is no day, or may be two.
    """
    if value is None or (isinstance(value, date) and not isinstance(value, datetime)):
        return value
    if isinstance(value, datetime):
        return value.date()
    if not isinstance(value, str):
        raise TypeError(_said(name, "a datetime.date, or a str such as '2024-05-22'", value))
    if found := dates.publication(value):
        return found
    raise UsageError(f"{name} {value!r} is no day; write it as 2024-05-22")


def bound(value: object, name: str, *, last: bool) -> date | None:
    """The first or last day of a span: a day, or the whole month or year in ``2024-05``, ``May 2024`` and ``2024``.

    Raises:
        TypeError: It is neither date nor text.
        UsageError: The text is no day, month or year.
    """
    if isinstance(value, str):
        if found := dates.parse_iso(value.strip()) or _month(value.strip()):
            return found.latest if last else found.earliest
        if one := dates.publication(value):
            return one
        raise UsageError(f"{name} {value!r} is no date; write it as 2024-05-22, 2024-05 or 2024")
    return day(value, name)


def _month(text: str) -> dates.When | None:
    name, _, year = text.casefold().replace(".", "").rpartition(" ")
    if (number := dates.MONTHS.get(name.strip())) and _YEAR.fullmatch(year):
        return dates.When.month(int(year), number, dates.DateBasis.STATED)
    return None


def choice(value: object, name: str, known: Iterable[str]) -> str:
    """One of some words.

    Raises:
        TypeError: It is no text.
        UsageError: It is another word.
    """
    words = list(known)
    if (given := text(value, name)) not in words:
        raise UsageError(unknown(name, given, words))
    return given


def flag(value: object, name: str) -> bool:
    """True or False.

    Raises:
        TypeError: It is neither.
    """
    if isinstance(value, bool):
        return value
    raise TypeError(_said(name, "True or False", value))


def count(value: object, name: str, *, least: int) -> int:
    """A whole number.

    Raises:
        TypeError: It is none.
        UsageError: It is too small.
    """
    if isinstance(value, bool) or not isinstance(value, int):
        raise TypeError(_said(name, "an int", value))
    if value < least:
        raise UsageError(f"{name} {value} is too small; at least {least}")
    return value


def optional_choice(value: object, name: str, known: Iterable[str]) -> str | None:
    """One of some words or None; raises like :func:`choice`."""
    return None if value is None else choice(value, name, known)


def share(value: object, name: str) -> float:
    """A number from 0 to 1.

    Raises:
        TypeError: It is no number.
        UsageError: It lies outside.
    """
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise TypeError(_said(name, "a number from 0 to 1", value))
    if not 0 <= value <= 1:
        raise UsageError(f"{name} {value:g} is no share; write a number from 0 to 1")
    return float(value)


def path(value: object, name: str) -> Path:
    """A path.

    Raises:
        TypeError: It is neither text nor path.
        UsageError: It is an empty text.
    """
    if isinstance(value, str) and not value.strip():
        raise UsageError(f"{name} is empty; name a file or folder")
    if isinstance(value, str | os.PathLike):
        return place(value)
    raise TypeError(_said(name, "a str or a pathlib.Path", value))


def many(value: object, kind: type[T], name: str, *, remedy: str) -> list[T]:
    """Things of one kind, in any iterable.

    Raises:
        TypeError: It is no iterable, or something in it is of another kind.
    """
    if isinstance(value, str | bytes | Mapping) or not isinstance(value, Iterable):
        raise TypeError(_said(name, f"an iterable of {kind.__name__}", value, remedy))
    found = list(value)
    if odd := [item for item in found if not isinstance(item, kind)]:
        raise TypeError(_said(f"an item of {name}", f"of {kind.__name__}", odd[0], remedy))
    return found


def several(value: object, name: str, *, remedy: str = "") -> list[str]:
    """One text, or several in any iterable; raises like :func:`many`."""
    return [sound(value)] if isinstance(value, str) else many(value, str, name, remedy=remedy)


def _said(name: str, wanted: str, value: object, remedy: str = "") -> str:
    is_ = "None" if value is None else f"{type(value).__name__} {str(value)[:40]!r}"
    return f"{name} must be {wanted}, not {is_}" + (f"; {remedy}" if remedy else "")
