"""Words of these pages that more than one of them shows."""

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from remeslo.core.network.result import CauseKind, Objective
from remeslo.web.apps.common.enums import JobState
from remeslo.web.apps.network.comparing import What
from remeslo.web.apps.network.enums import AskState, RunKind, Word

Text = str | Promise

RUN_STATES: Final[Mapping[str, tuple[str, str]]] = {
    JobState.QUEUED: ("", "clock"),
    JobState.RUNNING: ("note", "loading"),
    JobState.DONE: ("ok", "done"),
    JobState.FAILED: ("stop", "stop"),
    JobState.CANCELLED: ("", "cancel"),
}
"""Kind of chip and icon."""

WORKING: Final[Mapping[str, Text]] = {
    RunKind.ALLOCATE: _("Sharing out the workshops"),
    RunKind.MEND: _("Finding the fewest changes"),
    RunKind.PRICES: _("Finding what one more place, week or machine gives"),
}
"""What a run is doing."""

LIMIT_WORDS: Final[Mapping[int, Text]] = {
    20: _("quick, 20 s"),
    60: _("usual, 1 min"),
    300: _("thorough, 5 min"),
}

STAGES: Final[Mapping[str, Text]] = {
    "pretest": _("looking for what cannot be"),
    Objective.REFUSED: _("days refused"),
    Objective.UNFAIR: _("distance of the least served college from all it asked"),
    Objective.AWAY: _("minutes of learners on the way and in dormitories"),
    Objective.UNEVEN: _("unevenness of use"),
    Objective.MOVED: _("blocks away from the term plans"),
    Objective.CHANGED: _("changes to the last allocation"),
    Objective.UNWANTED: _("days at places wanted less"),
    "explain": _("asking why each refused request was refused"),
    "mend": _("changes to what is booked"),
}
"""What is being made least, in words."""

ASK_STATES: Final[Mapping[str, tuple[str, str]]] = {
    AskState.ASKED: ("warm", "clock"),
    AskState.APPROVED: ("ok", "done"),
    AskState.DECLINED: ("stop", "cancel"),
    AskState.WITHDRAWN: ("", "undo"),
}
"""Kind of chip and icon."""

USE_STATES: Final[Mapping[str, tuple[str, str]]] = {
    "": ("warm", "clock"),
    Word.CONFIRMED: ("ok", "done"),
    Word.DISPUTED: ("stop", "warning"),
}

CAUSES: Final[Mapping[str, Text]] = {
    CauseKind.REQUESTS: _("others are there"),
    CauseKind.QUOTA: _("quota"),
    CauseKind.OPENING: _("closed, or open to others"),
    CauseKind.PLACES: _("too few places"),
    CauseKind.WEEKS: _("no other weeks by the term plan"),
    CauseKind.CONDITION: _("condition of use"),
    CauseKind.DORMITORY: _("dormitory"),
    CauseKind.GROUP: _("the group is elsewhere"),
    CauseKind.SHIFT: _("no other shift"),
}

CHANGES: Final[Mapping[str, tuple[Text, str, str]]] = {
    What.ADDED: (pgettext_lazy("booking", "new"), "ok", "add"),
    What.REMOVED: (pgettext_lazy("booking", "refused now"), "stop", "delete"),
    What.PLACE: (pgettext_lazy("booking", "another workshop"), "warn", "place"),
    What.WEEKS: (pgettext_lazy("booking", "other weeks"), "warn", "history"),
    What.SHIFT: (pgettext_lazy("booking", "another shift"), "note", "clock"),
    What.PARTED: (pgettext_lazy("booking", "in parts"), "warn", "layers"),
}
"""Words, kind of chip and icon."""

WEEKDAYS: Final[tuple[Text, ...]] = (
    pgettext_lazy("weekday", "Mon"),
    pgettext_lazy("weekday", "Tue"),
    pgettext_lazy("weekday", "Wed"),
    pgettext_lazy("weekday", "Thu"),
    pgettext_lazy("weekday", "Fri"),
    pgettext_lazy("weekday", "Sat"),
    pgettext_lazy("weekday", "Sun"),
)
