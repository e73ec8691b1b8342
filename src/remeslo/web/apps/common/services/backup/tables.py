"""Which tables a backup holds, and how a row stands in it as JSON."""

import base64
import datetime
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

from django.apps.registry import Apps
from django.db import models
from django.db.models import JSONField, Value

PASSED_OVER: Final = ("contenttypes", "sessions")
"""Django makes the first anew with the tables; nobody stays signed in by a restored database."""
PASSED_OVER_TABLES: Final = ("auth_permission", "auth_group", "auth_group_permissions", "common_signedin")
A_BATCH: Final = 1000

Model = type[models.Model]


def kept_models(registry: Apps) -> list[Model]:
    """Every table with rows of this program, by name; also those between two others."""
    found = {
        m._meta.db_table: m
        for m in registry.get_models(include_auto_created=True)
        if m._meta.app_label not in PASSED_OVER and not m._meta.proxy and m._meta.managed
    }
    return [found[t] for t in sorted(found) if t not in PASSED_OVER_TABLES and not _of_permissions(found[t])]


def _of_permissions(model: Model) -> bool:
    """Tables that join users with Django's own permissions and groups, which nothing here uses."""
    return bool(model._meta.auto_created) and any(
        f.related_model is not None and f.related_model._meta.db_table in PASSED_OVER_TABLES
        for f in model._meta.concrete_fields
        if f.is_relation
    )


def fields(model: Model) -> list[Any]:
    """What has a column, by the column's name: a model of an earlier version has the same order."""
    return sorted(model._meta.concrete_fields, key=lambda f: str(f.column))


def columns(model: Model) -> list[str]:
    """Names of the columns, sorted."""
    return [str(f.column) for f in fields(model)]


def packed_rows(model: Model) -> Iterator[list[Any]]:
    """All rows by their key, as lists of JSON values."""
    every = fields(model)
    ways = [_PACKED.get(f.get_internal_type(), _same) for f in every]
    rows = model._base_manager.order_by("pk").values_list(*(f.attname for f in every))
    for row in rows.iterator(chunk_size=A_BATCH):
        yield [None if v is None else way(v) for way, v in zip(ways, row, strict=True)]


def unpacked(model: Model, names: Sequence[str], row: Sequence[Any]) -> models.Model:
    """A row that is not saved yet."""
    by_column = {str(f.column): f for f in model._meta.concrete_fields}
    values = {}
    for name, value in zip(names, row, strict=True):
        field = by_column[name]
        values[field.attname] = _value(field, value)
    return model(**values)


def _value(field: Any, value: Any) -> Any:
    if value is None:
        return Value(None, JSONField()) if isinstance(field, JSONField) and not field.null else None
    return _UNPACKED.get(field.get_internal_type(), _same)(value)


def _same(value: Any) -> Any:
    return value


def _iso(value: Any) -> str:
    return str(value.isoformat())


def _utc(value: datetime.datetime) -> str:
    return value.astimezone(datetime.UTC).isoformat()


def _base64(value: Any) -> str:
    return base64.b64encode(bytes(value)).decode("ascii")


_PACKED: dict[str, Callable[[Any], Any]] = {
    "BinaryField": _base64,
    "DateField": _iso,
    "DateTimeField": _utc,
    "TimeField": _iso,
    "DecimalField": str,
    "UUIDField": str,
}
_UNPACKED: dict[str, Callable[[Any], Any]] = {
    "BinaryField": base64.b64decode,
    "DateField": datetime.date.fromisoformat,
    "DateTimeField": datetime.datetime.fromisoformat,
    "TimeField": datetime.time.fromisoformat,
    "DecimalField": Decimal,
    "UUIDField": UUID,
}
