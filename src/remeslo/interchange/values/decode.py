"""Data to values, guided by type hints; a wrong place is named by its path."""

import types
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from enum import Enum, IntEnum
from fractions import Fraction
from functools import cache
from typing import Any, NewType, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")


class ValuesError(ValueError):
    """Data that cannot be the value: says where (a path), what was expected and what was found."""

    def __init__(self, path: str, expected: str, found: object) -> None:
        super().__init__(f"{path or 'top'}: expected {expected}, found {str(found)[:80]!r}")
        self.path = path
        self.expected = expected
        self.found = found


def from_json(kind: type[T], data: object) -> T:
    """The value of a dataclass type from data that `to_json` made; raises ValuesError."""
    value: T = _decode(kind, data, "")
    return value


def _decode(hint: Any, data: object, path: str) -> Any:
    if isinstance(hint, NewType):
        return _decode(hint.__supertype__, data, path)
    if hint is Any or hint is object:
        return _open(data, path)
    origin = get_origin(hint)
    if origin in (Union, types.UnionType):
        return _union(get_args(hint), data, path)
    if origin is not None:
        return _generic(origin, get_args(hint), data, path)
    if is_dataclass(hint):
        return _dataclass(hint, data, path)
    return _scalar(hint, data, path)


def _union(options: tuple[Any, ...], data: object, path: str) -> Any:
    if data is None and type(None) in options:
        return None
    errors = []
    for option in options:
        if option is type(None):
            continue
        try:
            return _decode(option, data, path)
        except ValuesError as error:
            errors.append(error)
    raise errors[0]


def _generic(origin: Any, args: tuple[Any, ...], data: object, path: str) -> Any:
    if isinstance(origin, type) and issubclass(origin, Mapping):
        if not isinstance(data, dict):
            raise ValuesError(path, "an object", data)
        return {_key(args[0], k, path): _decode(args[1], v, f"{path}.{k}") for k, v in data.items()}
    if not isinstance(data, list):
        raise ValuesError(path, "a list", data)
    if origin is tuple and not (len(args) == 2 and args[1] is Ellipsis):
        if len(data) != len(args):
            raise ValuesError(path, f"{len(args)} items", data)
        return tuple(_decode(a, d, f"{path}[{n}]") for n, (a, d) in enumerate(zip(args, data, strict=True)))
    return origin(_decode(args[0], d, f"{path}[{n}]") for n, d in enumerate(data))


def _key(hint: Any, key: str, path: str) -> Any:
    while isinstance(hint, NewType):
        hint = hint.__supertype__
    if hint is int:
        try:
            return int(key)
        except ValueError:
            raise ValuesError(path, "an integer key", key) from None
    return _decode(hint, key, path)


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _dataclass(kind: Any, data: object, path: str) -> Any:
    if not isinstance(data, dict):
        raise ValuesError(path, f"an object for {kind.__name__}", data)
    known = {f.name: f for f in fields(kind) if f.init}
    for name in data:
        if name not in known:
            raise ValuesError(f"{path}.{name}", f"a field of {kind.__name__}", name)
    for f in known.values():
        if f.name not in data and f.default is MISSING and f.default_factory is MISSING:
            raise ValuesError(f"{path}.{f.name}", f"a value ({kind.__name__} needs it)", "nothing")
    hints = _hints(kind)
    values = {name: _decode(hints[name], value, f"{path}.{name}") for name, value in data.items()}
    try:
        return kind(**values)
    except ValueError as error:
        raise ValuesError(path, f"a valid {kind.__name__} ({error})", data) from error


def _scalar(hint: Any, data: object, path: str) -> Any:
    if isinstance(hint, type) and issubclass(hint, Enum):
        return _enum(hint, data, path)
    if hint in (Fraction, Decimal, date, datetime):
        return _text_value(hint, data, path)
    if hint is float and isinstance(data, int | float) and not isinstance(data, bool):
        return float(data)
    if type(data) is not hint:
        raise ValuesError(path, getattr(hint, "__name__", str(hint)), data)
    return data


def _enum(hint: type[Enum], data: object, path: str) -> Enum:
    try:
        return hint[str(data)] if issubclass(hint, IntEnum) else hint(data)
    except (KeyError, ValueError):
        words = ", ".join(m.name if issubclass(hint, IntEnum) else str(m.value) for m in hint)
        raise ValuesError(path, f"one of {words}", data) from None


def _text_value(hint: Any, data: object, path: str) -> Any:
    if not isinstance(data, str):
        raise ValuesError(path, f"a {hint.__name__} as text", data)
    try:
        return hint.fromisoformat(data) if hint in (date, datetime) else hint(data)
    except (ValueError, ZeroDivisionError, InvalidOperation):
        raise ValuesError(path, f"a {hint.__name__} as text", data) from None


def _open(data: object, path: str) -> Any:
    """A value of a field typed ``object``: tagged as `encode.open_json` does."""
    if isinstance(data, dict) and len(data) == 1:
        return _tagged(*next(iter(data.items())), path)
    if isinstance(data, dict | list):
        raise ValuesError(path, "a tagged value", data)
    return data


def _tagged(tag: str, inner: object, path: str) -> Any:
    texts: dict[str, Any] = {
        "$fraction": Fraction,
        "$decimal": Decimal,
        "$date": date,
        "$moment": datetime,
        "$float": float,
    }
    if tag in texts:
        return _text_value(texts[tag], inner, path)
    if tag == "$tuple" and isinstance(inner, list):
        return tuple(_open(v, f"{path}[{n}]") for n, v in enumerate(inner))
    if tag == "$map" and isinstance(inner, dict):
        return {k: _open(v, f"{path}.{k}") for k, v in inner.items()}
    raise ValuesError(path, "a tagged value", {tag: inner})
