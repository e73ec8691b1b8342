"""Words of these pages."""

from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from remeslo.web.apps.common.enums import JobState
from remeslo.web.apps.common.services.crews import Crew

CHIPS: Final = {
    JobState.QUEUED: ("", "clock"),
    JobState.RUNNING: ("note", "loading"),
    JobState.DONE: ("ok", "done"),
    JobState.FAILED: ("stop", "stop"),
    JobState.CANCELLED: ("", "cancel"),
}
"""Kind of chip and icon."""

FILTERS: Final = {
    "": pgettext_lazy("jobs", "all"),
    "active": pgettext_lazy("jobs", "waiting and running"),
    "done": pgettext_lazy("jobs", "done"),
    "failed": pgettext_lazy("jobs", "failed"),
    "cancelled": pgettext_lazy("jobs", "cancelled"),
}

CREWS: Final = {
    "plan": gettext_lazy("Planning"),
    "trial": gettext_lazy("What if, prices, causes"),
    "term": gettext_lazy("Working tables"),
    "course": gettext_lazy("Short courses and learners"),
    "staff": pgettext_lazy("jobs", "People"),
    "network": gettext_lazy("Workshops"),
    "week": gettext_lazy("Timetables"),
}
"""What each crew is at."""


def log_text(crew: Crew, code: str, facts: dict[str, Any]) -> str:
    """A line of a job's log, in words."""
    if code == "job.stage":
        stage = str(crew.stages.get(facts.get("stage", ""), facts.get("stage", "")))
        return f"{stage}: {facts['part']}" if facts.get("part") else stage
    texts = {
        "job.started": _("Attempt %(attempt)s begins: worker %(worker)s"),
        "job.silent": _("Attempt %(attempt)s: the worker %(worker)s fell silent"),
        "job.done": _("Done, the result is kept"),
        "job.failed": _("Failed, nothing was kept"),
        "job.cancelled": _("Cancelled, nothing was kept"),
    }
    return texts.get(code, code) % facts if code in texts else code
