"""Price lists told in the old way go: they are answers only, and are asked for again."""

from typing import Any

from django.db import migrations


def _forget(apps: Any, editor: Any) -> None:
    apps.get_model("trials", "Trial").objects.filter(kind="prices").delete()


class Migration(migrations.Migration):
    dependencies = [
        ("trials", "0002_alter_trial_kind"),
    ]

    operations = [migrations.RunPython(_forget, migrations.RunPython.noop)]
