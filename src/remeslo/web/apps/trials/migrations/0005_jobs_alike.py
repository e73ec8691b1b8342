from typing import Any

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def why_it_failed(apps: Any, schema_editor: Any) -> None:
    """Why a job failed, out of the result that held it."""
    for row in apps.get_model("trials", "trial").objects.filter(state="failed").iterator():
        if row.result.get("code"):
            row.problem = {"code": row.result["code"], "facts": row.result.get("facts", {})}
            row.result = {}
            row.save(update_fields=["problem", "result"])


class Migration(migrations.Migration):
    dependencies = [
        ("common", "0009_mandates"),
        ("trials", "0004_stop_in_words"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="trial",
            name="again_of",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="trials.trial"
            ),
        ),
        migrations.AddField(
            model_name="trial",
            name="heartbeat_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="trial",
            name="log",
            field=models.JSONField(default=list),
        ),
        migrations.AddField(
            model_name="trial",
            name="problem",
            field=models.JSONField(default=dict),
        ),
        migrations.AddField(
            model_name="trial",
            name="stopped_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AlterField(
            model_name="trial",
            name="cluster",
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="common.cluster"),
        ),
        migrations.AddConstraint(
            model_name="trial",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "running"), _negated=True),
                    models.Q(models.Q(("owner", ""), _negated=True), ("lease_until__isnull", False)),
                    _connector="OR",
                ),
                name="a_running_trial_has_a_lease",
            ),
        ),
        migrations.RunPython(why_it_failed, migrations.RunPython.noop),
    ]
