from django.apps import AppConfig
from django.db.models.signals import post_save


class WebhooksConfig(AppConfig):
    name = "remeslo.web.apps.webhooks"
    label = "webhooks"

    def ready(self) -> None:
        """Every line of the log passes the outbox, within the transaction that writes it."""
        from remeslo.web.apps.common.models import LogEntry
        from remeslo.web.apps.webhooks.services.outbox import on_entry

        post_save.connect(on_entry, sender=LogEntry, dispatch_uid="webhooks.outbox")
