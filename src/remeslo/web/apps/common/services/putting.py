"""
Many rows at once, as fast as the engine takes them: COPY on PostgreSQL, one prepared statement on SQLite.

Models are passed by: no instance, no signal, no default, no key comes back. What the database itself demands
(constraints, triggers) holds as ever.
"""

import json
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.db import connection, models, transaction

Row = Sequence[Any]


def put_rows(model: type[models.Model], names: Sequence[str], rows: Iterable[Row]) -> None:
    """
    Insert rows in the order in which they come, all or none.

    Parameters
    ----------
    names
        Fields by their own names; of a foreign key the value is the id (``cluster_id``). Fields that are not named
        must have a default in the database or allow null.
    """
    fields: list[Any] = [model._meta.get_field(name.removesuffix("_id")) for name in names]
    how = [_packing(field) for field in fields]
    columns = ", ".join(connection.ops.quote_name(field.column) for field in fields)
    table = connection.ops.quote_name(model._meta.db_table)
    packed = ([value if do is None else do(value) for do, value in zip(how, row, strict=True)] for row in rows)
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # The driver's own copy passes Django's wrapper by: without this a refusal would be the driver's error.
            with connection.wrap_database_errors, cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
                for row in packed:
                    copy.write_row(row)
        else:
            marks = ", ".join(["%s"] * len(fields))
            cursor.executemany(f"INSERT INTO {table} ({columns}) VALUES ({marks})", packed)  # type: ignore[arg-type]


def _packing(field: Any) -> Callable[[Any], Any] | None:
    """How a value of a field is handed to the driver; None: as it is."""
    if isinstance(field, models.JSONField):
        return lambda value: None if value is None else json.dumps(value, cls=field.encoder)
    if connection.vendor == "postgresql" or not isinstance(field, models.DateField | models.DecimalField):
        return None
    kept: dict[Any, Any] = {}

    def prepared(value: Any) -> Any:
        if value is None:
            return None
        if value not in kept:
            if len(kept) > 100_000:
                kept.clear()
            kept[value] = field.get_db_prep_save(value, connection)
        return kept[value]

    return prepared
