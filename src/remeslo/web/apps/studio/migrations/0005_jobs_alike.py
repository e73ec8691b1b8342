from typing import Any

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def why_it_failed(apps: Any, schema_editor: Any) -> None:
    """Why a question failed, out of the result that held it."""
    for row in apps.get_model("studio", "TermQuestion").objects.filter(state="failed").iterator():
        code = "planning.gave_up" if "attempts" in row.result else "planning.broke_down"
        facts = {"run": row.pk, **{k: row.result[k] for k in ("attempts", "kind") if k in row.result}}
        row.problem, row.result = {"code": code, "facts": facts}, {}
        row.save(update_fields=["problem", "result"])


class Migration(migrations.Migration):
    dependencies = [
        ("common", "0009_mandates"),
        ("studio", "0004_question_s_cluster"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="termquestion",
            name="again_of",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="studio.termquestion"
            ),
        ),
        migrations.AddField(
            model_name="termquestion",
            name="asked_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="termquestion",
            name="heartbeat_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="termquestion",
            name="log",
            field=models.JSONField(default=list),
        ),
        migrations.AddField(
            model_name="termquestion",
            name="problem",
            field=models.JSONField(default=dict),
        ),
        migrations.AddField(
            model_name="termquestion",
            name="started_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="termquestion",
            name="stopped_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AlterField(
            model_name="termquestion",
            name="cluster",
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="common.cluster"),
        ),
        migrations.AddConstraint(
            model_name="termquestion",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ["queued", "running"]), ("stop", "")),
                fields=("table",),
                name="one_active_term_question_a_table",
            ),
        ),
        migrations.AddConstraint(
            model_name="termquestion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "running"), _negated=True),
                    models.Q(models.Q(("owner", ""), _negated=True), ("lease_until__isnull", False)),
                    _connector="OR",
                ),
                name="a_running_term_question_has_a_lease",
            ),
        ),
        migrations.RunPython(why_it_failed, migrations.RunPython.noop),
    ]
