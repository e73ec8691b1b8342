from typing import Any

from django.db import migrations, models


def in_words(apps: Any, schema_editor: Any) -> None:
    """A job that was asked to stop was asked to drop what it had."""
    apps.get_model("trials", "trial").objects.filter(was_stopped=True).update(stop="drop")


class Migration(migrations.Migration):
    dependencies = [("trials", "0003_old_price_lists")]

    operations = [
        migrations.RenameField("trial", "stop", "was_stopped"),
        migrations.AddField(
            "trial",
            "stop",
            models.CharField(
                blank=True,
                choices=[("", "go on"), ("keep", "stop and keep the best so far"), ("drop", "cancel")],
                default="",
                max_length=10,
            ),
        ),
        migrations.RunPython(in_words, migrations.RunPython.noop),
        migrations.RemoveField("trial", "was_stopped"),
    ]
