from typing import Any

from django.db import migrations, models


def in_words(apps: Any, schema_editor: Any) -> None:
    """A job that was asked to stop was asked to drop what it had."""
    apps.get_model("shortcourses", "termjob").objects.filter(was_stopped=True).update(stop="drop")


class Migration(migrations.Migration):
    dependencies = [("shortcourses", "0001_initial")]

    operations = [
        migrations.RemoveConstraint("termjob", "one_active_term_a_course"),
        migrations.RemoveConstraint("termjob", "one_active_term_a_learner"),
        migrations.RenameField("termjob", "stop", "was_stopped"),
        migrations.AddField(
            "termjob",
            "stop",
            models.CharField(
                blank=True,
                choices=[("", "go on"), ("keep", "stop and keep the best so far"), ("drop", "cancel")],
                default="",
                max_length=10,
            ),
        ),
        migrations.RunPython(in_words, migrations.RunPython.noop),
        migrations.RemoveField("termjob", "was_stopped"),
    ]
