"""Words of these pages that more than one of them shows."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from remeslo.web.apps.common.enums import JobState

STATE = {
    JobState.QUEUED: ("", "clock"),
    JobState.RUNNING: ("note", "loading"),
    JobState.DONE: ("ok", "done"),
    JobState.FAILED: ("stop", "stop"),
    JobState.CANCELLED: ("", "cancel"),
}
"""Kind of chip and icon."""

STAGE = {
    "": _("Waits for a worker"),
    "matching": _("Matching demand with the standards"),
    "design": _("Building the programme"),
    "term": _("Searching for the shortest term"),
    "explain": _("Asking what holds the term"),
    "done": _("Saving the results"),
}
"""What the whole run is doing."""

PROGRAMME_STAGE = {
    "waiting": (pgettext_lazy("stage", "waits"), ""),
    "design": (pgettext_lazy("stage", "being built"), "note"),
    "term": (pgettext_lazy("stage", "searching"), "note"),
    "explain": (pgettext_lazy("stage", "looking for causes"), "note"),
    "done": (pgettext_lazy("stage", "ready"), "ok"),
}
"""What is being done with one programme."""

LIMITS = (
    (10, _("quick, 10 s")),
    (60, _("usual, 1 min")),
    (300, _("thorough, 5 min")),
    (1800, _("long, 30 min")),
)
"""Seconds a programme that a person may choose from."""
