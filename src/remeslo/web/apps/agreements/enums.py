"""Words with a closed list: what an agreement is, what was done with it, where its row comes from."""

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy

from remeslo.core.agreements import kinds


class Kind(TextChoices):
    """What is agreed on."""

    PARTNERSHIP = kinds.AgreementKind.PARTNERSHIP.value, pgettext_lazy("agreement", "Partnership")
    NETWORK = kinds.AgreementKind.NETWORK.value, pgettext_lazy("agreement", "Network form")
    TARGET = kinds.AgreementKind.TARGET.value, pgettext_lazy("agreement", "Target training")
    MENTOR = kinds.AgreementKind.MENTOR.value, pgettext_lazy("agreement", "Mentoring")


class Step(TextChoices):
    """What was done with an agreement; only ever added."""

    SENT = "sent", pgettext_lazy("agreement", "sent to be signed")
    RETURNED = "returned", pgettext_lazy("agreement", "taken back to be changed")
    WITHDRAWN = "withdrawn", pgettext_lazy("agreement", "withdrawn")
    ENDED = "ended", pgettext_lazy("agreement", "ended early")
    FAILED = "failed", pgettext_lazy("agreement", "a clause was not carried out")


class Notice(TextChoices):
    """What happened to an agreement by a day's coming, without anybody's doing; only ever added, each once."""

    REMINDED = "reminded", pgettext_lazy("agreement", "reminded of its end")
    EXPIRED = "expired", pgettext_lazy("agreement", "its term is over")
    RENEWED = "renewed", pgettext_lazy("agreement", "went on as another agreement")
    OVERDUE = "overdue", pgettext_lazy("agreement", "a commitment is overdue: to be followed up")


class Origin(TextChoices):
    """Where a row comes from; only rows of a folder go when a folder without them is loaded."""

    FOLDER = "folder", "folder"
    ENTERED = "entered", "entered here"
