"""Words with a closed list: what is asked of the allocation, how a request between colleges stands, what was used."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class RunKind(TextChoices):
    """What is worked out."""

    ALLOCATE = "allocate", _("Allocation of the year")
    MEND = "mend", _("Mend")
    PRICES = "prices", pgettext_lazy("network", "Price list")


QUICK = (RunKind.MEND,)
"""Somebody waits for these at the screen: a thread of their own answers them."""
LONG = (RunKind.ALLOCATE, RunKind.PRICES)
"""These may take a minute and more."""


class AskState(TextChoices):
    """How a request between colleges stands."""

    ASKED = "asked", pgettext_lazy("slot", "waits for the owner")
    APPROVED = "approved", pgettext_lazy("slot", "approved")
    DECLINED = "declined", pgettext_lazy("slot", "declined")
    WITHDRAWN = "withdrawn", pgettext_lazy("slot", "withdrawn")


class Word(TextChoices):
    """What the other side says of used days."""

    CONFIRMED = "confirmed", pgettext_lazy("use", "confirmed")
    DISPUTED = "disputed", pgettext_lazy("use", "disputed")


class Part(TextChoices):
    """Fields of a cluster folder that this app keeps, named as in the core's `Cluster`."""

    ROOMS = "rooms", "rooms"
    BELLS = "bells", "bells"
    OPEN_HOURS = "open_hours", "open_hours"
    USE_TERMS = "use_terms", "use_terms"
    HOLDINGS = "holdings", "holdings"
    CONTRACTS = "contracts", "contracts"
    CLAUSES = "clauses", "clauses"
    QUOTAS = "quotas", "quotas"
    HOSTELS = "hostels", "hostels"


class Origin(TextChoices):
    """Where a row comes from; only rows of a folder go when a folder without them is loaded."""

    FOLDER = "folder", "folder"
    ENTERED = "entered", "entered here"
    AGREEMENT = "agreement", "agreement in force"
