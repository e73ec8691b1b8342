"""
The database itself refuses to change what was: the function is that of the app `common`.

Of a dated relation the end may be set, once, and nothing else changed (where it came from may); what happened (states,
successions and their sides) is not changed at all.
"""

from typing import Any

from django.db import migrations

HAPPENED = ("organisations_statechange", "organisations_succession", "organisations_successionside")
DATED = {
    "organisations_memberof": ("entity_id", "cluster_id", "organisation_id", "role", "since"),
    "organisations_placement": ("hierarchy", "child", "parent", "cluster_id", "entity_id", "since"),
    "organisations_licence": ("entity_id", "code", "since"),
    "organisations_entityname": ("entity_id", "name", "kind", "since"),
}


def triggers(vendor: str) -> list[str]:
    rules = [(f"{t}_append_only", t, "UPDATE", "") for t in HAPPENED]
    for table, columns in DATED.items():
        rules.append((f"{table}_append_only", table, f"UPDATE OF {', '.join(columns)}", ""))
        rules.append((f"{table}_ended_once", table, "UPDATE OF until", "WHEN (OLD.until IS NOT NULL) "))
    if vendor == "sqlite":
        return [
            f"CREATE TRIGGER {name} BEFORE {event} ON {table} {when}"
            f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            for name, table, event, when in rules
        ]
    if vendor == "postgresql":
        return [
            f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW {when}EXECUTE FUNCTION remeslo_append_only()"
            for name, table, event, when in rules
        ]
    return []


def forbid(apps: Any, schema_editor: Any) -> None:
    for statement in triggers(schema_editor.connection.vendor):
        schema_editor.execute(statement)


def allow(apps: Any, schema_editor: Any) -> None:
    is_postgres = schema_editor.connection.vendor == "postgresql"
    for table in (*HAPPENED, *DATED):
        for kind in ("append_only", "ended_once"):
            on = f" ON {table}" if is_postgres else ""
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {table}_{kind}{on}")


class Migration(migrations.Migration):
    dependencies = [("organisations", "0001_initial"), ("common", "0002_append_only")]
    operations = [migrations.RunPython(forbid, allow)]
