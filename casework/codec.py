"""Frozen dataclasses to plain values that JSON can hold, and back."""

from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")


def to_plain(value: object) -> Any:  # noqa: ANN401 - whatever JSON holds
    """A dataclass as a dict of what differs from its defaults, a tuple as a list; anything else as it is."""
    if is_dataclass(value) and not isinstance(value, type):
        given = {field.name: getattr(value, field.name) for field in fields(value) if not _is_default(value, field)}
        return {name: to_plain(one) for name, one in given.items()}
    if isinstance(value, Mapping):
        return {str(name): to_plain(one) for name, one in value.items()}
    return [to_plain(one) for one in value] if isinstance(value, tuple | list) else value


def from_plain(class_: type[T], plain: Mapping[str, Any]) -> T:
    """A dataclass out of what `to_plain` made of one; what it does not have is passed over."""
    types = _types(class_)  # type: ignore[arg-type]  # a class is hashable
    return class_(**{name: _read(types[name], value) for name, value in plain.items() if name in types})


@cache
def _types(class_: type) -> dict[str, Any]:
    return get_type_hints(class_)


def _is_default(value: object, field: Any) -> bool:  # noqa: ANN401 - fields of a dataclass have no type of their own
    return field.default is not MISSING and getattr(value, field.name) == field.default


def _read(type_: Any, value: Any) -> Any:  # noqa: ANN401 - types as they stand in annotations
    if value is None:
        return None
    if get_origin(type_) in (UnionType, Union):
        return _read(next(one for one in get_args(type_) if one is not NoneType), value)
    if get_origin(type_) is tuple:
        return tuple(_read(get_args(type_)[0], one) for one in value)
    return from_plain(type_, value) if isinstance(type_, type) and is_dataclass(type_) else value
