"""Words with a closed list: what is asked of the planners of staff."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


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
