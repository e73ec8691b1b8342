"""Databases of tests that need more than one."""

from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import quote

from django.db import connection


@contextmanager
def other_database(name: str) -> Iterator[str]:
    """The address of an empty PostgreSQL database beside that of the tests; it is dropped afterwards."""
    with connection.cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}"')
        cursor.execute(f'CREATE DATABASE "{name}"')
    held = connection.settings_dict
    signed = f"{quote(held['USER'])}:{quote(held['PASSWORD'])}@" if held["USER"] else ""
    query = f"?host={quote(held['HOST'])}" + (f"&port={held['PORT']}" if held["PORT"] else "")
    try:
        yield f"postgresql://{signed}/{name}{query}"
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
