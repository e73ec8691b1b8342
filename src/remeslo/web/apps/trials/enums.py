"""Words with a closed list: what is asked."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class TrialKind(TextChoices):
    """What is asked of the term."""

    WHAT_IF = "what_if", _("What if")
    PRICES = "prices", _("Price list")
    CAUSES = "causes", _("What holds the term")
