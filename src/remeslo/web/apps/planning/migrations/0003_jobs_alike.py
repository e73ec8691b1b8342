from typing import Any

import django.db.models.deletion
from django.db import migrations, models


def why_it_failed(apps: Any, schema_editor: Any) -> None:
    """Why a run failed, out of the findings that held it."""
    for run in apps.get_model("planning", "PlanRun").objects.filter(state="failed").iterator():
        first = next(iter(run.findings), None)
        if first:
            run.problem = {"code": first["code"], "facts": first.get("facts", {})}
            run.findings = []
            run.save(update_fields=["problem", "findings"])


class Migration(migrations.Migration):
    dependencies = [
        ("common", "0009_mandates"),
        ("planning", "0002_jobs"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="planrun",
            options={"ordering": ["-asked_at", "-id"]},
        ),
        migrations.AddField(
            model_name="planrun",
            name="again_of",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="planning.planrun"
            ),
        ),
        migrations.AddField(
            model_name="planrun",
            name="log",
            field=models.JSONField(default=list),
        ),
        migrations.AddField(
            model_name="planrun",
            name="problem",
            field=models.JSONField(default=dict),
        ),
        migrations.AlterField(
            model_name="planrun",
            name="cluster",
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="common.cluster"),
        ),
        migrations.RunPython(why_it_failed, migrations.RunPython.noop),
    ]
