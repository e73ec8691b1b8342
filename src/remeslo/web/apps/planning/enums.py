"""Words with a closed list: how far a run has come, what to do with a stopped one."""

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy


class RunState(TextChoices):
    """How far a run has come."""

    QUEUED = "queued", pgettext_lazy("run", "waiting")
    RUNNING = "running", pgettext_lazy("run", "running")
    DONE = "done", pgettext_lazy("run", "done")
    FAILED = "failed", pgettext_lazy("run", "failed")
    CANCELLED = "cancelled", pgettext_lazy("run", "cancelled")


ACTIVE = (RunState.QUEUED, RunState.RUNNING)


class Stop(TextChoices):
    """What a person asked of a run that goes on."""

    NO = "", pgettext_lazy("run", "go on")
    KEEP = "keep", pgettext_lazy("run", "stop and keep the best so far")
    DROP = "drop", pgettext_lazy("run", "cancel")
