from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("planning", "0001_initial")]

    operations = [
        migrations.RenameField("planrun", "requested_by", "asked_by"),
        migrations.RenameField("planrun", "requested_at", "asked_at"),
    ]
