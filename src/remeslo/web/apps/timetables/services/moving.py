"""Changing a timetable by hand: a person's own draft over the latest version, with undo; saved as the next version."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Final

from django.db import transaction

from remeslo.core.line.weekly.board import fits
from remeslo.core.line.weekly.lesson import LessonKey, Slot
from remeslo.web.apps.common.enums import DocumentKind
from remeslo.web.apps.common.models import Cluster, DocumentVersion, Draft, User
from remeslo.web.apps.common.services.log import record
from remeslo.web.apps.timetables import queries
from remeslo.web.apps.timetables.bodies import body_of
from remeslo.web.apps.timetables.kept import KeptWeek, Step, kept_week, slot_json, step_json, step_value
from remeslo.web.apps.timetables.services.keeping import save_week
from remeslo.web.apps.timetables.week import Week

MOST_STEPS: Final = 500
"""Steps that can be taken back."""


class Locked(Exception):
    """The lesson is locked; carries its key."""

    def __init__(self, lesson: LessonKey) -> None:
        super().__init__(f"{lesson} is locked")
        self.lesson = lesson


class NoSuchPlace(Exception):
    """The day has no such pairs, or the lesson may not be in that room."""


@dataclass(frozen=True, slots=True)
class Clash:
    """A lesson that somebody else has moved since my draft was begun: where I have it, and where they have."""

    lesson: LessonKey
    mine: Slot | None
    theirs: Slot | None


class Clashes(Exception):
    """Two people moved the same lessons; carries them, nothing was written."""

    def __init__(self, clashes: list[Clash]) -> None:
        super().__init__(f"{len(clashes)} lessons were moved meanwhile")
        self.clashes = clashes


@dataclass(frozen=True, slots=True)
class Changes:
    """A draft: the version it was begun on, moves in order, those taken back, pins and locks set or taken off."""

    based_on: int = 0
    steps: tuple[Step, ...] = ()
    undone: tuple[Step, ...] = ()
    pins: Mapping[LessonKey, bool] = field(default_factory=dict)
    locks: Mapping[LessonKey, bool] = field(default_factory=dict)

    @property
    def net(self) -> Mapping[LessonKey, tuple[Slot | None, Slot | None]]:
        """Where each lesson that is moved lay first and lies last; those that came back are left out."""
        found: dict[LessonKey, tuple[Slot | None, Slot | None]] = {}
        for key, before, after in self.steps:
            found[key] = (found[key][0] if key in found else before, after)
        return {key: (a, b) for key, (a, b) in found.items() if a != b}

    @property
    def is_empty(self) -> bool:
        """True when the timetable is as its version has it."""
        return not self.net and not self.pins and not self.locks

    @property
    def count(self) -> int:
        """Lessons that are changed."""
        return len(self.net.keys() | self.pins.keys() | self.locks.keys())

    def over(self, kept: KeptWeek) -> KeptWeek:
        """The timetable with these changes."""
        moved = kept.moved((key, a, b) for key, (a, b) in self.net.items())
        return replace(moved, pinned=_marked(kept.pinned, self.pins), locked=_marked(kept.locked, self.locks))


def _marked(now: frozenset[LessonKey], marks: Mapping[LessonKey, bool]) -> frozenset[LessonKey]:
    on, off = {k for k, v in marks.items() if v}, {k for k, v in marks.items() if not v}
    return frozenset((now | on) - off)


def changes_of(draft: Draft | None) -> Changes:
    """What a draft changes."""
    if draft is None:
        return Changes()
    told = draft.fields
    return Changes(
        draft.based_on,
        tuple(step_value(s) for s in told.get("steps", ())),
        tuple(step_value(s) for s in told.get("undone", ())),
        {LessonKey(k): v for k, v in told.get("pins", {}).items()},
        {LessonKey(k): v for k, v in told.get("locks", {}).items()},
    )


def move(
    cluster: Cluster, week: Week, changes: Changes, lesson: LessonKey, to: Slot | None, *, by: User, at: datetime
) -> Changes:
    """Move a lesson in my draft; raises Locked and NoSuchPlace. Clashes do not stop it: they are shown."""
    if lesson in week.kept.locked:
        raise Locked(lesson)
    if to is not None and not _is_place(week, lesson, to):
        raise NoSuchPlace
    before = week.plan.slots.get(lesson)
    if before == to:
        return changes
    steps = (*changes.steps, (lesson, before, to))[-MOST_STEPS:]
    return _write(cluster, week, replace(changes, steps=steps, undone=()), by=by, at=at)


def _is_place(week: Week, key: LessonKey, to: Slot) -> bool:
    lesson = week.problem.lesson_of[key]
    return fits(week.problem.bells, lesson, to) and (to.room in lesson.rooms if lesson.rooms else to.room is None)


def undo(cluster: Cluster, week: Week, changes: Changes, *, by: User, at: datetime) -> Changes:
    """Take my last move back."""
    if not changes.steps:
        return changes
    *rest, last = changes.steps
    return _write(cluster, week, replace(changes, steps=tuple(rest), undone=(*changes.undone, last)), by=by, at=at)


def redo(cluster: Cluster, week: Week, changes: Changes, *, by: User, at: datetime) -> Changes:
    """Make the move again that was taken back last."""
    if not changes.undone:
        return changes
    *rest, last = changes.undone
    return _write(cluster, week, replace(changes, steps=(*changes.steps, last), undone=tuple(rest)), by=by, at=at)


def mark(
    cluster: Cluster,
    week: Week,
    base: KeptWeek,
    changes: Changes,
    lessons: Iterable[LessonKey],
    *,
    pinned: bool | None = None,
    locked: bool | None = None,
    by: User,
    at: datetime,
) -> Changes:
    """Pin or lock lessons in my draft (None: as they are); what the version ``base`` has leaves the draft."""
    known = [key for key in lessons if key in week.plan.slots]
    pins = _with(changes.pins, base.pinned, known, pinned)
    locks = _with(changes.locks, base.locked, known, locked)
    return _write(cluster, week, replace(changes, pins=pins, locks=locks), by=by, at=at)


def _with(
    marks: Mapping[LessonKey, bool], base: frozenset[LessonKey], keys: Iterable[LessonKey], on: bool | None
) -> dict[LessonKey, bool]:
    wanted = dict(marks) if on is None else {**marks, **dict.fromkeys(keys, on)}
    return {key: value for key, value in wanted.items() if value is not (key in base)}


def _write(cluster: Cluster, week: Week, changes: Changes, *, by: User, at: datetime) -> Changes:
    found = queries.draft_of(cluster, week.semester, by)
    if changes.is_empty and not changes.undone and not changes.steps:
        if found:
            found.delete()
        return Changes(changes.based_on)
    draft = found or Draft(cluster=cluster, kind=DocumentKind.WEEK, key=week.semester, author=by)
    draft.based_on, draft.updated_at = changes.based_on, at
    draft.fields = {
        "steps": [step_json(s) for s in changes.steps],
        "undone": [step_json(s) for s in changes.undone],
        "pins": dict(changes.pins),
        "locks": dict(changes.locks),
    }
    draft.save()
    return changes


def discard(cluster: Cluster, semester: str, *, by: User) -> None:
    """Forget my changes."""
    Draft.objects.filter(cluster=cluster, kind=DocumentKind.WEEK, key=semester, author=by).delete()


def take_theirs(
    cluster: Cluster, week: Week, changes: Changes, lessons: Iterable[str], *, by: User, at: datetime
) -> None:
    """Leave these lessons where others have moved them."""
    gone = set(lessons)
    mine = tuple(s for s in changes.steps if s[0] not in gone)
    _write(cluster, week, replace(changes, steps=mine, undone=()), by=by, at=at)


@transaction.atomic
def save(
    cluster: Cluster,
    latest: DocumentVersion,
    week: Week,
    changes: Changes,
    *,
    title: str,
    hard: int,
    by: User,
    at: datetime,
    note: str = "",
    keep_mine: bool = False,
) -> DocumentVersion | None:
    """
    My changes over the latest version as the next one; ``None`` when there is nothing to save.

    Raises Clashes when somebody moved the same lessons elsewhere meanwhile, unless ``keep_mine``; and Outdated when
    somebody saves at the same moment. Each move is told in the log.
    """
    if changes.is_empty:
        discard(cluster, week.semester, by=by)
        return None
    now = kept_week(body_of(latest))
    if not keep_mine and (clashes := _clashes(now, changes)):
        raise Clashes(clashes)
    version = save_week(
        cluster,
        changes.over(now),
        week.semester,
        title=title,
        lessons=len(week.problem.lessons),
        hard=hard,
        by=by,
        at=at,
        based_on=latest.number,
        note=note,
    )
    subject = f"week:{week.semester}"
    for key, (before, after) in sorted(changes.net.items()):
        record("timetable.moved", by=by, cluster=cluster, subject=subject, **_facts(key, before, after, version.number))
    for what, marks in (("pinned", changes.pins), ("locked", changes.locks)):
        if marks:
            record(f"timetable.{what}", by=by, cluster=cluster, subject=subject, lessons=dict(sorted(marks.items())))
    discard(cluster, week.semester, by=by)
    return version


def _facts(key: LessonKey, before: Slot | None, after: Slot | None, number: int) -> dict[str, Any]:
    return {
        "lesson": key,
        "before": before and slot_json(before),
        "after": after and slot_json(after),
        "number": number,
    }


def _clashes(now: KeptWeek, changes: Changes) -> list[Clash]:
    found = []
    for key, (before, mine) in sorted(changes.net.items()):
        theirs = now.slots.get(key)
        if theirs != before and theirs != mine:
            found.append(Clash(key, mine, theirs))
    return found
