"""Words of these pages that more than one of them shows."""

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from remeslo.core.staffing.requirement import AskedOf
from remeslo.web.apps.common.enums import JobState
from remeslo.web.apps.staffing import words as staffing
from remeslo.web.apps.staffplans.enums import RunKind

Word = str | Promise

KINDS, LEVELS, EVIDENCE, MODULES = staffing.SKILL_KINDS, staffing.LEVELS, staffing.EVIDENCE, staffing.MODULES
PAPER_STATES = staffing.PAPER_STATES
"""Words that the app of people has already."""

ASKED_OF: Final[Mapping[str, Word]] = {
    AskedOf.ELEMENT: pgettext_lazy("asked by", "element"),
    AskedOf.COMPETENCE: pgettext_lazy("asked by", "competence"),
    AskedOf.WORKSHOP: pgettext_lazy("asked by", "workshop"),
    AskedOf.EQUIPMENT: pgettext_lazy("asked by", "machine"),
}

MARKS: Final[Mapping[str, tuple[Word, str]]] = {
    "soon": (_("runs out soon"), "clock"),
    "ended": (_("has run out"), "cancel"),
    "low": (_("below the level needed"), "down"),
    "later": (_("not yet in force"), "forward"),
}
"""What is wrong with a cell of the matrix: words and icon."""

ROLES: Final[Mapping[str, Word]] = {
    "teacher": _("Teacher"),
    "master": _("Master of production training"),
    "mentor": _("Mentor"),
}

RUN_STATES: Final[Mapping[str, tuple[str, str]]] = {
    JobState.QUEUED: ("", "clock"),
    JobState.RUNNING: ("note", "loading"),
    JobState.DONE: ("ok", "done"),
    JobState.FAILED: ("stop", "stop"),
    JobState.CANCELLED: ("", "cancel"),
}
"""Kind of chip and icon."""

WORKING: Final[Mapping[str, Word]] = {
    RunKind.ASSIGN: _("Finding who teaches what"),
    RunKind.UPSKILL: _("Finding who learns what, where and when"),
    RunKind.WITHOUT: _("Finding the cheapest mend"),
    RunKind.STAKES: _("Asking the term part how many weeks are at stake"),
}
"""What a run is doing."""

LIMIT_WORDS: Final[Mapping[int, Word]] = {
    20: _("quick, 20 s"),
    60: _("usual, 1 min"),
    300: _("thorough, 5 min"),
}

STAGES: Final[Mapping[str, Word]] = {
    "uncovered": _("hours that nobody teaches"),
    "changes": _("changes to what people know"),
    "above_rate": _("hours above the rates"),
    "practitioners": _("hours that practitioners lack to their share"),
    "continuity": _("changes of teacher"),
    "travel": _("minutes on the way"),
    "unfairness": _("hours to even out"),
    "renewals": _("renewals missed"),
    "cost": _("cost"),
}
"""What is being made least, in words."""

OBSTACLES: Final[Mapping[str, Word]] = {
    "forbidden": _("ruled out by hand"),
    "absent": _("away for too much of it"),
    "reach": _("too far away"),
    "week": _("too many hours in a week"),
    "year": _("too many hours in the year"),
}
"""What keeps a person who has the right from lessons."""
