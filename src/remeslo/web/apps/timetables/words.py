"""Words of these pages: days, weeks, whom a lesson is for, states of runs."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from remeslo.core.base.elements import ElementKind
from remeslo.web.apps.common.enums import JobState
from remeslo.web.apps.timetables.enums import Parity

if TYPE_CHECKING:
    from remeslo.web.apps.timetables.week import Week

DAYS: Final = (
    gettext_lazy("Monday"),
    gettext_lazy("Tuesday"),
    gettext_lazy("Wednesday"),
    gettext_lazy("Thursday"),
    gettext_lazy("Friday"),
    gettext_lazy("Saturday"),
    gettext_lazy("Sunday"),
)
SHORT_DAYS: Final = (
    pgettext_lazy("day", "Mon"),
    pgettext_lazy("day", "Tue"),
    pgettext_lazy("day", "Wed"),
    pgettext_lazy("day", "Thu"),
    pgettext_lazy("day", "Fri"),
    pgettext_lazy("day", "Sat"),
    pgettext_lazy("day", "Sun"),
)
KINDS: Final = {
    "lessons": (gettext_lazy("Lessons"), frozenset({ElementKind.SCHOOL.value, ElementKind.THEORY.value})),
    "laboratory": (gettext_lazy("Laboratory work"), frozenset({ElementKind.LABORATORY.value})),
    "practice": (
        gettext_lazy("Practice"),
        frozenset(
            {
                ElementKind.TRAINING_PRACTICE.value,
                ElementKind.WORK_PRACTICE.value,
                ElementKind.PREDIPLOMA_PRACTICE.value,
            }
        ),
    ),
    "exams": (
        gettext_lazy("Attestation"),
        frozenset({ElementKind.ATTESTATION.value, ElementKind.FINAL_ATTESTATION.value}),
    ),
}
"""What a grid may be narrowed to: word and kinds of elements."""
RUN_STATES: Final = {
    JobState.QUEUED: ("note", "clock"),
    JobState.RUNNING: ("warm", "loading"),
    JobState.DONE: ("ok", "done"),
    JobState.FAILED: ("stop", "stop"),
    JobState.CANCELLED: ("", "cancel"),
}
LIMIT_WORDS: Final = {20: gettext_lazy("quick"), 60: gettext_lazy("thorough"), 300: gettext_lazy("long")}
"""Seconds a person may choose from."""


def whom(groups: Sequence[str], part: int, subgroups: int) -> str:
    """``СВ-26, subgroup 1 of 2``."""
    told = ", ".join(groups)
    if subgroups > 1:
        told += ", " + _("subgroup %(part)s of %(all)s") % {"part": part, "all": subgroups}
    return told


def weeks_told(weeks: Iterable[date], week: "Week") -> str:
    """In which study weeks: "" for all, odd or even, or their numbers: ``weeks 1–4, 7``."""
    own = tuple(weeks)
    if own == week.problem.weeks:
        return ""
    for parity, word in ((Parity.ODD, _("odd weeks")), (Parity.EVEN, _("even weeks"))):
        if own == week.weeks_of(parity) and len(own) > 1:
            return word
    return _("weeks %(numbers)s") % {"numbers": ranges([week.number_of(w) for w in own])}


def ranges(numbers: Sequence[int]) -> str:
    """``1–4, 7`` of numbers in order."""
    runs: list[list[int]] = []
    for n in numbers:
        if runs and runs[-1][1] == n - 1:
            runs[-1][1] = n
        else:
            runs.append([n, n])
    return ", ".join(str(a) if a == b else f"{a}–{b}" for a, b in runs)


def slot_told(day: int, pair: int) -> str:
    """``Tuesday, pair 3``."""
    return _("%(day)s, pair %(pair)s") % {"day": DAYS[day] if 0 <= day < len(DAYS) else "?", "pair": pair}


SEVERITIES: Final = {
    "saving": (gettext_lazy("Stops saving"), "stop", "stop"),
    "publishing": (pgettext_lazy("timetable", "Stops publishing"), "stop", "stop"),
    "warning": (gettext_lazy("Warnings"), "warn", "warning"),
    "note": (gettext_lazy("Notes"), "note", "note"),
}
"""Word, colour and sign of each severity."""
CHANGES: Final = {
    "moved": (pgettext_lazy("lesson", "moved"), "warn", "right"),
    "room": (pgettext_lazy("lesson", "another room"), "note", "place"),
    "teacher": (pgettext_lazy("lesson", "another teacher"), "note", "person"),
    "added": (pgettext_lazy("lesson", "added"), "ok", "add"),
    "cancelled": (pgettext_lazy("lesson", "cancelled"), "stop", "cancel"),
}
"""Word, colour and sign of each kind of change."""
