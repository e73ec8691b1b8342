"""Words with a closed list: what can be told, how a subscription and a delivery stand."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class EventKind(TextChoices):
    """What a program can be told of."""

    JOB_FINISHED = "job.finished", _("A job has ended: a plan, an allocation, a timetable, who teaches what")
    DOCUMENT_PUBLISHED = "document.published", _("A document is published: a demand card, an outline, a standard")
    ALLOCATION_PUBLISHED = "allocation.published", _("A release of the workshops' allocation is published")
    TIMETABLE_PUBLISHED = "timetable.published", _("A release of a timetable is announced")
    SLOT_ANSWERED = "slot.answered", _("A request for days in a workshop is answered")
    FACT_RECORDED = "fact.recorded", _("A fact is entered")
    FACT_CONFIRMED = "fact.confirmed", _("Facts are confirmed by the other side")
    FACT_DISPUTED = "fact.disputed", _("A fact is disputed")
    MONEY_SETTLED = "money.settled", _("A period is settled")
    AGREEMENT_SIGNED = "agreement.signed", _("An agreement is signed by one signatory")
    AGREEMENT_IN_FORCE = "agreement.in_force", _("An agreement is signed by all")
    AGREEMENT_ENDED = "agreement.ended", _("An agreement is ended early")
    FIGURES_SUBMITTED = "figures.submitted", _("A college's figures are submitted")
    FIGURES_APPROVED = "figures.approved", _("A college's figures are approved")
    FIGURES_RETURNED = "figures.returned", _("A college's figures are returned or reopened")
    REPORT_PUBLISHED = "report.published", _("The report of a year is published")


PING = "ping"
"""Kind of a delivery that only tries the address."""


class SubscriptionState(TextChoices):
    """How a subscription stands."""

    ON = "on", pgettext_lazy("webhook", "in force")
    OFF = "off", pgettext_lazy("webhook", "paused")
    FAILED = "failed", pgettext_lazy("webhook", "switched off: no answer for long")
    ENDED = "ended", pgettext_lazy("webhook", "ended")


class DeliveryState(TextChoices):
    """How a delivery stands."""

    WAITING = "waiting", pgettext_lazy("delivery", "waits")
    SENT = "sent", pgettext_lazy("delivery", "arrived")
    GIVEN_UP = "given_up", pgettext_lazy("delivery", "given up")
    DROPPED = "dropped", pgettext_lazy("delivery", "dropped")
