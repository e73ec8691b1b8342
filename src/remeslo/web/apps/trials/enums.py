"""Words with a closed list: what is asked, how far it has come."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class TrialKind(TextChoices):
    """What is asked of the term."""

    WHAT_IF = "what_if", _("What if")
    PRICES = "prices", _("Price list")
    CAUSES = "causes", _("What holds the term")


class TrialState(TextChoices):
    """How far it has come."""

    QUEUED = "queued", pgettext_lazy("run", "waiting")
    RUNNING = "running", pgettext_lazy("run", "running")
    DONE = "done", pgettext_lazy("run", "done")
    FAILED = "failed", pgettext_lazy("run", "failed")
    CANCELLED = "cancelled", pgettext_lazy("run", "cancelled")


ACTIVE = (TrialState.QUEUED, TrialState.RUNNING)
