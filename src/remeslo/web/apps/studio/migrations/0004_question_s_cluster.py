from typing import Any

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import OuterRef, Subquery


def of_the_table(apps: Any, schema_editor: Any) -> None:
    """A question is of its table's cluster."""
    tables = apps.get_model("studio", "Table").objects.filter(pk=OuterRef("table_id"))
    apps.get_model("studio", "TermQuestion").objects.update(cluster_id=Subquery(tables.values("cluster_id")[:1]))


class Migration(migrations.Migration):
    dependencies = [("common", "0001_initial"), ("studio", "0003_stop_in_words")]

    operations = [
        migrations.AddField(
            "termquestion",
            "cluster",
            models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="common.cluster"
            ),
        ),
        migrations.RunPython(of_the_table, migrations.RunPython.noop),
    ]
