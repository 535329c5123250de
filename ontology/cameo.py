"""CAMEO event codes with Goldstein scores and their PLOVER correspondence, from ``ontology/tables/cameo.tsv``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ontology import iris
from ontology._tables import many, rows
from ontology.codes import Context, EventType, UnknownCodeError

ROOT_DIGITS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Cameo:
    """A CAMEO event code and what it corresponds to in PLOVER.

    Attributes:
        code: Two to four digits as a string; leading zeros count (``010`` is not ``10``).
        label: Short name.
        goldstein: Goldstein score.
        root: First two digits.
        parent: The next broader code, None for a root.
        type: PLOVER type, None where PLOVER has none (mere statements).
        mode: Name of the PLOVER mode, if the code determines one.
        contexts: PLOVER contexts that the code implies.
    """

    code: str
    label: str
    goldstein: float
    root: str
    parent: str | None
    type: EventType | None
    mode: str | None
    contexts: tuple[Context, ...]

    @property
    def context(self) -> str | None:
        """The first context, if any."""
        return self.contexts[0].value if self.contexts else None

    @property
    def iri(self) -> str:
        """IRI of the concept."""
        return iris.CAMEO + self.code

    @classmethod
    def get(cls, code: str) -> Cameo:
        """Return the entry of a code.

        Raises:
            UnknownCodeError: Not a CAMEO code; codes are strings with their leading zero.
        """
        try:
            return _CAMEO[code]
        except KeyError:
            raise UnknownCodeError(
                f"no CAMEO code {code!r}; codes are strings of two to four digits with their leading zero: '042'"
            ) from None

    @classmethod
    def all(cls) -> Iterator[Cameo]:
        """Yield every code in ascending order as strings."""
        return iter(_CAMEO.values())


def _cameo() -> Iterator[tuple[str, Cameo]]:
    for row in rows("cameo"):
        code = row["code"]
        yield (
            code,
            Cameo(
                code=code,
                label=row["label"],
                goldstein=float(row["goldstein"]),
                root=code[:ROOT_DIGITS],
                parent=code[:-1] if len(code) > ROOT_DIGITS else None,
                type=EventType(row["type"]) if row["type"] else None,
                mode=row["mode"] or None,
                contexts=tuple(Context(name) for name in many(row["contexts"])),
            ),
        )


_CAMEO = dict(_cameo())
