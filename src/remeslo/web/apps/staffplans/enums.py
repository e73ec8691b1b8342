"""Words with a closed list: what is asked of the planners of staff, and how far it has come."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class RunKind(TextChoices):
    """What is worked out."""

    ASSIGN = "assign", _("Assignment of teachers")
    UPSKILL = "upskill", _("Upskilling plan")
    WITHOUT = "without", _("If a person leaves")
    STAKES = "stakes", _("Weeks at stake")


QUICK = (RunKind.WITHOUT,)
"""Somebody waits for these at the screen: a thread of their own answers them."""
LONG = (RunKind.ASSIGN, RunKind.UPSKILL, RunKind.STAKES)
"""These may take minutes."""


class RunState(TextChoices):
    """How far it has come."""

    QUEUED = "queued", pgettext_lazy("run", "waiting")
    RUNNING = "running", pgettext_lazy("run", "running")
    DONE = "done", pgettext_lazy("run", "done")
    FAILED = "failed", pgettext_lazy("run", "failed")
    CANCELLED = "cancelled", pgettext_lazy("run", "cancelled")


ACTIVE = (RunState.QUEUED, RunState.RUNNING)
