"""Words with a closed list: states of a search, evidence of prior learning, how far a recognition has come."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class JobState(TextChoices):
    """How far the search for a term has come."""

    QUEUED = "queued", pgettext_lazy("run", "waiting")
    RUNNING = "running", pgettext_lazy("run", "running")
    DONE = "done", pgettext_lazy("run", "done")
    FAILED = "failed", pgettext_lazy("run", "failed")
    CANCELLED = "cancelled", pgettext_lazy("run", "cancelled")


ACTIVE = (JobState.QUEUED, JobState.RUNNING)


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
