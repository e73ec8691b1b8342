"""The database itself refuses to change texts, signatures, steps, scans and remarks; see the app `common`."""

from typing import Any

from django.db import migrations

TABLES = (
    "agreements_textrow",
    "agreements_signaturerow",
    "agreements_steprow",
    "agreements_scanrow",
    "agreements_remark",
)


def forbid(apps: Any, schema_editor: Any) -> None:
    vendor = schema_editor.connection.vendor
    for table in TABLES:
        if vendor == "sqlite":
            schema_editor.execute(
                f"CREATE TRIGGER {table}_append_only BEFORE UPDATE ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            )
        elif vendor == "postgresql":
            schema_editor.execute(
                f"CREATE TRIGGER {table}_append_only BEFORE UPDATE ON {table} "
                "FOR EACH ROW EXECUTE FUNCTION remeslo_append_only()"
            )


def allow(apps: Any, schema_editor: Any) -> None:
    on = {"postgresql": " ON {}"}.get(schema_editor.connection.vendor, "")
    for table in TABLES:
        schema_editor.execute(f"DROP TRIGGER IF EXISTS {table}_append_only{on.format(table)}")


class Migration(migrations.Migration):
    dependencies = [("agreements", "0001_initial"), ("common", "0002_append_only")]
    operations = [migrations.RunPython(forbid, allow)]
