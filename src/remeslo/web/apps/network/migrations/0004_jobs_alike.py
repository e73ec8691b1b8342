from typing import Any

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def why_it_failed(apps: Any, schema_editor: Any) -> None:
    """Why a job failed, out of the result that held it."""
    for row in apps.get_model("network", "networkrun").objects.filter(state="failed").iterator():
        if row.result.get("code"):
            row.problem = {"code": row.result["code"], "facts": row.result.get("facts", {})}
            row.result = {}
            row.save(update_fields=["problem", "result"])


class Migration(migrations.Migration):
    dependencies = [
        ("common", "0009_mandates"),
        ("network", "0003_agreement_terms"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="networkrun",
            name="again_of",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="network.networkrun"
            ),
        ),
        migrations.AddField(
            model_name="networkrun",
            name="heartbeat_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="networkrun",
            name="log",
            field=models.JSONField(default=list),
        ),
        migrations.AddField(
            model_name="networkrun",
            name="problem",
            field=models.JSONField(default=dict),
        ),
        migrations.AddField(
            model_name="networkrun",
            name="stopped_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AlterField(
            model_name="networkrun",
            name="cluster",
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="common.cluster"),
        ),
        migrations.RunPython(why_it_failed, migrations.RunPython.noop),
    ]
