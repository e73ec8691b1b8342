from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("organisations", "0004_members_there")]
    operations = [
        migrations.CreateModel(
            name="Night",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("day", models.DateField(unique=True)),
                ("at", models.DateTimeField()),
            ],
            options={"ordering": ["day"]},
        ),
    ]
