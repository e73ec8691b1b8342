from typing import Any

from django.db import migrations, models


def in_words(apps: Any, schema_editor: Any) -> None:
    """A job that was asked to stop was asked to drop what it had."""
    apps.get_model("studio", "termquestion").objects.filter(was_stopped=True).update(stop="drop")


class Migration(migrations.Migration):
    dependencies = [("studio", "0002_append_only")]

    operations = [
        migrations.RemoveConstraint("termquestion", "one_active_term_question_a_table"),
        migrations.RenameField("termquestion", "stop", "was_stopped"),
        migrations.AddField(
            "termquestion",
            "stop",
            models.CharField(
                blank=True,
                choices=[("", "go on"), ("keep", "stop and keep the best so far"), ("drop", "cancel")],
                default="",
                max_length=10,
            ),
        ),
        migrations.RunPython(in_words, migrations.RunPython.noop),
        migrations.RemoveField("termquestion", "was_stopped"),
    ]
