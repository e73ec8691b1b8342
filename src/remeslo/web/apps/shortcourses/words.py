"""Words of these pages that more than one of them shows."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from remeslo.core.curriculum.result import Status
from remeslo.web.apps.common.enums import JobState
from remeslo.web.apps.programmes.words import STATUS
from remeslo.web.apps.shortcourses.enums import RecognitionState
from remeslo.web.apps.shortcourses.models import TermJob

SEARCH = {
    JobState.QUEUED: (_("waits for a worker"), "", "clock"),
    JobState.RUNNING: (_("the term is being searched for"), "note", "loading"),
    JobState.FAILED: (_("the search failed"), "stop", "stop"),
    JobState.CANCELLED: (_("the search was stopped"), "", "cancel"),
}
"""Word, kind of chip, icon of a search without an answer."""

RECOGNITION = {
    RecognitionState.CLAIMED: ("warn", "clock"),
    RecognitionState.CONFIRMED: ("ok", "done"),
    RecognitionState.REFUSED: ("stop", "stop"),
    RecognitionState.WITHDRAWN: ("", "undo"),
}
"""Kind of chip and icon."""


def term_status(job: TermJob) -> tuple[Any, str, str]:
    """Word, kind of chip and icon of a term: what the search says, or how far it is."""
    state = JobState(job.state)
    return STATUS[Status(job.result["status"])] if state is JobState.DONE else SEARCH[state]
