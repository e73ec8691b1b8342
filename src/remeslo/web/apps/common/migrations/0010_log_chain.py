"""The chain of digests over the log; its links are never changed."""

from typing import Any

import django.db.models.deletion
from django.db import migrations, models


def forbid(apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute(
            "CREATE TRIGGER common_loglink_append_only BEFORE UPDATE ON common_loglink "
            "BEGIN SELECT RAISE(ABORT, 'common_loglink is append-only'); END"
        )
    elif schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(
            "CREATE TRIGGER common_loglink_append_only BEFORE UPDATE ON common_loglink "
            "FOR EACH ROW EXECUTE FUNCTION remeslo_append_only()"
        )


def allow(apps: Any, schema_editor: Any) -> None:
    on = " ON common_loglink" if schema_editor.connection.vendor == "postgresql" else ""
    schema_editor.execute(f"DROP TRIGGER IF EXISTS common_loglink_append_only{on}")


class Migration(migrations.Migration):
    dependencies = [
        ("common", "0009_mandates"),
    ]

    operations = [
        migrations.CreateModel(
            name="LogLink",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveBigIntegerField(unique=True)),
                ("digest", models.CharField(max_length=64)),
                (
                    "entry",
                    models.OneToOneField(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="link",
                        to="common.logentry",
                    ),
                ),
            ],
            options={
                "ordering": ["position"],
            },
        ),
        migrations.RunPython(forbid, allow),
    ]
