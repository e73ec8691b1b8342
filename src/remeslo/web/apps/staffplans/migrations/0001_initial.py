import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("common", "0006_staff_roles"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="StaffRun",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("assign", "Assignment of teachers"),
                            ("upskill", "Upskilling plan"),
                            ("without", "If a person leaves"),
                            ("stakes", "Weeks at stake"),
                        ],
                        max_length=20,
                    ),
                ),
                ("asked", models.JSONField(default=dict)),
                ("limit_s", models.PositiveIntegerField(default=30)),
                ("asked_at", models.DateTimeField()),
                ("scene", models.CharField(max_length=64)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("queued", "waiting"),
                            ("running", "running"),
                            ("done", "done"),
                            ("failed", "failed"),
                            ("cancelled", "cancelled"),
                        ],
                        default="queued",
                        max_length=20,
                    ),
                ),
                ("attempt", models.PositiveIntegerField(default=1)),
                ("owner", models.CharField(blank=True, max_length=200)),
                ("lease_until", models.DateTimeField(null=True)),
                (
                    "stop",
                    models.CharField(
                        blank=True,
                        choices=[("", "go on"), ("keep", "stop and keep the best so far"), ("drop", "cancel")],
                        default="",
                        max_length=10,
                    ),
                ),
                ("progress", models.JSONField(default=dict)),
                ("started_at", models.DateTimeField(null=True)),
                ("finished_at", models.DateTimeField(null=True)),
                ("result", models.JSONField(default=dict)),
                (
                    "asked_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "cluster",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="staff_runs", to="common.cluster"
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="common.documentversion",
                    ),
                ),
            ],
            options={
                "ordering": ["-asked_at", "-id"],
                "indexes": [models.Index(fields=["state", "kind", "asked_at"], name="staff_run_by_state")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("state__in", ["queued", "running"]), models.Q(("kind", "without"), _negated=True)
                        ),
                        fields=("cluster", "kind"),
                        name="one_active_staff_run_a_kind",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "running"), _negated=True),
                            models.Q(models.Q(("owner", ""), _negated=True), ("lease_until__isnull", False)),
                            _connector="OR",
                        ),
                        name="a_running_staff_run_has_a_lease",
                    ),
                ],
            },
        ),
    ]
