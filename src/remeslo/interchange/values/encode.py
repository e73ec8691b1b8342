"""Values to data: what `json.dumps` accepts, in an order that depends on the value alone."""

from collections.abc import Mapping, Set
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum, IntEnum
from fractions import Fraction
from functools import cache
from typing import get_args, get_type_hints

JsonData = None | bool | int | float | str | list["JsonData"] | dict[str, "JsonData"]


def to_json(value: object) -> JsonData:
    """
    The value as data.

    Dataclasses become objects without the fields that have their default; enums their value (integer ones their
    name); fractions ``"3/4"``, decimals, dates and moments strings; tuples and sets lists (sets sorted); mappings
    objects.
    Raises TypeError for anything else, so that nothing is lost unseen.
    """
    if isinstance(value, IntEnum):
        return value.name
    if isinstance(value, Enum):
        return str(value.value)
    if value is None or isinstance(value, bool | int | float | str):
        return value
    return _container(value)


def _container(value: object) -> JsonData:
    if is_dataclass(value) and not isinstance(value, type):
        opened = _open_fields(type(value))
        return {
            f.name: _facts(getattr(value, f.name)) if f.name in opened else to_json(getattr(value, f.name))
            for f in fields(value)
            if f.init and not _is_default(f, getattr(value, f.name))
        }
    if isinstance(value, Mapping):
        return {_key(k): to_json(v) for k, v in value.items()}
    if isinstance(value, Set):
        return [to_json(v) for v in sorted(value)]
    if isinstance(value, tuple | list):
        return [to_json(v) for v in value]
    return _scalar(value)


@cache
def _open_fields(kind: type) -> frozenset[str]:
    """Fields typed ``Mapping[str, object]``: their values are tagged, since no hint can tell them apart again."""
    hints = get_type_hints(kind)
    return frozenset(name for name, hint in hints.items() if get_args(hint)[-1:] == (object,))


def _facts(facts: Mapping[str, object]) -> JsonData:
    return {k: open_json(v) for k, v in facts.items()}


def _scalar(value: object) -> JsonData:
    if isinstance(value, Fraction):
        return f"{value.numerator}/{value.denominator}"
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, date):  # moments too, with their time zone
        return value.isoformat()
    raise TypeError(f"no JSON form for {type(value).__name__}: {value!r}")


def _key(key: object) -> str:
    if isinstance(key, Enum):
        return str(key.value)
    if isinstance(key, str | int) and not isinstance(key, bool):
        return str(key)
    raise TypeError(f"no JSON key for {type(key).__name__}: {key!r}")


def _is_default(f: "Field[object]", value: object) -> bool:
    if f.default is not MISSING:
        return type(value) is type(f.default) and value == f.default
    if f.default_factory is not MISSING:
        default = f.default_factory()
        return type(value) is type(default) and value == default
    return False


def open_json(value: object) -> JsonData:
    """
    A value of a field typed ``object`` (facts of findings and causes), tagged so that it reads back equal.

    Strings, integers, booleans and None stay; others become ``{"$fraction": "3/4"}``, ``$decimal``, ``$date``,
    ``$tuple``, ``$float``, ``$map``.
    """
    if isinstance(value, Enum):
        return to_json(value)
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, float):
        return {"$float": repr(value)}
    if isinstance(value, Fraction | Decimal | date):
        tag = {Fraction: "$fraction", Decimal: "$decimal", date: "$date", datetime: "$moment"}[type(value)]
        return {tag: to_json(value)}
    if isinstance(value, tuple | list | Set):
        items = sorted(value) if isinstance(value, Set) else value
        return {"$tuple": [open_json(v) for v in items]}
    if isinstance(value, Mapping):
        return {"$map": {_key(k): open_json(v) for k, v in value.items()}}
    raise TypeError(f"no JSON form for {type(value).__name__}: {value!r}")
