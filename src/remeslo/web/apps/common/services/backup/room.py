"""Room for a restored database: the one that was there is put aside, never deleted."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from django.db import connection


class NotEmpty(Exception):
    """There are rows already, and nobody said that they may be put aside."""


@contextmanager
def empty_database(aside: str, *, replace: bool) -> Iterator[None]:
    """
    Inside, the database of the settings is empty; what was in it stands under a name with ``aside`` afterwards.

    When something goes wrong inside, all is as before. Nobody else may use the database meanwhile.
    """
    held = bool(connection.introspection.table_names())
    if held and not replace:
        raise NotEmpty
    way = _schema if connection.vendor == "postgresql" else _file
    with way(aside if held else ""):
        yield


@contextmanager
def _schema(aside: str) -> Iterator[None]:
    """PostgreSQL: another schema of the same database."""
    if aside:
        _run(f'ALTER SCHEMA public RENAME TO "{aside}"', "CREATE SCHEMA public")
    try:
        yield
    except BaseException:
        connection.close()
        back = f'ALTER SCHEMA "{aside}" RENAME TO public' if aside else "CREATE SCHEMA public"
        _run("DROP SCHEMA public CASCADE", back)
        raise


@contextmanager
def _file(aside: str) -> Iterator[None]:
    """SQLite: another file beside it."""
    here = Path(connection.settings_dict["NAME"])
    there = here.with_name(f"{here.name}.{aside}")
    connection.close()
    if aside:
        with closing(sqlite3.connect(here)) as database:
            database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        here.rename(there)
    try:
        yield
    except BaseException:
        connection.close()
        for name in (here.name, f"{here.name}-wal", f"{here.name}-shm"):
            here.with_name(name).unlink(missing_ok=True)
        if aside:
            there.rename(here)
        raise


def _run(*statements: str) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
