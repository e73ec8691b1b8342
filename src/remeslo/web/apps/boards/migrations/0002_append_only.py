"""The database itself refuses to change a step of an approval; the function is that of the app `common`."""

from typing import Any

from django.db import migrations

TABLE = "boards_approvalact"


def forbid(apps: Any, schema_editor: Any) -> None:
    vendor = schema_editor.connection.vendor
    if vendor == "sqlite":
        schema_editor.execute(
            f"CREATE TRIGGER {TABLE}_append_only BEFORE UPDATE ON {TABLE} "
            f"BEGIN SELECT RAISE(ABORT, '{TABLE} is append-only'); END"
        )
    elif vendor == "postgresql":
        schema_editor.execute(
            f"CREATE TRIGGER {TABLE}_append_only BEFORE UPDATE ON {TABLE} "
            "FOR EACH ROW EXECUTE FUNCTION remeslo_append_only()"
        )


def allow(apps: Any, schema_editor: Any) -> None:
    on = f" ON {TABLE}" if schema_editor.connection.vendor == "postgresql" else ""
    schema_editor.execute(f"DROP TRIGGER IF EXISTS {TABLE}_append_only{on}")


class Migration(migrations.Migration):
    dependencies = [("boards", "0001_initial"), ("common", "0002_append_only")]
    operations = [migrations.RunPython(forbid, allow)]
