"""CAMEO codes as tables hold them: whole, without the zero that number columns lose, or as words."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache
from types import MappingProxyType

from kg.importers.errors import RowError
from ontology import Cameo

_UNSAID = ", not specified below"
_QUADS = frozenset("1234")


@lru_cache(maxsize=10_000)
def whole(code: str, root: str = "", quad: str = "", *, zeros: bool = True) -> str:
    """A code with the zero in front that it had before a program took it for a number.

    Args:
        code: As it stands in the row: ``042``, ``42``, ``42.0``.
        root: The row's root code, which decides: 112 under root 11 is 112, 42 under root 4 is 042.
        quad: The row's quad class as GDELT counts it (1 to 4), which decides where there is no root.
        zeros: Whether the table has codes with their zero, so that one without it has lost nothing.

    Raises:
        RowError: It is no CAMEO code, contradicts its root, or may be two codes.
    """
    plain, base = code.removesuffix(".0"), root.removesuffix(".0")
    options = [option for option in (plain, f"0{plain}") if option in _known()]
    if not options:
        raise RowError("not a CAMEO code", code, code=code)
    if base:
        fitting = [option for option in options if option.startswith(base.zfill(2))]
        if not fitting:
            raise RowError("event code and root code contradict each other", f"{code} under {root}", code=code)
        return fitting[0]
    if len(options) > 1 and (group := quad.strip().removesuffix(".0")) in _QUADS:
        options = [option for option in options if quad_class(option) == group] or options
    if len(options) > 1 and not zeros:
        raise RowError("a code that may have lost a zero", f"{code} is {' or '.join(options)}", code=code)
    return options[0]


def _plain(words: str) -> str:
    """Words without case and quotation marks: ICEWS has "Meet at a 'third' location"."""
    return " ".join(words.casefold().replace("'", "").split())


def bare(code: str) -> bool:
    """Whether a code can only be one that has lost its zero: 42, 841."""
    plain = code.removesuffix(".0")
    return plain not in _known() and f"0{plain}" in _known()


@lru_cache(maxsize=10_000)
def told(words: str) -> str | None:
    """The code whose wording this is; None for words of no code."""
    return _labels().get(_plain(words).removesuffix(_UNSAID))


def agreed(code: str, words: str) -> bool:
    """Whether a code as it stands in a row is the one that its words stand for."""
    return _level(code) == _level(words)


def shortened(code: str, words: str) -> bool:
    """Whether it is, once it has the zero back that it may have lost."""
    return agreed(f"0{code.removesuffix('.0')}", words)


def _level(code: str) -> str:
    """A code without the zero of "not specified further": 04 and 040 say the same."""
    return code[:2] if len(code) == len("040") and code.endswith("0") else code


@cache
def _known() -> frozenset[str]:
    return frozenset(entry.code for entry in Cameo.all())


@cache
def _labels() -> Mapping[str, str]:
    """Wording in lower case to code; of a code and its unspecified child that share one, the child."""
    found: dict[str, str] = {}
    for entry in Cameo.all():
        unspecified = f"{entry.code}0"
        found[_plain(entry.label)] = unspecified if unspecified in _known() else entry.code
    return MappingProxyType(found)


def quad_class(code: str) -> str:
    """GDELT's quad class of a code: by its root, 01-05, 06-09, 10-14 and 15-20."""
    root = code[:2]
    return "1" if root <= "05" else "2" if root <= "09" else "3" if root <= "14" else "4"
