"""Text of strangers on its way to a terminal or a parser: nothing in it steers the one or stops the other."""

from __future__ import annotations

import re

_SURROGATE = re.compile("[\ud800-\udfff]")
_USER = re.compile(r"//(?:[^/@\s]*@)+|//[^/@\s:]*:(?!\d*/)[^@\s]*@")
_PICTURES = 0x2400  # Unicode's pictures of control characters, in their order


def printable(text: str) -> str:
    """A text with its control characters made visible: ``ESC`` becomes ``␛``; tabs stay."""
    if text.isprintable():
        return text
    return "".join(char if char.isprintable() or char == "\t" else _visible(char) for char in text)


def _visible(char: str) -> str:
    if ord(char) < 0x20:  # noqa: PLR2004 - those that have pictures
        return chr(_PICTURES + ord(char))
    return char if char.isspace() and char not in "\x85\u2028\u2029" else "\N{REPLACEMENT CHARACTER}"


def sound(text: str) -> str:
    """A text without half characters (lone surrogates), which no library takes; its length stays."""
    return _SURROGATE.sub("\N{REPLACEMENT CHARACTER}", text)


def without_password(text: str) -> str:
    """A text with ``***`` in place of user and password of addresses in it, also of those that are none."""
    return _USER.sub("//***@", text)
