"""Words with a closed list: evidence of prior learning, how far a recognition has come."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Evidence(TextChoices):
    """What shows that something was learnt before."""

    DIPLOMA = "diploma", _("diploma or its annex")
    CERTIFICATE = "certificate", _("certificate of a course")
    ATTESTATION = "attestation", _("attestation passed in the college")
    WORK = "work", _("work in the field, confirmed by the employer")
    CONTEST = "contest", _("professional contest")


class RecognitionState(TextChoices):
    """One person asks, another one confirms."""

    CLAIMED = "claimed", pgettext_lazy("recognition", "waits for confirmation")
    CONFIRMED = "confirmed", pgettext_lazy("recognition", "recognised")
    REFUSED = "refused", pgettext_lazy("recognition", "refused")
    WITHDRAWN = "withdrawn", pgettext_lazy("recognition", "taken back")


OPEN = (RecognitionState.CLAIMED, RecognitionState.CONFIRMED)
