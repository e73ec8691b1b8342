"""
What CASE has no place for, in ``extensions.remeslo``: the fields of a value that plain reading would not give back.

Foreign readers ignore it; ours lays it over the plain value.
"""

from collections.abc import Mapping
from dataclasses import fields
from typing import TypeVar

from remeslo.core.competence.framework import Association, Framework, FrameworkItem
from remeslo.interchange.case.plain import EXTENSION, JsonObject
from remeslo.interchange.values import from_json, to_json

Value = TypeVar("Value", Framework, FrameworkItem, Association)
IMPLIED = "implied"
"""Marks a link to the document that the framework does not state and CASE expects."""
_APART = ("items", "associations")


def beyond(value: Value, plain: Value) -> dict[str, object]:
    """Fields of the value that differ from what plain reading gives, as data."""
    names = [f.name for f in fields(value) if f.name not in _APART]
    return {n: to_json(getattr(value, n)) for n in names if getattr(value, n) != getattr(plain, n)}


def restored(plain: Value, extension: Mapping[str, object]) -> Value:
    """The plain value with the extension laid over it; raises ``ValuesError`` when they make no value."""
    data = to_json(plain)
    if not isinstance(data, dict) or not extension:
        return plain
    return from_json(type(plain), {**data, **{k: v for k, v in extension.items() if k not in _APART}})


def extension_of(thing: JsonObject) -> Mapping[str, object]:
    """Our part of an object's extensions."""
    around = thing.get("extensions")
    ours = around.get(EXTENSION) if isinstance(around, dict) else None
    return ours if isinstance(ours, dict) else {}
