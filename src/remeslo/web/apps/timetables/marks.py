"""What releases have changed in meetings: how often, when the last time, and what was called off."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from remeslo.interchange.values import from_json, to_json
from remeslo.web.apps.timetables.meetings import Meeting


@dataclass(frozen=True, slots=True)
class Mark:
    """How many releases have changed a meeting, > 0, and the number of the last of them."""

    times: int
    release: int


@dataclass(frozen=True)
class Marks:
    """
    Of one release.

    Parameters
    ----------
    changed
        Meetings that differ from how they were first announced, or were added after the first release.
    cancelled
        Meetings that some earlier release announced and this one does not have, as they were last announced.
    passed_on
        Meetings that were another teacher's, in another room or for other groups, as they were announced before: the
        calendars of those who no longer have them call them off.
    """

    changed: Mapping[str, Mark] = field(default_factory=dict)
    cancelled: Mapping[str, Meeting] = field(default_factory=dict)
    passed_on: Mapping[str, tuple[Meeting, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Difference:
    """A meeting before and after; ``None``: it was not, or is no more."""

    before: Meeting | None
    after: Meeting | None


def differences(before: Mapping[str, Meeting], after: Mapping[str, Meeting]) -> dict[str, Difference]:
    """Meetings that are new, gone or not as they were, by key."""
    found = {}
    for key in sorted(before.keys() | after.keys()):
        old, new = before.get(key), after.get(key)
        if old is None or new is None or not old.is_as(new):
            found[key] = Difference(old, new)
    return found


def next_marks(marks: Marks, before: Mapping[str, Meeting], after: Mapping[str, Meeting], release: int) -> Marks:
    """
    Marks of a release that follows one with these marks and meetings.

    A meeting that was called off and comes back goes on counting, so that calendars believe it.
    """
    changed, cancelled, passed_on = dict(marks.changed), dict(marks.cancelled), dict(marks.passed_on)
    for key, difference in differences(before, after).items():
        times = changed[key].times if key in changed else 0
        changed[key] = Mark(times + 1, release)
        if difference.after is None and difference.before is not None:
            cancelled[key] = difference.before
        else:
            cancelled.pop(key, None)
        old, new = difference.before, difference.after
        if old is not None and new is not None and _whose(old) != _whose(new):
            passed_on[key] = (*passed_on.get(key, ()), old)
    return Marks(changed, cancelled, passed_on)


def _whose(meeting: Meeting) -> tuple[object, ...]:
    return meeting.teacher, meeting.room, meeting.groups


def marks_json(marks: Marks) -> dict[str, Any]:
    """``{"changed": {KEY: [TIMES, RELEASE]}, "cancelled": {KEY: MEETING}, "passed_on": {KEY: [MEETING]}}``."""
    return {
        "changed": {k: [m.times, m.release] for k, m in sorted(marks.changed.items())},
        "cancelled": {k: to_json(m) for k, m in sorted(marks.cancelled.items())},
        "passed_on": {k: [to_json(m) for m in ms] for k, ms in sorted(marks.passed_on.items())},
    }


def marks_value(body: Mapping[str, Any]) -> Marks:
    """Marks from their JSON; none where there are none."""
    return Marks(
        {k: Mark(int(times), int(release)) for k, (times, release) in body.get("changed", {}).items()},
        {k: from_json(Meeting, m) for k, m in body.get("cancelled", {}).items()},
        {k: tuple(from_json(Meeting, m) for m in ms) for k, ms in body.get("passed_on", {}).items()},
    )
