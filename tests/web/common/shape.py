"""Prints what a database is made of, as JSON: columns, constraints, indexes, guards, applied migrations."""

import json
import re
import sys

import django

django.setup()

from django.db import connection  # noqa: E402

QUERIES = {
    "sqlite": {
        "columns": 'SELECT m.name, c.name, c.type, c."notnull", c.dflt_value, c.pk FROM sqlite_master m, '
        "pragma_table_info(m.name) c WHERE m.type = 'table'",
        "keys": 'SELECT m.name, f."table", f."from", f."to" FROM sqlite_master m, pragma_foreign_key_list(m.name) f '
        "WHERE m.type = 'table'",
        "guards and indexes": "SELECT type, tbl_name, sql FROM sqlite_master WHERE type != 'table' AND sql IS NOT NULL",
        "uniques": "SELECT m.name, (SELECT group_concat(i.name) FROM pragma_index_info(l.name) i) "
        "FROM sqlite_master m, pragma_index_list(m.name) l WHERE m.type = 'table' AND l.\"unique\"",
    },
    "postgresql": {
        "columns": "SELECT table_name, column_name, data_type, is_nullable, column_default, character_maximum_length, "
        "is_identity FROM information_schema.columns WHERE table_schema = 'public'",
        "constraints": "SELECT conrelid::regclass::text, contype::text, pg_get_constraintdef(oid) FROM pg_constraint "
        "WHERE connamespace = 'public'::regnamespace",
        "indexes": "SELECT tablename, indexdef FROM pg_indexes WHERE schemaname = 'public'",
        "guards": "SELECT tgrelid::regclass::text, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal",
        "functions": "SELECT proname, prosrc FROM pg_proc WHERE pronamespace = 'public'::regnamespace",
    },
}
AUTOMATIC = re.compile(r"(?<=INDEX )\w+_[0-9a-f]{8}(?:_like)?(?= ON)")
"""Names that Django makes up for indexes of a field; renaming the field leaves them, and nothing asks for them."""
CHECKS = "SELECT name, sql FROM sqlite_master WHERE type = 'table'"


def held(sql: str) -> list[str]:
    """Rows as texts, sorted."""
    with connection.cursor() as cursor:
        cursor.execute(sql)
        rows = (re.sub(r"\s+", " ", " | ".join(map(str, row))) for row in cursor.fetchall())
        return sorted(AUTOMATIC.sub("", row) for row in rows)


def checks() -> list[str]:
    """Names of the constraints that a table's text holds; SQLite tells them in no other way."""
    with connection.cursor() as cursor:
        cursor.execute(CHECKS)
        return sorted(
            f"{table}: {name}" for table, sql in cursor.fetchall() for name in re.findall(r'CONSTRAINT "(\w+)"', sql)
        )


shape = {name: held(sql) for name, sql in QUERIES[connection.vendor].items()}
if connection.vendor == "sqlite":
    shape["named constraints"] = checks()
shape["migrations"] = held("SELECT app, name FROM django_migrations")
shape["kinds of rows"] = held("SELECT app_label, model FROM django_content_type")
sys.stdout.write(json.dumps(shape))
