"""Notices of what days bring, and signatures that stand on paper; the trigger goes while columns are added."""

from typing import Any

import django.db.models.deletion
from django.db import migrations, models

TABLES = ("agreements_signaturerow", "agreements_noticerow")


def forbid(apps: Any, schema_editor: Any) -> None:
    vendor = schema_editor.connection.vendor
    for table in TABLES:
        if vendor == "sqlite":
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {table}_append_only")
            schema_editor.execute(
                f"CREATE TRIGGER {table}_append_only BEFORE UPDATE ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            )
        elif vendor == "postgresql":
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {table}_append_only ON {table}")
            schema_editor.execute(
                f"CREATE TRIGGER {table}_append_only BEFORE UPDATE ON {table} "
                "FOR EACH ROW EXECUTE FUNCTION remeslo_append_only()"
            )


def allow(apps: Any, schema_editor: Any) -> None:
    on = {"postgresql": " ON {}"}.get(schema_editor.connection.vendor, "")
    for table in TABLES:
        schema_editor.execute(f"DROP TRIGGER IF EXISTS {table}_append_only{on.format(table)}")


class Migration(migrations.Migration):
    dependencies = [("agreements", "0002_append_only"), ("results", "0002_append_only")]
    operations = [
        migrations.CreateModel(
            name="NoticeRow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("agreement", models.CharField(max_length=64)),
                (
                    "what",
                    models.CharField(
                        choices=[
                            ("reminded", "reminded of its end"),
                            ("expired", "its term is over"),
                            ("renewed", "went on as another agreement"),
                            ("overdue", "a commitment is overdue: to be followed up"),
                        ],
                        max_length=20,
                    ),
                ),
                ("about", models.CharField(blank=True, max_length=64)),
                ("on", models.DateField()),
                ("at", models.DateTimeField()),
                (
                    "cluster",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="common.cluster"
                    ),
                ),
            ],
            options={"ordering": ["at", "id"]},
        ),
        migrations.AddConstraint(
            model_name="noticerow",
            constraint=models.UniqueConstraint(
                fields=("cluster", "agreement", "what", "about", "on"), name="agreement_noticed_once"
            ),
        ),
        migrations.AddField(
            model_name="signaturerow",
            name="paper",
            field=models.CharField(blank=True, default="", max_length=200),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="signaturerow",
            name="scan",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="results.evidence",
            ),
        ),
        migrations.RunPython(forbid, allow),
    ]
