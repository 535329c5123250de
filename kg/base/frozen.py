"""Frozen values made by the hundred thousand."""

from __future__ import annotations

from dataclasses import field, fields, make_dataclass
from typing import TYPE_CHECKING, Any, TypeVar, cast

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

_Value = TypeVar("_Value", bound="DataclassInstance")


def made_quickly(of: type[_Value]) -> type[_Value]:
    """What makes values of a frozen dataclass with slots and keywords in a third of the time that it takes itself.

    A frozen one puts each field past its own guard. This fills a value without guard, of the same slots, and then has
    it be one of the class: what comes out is equal in all, and as frozen.
    """

    def close(self: object) -> None:
        self.__class__ = of

    open_fields: list[tuple[str, Any, Any]] = [
        (one.name, one.type, field(default=one.default, default_factory=one.default_factory)) for one in fields(of)
    ]
    made = make_dataclass(of.__name__, open_fields, namespace={"__post_init__": close}, slots=True, kw_only=True)
    return cast("type[_Value]", made)
